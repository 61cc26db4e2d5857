"""Why an event was coded, and why others were not."""

import json
from pathlib import Path

import pytest

from graph.model import Article
from ingest.cli import main
from ingest.explained import Explained, Why
from ingest.extract import Rules
from ingest.rejected import ANOTHER_READING, ASKED, NO_ACTOR, TWICE, Weighed

RULES = Rules()
TEXT = (
    "Oslo demanded that Iceland release the crew. A storm hit the coast. "
    "Sweden condemned Norway, and again Sweden condemned Norway. "
    "Norway's minister said that Iceland had not attacked the trawlers of Denmark."
)


def explained(text: str) -> Explained:
    weighed: list[Weighed] = []
    stages = RULES.stages(Article(id="a", text=text), weigh=weighed.append)
    return Explained(stages, weighed, RULES.catalogue)


@pytest.fixture(scope="module")
def why() -> Explained:
    return explained(TEXT)


def of(found: list[Why], word: str) -> Why:
    return next(one for one in found if one.word == word)


def test_what_is_taken_is_what_is_coded(why: Explained) -> None:
    events = {(e.source, e.type, e.target) for e in why.stages.coding.events}
    taken = list(why.taken())
    assert {(w.source and w.source.actor, w.type, w.target and w.target.actor) for w in taken} == events
    assert all(one.voices and one.rejected is None for one in taken)


def test_an_event_tells_sides_status_voices_and_confidence(why: Explained) -> None:
    demanded, attacked = (of(list(why.taken()), word) for word in ("demanded", "attacked"))
    assert demanded.source is not None
    assert (demanded.source.name, demanded.source.words) == ("Norway", "Oslo")
    assert demanded.source.how.startswith("another name of it, in the catalogue")
    assert demanded.status_cue is None
    assert attacked.status == "negated"
    assert "not" in (attacked.status_cue or "")
    assert attacked.voices[0].cue == "said"
    assert attacked.parts is not None
    assert attacked.parts["not actual"] < 0


@pytest.mark.parametrize(("word", "why_not"), [("hit", NO_ACTOR), ("release", ASKED), ("condemned", TWICE)])
def test_what_is_rejected_has_its_reason(why: Explained, word: str, why_not: str) -> None:
    reasons = [one.rejected or "" for one in why.rejected() if one.word == word]
    assert any(reason.startswith(why_not) for reason in reasons)


def test_a_reading_that_lost_is_named() -> None:
    found = [one.rejected or "" for one in explained("Norway imposed sanctions on Iceland.").rejected()]
    assert any(reason.startswith(ANOTHER_READING) for reason in found)


def test_to_ask_for_reasons_changes_nothing(why: Explained) -> None:
    assert RULES.extract(Article(id="a", text=TEXT)) == why.stages.coding


def test_explain_fits_eighty_columns_and_speaks_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    assert main(["explain", str(path)]) == 0
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 80
    assert "Rejected" in shown
    assert ASKED[:30] in shown
    assert main(["explain", "--json", str(path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["word"] for one in told["events"]} >= {"demanded", "attacked"}
    assert all(one["rejected"] for one in told["rejected"])
