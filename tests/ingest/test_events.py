"""Who does what to whom, and whether it happened, on invented sentences with their mentions marked."""

import re

import pytest

from graph.model import Actor, Article
from ingest.document import Cast, Spot, head_of
from ingest.events import told
from ingest.read import read

MARK = re.compile(r"\[(\w+):|\]")


def marked(line):
    """'[NOR:Norland] spoke.' -> the document, and the cast of its marked mentions."""
    text, open_at, mentions, at = "", [], [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark[1]:
            open_at.append((len(text), mark[1]))
        else:
            start, key = open_at.pop()
            mentions.append((start, len(text), key))
    document = read(Article(id="a", text=text + line[at:]))
    spots = []
    for start, end, key in mentions:
        inside = [
            i
            for i, (a, b) in enumerate(zip(document.starts, document.ends, strict=True))
            if a >= start and b <= end
        ]
        first, last = inside[0], inside[-1] + 1
        spots.append(Spot(first, last, head_of(document.doc, first, last), (key,)))
    kinds = {"P": "government_body", "K": "person", "M": "person"}
    actors = {key: Actor(id=key, name=key, kind=kinds.get(key, "state")) for _, _, key in mentions}
    return document, Cast(actors, tuple(spots))


def coded(line):
    document, cast = marked(line)
    return {
        (e.source and e.source.actor, e.type, e.target and e.target.actor, e.status)
        for e in told(document, cast)
    }


CASES = {
    "what they are about to do": (
        "[N:Norland] is about to expel [S:Sudmark]'s envoys.",
        {("N", "SANCTION", "S", "planned")},
    ),
    "who fired the weapon": (
        "[S:A Sudmark convoy] was hit by a rocket believed to be fired by [R:rebels].",
        {("R", "ASSAULT", "S", "actual")},
    ),
    "a particle makes another verb": ("[N:Norland] called off [S:Sudmark].", set()),
    "an opinion of somebody": (
        "[K:Karel Dorn] described [N:the Norland government] as reckless.",
        {("K", "ACCUSE", "N", "actual")},
    ),
    "an opinion that is said": (
        "[K:Karel Dorn] said [N:Norland] was a reliable partner.",
        {("K", "SUPPORT", "N", "actual")},
    ),
    "an opinion taken back": ("[K:Karel Dorn] said [N:Norland] was not corrupt.", set()),
    "wrongdoing alleged": (
        "[K:Karel Dorn] complained that [N:Norland] had misled the public.",
        {("K", "ACCUSE", "N", "actual")},
    ),
    "an answer to a request": (
        "[N:Norland] asked [S:Sudmark] to pay, but [S:Sudmark] refused.",
        {("N", "REQUEST", "S", "actual"), ("S", "REJECT", "N", "actual")},
    ),
    "an answer to nobody": ("[S:Sudmark] refused.", set()),
    "who did what the blame is for": (
        "[E:Eastia] imposed sanctions on [N:Norland] for attacks on [S:Sudmark].",
        {("E", "SANCTION", "N", "actual"), ("N", "ASSAULT", "S", "actual")},
    ),
    "made by": (
        "The strikes on [S:Sudmark] ordered by [W:Westia] went on.",
        {("W", "ASSAULT", "S", "actual")},
    ),
    "a target shared by joined verbs": (
        "[N:Norland] condemned [S:Sudmark] and vowed revenge.",
        {("N", "ACCUSE", "S", "actual"), ("N", "THREATEN", "S", "actual")},
    ),
    "the offer that somebody made": (
        "[N:Norland] rejected the offer that [S:Sudmark] had made.",
        {("N", "REJECT", "S", "actual")},
    ),
    "the person of a longer description": (
        "[K:Karel Dorn, the winner of the vote], whom [N:Norland] arrested, is free.",
        {("N", "COERCE", "K", "actual")},
    ),
    "far from its noun": (
        "[N:Norland] imposed the toughest sanctions in history on [S:Sudmark].",
        {("N", "SANCTION", "S", "actual")},
    ),
    "any, where nothing is": (
        "[N:Norland] will not join in any attack on [S:Sudmark].",
        {("N", "ASSAULT", "S", "negated")},
    ),
    "few do": ("Few of [N:the Norland deputies] trust [S:Sudmark].", {("N", "SUPPORT", "S", "negated")}),
    "only imagined": (
        "A strike by [N:Norland] on [S:Sudmark] would be a mistake.",
        {("N", "ASSAULT", "S", "hypothetical")},
    ),
    "called names": (
        "[K:Karel Dorn] called [M:Mira Lund] a tourist.",
        {("K", "ACCUSE", "M", "actual")},
    ),
    "an office that is not recognised": (
        "[N:Norland] does not recognise [P:the court].",
        {("N", "REJECT", "P", "actual")},
    ),
    "a state that is not recognised": (
        "[N:Norland] does not recognise [S:Sudmark].",
        {("N", "SUPPORT", "S", "negated")},
    ),
    "told by the way": ("The jailed [K:Karel Dorn] is ill.", set()),
    "troops that are sent": (
        "[N:Norland troops] were deployed to the island.",
        {("N", "MOBILIZE", None, "actual")},
    ),
    "together with": (
        "[N:Norland] attacked [S:Sudmark] together with [E:Eastia].",
        {("N", "ASSAULT", "S", "actual"), ("E", "ASSAULT", "S", "actual")},
    ),
    "a talk in the same clause": (
        "[K:Karel Dorn] spoke to reporters after a meeting with [M:Mira Lund].",
        {("K", "CONSULT", "M", "actual")},
    ),
    "a duty told": (
        "[K:Karel Dorn] said [N:Norland] had a duty to protect the town.",
        {("K", "REQUEST", "N", "actual")},
    ),
    "a purpose under way": (
        "[K:Karel Dorn] flew to the island to urge [N:Norland] to leave.",
        {("K", "REQUEST", "N", "actual")},
    ),
    "a purpose to come": (
        "[K:Karel Dorn] will fly to the island to urge [N:Norland] to leave.",
        {("K", "REQUEST", "N", "planned")},
    ),
    "an answer to come to an act that was": (
        "[S:Sudmark] will respond to [N:Norland]'s attack on [E:Eastia].",
        {("N", "ASSAULT", "E", "actual")},
    ),
    "one side beside both": (
        "[N:Norland] shelled [S:Sudmark] in an attack on Sunday.",
        {("N", "ASSAULT", "S", "actual")},
    ),
    "active": ("[N:Norland] attacked [S:Sudmark] on Monday.", {("N", "ASSAULT", "S", "actual")}),
    "passive": ("[S:Sudmark] was attacked by [N:Norland].", {("N", "ASSAULT", "S", "actual")}),
    "no agent, and never the place": (
        "[K:Karel Dorn] was killed in Norland.",
        {(None, "ASSAULT", "K", "actual")},
    ),
    "compound sides": (
        "[N:Norland] and [S:Sudmark] condemned [E:Eastia] and [W:Westia].",
        {(a, "ACCUSE", b, "actual") for a in "NS" for b in "EW"},
    ),
    "negated": ("[N:Norland] did not attack [S:Sudmark].", {("N", "ASSAULT", "S", "negated")}),
    "failed": ("[N:Norland] failed to attack [S:Sudmark].", {("N", "ASSAULT", "S", "negated")}),
    "future": ("[N:Norland] will attack [S:Sudmark].", {("N", "ASSAULT", "S", "planned")}),
    "intention": ("[N:Norland] plans to attack [S:Sudmark].", {("N", "ASSAULT", "S", "planned")}),
    "a noun of intention": (
        "The paper wrote about [N:Norland]'s plans to attack [S:Sudmark].",
        {("N", "ASSAULT", "S", "planned")},
    ),
    "possibility": ("[N:Norland] might attack [S:Sudmark].", {("N", "ASSAULT", "S", "hypothetical")}),
    "condition": (
        "If [N:Norland] attacks [S:Sudmark], prices will rise.",
        {("N", "ASSAULT", "S", "hypothetical")},
    ),
    "accused of an act": (
        "[N:Norland] accused [S:Sudmark] of attacking [E:Eastia].",
        {("N", "ACCUSE", "S", "actual"), ("S", "ASSAULT", "E", "actual")},
    ),
    "told by another": (
        "[E:Eastia] said [N:Norland] attacked [S:Sudmark].",
        {("N", "ASSAULT", "S", "actual")},
    ),
    "a threat is not the act": (
        "[N:Norland] threatened to attack [S:Sudmark].",
        {("N", "THREATEN", "S", "actual")},
    ),
    "a request": ("[N:Norland] called on [S:Sudmark] to leave.", {("N", "REQUEST", "S", "actual")}),
    "a demand": (
        "[N:Norland] demanded that [S:Sudmark] leave the valley.",
        {("N", "REQUEST", "S", "actual")},
    ),
    "a question is no request": ("Reporters of [P:the Post] asked whether [N:Norland] slept.", set()),
    "a nominal event": (
        "[N:Norland]'s strikes on [S:Sudmark] went on.",
        {("N", "ASSAULT", "S", "actual")},
    ),
    "a nominal event without a source": (
        "The killing of [K:Karel Dorn] shocked many.",
        {(None, "ASSAULT", "K", "actual")},
    ),
    "a light verb": (
        "[N:Norland] carried out air strikes against [S:Sudmark].",
        {("N", "ASSAULT", "S", "actual")},
    ),
    "a phrase": ("[N:Norland] imposed sanctions on [S:Sudmark].", {("N", "SANCTION", "S", "actual")}),
    "a phrase in the passive": (
        "Sanctions were imposed on [S:Sudmark] by [N:Norland].",
        {("N", "SANCTION", "S", "actual")},
    ),
    "owner of what is hit": (
        "[N:Norland] bombed military bases in [S:Sudmark].",
        {("N", "ASSAULT", "S", "actual")},
    ),
    "what an act led to": (
        "[N:Norland] accused [S:Sudmark] of opening fire on a patrol, killing two [E:Eastian soldiers].",
        {("N", "ACCUSE", "S", "actual"), ("S", "ASSAULT", "E", "actual")},
    ),
    "who is willing": (
        "[N:Norland] is willing to fund [S:Sudmark].",
        {("N", "AID", "S", "planned")},
    ),
    "who is not ready": (
        "[N:Norland] is not ready to recognise [S:Sudmark].",
        {("N", "SUPPORT", "S", "negated")},
    ),
    "so many tons of it": (
        "[N:Norland] sent 300 tons of aid to [S:Sudmark].",
        {("N", "AID", "S", "actual")},
    ),
    "a threat bound by a condition": (
        "[N:Norland] threatened to hold a general strike unless [S:Sudmark] repealed the law.",
        {("N", "THREATEN", "S", "actual")},
    ),
    "only promised, as a noun": (
        "[N:Norland] and [S:Sudmark] agreed to undertake manoeuvres.",
        {("N", "AGREE", "S", "actual")},
    ),
    "a tie that is cut": (
        "[N:Norland] announced a suspension of air links with [S:Sudmark].",
        {("N", "SANCTION", "S", "actual")},
    ),
    "what must be done is only asked": (
        "[N:Norland] announced that [S:Sudmark] must attack [E:Eastia].",
        {("N", "REQUEST", "S", "actual")},
    ),
    "a camp for them": (
        "[N:Norland] shelled a camp for [S:Sudmark refugees].",
        {("N", "ASSAULT", "S", "actual")},
    ),
    "joined, with who said it behind": (
        "[N:Norland] has attacked [S:Sudmark] and accused [E:Eastia], [W:Westia] said.",
        {("N", "ASSAULT", "S", "actual"), ("N", "ACCUSE", "E", "actual")},
    ),
    "refused": (
        "[N:Norland] refused to hand the files to [S:Sudmark].",
        {("N", "REJECT", "S", "actual")},
    ),
    "a protest against somebody far off": (
        "[N:Students] held rallies at three schools against [S:Sudmark].",
        {("N", "PROTEST", "S", "actual")},
    ),
    "half an act beside the whole": (
        "[N:Norland] bombed [S:Sudmark] again and also bombed the coast.",
        {("N", "ASSAULT", "S", "actual")},
    ),
    "never planned": (
        "[N:Norland] has never planned to attack [S:Sudmark].",
        {("N", "ASSAULT", "S", "negated")},
    ),
    "a relative clause": (
        "[N:Norland], which attacked [S:Sudmark], kept silent.",
        {("N", "ASSAULT", "S", "actual")},
    ),
}


@pytest.mark.parametrize(("line", "expected"), CASES.values(), ids=CASES.keys())
def test_who_does_what_to_whom(line, expected):
    assert coded(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "[N:Norland] and [S:Sudmark] held talks.",
        "[N:Norland] met with [S:Sudmark].",
        "Talks between [N:Norland] and [S:Sudmark] began.",
    ],
)
def test_two_sided_acts_are_one_mutual_event(line):
    events = list(told(*marked(line)))
    assert [(e.source.actor, e.type, e.target.actor, e.mutual) for e in events] == [
        ("N", "CONSULT", "S", True)
    ]
