"""`actorgraph explain`: every step from one text to its events and claims."""

import argparse
from collections.abc import Iterable, Iterator

from rich.rule import Rule
from rich.text import Text

from graph.model import Article, Claim, Coding, Event
from ingest import pipeline
from ingest.cli_talk import data, printable, say, table
from ingest.extract import extractor
from ingest.failure import Failure
from ingest.load import load
from ingest.read import read

GOOD, SOME_FAILED = 0, 1
ARTICLE_ITSELF = "the article"


def explain(chosen: argparse.Namespace) -> int:
    """Explain the articles of one file; 1 where one failed."""
    failed = False
    for item in load([chosen.path]):
        coding = item if isinstance(item, Failure) else pipeline.code(item, extractor())
        if isinstance(coding, Failure):
            failed = True
            say(f"failed: {coding}", style="red")
        else:
            _print(coding)
    return SOME_FAILED if failed else GOOD


def _print(coding: Coding) -> None:
    console = data()
    console.print(Rule(Text(printable(coding.article.title or "untitled"), style="bold"), align="left"))
    console.print(table(("article", ""), _article_rows(coding.article)))
    if coding.note:
        console.print(Text(printable(coding.note), style="yellow"))
        return
    console.print(table(("no", "sentence"), _sentence_rows(coding.article), "Sentences"))
    console.print(table(("actor", "kind", "country", "mentions"), _actor_rows(coding), "Actors"))
    names = {actor.id: actor.name for actor in coding.actors}
    for event in coding.events:
        _print_event(event, names)
    console.print(table(("affiliation", "words"), _tie_rows(coding, names), "Affiliations"))


def _article_rows(article: Article) -> Iterator[tuple[str, str]]:
    yield "publisher", article.publisher or "not told"
    yield "published", str(article.published or "not told")
    yield "language", article.language or "not sure"
    yield "address", article.url or "not told"
    yield "id", article.id


def _sentence_rows(article: Article) -> Iterator[tuple[str, str]]:
    for sentence in read(article).sentences:
        yield str(sentence.index), article.text[sentence.start : sentence.end]


def _actor_rows(coding: Coding) -> Iterator[tuple[str, ...]]:
    for actor in coding.actors:
        words = [m.text for m in coding.mentions if m.actor == actor.id]
        yield f"{actor.name} [{actor.id}]", actor.kind, actor.country or "", ", ".join(_counted(words))


def _counted(words: Iterable[str]) -> Iterator[str]:
    listed = list(words)
    for word in dict.fromkeys(listed):
        number = listed.count(word)
        yield word if number == 1 else f"{word} ×{number}"


def _print_event(event: Event, names: dict[str, str]) -> None:
    sides = f"{_name(event.source, names)} — {event.type} → {_name(event.target, names)}"
    about = (
        f"{event.status}{', mutual' if event.mutual else ''}, {event.date or 'no date'} ({event.precision})"
    )
    rows = [_claim_row(claim, names) for claim in event.claims]
    columns = ("voice", "sides as written", "rule", "confidence", "words")
    data().print(table(columns, rows, f"{printable(sides)}  {about}"))


def _claim_row(claim: Claim, names: dict[str, str]) -> tuple[str, ...]:
    voice = names[claim.speaker] if claim.speaker else ARTICLE_ITSELF
    how = f" {claim.stance}{', hedged' if claim.hedged else ''}{f' ({claim.cue})' if claim.cue else ''}"
    written = f"{claim.source_text or '–'} → {claim.target_text or '–'}"
    return voice + how, written, claim.rule, f"{claim.confidence:.2f}", claim.evidence.quote


def _tie_rows(coding: Coding, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    for tie in coding.affiliations:
        said = f"{names[tie.source]} {tie.relation} {names[tie.target]} ({tie.status})"
        yield said, tie.evidence.quote


def _name(actor: str | None, names: dict[str, str]) -> str:
    return names[actor] if actor else "?"
