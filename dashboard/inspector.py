"""What stands beside the network: the actor or arrow that was clicked, down to its evidence."""

import streamlit as st

from dashboard.cards import card, voices
from dashboard.listing import ACTOR, EVIDENCE, NETWORK, link
from dashboard.picture import Edge, Node, Picture
from dashboard.scene import Scene
from dashboard.wording import count, plain, words
from graph import queries
from graph.store import GraphStore

STRONGEST, VOICES, EVENTS, CLAIMS = 8, 3, 10, 60


def inspect(store: GraphStore, picture: Picture, picked: Node | Edge | None, scene: Scene) -> None:
    """Show what was picked; without a pick, how to pick and the strongest arrows."""
    if isinstance(picked, Node):
        _node(picture, picked, scene)
    elif isinstance(picked, Edge):
        _edge(store, picture, picked)
    else:
        st.markdown("**Click an actor or an arrow**")
        st.caption("Drag to move, scroll to zoom, double-click to let go. The strongest arrows here:")
        _arrows(picture, picture.edges[:STRONGEST])


def _names(picture: Picture) -> dict[str, str]:
    return {node.id: node.name for node in picture.nodes}


def _arrows(picture: Picture, edges: tuple[Edge, ...]) -> None:
    names = _names(picture)
    for edge in edges:
        told = f"{names[edge.source]} → {names[edge.target]} · {edge.sign} {edge.events}"
        link(EVIDENCE, told, ":material/arrow_forward:", source=edge.source, target=edge.target)


def _node(picture: Picture, node: Node, scene: Scene) -> None:
    st.markdown(f"**{plain(node.name, 120)}**")
    st.caption(f"{words(node.kind)} · {count(node.events, 'event')} in this picture")
    link(ACTOR, "Open the actor's page", ":material/person:", actor=node.id)
    around = scene.model_copy(update={"actors": (node.id,)})
    link(NETWORK, "Only what touches it", ":material/center_focus_strong:", **around.address())
    edges = tuple(e for e in picture.edges if node.id in (e.source, e.target))
    st.markdown(f"{count(len(edges), 'arrow')}, strongest first")
    _arrows(picture, edges[:STRONGEST])


def _edge(store: GraphStore, picture: Picture, edge: Edge) -> None:
    names = _names(picture)
    st.markdown(f"**{plain(names[edge.source], 80)} → {plain(names[edge.target], 80)}**")
    st.caption(f"{edge.sign} · {count(edge.events, 'event')}")
    for row in edge.relations:
        told = f"{row.type} · {count(row.events, 'event')} · {count(row.claims, 'claim')} · {row.standing}"
        where = {"source": row.source, "target": row.target, "type": row.type}
        link(EVIDENCE, told, ":material/fact_check:", **where)
    types = [row.type for row in edge.relations]
    events = queries.pair_events(store, edge.source, edge.target, types, EVENTS)
    claims = queries.claims(store, [event.id for event in events], CLAIMS)
    ordered = sorted(voices(claims), key=lambda voice: voice.claim.stance != "denies")
    texts = queries.article_texts(store, {voice.claim.article for voice in ordered[:VOICES]})
    for voice in ordered[:VOICES]:
        card(voice, texts, "inspector")
    if len(ordered) > VOICES:
        where = {"source": edge.source, "target": edge.target}
        link(EVIDENCE, f"All {len(ordered)} voices", ":material/unfold_more:", **where)
