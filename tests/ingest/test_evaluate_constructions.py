"""Tables by construction: precision by form and grammar, recall by what is coded, the errors behind each."""

from pathlib import Path

import pytest

from graph.model import Article
from ingest.evaluate import run
from ingest.evaluate_constructions import Outcome, coded_with_grammar, traits
from ingest.evaluate_corpus import evaluated
from ingest.evaluate_figures import Score
from ingest.evaluate_records import Coded, Relation, Side
from ingest.extract import Rules

CODED = """\
= t-001
outlet: Example Wire
date: 2025-01-02
actors:
NOR | Norway | state | NOR
SWE | Sweden | state | SWE
FIN | Finland | state | FIN
text:
[NOR:Norway] condemns [SWE:Sweden]
> NOR ACCUSE SWE

[NOR:Norway] and [FIN:Finland] criticised [SWE:Sweden].
> NOR ACCUSE SWE
> FIN ACCUSE SWE
[SWE:Sweden] said [NOR:Norway] had not helped [FIN:Finland].
> NOR AID FIN | negated, by SWE
[FIN:Finland] glared at [SWE:Sweden].
> FIN THREATEN SWE
"""


@pytest.mark.parametrize(
    ("text", "grammar"),
    [
        ("Norway condemned Sweden.", "active"),
        ("Norway was condemned by Sweden.", "passive"),
        ("Norwegian soldiers were killed.", "passive without agent"),
        ("Norway's strikes on Sweden went on.", "noun"),
    ],
)
def test_the_sentence_puts_an_act_in_one_way(text: str, grammar: str) -> None:
    told = coded_with_grammar(Rules().stages(Article(id="a", text=text)))
    assert [relation.grammar for relation in told.relations] == [grammar]


def relation(source: str | None, target: str | None, rule: str, status: str = "actual") -> Relation:
    sides = (Side(name=name) if name else None for name in (source, target))
    a, b = sides
    return Relation(quote="q", type="AID", status=status, source=a, target=b, rule=rule)


def test_traits_of_a_relation() -> None:
    one = relation("A", "B", "AID/verb:help", "negated")
    other = relation("C", "B", "AID/verb:help", "negated")
    assert traits(one, [one, other]) == {"negated", "told by the article", "compound side"}
    alone = relation(None, "B", "AID/verb:help")
    assert traits(alone, [alone, one]) == {"actual", "told by the article", "one side unknown"}


def test_what_is_right_counts_in_every_row_it_has() -> None:
    outcome = Outcome()
    coded, right, wrong = (
        relation("A", "B", ""),
        relation("A", "B", "AID/noun:aid to"),
        relation("B", "A", "AID/verb:help"),
    )
    outcome.take(Coded(id="x", relations=(coded,)), Coded(id="x", relations=(right, wrong)), [(coded, right)])
    forms, grammar, gold = (
        {row.name: (row.share.hit, row.share.told) for row in table.rows} for table in outcome.tables()
    )
    assert forms == {"noun": (1, 1), "verb": (0, 1)}
    assert grammar["actual"] == (1, 2)
    assert gold == {"actual": (1, 1), "told by the article": (1, 1)}
    kinds = {miss.kind for miss in outcome.misses()}
    assert kinds == {
        "wrong by form: verb",
        "wrong where told: actual",
        "wrong where told: told by the article",
        "wrong where told: unknown",
    }


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> Score:
    path = tmp_path_factory.mktemp("coded") / "own.coded"
    path.write_text(CODED)
    return evaluated(path, Rules())


def test_own_coded_text_is_scored_with_its_mentions(score: Score) -> None:
    assert score.name == "corpus own"
    triple = next(measure.share for measure in score.measures if measure.name == "triple")
    assert (triple.hit, triple.told, triple.gold) == (4, 4, 5)
    recall = {row.name: (row.share.hit, row.share.gold) for row in score.tables[-1].rows}
    assert recall["negated"] == recall["attributed"] == (1, 1)
    assert recall["compound side"] == (2, 2)
    assert [miss.place for miss in score.misses if miss.kind == "lost where coded: actual"] == ["t-001"]


def test_a_folder_of_coded_text_is_printed_with_its_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.coded").write_text(CODED)
    assert run(tmp_path, Rules(), errors=1, floors=tmp_path / "floors.toml") == 0
    out = capsys.readouterr().out
    assert "triples told, by form of the rule" in out
    assert "lost where coded: actual: 1" in out
