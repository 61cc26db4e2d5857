"""A web page to an article: text, title, date, outlet and canonical address, by trafilatura."""

import re

import trafilatura
from trafilatura.settings import Document

from graph.errors import InputError
from graph.model import Article
from ingest.article import Head, made_article
from ingest.boilerplate import boilerplate

TAG = re.compile(r"<[a-zA-Z!/][^>]*>")
DATES = {"original_date": True, "extensive_search": False}


def page_article(html: str) -> Article:
    """The article of a page. One page is one article.

    >>> page = "<html><head><title>Talks on Water</title></head><body><article><h1>Talks on Water</h1>"
    >>> page += "<p>The ministers of Arland and Borland met on Monday and spoke about water.</p>" * 3
    >>> page_article(page + "</article></body></html>").title
    'Talks on Water'
    """
    if not TAG.search(html):
        raise InputError("this is no HTML page" if html.strip() else "the file is empty")
    found = _extracted(html)
    text = (found.text or "") if isinstance(found, Document) else ""
    lines = [line for line in text.split("\n") if line.strip() and not boilerplate(line.strip())]
    if not isinstance(found, Document) or not lines:
        raise InputError("the page holds no article text; save the article itself, or its text")
    title = " ".join((found.title or "").split())
    body = "\n".join(lines[1:] if lines and " ".join(lines[0].split()) == title else lines)
    head = Head(title=title, url=_web(found.url), publisher=found.sitename, published=found.date)
    return made_article(head, body)


def _extracted(html: str) -> object:
    try:
        return trafilatura.bare_extraction(
            html, include_comments=False, with_metadata=True, date_extraction_params=DATES
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"the page cannot be parsed ({type(error).__name__}); save its text instead"
        ) from error


def _web(url: str | None) -> str | None:
    return url if url and re.match(r"https?://", url) else None
