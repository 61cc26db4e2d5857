"""The lexicon's data: each predicate in one type a construction, in order, with known types and modes."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, get_args

import pytest

from graph.model import EventType
from graph.ontology import ontology
from ingest.lexicon import ADJECTIVE_FORMS, NOUN_FORMS, PREPOSITIONS, VERB_FORMS

RAW: dict[str, Any] = tomllib.loads(files("ingest").joinpath("data/lexicon.toml").read_text("utf-8"))
FORMS: frozenset[str] = frozenset({*VERB_FORMS, *NOUN_FORMS, *ADJECTIVE_FORMS})
FIELDS = FORMS | {"type", "mode", "alt", "not_object", "with_object"}
STATUSES = ("planned", "negated", "hypothetical", "actual")


def _predicates() -> Iterator[tuple[str, str, str]]:
    """Construction, predicate and type of all that the lexicon lists."""
    for entry in RAW["entries"]:
        for form in FORMS & entry.keys():
            yield from ((form, words, entry["type"]) for words in entry[form])


def _lists() -> Iterator[tuple[str, list[str]]]:
    for number, entry in enumerate(RAW["entries"]):
        name = f"{entry['type']}/{number}"
        yield from ((f"{name}/{form}", entry[form]) for form in (FORMS | {"not_object"}) & entry.keys())
    for section in ("governors", "act_nouns"):
        yield from ((f"{section}/{status}", RAW[section][status]) for status in STATUSES)


def test_every_type_has_an_entry() -> None:
    assert {entry["type"] for entry in RAW["entries"]} == set(get_args(EventType))


@pytest.mark.parametrize("entry", RAW["entries"], ids=lambda e: f"{e['type']}-{e.get('mode', '')}")
def test_types_modes_and_fields_are_known(entry: dict[str, Any]) -> None:
    assert entry.keys() <= FIELDS
    assert entry.get("mode", "") in ("", *ontology()[entry["type"]].modes)
    assert entry.get("alt", entry["type"]) in get_args(EventType)
    assert FORMS & entry.keys(), "an entry without a predicate says nothing"


def test_a_predicate_has_one_type_in_one_construction() -> None:
    seen: dict[tuple[str, str], str] = {}
    twice = [
        (form, words, seen[form, words], type_)
        for form, words, type_ in _predicates()
        if seen.setdefault((form, words), type_) != type_
        and form != "opinion"  # praise and blame share verbs
    ]
    assert not twice


def test_a_predicate_is_listed_once() -> None:
    listed = list(_predicates())
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(("name", "words"), list(_lists()))
def test_lists_are_sorted_lower_case_lemmas(name: str, words: list[str]) -> None:
    assert words == sorted(set(words))
    assert all(word == word.lower() == " ".join(word.split()) for word in words)


def test_a_status_word_has_one_status() -> None:
    for section in ("governors", "act_nouns"):
        words = [word for status in STATUSES for word in RAW[section][status]]
        assert len(words) == len(set(words))


def _bare(form: str, types: set[str]) -> list[str]:
    """The predicates of a construction that name no preposition for the other side."""
    return [w for f, w, t in _predicates() if f == form and t in types and w.split()[-1] not in PREPOSITIONS]


@pytest.mark.parametrize("form", ["reverse", "adjective"])
def test_the_other_side_stands_after_a_preposition(form: str) -> None:
    assert _bare(form, set(ontology())) == []


def test_a_noun_of_two_sides_names_the_preposition_of_its_target() -> None:
    assert _bare("noun", {name for name, entry in ontology().items() if not entry.one_sided}) == []


def test_by_introduces_the_source_and_never_the_target_of_a_noun() -> None:
    assert [words for form, words, _ in _predicates() if form == "noun" and words.endswith(" by")] == []


def test_the_verb_form_holds_single_words() -> None:
    assert [words for form, words, _ in _predicates() if form == "verb" and " " in words] == []


def test_objects_are_single_words() -> None:
    assert [word for entry in RAW["entries"] for word in entry.get("not_object", ()) if " " in word] == []


def test_objects_stand_only_where_verbs_are_that_they_limit() -> None:
    limited = [entry for entry in RAW["entries"] if "not_object" in entry]
    assert [entry["type"] for entry in limited if not {"verb", "with_object"} & entry.keys()] == []
