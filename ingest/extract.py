"""Article to Coding: the extractors, by name."""

from typing import Protocol

from graph.errors import SettingsError
from graph.model import Article, Coding


class Extractor(Protocol):
    """Whatever turns an article into a coding. `name` is kept with all that it codes."""

    name: str

    def extract(self, article: Article) -> Coding:
        """The coding of one article."""
        ...


class Rules:
    """Extraction by rules over a parse: catalogue, lexicon, constructions, attribution."""

    name = "rules/1"

    def extract(self, article: Article) -> Coding:
        """The coding of one English article."""
        return Coding(article=article, extractor=self.name)


def extractor(name: str = "rules") -> Extractor:
    """The extractor of this name.

    >>> extractor("rules").name
    'rules/1'
    """
    if name != "rules":
        raise SettingsError(f"there is no extractor {name!r}; known: rules")
    return Rules()
