"""The sample articles: marked as invented, of all kinds of input, and with something for every page."""

import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from graph.model import Article, Coding, EventType, Status
from ingest.catalogue import catalogue
from ingest.cli_demo import sample
from ingest.extract import Rules
from ingest.load import load

OUTLETS = {"Example Courier", "Example Wire", "Example Times", "Sample Tribune", "Specimen Post"}
FILES = sorted(path for path in sample().iterdir() if path.suffix)


@cache
def articles() -> tuple[Article, ...]:
    items = tuple(load([sample()]))
    assert all(isinstance(item, Article) for item in items), items
    return tuple(item for item in items if isinstance(item, Article))


@cache
def codings() -> tuple[Coding, ...]:
    rules = Rules()
    return tuple(rules.extract(article) for article in articles())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_says_that_it_is_invented(path: Path) -> None:
    rows = path.read_text("utf-8").splitlines() if path.suffix == ".jsonl" else [path.read_text("utf-8")]
    assert all(re.search(r"note: invented|\"invented|\binvented\b", row) for row in rows)


def test_there_is_a_dozen_and_more_of_every_kind_of_input() -> None:
    assert len(articles()) >= 13
    assert {path.suffix for path in FILES} == {".md", ".html", ".jsonl", ".txt"}


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.title[:40])
def test_an_article_has_a_head_and_the_length_of_news(article: Article) -> None:
    assert article.publisher in OUTLETS
    assert article.published is not None
    assert article.language == "en"
    assert re.match(r"https://\w+\.example\.(org|net|com)/", article.url or "")
    assert 240 <= len(article.text.split()) <= 600


def test_nothing_of_the_page_round_an_article_is_in_it() -> None:
    page = next(article for article in articles() if "march for peace" in article.title)
    assert not re.search("soups|newsletter|cookies|Verhoeven|Search the", page.text)


def test_a_wire_copy_shares_its_origin_and_not_its_id() -> None:
    copies = [article for article in articles() if article.title.startswith("Paraguay accuses Bolivia")]
    assert len({article.id for article in copies}) == 2
    assert len({article.origin for article in copies}) == 1


def test_no_real_person_is_drawn_in() -> None:
    known = catalogue().entries
    people = {
        actor.name
        for coding in codings()
        for actor in coding.actors
        if actor.kind == "person" and actor.id in known
    }
    assert people == set()


def test_every_type_and_status_is_told() -> None:
    events = [event for coding in codings() for event in coding.events]
    assert {event.type for event in events} == set(get_args(EventType))
    assert {event.status for event in events} == set(get_args(Status))


def test_there_are_denials_and_chains_of_voices() -> None:
    claims = [event.claims for coding in codings() for event in coding.events]
    assert any(claim.stance == "denies" for told in claims for claim in told)
    chains = [
        {claim.speaker for claim in told if claim.speaker and claim.stance == "asserts"} for told in claims
    ]
    assert any(len(chain) > 1 for chain in chains)
