"""Evidence: every claim behind an event or a pair of actors, with denials beside assertions.

Permalinks: `?event=ID`, `?source=ID&target=ID`, and with `&type=ACCUSE` one relation alone.
"""

from collections.abc import Sequence

import streamlit as st

from dashboard.cards import both_sides, event_head, tie_card
from dashboard.connection import graph, guarded
from dashboard.listing import ACTOR, EVIDENCE, link
from dashboard.wording import count, plain
from graph import queries
from graph.answers import ActorRow, ClaimRow, EventRow
from graph.model import EventType
from graph.store import GraphStore

EVENTS, CLAIMS, TIES = 30, 300, 20


@guarded
def page() -> None:
    """The page."""
    asked = st.query_params
    if "event" in asked:
        _one_event(graph(), asked["event"])
    elif "source" in asked and "target" in asked:
        _pair(graph(), asked["source"], asked["target"], asked.get("type"))
    else:
        st.subheader("Evidence", anchor=False)
        st.info(
            "Choose a line first: click a row on *Overview*, an arrow in *Network*, or an event of an "
            "*Actor*."
        )


def _one_event(store: GraphStore, id: str) -> None:
    event = queries.event(store, id)
    if event is None:
        st.warning(
            "No such event in this graph. It may have gone with the article that told it, or been read anew "
            "under another date: look for its actors on *Actor*."
        )
        return
    st.subheader("Evidence of one event", anchor=False)
    event_head(event)
    _neighbours(event)
    _claims(store, [event])


def _neighbours(event: EventRow) -> None:
    with st.container(horizontal=True):
        for id, name in ((event.source, event.source_name), (event.target, event.target_name)):
            if id and name:
                link(ACTOR, name, ":material/person:", actor=id)
        if event.source and event.target:
            link(
                EVIDENCE,
                "All between the two",
                ":material/sync_alt:",
                source=event.source,
                target=event.target,
            )


def _pair(store: GraphStore, source: str, target: str, type: str | None) -> None:
    names = {row.id: row for row in queries.actors(store, [source, target])}
    if missing := [id for id in (source, target) if id not in names]:
        st.warning(f"No such actor in this graph: {plain(missing[0], 80)}. Search for the name on *Actor*.")
        return
    types = [t for t in queries.EVENT_TYPES if t == type] or list(queries.EVENT_TYPES)
    if type and len(types) > 1:
        st.warning(f"There is no event type {plain(type, 40)}; all types are shown.")
    _pair_head(names[source], names[target], types[0] if len(types) == 1 else None)
    events = queries.pair_events(store, source, target, types, EVENTS + 1)
    _events(store, events[:EVENTS])
    if len(events) > EVENTS:
        st.caption(f"Only the latest {EVENTS} events are shown. Open one type in *Network* for fewer.")
    told = _ties(store, source, target)
    if not events and not told:
        st.info("No event leads from the first to the second. See the other direction, or both in *Network*.")


def _pair_head(source: ActorRow, target: ActorRow, type: EventType | None) -> None:
    st.subheader(
        f"{plain(source.name, 80)} → {plain(target.name, 80)}{f' · {type}' if type else ''}", anchor=False
    )
    with st.container(horizontal=True):
        link(ACTOR, source.name, ":material/person:", actor=source.id)
        link(ACTOR, target.name, ":material/person:", actor=target.id)
        link(EVIDENCE, "The other direction", ":material/swap_horiz:", source=target.id, target=source.id)
        if type:
            link(EVIDENCE, "All types", ":material/unfold_more:", source=source.id, target=target.id)


def _events(store: GraphStore, events: Sequence[EventRow]) -> None:
    claims = queries.claims(store, [e.id for e in events], CLAIMS + 1) if events else []
    texts = queries.article_texts(store, {c.article for c in claims})
    for event in events:
        st.divider()
        event_head(event, linked=True)
        both_sides([c for c in claims[:CLAIMS] if c.event == event.id], texts, f"pair-{event.id}")
    _cut(claims)


def _claims(store: GraphStore, events: Sequence[EventRow]) -> None:
    claims = queries.claims(store, [e.id for e in events], CLAIMS + 1)
    texts = queries.article_texts(store, {c.article for c in claims})
    origins = len({c.origin or c.article for c in claims})
    st.caption(
        f"{count(len(claims), 'claim')} in {count(len(texts), 'article')} of {count(origins, 'origin')}; "
        "copies of one text count as one origin."
    )
    both_sides(claims[:CLAIMS], texts, "event")
    _cut(claims)


def _cut(claims: Sequence[ClaimRow]) -> None:
    if len(claims) > CLAIMS:
        st.caption(f"Only the latest {CLAIMS} claims are shown; the Cypher console gives the rest.")


def _ties(store: GraphStore, source: str, target: str) -> bool:
    ties = queries.affiliation_evidence(store, source, target, TIES)
    if not ties:
        return False
    st.divider()
    st.markdown("**Affiliation**")
    texts = queries.article_texts(store, {t.article for t in ties})
    for tie in ties:
        st.badge(f"{tie.relation} · {tie.status}", color="gray")
        tie_card(tie, texts)
    return True


if __name__ == "__main__":
    page()
