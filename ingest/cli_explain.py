"""`actorgraph explain`: every step from one text to its events and claims."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from graph.model import Article, Coding
from ingest import pipeline
from ingest.cli_settings import chosen_extractor
from ingest.cli_talk import data, printable, say, table
from ingest.document import Sentence, Spot
from ingest.explained import Explained
from ingest.explained_lines import WIDTH, event_lines, rejected_line, wrapped
from ingest.extract import Rules, Stages
from ingest.failure import Failure
from ingest.load import load
from ingest.rejected import Weighed

GOOD, SOME_FAILED = 0, 1


def explain(chosen: argparse.Namespace) -> int:
    """Explain the articles of one file; 1 where one failed."""
    rules = chosen_extractor(chosen)
    failed = False
    for item in load([chosen.path]):
        coding = item if isinstance(item, Failure) else pipeline.code(item, rules)
        if isinstance(coding, Failure):
            failed = True
            say(f"failed: {coding}", style="red")
        elif chosen.json:
            sys.stdout.write(json.dumps(_plain(coding, rules), ensure_ascii=False) + "\n")
        else:
            _print_article(coding)
            if coding.note is None:
                _Printed(_explained(coding.article, rules), _narrow()).print()
    return SOME_FAILED if failed else GOOD


def _explained(article: Article, rules: Rules) -> Explained:
    weighed: list[Weighed] = []
    return Explained(rules.stages(article, weigh=weighed.append), weighed, rules.catalogue)


def _narrow() -> Console:
    """The console for data, no wider than lines are easily read."""
    console = data()
    console.width = min(console.width, WIDTH + 1)
    return console


def _plain(coding: Coding, rules: Rules) -> dict[str, object]:
    """What is explained of one article, for machines."""
    if coding.note is not None:
        return {"article": coding.article.id, "note": coding.note}
    why = _explained(coding.article, rules)
    return {
        "article": coding.article.id,
        "sentences": [
            {"text": coding.article.text[one.start : one.end], "broken": one.broken}
            for one in why.stages.document.sentences
        ],
        "events": [asdict(one) for one in why.taken()],
        "rejected": [asdict(one) for one in why.rejected()],
        "coding": why.stages.coding.model_dump(mode="json", exclude={"article"}),
    }


def _print_article(coding: Coding) -> None:
    console, article = _narrow(), coding.article
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
class _Printed:
    """What is explained of one article, and where to print it."""

    why: Explained
    console: Console

    @property
    def stages(self) -> Stages:
        return self.why.stages

    def print(self) -> None:
        """Sentence by sentence what was seen, then what it came to, and what was rejected."""
        for sentence in self.stages.document.sentences:
            self._print_sentence(sentence)
        coding = self.stages.coding
        self.console.print()
        self.console.print(table(("actor", "id", "kind", "named as"), self._actors(), "Actors"))
        self._heading("Events" if coding.events else "No events")
        for one in self.why.taken():
            self._print_lines(event_lines(one))
        rejected = list(self.why.rejected())
        self._heading("Rejected" if rejected else "Nothing was rejected")
        for one in rejected:
            self._print_lines([rejected_line(one)])
        if coding.affiliations:
            self.console.print()
            self.console.print(table(("affiliation", "words"), self._ties(), "Affiliations"))

    def _heading(self, words: str) -> None:
        self.console.print()
        self.console.print(Text(words, style="italic"))

    def _print_lines(self, lines: Iterable[str]) -> None:
        for number, line in enumerate(lines):
            self.console.print(Text(wrapped(line, "  " if number else "")))

    def _print_sentence(self, sentence: Sentence) -> None:
        text = self.stages.document.article.text[sentence.start : sentence.end]
        self.console.print(Text(wrapped(f"{sentence.index:3} {text}", "", "    ")))
        lines = [("not read", sentence.broken)] if sentence.broken else []
        lines += [("mention", line) for line in self._mentions(sentence)]
        lines += [("voice", line) for line in self._voices(sentence)]
        for name, line in lines:
            self.console.print(Text(wrapped(f"{name:8} {line}", "    ", " " * 13), style="dim"))

    def _mentions(self, sentence: Sentence) -> Iterator[str]:
        found = ((spot, ", ".join(map(self._name, spot.actors))) for spot in self._spots(sentence))
        line = "; ".join(f"{self._words(spot.first, spot.last)} → {names}" for spot, names in found)
        if line:
            yield line

    def _spots(self, sentence: Sentence) -> Iterable[Spot]:
        return self.stages.cast.within(sentence.first, sentence.last)

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
