"""Who is mentioned where, on invented sentences: words of the text and the actors that they mean."""

from datetime import date

import pytest

from graph.model import Article
from ingest.read import read
from ingest.resolve import cast

DAY = date(2025, 3, 3)


def mentioned(text, title=""):
    """Each mention's words, and the ids of its actors."""
    document = read(Article.published_text(title=title, body=text, id="invented", published=DAY))
    found = cast(document)
    assert all(actor in found.actors for spot in found.spots for actor in spot.actors)
    return [(document.words(spot.first, spot.last), spot.actors) for spot in found.spots]


CASES = {
    "a capital that acts is its state": ("Tehran said it would answer.", ("Tehran", "IRN")),
    "with a capital one talks": ("Norway held talks with Baku.", ("Baku", "AZE")),
    "a demonym inside a longer mention": ("Israeli soldiers left Lebanon.", ("Israeli", "ISR")),
    "soldiers are their army": ("Israeli soldiers left Lebanon.", ("Israeli soldiers", "il-idf")),
    "officials of a state": (
        "Azerbaijani officials denied the report.",
        ("Azerbaijani officials", "aze-officials"),
    ),
    "sources in a state": ("Sources in Azerbaijan denied it.", ("Sources in Azerbaijan", "aze-sources")),
    "members of an organisation": ("IRGC generals want war.", ("IRGC generals", "ir-irgc-generals")),
    "an office, held by somebody on the day": (
        "The Iranian president rejected the offer.",
        ("The Iranian president", "masoud-pezeshkian"),
    ),
    "a title and a name are one mention": (
        "Norwegian Foreign Minister Ola Brekkestad met the French envoy.",
        ("Norwegian Foreign Minister Ola Brekkestad", "ola-brekkestad"),
    ),
    "an apposition is the same person": (
        "The foreign minister of Norway, Ola Brekkestad, left.",
        ("The foreign minister of Norway", "ola-brekkestad"),
    ),
    "a surname after the full name": (
        "Ola Brekkestad met reporters. Brekkestad refused to answer.",
        ("Brekkestad", "ola-brekkestad"),
    ),
    "a title and a surname": (
        "Prime Minister Ola Brekkestad of Norway spoke. The prime minister denied it.",
        ("The prime minister", "ola-brekkestad"),
    ),
    "an acronym from brackets": (
        "The Front for a Free Delta (FFD) attacked a village. The FFD fled.",
        ("The FFD", "front-for-a-free-delta"),
    ),
    "a neighbour is the other state": (
        "Norway and Sweden quarrelled. Norway warned its neighbour again.",
        ("its neighbour", "SWE"),
    ),
    "a name with the noun that says what it is": (
        "The Hamas movement met Shin Bet security service officers in Norway.",
        ("The Hamas movement", "hamas"),
    ),
    "he": ("Ola Brekkestad left. He denied the report.", ("He", "ola-brekkestad")),
    "she is no man": (
        "Sarah Lund met Thomas Vik. She accused Norway of lying.",
        ("She", "sarah-lund"),
    ),
    "it, of the sentence before": (
        "The Sable Front threatened to kill hostages if Norway attacked a village. It also denied a report.",
        ("It", "sable-front"),
    ),
    "he is not whom he meets": (
        "After talks with Ola Brekkestad, Thomas Vik said that he met Mr Brekkestad again.",
        ("he", "thomas-vik"),
    ),
    "he is not whom he spoke to before": (
        "Mr Vik met Mr Brekkestad. Mr Brekkestad left. After speaking to Mr Brekkestad, he denied it.",
        ("he", "vik"),
    ),
    "its army": ("Norway mobilised. Its army moved north.", ("Its army", "nor-armed-forces")),
    "their, of two that were joined": (
        "Norway and Sweden signed a treaty. They praised Finland.",
        ("They", ("NOR", "SWE")),
    ),
    "the two countries": (
        "Norway accused Sweden of spying. The two countries recalled their envoys.",
        ("The two countries", ("NOR", "SWE")),
    ),
    "both countries, without the one that asks": (
        "Norway left the treaty. Then Finland accused Sweden. Norway urged both countries to talk.",
        ("both countries", ("FIN", "SWE")),
    ),
    "the navies of both countries": (
        "Norway and Sweden met. India, which trains the navies of both countries, left.",
        ("the navies of both countries", ("nor-navy", "swe-navy")),
    ),
    "the two coast guards": (
        "Norway and Sweden signed it. India will train the two coast guards.",
        ("the two coast guards", ("nor-coast-guard", "swe-coast-guard")),
    ),
    "two surnames": (
        "Pedro Ruiz Ortega left. Mr Ruiz Ortega returned.",
        ("Mr Ruiz Ortega", "pedro-ruiz-ortega"),
    ),
    "both, beside a mere place": (
        "Ola Brekkestad and Thomas Vik met in Lima. Sarah Lund, who led the talks, congratulated both.",
        ("both", ("ola-brekkestad", "thomas-vik")),
    ),
    "both sides, by their leaders": (
        "Norwegian President Ola Brekkestad called Swedish President Thomas Vik. Both sides agreed.",
        ("Both sides", ("NOR", "SWE")),
    ),
    "the country": ("Norway was hit by storms. The country asked for help.", ("The country", "NOR")),
    "a counterpart has the same office": (
        "French President Emmanuel Macron met his Turkish counterpart.",
        ("his Turkish counterpart", "recep-tayyip-erdogan"),
    ),
    "presidential aides": (
        "French President Emmanuel Macron left. Presidential aides denied it.",
        ("Presidential aides", "emmanuel-macron-aides"),
    ),
    "another aide": (
        "Aides of President Emmanuel Macron left. Another aide suggested that he was ill.",
        ("Another aide", "emmanuel-macron-aides"),
    ),
    "the group of its leader": (
        "Ruy Vik, who leads the Sable Front, denied it. Vik's group is weak.",
        ("Vik's group", "sable-front"),
    ),
    "politicians of the opposition": (
        "Norwegian opposition politicians accused Sweden.",
        ("opposition politicians", "nor-opposition-politicians"),
    ),
    "an aide to the president": (
        "French President Emmanuel Macron left. A close aide to the president denied it.",
        ("A close aide to the president", "emmanuel-macron-aides"),
    ),
    "whose": ("They met Norway, whose army is small.", ("whose", "NOR")),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_mention_means(text, expected):
    words, actors = expected
    assert (words, (actors,) if isinstance(actors, str) else actors) in mentioned(text)


TROOPS = {
    "more of those who were hurt": (
        "Norway accused Sweden of killing two Norwegian soldiers. It said that Swedish soldiers hid there."
        " Three more soldiers were wounded.",
        ("Three more soldiers", "nor-armed-forces"),
    ),
    "sent by their government": (
        "Swedish soldiers left. Norwegian Premier Sarah Lund said her government sent sixty soldiers.",
        ("sixty soldiers", "nor-armed-forces"),
    ),
    "fired on, says the accuser": (
        "Norway accuses Sweden of firing on border patrol",
        ("border patrol", "nor-armed-forces"),
    ),
    "sent, says the accuser": (
        "Norway accused Sweden of sending troops across the river.",
        ("troops", "se-armed-forces"),
    ),
    "of the general who speaks": (
        "Sweden denied it. A Norwegian general confirmed that the army had planned a raid.",
        ("the army", "nor-armed-forces"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), TROOPS.values(), ids=TROOPS.keys())
def test_whose_soldiers(text, expected):
    assert (expected[0], (expected[1],)) in mentioned(text)


NOT_MENTIONED = {
    "a capital where something happens": ("He was killed in Tehran on Monday.", "Tehran"),
    "a capital one flies to": ("The envoy will fly to Baku on Monday.", "Baku"),
    "a state where something happens": ("A bomb exploded in Norway.", "Norway"),
    "it that is nobody": ("It is unclear whether Norway agreed.", "It"),
    "residents without a tie": ("Several residents were hurt.", "Several residents"),
    "what somebody is": ("Ola Brekkestad was a minister until June.", "a minister"),
    "camps of a group": ("Norway bombed camps of the Sable Front.", "camps of the Sable Front"),
    "the mission of a body": ("Norway thanked the mission of NATO.", "the mission of NATO"),
    "a crew": ("Norway arrested the crew of the Blue Fin.", "the crew of the Blue Fin"),
    "a dateline": ("TEHRAN, Oct 23 - Norway closed its embassy.", "TEHRAN"),
}


@pytest.mark.parametrize(("text", "words"), NOT_MENTIONED.values(), ids=NOT_MENTIONED.keys())
def test_no_mention(text, words):
    assert words not in [said for said, _ in mentioned(text)]


KINDS = {
    "a word of the name: armed": ("The Arbat Liberation Brigades attacked Norway.", "armed_group"),
    "a word of the name: media": ("Norway denied it. The Fjord Wire reported it.", "media"),
    "a word of the name: party": ("The Arbat Progress Party denied it.", "party"),
    "a word of the name: firm": ("Norway sued Arbat Energy.", "company"),
    "an apposition": ("Norway blamed the Sable Hand, an armed group that trains children.", "armed_group"),
    "a noun before it": ("The newspaper Dagens Fisk denied it.", "media"),
    "nothing tells": ("Norway thanked Blue Comet Fisheries.", "company"),
    "a person with such a surname": ("Norway thanked Sarah Post.", "person"),
}


@pytest.mark.parametrize(("text", "kind"), KINDS.values(), ids=KINDS.keys())
def test_the_kind_of_a_name_that_the_catalogue_lacks(text, kind):
    found = cast(read(Article(id="a", text=text)))
    named = {actor.name: actor.kind for actor in found.actors.values() if actor.kind != "state"}
    assert list(named.values()) == [kind]


def test_who_publishes_is_of_the_media():
    text = "A reader told Fjord Comet of it. Fjord Comet thanked Norway."
    found = cast(read(Article(id="a", text=text, publisher="Fjord Comet")))
    assert found.actors["fjord-comet"].kind == "media"


def test_groups_without_a_tie_belong_to_their_article():
    document = read(Article(id="a", text="Gunmen attacked a village. The gunmen fled."))
    other = read(Article(id="b", text="Gunmen attacked a convoy."))
    first, second = cast(document), cast(other)
    assert {spot.actors for spot in first.spots} == {first.spots[0].actors}
    assert first.spots[0].actors != second.spots[0].actors
    assert first.actors[first.spots[0].actors[0]].kind == "armed_group"


def test_similar_names_are_not_the_same_actor():
    text = "North Korea accused South Korea. Nigeria warned Niger. Ana Petrov met Anna Petrova."
    ids = [actors for _, actors in mentioned(text)]
    assert len(set(ids)) == 6


def test_a_place_is_kept_apart():
    found = cast(read(Article(id="a", text="He was killed in Tehran.")))
    assert [spot.actors for spot in found.places] == [("IRN",)]


def test_the_head_of_an_argument_finds_its_mention():
    document = read(Article(id="a", text="Senior Azerbaijani officials met the Norwegian foreign minister."))
    found = cast(document)
    subject = next(token for token in document.doc if token.dep_ == "nsubj")
    spot = found.at(subject)
    assert spot is not None
    assert document.words(spot.first, spot.last) == "Senior Azerbaijani officials"


def test_an_empty_article_has_no_cast():
    assert cast(read(Article(id="a", text=" "))).spots == ()


HOMES = {
    "a place beside the words": ("The rebels in Darfur fled.", "rebels", "SDN"),
    "a place beside the verb": ("Demonstrators marched through Nairobi.", "demonstrators", "KEN"),
    "the only country": ("Norwegian police arrested two activists.", "activists", "NOR"),
    "fighters, by a place": ("Militants attacked US soldiers in Niger.", "militants", "NER"),
    "fighters, not by whom they fight": ("Militants attacked US soldiers.", "militants", None),
    "two countries are none": ("Norway and Chile praised the activists.", "activists", None),
    "an ethnic group is no state": ("Two ethnic Albanians in Serbia fled.", "ethnic Albanians", "SRB"),
    "against a state is not of it": ("An anti-Syrian militia fled.", "militias", None),
    "partners are not whose they are": ("Norway praised its Chilean partners.", "Chilean partners", "CHL"),
}


@pytest.mark.parametrize(("text", "name", "country"), HOMES.values(), ids=HOMES.keys())
def test_where_a_group_is_at_home(text, name, country):
    found = cast(read(Article(id="invented", text=text, published=DAY)))
    assert {a.country for a in found.actors.values() if a.name == name} == {country}


def test_forces_of_two_states_are_of_both():
    assert ("US and British forces", ("us-armed-forces", "gb-armed-forces")) in mentioned(
        "US and British forces left."
    )


def test_a_longer_name_behind_the_article_wins():
    assert ("West Bank", ("PSE",)) in mentioned("Settlers left the West Bank city of Hebron.")


@pytest.mark.parametrize(
    ("day", "president", "minister"),
    [
        (date(2012, 5, 2), "mahmoud-ahmadinejad", "ali-akbar-salehi"),
        (date(2019, 5, 2), "hassan-rouhani", "mohammad-javad-zarif"),
        (date(2024, 10, 2), "masoud-pezeshkian", "abbas-araghchi"),
    ],
)
def test_an_office_is_whoever_held_it_when_the_article_was_published(day, president, minister):
    text = "The Iranian president met Iran's foreign minister on Monday. The president thanked the minister."
    found = cast(read(Article(id="invented", text=text, published=day)))
    assert {president, minister} <= {id for spot in found.spots for id in spot.actors}
