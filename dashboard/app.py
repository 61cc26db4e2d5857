"""The dashboard's entry: its pages, and where they stand in the address."""

from pathlib import Path

import streamlit as st

ICON = Path(__file__).with_name("assets") / "icon.svg"  # one of Streamlit's own would come from the internet


def main() -> None:
    """Run the page that the address names."""
    st.set_page_config(page_title="actorgraph", page_icon=str(ICON), layout="wide")
    pages = [
        st.Page("views/overview.py", title="Overview", icon=":material/dashboard:", default=True),
        st.Page("views/network.py", title="Network", icon=":material/hub:", url_path="network"),
        st.Page("views/actor.py", title="Actor", icon=":material/person_search:", url_path="actor"),
        st.Page("views/evidence.py", title="Evidence", icon=":material/fact_check:", url_path="evidence"),
        st.Page("views/articles.py", title="Articles", icon=":material/article:", url_path="articles"),
        st.Page("views/cypher.py", title="Cypher", icon=":material/terminal:", url_path="cypher"),
    ]
    st.navigation(pages, position="top").run()


if __name__ == "__main__":
    main()
