"""What counts as one text, on invented stories: edits that outlets make, and texts that only look alike."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.likeness import alike, bands
from graph.model import digest

STORY = """The government of Norland and rebels of the Harrow Front agreed on Tuesday to stop fighting along
the Ister river, officials on both sides said, after nine days of clashes that killed at least 64 people.
Under the deal, which was brokered by envoys from Sudmark, the rebels will leave three border towns by 14
June and the army will lift its blockade of the port of Vell, where 200,000 residents have been without fuel
since early spring. "We have given our word and expect them to keep theirs," Foreign Minister Ada Brenn told
reporters in the capital. A spokesman for the Front, Karel Osk, accused the army of shelling a clinic hours
before the signing. The defence ministry denied that any aircraft had flown over the district that night and
labelled the charge a fabrication.

Earlier truces collapsed within a week. In March the two sides traded blame when a convoy carrying grain was
burned near the village of Tarn, and monitors withdrew. Diplomats in Sudmark said that the new text differs
because it names the officers who must answer for any breach, and because a joint commission of 12 members
will meet every Friday. Traders in Vell greeted the news with caution, and long queues formed outside the
only open filling station before dawn. Aid agencies asked for safe passage and said that 40 lorries with
medicine were waiting at the crossing. Parliament is due to debate the agreement next month, where two
parties of the governing coalition have threatened to vote against any pardon for fighters who laid down
their arms."""

RIVAL = """Guns fell silent on the Ister on Tuesday night for the first time in more than a week, hours
after Norland's cabinet and the Harrow Front put their names to a truce. At least 64 people had died in the
violence. The accord, hammered out in a lakeside hotel with help from Sudmark, obliges the Front to hand
over three towns near the frontier, while soldiers must reopen Vell to shipping. Karel Osk, who speaks for
the insurgents, said an army shell had struck a clinic as the delegations travelled; commanders in the
capital rejected this outright. "We have given our word and expect them to keep theirs," said Ada Brenn, the
foreign minister, looking tired after an all-night session. Residents reached by telephone described empty
shelves and children sleeping in cellars. One baker said he had flour for two more mornings. Analysts doubt
that the pact can survive its first month, since hardliners on each side gain more from war than from a
commission that meets on Fridays, and because nobody has yet agreed who should police the river itself. The
president, Joren Vask, plans to address the nation tomorrow evening from the palace."""

FOLLOW_UP = """A lorry bomb tore through the customs house at Vell on Sunday, wounding 17 dockers and
reviving fears for the young truce on the Ister. Harbour master Lene Dahl said the vehicle had been waved
through by guards who took it for a bakery van. Nobody said they had done it. Police cordoned off four
streets, and ferries to the islands were suspended until Wednesday while divers searched the piers for
further explosives. President Joren Vask cut short a visit abroad and called the attackers cowards who fear
ordinary life. The Harrow Front condemned the blast within an hour and offered to share what it knows about
splinter groups that reject the accord, an offer which the interior ministry welcomed in a brief note.
Shopkeepers swept glass into the gutters as the smell of burning rubber hung over the quay, and the bishop
opened the cathedral to families whose houses had lost their roofs. Earlier truces collapsed within a week.
In March the two sides traded blame when a convoy carrying grain was burned near the village of Tarn, and
monitors withdrew. Aid agencies asked for safe passage and said that 40 lorries with medicine were waiting
at the crossing."""

BULLETIN = """The General Staff of Norland publishes its daily summary of losses. During the past day,
{day}, units on the {front} front destroyed {a} armoured vehicles, {b} guns and {c} unmanned aircraft, and
the enemy lost about {d} soldiers killed and wounded. The heaviest fighting took place near {town}, where
{e} attacks were beaten back. Total losses of the enemy since the beginning of the war are being verified;
the counting is made difficult by the high intensity of the fighting. Information on the losses is updated
every morning at {f} and can be found on the page of the ministry. Citizens are asked not to publish the
position of our troops and to follow the instructions of the authorities during an air alarm. Together we
shall prevail."""
FIELDS = ("day", "front", "town", "a", "b", "c", "d", "e", "f")
MONDAY = BULLETIN.format(
    **dict(zip(FIELDS, ("3 June", "northern", "Tarn", 18, 25, 41, 730, 12, 8), strict=True))
)
TUESDAY = BULLETIN.format(
    **dict(zip(FIELDS, ("4 June", "eastern", "Vell", 7, 33, 56, 615, 29, 8), strict=True))
)
LETTER = """In the name of the people of Norland I send {0} and the {1} nation warm wishes on the feast of
independence. The bonds of {1} and Norland farmers, scholars and sailors go back for centuries, and trade
between our two countries has never been as lively as it is in these years. The visit of Minister {2} to our
capital opened a new chapter, as did the meeting with Ambassador {3} at the fair of {4}. I am sure that our
governments will go on working for peace in the region, for the safety of the seas, and for the welfare of
the young who will inherit both. May the coming year bring health to {0}, prosperity to {1} homes from {4}
to {5}, and strength to the friendship which unites us all."""
SUDMARK, OSTERBY = (
    LETTER.format("President Iven", "Sudmarkian", "Rask", "Toll", "Quay", "Pell"),
    LETTER.format("Queen Oda", "Osterbian", "Lund", "Byrne", "Marsh", "Holt"),
)


def shortened(text: str, part: float) -> str:
    words = text.split()
    return " ".join(words[: int(len(words) * part)])


def reworded(text: str, part: float) -> str:
    chance = random.Random(7)
    return " ".join(f"changed{at}" if chance.random() < part else w for at, w in enumerate(text.split()))


STANDING = " ".join(random.Random(3).choices([f"menu{at}" for at in range(80)], k=240))


def rearranged(text: str, part: float) -> str:
    chance, words = random.Random(5), text.split()
    moved = chance.sample(range(len(words)), int(len(words) * part))
    for one, other in zip(moved, sorted(moved, key=lambda at: chance.random()), strict=True):
        words[one], words[other] = words[other], words[one]
    return " ".join(words)


COPIES = {
    "the same": STORY,
    "byline and closing line": f"VELL (Agency) - By our reporter.\n{STORY}\nReporting by A. Roe and B. Doe.",
    "paragraphs": STORY.replace(". ", ".\n\n"),
    "quotation marks and capitals": STORY.replace('"', "“").upper(),
    "lower case": STORY.lower(),
    "American spelling": STORY.replace("defence", "defense").replace("labelled", "labeled"),
    "seven words in ten": shortened(STORY, 0.7),
    "half": shortened(STORY, 0.5),
    "less than a third": shortened(STORY, 0.3),
    "a word in ten": reworded(STORY, 0.1),
    "a corrected toll": STORY.replace("64", "66"),
    "half of it, a word in twenty, a byline": "By our reporter. " + reworded(shortened(STORY, 0.5), 0.05),
}
OTHERS = {
    "another writer": (STORY, RIVAL),
    "a follow-up with the old background": (STORY, FOLLOW_UP),
    "a few words of it": (STORY, shortened(STORY, 0.1)),
    "a brief of it": (STORY, shortened(STORY, 0.19)),
    "the same words told otherwise": (STORY, rearranged(STORY, 0.24)),
    "a daily bulletin": (MONDAY, TUESDAY),
    "a form letter to another": (SUDMARK, OSTERBY),
    "other news above the same background": (
        STORY,
        f"{shortened(RIVAL, 0.45)} {STORY[len(STORY) * 2 // 5 :]}",
    ),
    "a page under much standing text": (f"{STANDING} {STORY}", f"{STANDING} {RIVAL}"),
    "short and one word apart": ("Norland accuses Sudmark of spying.", "Norland accuses Osterby of spying."),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_is_found_and_known(copy):
    assert set(bands(STORY)) & set(bands(copy))
    assert alike(STORY, copy)


@pytest.mark.parametrize(("one", "other"), OTHERS.values(), ids=OTHERS)
def test_what_only_looks_alike_is_no_copy(one, other):
    assert not alike(one, other)
    assert not alike(other, one)


def test_a_reprinted_bulletin_is_a_copy():
    assert alike(MONDAY, f"{MONDAY} Source: press office.")


def test_what_an_outlet_puts_under_every_article_makes_no_candidates():
    footer = " ".join(f"standing{at}" for at in range(80))
    bodies = [" ".join(f"w{n}x{at}" for at in range(160)) + " " + footer for n in range(300)]
    keys = [key for body in bodies for key in bands(body)]
    assert len(keys) == 300 * 12 == len(set(keys))


def test_keys_are_the_same_on_every_machine_and_in_every_version():
    """The keys are stored: where these change, graphs need a migration that writes all bands again."""
    keys = bands(f"{STORY} {RIVAL}")
    assert keys[0] == "0:0819492a06850b9d"
    assert digest(*keys) == "c3758784613ea1a630aa"


WORDS = st.lists(
    st.sampled_from("the river envoys Vell 64 told met a Truce été ﬁre 12 of".split()), max_size=120
)
TEXTS = WORDS.map(" ".join) | st.text(max_size=300)


@given(TEXTS)
def test_every_text_is_like_itself_and_has_all_keys_or_none(text):
    assert alike(text, text)
    assert bands(text) == bands(text)
    assert len(bands(text)) in (0, 12)


@given(TEXTS, TEXTS)
def test_likeness_has_no_direction(one, other):
    assert alike(one, other) == alike(other, one)


@given(WORDS)
def test_case_and_punctuation_make_no_other_keys(words):
    assert bands(" ".join(words)) == bands("... ".join(words).upper())
