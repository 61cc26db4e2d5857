"""A file with several articles is split into them; an ordinary article stays one."""

import gzip
import json
from pathlib import Path

import pytest

from ingest.boilerplate import boilerplate, patterns
from ingest.headline import is_headline
from ingest.split import split

SHARED = Path(__file__).parents[2].parent / "shared"

FERRY = (
    "Arland Closes Its Ports To Borland's Ferries After Collision",
    "The transport ministry of Arland said on Monday that no ferry from Borland may land in its ports until "
    "the collision off Cape Mirrow has been explained. Captain Oda Renn, who steered the Kestrel, told the "
    "harbour court that a Borlandic patrol boat had crossed her course without lights.",
    "Borland rejected the charge. Its coast guard said that the Kestrel had been warned twice by radio, and "
    "that two sailors were still missing.",
)
MINES = (
    "Miners' Union Ends Strike In Corland After Vote In Tessaly",
    "Workers of the copper mines near Tessaly voted on Sunday to end a strike of seven weeks, the union's "
    "chair, Ilo Marsh, told reporters. Parliament had threatened to send in the guard.",
    "The company, Greyfield, offered a raise of nine percent and promised to take back the forty men whom it "
    "had dismissed in Vellmar in the spring.",
)
PLAIN_TITLES = ("Ports stay closed after the collision", "Union ends its strike after seven weeks of talks")


def file_of(*articles: tuple[str, ...], between: str = "\n\n") -> str:
    return between.join("\n\n".join(article) for article in articles)


def shape(text: str, *, markdown: bool = False) -> list[tuple[str, int]]:
    return [(part.title, len(part.paragraphs)) for part in split(text, markdown=markdown)]


def test_two_articles_in_title_case():
    assert shape(file_of(FERRY, MINES)) == [(FERRY[0], 2), (MINES[0], 2)]


def test_three_articles():
    third = (
        "Vellmar Names Tova Lindqvist Its First Woman Mayor",
        "Tova Lindqvist, who led the Harbour List to victory in April, took her oath in Vellmar on Friday. "
        "She promised to lower rents, to mend the Halden bridge and to open the books of the city's bank.",
        "Her rival Jarl Stenmark of the Crown Party, who had called the count a fraud, stayed away.",
    )
    assert [title for title, _ in shape(file_of(FERRY, MINES, third))] == [FERRY[0], MINES[0], third[0]]


@pytest.mark.parametrize("line", ["---", "* * *", "==========", "See also", "© 2031 The Daily Lantern"])
def test_plain_headline_after_a_dividing_line(line):
    text = file_of((PLAIN_TITLES[0], *FERRY[1:]), (PLAIN_TITLES[1], *MINES[1:]), between=f"\n\n{line}\n\n")
    assert shape(text) == [(PLAIN_TITLES[0], 2), (PLAIN_TITLES[1], 2)]


def test_plain_headline_before_a_dateline():
    second = (PLAIN_TITLES[1], f"TESSALY, May 3 (NPA) - {MINES[1]}", MINES[2])
    assert shape(file_of((PLAIN_TITLES[0], *FERRY[1:]), second)) == [
        (PLAIN_TITLES[0], 2),
        (PLAIN_TITLES[1], 2),
    ]


def test_articles_without_blank_lines():
    text = "\n".join((*FERRY, *MINES))
    assert shape(text) == [(FERRY[0], 2), (MINES[0], 2)]


@pytest.mark.parametrize(
    "subhead",
    [
        "Background",
        "What happens next",
        "A long quarrel over the Mirrow strait",
        "Two Sailors Still Missing",
        "What do we know about the Kestrel and her crew?",
        "By Ann Other and Bo Field",
        "Update at 9:10 a.m.: Arland Sends A Second Ship",
        "Read more: Borland Recalls Its Ambassador From Arland",
        "“We Never Saw The Kestrel On Our Radar That Night”",
        "The Kestrel in the port of Arland. Photograph: Rolf Inger/NPA via Getty Images",
    ],
)
def test_subhead_does_not_split(subhead):
    more = "Oda Renn has steered ferries between Arland and Borland for twenty years. " * 4
    assert len(split("\n\n".join((*FERRY, subhead, more)))) == 1


def test_headline_without_text_under_it_is_no_article():
    assert len(split(file_of(FERRY, (MINES[0],)))) == 1


def test_repeated_title_does_not_split():
    assert len(split("\n\n".join((*FERRY, FERRY[0], *FERRY[1:])))) == 1


