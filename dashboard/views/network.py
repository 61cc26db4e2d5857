"""Network: who does what to whom, as a picture with filters, and as the same in a table.

The address holds the scene: `?types=ASSAULT,ACCUSE&kinds=state&statuses=actual&since=2025-03-01&actors=ID`.
"""

from typing import Any

import streamlit as st

from dashboard.charts import network
from dashboard.connection import graph, guarded
from dashboard.inspector import inspect
from dashboard.listing import relations_table
from dashboard.picture import RELATIONS_READ, Edge, Node, Picture, picture_of
from dashboard.places import positions
from dashboard.scene import BUDGETS, Scene, scene_of
from dashboard.wording import count, day, plain, words
from graph import queries
from graph.answers import RelationRow
from graph.queries import EVENT_TYPES, KINDS, STATUSES
from graph.store import GraphStore

HEIGHT = 660
LEGEND = (
    ":small[:blue[**━━━ cooperation**] · :orange[**╍ ╍ ╍ conflict**] · :gray[**┈ ┈ ┈ neutral (requests)**] · "
    "wider: more events · ⬤ at the tail: somebody denies it]"
)


@guarded
def page() -> None:
    """The page."""
    scene, wrong = scene_of(st.query_params.to_dict())
    if wrong:
        st.warning(
            f"The address has filters that cannot be used, and that were left out: {plain(', '.join(wrong))}."
        )
    store = graph()
    with st.sidebar:
        _filters(store, scene)
    relations = queries.relations(store, scene.filter(), RELATIONS_READ)
    if not relations:
        _nothing(store, scene)
        return
    picture = picture_of(relations, scene.budget)
    canvas, side = st.columns([7, 3], gap="medium")
    with canvas:
        picked = _draw(picture)
        st.markdown(LEGEND)
        st.caption(_said(picture, scene))
    with side:
        inspect(store, picture, picked, scene)
    _table(picture)


def _filters(store: GraphStore, scene: Scene) -> None:
    st.markdown("**Filters**")
    _focus(store, scene)
    with st.form("filters", border=False):
        types = st.multiselect("Event types", EVENT_TYPES, scene.types, placeholder="all types")
        kinds = st.multiselect(
            "Kinds of actors", KINDS, scene.kinds, format_func=words, placeholder="all kinds"
        )
        statuses = st.multiselect("Status", STATUSES, scene.statuses, placeholder="any status")
        since = st.date_input("From", scene.since, min_value=queries.FIRST_DAY, max_value=queries.LAST_DAY)
        until = st.date_input("To", scene.until, min_value=queries.FIRST_DAY, max_value=queries.LAST_DAY)
        budget = st.select_slider("Arrows at most", BUDGETS, scene.budget)
        if st.form_submit_button("Apply", type="primary", icon=":material/filter_alt:", width="stretch"):
            values = {"types": types, "kinds": kinds, "statuses": statuses, "since": since, "until": until}
            _go(Scene.model_validate({**values, "budget": budget, "actors": scene.actors}))
    if scene != Scene() and st.button("Reset", icon=":material/restart_alt:", width="stretch"):
        _go(Scene())


def _go(scene: Scene) -> None:
    st.query_params.from_dict(scene.address())
    st.rerun()


def _focus(store: GraphStore, scene: Scene) -> None:
    if not scene.actors:
        return
    found = {row.id: row.name for row in queries.actors(store, scene.actors)}
    shown = ", ".join(f"**{plain(found.get(id, f'{id} (not in this graph)'), 60)}**" for id in scene.actors)
    st.markdown(f"Round {shown}")
    if st.button("Show everybody", icon=":material/groups:", width="stretch"):
        _go(scene.model_copy(update={"actors": ()}))


def _nothing(store: GraphStore, scene: Scene) -> None:
    if not queries.counts(store).events:
        st.info(
            "There is no event to draw yet. Add articles with `actorgraph ingest FOLDER-OR-FILE`.",
            icon=":material/inbox:",
        )
        return
    unknown = [id for id in scene.actors if not queries.actors(store, [id])]
    if unknown:
        st.warning(f"No such actor in this graph: {plain(unknown[0], 80)}. Search for the name on *Actor*.")
    st.info(
        "No relation passes these filters. Widen the dates, or take out a type, kind or status, and apply."
    )


def _draw(picture: Picture) -> Node | Edge | None:
    """Draw the picture; what was clicked in it."""
    option = network(picture, positions(picture), dark=st.context.theme.type == "dark")
    shown = f"{count(len(picture.nodes), 'actor')} and {count(len(picture.edges), 'arrow')}"
    alt = f"Network of {shown}; a table with the same follows"
    key = f"network-{abs(hash(picture))}"
    state: Any = st.echarts_chart(option, key=key, height=HEIGHT, on_select="rerun", alt=alt)
    for group in state.selection.selected:
        things: tuple[Node | Edge, ...] = picture.nodes if group["data_type"] == "node" else picture.edges
        for index in (int(place) % len(things) for place in group["data_indices"]):
            return things[index]
    return None


def _said(picture: Picture, scene: Scene) -> str:
    """What is shown and what is hidden, in words."""
    shown = f"{count(len(picture.edges), 'arrow')} between {count(len(picture.nodes), 'actor')}."
    if picture.hidden_edges:
        more = "more than " if picture.cut else ""
        hidden = (
            f"{more}{count(picture.hidden_edges, 'weaker arrow')} and {count(picture.hidden_nodes, 'actor')}"
        )
        shown += f" Hidden: {hidden}; raise the number of arrows, or filter."
    left_out = [status for status in STATUSES if scene.statuses and status not in scene.statuses]
    if left_out:
        shown += f" Left out: {' and '.join(left_out)} events."
    if scene.since or scene.until:
        since = f" from {day(scene.since)}" if scene.since else ""
        shown += f" Events{since}{f' to {day(scene.until)}' if scene.until else ''}."
    return shown


def _table(picture: Picture) -> None:
    rows: list[RelationRow] = [relation for edge in picture.edges for relation in edge.relations]
    with st.expander(f"The same as a table ({count(len(rows), 'relation')})", icon=":material/table:"):
        relations_table(rows, "relations")


if __name__ == "__main__":
    page()
