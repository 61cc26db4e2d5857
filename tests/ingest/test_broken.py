"""What a parser makes nothing of is passed over and counted; capitals are read as a sentence would be."""

import pytest

from graph.model import Article
from ingest.extract import Rules

RULES = Rules()
SOUND = "Norway accused Iceland of shelling a trawler."
NAMES = "Norway Iceland Sweden Denmark Finland Estonia Latvia Lithuania Poland Germany France Spain Italy"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (f"{NAMES} attack list", "a list or a row without a verb"),
        ("Norway 12 3 4 39 Iceland attacks 11 5 2 38 Sweden 9 9 1 36", "mostly numbers"),
        (" and ".join([SOUND[:-1]] * 20), "longer than 120 words"),
    ],
)
def test_a_broken_sentence_tells_no_event_and_is_counted(line: str, why: str) -> None:
    stages = RULES.stages(Article(id="a", text=f"{SOUND}\n{line}"))
    broken = [sentence for sentence in stages.document.sentences if sentence.broken]
    assert {sentence.broken for sentence in broken} == {why}
    assert stages.coding.unread == len(broken)
    assert {told.sentence.index for told in stages.told} == {0}


def test_a_paragraph_in_capitals_is_read_as_a_sentence() -> None:
    made = RULES.extract(Article(id="a", text=f"The talks failed.\n{SOUND.upper()}"))
    assert ("NOR", "ACCUSE", "ISL") in [(e.source, e.type, e.target) for e in made.events]
    assert made.unread == 0


def test_a_caption_is_not_broken() -> None:
    assert RULES.extract(Article(id="a", text="Norwegian strikes on Icelandic trawlers.")).unread == 0
