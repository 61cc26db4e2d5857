"""What a headline looks like, and what stands right under one."""

import re

from ingest.boilerplate import is_beside
from ingest.published import readable_date

WORDS = (4, 17)
TITLE_WORDS = (2, 25)
MOST_CHARACTERS = 160
TITLE_CASE = 0.75
STOPS = ".,;:…"
CLOSERS = "\"'”’»"
ITEM = re.compile(r"\W|\d+[.)]\s")  # of a list, or an aside in brackets or quotation marks
SENTENCE_END = re.compile(r"[a-z]{3}[.!?][\"'”’]? [A-Z]")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
BYLINE = re.compile(r"(?i:by) [A-Z][\w.’'-]+(,? (and |& )?[A-Z][\w.’'-]+){1,7}[^.]{0,40}$")
DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]{2,}([ /,][A-Z][A-Z.’'-]*){0,4}"  # BAKU, NEW YORK
    r"(, [A-Z][A-Za-z.]+( \d{1,2})?)?( ?\([A-Z][\w. /-]{1,30}\))?\s?[-–—:]"
    r"|[A-Z][\w.’' -]{2,30}(, [A-Z][a-z]{2,9}\.? \d{1,2})? \((Reuters|AP|AFP|CNN|Xinhua|TASS|[A-Z]{2,10})\)"
)
SAYS_DATE = re.compile(r"(published|updated|posted|first published)( on| at)?:? ", re.IGNORECASE)


def words_in(text: str) -> int:
    """How many words.

    >>> words_in("Two ministers met.")
    3
    """
    return len(text.split())


def is_headline(text: str, *, strict: bool = True) -> bool:
    """Whether a line may be a headline: short, no sentence with a stop, no byline.

    >>> is_headline("Arland Denies Report Of Secret Talks"), is_headline("Arland denied the report today.")
    (True, False)
    """
    bare = text.rstrip(CLOSERS + " ")
    start = bare.lstrip("\"'“‘«([")
    fewest, most = WORDS if strict else TITLE_WORDS
    if not fewest <= words_in(text) <= most or len(text) > MOST_CHARACTERS or not WORD.search(bare):
        return False
    if not start or start[0].islower() or bare[-1] in STOPS or is_byline(text) or date_line(text):
        return False
    return not strict or not (
        bare[-1] in "?!)]" or SENTENCE_END.search(bare) or ITEM.match(text) or is_beside(text)
    )


def in_title_case(text: str) -> bool:
    """Whether nearly all longer words begin with a capital, and not all letters are capitals."""
    longer = [word for word in WORD.findall(text) if len(word) > 3]
    return (
        bool(longer)
        and not text.isupper()
        and sum(w[0].isupper() for w in longer) >= TITLE_CASE * len(longer)
    )


def is_byline(text: str) -> bool:
    """Whether a line names who wrote the article.

    >>> is_byline("By Ann Other and Bo Field"), is_byline("By Monday the talks had ended.")
    (True, False)
    """
    return BYLINE.match(text) is not None


def has_dateline(text: str) -> bool:
    """Whether a paragraph opens with the place from which it was reported.

    >>> has_dateline("PORT ARL (NPA) - The navy said"), has_dateline("Port Arl is a city")
    (True, False)
    """
    return DATELINE.match(text) is not None


def date_line(text: str) -> bool:
    """Whether a line is a date and nothing else.

    >>> date_line("Published: 12 August 2024"), date_line("In August 2024 they met")
    (True, False)
    """
    words = SAYS_DATE.sub("", text, count=1)
    return len(words) <= 40 and any(c.isdigit() for c in words) and readable_date(words) is not None
