"""The card of the model that ships: what it is, what it was taught, how it does, and its digest."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from ingest.model.coded_text import CodedArticle, corpus, is_held_out

TEMPLATE = Path(__file__).with_name("card.md")


def written(model: bytes, about: Mapping[str, str]) -> str:
    """The card as Markdown; `about` is what training kept with the weights."""
    articles = list(corpus())
    taught = [article for article in articles if not is_held_out(article.id)]
    return TEMPLATE.read_text("utf-8").format(
        size=len(model),
        digest=sha256(model).hexdigest(),
        texts=len(taught),
        sentences=sum(len(article.sentences) for article in taught),
        relations=_lines(taught, events=True),
        ties=_lines(taught, events=False),
        held=len(articles) - len(taught),
        s="" if about["threads"] == "1" else "s",
        **about,
    )


def _lines(articles: list[CodedArticle], *, events: bool) -> int:
    relations = (r for article in articles for s in article.sentences for r in s.relations)
    return sum((relation.status is not None) == events for relation in relations)


def beside(model: Path) -> Path:
    """Where the card of a model file lies."""
    return model.with_name("CARD.md")
