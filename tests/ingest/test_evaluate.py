"""The evaluation counts as the shared scorers count, tells what is wrong, and holds its floors."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from graph.errors import InputError, SettingsError
from graph.model import Coding
from ingest import evaluate
from ingest.evaluate_attribution import GoldText, Spoken, score_attribution
from ingest.evaluate_claims import article, score_claims
from ingest.evaluate_floors import digest, floors_of, read_floors, write_floors
from ingest.evaluate_match import aligned
from ingest.evaluate_misses import misses
from ingest.evaluate_phrases import Code, GoldPhrase, score_phrases
from ingest.evaluate_plover import GoldSentence, Triple, score_plover
from ingest.evaluate_records import Coded, GoldArticle, coded, rows
from ingest.evaluate_ties import GoldTies, score_ties
from ingest.extract import Rules, extractor

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "gold"
SENTENCE = "Norway accused Iceland of shelling a trawler, and Iceland denied it."
NORWAY = {"name": "Norway", "text": "Norway", "country": "NOR", "kind": "state"}
ICELAND = {"name": "Iceland", "text": "Iceland", "country": "ISL", "kind": "state"}

needs_gold = pytest.mark.skipif(
    not GOLD.is_dir(), reason="no gold sets here; they lie in ../shared/gold beside the repository"
)


def relation(**other: object) -> dict[str, object]:
    return {
        "quote": SENTENCE,
        "type": "ACCUSE",
        "status": "actual",
        "source": NORWAY,
        "target": ICELAND,
        "claims": [],
    } | other


def coded_row(*relations: dict[str, object]) -> Coded:
    return Coded.model_validate({"id": "a", "relations": relations})


def figures(gold: Coded, told: Coded) -> dict[str, float]:
    return score_claims([gold], {"a": told}, Path("gold.jsonl")).figures()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A gold folder with one article, coded as a careful reader would code it."""
    (tmp_path / "claims_dev.articles.jsonl").write_text(
        json.dumps({"id": "a", "title": "", "text": SENTENCE})
    )
    (tmp_path / "claims_dev.jsonl").write_text(json.dumps({"id": "a", "relations": [relation()]}) + "\n")
    return tmp_path


def test_the_same_coding_is_right_in_all_measures() -> None:
    row = coded_row(relation(claims=[{"speaker": "Oslo", "stance": "asserts"}]))
    assert {v for k, v in figures(row, row).items() if "affiliation" not in k} == {1.0}


@pytest.mark.parametrize(
    ("told", "right"),
    [
        (relation(type="REJECT"), {"pair"}),
        (relation(status="planned"), {"pair", "triple", "voice"}),
        (relation(claims=[{"speaker": "Oslo", "stance": "denies"}]), {"pair", "triple", "status"}),
        (relation(source=ICELAND, target=NORWAY), set()),
        (relation(source=ICELAND, target=NORWAY, mutual=True), {"pair", "triple", "status", "voice", "full"}),
        (relation(source=None), set()),
        (relation(quote="Iceland denied it"), {"pair", "triple", "status", "voice", "full"}),
        (relation(quote="Another sentence altogether stands here"), set()),
        (
            relation(source=NORWAY | {"name": "Norwegian navy", "text": "navy", "kind": "military"}),
            {"pair", "triple", "status", "voice", "full"},
        ),
    ],
)
def test_what_counts_as_right(told: dict[str, object], right: set[str]) -> None:
    found = figures(coded_row(relation()), coded_row(told))
    assert {level for level in ("pair", "triple", "status", "voice", "full") if found[f"{level} f1"]} == right


def test_a_second_type_of_the_gold_is_as_good() -> None:
    found = figures(coded_row(relation(alt="REJECT")), coded_row(relation(type="REJECT")))
    assert found["triple f1"] == 1.0


def test_shown_are_the_triples_that_are_sure_enough() -> None:
    told = coded_row(relation(confidence=0.9), relation(type="AID", confidence=0.1))
    assert figures(coded_row(relation()), told)["shown precision"] == 1.0
    assert figures(coded_row(relation()), told)["triple precision"] == 0.5


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (relation(type="REJECT"), ["wrong type"]),
        (relation(status="negated"), ["wrong status"]),
        (relation(claims=[{"speaker": "Oslo"}]), ["wrong voices"]),
        (relation(source=ICELAND, target=NORWAY), ["turned round"]),
        (relation(target=None), ["wrong target"]),
        (relation(source=None), ["wrong source"]),
        (relation(type="AID", target=None), ["missed", "extra"]),
    ],
)
def test_errors_are_told_by_class(told: dict[str, object], kind: list[str]) -> None:
    gold, ours = coded_row(relation()).relations, coded_row(told).relations
    assert [miss.kind for miss in misses("a", aligned(gold, ours))] == kind


