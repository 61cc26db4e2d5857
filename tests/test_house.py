"""The rules of the house that a machine can hold: imports point one way, files stay small, every command
explains itself, and nothing in the repository names a registry or a path of one machine."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from ingest.cli_arguments import parser

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {"graph": set(), "ingest": {"graph"}, "dashboard": {"graph", "ingest"}}
MOST_LINES = 300
LONGEST_FUNCTION = 60
MOST_PARAMETERS = 5
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|repo1?\.maven|--index-url|--extra-index",
    re.I,
)
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(work|farm|home|Users|root)/[.\w]")
COMMANDS = (
    "ingest",
    "retract",
    "extract",
    "explain",
    "export",
    "import",
    "query",
    "evaluate",
    "demo",
    "dashboard",
    "db",
)


def tracked(*patterns: str) -> list[Path]:
    """The files that are or would be committed."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    done = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for line in done.stdout.splitlines() if (path := ROOT / line).is_file()]


SOURCES = [path for path in tracked("*.py") if path.relative_to(ROOT).parts[0] in MAY_IMPORT]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    """The full names of the modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)} imports by a relative name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_imports_point_one_way(path):
    package = path.relative_to(ROOT).parts[0]
    ours = {name for name in imports(path) if name.split(".")[0] in MAY_IMPORT}
    foreign = {name for name in ours if name.split(".")[0] not in {package, *MAY_IMPORT[package]}}
    assert not foreign


@pytest.mark.parametrize("path", [p for p in SOURCES if "dashboard" in p.parts], ids=named)
def test_dashboard_knows_only_the_pipeline_of_ingest(path):
    of_ingest = {name for name in imports(path) if name.split(".")[0] == "ingest"}
    assert {name for name in of_ingest if not f"{name}.".startswith("ingest.pipeline.")} == set()


@pytest.mark.parametrize("path", tracked("*.py"), ids=named)
def test_files_are_small(path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_functions_are_small(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name
            given = [a.arg for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in ("self", "cls")]
            assert len(given) <= MOST_PARAMETERS or node.name.endswith("_id"), node.name


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_public_things_have_a_docstring(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree) or not tree.body
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


def _errors(path: Path) -> str:
    """The model is no text, but has texts in it."""
    return "replace" if path.suffix == ".onnx" else "strict"


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    found = []
    for path in tracked():
        if path == Path(__file__) or path.suffix in (".png", ".woff2", ".ico"):
            continue
        for number, line in enumerate(path.read_text("utf-8", _errors(path)).splitlines(), 1):
            if REGISTRY.search(line) or MACHINE_PATH.search(line):
                found.append(f"{named(path)}:{number}: {line.strip()[:120]}")
    assert found == []


def test_no_file_is_called_after_a_drawer():
    drawers = {"utils", "util", "common", "helpers", "manager", "misc"}
    assert [named(p) for p in tracked("*.py") if p.stem in drawers] == []


def test_all_requirements_are_pinned_by_hash():
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (ROOT / name).read_text("utf-8")
        pins = re.findall(
            r"^([\w.-]+)(?:\[[^]]*\])?==([^ ;\\]+)[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE
        )
        loose = [line for line in text.splitlines() if line[:1].isalpha() and "==" not in line]
        assert len(pins) > 50
        assert loose == []


def test_every_dependency_is_among_the_pins():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pins = set(re.findall(r"^([\w.-]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    wanted = {re.split(r"[><=\[;]", entry)[0].strip() for entry in project["dependencies"]}
    assert {name.lower().replace("_", "-") for name in wanted} <= {p.lower().replace("_", "-") for p in pins}


def test_test_files_have_names_of_their_own():
    names = [path.name for path in tracked("tests/**/test_*.py", "tests/test_*.py")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command, capsys):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([command, "--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert re.search(rf"examples?:\n.*actorgraph {command}", shown)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_has_help(command):
    subparsers = next(a for a in parser()._actions if a.choices and command in a.choices)
    for action in subparsers.choices[command]._actions:
        assert action.help, action.dest


def test_these_are_all_commands():
    subparsers = next(a for a in parser()._actions if a.choices)
    assert tuple(subparsers.choices) == COMMANDS
