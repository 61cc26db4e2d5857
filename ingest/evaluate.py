"""Scores the extraction on hand-coded texts, and holds the floors under its figures."""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.text import Text

from graph.errors import SettingsError
from ingest import evaluate_attribution as attribution
from ingest import evaluate_constructions as constructions
from ingest import evaluate_corpus as corpus
from ingest import evaluate_pairs as pairs
from ingest import evaluate_phrases as phrases
from ingest import evaluate_plover as plover
from ingest import evaluate_tests as tests
from ingest import evaluate_ties as ties
from ingest.cli_talk import data, printable, say, table, waiting
from ingest.evaluate_claims import article, score_claims
from ingest.evaluate_figures import Kind, Measure, Score, Share, Table
from ingest.evaluate_floors import FLOORS, Below, below, measured_on, read_floors, write_floors
from ingest.evaluate_records import Coded, GoldArticle, rows
from ingest.evaluate_speed import timed
from ingest.extract import Rules

HELD, BELOW_A_FLOOR = 0, 1
COLUMNS = ("", "precision", "recall", "F1", "right", "told", "gold")
CLAIMS, ARTICLES = "claims_dev.jsonl", "claims_dev.articles.jsonl"


def run(
    folder: Path,
    rules: Rules,
    *,
    errors: int = 0,
    as_json: bool = False,
    update_floors: bool = False,
    floors: Path = FLOORS,
) -> int:
    """Score every gold set of a folder, print the figures, and give the exit code: 1 below a floor."""
    scores = list(evaluated(folder, rules))
    if update_floors:
        write_floors(scores, floors)
        say(f"{floors} holds the floors as measured")
    failed = list(_below(scores, floors))
    if as_json:
        sys.stdout.write(json.dumps(_plain(scores)) + "\n")
    else:
        for score in scores:
            _print(score, errors)
    for one in failed:
        say(str(one), style="red")
    return BELOW_A_FLOOR if failed else HELD


def evaluated(folder: Path, rules: Rules) -> Iterator[Score]:
    """The scores on the gold sets and the coded text that a folder holds; a set that it lacks is named and
    left out.
    """
    coded = [path.name for path in sorted(folder.glob("*.coded"))]
    found = [name for name in SETS if (folder / name).is_file()]
    if not found and not coded:
        raise SettingsError(
            f"{folder} holds no gold set; name the folder that holds one of: {', '.join(SETS)}"
        )
    for name in SETS:
        if name not in found and found:
            say(f"{name} is not in {folder}: left out", style="yellow")
    for name in [*found, *coded]:
        with waiting(f"scoring {name}"):
            score = SETS.get(name, corpus.evaluated)(folder / name, rules)
        yield score


def _claims(path: Path, rules: Rules) -> Score:
    texts = path.with_name(ARTICLES)
    if not texts.is_file():
        raise SettingsError(f"{path} is there, but not the articles that it codes; put {texts} beside it")
    articles = [article(row) for row in rows(texts, GoldArticle)]
    ours, speed = timed(articles, rules, keep=constructions.coded_with_grammar)
    told = {one.id: one for one in ours}
    return score_claims(rows(path, Coded), told, path).noted(f"speed: {speed}")


def _plover(path: Path, rules: Rules) -> Score:
    return plover.evaluated(rows(path, plover.GoldSentence), rules, path)


def _attribution(path: Path, rules: Rules) -> Score:
    return attribution.evaluated(rows(path, attribution.GoldText), rules.nlp, path)


def _phrases(path: Path, rules: Rules) -> Score:
    return phrases.evaluated(rows(path, phrases.GoldPhrase), path, rules.catalogue)


def _ties(path: Path, rules: Rules) -> Score:
    return ties.evaluated(rows(path, ties.GoldTies), rules, path)


def _pairs(path: Path, rules: Rules) -> Score:
    return pairs.evaluated(rows(path, pairs.GoldPair), rules.nlp, path)


def _tests(path: Path, rules: Rules) -> Score:
    return tests.evaluated(path.stem.removesuffix("_dev"), rows(path, tests.GoldTest), rules, path)


SETS: dict[str, Callable[[Path, Rules], Score]] = {
    CLAIMS: _claims,
    "plover_gsr_cameo_dev.jsonl": _plover,
    "attribution_dev.jsonl": _attribution,
    "actor_phrases_dev.jsonl": _phrases,
    "affiliations_dwie_dev.jsonl": _ties,
    "plv_dev.jsonl": _pairs,
    "petr_unittest_dev.jsonl": _tests,
    "petr2_gsr_dev.jsonl": _tests,
}


def _below(scores: Sequence[Score], path: Path) -> Iterator[Below]:
    floors = read_floors(path)
    for score in scores:
        held = measured_on(score, floors)
        if held is None:
            say(f"{score.name}: no floors were measured on this gold file", style="yellow")
        else:
            yield from below(score, held)


def _print(score: Score, errors: int) -> None:
    console = data()
    console.print(table(COLUMNS, map(_row, score.measures), title=f"{score.name} ({score.gold.name})"))
    for one in score.tables:
        console.print(table(*_table(one), title=one.title))
    for note in score.notes:
        console.print(Text(note))
    _print_misses(score, errors)
    console.print()


def _row(measure: Measure) -> tuple[str, ...]:
    share = measure.share
    if measure.rate:
        return measure.name, "", f"{share.recall:.3f}", "", str(share.hit), "", str(share.gold)
    figures = (f"{value:.3f}" for value in (share.precision, share.recall, share.f1))
    return (measure.name, *figures, str(share.hit), str(share.told), str(share.gold))


def _table(one: Table) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    columns, figures = FIGURES[one.kind]
    return columns, (
        _row(row) if one.kind == "whole" else (row.name, *figures(row.share)) for row in one.rows
    )


FIGURES: dict[Kind, tuple[tuple[str, ...], Callable[[Share], tuple[str, ...]]]] = {
    "whole": (COLUMNS, lambda s: ()),
    "split": (("", "F1", "right", "told", "gold"), lambda s: (f"{s.f1:.3f}", *_counts(s))),
    "told": (("", "precision", "right", "told"), lambda s: (f"{s.precision:.3f}", str(s.hit), str(s.told))),
    "gold": (("", "recall", "found", "gold"), lambda s: (f"{s.recall:.3f}", str(s.hit), str(s.gold))),
}


def _counts(share: Share) -> tuple[str, str, str]:
    return str(share.hit), str(share.told), str(share.gold)


def _print_misses(score: Score, most: int) -> None:
    """So many of each class, and how many there are."""
    classes = defaultdict(list)
    for miss in score.misses:
        classes[miss.kind].append(miss)
    for kind, found in classes.items() if most else ():
        rows = [(miss.place, miss.what, " ".join(miss.quote.split())[:300]) for miss in found[:most]]
        data().print(table(("where", "what", "words"), rows, title=printable(f"{kind}: {len(found)}")))


def _plain(scores: Sequence[Score]) -> dict[str, dict[str, float]]:
    """The figures alone, by score and name."""
    return {s.name: {name: round(v, 4) for name, v in s.figures().items()} for s in scores}
