"""Text and Markdown to articles, with what stands in their heads: front matter, or `Key: value` lines."""

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from graph.errors import InputError
from graph.model import Article
from ingest.article import Head, HeadKey, made_article
from ingest.headline import date_line
from ingest.split import Part, split

FENCE = re.compile(r"\s*---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
FIELD = re.compile(r"([A-Za-z]+)[^\S\n]*:[^\S\n]*(.*)")
NAMES: Mapping[str, HeadKey] = {
    **{key: key for key in get_args(HeadKey)},
    "date": "published",
    "outlet": "publisher",
    "source": "publisher",
    "lang": "language",
    "link": "url",
}


def text_articles(text: str, *, markdown: bool = False) -> Iterator[Article]:
    """The articles of a text. What its head says of publisher, date and language holds for all of them.

    >>> text = "---\\ntitle: Talks\\npublisher: Example Daily\\ndate: 2024-08-12\\n---\\nArland met Borland."
    >>> [(a.title, a.publisher, a.published.isoformat()) for a in text_articles(text)]
    [('Talks', 'Example Daily', '2024-08-12')]
    """
    fields, body = _head(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not body.strip():
        raise InputError("the file is empty" if not text.strip() else "the file holds no text under its head")
    title = fields.get("title")
    parts = [_untitled(body, title, markdown)] if title else split(body, markdown=markdown)
    if not parts:
        raise InputError("the file holds no article: all that is in it are links, buttons and notices")
    single = fields if len(parts) == 1 else {k: v for k, v in fields.items() if k not in ("id", "url")}
    for part in parts:
        yield _article(part, single)


def _untitled(body: str, title: str, markdown: bool) -> Part:
    """All of a text under the title that its head gives, which it may repeat."""
    found = split(body, markdown=markdown)
    lines = [line for part in found for line in (part.title, *part.paragraphs) if line]
    return Part(title, tuple(lines[1:] if lines[:1] == [title] else lines))


def _head(text: str) -> tuple[dict[HeadKey, str], str]:
    """The fields at the top of a text, and the rest: fenced by `---`, or lines before the first blank one."""
    fence = FENCE.match(text)
    if fence:
        return _fields(fence[1]), text[fence.end() :]
    top, _, rest = text.lstrip().partition("\n\n")
    lines = [FIELD.fullmatch(line.strip()) for line in top.split("\n")]
    if len(lines) > 1 and all(line and line[1].lower() in NAMES for line in lines):
        return _fields(top), rest
    return {}, text


def _fields(block: str) -> dict[HeadKey, str]:
    found = (FIELD.fullmatch(line.strip()) for line in block.split("\n"))
    pairs = ((f[1].lower(), f[2].strip().strip("\"'")) for f in found if f)
    return {NAMES[key]: value for key, value in pairs if key in NAMES and value}


def _article(part: Part, fields: Mapping[HeadKey, str]) -> Article:
    lines, told = list(part.paragraphs), dict(fields)
    if not told.get("published"):
        dated = next((line for line in lines[:3] if date_line(line)), None)
        if dated is not None:
            lines.remove(dated)
            told["published"] = re.sub(r"^[A-Za-z ]+:\s*", "", dated)
    return made_article(Head(**told | {"title": part.title}), "\n".join(lines))
