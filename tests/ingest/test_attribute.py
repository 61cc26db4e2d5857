"""Who says so, over invented sentences; the cast is built by hand from the words that name an actor."""

import re

import pytest

from graph.model import Actor, Article
from ingest.attribute import attributions
from ingest.document import Cast, Document, Spot, head_of
from ingest.read import read

NAMES = {
    "Toria": "state",
    "Ostland": "state",
    "the army": "military",
    "the rebels": "armed_group",
    "Lena Marsh": "person",
    "Marsh": "person",
    "officials": "group_of_people",
    "aides": "group_of_people",
    "the Morning Ledger": "media",
    "Norpress": "media",
}
SAME = {"Marsh": "Lena Marsh"}


def cast_of(document: Document) -> Cast:
    spots = {}
    for name in sorted(NAMES, key=len, reverse=True):
        for match in re.finditer(rf"\b{name}\b", document.article.text, re.IGNORECASE):
            inside = [
                i
                for i, (a, b) in enumerate(zip(document.starts, document.ends, strict=True))
                if a < match.end() and b > match.start()
            ]
            if not any(first <= inside[0] < last for first, last in spots):
                spots[inside[0], inside[-1] + 1] = SAME.get(name, name)
    actors = {name: Actor(id=name, name=name, kind=kind) for name, kind in NAMES.items()}
    return Cast(actors, tuple(Spot(a, b, head_of(document.doc, a, b), (n,)) for (a, b), n in spots.items()))


def voices(text: str, word: str, title: str = "") -> list[str]:
    """The voices over the last token that reads `word`, as "speaker", "not speaker" and "speaker?"."""
    document = read(Article.published_text(title=title, body=text))
    token = [t.i for t in document.doc if t.text == word][-1]
    over = attributions(document, cast_of(document)).over(token)
    return [f"{'not ' * (v.stance == 'denies')}{v.speaker}{'?' * v.hedged}" for v in over]


