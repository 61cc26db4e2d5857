"""`actorgraph explain`: every step from one text to its events and claims."""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from graph.model import Article, Claim, Coding, Event
from graph.settings import Settings
from ingest import pipeline
from ingest.cli_articles import with_actors
from ingest.cli_talk import data, printable, say, table
from ingest.document import Sentence, Spot
from ingest.extract import Rules, Stages
from ingest.failure import Failure
from ingest.load import load
from ingest.sides import Side
from ingest.told import Told

GOOD, SOME_FAILED = 0, 1
ARTICLE_ITSELF = "the article"


def explain(chosen: argparse.Namespace) -> int:
    """Explain the articles of one file; 1 where one failed."""
    settings = with_actors(Settings.from_environment(), chosen.actors)
    rules = Rules(settings.spacy_model, settings.actors)
    failed = False
    for item in load([chosen.path]):
        coding = item if isinstance(item, Failure) else pipeline.code(item, rules)
        if isinstance(coding, Failure):
            failed = True
            say(f"failed: {coding}", style="red")
        else:
            _print_article(coding)
            if coding.note is None:
                _Explained(rules.stages(coding.article), data()).print()
    return SOME_FAILED if failed else GOOD


def _print_article(coding: Coding) -> None:
    console, article = data(), coding.article
    title = Text(printable(article.title or "untitled"), style="bold")
    console.print(Rule(title, align="left"))
    for name, value in _about(article):
        console.print(Text(printable(f"{name:10} {value}")))
    if coding.note:
        console.print(Text(printable(coding.note), style="yellow"))
    console.print()


def _about(article: Article) -> Iterator[tuple[str, str]]:
    yield "publisher", article.publisher or "not told"
    yield "published", str(article.published or "not told")
    yield "language", article.language or "not sure; read as English"
    yield "address", article.url or "not told"
    yield "id", article.id


@dataclass(frozen=True)
class _Explained:
    """What the stages made of one article, and where to print it."""

    stages: Stages
    console: Console

    def print(self) -> None:
        """Sentence by sentence what was seen, then what it came to."""
        for sentence in self.stages.document.sentences:
            self._print_sentence(sentence)
        coding = self.stages.coding
        self.console.print()
        self.console.print(table(("actor", "id", "kind", "named as"), self._actors(), "Actors"))
        for event in coding.events:
            self.console.print()
            self._print_event(event)
        if coding.affiliations:
            self.console.print()
            self.console.print(table(("affiliation", "words"), self._ties(), "Affiliations"))

    def _print_sentence(self, sentence: Sentence) -> None:
        text = self.stages.document.article.text[sentence.start : sentence.end]
        self.console.print(Text(printable(f"{sentence.index:3} {text}")))
        for name, lines in (
            ("mention", self._mentions(sentence)),
            ("event", self._events(sentence)),
            ("voice", self._voices(sentence)),
        ):
            for line in lines:
                self.console.print(Text(printable(f"      {name:8} {line}"), style="dim"))

    def _mentions(self, sentence: Sentence) -> Iterator[str]:
        found = ((spot, ", ".join(map(self._name, spot.actors))) for spot in self._spots(sentence))
        line = "; ".join(f"{self._words(spot.first, spot.last)} → {names}" for spot, names in found)
        if line:
            yield line

    def _spots(self, sentence: Sentence) -> Iterable[Spot]:
        return self.stages.cast.within(sentence.first, sentence.last)

    def _events(self, sentence: Sentence) -> Iterator[str]:
        for told in self.stages.told:
            if told.sentence.index == sentence.index:
                yield self._told(told)

    def _told(self, told: Told) -> str:
        sides = f"{self._side(told.source)} — {told.type} → {self._side(told.target)}"
        about = f"{told.status}{', mutual' if told.mutual else ''}"
        return (
            f"{sides} ({about}), from “{self._words(told.token, told.token + 1)}” by {told.construction.name}"
        )

    def _side(self, side: Side | None) -> str:
        return f"{self._name(side.actor)} [{self._words(side.first, side.last)}]" if side else "nobody"

    def _voices(self, sentence: Sentence) -> Iterator[str]:
        for voice in self.stages.voices.voices:
            inside = any(a < sentence.last and sentence.first < b for a, b in voice.content)
            if inside:
                who = self._name(voice.speaker) if voice.speaker else "nobody named"
                yield f"{who} {voice.stance}{', hedged' if voice.hedged else ''}, by “{voice.cue}”"

    def _actors(self) -> Iterator[tuple[str, ...]]:
        coding = self.stages.coding
        for actor in coding.actors:
            words = [m.text for m in coding.mentions if m.actor == actor.id]
            yield actor.name, actor.id, actor.kind, ", ".join(_counted(words))

    def _print_event(self, event: Event) -> None:
        source, target = (self._name(side) if side else "nobody" for side in (event.source, event.target))
        about = f"{event.status}{', mutual' if event.mutual else ''}, {event.date or 'no date'}"
        title = f"{source} — {event.type} → {target}  ({about}, date {event.precision})"
        columns = ("voice", "sides as written", "rule", "confidence", "words")
        self.console.print(table(columns, map(self._claim, event.claims), printable(title)))

    def _claim(self, claim: Claim) -> tuple[str, ...]:
        voice = self._name(claim.speaker) if claim.speaker else ARTICLE_ITSELF
        how = f"{claim.stance}{', hedged' if claim.hedged else ''}{f' ({claim.cue})' if claim.cue else ''}"
        written = f"{claim.source_text or '–'} → {claim.target_text or '–'}"
        return f"{voice} {how}", written, claim.rule, f"{claim.confidence:.2f}", claim.evidence.quote

    def _ties(self) -> Iterator[tuple[str, str]]:
        for tie in self.stages.coding.affiliations:
            sides = f"{self._name(tie.source)} {tie.relation} {self._name(tie.target)}"
            yield f"{sides} ({tie.status})", tie.evidence.quote

    def _name(self, actor: str) -> str:
        return self.stages.cast.actors[actor].name

    def _words(self, first: int, last: int) -> str:
        return self.stages.document.words(first, last)


def _counted(words: Iterable[str]) -> Iterator[str]:
    listed = list(words)
    for word in dict.fromkeys(listed):
        number = listed.count(word)
        yield word if number == 1 else f"{word} ×{number}"
