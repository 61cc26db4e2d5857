"""What is explained of an event, as lines that a terminal of eighty columns shows whole."""

import textwrap
from collections.abc import Iterator

from ingest.cli_talk import printable
from ingest.explained import Resolved, Voice, Why

WIDTH = 79
ARTICLE_ITSELF = "the article"


def wrapped(line: str, indent: str = "", below: str | None = None) -> str:
    """A line cut at blanks, what follows set in a little.

    >>> print(wrapped("word " * 20, "  "))
      word word word word word word word word word word word word word word word
        word word word word word
    """
    deeper = f"{indent}  " if below is None else below
    return textwrap.fill(
        printable(line), WIDTH, initial_indent=indent, subsequent_indent=deeper, break_on_hyphens=False
    )


def event_lines(why: Why) -> Iterator[str]:
    """One event: what was coded, then by which rule, sides, status, voices and confidence."""
    mutual = ", mutual" if why.mutual else ""
    yield f"{_headline(why)} ({why.status}{mutual}), sentence {why.sentence}"
    yield f"rule: “{why.word}” by {why.rule}"
    if why.chance is not None:
        yield f"pair model: {why.chance:.2f} for {why.type} between these two"
    for name, side in (("source", why.source), ("target", why.target)):
        if side:
            yield f"{name}: “{side.words}” is {side.name} ({side.how})"
    cue = f"by “{why.status_cue}”" if why.status_cue else "nothing speaks against it"
    yield f"status: {why.status}, {cue}"
    for voice in why.voices:
        yield f"voice: {_voice(voice)}"
    parts = "; ".join(f"{name} {value:+.2f}" for name, value in (why.parts or {}).items())
    yield f"confidence: {why.confidence:.2f} (log-odds: {parts})"


def rejected_line(why: Why) -> str:
    """What was not taken, and why.

    >>> rejected_line(Why(3, "hit", "ASSAULT", "ASSAULT/verb:hit", rejected="no actor"))
    'sentence 3, “hit” as ASSAULT/verb:hit: no actor'
    """
    event = f" ({_headline(why)})" if why.source or why.target else ""
    return f"sentence {why.sentence}, “{why.word}” as {why.rule}{event}: {why.rejected}"


def _headline(why: Why) -> str:
    return f"{_name(why.source)} — {why.type} → {_name(why.target)}"


def _name(side: Resolved | None) -> str:
    return side.name if side else "nobody"


def _voice(voice: Voice) -> str:
    hedged = ", hedged" if voice.hedged else ""
    cue = f", by “{voice.cue}”" if voice.cue else ""
    return f"{voice.speaker or ARTICLE_ITSELF} {voice.stance}{hedged}{cue}"
