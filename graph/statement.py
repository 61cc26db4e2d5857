"""The first layer of the console: is this text one Cypher statement that only reads the graph?

An allow-list: where the grammar wants a keyword, only the keywords of reading may stand, and only known
functions and procedures may be called. The words of writing and of reaching outside may stand nowhere,
except as a label, property, parameter or alias. What is in strings and backticks is left alone; comments are
blanked out, so that a database which ends them elsewhere than we do has nothing to differ about.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.errors import QueryRefused

# No part of it may try the rest of the text again and again: a text of quotes would take minutes.
TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<comment>//[^\r\n]*|/\*(?:.*?\*/|.*\Z))"""
    r"""|(?P<text>'(?:\\.?|[^'\\])*+(?:'|\Z)|"(?:\\.?|[^"\\])*+(?:"|\Z))|(?P<quoted>`(?:``|[^`])*+(?:`|\Z))"""
    r"""|(?P<number>0[xX][0-9a-fA-F]+|\d[\d_]*(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)?)|(?P<word>[^\W\d]\w*)|(?P<mark>.)""",
    re.DOTALL,
)
ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Words:
    """What `data/console.toml` lists; keywords in capitals, names of procedures and functions in small."""

    starts: tuple[str, ...]
    opening: frozenset[str]
    closing: frozenset[str]
    refused: frozenset[str]
    procedures: dict[str, str]
    functions: frozenset[str]


@cache
def words() -> Words:
    """The words of the check.

    >>> words().procedures["db.propertykeys"]
    'db.propertyKeys'
    """
    told = tomllib.loads(files("graph").joinpath("data/console.toml").read_text("utf-8"))
    return Words(
        starts=tuple(told["starts"]),
        opening=frozenset(told["opening"].split()),
        closing=frozenset(told["closing"].split()),
        refused=frozenset(told["refused"].split()),
        procedures={name.lower(): name for name in told["procedures"].split()},
        functions=frozenset(told["functions"].lower().split()),
    )


@dataclass(frozen=True)
class Token:
    """A piece of a statement; `kind` is text, quoted, number, word or mark."""

    kind: str
    text: str
    start: int


def check_statement(cypher: str) -> str:
    """The statement to send: `cypher` without comments and the last semicolon. QueryRefused for anything
    but one statement that reads, and calls nothing but the functions and procedures of `data/console.toml`.

    >>> check_statement("MATCH (a:Actor) RETURN a.set // CREATE").rstrip()
    'MATCH (a:Actor) RETURN a.set'
    >>> check_statement("MATCH (a) DETACH DELETE a")
    Traceback (most recent call last):
    graph.errors.QueryRefused: DETACH is not allowed here: the console only reads; a name goes in backticks
    """
    cleaned = _cleaned(cypher)
    # Neo4j turns \uXXXX into characters before it reads the statement, ArcadeDB does not: check both.
    _check(list(_tokens(ESCAPE.sub(lambda found: chr(int(found[1], 16)), cleaned))))
    _check(list(_tokens(cleaned)))
    return cleaned


def _cleaned(cypher: str) -> str:
    """The statement with comments as blanks of the same length, so that positions in errors still fit."""
    unified = cypher.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    found = TOKEN.finditer(unified)
    blanked = "".join(_blank(t[0]) if t.lastgroup == "comment" else t[0] for t in found)
    return blanked.rstrip().removesuffix(";").rstrip()


def _blank(comment: str) -> str:
    if comment.startswith("/*") and (len(comment) < 4 or not comment.endswith("*/")):
        raise QueryRefused("the comment that begins with /* is never closed")
    return re.sub(r"[^\n]", " ", comment)


def _tokens(cypher: str) -> Iterator[Token]:
    for found in TOKEN.finditer(cypher):
        kind = str(found.lastgroup)
        if kind != "space":
            yield Token(kind, found[0], found.start())


def _check(tokens: list[Token]) -> None:
    if not tokens:
        raise QueryRefused("the query is empty")
    starts = words().starts
    if tokens[0].text.upper() not in starts:
        raise QueryRefused(
            f"a query starts with {', '.join(starts[:-1])} or {starts[-1]}, not with {_shown(tokens[0].text)}"
        )
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        if token.kind == "mark":
            _check_mark(token, tokens[index + 1 :][:1])
        if token.kind in {"text", "quoted"}:
            _check_closed(token)
        if token.kind == "word" and not _is_name(tokens, index):
            _check_keyword(token, tokens, index)
        if token.kind == "word" and before is not None:
            _check_place(token, before)
        if token.text == "(" and before is not None and before.kind in {"word", "quoted"}:
            _check_function(tokens, index - 1)


