"""The shipped catalogue is consistent, and answers what articles ask of it."""

import re
import time
from datetime import date
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest

from graph.errors import SettingsError
from ingest.catalogue import RANK, Catalogue, Name, catalogue, load
from ingest.catalogue_files import Row, rows, rows_of
from ingest.catalogue_names import PLAIN, keys, tokenizer, tokens

FOLDER = Path(str(files("ingest").joinpath("data/actors")))
FILES = sorted(FOLDER.glob("*.tsv"))
NAMES = ("name", "aliases", "people", "demonyms", "capital", "metonyms", "famous")
SECTORS = set(
    "GOV MIL LEG JUD SPY COP PTY PRM REB UAF UNK PRE SEP BUS CVL ELI JRN LAB MED REF OPP REL SOC EDU AGR CRM".split()
)
BODIES = {"UNO", "EUR", "IGO"}


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue()


def entry(known: Catalogue, words: str, said: str = "", on: date | None = None) -> str | None:
    """The id of the likeliest meaning of a name in a text of these words."""
    key = tokens(words)
    found = known.names.get(key, ())
    chosen = known.choose(found, {*tokens(said), *key}, on)
    return chosen.entry if chosen else None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_says_where_it_comes_from_and_when(path: Path) -> None:
    head = [line for line in path.read_text("utf-8").splitlines()[:6] if line.startswith("#")]
    assert re.search(r"source|hand-kept", " ".join(head), re.I)
    assert re.search(r"20\d\d-\d\d", " ".join(head))


def test_ids_are_unique() -> None:
    ids = [row.need("id") for row in rows(FILES) if not row.text("alias") and not row.text("words")]
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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("U.S.", "USA"),
        ("US", "USA"),
        ("Britons", "GBR"),
        ("Dutch", "NLD"),
        ("Quai d'Orsay", "FRA"),
        ("Côte d'Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("the Gambia", "GMB"),
        ("North Korea", "PRK"),
        ("South Koreans", "KOR"),
        ("Republic of Azerbaijan", "AZE"),
        ("Türkiye", "TUR"),
        ("Kremlin", "RUS"),
        ("Revolutionary Guards", "ir-irgc"),
        ("al-Qaeda", "al-qaeda"),
        ("Al Qaeda", "al-qaeda"),
        ("Pentagon", "us-defense-department"),
        ("Ministry of National Defence of China", "cn-defence-ministry"),
        ("The Telegraph", "the-daily-telegraph"),
        ("GOP", "us-republicans"),
        ("Erdogan", "recep-tayyip-erdogan"),
        ("Bashar Assad", "bashar-al-assad"),
        ("Europeans", "eu"),
    ],
)
def test_names_mean(known: Catalogue, words: str, expected: str) -> None:
    assert entry(known, words) == expected


@pytest.mark.parametrize(
    ("words", "said", "expected"),
    [
        ("Georgia", "Tbilisi protests against Moscow", "GEO"),
        ("Georgia", "the runoff in Atlanta", "us-georgia"),
        ("Jordan", "Amman called for talks", "JOR"),
        ("Male", "a male suspect", None),
        ("Male", "the Maldives capital", "MDV"),
        ("Congolese", "Kinshasa said", "COD"),
        ("Congolese", "Brazzaville said", "COG"),
        ("Conservatives", "voters in Canada", "ca-conservatives"),
        ("Conservatives", "voters in Britain", "gb-conservatives"),
        ("Conservatives", "voters in Chile", None),
        ("Congress", "a vote in Delhi", "in-congress"),
        ("Congress", "a vote on Tuesday", "us-congress"),
        ("MIT", "a study by engineers", None),
        ("Time", "is running out", None),
    ],
)
def test_the_words_around_choose(known: Catalogue, words: str, said: str, expected: str | None) -> None:
    assert entry(known, words, said) == expected


@pytest.mark.parametrize(
    ("on", "expected"), [(date(1995, 5, 1), "bill-clinton"), (date(2011, 5, 1), "hillary-clinton")]
)
def test_the_date_chooses_between_surnames(known: Catalogue, on: date, expected: str) -> None:
    assert entry(known, "Clinton", on=on) == expected


