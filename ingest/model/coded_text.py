"""Reads coded text: news prose of our own in which mentions, relations, status and voices are written down.

`corpus/README.md` shows the form. What is read here trains and calibrates the extractor.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast, get_args
from zlib import crc32

from graph.errors import InputError
from graph.model import Actor, Article, EventType, Kind, Stance, Status, Tie
from ingest.document import Cast, Document, Spot, head_of

HELD_OUT_OF = 12  # one text of so many is never trained on
CORPUS = Path(__file__).parent / "corpus"
MARK = re.compile(r"\[([A-Za-z][\w+]*):|\]")
STATUSES = get_args(Status)
TIES = get_args(Tie)


@dataclass(frozen=True)
class CodedMention:
    """A marked span, counted in its sentence; more than one key for "the two sides"."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class CodedVoice:
    """A speaker of a coded relation."""

    speaker: str
    stance: Stance
    hedged: bool


@dataclass(frozen=True)
class CodedRelation:
    """One line with ">": an event between two actors of the sentence above it, or a tie (`status` None)."""

    source: str | None
    type: EventType | Tie
    target: str | None
    status: Status | None
    mutual: bool = False
    alt: EventType | None = None
    voices: tuple[CodedVoice, ...] = ()


@dataclass(frozen=True)
class CodedSentence:
    """One sentence as it was coded; `ends_paragraph` where an empty line follows."""

    text: str
    mentions: tuple[CodedMention, ...]
    relations: tuple[CodedRelation, ...]
    ends_paragraph: bool


@dataclass(frozen=True)
class CodedArticle:
    """One coded article: its actors by key, and its sentences; the first is the headline."""

    id: str
    outlet: str | None
    published: date | None
    actors: dict[str, Actor]
    sentences: tuple[CodedSentence, ...]

    def starts(self) -> list[int]:
        """Where each sentence starts in the article's text."""
        found, at = [], 0
        for index, sentence in enumerate(self.sentences):
            found.append(at)
            at += len(sentence.text) + (2 if index and sentence.ends_paragraph else 1)
        return found

    def article(self) -> Article:
        """The plain article: the headline, a newline, the other sentences in their paragraphs."""
        title, *rest = self.sentences
        gaps = ["\n\n" if s.ends_paragraph else " " for s in rest]
        body = "".join(s.text + gap for s, gap in zip(rest, gaps, strict=True)).rstrip()
        text = f"{title.text}\n{body}"
        return Article(
            id=self.id, title=title.text, text=text, publisher=self.outlet, published=self.published
        )

    def cast(self, document: Document) -> Cast:
        """The marked mentions as the cast of the parsed article."""
        spots = [
            spot
            for sentence, at in zip(self.sentences, self.starts(), strict=True)
            for mention in sentence.mentions
            if (spot := _spot(document, at + mention.start, at + mention.end, mention.keys))
        ]
        return Cast(self.actors, tuple(spots))


@dataclass
class _Open:
    """An article or sentence that is still being read."""

    id: str = ""
    outlet: str | None = None
    published: date | None = None
    actors: dict[str, Actor] = field(default_factory=dict)
    sentences: list[CodedSentence] = field(default_factory=list)
    where: str = "head"


def _spot(document: Document, start: int, end: int, keys: tuple[str, ...]) -> Spot | None:
    tokens = document.tokens(start, end)
    if not tokens:
        return None
    return Spot(tokens.start, tokens.stop, head_of(document.doc, tokens.start, tokens.stop), keys)


def corpus(paths: Sequence[Path] | None = None) -> Iterator[CodedArticle]:
    """All coded articles of some files; of the whole corpus that ships where none is named.

    >>> next(corpus()).sentences[0].mentions[0].keys != ()
    True
    """
    for path in paths or sorted(CORPUS.glob("*.coded")):
        yield from read_coded(path.read_text("utf-8"), str(path.name))


def is_held_out(article: str) -> bool:
    """Whether a text is kept for testing, by its id alone.

    >>> is_held_out("af-007")
    False
    """
    return crc32(article.encode()) % HELD_OUT_OF == 0


def read_coded(text: str, name: str = "") -> Iterator[CodedArticle]:
    """The articles of one text; a line that cannot be read is an error that names it.

    >>> a = next(read_coded("= a\\nactors:\\nN | Norland | state | -\\ntext:\\n[N:Norland] slept."))
    >>> a.sentences[0].text, a.sentences[0].mentions[0].keys
    ('Norland slept.', ('N',))
    """
    now = _Open()
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        if line.startswith("= "):
            if now.id:
                yield _closed(now)
            now = _Open(id=line[2:].strip())
            continue
        try:
            _take(now, line.rstrip())
        except (ValueError, KeyError, IndexError) as error:
            raise InputError(f"{name}:{number}: cannot read {line!r}: {error}") from error
    if now.id:
        yield _closed(now)


def _closed(now: _Open) -> CodedArticle:
    return CodedArticle(now.id, now.outlet, now.published, now.actors, tuple(now.sentences))


def _take(now: _Open, line: str) -> None:
    """Take one line into the article that is being read."""
    if line in ("actors:", "text:"):
        now.where = line[:-1]
    elif now.where == "head" and line:
        key, _, value = line.partition(":")
        if key == "outlet":
            now.outlet = value.strip()
        elif key == "date" and value.strip():
            now.published = date.fromisoformat(value.strip())
    elif now.where == "actors" and line:
        key, name, kind, country = (part.strip() for part in line.split("|"))
        now.actors[key] = Actor(
            id=key, name=name, kind=cast(Kind, kind), country=None if country == "-" else country
        )
    elif now.where == "text":
        _take_text(now, line)


def _take_text(now: _Open, line: str) -> None:
    if line.startswith(">"):
        last = now.sentences[-1]
        now.sentences[-1] = CodedSentence(
            last.text, last.mentions, (*last.relations, _relation(line)), last.ends_paragraph
        )
    elif line:
        text, mentions = _plain(line.strip())
        now.sentences.append(CodedSentence(text, mentions, (), False))
    elif now.sentences:
        last = now.sentences[-1]
        now.sentences[-1] = CodedSentence(last.text, last.mentions, last.relations, True)


def _plain(line: str) -> tuple[str, tuple[CodedMention, ...]]:
    """'[IRN:Tehran] spoke' -> the text without marks, and the mentions."""
    text, at = "", 0
    still_open: list[tuple[int, tuple[str, ...]]] = []
    mentions = []
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark[1]:
            still_open.append((len(text), tuple(mark[1].split("+"))))
        else:
            start, keys = still_open.pop()
            mentions.append(CodedMention(start, len(text), keys))
    return text + line[at:], tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _relation(line: str) -> CodedRelation:
    head, _, tail = line[1:].partition("|")
    source, kind, target = head.split()
    flags = [flag.split() for flag in tail.split(",") if flag.strip()]
    words = {flag[0] for flag in flags}
    status = next((s for s in STATUSES if s in words), "actual")
    return CodedRelation(
        source=None if source == "-" else source,
        type=cast("EventType | Tie", kind),
        target=None if target == "-" else target,
        status=None if kind in TIES else cast(Status, status),
        mutual="mutual" in words,
        alt=next((cast(EventType, flag[1]) for flag in flags if flag[0] == "alt"), None),
        voices=tuple(_voices(flags)),
    )


def _voices(flags: list[list[str]]) -> Iterator[CodedVoice]:
    for flag in flags:
        if flag[0] in ("by", "denied"):
            yield CodedVoice(flag[1], "denies" if flag[0] == "denied" else "asserts", "hedged" in flag[2:])
