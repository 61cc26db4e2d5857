"""Tables of rows that open what they stand for, and links between the pages."""

from collections.abc import Sequence
from typing import Any, NoReturn

import pandas as pd
import streamlit as st

from dashboard.wording import dated, plain, safe_url, side, words
from graph.answers import ArticleRow, ClaimRow, EventRow, PairRow, RelationRow, TieRow

EVIDENCE, ACTOR, ARTICLES, NETWORK = (
    f"views/{name}.py" for name in ("evidence", "actor", "articles", "network")
)
Columns = dict[str, Any]
ROW_HEIGHT, MOST_ROWS = 33, 12


def open_page(page: str, **address: str) -> NoReturn:
    """Go to a page."""
    st.switch_page(page, query_params=address)


def link(page: str, text: str, icon: str | None = None, **address: str) -> None:
    """A link to a page; `text` is shown as text."""
    st.page_link(page, label=plain(text, 120) or "…", icon=icon, query_params=address)


def search_box(hint: str, key: str) -> None:
    """A field whose words go to the address as `?search=WORDS` when they are entered, and only then."""

    def entered() -> None:
        words = st.session_state[key].strip()
        st.query_params.from_dict({"search": words} if words else {})

    st.session_state.setdefault(key, st.query_params.get("search", ""))
    st.text_input(hint, key=key, placeholder=hint, label_visibility="collapsed", on_change=entered)


def outside(url: str | None) -> None:
    """A link to where an article was published, if that is a web address."""
    if address := safe_url(url):
        st.link_button("Original", address, icon=":material/open_in_new:", type="tertiary")


def chosen(
    rows: Sequence[Columns], key: str, columns: Columns | None = None, most: int = MOST_ROWS
) -> int | None:
    """Show rows as a table; the place of the row that was clicked, else None."""
    frame = pd.DataFrame(rows)
    state: Any = st.dataframe(
        frame,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        column_config=columns,
        height="content" if len(rows) <= most else ROW_HEIGHT * (most + 1),
    )
    cells = state.selection.cells
    place = int(cells[0][0]) if cells else -1
    return place if 0 <= place < len(rows) else None


def events_table(events: Sequence[EventRow], key: str) -> None:
    """Events; a click on one opens its evidence."""
    rows = [
        {
            "When": dated(e.date, e.precision),
            "Who": side(e.source_name),
            "Does": e.type,
            "To whom": side(e.target_name),
            "Status": e.status,
            "Standing": e.standing,
            "Claims": e.claims,
            "Denials": e.denials,
        }
        for e in events
    ]
    place = chosen(rows, key, {"When": st.column_config.TextColumn(width="small")})
    if place is not None:
        open_page(EVIDENCE, event=events[place].id)


def pairs_table(pairs: Sequence[PairRow], key: str) -> None:
    """Pairs with both signs as bars; a click on one opens its evidence."""
    most = max((p.events for p in pairs), default=1)
    bar = st.column_config.ProgressColumn
    rows = [
        {
            "Who": p.source_name,
            "To whom": p.target_name,
            "Conflict": p.conflict,
            "Cooperation": p.cooperation,
            "Denials": p.denials,
            "Latest": p.last,
        }
        for p in pairs
    ]
    columns = {
        "Conflict": bar(min_value=0, max_value=most, format="%d", color="#d55e00", width=80),
        "Cooperation": bar(min_value=0, max_value=most, format="%d", color="#0072b2", width=80),
        "Who": st.column_config.TextColumn(width=130),
        "To whom": st.column_config.TextColumn(width=130),
        "Denials": st.column_config.NumberColumn(width=60),
        "Latest": st.column_config.DateColumn(format="D MMM YYYY", width=90),
    }
    place = chosen(rows, key, columns)
    if place is not None:
        open_page(EVIDENCE, source=pairs[place].source, target=pairs[place].target)


def relations_table(relations: Sequence[RelationRow], key: str) -> None:
    """Relations; a click on one opens its evidence."""
    rows = [
        {
            "Who": r.source_name,
            "Does": r.type,
            "To whom": r.target_name,
            "Events": r.events,
            "Claims": r.claims,
            "Denials": r.denials,
            "Origins": r.origins,
            "Standing": r.standing,
            "First": r.first,
            "Last": r.last,
        }
        for r in relations
    ]
    dates = {n: st.column_config.DateColumn(format="D MMM YYYY") for n in ("First", "Last")}
    place = chosen(rows, key, dates)
    if place is not None:
        row = relations[place]
        open_page(EVIDENCE, source=row.source, target=row.target, type=row.type)


def claims_table(claims: Sequence[ClaimRow], key: str, short: bool = False) -> None:
    """Claims; a click on one opens it in its article. A short table leaves out the words and the article."""
    rows = [
        {
            "Speaker": c.speaker_name or "(the article)",
            "Stance": f"{c.stance}, hedged" if c.hedged else c.stance,
            "Who": side(c.source_name),
            "Does": c.type,
            "To whom": side(c.target_name),
            "Words": c.quote,
            "Publisher": c.publisher or "",
            "Published": c.published,
        }
        for c in claims
    ]
    columns: Columns = {
        "Words": None if short else st.column_config.TextColumn(width="large"),
        "Publisher": None if short else st.column_config.TextColumn(),
        "Published": None if short else st.column_config.DateColumn(format="D MMM YYYY"),
    }
    place = chosen(rows, key, columns)
    if place is not None:
        open_page(ARTICLES, article=claims[place].article, claim=claims[place].id)


def ties_table(ties: Sequence[TieRow], key: str) -> None:
    """Affiliations; a click on one opens its evidence."""
    rows = [
        {
            "Who": t.source_name,
            "Tie": words(t.relation),
            "To whom": t.target_name,
            "Status": t.status,
            "Told": t.last,
        }
        for t in ties
    ]
    place = chosen(rows, key, {"Told": st.column_config.DateColumn(format="D MMM YYYY")})
    if place is not None:
        open_page(EVIDENCE, source=ties[place].source, target=ties[place].target)


def articles_table(articles: Sequence[ArticleRow], key: str) -> None:
    """Articles; a click on one opens it."""
    rows = [
        {
            "Title": a.title or "(no title)",
            "Publisher": a.publisher or "",
            "Published": a.published,
            "Language": a.language or "",
            "Claims": a.claims,
        }
        for a in articles
    ]
    columns = {
        "Title": st.column_config.TextColumn(width="large"),
        "Published": st.column_config.DateColumn(format="D MMM YYYY"),
    }
    place = chosen(rows, key, columns, most=18)
    if place is not None:
        open_page(ARTICLES, article=articles[place].id)
