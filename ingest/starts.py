"""Where one text holds several articles: which headline begins another one, and which is a subhead.

Nothing tells the two apart for certain. A headline that begins an article is longer, brings names that were
not there before, is taken up by what follows, and may have a dateline under it or a dividing line above.
Each of these counts; the points were set on real articles that were put one behind the other.
"""

import re
from collections.abc import Iterable, Sequence

from ingest.headline import date_line, has_dateline, in_title_case, is_byline, is_headline, words_in

ENOUGH = 6
LEAST_NEW = 0.3
BODY_WORDS = 40
PROSE_WORDS = 12
AHEAD_WORDS = 120
NAME = re.compile(r"[A-Z][\w’'-]{3,}")
LONG_WORD = re.compile(r"\w{4,}")


def starts(texts: Sequence[str], cuts: Sequence[bool]) -> list[int]:
    """Places of the paragraphs that begin an article; `cuts` says before which a dividing line stood."""
    found = [0] if texts else []
    for i in range(1, len(texts) - 1):
        if is_headline(texts[i]) and _begins(texts[found[-1] : i], texts[i], texts[i + 1 :], cuts[i]):
            found.append(i)
    return found


def _begins(before: Sequence[str], headline: str, after: Sequence[str], cut: bool) -> bool:
    if headline in before or not (has_body(before) and has_body(after)):
        return False
    if _novelty(before, _ahead(after)) < LEAST_NEW:
        return False
    return points(headline, before, after, cut=cut) >= ENOUGH


def has_body(texts: Iterable[str]) -> bool:
    """Whether there is enough prose for an article."""
    return sum(words_in(text) for text in texts if is_prose(text)) >= BODY_WORDS


def is_prose(text: str) -> bool:
    """Whether a paragraph is more than a line."""
    return words_in(text) >= PROSE_WORDS and not is_headline(text)


def points(headline: str, before: Sequence[str], after: Sequence[str], *, cut: bool) -> int:
    """How much speaks for a new article here."""
    ahead = list(_ahead(after))
    words, title_case = words_in(headline), in_title_case(headline) and in_title_case(before[0])
    taken_up = len(_long_words([headline]) & _long_words(ahead))
    return sum(
        (
            _steps(_novelty(before, ahead), (0.5, 0.75, 0.88)),
            _steps(words, (6, 8)),
            _steps(taken_up, (2, 4)),
            2 if title_case and words >= 6 else 0,
            3 if has_dateline(after[0]) else 1 if is_byline(after[0]) or date_line(after[0]) else 0,
            3 if cut else 0,
            0 if headline.isupper() == before[0].isupper() else -2,
        )
    )


def _steps(value: float, steps: Sequence[float]) -> int:
    return sum(value >= step for step in steps)


def _ahead(after: Iterable[str]) -> Iterable[str]:
    words = 0
    for text in after:
        yield text
        words += words_in(text)
        if words > AHEAD_WORDS:
            return


def _novelty(before: Iterable[str], after: Iterable[str]) -> float:
    """The share of the names ahead that were not there before."""
    known, new = _names(before), _names(after)
    return len(new - known) / max(1, len(new))


def _names(texts: Iterable[str]) -> set[str]:
    return {re.sub(r"['’]s$", "", name) for text in texts for name in NAME.findall(text)}


def _long_words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in LONG_WORD.findall(text.lower())}
