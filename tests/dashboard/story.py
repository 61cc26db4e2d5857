"""The story of the dashboard's tests: invented articles with denials, nested voices, a wire copy, two
outlets that disagree, and hostile text. Loaded by conftest.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.model import Actor, Affiliation, Article, Claim, Coding, Event, Evidence, Mention, event_id
from graph.ontology import ontology

HOSTILE = "<img src=x onerror=\"document.title='owned'\">"
ACTORS = {
    a.id: a
    for a in (
        Actor(id="NRL", name="Norland", kind="state", country="NRL", sector="GOV", aliases=("Norburg",)),
        Actor(id="SDM", name="Sudmark", kind="state", country="SDM", sector="GOV"),
        Actor(id="sudmark-guard", name="Sudmark Guard", kind="military", country="SDM", sector="MIL"),
        Actor(
            id="ada-quill", name="Ada Quill", kind="person", country="NRL", sector="GOV", aliases=("Quill",)
        ),
        Actor(id="river-council", name="River Council", kind="international_org", country="IGO"),
        Actor(id="the-lantern", name="The Lantern", kind="media", country="NRL", sector="MED"),
        Actor(id="tide-wire", name="Tide Wire", kind="media", country="SDM", sector="MED"),
        Actor(
            id="hostile", name=HOSTILE, kind="armed_group", aliases=("$x^2$ :smile: [a](http://e.example)",)
        ),
    )
}


@dataclass(frozen=True)
class Told:
    """One sentence and the event that it tells. `voices`: who says so; None is the article."""

    text: str
    type: str
    source: str | None
    target: str | None
    status: str = "actual"
    day: date | None = None
    voices: tuple[tuple[str | None, str], ...] = ((None, "asserts"),)
    hedged: bool = False
    cue: str | None = None


@dataclass(frozen=True)
class Tied:
    """One sentence and the affiliation that it states."""

    text: str
    source: str
    relation: str
    target: str


def coding(
    id: str, title: str, told: tuple[Told | Tied, ...], *, publisher: str, day: int, **rest: str
) -> Coding:
    """The coding of one article of the story; it was published in March 2025."""
    published = date(2025, 3, day)
    article = Article.published_text(
        id=id,
        title=title,
        body=" ".join(t.text for t in told),
        publisher=publisher,
        published=published,
        language="en",
        url=rest.get("url", f"https://news.example/{id}"),
    ).model_copy(update={"origin": rest.get("origin", f"origin-{id}")})
    events = tuple(_event(article, t, published) for t in told if isinstance(t, Told))
    ties = tuple(
        Affiliation(source=t.source, relation=t.relation, target=t.target, evidence=_words(article, t.text))
        for t in told
        if isinstance(t, Tied)
    )
    return Coding(
        article=article,
        actors=tuple(ACTORS.values()),
        mentions=tuple(_mentions(article)),
        events=events,
        affiliations=ties,
        extractor="rules/1",
    )


def _words(article: Article, text: str) -> Evidence:
    start = article.text.index(text)
    return Evidence(quote=text, start=start, end=start + len(text))


def _mentions(article: Article) -> Iterator[Mention]:
    for actor in ACTORS.values():
        for found in re.finditer(re.escape(actor.name), article.text):
            yield Mention(actor=actor.id, start=found.start(), end=found.end(), text=found[0])


def _event(article: Article, told: Told, published: date) -> Event:
    day, precision = (told.day, "day") if told.day else (published, "published")
    key = event_id(told.type, told.source, told.target, told.status, day, precision, False)
    claims = tuple(
        Claim(
            id=f"{key}-{article.id}-{number}",
            speaker=speaker,
            stance=stance,
            hedged=told.hedged,
            cue=told.cue,
            confidence=0.8,
            rule="story",
            evidence=_words(article, told.text),
        )
        for number, (speaker, stance) in enumerate(told.voices)
    )
    return Event(
        id=key,
        type=told.type,
        source=told.source,
        target=told.target,
        status=told.status,
        date=day,
        precision=precision,
        intensity=ontology()[told.type].intensity,
        claims=claims,
    )


SHELLING = Told(
    "Norland said on Tuesday that the Sudmark Guard shelled the ferry at Ost Sound.",
    "ASSAULT",
    "sudmark-guard",
    "NRL",
    day=date(2025, 3, 4),
    voices=(("NRL", "asserts"),),
    cue="said",
)
DENIAL = Told(
    "Sudmark denied that its Guard had fired on the ferry.",
    "ASSAULT",
    "sudmark-guard",
    "NRL",
    day=date(2025, 3, 4),
    voices=(("SDM", "denies"),),
    cue="denied",
)
FERRY = (
    SHELLING,
    Told("Norland accused Sudmark of breaking the truce.", "ACCUSE", "NRL", "SDM", day=date(2025, 3, 4)),
    Tied("Ada Quill, the foreign minister of Norland, cut a visit short.", "ada-quill", "LEADS", "NRL"),
)
DISPUTE = (
    DENIAL,
    Told("It rejected the charge from Norland.", "REJECT", "SDM", "NRL", day=date(2025, 3, 5)),
    Told(
        "Aides told The Lantern that Norland plans to close the strait to Sudmark.",
        "SANCTION",
        "NRL",
        "SDM",
        "planned",
        voices=(("ada-quill", "asserts"), ("the-lantern", "asserts")),
        hedged=True,
        cue="told",
    ),
)
TALKS = (
    Told("The River Council urged Norland to return to talks.", "REQUEST", "river-council", "NRL"),
    Told("The River Council urged Sudmark to return to talks.", "REQUEST", "river-council", "SDM"),
    Told(
        "Norland thanked the River Council.",
        "SUPPORT",
        "NRL",
        "river-council",
        day=date(2025, 3, 8),
    ),
    Told(
        "Norland will not strike Sudmark, Quill said.",
        "ASSAULT",
        "NRL",
        "SDM",
        "negated",
        voices=(("ada-quill", "asserts"),),
        cue="said",
    ),
)
THREAT = (
    Told(
        f"{HOSTILE} threatened Norland with $5 and **fire** :smile: "
        "![x](http://evil.example/x.png) <script>document.title='owned'</script>.",
        "THREATEN",
        "hostile",
        "NRL",
        day=date(2025, 3, 9),
        voices=(("hostile", "asserts"),),
        cue="</mark><b>",
    ),
)


def story() -> list[Coding]:
    """The codings of the five articles."""
    copied = {"day": 5, "origin": "wire-1"}
    return [
        coding("ferry", "Ferry hit in Ost Sound", FERRY, publisher="The Lantern", **copied),
        coding("ferry-copy", "Ferry shelled, says Norland", FERRY, publisher="Tide Wire", **copied),
        coding("denial", "Sudmark: not our shells", DISPUTE, publisher="Tide Wire", day=6),
        coding("talks", "River Council calls both to the table", TALKS, publisher="The Lantern", day=8),
        coding(
            "hostile",
            f"{HOSTILE} *threatens*",
            THREAT,
            publisher=f"Herald {HOSTILE}",
            day=9,
            url="javascript:document.title='owned'",
        ),
    ]