def test_sentences_are_scored_by_country_and_folded_type() -> None:
    event = {"plover": "RETREAT", "source_norm": {"country": "UNO"}, "target_norm": {"country": "ISL"}}
    gold = [GoldSentence.model_validate({"id": "a", "text": SENTENCE, "gold": [event]})]
    found = score_plover(gold, [[Triple("IGO", "YIELD", "ISL"), Triple("IGO", "AID", "ISL")]], Path("g"))
    assert found.figures()["triple precision"] == 0.5
    assert found.figures()["pair f1"] == 1.0


def test_attribution_links_a_source_to_at_least_half_of_the_content() -> None:
    spans = {"source": [[0, 6, "Norway"]], "cue": [[7, 14, "accused"]], "content": [[15, 35, "…"]]}
    gold = [GoldText.model_validate({"doc_id": "a", "text": SENTENCE, "attributions": [spans]})]
    close = Spoken(frozenset(range(6)), frozenset(range(7, 14)), frozenset(range(20, 40)))
    far = Spoken(frozenset(range(6)), frozenset(range(7, 14)), frozenset(range(33, 60)))
    assert score_attribution(gold, [[close]], Path("g")).figures()["linked f1"] == 1.0
    assert score_attribution(gold, [[far]], Path("g")).figures()["linked f1"] == 0.0


def test_phrases_are_scored_where_the_gold_says_something() -> None:
    phrase = GoldPhrase.model_validate(
        {
            "id": "a",
            "text": "Norwegian sailors",
            "expected": {"country": "NOR"},
            "args": ["''", "'2021-05-01'"],
        }
    )
    assert str(phrase.said()) == "2021-05-01"
    found = score_phrases([phrase], [Code("NOR", "MIL")], Path("g"))
    assert [(m.share.hit, m.share.gold) for m in found.measures] == [(1, 1), (0, 0)]


def test_a_folder_is_scored_and_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.run(folder, Rules(), errors=2, floors=folder / "floors.toml") == 0
    out, talk = capsys.readouterr()
    assert "claims (claims_dev.jsonl)" in out
    assert "words/s" in out
    assert "plover_gsr_cameo_dev.jsonl is not in" in talk


def test_the_scores_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate.run(folder, Rules(), as_json=True, floors=folder / "floors.toml")
    assert json.loads(capsys.readouterr().out)["claims"]["triple recall"] == 1.0


def test_a_figure_below_its_floor_fails_and_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = folder / "floors.toml"
    assert evaluate.run(folder, Rules(), update_floors=True, floors=floors) == 0
    floors.write_text(floors.read_text().replace('"triple f1" = 0', '"triple f1" = 1.1 # 0'))
    assert evaluate.run(folder, Rules(), floors=floors) == 1
    assert "below its floor of 1.100" in capsys.readouterr().err


def test_floors_say_nothing_on_another_gold_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors = folder / "floors.toml"
    floors.write_text('[claims]\ngold = "g"\ndigest = "0"\n[claims.figures]\n"triple f1" = 1.1\n')
    assert evaluate.run(folder, Rules(), floors=floors) == 0
    assert "no floors were measured on this gold file" in capsys.readouterr().err


def test_floors_lie_just_below_what_was_measured(folder: Path) -> None:
    gold = folder / "claims_dev.jsonl"
    score = score_claims([coded_row(relation())], {"a": coded_row(relation())}, gold)
    write_floors([score], folder / "floors.toml")
    assert read_floors(folder / "floors.toml")["claims"] == floors_of(score)
    assert floors_of(score).figures["triple f1"] == 0.995
    assert floors_of(score).digest == digest(gold)


def test_a_folder_without_gold_says_what_to_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"name the folder that holds one of: claims_dev\.jsonl"):
        evaluate.run(tmp_path, Rules())


def test_codings_without_their_articles_are_an_error(folder: Path) -> None:
    (folder / "claims_dev.articles.jsonl").unlink()
    with pytest.raises(SettingsError, match="beside it"):
        evaluate.run(folder, Rules())


def test_a_line_that_is_no_gold_is_named(folder: Path) -> None:
    (folder / "claims_dev.jsonl").write_text('{"id": "a"}\n{"relations": 3}\n')
    with pytest.raises(InputError, match="line 2"):
        rows(folder / "claims_dev.jsonl", Coded)


