"""The dashboard's connection to the graph: opened once for reading, and again where the server went away."""

from collections.abc import Callable
from functools import wraps

import streamlit as st

from dashboard.wording import plain
from graph.bolt import plain_errors
from graph.errors import ActorgraphError, SettingsError, StoreRefused
from graph.settings import Settings
from graph.store import GraphStore

Page = Callable[[], None]


def answers(store: GraphStore) -> bool:
    """Whether the server behind a store still answers."""
    try:  # not by `store.rows`, which tries again for half a minute
        with plain_errors(store.url), store.session() as session:
            return session.run("RETURN 1 AS one").data() == [{"one": 1}]
    except ActorgraphError:
        return False


@st.cache_resource(
    validate=answers,
    on_release=GraphStore.close,
    show_spinner="Opening the graph …",
    hash_funcs={Settings: Settings.model_dump_json},
)
def _opened(settings: Settings) -> GraphStore:
    return GraphStore.open(settings, role="analyst")


def graph() -> GraphStore:
    """The store, open for reading only."""
    return _opened(Settings.from_environment())


def guarded(page: Page) -> Page:
    """A page that says what to do when the graph cannot be read."""

    @wraps(page)
    def shown() -> None:
        if address := st.query_params.to_dict():  # a link from a page to itself leaves the browser's address
            st.query_params.from_dict(address)
        try:
            page()
        except ActorgraphError as error:
            st.error(f"**The graph cannot be read.** {plain(str(error))}", icon=":material/cloud_off:")
            st.markdown(what_to_do(error))
            st.button("Try again", icon=":material/refresh:")

    return shown


def what_to_do(error: ActorgraphError) -> str:
    """Advice in Markdown."""
    if isinstance(error, StoreRefused | SettingsError):
        return "Correct the setting, then start `actorgraph dashboard` again."
    return (
        "Without `ACTORGRAPH_URL` the dashboard uses the local server: `actorgraph db status` says how it "
        "is; `actorgraph db start` starts it. With `ACTORGRAPH_URL`, check that the address answers."
    )
