"""A text to its articles: paragraphs, without boilerplate, and where a headline begins another article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.boilerplate import boilerplate
from ingest.headline import date_line, is_byline, is_headline
from ingest.starts import is_prose, starts

WIDEST_WRAP = 100  # characters; wider lines are paragraphs, not lines of a wrapped one


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `cut`: a dividing line or boilerplate of a page's end stood before it."""

    text: str
    cut: bool = False
    level: int = 0  # of a Markdown heading


@dataclass(frozen=True)
class Part:
    """One article of a file: its title, which may be empty, and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def split(text: str, *, markdown: bool = False) -> list[Part]:
    """The articles of a text, each with the title that is printed above it.

    >>> body = "The two foreign ministers met in the capital on Monday and signed a treaty on water. " * 4
    >>> text = f"Arland And Borland Sign Treaty On Water\\n\\n{body}\\n\\nSee also"
    >>> [(part.title, len(part.paragraphs)) for part in split(text)]
    [('Arland And Borland Sign Treaty On Water', 1)]
    """
    kept = list(_without_boilerplate(paragraphs(text, markdown=markdown)))
    if not kept:
        return []
    bounds = [*_starts(kept), len(kept)]
    return [_part(kept[a:b]) for a, b in pairwise(bounds)]


def paragraphs(text: str, *, markdown: bool = False) -> list[Paragraph]:
    """The paragraphs of a text: lines, where these are whole paragraphs, or wrapped lines joined."""
    text = UNDERLINED.sub(r"# \1", text) if markdown else text
    width = _wrap_width(text)
    found: list[Paragraph] = []
    for block in re.split(r"\n[^\S\n]*\n", text):
        lines = [" ".join(line.split()) for line in block.split("\n") if line.strip()]
        found += [_marked(line, markdown) for line in _unwrapped(lines, width)]
    return [p for p in found if p.text]


def _wrap_width(text: str) -> int:
    """The width at which lines were wrapped; 0 where they were not."""
    widths = sorted(len(line.rstrip()) for line in text.split("\n") if line.strip())
    if len(widths) < 5 or widths[-1] > WIDEST_WRAP:
        return 0
    near = sum(width > widths[-1] - 15 for width in widths)
    return widths[-1] if near >= max(3, len(widths) // 3) else 0


def _unwrapped(lines: Sequence[str], width: int) -> Iterator[str]:
    """Join a line to the next where the next one's first word would not have found room in it."""
    held = ""
    for line in lines:
        last = held.rsplit("\n", 1)[-1]
        if held and width and len(last) + 1 + len(line.split(" ", 1)[0]) > width:
            held += "\n" + line
            continue
        if held:
            yield held.replace("\n", " ")
        held = line
    if held:
        yield held.replace("\n", " ")


MARKS = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(.+?)\1"), r"\2"),
    (re.compile(r"(?<!\w)[*_](\S(?:.*?\S)?)[*_](?!\w)"), r"\1"),
    (re.compile(r"^(>\s*)+"), ""),
)
UNDERLINED = re.compile(r"^(?!#)(\S.*)\n=+[^\S\n]*$", re.MULTILINE)
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")


def _marked(line: str, markdown: bool) -> Paragraph:
    if not markdown:
        return Paragraph(line)
    heading = HEADING.fullmatch(line)
    text = heading[2] if heading else line
    for mark, plain in MARKS:
        text = mark.sub(plain, text)
    return Paragraph(text.strip(), level=len(heading[1]) if heading else 0)


def _without_boilerplate(found: Sequence[Paragraph]) -> Iterator[Paragraph]:
    cut = links = False
    for i, paragraph in enumerate(found):
        pattern = boilerplate(paragraph.text)
        if pattern:
            cut, links = cut or pattern.cut, pattern.links or (links and not pattern.cut)
            continue
        links = links and is_headline(paragraph.text, strict=False) and not _is_followed(found, i)
        if not links:
            yield replace(paragraph, cut=cut)
            cut = False


def _is_followed(found: Sequence[Paragraph], i: int) -> bool:
    """Whether prose comes after this line, so that it is a headline rather than a link."""
    texts = (p.text for p in found[i + 1 :])
    first = next((t for t in texts if not (boilerplate(t) or is_byline(t) or date_line(t))), "")
    return is_prose(first)


def _starts(found: Sequence[Paragraph]) -> list[int]:
    """Where articles begin: at the first headings of a Markdown text that has any, else by what lines say."""
    if any(p.level for p in found):
        tops = [i for i, p in enumerate(found) if p.level == 1]
        return sorted({0, *(i for i in tops[1:] if any(is_prose(p.text) for p in found[i + 1 :]))})
    return starts([p.text for p in found], [p.cut for p in found])


def _part(part: Sequence[Paragraph]) -> Part:
    texts = [p.text for p in part]
    titled = len(texts) > 1 and (part[0].level > 0 or is_headline(texts[0], strict=False))
    return Part(texts[0], tuple(texts[1:])) if titled else Part("", tuple(texts))