def test_boilerplate_is_in_no_text():
    text = "\n\n".join(
        (
            FERRY[0],
            "| News, Seas, Arland",
            *FERRY[1:],
            "Share on Facebook",
            MINES[0],
            "5 min read",
            *MINES[1:],
            "See Also",
            "Ferries Sail Again From Cape Mirrow",
            "Harbour Court To Hear Captain In June",
            '"Lantern" seeks local correspondents in Corland. Send CV and letter to jobs@lantern.example.',
            'Our website uses cookies. By clicking on "I agree" you accept them.',
        )
    )
    assert shape(text) == [(FERRY[0], 2), (MINES[0], 2)]


def test_links_after_see_also_do_not_hide_the_next_article():
    text = file_of(FERRY, ("See also", "Harbour Court To Hear Captain In June"), MINES)
    assert shape(text) == [(FERRY[0], 2), (MINES[0], 2)]


@pytest.mark.parametrize(
    "line",
    [
        "The ministers spoke about cookies and tariffs.",
        "Share prices fell in Vellmar after the vote.",
        "Sign up for nothing, the union told its members before the vote on Sunday; they did not listen.",
        "Readers of the Lantern saw also what the court had seen.",
        "Borland seeks writers' help to end the boycott, its minister of culture said.",
        "Copyright law was not on the table when Arland met Borland.",
        "Related charges were dropped on Monday.",
        "He said: read more.",
        "Photos of the collision were shown in court.",
        "Video evidence convinced the court of Tessaly.",
    ],
)
def test_sentences_are_no_boilerplate(line):
    assert boilerplate(line) is None


def test_every_pattern_says_what_it_is():
    found = [pattern.about for group in patterns() for pattern in group]
    assert all(found)


def test_markdown_is_split_at_its_first_headings():
    text = (
        f"# {PLAIN_TITLES[0]}\n\n{FERRY[1]}\n\n## Charges\n\n{FERRY[2]}\n\n# {PLAIN_TITLES[1]}\n\n{MINES[1]}"
    )
    assert shape(text, markdown=True) == [(PLAIN_TITLES[0], 3), (PLAIN_TITLES[1], 1)]


def test_underlined_heading_is_a_title():
    assert shape(f"{FERRY[0]}\n=====\n\nThe court sat on Monday.", markdown=True) == [(FERRY[0], 1)]


@pytest.mark.parametrize("line", ["---", "See also", "© 2031 The Daily Lantern"])
def test_sentences_after_a_dividing_line_are_kept(line):
    last = "The court will sit again on Friday."
    assert split("\n\n".join((*FERRY, line, last)))[-1].paragraphs[-1] == last


def test_headings_of_sections_do_not_split_markdown():
    text = f"# {PLAIN_TITLES[0]}\n\n{FERRY[1]}\n\n## {MINES[0]}\n\n{MINES[1]}"
    assert len(split(text, markdown=True)) == 1


@pytest.mark.parametrize(
    "line", ["", "A", "Arland denied it.", "and then they left the room together", "1234 5678 9 10"]
)
def test_no_headline(line):
    assert not is_headline(line)


needs_seed = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not beside this repository")


@needs_seed
def test_seed_is_two_articles():
    parts = split((SHARED / "seed" / "article.txt").read_text("utf-8"))
    lines = (SHARED / "seed" / "article.txt").read_text("utf-8").splitlines()
    assert len(parts) == 2
    assert all(part.title in lines for part in parts)
    text = "\n".join(line for part in parts for line in part.paragraphs)
    for waste in ("| News", "See Also", "local specialists", "cookies", "CV", "remuneration"):
        assert waste not in text
    assert len(text) > 3000


@needs_seed
def test_real_articles_stay_whole():
    with gzip.open(SHARED / "corpora" / "articles.jsonl.gz", "rt") as file:
        rows = [json.loads(line) for line in file]
    whole = [row for row in rows if len(split(f"{row['title']}\n\n{row['text']}")) == 1]
    assert len(rows) > 3000
    assert len(whole) >= 0.99 * len(rows)


@needs_seed
def test_real_articles_one_behind_the_other_are_found():
    with gzip.open(SHARED / "corpora" / "articles.jsonl.gz", "rt") as file:
        rows = [json.loads(line) for number, line in enumerate(file) if number % 10 == 5]
    long = [row for row in rows if len(row["text"].split()) > 80]
    found = 0
    for one, two in zip(long[::2], long[1::2], strict=False):
        text = f"{one['title']}\n\n{one['text']}\n\n{two['title']}\n\n{two['text']}"
        found += " ".join(two["title"].split()) in [part.title for part in split(text)]
    assert found >= 0.7 * (len(long) // 2)
