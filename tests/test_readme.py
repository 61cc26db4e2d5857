"""The README is true: its questions give the answers that it prints, and it names every setting and command.

`python tests/test_readme.py` writes the answers anew, and the scores where there are gold sets; read what
changed before you commit it.
"""

import argparse
import contextlib
import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import local
from graph.settings import NAMES, Settings
from graph.store import GraphStore
from ingest import pipeline
from ingest.cli import main
from ingest.cli_arguments import parser
from ingest.cli_demo import sample
from ingest.evaluate import evaluated
from ingest.evaluate_floors import read_floors
from ingest.extract import extractor

ROOT = Path(__file__).parents[1]
README, MODEL = ROOT / "README.md", ROOT / "docs" / "model.md"
QUESTION = re.compile(r"```cypher\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
CYPHER = re.compile(r"```cypher\n(.*?)```", re.DOTALL)
GOLD = ROOT.parent / "shared" / "gold"
SCORES = {
    "triple (who, what type, to whom) on 20 news articles": ("claims", "triple"),
    "triple of confidence ≥ 0.65, same articles": ("claims", "shown"),
    "triple with status and voices, same articles": ("claims", "full"),
    "affiliations on the same articles": ("claims", "affiliation"),
    "triple of country, type, country on 149 newswire sentences": ("plover", "triple"),
    "directed pair of countries, the same sentences": ("plover", "pair"),
    "attribution, source and content, on 84 articles": ("attribution", "linked"),
}
ROW = re.compile(r"^\| (.*?) \| (\.\d\d) \| (\.\d\d) \| (\.\d\d) \|$", re.MULTILINE)
LINK = re.compile(r"\]\((?!\w+:)([^)#]+)\)")


def questions() -> list[tuple[str, str]]:
    """The questions of the README with their answers."""
    return QUESTION.findall(README.read_text("utf-8"))


@contextlib.contextmanager
def sample_home(home: Path) -> Iterator[Path]:
    """A folder whose local server holds the sample articles."""
    settings = Settings(home=home)
    local.start(settings)
    try:
        with GraphStore.open(settings) as store:
            report = pipeline.ingest([sample()], store, extractor())
        assert not report.failures
        yield home
    finally:
        local.stop(settings)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with sample_home(tmp_path_factory.mktemp("sample")) as folder:
        yield folder


def answer(cypher: str, home: Path) -> str:
    """What `actorgraph query` prints."""
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as out:
        for name in NAMES.values():
            patch.delenv(name, raising=False)
        patch.setenv("ACTORGRAPH_HOME", str(home))
        assert main(["query", cypher]) == 0
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def test_there_are_five_questions() -> None:
    assert len(questions()) == 5


@pytest.mark.parametrize("number", range(5))
def test_a_question_has_the_answer_that_is_printed(number: int, home: Path) -> None:
    cypher, printed = questions()[number]
    assert answer(cypher, home) == printed, "if it is right: python tests/test_readme.py writes it anew"


@pytest.mark.parametrize("cypher", CYPHER.findall(MODEL.read_text("utf-8")))
def test_an_example_of_the_model_finds_something(cypher: str, home: Path) -> None:
    assert len(answer(cypher, home).splitlines()) > 4


def test_every_setting_is_named() -> None:
    used = {
        name
        for folder in ("graph", "ingest", "dashboard")
        for file in (ROOT / folder).rglob("*.py")
        for name in re.findall(r"ACTORGRAPH_[A-Z_]*[A-Z]", file.read_text("utf-8"))
    }
    text = README.read_text("utf-8")
    assert set(NAMES.values()) <= used
    assert {name for name in used if f"`{name}`" not in text} == set()


def commands() -> dict[str, argparse.ArgumentParser]:
    """The commands of the parser."""
    found = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def test_every_command_and_option_is_named() -> None:
    text = README.read_text("utf-8")
    rows = {
        name: next((r for r in text.splitlines() if r.startswith(f"| `actorgraph {name}")), "")
        for name in commands()
    }
    for name, command in commands().items():
        options = {o for a in command._actions for o in a.option_strings if o.startswith("--")} - {"--help"}
        assert rows[name], f"no row for {name}"
        assert {option for option in options if option not in rows[name]} == set()


def test_every_command_shows_an_example() -> None:
    assert all("example" in (command.epilog or "") for command in commands().values())


@pytest.mark.parametrize("page", [README, MODEL, ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


def test_the_scores_are_those_that_the_floors_hold() -> None:
    rows = {name: float(f1) for name, _, _, f1 in ROW.findall(README.read_text("utf-8"))}
    floors = read_floors()
    assert rows.keys() == SCORES.keys()
    for name, (score, measure) in SCORES.items():
        assert abs(rows[name] - floors[score].figures[f"{measure} f1"]) < 0.02, name


def write_scores() -> None:
    """Write the scores as they are measured now."""
    figures = {score.name: score.figures() for score in evaluated(GOLD, extractor())}
    lines = []
    for name, (score, measure) in SCORES.items():
        values = (figures[score][f"{measure} {kind}"] for kind in ("precision", "recall", "f1"))
        lines.append(f"| {name} | " + " | ".join(f"{value:.2f}"[1:] for value in values) + " |")
    head, rest = README.read_text("utf-8").split("|---|---|---|---|\n")
    tail = rest[rest.index("\n\n") :]
    README.write_text(f"{head}|---|---|---|---|\n" + "\n".join(lines) + tail, "utf-8")


def write_answers() -> None:
    """Write the answers as they are now."""
    text = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder, sample_home(Path(folder)) as home:
        for cypher, printed in questions():
            old = f"```cypher\n{cypher}```\n\n```text\n{printed}```"
            assert old in text
            text = text.replace(old, f"```cypher\n{cypher}```\n\n```text\n{answer(cypher, home)}```")
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    write_answers()
    if GOLD.is_dir():
        write_scores()
