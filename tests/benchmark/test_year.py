"""The synthetic year has the sizes and the shape that it says, and is the same for the same seed."""

from collections import Counter
from dataclasses import asdict

import pytest
from year import Size, codings, read, size, written

from graph.model import Coding

FACTOR = 0.005


@pytest.fixture(scope="module")
def year() -> list[Coding]:
    return list(codings(FACTOR))


def claims(year):
    return [claim for coding in year for event in coding.events for claim in event.claims]


def sizes(year):
    spans = {(c.article.id, claim.evidence.start) for c in year for e in c.events for claim in e.claims}
    spans |= {(coding.article.id, tie.evidence.start) for coding in year for tie in coding.affiliations}
    return Size(
        actors=len({actor.id for coding in year for actor in coding.actors}),
        articles=len({coding.article.id for coding in year}),
        events=len({event.id for coding in year for event in coding.events}),
        claims=len({claim.id for claim in claims(year)}),
        sentences=len(spans),
    )


def test_sizes_are_in_proportion(year):
    assert asdict(sizes(year)) == pytest.approx(asdict(size(FACTOR)), rel=0.05)


def test_two_runs_are_equal(year, tmp_path):
    path = written(tmp_path / "year.jsonl.gz", FACTOR)
    assert list(read(path)) == year
    assert next(codings(FACTOR, seed=2)) != year[0]


def test_shape_is_that_of_news(year):
    told = Counter(event.id for coding in year for event in coding.events)
    sides = Counter(event.source for coding in year for event in coding.events)
    found = claims(year)
    assert max(told.values()) > 4
    assert sides.most_common(1)[0][1] > 6 * len(year) * 15 / size(FACTOR).actors / 2
    assert 0.02 < sum(claim.stance == "denies" for claim in found) / len(found) < 0.09
    assert 0.2 < sum(claim.speaker is not None for claim in found) / len(found) < 0.4
    assert 2_500 < sum(len(coding.article.text) for coding in year) / len(year) < 3_500


def test_some_articles_are_copies_and_some_are_edited(year):
    origins = Counter(coding.article.origin for coding in year)
    told = Counter(frozenset(event.id for event in coding.events) for coding in year)
    exact, copies = len(year) - len(origins), len(year) - len(told)
    assert 0 < exact < copies < 0.3 * len(year)
