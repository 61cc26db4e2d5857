"""Actor: who it is, what it does and what is done to it, what it says and what is said of it.

Permalink: `?actor=ID`; `?search=WORDS` searches.
"""

from collections.abc import Sequence

import streamlit as st

from dashboard.charts import timeline
from dashboard.connection import graph, guarded
from dashboard.listing import (
    ACTOR,
    NETWORK,
    claims_table,
    events_table,
    link,
    relations_table,
    search_box,
    ties_table,
)
from dashboard.wording import count, plain, words
from graph import queries
from graph.answers import ActorRow
from graph.store import GraphStore

FOUND, RELATIONS, EVENTS, CLAIMS = 12, 300, 1_000, 200


@guarded
def page() -> None:
    """The page."""
    store = graph()
    st.subheader("Actor", anchor=False)
    search_box("Search by name or alias, for example: foreign ministry", "actor-search")
    if "search" in st.query_params:
        _search(store, st.query_params["search"])
    elif "actor" in st.query_params:
        _shown(store, st.query_params["actor"])
    else:
        st.caption("The busiest actors of this graph:")
        _list(queries.find_actors(store, "", FOUND))


def _search(store: GraphStore, text: str) -> None:
    found = queries.find_actors(store, text, FOUND + 1)
    if not found:
        st.info(f"No actor is called {plain(text, 80)}. Try a part of the name, or another spelling.")
    _list(found[:FOUND])
    if len(found) > FOUND:
        st.caption(f"More than {FOUND} actors match; write more of the name.")


def _list(actors: Sequence[ActorRow]) -> None:
    if not actors and not st.query_params.get("search"):
        st.info("There is no actor yet. Add articles with `actorgraph ingest FOLDER-OR-FILE`.")
    for row in actors:
        with st.container(horizontal=True, vertical_alignment="center"):
            link(ACTOR, row.name, ":material/person:", actor=row.id)
            st.caption(plain(_known(row)), width="content")
            st.caption(count(row.events, "event"), width="content")


def _known(row: ActorRow) -> str:
    parts = [words(row.kind), row.country or "", f"also: {', '.join(row.aliases[:3])}" if row.aliases else ""]
    return " · ".join(part for part in parts if part)


def _shown(store: GraphStore, id: str) -> None:
    row = queries.actor(store, id)
    if row is None:
        st.warning(f"No actor has the id {plain(id, 80)} in this graph. Search for its name above.")
        return
    _head(row)
    events = queries.actor_events(store, id, EVENTS)
    chart = timeline(events)
    if chart is not None:
        st.altair_chart(
            chart, alt=f"Events of {plain(row.name, 60)} over time, cooperation up, conflict down"
        )
    _tabs(store, row)
    if len(events) == EVENTS:
        st.caption(f"Time line of the latest {EVENTS:,} events.")


def _head(row: ActorRow) -> None:
    st.markdown(f"### {plain(row.name, 120)}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(words(row.kind), color="blue")
        for text, hint in ((row.country, "country"), (row.sector, "sector"), (row.wikidata, "Wikidata")):
            if text:
                st.badge(plain(text, 40), color="gray", help=hint)
        st.caption(count(row.events, "event"), width="content")
        link(NETWORK, "In the network", ":material/hub:", actors=row.id)
    if row.aliases:
        st.caption(f"Also called: {plain(', '.join(row.aliases), 400)}")


def _tabs(store: GraphStore, row: ActorRow) -> None:
    chosen = queries.Filter(actors=(row.id,))
    relations = queries.relations(store, chosen, RELATIONS)
    outward = [r for r in relations if r.source == row.id]
    inward = [r for r in relations if r.target == row.id]
    said, of_it = queries.claims_by(store, row.id, CLAIMS), queries.claims_about(store, row.id, CLAIMS)
    ties = queries.affiliations(store, row.id)
    names = (
        f"Does ({len(outward)})",
        f"Is done to ({len(inward)})",
        "Events",
        f"Says ({len(said)})",
        f"Said of it ({len(of_it)})",
        f"Affiliations ({len(ties)})",
    )
    out_tab, in_tab, events_tab, says_tab, said_tab, ties_tab = st.tabs(names)
    with out_tab:
        relations_table(outward, "out") if outward else st.caption("No relation leads from this actor.")
    with in_tab:
        relations_table(inward, "in") if inward else st.caption("No relation leads to this actor.")
    with events_tab:
        events = queries.actor_events(store, row.id, CLAIMS)
        events_table(events, "events") if events else st.caption("No event.")
    with says_tab:
        claims_table(said, "says") if said else st.caption("No claim has this actor as its speaker.")
    with said_tab:
        claims_table(of_it, "of") if of_it else st.caption("No named voice speaks of what this actor does.")
    with ties_tab:
        ties_table(ties, "ties") if ties else st.caption("No affiliation was told.")


if __name__ == "__main__":
    page()
