"""Dates of acts against the date of publication, Wednesday 14 August 2024."""

from datetime import date as Date

import pytest

from graph.model import Article
from ingest.dates import dated
from ingest.dates_spelled import spelled
from ingest.read import read

PUBLISHED = Date(2024, 8, 14)

SPELLED = [
    ("on August 12", "2024-08-12", "2025-08-12", "day"),
    ("on 12 August 2023", "2023-08-12", "2023-08-12", "day"),
    ("on the 5th of May", "2024-05-05", "2025-05-05", "day"),
    ("on Dec. 24", "2023-12-24", "2024-12-24", "day"),
    ("on 2024-02-03", "2024-02-03", "2024-02-03", "day"),
    ("on Monday", "2024-08-12", "2024-08-19", "day"),
    ("on Wednesday", "2024-08-14", "2024-08-14", "day"),
    ("last Wednesday", "2024-08-07", "2024-08-07", "day"),
    ("next Friday", "2024-08-16", "2024-08-16", "day"),
    ("on Monday last week", "2024-08-05", "2024-08-05", "day"),
    ("yesterday", "2024-08-13", "2024-08-13", "day"),
    ("the day before yesterday", "2024-08-12", "2024-08-12", "day"),
    ("three days ago", "2024-08-11", "2024-08-11", "day"),
    ("two weeks ago", "2024-07-29", "2024-07-29", "week"),
    ("ten months ago", "2023-10-01", "2023-10-01", "month"),
    ("a year ago", "2023-01-01", "2023-01-01", "year"),
    ("last week", "2024-08-05", "2024-08-05", "week"),
    ("earlier this month", "2024-08-01", "2024-08-01", "month"),
    ("in March", "2024-03-01", "2025-03-01", "month"),
    ("in October", "2023-10-01", "2024-10-01", "month"),
    ("in May 2010", "2010-05-01", "2010-05-01", "month"),
    ("in 2015", "2015-01-01", "2015-01-01", "year"),
    ("after its 2014 raid", "2014-01-01", "2014-01-01", "year"),
    ("next year", "2025-01-01", "2025-01-01", "year"),
]


@pytest.mark.parametrize(("words", "past", "future", "precision"), SPELLED)
def test_an_expression_means_a_date_past_and_ahead(words, past, future, precision):
    (one,) = spelled(f"The troops left {words}.", PUBLISHED)
    assert (one.past, one.future, one.precision) == (
        Date.fromisoformat(past),
        Date.fromisoformat(future),
        precision,
    )


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the port.",
        "Some 2,015 people left.",
        "It told The Sunday Times so.",
        "About 2010 troops stayed.",
        "On February 31 nobody left.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert spelled(text, PUBLISHED) == ()


def test_without_a_date_of_publication_only_whole_dates_are_known():
    assert spelled("They left on Monday.", None) == ()
    assert spelled("They left on 3 May 2020.", None)[0].past == Date(2020, 5, 3)


ACTS = [
    ("Rebels shelled the port on Monday.", "shelled", "2024-08-12", "day"),
    ("The envoys will meet the general on Monday.", "meet", "2024-08-19", "day"),
    ("The army plans to attack the port on Friday.", "attack", "2024-08-16", "day"),
    # without a date of its own: the day on which it was told
    ("Rebels shelled the port, officials said on Monday.", "shelled", "2024-08-12", "published"),
    ("On August 3, Norpress reported that envoys were banned.", "banned", "2024-08-03", "published"),
    ("Toria said on Monday that it would shell the port.", "shell", "2024-08-12", "published"),
    ("Toria accused the army on Sunday of shelling the port.", "shelling", "2024-08-11", "published"),
    ("The army said last month that it shelled the port.", "shelled", "2024-08-14", "published"),
    ("Rebels shelled the port as envoys spoke on Monday.", "shelled", "2024-08-14", "published"),
    # by and until look ahead
    (
        "Toria would act if they failed to arrest him by the end of September.",
        "arrest",
        "2024-09-01",
        "month",
    ),
    ("Toria demanded that they withdraw by October.", "withdraw", "2024-10-01", "month"),
    ("They have not agreed to withdraw the troops by 30 September.", "withdraw", "2024-09-30", "day"),
    ("The rebels must leave the port by Tuesday.", "leave", "2024-08-20", "day"),
    ("The rebels were told to leave the port by the end of July.", "leave", "2024-07-01", "month"),
    ("The rebels left the port by the end of October.", "left", "2023-10-01", "month"),
    ("The rebels failed to leave the port by the end of October.", "leave", "2023-10-01", "month"),
    ("Toria suspended the aid until October.", "suspended", "2024-08-14", "published"),
    ("Toria will suspend the aid until October.", "suspend", "2024-10-01", "month"),
    ("Officials said on Monday that rebels had shelled the port in March.", "shelled", "2024-03-01", "month"),
    ("Friday's attack on the port killed two soldiers.", "attack", "2024-08-09", "day"),
    ("The army condemned Friday's attack on the port.", "condemned", "2024-08-14", "published"),
    ("The army launched strikes on the port on Sunday.", "strikes", "2024-08-11", "day"),
    ("Rebels began shelling the port yesterday.", "shelling", "2024-08-13", "day"),
    ("Rebels shelled the port.", "shelled", "2024-08-14", "published"),
]


@pytest.mark.parametrize(("text", "word", "expected", "precision"), ACTS)
def test_an_act_has_the_date_of_its_clause(text, word, expected, precision):
    document = read(Article(id="a", text=text, published=PUBLISHED))
    token = next(t.i for t in document.doc if t.text == word)
    found = dated(document, document.sentence_of(token), token)
    assert found == (Date.fromisoformat(expected), precision)


def test_no_date_at_all():
    document = read(Article(id="a", text="Rebels shelled the port on Monday."))
    assert dated(document, document.sentences[0], 1) == (None, "published")


def test_a_date_alone_in_its_sentence_ends():
    document = read(Article(id="a", text="Monday. Early March. Rebels left.", published=PUBLISHED))
    for token in document.doc:
        dated(document, document.sentence_of(token), token.i)