CASES = [
    # clauses
    ("Toria said that the rebels shelled the port.", "shelled", ["Toria"]),
    ("Toria said the rebels shelled the port.", "shelled", ["Toria"]),
    ("The rebels shelled the port, officials said on Monday.", "shelled", ["officials"]),
    ("The army, officials said, shelled the port.", "shelled", ["officials"]),
    ("The rebels shelled the port, Toria said, and will attack the town.", "attack", ["Toria"]),
    ("Toria shelled the port, and aides said the rebels fled.", "shelled", []),
    ("The rebels shelled the port.", "shelled", []),
    # as a passive, and quoted as saying
    ("The rebels were reported by Norpress to have shelled the port.", "shelled", ["Norpress"]),
    (
        "Lena Marsh was quoted by Norpress as saying that the rebels shelled it.",
        "shelled",
        ["Lena Marsh", "Norpress"],
    ),
    ("Norpress quoted officials as saying the rebels shelled it.", "shelled", ["officials", "Norpress"]),
    ("Norpress reported, citing officials, that the rebels fled.", "fled", ["officials", "Norpress"]),
    # chains
    ("Aides told the Morning Ledger that the rebels fled.", "fled", ["aides", "the Morning Ledger"]),
    ("Aides revealed to Norpress that the rebels fled.", "fled", ["aides", "Norpress"]),
    ("Toria said that Ostland claimed that the rebels fled.", "fled", ["Ostland", "Toria"]),
    # according to, as, in words
    ("According to Toria, the rebels shelled the port.", "shelled", ["Toria"]),
    ("The rebels shelled the port, according to Norpress.", "shelled", ["Norpress"]),
    ("The rebels, according to Norpress, shelled the port.", "shelled", ["Norpress"]),
    ("As Norpress reported, the rebels shelled the port.", "shelled", ["Norpress"]),
    ("In Toria's words, the rebels shelled the port.", "shelled", ["Toria"]),
    ("The rebels fled, according to Toria; Ostland shelled the port.", "shelled", []),
    # nouns and adjectives
    ("Toria's claim that the rebels shelled the port surprised many.", "shelled", ["Toria"]),
    ("A report by Norpress that the rebels fled surprised many.", "fled", ["Norpress"]),
    ("Toria is certain that the rebels shelled the port.", "shelled", ["Toria"]),
    # charges
    ("Toria accused Ostland of shelling the port.", "shelling", ["Toria"]),
    ("Toria accused Ostland of shelling the port.", "accused", []),
    ("Toria blamed Ostland for shelling the port.", "shelling", ["Toria"]),
    ("Toria said the rebels were to blame for shelling the port.", "shelling", ["Toria"]),
    # what tells nothing
    ("Toria fears an attack could come and is holding talks.", "talks", []),
    ("Toria did not say whether the rebels shelled the port.", "shelled", []),
    ("Toria declined to say that the rebels shelled the port.", "shelled", []),
    ("Toria neither confirmed nor denied that the rebels fled.", "fled", []),
    ("Nobody said that the rebels shelled the port.", "shelled", []),
    ("Toria said the port was calm and accused Ostland of spying.", "accused", []),
    # reserve
    ("The rebels reportedly shelled the port.", "shelled", ["None?"]),
    ("The rebels are said to have shelled the port.", "shelled", ["None?"]),
    ("Toria said the rebels may have shelled the port.", "shelled", ["Toria?"]),
    ("Toria believes the rebels shelled the port.", "shelled", ["Toria"]),
    # reserve about what an outlet told, retold in its paragraph
    ("Norpress reported a raid. The rebels reportedly fled.", "fled", ["Norpress?"]),
    ("Norpress reported a raid. The army allegedly shelled the port.", "shelled", ["Norpress?"]),
    ("Norpress reported a raid. Aides said it rained. The rebels reportedly fled.", "fled", ["None?"]),
    ("Norpress reported a raid.\n\nThe rebels reportedly fled that night.", "fled", ["None?"]),
    ("Norpress reported a raid. Toria said the rebels reportedly fled.", "fled", ["None?", "Toria?"]),
    ("Norpress reported a raid. The rebels fled.", "fled", []),
    ("Norpress reported a raid. The rebels may flee.", "flee", []),
    # denials
    ("Toria denied that its troops shelled the port.", "shelled", ["not Toria"]),
    ("Toria denied shelling the port.", "shelling", ["not Toria"]),
    ("Toria denied any part in the attack on the port.", "attack", ["not Toria"]),
    ("Toria denied shelling the port and offered talks.", "talks", []),
    (
        "Toria rejected Ostland's claim that it shelled the port.",
        "shelled",
        ["Ostland", "not Toria"],
    ),
    ("Toria rejected a plan to shell the port.", "shell", []),
    (
        "Ostland accused Toria of shelling the port, a charge Toria denied.",
        "shelling",
        ["Ostland", "not Toria"],
    ),
    ("Ostland said Toria shelled the port. Toria denied it.", "shelled", ["Ostland", "not Toria"]),
    (
        "Ostland said Toria shelled the port. Toria called the report a lie.",
        "shelled",
        ["Ostland", "not Toria"],
    ),
    (
        "Ostland said Toria shelled the port. Lena Marsh of Toria said the allegations were baseless.",
        "shelled",
        ["Ostland", "not Lena Marsh"],
    ),
    ("Toria says reports that it shelled the port are untrue.", "shelled", ["not Toria"]),
    (
        "Norpress said Lena Marsh proposed shelling the port. She met aides. "
        "Toria believes the statements attributed to Marsh are fake.",
        "shelling",
        ["Norpress", "not Toria"],
    ),
    (
        "Norpress said Lena Marsh proposed shelling the port. She met aides. "
        "Toria believes the statements attributed to Marsh are fake.",
        "met",
        [],
    ),
    (
        "Norpress said Toria may have shelled the port. Toria called the report a lie.",
        "shelled",
        ["Norpress?", "not Toria"],
    ),
    # denials of the latest charge, past what is no charge
    (
        "Ostland said Toria shelled the port. It summoned an envoy of Toria. Toria rejected the accusation.",
        "summoned",
        [],
    ),
    (
        "Ostland said Toria shelled the port. It summoned an envoy of Toria. Toria rejected the accusation.",
        "shelled",
        ["Ostland", "not Toria"],
    ),
    (
        "Ostland said Toria shelled it. Rain fell. Snow fell. Hail fell. Toria called the allegation absurd.",
        "shelled",
        ["Ostland", "not Toria"],
    ),
    ("Ostland said Toria shelled it. Rain fell. Snow fell. Hail fell. Toria called it absurd.", "fell", []),
    (
        "Ostland said Toria shelled it. It summoned an envoy of Toria, aides said. Toria denied the charge.",
        "summoned",
        ["aides"],
    ),
    ("Aides said Toria threatened Ostland. Toria denied it.", "threatened", ["aides", "not Toria"]),
    ("Lena Marsh spoke with the rebels on the raid.", "raid", []),
    (
        "Ostland condemned the raid by Toria. Ostland urged the army to act. Toria denied the charge.",
        "raid",
        ["not Toria"],
    ),
    (
        "Ostland summoned an envoy over the raid by Toria. Toria denied the accusation.",
        "raid",
        ["not Toria"],
    ),
    (
        "Ostland said Toria had sent aid. Norpress said the rebels fled. Toria denied the report.",
        "sent",
        ["Ostland", "not Toria"],
    ),
    # quotations
    ('"The rebels shelled the port," said Lena Marsh.', "shelled", ["Lena Marsh"]),
    ('"The rebels shelled the port," Lena Marsh told Norpress.', "shelled", ["Lena Marsh", "Norpress"]),
    ('Lena Marsh said: "The rebels shelled the port."', "shelled", ["Lena Marsh"]),
    ('"It was night," Lena Marsh said. "The rebels shelled the port."', "shelled", ["Lena Marsh"]),
    ("“It was night. The rebels shelled the port,” said Lena Marsh.", "shelled", ["Lena Marsh"]),
    (
        "“It was a long night here,” Lena Marsh said.\n\n“The rebels shelled the port.”",
        "shelled",
        ["Lena Marsh"],
    ),
    ("Lena Marsh said she was at home. Toria shelled the port.", "shelled", []),
    # who stands for whom
    ("Lena Marsh said it was night. She added that the rebels shelled the port.", "shelled", ["Lena Marsh"]),
    ("Aides said it was night. Another aide suggested that the rebels fled.", "fled", ["aides"]),
    ("Toria said it was night. Another aide suggested that the rebels fled.", "fled", ["None"]),
    ("Norpress reported a raid. The agency also said that the rebels fled.", "fled", ["Norpress"]),
]


