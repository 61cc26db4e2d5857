"""A user's own actors: in the form of the shipped files, laid over them and checked."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.model import Article, Coding
from graph.settings import Settings
from ingest.catalogue import Catalogue, catalogue
from ingest.catalogue_names import tokens
from ingest.catalogue_own import load
from ingest.extract import Rules, extractor
from ingest.pipeline import code

OAK = "#: sector=REB\nid\tname\taliases\tkind\tcountry\noak-front\tOak Front\tOakers\tarmed_group\tNOR\n"


@pytest.fixture
def own(tmp_path: Path):
    """Writes a file of a user's and gives its path."""

    def write(text: str, name: str = "mine.tsv") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def meaning(known: Catalogue, words: str) -> str:
    return known.names[tokens(words)][0].entry


def test_a_file_adds_and_extends(own):
    both = load([own(f"{OAK}FRA\t\tHexagone\n")])
    assert meaning(both, "Oakers") == "oak-front"
    assert meaning(both, "Hexagone") == meaning(both, "French") == "FRA"
    assert both.entries["FRA"].actor.name == "France"


def test_nothing_of_ones_own_is_what_ships():
    assert load([]) is catalogue()


def test_a_name_is_taken_away(own):
    both = load([own("id\taliases\nil-idf\t-IDF\n")])
    assert tokens("IDF") in catalogue().names
    assert all(name.entry != "il-idf" for name in both.names.get(tokens("IDF"), ()))


def test_columns_that_are_no_lists_are_replaced(own):
    both = load([own("id\tname\tkind\tcountry\nhezbollah\tHizb\tparty\tSYR\n")])
    actor = both.entries["hezbollah"].actor
    assert (actor.name, actor.kind, actor.country) == ("Hizb", "party", "SYR")


def test_of_two_meanings_the_users_is_likelier(own):
    text = "id\tname\taliases\tkind\tcountry\nfog-corp\tFog Corporation\tHamas\tcompany\tNOR\n"
    both = load([own(text)])
    names = both.names[tokens("Hamas")]
    chosen = both.choose(names, set())
    assert chosen is not None
    assert chosen.entry == "hamas"  # a full name goes before an alias
    again = load([own("id\tname\tkind\tcountry\nfog\tHamas\tcompany\tNOR\n", "two.tsv")])
    chosen = again.choose(again.names[tokens("Hamas")], set())
    assert chosen is not None
    assert chosen.entry == "fog"


SUCCESSOR = "id\tname\tkind\tcountry\toffices\n{}\n"


def test_a_new_holder_ends_the_office_of_the_one_before(own):
    before = catalogue().holder("president", "FRA", date(2026, 1, 1))
    assert before is not None
    both = load([own(SUCCESSOR.format("odile-brun\tOdile Brun\tperson\tFRA\tpresident@FRA:2027-05-14.."))])
    assert both.holder("president", "FRA", date(2026, 1, 1)) == both.entries[before.actor.id]
    held = both.holder("president", "FRA", date(2027, 6, 1))
    assert held is not None
    assert held.actor.name == "Odile Brun"
    assert both.holder("president", "FRA") == held


def test_a_term_is_given_its_end(own):
    holder = catalogue().holder("king", "NOR")
    assert holder is not None
    term = next(office for office in holder.offices if office.role == "king")
    both = load([own(f"id\toffices\n{holder.actor.id}\tking@NOR:{term.since}..2029-01-01\n")])
    assert both.holder("king", "NOR", date(2029, 1, 2)) is None
    assert both.holder("king", "NOR", date(2028, 12, 31)) is not None


def test_cities_give_a_country_to_those_who_are_there(own):
    rules = Rules(actors=[own("id\tplaces\nNOR\tFjellby; Port Sundvik\n")])
    assert rules.catalogue.cities["Port", "Sundvik"] == "NOR"
    made = rules.extract(Article(id="a", text="Police in Port Sundvik arrested the German consul on Friday."))
    event = next(event for event in made.events if event.type == "COERCE")
    assert {actor.id: actor.country for actor in made.actors}[str(event.source)] == "NOR"


def test_a_noun_of_ones_own(own):
    rules = Rules(actors=[own("noun\twords\tkind\tsector\nbogwalker\tbog walker\tgroup_of_people\tSOC\n")])
    text = "Norwegian bogwalkers accused Denmark of dumping waste."
    source = next(event.source for event in rules.extract(Article(id="a", text=text)).events)
    assert source is not None
    actor = next(one for one in rules.extract(Article(id="a", text=text)).actors if one.id == source)
    assert (actor.country, actor.sector, actor.kind) == ("NOR", "SOC", "group_of_people")


MISTAKES = [
    ("id\tname\tkind\tcountry\na\tA\tparty\tFRX\n", r"mine\.tsv:2: no state has the code 'FRX'"),
    ("id\tname\tkind\tsector\na\tA\tparty\tSEA\n", r"mine\.tsv:2: 'SEA' is no sector"),
    ("id\tname\tkind\tpart_of\na\tA\tparty\tb\n", r"mine\.tsv:2: 'b' is the id of no actor"),
    ("id\tname\tkind\toffices\na\tA\tperson\tking@ZZZ:2001..\n", r"mine\.tsv:2: 'ZZZ' is the id of no actor"),
    ("noun\tkind\ncrofter\tfarmer\n", r"mine\.tsv:2: kind cannot be 'farmer'"),
    (
        "id\tname\taliases\tkind\tcountry\na\tA One\tOakers\tparty\tNOR\nb\tB Two\tOakers\tparty\tNOR\n",
        r"mine\.tsv:3: 'Oakers' names .*mine\.tsv:2.*needs",
    ),
    (
        SUCCESSOR.format(
            "a\tA One\tperson\tFRA\tpresident@FRA:2027..\nb\tB Two\tperson\tFRA\tpresident@FRA:2028.."
        ),
        r"mine\.tsv:3: 'b' and 'a' .*mine\.tsv:2.* both hold president@FRA",
    ),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_mistakes_say_where_and_what_to_do(own, text, message):
    with pytest.raises(SettingsError, match=message):
        extractor(actors=[own(text)])


def test_the_name_of_the_extractor_tells_the_data(own, tmp_path):
    mine = own(OAK)
    plain, first = extractor().name, extractor(actors=[mine]).name
    mine.write_text(f"{OAK}elm\tElm Front\t\tarmed_group\tNOR\n", "utf-8")
    assert len({plain, first, extractor(actors=[mine]).name}) == 3
    assert extractor().name == plain


def test_an_actor_of_ones_own_is_in_the_coding(own):
    made = code(Article(id="a", text="Oakers attacked Sweden."), extractor(actors=[own(OAK)]))
    assert isinstance(made, Coding)
    assert [(event.source, event.target) for event in made.events] == [("oak-front", "SWE")]


def test_the_setting_holds_several_paths():
    settings = Settings.from_environment({"ACTORGRAPH_ACTORS": "a.tsv:b/c.txt"})
    assert settings.actors == (Path("a.tsv"), Path("b/c.txt"))
    assert Settings.from_environment({}).actors == ()
