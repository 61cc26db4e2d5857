"""Articles: the list, and the reader with every claim highlighted where it stands.

Permalinks: `?article=ID`, and with `&claim=ID` one claim stands out; `?search=WORDS` searches.
"""

from collections.abc import Sequence

import streamlit as st

from dashboard.connection import graph, guarded
from dashboard.listing import ARTICLES, articles_table, claims_table, link, outside, search_box
from dashboard.wording import Mark, count, day, highlighted, plain
from graph import queries
from graph.answers import ArticleText, ClaimRow
from graph.store import GraphStore

LISTED, LONGEST = 200, 100_000


@guarded
def page() -> None:
    """The page."""
    store = graph()
    asked = st.query_params
    if "article" in asked:
        _reader(store, asked["article"], asked.get("claim"))
    else:
        _list(store)


def _list(store: GraphStore) -> None:
    st.subheader("Articles", anchor=False)
    search_box("Words of the title, the text or the publisher", "article-search")
    text = st.query_params.get("search", "")
    found = queries.articles(store, text, LISTED + 1)
    if not found:
        st.info(
            f"No article has the words {plain(text, 80)}. Try fewer or other words."
            if text.strip()
            else "There is no article yet. Add some with `actorgraph ingest FOLDER-OR-FILE`."
        )
        return
    articles_table(found[:LISTED], "articles")
    more = f"Only the latest {LISTED} are shown; search for fewer." if len(found) > LISTED else ""
    st.caption(f"{count(min(len(found), LISTED), 'article')}. Click one to read it. {more}")


def _reader(store: GraphStore, id: str, claim: str | None) -> None:
    article = queries.article(store, id)
    if article is None:
        st.warning("No such article in this graph. It may have been taken back, or never added here.")
        link(ARTICLES, "All articles", ":material/list:")
        return
    claims = queries.article_claims(store, id)
    _head(store, article)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown(_text(article, claims, claim))
        if len(article.text) > LONGEST:
            st.caption(f"Only the first {LONGEST:,} of {len(article.text):,} characters are shown.")
    with right:
        _yield(claims, claim)


def _head(store: GraphStore, article: ArticleText) -> None:
    st.markdown(f"### {plain(article.title or 'Article without a title', 200)}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"{plain(article.publisher, 80) or 'unknown publisher'} · {day(article.published)}",
            width="content",
        )
        outside(article.url)
        link(ARTICLES, "All articles", ":material/list:")
    if copies := queries.copies(store, article.id):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption("The same text, so the same origin:", width="content")
            for row in copies[:6]:
                link(
                    ARTICLES, row.publisher or row.title or row.id, ":material/content_copy:", article=row.id
                )


def _text(article: ArticleText, claims: Sequence[ClaimRow], chosen: str | None) -> str:
    """The text; the chosen claim stands out, denials are red, the others are pale."""
    first = [c for c in claims if c.id == chosen]
    denials = [c for c in claims if c.stance == "denies"]
    ordered = [(c, "orange") for c in first] + [(c, "red") for c in denials] + [(c, "blue") for c in claims]
    marks = [Mark.model_validate({"start": c.start, "end": c.end, "colour": k}) for c, k in ordered]
    body = len(article.title) + 1 if article.title and article.text.startswith(f"{article.title}\n") else 0
    title_is_told = any(m.start < body for m in marks)
    return highlighted(article.text, marks, 0 if title_is_told else body, min(len(article.text), LONGEST))


def _yield(claims: Sequence[ClaimRow], chosen: str | None) -> None:
    st.markdown(f"**What it yielded** ({count(len(claims), 'claim')})")
    if not claims:
        st.caption(
            "Nothing was coded in this article: it names no event between actors, or is not in English."
        )
        return
    st.caption(
        ":orange-background[the chosen claim] :red-background[a denial] :blue-background[other claims]"
    )
    claims_table(claims, f"yield-{chosen}", short=True)


if __name__ == "__main__":
    page()
