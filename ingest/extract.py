"""Article to Coding: the extractors, by name."""

import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from spacy.language import Language

from graph.errors import SettingsError
from graph.model import Article, Coding
from ingest.affiliations import affiliations
from ingest.attribute import Attributions, attributions
from ingest.catalogue import Catalogue, shipped_files
from ingest.catalogue_own import load
from ingest.coding import Findings, coding
from ingest.document import Cast, Document
from ingest.events import told
from ingest.lexicon import lexicon
from ingest.model.reader import PairModel, shipped
from ingest.parser import bounded, language_model
from ingest.read import read
from ingest.rejected import Weigh, unweighed
from ingest.resolve import cast
from ingest.second_opinion import second_opinion
from ingest.told import Told

Lap = Callable[[str], None]


def _unwatched(_: str) -> None:
    """Nobody measures the stages."""


class Extractor(Protocol):
    """Whatever turns an article into a coding. `name` is kept with all that it codes."""

    @property
    def name(self) -> str:
        """What tells its results from those of others."""
        ...

    def extract(self, article: Article) -> Coding:
        """The coding of one article."""
        ...


@dataclass(frozen=True)
class Stages:
    """What each stage of the rules made of one article, in their order; for `actorgraph explain`."""

    document: Document
    cast: Cast
    told: tuple[Told, ...]
    voices: Attributions
    coding: Coding


class Rules:
    """Extraction by rules over a parse: catalogue, lexicon, constructions, attribution.

    >>> made = Rules().extract(Article(id="a", text="Iran accused Iraq of shelling a village."))
    >>> [(event.source, event.type, event.target) for event in made.events]
    [('IRN', 'ACCUSE', 'IRQ'), ('IRQ', 'ASSAULT', None)]
    """

    def __init__(self, spacy_model: str = "en_core_web_md", actors: Iterable[Path] = ()) -> None:
        self.spacy_model = spacy_model
        self.actors = tuple(actors)
        if self.actors:
            _ = self.catalogue  # a mistake in them is told before anything is opened or coded

    @cached_property
    def name(self) -> str:
        """The version, and a digest of the data: what was coded with other data is coded again."""
        return f"rules/1-{data_digest(self.spacy_model, self.actors)}"

    @cached_property
    def catalogue(self) -> Catalogue:
        """All actors that are known: those that ship, and the user's own."""
        return load(self.actors)

    @cached_property
    def nlp(self) -> Language:
        """The model, loaded when the first article needs it: a run may find that all are known."""
        found = language_model(self.spacy_model)
        _ = self.catalogue, lexicon()
        gc.collect()
        gc.freeze()  # what stays loaded is not looked through for garbage at every article
        return found

    def extract(self, article: Article) -> Coding:
        """The coding of one English article."""
        with bounded(self.nlp):
            return self.stages(article).coding

    def stages(self, article: Article, lap: Lap = _unwatched, weigh: Weigh = unweighed) -> Stages:
        """The coding with all that led to it; `lap` is told when each stage is done, and `weigh` is given
        what the events of each sentence were chosen from.
        """
        document = read(article, self.nlp)
        lap("read")
        actors = cast(document, self.catalogue)
        lap("cast")
        events = tuple(told(document, actors, weigh=weigh))
        lap("events")
        events = self.second_opinion(document, actors, events)
        lap("model")
        voices = attributions(document, actors)
        lap("voices")
        ties = affiliations(document, actors, self.catalogue)
        lap("ties")
        made = coding(Findings(document, actors, events, voices, ties), self.name)
        lap("coding")
        return Stages(document, actors, events, voices, made)

    def second_opinion(self, document: Document, actors: Cast, events: tuple[Told, ...]) -> tuple[Told, ...]:
        """The events as the rules told them; nobody else is asked."""
        return events


class Both(Rules):
    """The rules, the pair model's opinion of what they told, and what it adds."""

    @cached_property
    def name(self) -> str:
        """With the digest of the model: articles are coded again when it is another one."""
        return f"{super().name}+{self.model.digest}"

    @cached_property
    def model(self) -> PairModel:
        """The model that ships."""
        return shipped()

    def second_opinion(self, document: Document, actors: Cast, events: tuple[Told, ...]) -> tuple[Told, ...]:
        """The events with the model's probability, and those that it adds."""
        return tuple(second_opinion(document, actors, events, self.model))


class Model(Both):
    """The pair model alone, over the mentions that the rules find; to measure what it is worth."""

    @cached_property
    def name(self) -> str:
        """With the digest of the model and of the data."""
        return f"model/{super().name}"

    def second_opinion(self, document: Document, actors: Cast, events: tuple[Told, ...]) -> tuple[Told, ...]:
        """The events that the model reads, whatever the rules told."""
        return super().second_opinion(document, actors, ())


EXTRACTORS: dict[str, type[Rules]] = {"both": Both, "rules": Rules, "model": Model}


def data_digest(spacy_model: str, actors: Iterable[Path]) -> str:
    """Eight digits of what extraction reads: words, catalogue, the user's actors, the model's name."""
    folder = Path(str(files("ingest").joinpath("data")))
    total = sha256(spacy_model.encode())
    for path in (*sorted(folder.glob("*.toml")), *shipped_files(), *actors):
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()[:8]


def extractor(name: str = "both", spacy_model: str = "en_core_web_md", actors: Iterable[Path] = ()) -> Rules:
    """The extractor of this name.

    >>> extractor("rules").name[:8]
    'rules/1-'
    """
    if name not in EXTRACTORS:
        raise SettingsError(f"there is no extractor {name!r}; known: {', '.join(EXTRACTORS)}")
    return EXTRACTORS[name](spacy_model, actors)
