"""What a headline looks like, and what stands right under one."""

import re

from ingest.published import readable_date

WORDS = (4, 22)
LONG_WORDS = 6
MOST_CHARACTERS = 160
TITLE_CASE = 0.75
STOPS = ".,;:…)"
CLOSERS = "\"'”’»)]"
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
    words, bare = words_in(text), text.rstrip(CLOSERS + " ")
    fewest = WORDS[0] if strict else 2
    if not fewest <= words <= WORDS[1] or len(text) > MOST_CHARACTERS or not bare:
        return False
    starts = bare.lstrip("\"'“‘«(")
    if bare[-1] in STOPS or not starts or starts[0].islower() or not WORD.search(bare):
        return False
    return not (BYLINE.match(text) or date_line(text) or (strict and bare[-1] == "?"))


def is_long_headline(text: str, first: str) -> bool:
    """Whether a line is too long and too much of a headline for a subhead: title case, as the file's first.

    >>> is_long_headline("Arland Denies Report Of Secret Talks", "Borland Shuts Border With Arland")
    True
    >>> is_long_headline("What we know so far about the talks", "Borland Shuts Border With Arland")
    False
    """
    return words_in(text) >= LONG_WORDS and in_title_case(text) and in_title_case(first)


def in_title_case(text: str) -> bool:
    """Whether nearly all longer words begin with a capital, and not all letters are capitals."""
    longer = [word for word in WORD.findall(text) if len(word) > 3]
    return (
        bool(longer)
        and not text.isupper()
        and sum(w[0].isupper() for w in longer) >= TITLE_CASE * len(longer)
    )


def opens_article(text: str) -> bool:
    """Whether a paragraph is what stands under a headline: a byline, a date, or a dateline.

    >>> opens_article("By Ann Other and Bo Field"), opens_article("PORT ARL (NPA) - The navy said")
    (True, True)
    """
    return bool(BYLINE.match(text) or DATELINE.match(text)) or date_line(text)


def date_line(text: str) -> bool:
    """Whether a line is a date and nothing else.

    >>> date_line("Published: 12 August 2024"), date_line("In August 2024 they met")
    (True, False)
    """
    words = SAYS_DATE.sub("", text, count=1)
    return len(words) <= 40 and any(c.isdigit() for c in words) and readable_date(words) is not None