def _shown(text: str) -> str:
    """The text as an error can show it: short, and nothing in it invisible."""
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text[:40])


def _check_mark(token: Token, after: list[Token]) -> None:
    if token.text == ";":
        raise QueryRefused("one statement at a time: there is something after the first semicolon")
    if token.text == "$" and after and after[0].text == "(":
        raise QueryRefused("$(…) is not allowed here: write labels and types out, or compare labels(n)")
    if not token.text.isprintable():
        raise QueryRefused(f"the character {_shown(token.text)} outside a string is not allowed")


def _check_closed(token: Token) -> None:
    quote, inner = token.text[0], token.text[1:]
    if not inner.endswith(quote) or (quote != "`" and _escaped(inner[:-1])):
        raise QueryRefused(f"the quote {quote} is never closed")


def _escaped(text: str) -> bool:
    """Whether what follows the text is escaped: it ends in an odd number of backslashes."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _is_name(tokens: list[Token], index: int) -> bool:
    """Whether the word can only be a label, type, property, parameter, alias, variable or key."""
    before = tokens[index - 1] if index else None
    if before is None:
        return False
    after = [token.text if token.kind != "word" else "word" for token in tokens[index + 1 : index + 3]]
    if after == [".", "word"] or (after[:1] == [":"] and before.text in {"(", "[", "{", ","}):
        return True
    return before.text in {".", ":", "|", "&", "!", "$"} or (
        before.kind == "word" and before.text.upper() == "AS"
    )


def _check_keyword(token: Token, tokens: list[Token], index: int) -> None:
    # Engines fold letters in ways of their own: a long s is an S to some, a letter of full width to others.
    word = unicodedata.normalize("NFKC", token.text).casefold().upper()
    if word in words().refused:
        raise QueryRefused(f"{word} is not allowed here: the console only reads; a name goes in backticks")
    if word == "CALL":
        _check_call(tokens[index + 1 : index + 20])


def _check_place(token: Token, before: Token) -> None:
    """Refuse a word that stands where only a keyword can, and is none of those that read."""
    word = token.text.upper()
    if word in words().opening or word in words().closing:
        return
    if before.kind in {"text", "quoted", "number"} or before.text in {")", "]", "}"} or _closes(before):
        raise QueryRefused(f"{_shown(token.text)} is not allowed here: the console knows no such clause")


def _closes(before: Token) -> bool:
    """Whether a word ends an expression, so that only a keyword can follow."""
    return before.kind == "word" and before.text.upper() not in words().opening


def _check_call(after: list[Token]) -> None:
    """A subquery, or one of the procedures that only read."""
    if after and after[0].text in {"{", "("}:
        return
    name = ""
    for token in after:
        if token.kind not in {"word", "quoted"} and token.text != ".":
            break
        if name and token.text != "." and not name.endswith("."):
            break
        name += token.text.strip("`")
    if name.lower() not in words().procedures:
        allowed = ", ".join(sorted(words().procedures.values()))
        raise QueryRefused(f"CALL {_shown(name)} is not allowed here; these procedures are: {allowed}")


def _check_function(tokens: list[Token], last: int) -> None:
    """What is called before a bracket: a keyword, a function, or a procedure that `_check_call` has seen."""
    first = last
    while first >= 2 and tokens[first - 1].text == "." and tokens[first - 2].kind in {"word", "quoted"}:
        first -= 2
    called = ".".join(token.text.strip("`") for token in tokens[first : last + 1 : 2])
    before = [""] * 5 + [token.text.upper() for token in tokens[max(0, first - 5) : first]]
    of_a_value = before[-1] == "$" or (before[-1] == "." and before[-2] != ".")  # not in xs[0..size(xs)]
    is_keyword = first == last and called.upper() in words().opening
    if (is_keyword or called.lower() in words().functions) and not of_a_value:
        return
    if before[-1] == "CALL" or (before[-1] == ":" and "USING" in before[-5:]):
        return
    raise QueryRefused(f"{_shown(called)}(…) is not allowed here: it is no function of Cypher")