def shared_scorer(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SHARED / "score" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def codings() -> list[Coding]:
    """What the rules make of the gold's articles."""
    rules = Rules()
    return [rules.extract(article(row)) for row in rows(GOLD / "claims_dev.articles.jsonl", GoldArticle)]


def shifted(codings: list[Coding]) -> Iterator[Coded]:
    """Other predictions on the same articles: of each article every second relation, turned round."""
    for one in map(coded, codings):
        turned = [r.model_copy(update={"source": r.target, "target": r.source}) for r in one.relations[::2]]
        yield one.model_copy(update={"relations": tuple(turned), "affiliations": one.affiliations[1:]})


def as_shared(rows: list[Coded]) -> dict[str, object]:
    return {row.id: json.loads(row.model_dump_json(exclude_none=False)) for row in rows}


@needs_gold
@pytest.mark.parametrize("turned", [False, True])
def test_claims_are_counted_as_the_shared_scorer_counts(
    codings: list[Coding], turned: bool, tmp_path: Path
) -> None:
    scorer = shared_scorer("score_claims")
    if turned:
        told = list(shifted(codings))
        predicted = as_shared(told)
    else:
        told = [coded(coding) for coding in codings]
        lines = tmp_path / "told.jsonl"
        lines.write_text("".join(coding.model_dump_json() + "\n" for coding in codings))
        predicted = scorer.load(lines)
    gold = GOLD / "claims_dev.jsonl"
    table = scorer.table(*scorer.score(scorer.load(gold), predicted)[:2])
    ours = score_claims(rows(gold, Coded), {row.id: row for row in told}, gold)
    for measure in ours.measures[:6]:
        share = measure.share
        found = {"precision": share.precision, "recall": share.recall, "f1": share.f1}
        assert {k: round(v, 3) for k, v in found.items()} == table[measure.name]
    assert round(ours.measures[6].share.recall, 3) == (table["voice_recall_on_attributed_triples"] or 0)
    assert {m.name: round(m.share.f1, 3) for m in ours.tables[0].rows} == table["type_f1"]


def test_ties_are_between_the_golds_entities() -> None:
    text = "Ola Brekkestad, the leader of Fatah, met Norwegian officials."
    names = {1: "Ola Brekkestad", 2: "Fatah", 3: "Norwegian", 4: "Norway"}
    spans = {id: [[text.find(name), text.find(name) + len(name), name]] for id, name in names.items()}
    gold = GoldTies.model_validate(
        {
            "doc_id": "a",
            "text": text,
            "entities": [
                {"id": id, "name": name, "mentions": spans[id] if name in text else []}
                for id, name in names.items()
            ],
            "relations": [
                {"s": 1, "p": "head_of", "o": 2, "mapped": "head_of"},
                {"s": 1, "p": "citizen_of-x", "o": 3, "mapped": "citizen_of"},
                {"s": 3, "p": "gpe0", "o": 4},
            ],
        }
    )
    found = score_ties([gold], [Rules().extract(gold.article())], Path("g"))
    shares = {measure.name: measure.share for measure in found.measures}
    assert (shares["ties"].hit, shares["ties"].told, shares["ties"].gold) == (1, 1, 2)
    assert [miss.what for miss in found.misses] == ["Ola Brekkestad CITIZEN_OF Norway"]


def test_triples_are_counted_by_the_confidence_that_they_claim() -> None:
    a, b = ({"name": name, "country": None, "kind": "state", "text": name} for name in ("Arland", "Borland"))
    told = {"source": a, "target": b, "type": "ASSAULT", "quote": "Arland shelled Borland."}
    sure, unsure = {**told, "confidence": 0.95}, {**told, "type": "AID", "confidence": 0.45}
    gold = Coded.model_validate({"id": "a", "relations": [told]})
    ours = Coded.model_validate({"id": "a", "relations": [sure, unsure]})
    table = score_claims([gold], {"a": ours}, Path("none")).tables[1]
    assert [(row.name, row.share.hit, row.share.told) for row in table.rows] == [
        ("0.4 to 0.5, mean 0.45", 0, 1),
        ("0.9 to 1.1, mean 0.95", 1, 1),
    ]


@needs_gold
def test_the_floors_hold() -> None:
    assert set(read_floors()) >= {"claims", "plover", "attribution", "phrases"}
    assert evaluate.run(GOLD, extractor()) == 0
