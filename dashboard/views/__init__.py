"""The pages. Each file is run by Streamlit as the page of its name."""
