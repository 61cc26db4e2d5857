"""Charts as values: the network for ECharts, time lines for Altair. Nothing here draws HTML from text."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from dashboard.picture import Edge, Node, Picture, curves
from dashboard.scene import Sign
from dashboard.wording import CONTROLS, count, sign, words
from graph.answers import EventRow

Point = tuple[float, float]
# Okabe and Ito's blue and vermilion, which colour-blind readers tell apart; dashes say it again.
COLOURS: Mapping[Sign, str] = {"cooperation": "#0072b2", "conflict": "#d55e00", "neutral": "#8a8a8a"}
LIGHTER: Mapping[Sign, str] = {"cooperation": "#56b4e9", "conflict": "#f0813a", "neutral": "#a0a0a0"}
DASHES: Mapping[Sign, str | list[int]] = {"cooperation": "solid", "conflict": [7, 4], "neutral": [2, 3]}
SYMBOLS: Mapping[str, str] = {
    "state": "circle",
    "government_body": "roundRect",
    "military": "triangle",
    "armed_group": "triangle",
    "party": "arrow",
    "person": "diamond",
    "international_org": "rect",
    "media": "diamond",
    "company": "rect",
    "civil_society": "roundRect",
    "group_of_people": "circle",
}
HOLLOW = frozenset({"armed_group", "media", "company", "civil_society", "group_of_people"})
SHORT_NAME, REACH = 24, 16
CHOSEN = "#e69f00"


def network(picture: Picture, places: Mapping[str, Point], dark: bool) -> dict[str, Any]:
    """The picture as an option object of ECharts; indices of nodes are those of the picture; links come
    twice, once to be seen and once to be clicked."""
    ink, paper = ("#e8eaed", "#0e1117") if dark else ("#1f2933", "#ffffff")
    kinds = list(dict.fromkeys(node.kind for node in picture.nodes))
    series = {
        "type": "graph",
        "layout": "none",
        "roam": True,
        "scaleLimit": {"min": 0.4, "max": 6},
        "selectedMode": "single",
        "categories": [_category(kind, ink, paper) for kind in kinds],
        "data": [_node(node, places[node.id], kinds.index(node.kind)) for node in picture.nodes],
        "links": _links(picture, dark),
        "label": {"show": True, "position": "right", "color": ink, "fontSize": 12, "distance": 4}
        | {"textBorderColor": paper, "textBorderWidth": 3},
        "labelLayout": {"hideOverlap": True},
        "emphasis": {"focus": "adjacency", "lineStyle": {"opacity": 1}},
        "blur": {"itemStyle": {"opacity": 0.4}, "lineStyle": {"opacity": 0.25}, "label": {"opacity": 0.5}},
        "select": {
            "itemStyle": {"borderColor": CHOSEN, "borderWidth": 4},
            "lineStyle": {"color": CHOSEN, "opacity": 0.6},
        },
        "top": 44,
        "bottom": 24,
        "left": 40,
        "right": 150,
        "preserveAspect": "contain",
    }
    legend = {"show": True, "top": 4, "left": 4, "textStyle": {"color": ink}, "itemGap": 14}
    return {
        "animation": False,
        "tooltip": {"renderMode": "richText", "confine": True},
        "legend": legend | {"data": [{"name": words(kind), "icon": SYMBOLS[kind]} for kind in kinds]},
        "series": [series],
    }


def _category(kind: str, ink: str, paper: str) -> dict[str, Any]:
    style = {"color": paper, "borderColor": ink, "borderWidth": 2} if kind in HOLLOW else {"color": ink}
    return {"name": words(kind), "symbol": SYMBOLS[kind], "itemStyle": style}


def _node(node: Node, place: Point, category: int) -> dict[str, Any]:
    return {
        "id": node.id,
        "name": label(node.name),
        "value": node.events,
        "x": place[0],
        "y": place[1],
        "category": category,
        "symbolSize": round(10 + min(26.0, 4 * math.sqrt(node.events)), 1),
        "tooltip": {"formatter": f"{label(node.name)}\n{words(node.kind)} · {count(node.events, 'event')}"},
    }


def _links(picture: Picture, dark: bool) -> list[dict[str, Any]]:
    names = {node.id: label(node.name) for node in picture.nodes}
    shades = LIGHTER if dark else COLOURS
    bends = curves(picture.edges)
    drawn = [
        _link(edge, names, shades[edge.sign], bend) for edge, bend in zip(picture.edges, bends, strict=True)
    ]
    return drawn + [_reach(link) for link in drawn]


def _reach(link: Mapping[str, Any]) -> dict[str, Any]:
    """A wide line that is not seen, over one that is, so that a thin arrow is easy to click."""
    line = {"color": CHOSEN, "width": REACH, "opacity": 0, "curveness": link["lineStyle"]["curveness"]}
    return {
        **link,
        "lineStyle": line,
        "symbol": ["none", "none"],
        "emphasis": {"lineStyle": {"opacity": 0.15}},
    }


def _link(edge: Edge, names: Mapping[str, str], colour: str, bend: float) -> dict[str, Any]:
    told = "\n".join(f"{r.type} · {count(r.events, 'event')} · {r.standing}" for r in edge.relations)
    line = {
        "color": colour,
        "type": DASHES[edge.sign],
        "width": round(1.2 + min(7.0, 1.3 * math.log2(1 + edge.events)), 1),
        "curveness": bend,
        "opacity": 0.85,
    }
    return {
        "source": edge.source,
        "target": edge.target,
        "value": edge.events,
        "lineStyle": line,
        "symbol": ["circle" if edge.disputed else "none", "arrow"],
        "symbolSize": [9, 8],
        "tooltip": {"formatter": f"{names[edge.source]} → {names[edge.target]}\n{told}"},
    }


def label(name: str) -> str:
    """A name as a label: short, on one line, and without the braces that ECharts reads as a template.

    >>> label("Norland {b}")
    'Norland (b)'
    """
    line = " ".join(CONTROLS.sub("", name).replace("{", "(").replace("}", ")").split())
    return line if len(line) <= SHORT_NAME else line[: SHORT_NAME - 1].rstrip() + "…"


def timeline(events: Sequence[EventRow]) -> alt.Chart | None:
    """Events by day or month: cooperation upward, conflict downward; None where no event has a date."""
    events = [event for event in events if event.status != "negated"]
    dates = [event.date for event in events if event.date]
    if not dates:
        return None
    by_day = (max(dates) - min(dates)).days <= 92
    frame = pd.DataFrame(
        {
            "when": [e.date if by_day else e.date.replace(day=1) for e in events if e.date],
            "tone": [sign(e.intensity) for e in events if e.date],
        }
    )
    grouped = frame.groupby(["when", "tone"]).size().reset_index(name="events")
    grouped["height"] = grouped["events"].where(grouped["tone"] != "conflict", -grouped["events"])
    grouped["when"] = pd.to_datetime(grouped["when"])
    unit = "yearmonthdate" if by_day else "yearmonth"
    tones = list(COLOURS)
    bars: alt.Chart = (
        alt.Chart(grouped)
        .mark_bar(size=12)
        .encode(
            x=alt.X(f"{unit}(when):T", title=None),
            y=alt.Y("height:Q", title="events", axis=alt.Axis(tickMinStep=1, format="d")),
            color=alt.Color(
                "tone:N",
                scale=alt.Scale(domain=tones, range=[COLOURS[t] for t in tones]),
                legend=alt.Legend(title=None, orient="top"),
            ),
            tooltip=[alt.Tooltip(f"{unit}(when):T", title="when"), "tone:N", "events:Q"],
        )
        .properties(height=190)
    )
    return bars
