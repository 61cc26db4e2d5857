"""Cypher: questions to the graph that only read, with the answer as a table and as CSV."""

import csv
import io
import json
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.connection import graph, guarded
from dashboard.wording import count, plain
from graph.console import Answer, ask
from graph.errors import QueryError, QueryRefused, QueryTooBig, QueryTooSlow
from graph.questions import questions
from graph.store import GraphStore

OWN = "Write your own"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SCHEMA = """\
(:Article {id, url, title, published, language, text, origin, extractor})-[:PUBLISHED_BY]->(:Actor)
(:Sentence {index, start, end, text})-[:IN_ARTICLE]->(:Article)      (:Sentence)-[:MENTIONS]->(:Actor)
(:Actor {id, name, kind, country, sector, aliases, wikidata})
(:Actor)-[:SOURCE_OF]->(:Event {type, status, date, precision, standing, intensity, mutual})
  (:Event)-[:AIMED_AT]->(:Actor)
(:Claim {stance, hedged, cue, quote, confidence, rule})-[:ABOUT]->(:Event)
(:Claim)-[:SAID_BY]->(:Actor)      (:Claim)-[:QUOTES]->(:Sentence)
(:Actor)-[:ACCUSE|ASSAULT|… {events, claims, denials, origins, first, last, intensity, standing}]->(:Actor)
(:Actor)-[:LEADS|MEMBER_OF|PART_OF|REPRESENTS|BASED_IN|CITIZEN_OF {first, last, status}]->(:Actor)"""


@guarded
def page() -> None:
    """The page."""
    st.subheader("Ask in Cypher", anchor=False)
    saved = {question.title: question for question in questions()}
    title = st.selectbox("Saved questions", [OWN, *saved], index=1)
    question = saved.get(title)
    with st.form("query", border=False):
        cypher = st.text_area(
            "Cypher",
            question.cypher if question else "",
            height=190,
            key=f"cypher-{title}",
            placeholder="MATCH …",
        )
        asked = st.form_submit_button("Run", type="primary", icon=":material/play_arrow:")
    if question:
        st.caption(question.reading)
    with st.expander("What is in the graph", icon=":material/schema:"):
        st.code(SCHEMA, language=None)
    if asked:
        st.session_state["answer"] = _answer(graph(), cypher)
    if answer := st.session_state.get("answer"):
        _show(answer)


def _answer(store: GraphStore, cypher: str) -> Answer | None:
    """The answer; None, and a word about why, where there is none."""
    try:
        with st.spinner("Asking the graph …"):
            return ask(store, cypher)
    except QueryTooSlow as error:
        st.warning(
            f"**Too slow.** {plain(str(error))} Ask for less: name a label and a property, start from one "
            "actor, or put a LIMIT before the last step.",
            icon=":material/hourglass_bottom:",
        )
    except QueryTooBig as error:
        st.warning(f"**Too much.** {plain(str(error))}", icon=":material/inventory_2:")
    except QueryRefused as error:
        st.warning(
            f"**Refused.** {plain(str(error))} This console only reads the graph; articles are added with "
            "`actorgraph ingest`.",
            icon=":material/lock:",
        )
    except QueryError as error:
        st.error(f"**Not understood.** {plain(str(error))}", icon=":material/error:")
    return None


def _show(answer: Answer) -> None:
    if not answer.rows:
        st.info("The query ran and found nothing. Check names and labels against *What is in the graph*.")
        return
    st.dataframe(_frame(answer), hide_index=True, height="auto")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button("CSV", csv_of(answer), "answer.csv", "text/csv", icon=":material/download:")
        st.caption(count(len(answer.rows), "row"), width="content")
    if answer.truncated:
        st.warning(
            f"There are more rows than the {len(answer.rows):,} shown. Add a LIMIT or a condition, or allow "
            f"more with `{answer.cut_by}`."
        )


def _frame(answer: Answer) -> pd.DataFrame:
    """The rows as a frame; names that occur twice get a number."""
    columns = [
        name if answer.columns.index(name) == i else f"{name} ({i + 1})"
        for i, name in enumerate(answer.columns)
    ]
    return pd.DataFrame([[_cell(value) for value in row] for row in answer.rows], columns=columns)


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


def csv_of(answer: Answer) -> str:
    """The rows as CSV. Text that a spreadsheet would run as a formula gets an apostrophe in front.

    >>> csv_of(Answer(columns=("a",), rows=(("=1+1",), (-2,))))
    "a\\r\\n'=1+1\\r\\n-2\\r\\n"
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_safe(name) for name in answer.columns])
    writer.writerows([_safe(_cell(value)) for value in row] for row in answer.rows)
    return out.getvalue()


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


if __name__ == "__main__":
    page()