@pytest.mark.parametrize(
    ("role", "of", "on", "expected"),
    [
        ("president", "USA", date(2016, 12, 31), "barack-obama"),
        ("president", "USA", date(2017, 1, 20), "donald-trump"),
        ("secretary of state", "USA", date(2017, 10, 1), "rex-tillerson"),
        ("foreign secretary", "GBR", date(2013, 1, 1), "william-hague"),
        ("premier", "ISR", date(2022, 3, 1), "naftali-bennett"),
        ("chancellor", "DEU", date(2010, 1, 1), "angela-merkel"),
        ("chancellor", "GBR", date(2012, 1, 1), "george-osborne"),
        ("supreme leader", "IRN", date(2020, 1, 1), "ali-khamenei"),
        ("secretary-general", "un", date(2008, 1, 1), "ban-ki-moon"),
        ("secretary-general", "nato", date(2020, 1, 1), "jens-stoltenberg"),
        ("commander", "ir-quds-force", date(2019, 1, 1), None),
        ("senator", "us-senate", date(2019, 1, 1), None),
        ("president", "FRA", date(1901, 1, 1), None),
    ],
)
def test_holders(known: Catalogue, role: str, of: str, on: date, expected: str | None) -> None:
    found = known.holder(role, of, on)
    assert (found.actor.id if found else None) == expected


@pytest.mark.parametrize(
    ("kind", "country", "expected"),
    [
        ("foreign ministry", "USA", "us-state-department"),
        ("Ministry of Defence", "GBR", "gb-defence-ministry"),
        ("army", "ISR", "il-idf"),
        ("parliament", "UKR", "ua-rada"),
        ("police", "FRA", "fr-police"),
        ("spy agency", "PAK", "pk-isi"),
        ("parliament", "TUV", None),
    ],
)
def test_organs(known: Catalogue, kind: str, country: str, expected: str | None) -> None:
    found = known.organ(kind, country)
    assert (found.actor.id if found else None) == expected


def test_every_state_of_the_united_nations_has_a_leader_of_today(known: Catalogue) -> None:
    heads = (
        "president",
        "king",
        "prime minister",
        "emir",
        "sultan",
        "supreme leader",
        "leader",
        "pope",
        "chancellor",
    )
    without = [
        id
        for id, e in known.entries.items()
        if e.actor.kind == "state" and id in MEMBERS and not any(known.holder(head, id) for head in heads)
    ]
    assert without == []


MEMBERS = {
    row.need("id")
    for row in rows([FOLDER / "states.tsv"])
    if len(row.need("id")) == 3 and row.text("aliases")
} - {"SUN", "YUG", "SCG", "CSK", "DDR", "VDR"}


def test_longest_name_wins(known: Catalogue) -> None:
    words = "Police in Papua New Guinea said".split()
    length, names = known.longest(words, 2) or (0, ())
    assert (length, names[0].entry) == (3, "PNG")
    assert known.longest(words, 0) is None


def test_senses_are_in_order(known: Catalogue) -> None:
    assert all(
        [RANK[n.sense] for n in names] == sorted(RANK[n.sense] for n in names)
        for names in known.names.values()
    )


def test_a_users_file_adds_and_extends(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text(
        "# my own\nid\tname\taliases\tkind\tcountry\noak-front\tOak Front\tOakers\tarmed_group\tNOR\n"
        "FRA\tFrance\tHexagon\tstate\tFRA\n",
        "utf-8",
    )
    both = load([mine])
    assert both.names[("Oakers",)][0].entry == "oak-front"
    assert both.names[("Hexagon",)][0].entry == "FRA"
    assert both.names[("French",)][0].sense == "demonym"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id\tname\tcolour\n", "unknown columns"),
        ("id\tname\na\tb\tc\n", "stray tab"),
        ("id\tname\tkind\na\tA\tplanet\n", "kind"),
        ("id\tkind\na\tperson\n", "'name' is empty"),
        ("id\tname\tkind\toffices\na\tA\tperson\tking of France\n", "role@org"),
        ("id\tname\tkind\toffices\na\tA\tperson\tking@FRA:2020..2010\n", "ends before"),
        ("id\tname\tkind\toffices\na\tA\tperson\tking@FRA:soon..\n", "no date"),
        ("alias\tid\tneeds\nMoonbase\tFRA\tmoon\n", "add it there first"),
    ],
)
def test_mistakes_in_a_file_say_where_and_what(tmp_path: Path, text: str, message: str) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=message):
        load([mine])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.tsv"):
        load([tmp_path / "nowhere.tsv"])


def test_rows_have_defaults_and_places() -> None:
    row = next(rows_of("#: kind=party, country=NOR\nid\tname\nx\tX", "x.tsv"))
    assert row == Row("x.tsv:3", {"kind": "party", "country": "NOR", "id": "x", "name": "X"})


def test_spellings() -> None:
    assert {("Defense", "Ministry"), ("Defence", "Ministry")} <= keys("Defence Ministry")
    assert ("Erdogan",) in keys("Erdoğan")
    assert ("Save", "&", "Care") in keys("Save and Care")


def test_loads_fast(known: Catalogue) -> None:
    start = time.process_time()
    load()
    assert time.process_time() - start < 1.0
