"""The commands of `actorgraph`, their arguments, and an example for each."""

import argparse
from collections.abc import Sequence
from datetime import date as Date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

INPUTS = "files, folders with all that is in them, or - for standard input; .txt .md .html .jsonl, also .gz"
ABOUT = "News articles in; a graph of who did what to whom, who says so and who denies it, out."
ACTORS = (
    "a file of actors of your own, in the form of ingest/data/actors or a PETRARCH or TABARI dictionary; "
    "may be given more than once, and with ACTORGRAPH_ACTORS"
)
PLACES = (
    "All that is kept lies under ACTORGRAPH_HOME. A Neo4j server is used instead of the local one where "
    "ACTORGRAPH_URL names it, with ACTORGRAPH_USER, ACTORGRAPH_PASSWORD and ACTORGRAPH_DATABASE. "
    "Exit codes: 0 all good, 1 some inputs failed (each named), 2 could not start."
)


class _Commands:
    """Adds commands that all look alike."""

    def __init__(self, under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        self._under = under

    def add(self, name: str, run: str, about: str, examples: Sequence[str]) -> argparse.ArgumentParser:
        """A command; `run` is `module:function`, imported when it is called."""
        lines = "\n".join(f"  actorgraph {example}" for example in examples)
        command = self._under.add_parser(
            name,
            help=about,
            description=about[0].upper() + about[1:] + ".",
            epilog=f"example{'s' if len(examples) > 1 else ''}:\n{lines}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.set_defaults(run=run)
        return command


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line.

    >>> parser().parse_args(["query", "MATCH (a:Actor) RETURN a.name", "--json"]).json
    True
    """
    top = argparse.ArgumentParser(prog="actorgraph", description=ABOUT, epilog=PLACES)
    top.add_argument("--version", action="version", version=f"actorgraph {_version()}")
    commands = _Commands(top.add_subparsers(metavar="COMMAND", required=True))
    _articles(commands)
    _records(commands)
    _questions(commands)
    _servers(commands)
    return top


def _articles(commands: _Commands) -> None:
    ingest = commands.add(
        "ingest",
        "ingest.cli_articles:ingest",
        "code articles and write them into the graph",
        ["ingest news/", "ingest monday.jsonl.gz page.html", "ingest --actors mine.tsv - < article.txt"],
    )
    ingest.add_argument("paths", nargs="+", metavar="PATH", help=INPUTS)
    _coder(ingest)
    retract = commands.add(
        "retract",
        "ingest.cli_graph:retract",
        "take articles back out of the graph, with all that only they support",
        ["retract 3f8a0c52d1e94b7a6c05", "retract - < ids.txt"],
    )
    retract.add_argument(
        "ids", nargs="+", metavar="ID", help="ids of articles, or - for a line each on standard input"
    )
    extract = commands.add(
        "extract",
        "ingest.cli_articles:extract",
        "print what articles say, one JSON line an article; needs no store",
        ["extract article.txt", "extract news.jsonl > codings.jsonl"],
    )
    extract.add_argument("paths", nargs="+", metavar="FILE", help=INPUTS)
    _coder(extract)
    explain = commands.add(
        "explain",
        "ingest.cli_explain:explain",
        "print every step from one text to its events and claims, and what was rejected",
        ["explain article.txt", "echo 'Arland accused Borland of spying.' | actorgraph explain -"],
    )
    explain.add_argument("path", metavar="FILE", help="a file, or - for standard input")
    explain.add_argument("--json", action="store_true", help="one JSON object an article")
    _coder(explain)


def _records(commands: _Commands) -> None:
    export = commands.add(
        "export",
        "ingest.cli_carry:export",
        "print all that was written into the graph, one JSON line an article",
        ["export > codings.jsonl", "export -o codings.jsonl.gz --since 2024-01-01 --until 2024-06-30"],
    )
    export.add_argument(
        "-o", "--output", type=Path, default=None, metavar="FILE", help="a file, packed where it ends in .gz"
    )
    for name, which in (("--since", "on or after"), ("--until", "on or before")):
        export.add_argument(
            name, type=_date, default=None, metavar="DATE", help=f"of articles published {which} this day"
        )
    back = commands.add(
        "import",
        "ingest.cli_carry:import_",
        "write the lines of `export` or `extract` into the graph; needs no extractor",
        ["import codings.jsonl.gz", "extract news/ | actorgraph import -"],
    )
    back.add_argument("paths", nargs="+", metavar="FILE", help=".jsonl, also .gz, or - for standard input")


def _coder(command: argparse.ArgumentParser) -> None:
    command.add_argument("--actors", action="append", type=Path, default=[], metavar="FILE", help=ACTORS)
    command.add_argument(
        "--extractor",
        choices=["both", "rules", "model"],
        help="rules and pair model together, or one of them alone (default: ACTORGRAPH_EXTRACTOR, or both)",
    )


def _questions(commands: _Commands) -> None:
    query = commands.add(
        "query",
        "ingest.cli_query:query",
        "ask the graph a question in Cypher, and print the rows",
        [
            "query 'MATCH (a:Actor)-[r:ASSAULT]->(b:Actor) RETURN a.name, b.name, r.events'",
            "query 'MATCH (a:Actor {name: $name}) RETURN a.id' --param name=Iran --json",
        ],
    )
    query.add_argument("cypher", metavar="CYPHER", help="one reading statement, or - for standard input")
    query.add_argument("--json", action="store_true", help="one JSON object a row, instead of a table")
    query.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter of the statement; the value is read as JSON where it is JSON, else as text",
    )
    evaluate = commands.add(
        "evaluate",
        "ingest.cli_query:evaluate",
        "score the extraction against hand-coded articles and sentences",
        ["evaluate", "evaluate ../shared/gold --errors 20"],
    )
    evaluate.add_argument(
        "folder", nargs="?", type=Path, default=None, help="folder of gold files (default: ../shared/gold)"
    )
    evaluate.add_argument("--errors", type=_count, default=0, metavar="N", help="print N errors of each kind")
    _coder(evaluate)
    evaluate.add_argument("--json", action="store_true", help="the scores as JSON")
    evaluate.add_argument(
        "--update-floors", action="store_true", help="write the floors as measured, lower ones too"
    )


def _servers(commands: _Commands) -> None:
    demo = commands.add(
        "demo",
        "ingest.cli_demo:demo",
        "ingest the sample articles, print what they say, and open the dashboard",
        ["demo", "demo --no-dashboard"],
    )
    demo.add_argument("--no-dashboard", action="store_true", help="return when the articles are ingested")
    demo.add_argument("--no-browser", action="store_true", help="print the address, open no browser")
    demo.add_argument("--port", type=_port, default=None, metavar="N", help="port of the dashboard")
    dashboard = commands.add(
        "dashboard",
        "ingest.cli_servers:dashboard",
        "open the dashboard on 127.0.0.1, until it is interrupted",
        ["dashboard", "dashboard --port 8600 --no-browser"],
    )
    dashboard.add_argument("--port", type=_port, default=None, metavar="N", help="port to listen on")
    dashboard.add_argument("--no-browser", action="store_true", help="print the address, open no browser")
    db = commands.add(
        "db",
        "ingest.cli_db:db",
        "start or stop the local graph server, keep and restore backups, check or migrate the graph",
        ["db status", "db stop", "db backup monday.zip", "db restore monday.zip --force", "db check"],
    )
    actions = ["start", "stop", "status", "backup", "restore", "migrate", "check"]
    what = "what to do; migrate and check also work on a server of your own"
    db.add_argument("action", choices=actions, help=what)
    db.add_argument("file", nargs="?", type=Path, default=None, metavar="FILE", help="of backup and restore")
    db.add_argument(
        "--force",
        action="store_true",
        help="overwrite the file of a backup, or the graph that a restore finds",
    )


def _port(words: str) -> int:
    if not words.isdecimal() or not 1 <= int(words) <= 65535:
        raise argparse.ArgumentTypeError(f"{words!r} is no port; give a number from 1 to 65535")
    return int(words)


def _date(words: str) -> Date:
    try:
        return Date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{words!r} is no day; give one as 2024-08-31") from None


def _count(words: str) -> int:
    if not words.isdecimal():
        raise argparse.ArgumentTypeError(f"{words!r} is no number; give 0 or more")
    return int(words)


def _version() -> str:
    try:
        return version("actorgraph")
    except PackageNotFoundError:
        return "(not installed)"
