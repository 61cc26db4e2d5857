"""The shipped files of the catalogue are consistent: ids, codes, dates, offices, names."""

import re
from datetime import date
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest

from ingest.catalogue import RANK, Catalogue, Name, catalogue
from ingest.catalogue_files import rows
from ingest.catalogue_names import PLAIN, tokenizer, tokens

FOLDER = Path(str(files("ingest").joinpath("data/actors")))
FILES = sorted(FOLDER.glob("*.tsv"))
NAMES = ("name", "aliases", "people", "demonyms", "capital", "metonyms", "famous")
SECTORS = set(
    "GOV MIL LEG JUD SPY COP PTY PRM REB UAF UNK PRE SEP BUS CVL ELI JRN LAB MED REF OPP REL SOC EDU".split()
) | {"AGR", "CRM"}
BODIES = {"UNO", "EUR", "IGO"}


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_says_where_it_comes_from_and_when(path: Path) -> None:
    head = [line for line in path.read_text("utf-8").splitlines()[:6] if line.startswith("#")]
    assert re.search(r"source|hand-kept", " ".join(head), re.I)
    assert re.search(r"20\d\d-\d\d", " ".join(head))


def test_ids_are_unique() -> None:
    ids = [row.need("id") for row in rows(FILES) if row.text("name")]
    assert sorted(ids) == sorted(set(ids))
    assert all(re.fullmatch(r"[A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)


def test_sizes(known: Catalogue) -> None:
    kinds = [e.actor.kind for e in known.entries.values()]
    least = {"state": 195, "person": 1500, "media": 300, "company": 150, "armed_group": 100, "party": 150}
    assert {kind: kinds.count(kind) >= n for kind, n in least.items()} == dict.fromkeys(least, True)


def test_countries_and_sectors_are_valid(known: Catalogue) -> None:
    states = {id for id, e in known.entries.items() if e.actor.kind == "state" and len(id) == 3}
    for id, e in known.entries.items():
        assert e.actor.country is None or e.actor.country in states | BODIES, id
        assert e.actor.sector is None or e.actor.sector in SECTORS, id
        assert e.part_of is None or e.part_of in known.entries, id
        assert e.actor.wikidata is None or re.fullmatch(r"Q[1-9]\d*", e.actor.wikidata), id


def test_wikidata_items_belong_to_one_actor(known: Catalogue) -> None:
    items = [e.actor.wikidata for e in known.entries.values() if e.actor.wikidata]
    assert sorted(items) == sorted(set(items))


def test_offices_are_known_and_dated_sanely(known: Catalogue) -> None:
    for id, e in known.entries.items():
        for office in e.offices:
            assert office.of in known.entries, (id, office)
            assert known.role(office.role, office.of) == office.role, (id, office)
            assert office.since is None or date(1925, 1, 1) < office.since < date(2027, 1, 1), (id, office)


def test_no_office_has_two_holders(known: Catalogue) -> None:
    for (role, of), held in known._holders.items():
        for (one, a), (other, b) in combinations(held, 2):
            if role not in known.several and a != b:
                apart = (one.until or date.max) <= (other.since or date.min) or (other.until or date.max) <= (
                    one.since or date.min
                )
                assert apart, (role, of, a, b)


def decided(known: Catalogue, one: Name, other: Name) -> bool:
    """Whether a rule tells two meanings of one name apart."""
    if one.unless or one.needs or other.unless or other.needs or one.sense != other.sense:
        return True
    first, second = known.entries[one.entry], known.entries[other.entry]
    dated = bool(first.offices and second.offices)
    return dated or first.actor.country != second.actor.country


def test_names_of_two_actors_have_a_rule(known: Catalogue) -> None:
    for key, names in known.names.items():
        for one, other in combinations(names, 2):
            assert decided(known, one, other), (key, one, other)


def test_acronyms_and_short_words_are_found_only_as_written(known: Catalogue) -> None:
    for words in (
        "us",
        "Us",
        "who",
        "Who",
        "ice",
        "Ice",
        "it",
        "It",
        "is",
        "Is",
        "let",
        "Let",
        "raw",
        "March",
    ):
        assert (words,) not in known.names


def test_plain_names_are_cut_as_spacy_cuts_them() -> None:
    cut = tokenizer()
    for row in rows(FILES):
        for name in (name for column in NAMES for name in row.items(column) if PLAIN.fullmatch(name)):
            assert tokens(name) == tuple(token.text for token in cut(name)), name


def test_organs_have_one_body_a_kind(known: Catalogue) -> None:
    taken = [(e.organ, e.actor.country) for e in known.entries.values() if e.organ]
    assert sorted(taken) == sorted(set(taken))
    assert all(known.organ_kind(kind, country) == kind for kind, country in taken)


def test_every_state_has_a_head_of_state_or_government_today(known: Catalogue) -> None:
    heads = ("president", "king", "emperor", "emir", "sultan", "prince", "supreme leader", "pope")
    heads = (*heads, "prime minister", "chancellor", "leader")
    states = [row.need("id") for row in rows([FOLDER / "states.tsv"]) if row.text("sector") == "GOV"]
    sovereign = states[: states.index("ZWE") + 1]
    without = {id for id in sovereign if not any(known.holder(head, id) for head in heads)}
    assert without == {"COL", "PER", "SMR"}  # two whose next president we do not know, one with two captains


def test_senses_are_in_order(known: Catalogue) -> None:
    assert all(
        [RANK[n.sense] for n in names] == sorted(RANK[n.sense] for n in names)
        for names in known.names.values()
    )
