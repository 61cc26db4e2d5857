"""Claims as cards: the voice, its stance, and its words highlighted inside the article."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.listing import ARTICLES, EVIDENCE, link, outside
from dashboard.wording import Mark, dated, day, highlighted, plain, side
from graph.answers import ArticleText, ClaimRow, EventRow, TieEvidence
from graph.model import Record

AROUND, LONG_WORD = 220, 40
ONE_COLUMN = 880
STANDING_COLOURS = {"single": "gray", "corroborated": "green", "contested": "orange", "denied": "red"}


class Voice(Record):
    """One claim, and the other articles of the same origin that print it too."""

    claim: ClaimRow
    copies: tuple[ClaimRow, ...] = ()


def voices(claims: Sequence[ClaimRow]) -> list[Voice]:
    """Claims with copies of one text folded into one: nine copies of a wire story are one origin."""
    grouped: dict[tuple[str | None, ...], list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        key = (claim.event, claim.origin or claim.article, claim.speaker, claim.stance, claim.quote)
        grouped[key].append(claim)
    return [Voice(claim=rows[0], copies=tuple(rows[1:])) for rows in grouped.values()]


def sentence(event: EventRow) -> str:
    """An event in one line of Markdown."""
    arrow = "↔" if event.mutual else "→"
    who, whom = plain(side(event.source_name), 60), plain(side(event.target_name), 60)
    return f"{who} {arrow} {whom}"


def event_head(event: EventRow, linked: bool = False) -> None:
    """An event as a heading with badges."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{event.type}** · {sentence(event)}", width="content")
        st.badge(dated(event.date, event.precision), color="gray")
        st.badge(event.status, color="gray" if event.status == "actual" else "violet")
        st.badge(event.standing, color=STANDING_COLOURS[event.standing])  # type: ignore[arg-type]
        if event.place:
            st.badge(plain(event.place, 40), icon=":material/location_on:", color="gray")
        if linked:
            link(EVIDENCE, "This event", ":material/link:", event=event.id)


def both_sides(claims: Sequence[ClaimRow], texts: Mapping[str, ArticleText], key: str) -> None:
    """Who asserts on the left, who denies on the right."""
    told = voices(claims)
    asserted = [v for v in told if v.claim.stance == "asserts"]
    denied = [v for v in told if v.claim.stance == "denies"]
    if not denied:
        with st.container(width=ONE_COLUMN):
            for voice in asserted:
                card(voice, texts, key)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f":blue[**Asserted**] ({len(asserted)})")
        for voice in asserted:
            card(voice, texts, key)
        if not asserted:
            st.caption("Nobody asserts it in the articles of this graph.")
    with right:
        st.markdown(f":red[**Denied**] ({len(denied)})")
        for voice in denied:
            card(voice, texts, key)


def card(voice: Voice, texts: Mapping[str, ArticleText], key: str) -> None:
    """One claim."""
    claim = voice.claim
    with st.container(border=True, key=f"{key}-{claim.id}"):
        _who_says(claim)
        st.markdown(in_context(claim.quote, claim.start, claim.end, texts.get(claim.article), _colour(claim)))
        _where(claim, voice.copies)


def _colour(claim: ClaimRow) -> str:
    return "red" if claim.stance == "denies" else "orange"


def _who_says(claim: ClaimRow) -> None:
    verb = "denies" if claim.stance == "denies" else "says so"
    who = f"**{plain(claim.speaker_name, 80)}** {verb}" if claim.speaker else f"**The article itself** {verb}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(who, width="content")
        if claim.hedged:
            st.badge("hedged", color="violet", help="told as reported, alleged or possible")
        if claim.cue:
            st.caption(f"cue: {plain(claim.cue, 40)}", width="content")
        st.caption(f"confidence {claim.confidence:.0%}", width="content")


def in_context(quote: str, start: int, end: int, article: ArticleText | None, colour: str = "orange") -> str:
    """The words that a claim stands on, highlighted, with a little of the article round them."""
    if article is None or article.text[start:end] != quote:
        return highlighted(quote, [Mark.model_validate({"start": 0, "end": len(quote), "colour": colour})])
    first, last = _around(article.text, start, end)
    mark = Mark.model_validate({"start": start, "end": end, "colour": colour})
    shown = highlighted(article.text, [mark], first, last)
    return f"{'… ' if first else ''}{shown}{' …' if last < len(article.text) else ''}"


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch round a quote that begins and ends between words."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    first = text.rfind(" ", max(0, first - LONG_WORD), first) + 1 or first
    last = text.find(" ", last, last + LONG_WORD) if last < len(text) else last
    return first, last if last >= end else min(len(text), end + AROUND)


def _where(claim: ClaimRow, copies: Sequence[ClaimRow]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        told = f"{plain(claim.publisher, 60) or 'unknown publisher'} · {day(claim.published)}"
        st.caption(told, width="content")
        link(ARTICLES, "Read in its article", ":material/article:", article=claim.article, claim=claim.id)
        outside(claim.url)
    if copies:
        printed = ", ".join(dict.fromkeys(plain(c.publisher, 60) or "unknown publisher" for c in copies))
        st.caption(f"The same text, so no second origin, in: {printed}")


def tie_card(tie: TieEvidence, texts: Mapping[str, ArticleText]) -> None:
    """The words that state an affiliation."""
    with st.container(border=True):
        st.markdown(in_context(tie.quote, tie.start, tie.end, texts.get(tie.article), "blue"))
        with st.container(horizontal=True, vertical_alignment="center"):
            told = f"{plain(tie.publisher, 60) or 'unknown publisher'} · {day(tie.published)}"
            st.caption(told, width="content")
            link(ARTICLES, "Read in its article", ":material/article:", article=tie.article)
            outside(tie.url)
