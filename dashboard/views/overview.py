"""Overview: what is in the graph, what is new, who deals most with whom, and what is disputed."""

import streamlit as st

from dashboard.connection import graph, guarded
from dashboard.listing import EVIDENCE, chosen, events_table, open_page, pairs_table
from dashboard.wording import count, day, side
from graph import queries
from graph.answers import Counts, DisputeRow

PAIRS, EVENTS, DISPUTES = 12, 30, 12


@guarded
def page() -> None:
    """The page."""
    store = graph()
    counts = queries.counts(store)
    st.subheader("What is in the graph", anchor=False)
    if not counts.articles:
        nothing_yet()
        return
    _numbers(counts)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Strongest pairs", anchor=False, help="Most events from one actor to another.")
        if pairs := queries.strongest_pairs(store, PAIRS):
            pairs_table(pairs, "pairs")
        else:
            st.info("No event with both a source and a target was found in these articles.")
    with right:
        st.subheader("Contested and denied", anchor=False, help="Events that somebody denies.")
        if disputes := queries.disputes(store, DISPUTES):
            _disputes(disputes)
        else:
            st.info("Nobody denies anything in these articles.")
    st.subheader("Latest events", anchor=False)
    if events := queries.latest_events(store, EVENTS):
        events_table(events, "latest")
        st.caption("Click a row in any table to read its evidence.")
    else:
        st.info("No event with a date was found in these articles.")


def nothing_yet() -> None:
    """What to do with an empty graph."""
    st.info("The graph is empty. Add articles, then load this page again:", icon=":material/inbox:")
    st.code(
        "actorgraph ingest FOLDER-OR-FILE\nactorgraph demo --no-dashboard   # a dozen sample articles", "bash"
    )
    st.button("Look again", icon=":material/refresh:")


def _numbers(counts: Counts) -> None:
    shown = {
        "Articles": counts.articles,
        "Actors": counts.actors,
        "Events": counts.events,
        "Claims": counts.claims,
        "Contested": counts.contested,
        "Denied": counts.denied,
    }
    for place, (name, number) in zip(st.columns(len(shown)), shown.items(), strict=True):
        place.metric(name, f"{number:,}", border=True)
    when = day(counts.first) if counts.first == counts.last else f"{day(counts.first)} to {day(counts.last)}"
    st.caption(
        f"Published by {count(counts.publishers, 'outlet')}, {when}. Contested: asserted and denied. "
        "Denied: only denied. A denial never deletes an event."
    )


def _disputes(disputes: list[DisputeRow]) -> None:
    rows = [
        {
            "When": day(row.event.date),
            "Event": f"{side(row.event.source_name)} {row.event.type} {side(row.event.target_name)}",
            "Asserted by": ", ".join([*row.asserted_by, *(["(the article)"] if row.articles_assert else [])])
            or "nobody",
            "Denied by": ", ".join(row.denied_by) or "(the article)",
        }
        for row in disputes
    ]
    place = chosen(rows, "disputes", {"Event": st.column_config.TextColumn(width="medium")})
    if place is not None:
        open_page(EVIDENCE, event=disputes[place].event.id)


if __name__ == "__main__":
    page()
