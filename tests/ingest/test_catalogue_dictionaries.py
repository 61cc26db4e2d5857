"""PETRARCH and TABARI dictionaries of actors and agents are read as they are about, faults and all."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.model import Article
from ingest.catalogue import Catalogue
from ingest.catalogue_cameo import read_code
from ingest.catalogue_dictionaries_lines import is_dictionary
from ingest.catalogue_names import tokens
from ingest.catalogue_own import load
from ingest.extract import Rules

ACTORS = """# A small dictionary of invented actors
NORWAY_  [NOR]   # the state
+FJELLBY_
+NORWEGIAN_
OAK_FRONT_  ; a comment in the way of TABARI
+FRONT_OF_THE_OAKS_
\t[NORREB]
OLAV_FJELL_
+FJELL_
\t[NORELI <970101]
\t[NORGOV 970101-20011019]
\t[NOROPP]
NATO_ [IGOWSTNAT]
+ATLANTIC_PACT_
NORWEGIAN_FOREIGN_MINISTRY_ [NORGOV]
KARI_DAHL [NORGOV]
NORDVAKT [NORMIL 010199-20010199]
LOST_ENTRY_
UNION_OF_OWL_TAMERS_\t[NGOLAB] #1 Jan 2020# more
NOBODY_AT_ALL_ [---]
"""
AGENTS = """!PERSON! = MAN, WOMAN
OWL_TAMER {OWL_TAMERS} [~LAB]
FJORD!PERSON! [~CVL]
POLICE {} [~COP]
BOG_HERALD [~ENV}
"""
WORLD = "ARBOR_ [ARB]\n+ARBORIAN_\nBOSKET_ [BSK]\nARBOR_GUARD_ [ARBMIL]\n"


@pytest.fixture(scope="module")
def known(tmp_path_factory) -> Catalogue:
    folder = tmp_path_factory.mktemp("dictionaries")
    (folder / "actors.txt").write_text(ACTORS, "utf-8")
    (folder / "agents.txt").write_text(AGENTS, "utf-8")
    return load([folder / "actors.txt", folder / "agents.txt"])


def named(known: Catalogue, words: str) -> tuple[str, str, str | None, str | None]:
    actor = known.entries[known.names[tokens(words)][0].entry].actor
    return actor.id, actor.kind, actor.country, actor.sector


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Norway", ("NOR", "state", "NOR", "GOV")),
        ("Front of the Oaks", ("oak-front", "armed_group", "NOR", "REB")),
        ("Olav Fjell", ("olav-fjell", "person", "NOR", "OPP")),
        ("Fjell", ("olav-fjell", "person", "NOR", "OPP")),
        ("Kari Dahl", ("kari-dahl", "person", "NOR", "GOV")),
        ("Union of Owl Tamers", ("union-of-owl-tamers", "civil_society", None, "LAB")),
    ],
)
def test_actors(known, words, expected):
    assert named(known, words) == expected


def test_a_name_of_a_state_that_nobody_knows_is_a_place(known):
    assert known.cities["Fjellby",] == "NOR"


def test_what_is_known_keeps_its_id_and_gets_the_names(known):
    assert named(known, "Atlantic Pact")[:2] == ("nato", "international_org")


def test_codes_by_date_are_offices(known):
    office = known.entries["olav-fjell"].offices
    assert [(o.role, o.of, o.since, o.until) for o in office] == [
        ("official", "NOR", date(1997, 1, 1), date(2001, 10, 20))
    ]


def test_what_every_state_has_and_what_names_nobody_is_left_to_the_text(known):
    assert tokens("Norwegian Foreign Ministry") not in known.names
    assert tokens("Nobody at All") not in known.names


def test_agents(known):
    found = {noun: (agent.kind, agent.sector) for noun, agent in known.agents.items()}
    assert found["owl tamer"] == found["owl tamers"] == ("group_of_people", "LAB")
    assert found["fjordwoman"] == ("group_of_people", "CVL")
    assert found["bog herald"] == ("group_of_people", "GOV")
    assert "police" not in found  # a noun of ours, which says more


def test_faults_are_named_and_cost_only_their_entry(known):
    assert [fault.partition("actors.txt:")[2][:22] for fault in known.faults] == [
        "17: [NORMIL 010199-200",
        "18: LOST_ENTRY_ has no",
    ]


def test_an_invented_world(tmp_path: Path):
    path = tmp_path / "world.txt"
    path.write_text(WORLD, "utf-8")
    made = Rules(actors=[path]).extract(Article(id="a", text="Arborian troops attacked Bosket on Monday."))
    countries = {actor.id: actor.country for actor in made.actors}
    assert [(countries[str(e.source)], e.type, e.target) for e in made.events] == [("ARB", "ASSAULT", "BSK")]


def test_a_dictionary_without_codes_is_no_dictionary(tmp_path: Path):
    assert not is_dictionary("NORWAY_\nSWEDEN_\n")
    path = tmp_path / "empty.txt"
    path.write_text("NORWAY_\nSWEDEN_\n", "utf-8")
    with pytest.raises(SettingsError, match=r"empty\.txt:1: unknown columns.*NORWAY_"):
        load([path])


@pytest.mark.parametrize(
    ("code", "country", "kind", "sector"),
    [
        ("AFG", "AFG", "state", "GOV"),
        ("AFGGOVMIL", "AFG", "government_body", "GOV"),
        ("ROMCOP", "ROU", "government_body", "COP"),
        ("IGOUNOREF", "UNO", "international_org", "REF"),
        ("IGOEUREEC", "EUR", "international_org", None),
        ("MNCUSAMED", "USA", "media", "JRN"),
        ("IMGMOSALQ", None, "armed_group", "UAF"),
        ("REB", None, "armed_group", "REB"),
    ],
)
def test_codes(code, country, kind, sector):
    read = read_code(code, {"AFG", "ROU", "USA"})
    assert read is not None
    assert (read.country, read.kind, read.sector) == (country, kind, sector)