@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_the_voices_over_a_word(text, word, expected):
    assert sorted(voices(text, word)) == sorted(expected)


def test_the_innermost_voice_comes_first():
    assert voices("Aides told the Morning Ledger that the rebels fled.", "fled")[0] == "aides"
    assert voices("Norpress reported that Toria said the rebels fled.", "fled") == ["Toria", "Norpress"]


HEADLINES = [
    ("Toria: Ostland shelled the port", "shelled", ["Toria"]),
    ("Toria: rebels shelled the port", "shelled", []),
    ("Toria: Ostland accused of shelling port", "shelling", ["None?"]),
    ("The army: rebels shelled the port", "shelled", ["the army"]),
    ("Rebels shelled the port: Toria's Right", "shelled", []),
    ("Rebels shelled the port - Marsh's Right", "shelled", []),
    ("Rebels shelled the port: Norpress", "shelled", ["Norpress"]),
    ("Rebels shelled the port - Norpress", "shelled", ["Norpress"]),
    ("Rebels shelled the port, says Toria", "shelled", ["Toria"]),
    ("Rebels shelled the port: 'Toria's right'", "shelled", []),
]


@pytest.mark.parametrize(("title", "word", "expected"), HEADLINES)
def test_a_headline_names_its_voice_beside_a_mark(title, word, expected):
    assert voices("More follows.", word, title) == expected


def test_a_charge_in_the_headline_is_denied_in_the_text():
    body = "It summoned the envoy. The town was calm. Many left. The port closed. Toria denied the charge."
    assert voices(body, "shelling", "Ostland blames Toria for shelling port") == ["Ostland", "not Toria"]


def test_a_voice_knows_its_words():
    document = read(Article(id="a", text="Two officials of Toria told Norpress that the rebels fled."))
    voice = attributions(document, cast_of(document)).over(len(document.doc) - 2)[0]
    assert (voice.cue, voice.source is not None) == ("told", True)
    assert [document.words(*stretch) for stretch in voice.content] == ["that the rebels fled"]


def test_an_article_without_words_has_no_voices():
    document = read(Article(id="a", text=""))
    assert attributions(document, Cast({}, ())).voices == ()
