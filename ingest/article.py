"""What an input says of an article, and the article that comes of it: one way for all kinds of input."""

from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from graph.errors import InputError
from graph.model import Article
from ingest.language import language_code, language_of
from ingest.load_bytes import clean
from ingest.published import published_date

MOST_CHARACTERS = 2_000_000  # of one article: some three hundred thousand words

HeadKey = Literal["id", "title", "url", "publisher", "published", "language"]


class Head(BaseModel):
    """What stands beside the text. An input may say `outlet` for publisher, `date` for published."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    title: str | None = None
    url: str | None = None
    publisher: Annotated[str | None, Field(validation_alias=AliasChoices("publisher", "outlet"))] = None
    published: Annotated[str | None, Field(validation_alias=AliasChoices("published", "date"))] = None
    language: Annotated[str | None, Field(validation_alias=AliasChoices("language", "lang"))] = None


def made_article(head: Head, body: str) -> Article:
    """The article of a head and a body, which is left as it stands; its language is told or recognised.

    >>> made_article(Head(title="Talks", outlet="Example Daily", date="2024-08-12"), "A met B.").publisher
    'Example Daily'
    """
    body, title = clean(body), _line(head.title) or ""
    if not body.strip():
        raise InputError("there is no text under the title" if title else "the text is empty")
    if len(body) > MOST_CHARACTERS:
        raise InputError(
            f"the article has {len(body):,} characters; at most {MOST_CHARACTERS:,} can be one article"
        )
    return Article.published_text(
        id=head.id,
        title=title,
        body=body,
        url=_line(head.url),
        publisher=_line(head.publisher),
        published=published_date(head.published),
        language=language_code(head.language) or language_of(f"{title}\n{body}"),
    )


def _line(words: str | None) -> str | None:
    return " ".join(clean(words or "").split()) or None
