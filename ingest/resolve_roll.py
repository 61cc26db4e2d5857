"""The roll of one article: the actors that appeared so far, what they are called and what they hold."""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from graph.model import Actor, Kind, digest
from ingest.catalogue import Catalogue, Entry
from ingest.mentions import PARTICLES

FADING = 0.75


@dataclass
class Roll:
    """Who is in an article. Actors enter by the catalogue or by the words of the text, and stay."""

    catalogue: Catalogue
    article: str
    on: date | None
    publisher: str | None = None
    actors: dict[str, Actor] = field(default_factory=dict)
    known: dict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))
    posts: dict[tuple[str, str | None], str] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sides: dict[str, str] = field(default_factory=dict)
    female: set[str] = field(default_factory=set)
    male: set[str] = field(default_factory=set)
    weight: Counter[str] = field(default_factory=Counter)
    near: dict[str, float] = field(default_factory=dict)
    nameless: set[str] = field(default_factory=set)
    sentence: int = 0
    faded: int = 0

    def enter(self, entry: Entry) -> str:
        """The id of a catalogue's actor, who is in the article from now on."""
        self.actors.setdefault(entry.actor.id, entry.actor)
        return entry.actor.id

    def enter_id(self, id: str) -> str:
        """The same, by id."""
        return self.enter(self.catalogue.entries[id])

    def add(self, actor: Actor) -> str:
        """The id of an actor that only the text knows, unless the catalogue has the id for the same."""
        self.actors.setdefault(actor.id, actor)
        return actor.id

    def new(self, name: str, kind: Kind, country: str | None = None, sector: str | None = None) -> str:
        """An actor named by the text, with the id that its name gives."""
        return self.add(Actor(id=slug(name), name=name, kind=kind, country=country, sector=sector))

    def unnamed(self, name: str, kind: Kind, sector: str | None = None) -> str:
        """A group without a name or an owner: it is of this article alone."""
        id = f"{slug(name)}-{digest('unnamed', self.article, name)[:8]}"
        self.nameless.add(id)
        return self.add(Actor(id=id, name=name, kind=kind, sector=sector))

    def learn(self, words: tuple[str, ...], id: str) -> None:
        """From now on the words are a name of the actor."""
        if words and id not in self.known[words]:
            self.known[words].append(id)

    def learn_person(self, words: tuple[str, ...], id: str) -> None:
        """A full name teaches the surname, with its particles and without."""
        self.learn(words, id)
        self.learn_gender(words, id)
        if len(words) < 2:
            return
        end = (
            len(words) - 1
            if words[-1] in ("Jr.", "Jr", "Sr.", "III", "II") and len(words) > 2
            else len(words)
        )
        self.learn(words[end - 1 : end], id)
        start = end - 1
        while start > 1 and (words[start - 1].lower() in PARTICLES or words[start - 1] == "-"):
            start -= 1
        self.learn(words[start:end], id)

    def learn_gender(self, words: tuple[str, ...], id: str) -> None:
        """Mr. and Mrs., and first names, tell a gender."""
        first = words[0].lower().strip(".")
        if first in ("mrs", "ms", "madam", "lady", "queen", "princess") or first in first_names("female"):
            self.female.add(id)
        elif first in ("mr", "sir", "lord", "king") or first in first_names("male"):
            self.male.add(id)

    def called(self, words: tuple[str, ...]) -> str | None:
        """Who the words name in this article: of several, the one named most."""
        ids = self.known.get(words, [])
        return max(ids, key=lambda id: self.weight[id], default=None)

    def tell(self, id: str, country: str | None, sector: str | None, side: str | None = None) -> None:
        """What the text tells about an actor: its country and sector, where not known, and its side."""
        actor = self.actors[id]
        new = {"country": actor.country or country, "sector": actor.sector or sector}
        if new != {"country": actor.country, "sector": actor.sector}:
            self.actors[id] = actor.model_copy(update=new)
        if side and side != id:
            self.sides.setdefault(id, side)

    def state_of(self, id: str) -> str | None:
        """The state that an actor belongs to, as an actor of the article."""
        actor = self.actors[id]
        if actor.kind == "state":
            return id
        if actor.country and actor.country in self.catalogue.entries:
            return self.enter_id(actor.country)
        return None

    def speaks_for(self, id: str) -> str:
        """For whom an actor says "we": its organisation, or its state where it speaks for a ministry."""
        side = self.sides.get(id, id)
        actor = self.actors[side]
        if actor.kind == "government_body" and "Ministry" not in actor.name and actor.sector != "GOV":
            return side
        for_state = actor.kind in ("government_body", "person", "group_of_people", "state")
        return (self.state_of(side) or side) if for_state else side

    def touch(self, id: str) -> None:
        """An actor was mentioned in the sentence at hand: its state is nearer than before."""
        state = id if self.actors[id].kind == "state" else self.actors[id].country
        if state and state in self.catalogue.entries:
            for one in self.near:
                self.near[one] *= FADING ** (self.sentence - self.faded)
            self.faded = self.sentence
            self.near[state] = self.near.get(state, 0.0) + (1.0 if state == id else 0.6)

    def home(self, but: frozenset[str] = frozenset()) -> str | None:
        """The state that the article is about just here: often named, and not long ago; none of `but`."""
        known = self.catalogue.entries
        states = [id for id in self.weight if id in known and self.actors[id].kind == "state"]
        named = {id: 0.6 * self.weight[id] for id in states}
        scores = {id: named.get(id, 0.0) + self.near.get(id, 0.0) for id in named.keys() | self.near.keys()}
        best = max(scores.keys() - but, key=lambda id: (scores[id], id), default=None)
        return self.enter_id(best) if best else None


@cache
def first_names(gender: str) -> frozenset[str]:
    """First names that tell a gender.

    >>> "sarah" in first_names("female")
    True
    """
    raw = tomllib.loads(files("ingest").joinpath("data/first_names.toml").read_text("utf-8"))
    return frozenset(raw[gender].split())


def slug(words: str) -> str:
    """An id from words.

    >>> slug("Recep Tayyip Erdoğan")
    'recep-tayyip-erdogan'
    """
    plain = unicodedata.normalize(
        "NFKD", words.lower().translate({ord("ı"): "i", ord("ø"): "o", ord("ł"): "l"})
    )
    cut = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
    return cut[:120] or digest("name", words)
