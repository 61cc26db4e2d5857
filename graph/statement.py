"""The first layer of the console: is this text one Cypher statement that only reads the graph?

An allow-list: where the grammar wants a keyword, only the keywords of reading may stand. The words of
writing and of reaching outside may stand nowhere, except as a label, property, parameter or alias.
What is in strings and backticks is left alone; comments are blanked out, so that a database which ends
them elsewhere than we do has nothing to differ about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import QueryRefused

STARTS = ("MATCH", "OPTIONAL", "CALL", "UNWIND", "WITH", "RETURN")
# After these comes an expression, a pattern or a name.
OPENING = frozenset(
    "MATCH OPTIONAL RETURN UNWIND WITH WHERE AS ORDER BY SKIP LIMIT OFFSET DISTINCT AND OR XOR NOT IN IS"
    " STARTS ENDS CONTAINS CASE WHEN THEN ELSE UNION ALL CALL YIELD USING INDEX SEEK SCAN JOIN ON EXISTS"
    " COUNT COLLECT ANY NONE SINGLE SHORTESTPATH ALLSHORTESTPATHS".split()
)
CLOSING = frozenset("ASC ASCENDING DESC DESCENDING END NULL TRUE FALSE".split())
REFUSED = frozenset(
    "CREATE MERGE SET REMOVE DELETE DETACH NODETACH FOREACH INSERT"  # write the graph
    " ALTER DROP GRANT REVOKE DENY TERMINATE"  # change the database
    " LOAD COPY USE SHOW PERIODIC TRANSACTIONS".split()  # reach outside
)
PROCEDURES = frozenset(
    (
        "db.labels",
        "db.relationshiptypes",
        "db.propertykeys",
        "db.index.fulltext.querynodes",
        "db.schema.visualization",
    )
)
REFUSED_FUNCTIONS = frozenset({"util.sleep"})  # waits; ends neither for the time limit nor for the client

TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<comment>//[^\r\n]*|/\*.*?\*/)"""
    r"""|(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(?P<quoted>`(?:``|[^`])*`)"""
    r"""|(?P<number>\d[\w.]*)|(?P<word>[^\W\d]\w*)|(?P<mark>.)""",
    re.DOTALL,
)
ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Token:
    """A piece of a statement; `kind` is text, quoted, number, word or mark."""

    kind: str
    text: str
    start: int


def check_statement(cypher: str) -> str:
    """The statement to send: `cypher` without comments and the last semicolon. QueryRefused for anything
    but one statement that reads.

    >>> check_statement("MATCH (a:Actor) RETURN a.set // CREATE").rstrip()
    'MATCH (a:Actor) RETURN a.set'
    >>> check_statement("MATCH (a) DETACH DELETE a")
    Traceback (most recent call last):
    graph.errors.QueryRefused: DETACH is not allowed here: the console only reads the graph
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
    blanked = "".join(re.sub(r"[^\n]", " ", t[0]) if t.lastgroup == "comment" else t[0] for t in found)
    return blanked.rstrip().removesuffix(";").rstrip()


def _tokens(cypher: str) -> Iterator[Token]:
    for found in TOKEN.finditer(cypher):
        kind = str(found.lastgroup)
        if kind != "space":
            yield Token(kind, found[0], found.start())


def _check(tokens: list[Token]) -> None:
    if not tokens:
        raise QueryRefused("the query is empty")
    if tokens[0].text.upper() not in STARTS:
        starts = f"{', '.join(STARTS[:-1])} or {STARTS[-1]}"
        raise QueryRefused(f"a query starts with {starts}, not with {tokens[0].text[:40]}")
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        if token.kind == "mark":
            _check_mark(token)
        if token.kind == "word" and not _is_name(tokens, index):
            _check_keyword(token, tokens[index + 1 :])
        if token.kind == "word" and before is not None:
            _check_place(token, before)
    _check_functions(tokens)


def _check_mark(token: Token) -> None:
    if token.text == ";":
        raise QueryRefused("one statement at a time: there is something after the first semicolon")
    if token.text in "'\"`":
        raise QueryRefused(f"the quote {token.text} is never closed")
    if token.text == "/" or token.text.isprintable():
        return
    raise QueryRefused(f"the character U+{ord(token.text):04X} outside a string is not allowed")


def _is_name(tokens: list[Token], index: int) -> bool:
    """Whether the word can only be a label, type, property, parameter, alias, variable or key."""
    before = tokens[index - 1] if index else None
    if before is None:
        return False
    after = [token.text if token.kind != "word" else "word" for token in tokens[index + 1 : index + 3]]
    if after == [".", "word"] or (after[:1] == [":"] and before.text in {"(", "[", "{", ","}):
        return True
    return before.text in {".", ":", "$"} or (before.kind == "word" and before.text.upper() == "AS")


def _check_keyword(token: Token, after: list[Token]) -> None:
    word = token.text.upper()
    if word in REFUSED:
        raise QueryRefused(f"{word} is not allowed here: the console only reads the graph")
    if word == "CALL":
        _check_call(after)


def _check_place(token: Token, before: Token) -> None:
    """Refuse a word that stands where only a keyword can, and is none of those that read."""
    if token.text.upper() in OPENING | CLOSING:
        return
    if before.kind in {"text", "quoted", "number"} or before.text in {")", "]", "}"} or _closes(before):
        raise QueryRefused(f"{token.text[:40]} is not allowed here: the console knows no such clause")


def _closes(before: Token) -> bool:
    """Whether a word ends an expression, so that only a keyword can follow."""
    return before.kind == "word" and before.text.upper() not in OPENING


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
    if name.lower() not in PROCEDURES:
        allowed = ", ".join(sorted(PROCEDURES))
        raise QueryRefused(f"CALL {name[:60]} is not allowed here; these procedures are: {allowed}")


def _check_functions(tokens: list[Token]) -> None:
    flat = "".join(token.text.strip("`").lower() for token in tokens if token.kind != "text")
    for name in REFUSED_FUNCTIONS:
        if name in flat:
            raise QueryRefused(f"{name} is not allowed here: it keeps the database waiting")
