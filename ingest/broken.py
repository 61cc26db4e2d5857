"""Sentences of which a parser makes nothing: lists, rows of a table, masses of numbers, shouting."""

from spacy.tokens import Span

LONGEST = 120
NAMELESS = 15  # tokens; a shorter stretch without a verb is a caption or an exclamation
FEWEST_NUMBERS, SHARE_OF_NUMBERS = 4, 1 / 3
FEWEST_CAPITALS = 5


def why_broken(sentence: Span) -> str | None:
    """Why a sentence is not read for acts, or None for one that is.

    >>> from spacy import blank
    >>> why_broken(blank("en")("Won 12 Drawn 3 Lost 4 Points 39")[:])
    'mostly numbers'
    """
    if len(sentence) > LONGEST:
        return f"longer than {LONGEST} words"
    if _is_mostly_numbers(sentence):
        return "mostly numbers"
    if len(sentence) >= NAMELESS and not any(t.pos_ in ("VERB", "AUX") for t in sentence):
        return "a list or a row without a verb"
    return "all in capitals" if is_shouting([t.text for t in sentence]) else None


def is_shouting(words: list[str]) -> bool:
    """Whether all letters are capitals, in more words than a row of acronyms has.

    >>> is_shouting("MINISTER SAYS TALKS WITH ARLAND FAILED".split()), is_shouting(["NATO", "UN"])
    (True, False)
    """
    spelled = [word for word in words if word.isalpha()]
    return len(spelled) >= FEWEST_CAPITALS and all(word.isupper() for word in spelled)


def _is_mostly_numbers(sentence: Span) -> bool:
    numbers = sum(token.text[0].isdigit() for token in sentence)
    return numbers >= FEWEST_NUMBERS and numbers > SHARE_OF_NUMBERS * len(sentence)
