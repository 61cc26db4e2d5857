"""Files, folders and standard input to articles; what cannot be read comes out as a failure by name."""

import gzip
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from graph.model import Article
from ingest import load as loading
from ingest.failure import Failure
from ingest.load import expected, load

SENTENCE = "The defence minister of Arland accused Borland on Monday of moving troops to the river."
BODY = " ".join([SENTENCE, "Borland denied it.", "Talks between the two go on in the capital of Corland."])
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Arland Accuses Borland | Lantern</title>
<meta property="og:title" content="Arland Accuses Borland Over Troops">
<meta property="og:site_name" content="The Daily Lantern">
<meta property="article:published_time" content="2021-05-06T07:08:09Z">
<link rel="canonical" href="https://lantern.example/a/1"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Arland Accuses Borland Over Troops</h1><p>{BODY}</p>
<p>{BODY.replace("Monday", "Tuesday")}</p></article>
<footer>Our website uses cookies.</footer></body></html>"""


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def only(path: Path | str) -> Article:
    (item,) = load([path])
    assert isinstance(item, Article), item
    return item


def reason(path: Path | str) -> str:
    (item,) = load([path])
    assert isinstance(item, Failure), item
    assert item.path == str(path)
    return item.reason


def row(**fields: object) -> str:
    return json.dumps({"title": "Arland Accuses Borland", "text": BODY, **fields}) + "\n"


def test_text_file_has_title_body_and_language(tmp_path):
    article = only(put(tmp_path, "a.txt", f"Arland Accuses Borland Over Troops\n\n{BODY}\n"))
    assert article.title == "Arland Accuses Borland Over Troops"
    assert article.text == f"{article.title}\n{BODY}"
    assert article.language == "en"
    assert article.publisher is None
    assert article.published is None


def test_title_right_above_the_text(tmp_path):
    article = only(put(tmp_path, "a.txt", f"Arland Accuses Borland Over Troops\n{BODY} {BODY}\n{BODY}"))
    assert article.title == "Arland Accuses Borland Over Troops"


def test_text_without_title(tmp_path):
    article = only(put(tmp_path, "a.txt", BODY))
    assert (article.title, article.text) == ("", BODY)


@pytest.mark.parametrize("line", ["12 May 2021", "Published: 12 May 2021", "May 12, 2021", "2021-05-12"])
def test_date_under_the_title_is_the_date_and_no_text(tmp_path, line):
    article = only(put(tmp_path, "a.txt", f"Arland Accuses Borland Over Troops\n\n{line}\n\n{BODY}"))
    assert article.published == date(2021, 5, 12)
    assert article.text == f"{article.title}\n{BODY}"


def test_lines_at_the_head_tell_publisher_date_and_address(tmp_path):
    head = (
        "Title: Troops At The River\nPublisher: The Daily Lantern\nDate: 2021-05-12\nURL: https://l.example/1"
    )
    article = only(put(tmp_path, "a.txt", f"{head}\n\n{BODY}"))
    assert (article.title, article.publisher) == ("Troops At The River", "The Daily Lantern")
    assert (article.published, article.url) == (date(2021, 5, 12), "https://l.example/1")
    assert article.text == f"Troops At The River\n{BODY}"


def test_markdown_with_front_matter(tmp_path):
    head = (
        '---\ntitle: "Troops at the river"\npublisher: The Daily Lantern\ndate: 2021-05-12\ntags: [x]\n---\n'
    )
    text = head + f"# Troops at the river\n\nThe **minister** of [Arland](https://a.example) spoke. {BODY}\n"
    article = only(put(tmp_path, "a.md", text))
    assert (article.title, article.publisher) == ("Troops at the river", "The Daily Lantern")
    assert article.text == f"Troops at the river\nThe minister of Arland spoke. {BODY}"


def test_markdown_heading_is_the_title(tmp_path):
    text = f"# Troops at the river.\n\n{BODY}\n\n## What is known\n\n{BODY}\n"
    article = only(put(tmp_path, "a.md", text))
    assert article.title == "Troops at the river."
    assert "#" not in article.text


def test_page_tells_title_outlet_date_and_address(tmp_path):
    article = only(put(tmp_path, "a.html", PAGE))
    assert article.title == "Arland Accuses Borland Over Troops"
    assert (article.publisher, article.published) == ("The Daily Lantern", date(2021, 5, 6))
    assert article.url == "https://lantern.example/a/1"
    assert BODY in article.text
    assert article.text.count(article.title) == 1
    assert "cookies" not in article.text


def test_broken_page_still_gives_its_text(tmp_path):
    broken = (
        PAGE.replace("</p>", "")
        .replace("</article>", "<div <b>>")
        .replace("</html>", "")
        .replace("</head>", "")
    )
    assert SENTENCE in only(put(tmp_path, "a.htm", broken)).text


def test_page_in_a_legacy_encoding_that_it_names(tmp_path):
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-2"').replace("The defence", "Łódź: The defence")
    assert "Łódź" in only(put(tmp_path, "a.html", page.encode("iso-8859-2"))).text


def test_rows_keep_their_ids_and_text(tmp_path):
    text = f"  {BODY}\r\n\r\nEnd. "
    rows = row(id="x1", text=text, outlet="Lantern", date="2021-05-12") + row(
        id=7, publisher="Tide", lang="en-GB"
    )
    first, second = load([put(tmp_path, "a.jsonl", rows)])
    assert first.id == "x1"
    assert first.text == f"Arland Accuses Borland\n{text}"
    assert (first.publisher, first.published) == ("Lantern", date(2021, 5, 12))
    assert (second.id, second.publisher, second.language) == ("7", "Tide", "en")


def test_rows_may_be_packed(tmp_path):
    path = put(tmp_path, "a.jsonl.gz", gzip.compress((row(id="1") + row(id="2")).encode()))
    assert [article.id for article in load([path])] == ["1", "2"]
    assert expected([path]) == 2


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ('{"text": "cut o', "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('{"title": "no text"}', "text: Field required"),
        ('{"text": ""}', "text"),
        ('{"text": "  "}', "the text is empty"),
        ('{"text": null}', "text"),
        ('{"text": "A met B.", "date": "in spring"}', "the date 'in spring' cannot be read"),
        ('{"text": "A met B.", "date": "04/05/2021"}', "write it as 2024-08-12"),
        ('{"text": "A met B.", "id": "' + "x" * 201 + '"}', "id"),
        ('{"text": "A met B.", "title": {"a": 1}}', "title"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_bad_row_fails_alone(tmp_path, bad, said):
    path = put(tmp_path, "a.jsonl", row(id="1") + bad + "\n\n" + row(id="4"))
    first, failure, last = load([path])
    assert (first.id, last.id) == ("1", "4")
    assert (failure.path, failure.line) == (str(path), 2)
    assert said in failure.reason


def test_row_with_what_no_database_takes(tmp_path):
    article = only(put(tmp_path, "a.jsonl", '{"text": "A\\u0000 met \\ud800 B.", "title": "T"}'))
    assert article.text == "T\nA\ufffd met \ufffd B."
    article.text.encode()


def test_wrapped_lines_are_joined(tmp_path):
    import textwrap

    text = "Arland Accuses Borland\n\n" + "\n\n".join(textwrap.fill(BODY, 60) for _ in range(2))
    assert only(put(tmp_path, "a.txt", text)).text == f"Arland Accuses Borland\n{BODY}\n{BODY}"


def test_folder_is_read_through_in_order(tmp_path):
    for name in ("b/2.txt", "a.txt", "b/1.md", "c.jsonl", "B.HTML"):
        put(
            tmp_path,
            name,
            PAGE if name == "B.HTML" else row(id="r") if name == "c.jsonl" else f"{name} {BODY}",
        )
    for name in ("picture.png", ".hidden.txt", ".git/x.txt", "b/notes.pdf"):
        put(tmp_path, name, b"%PDF-")
    found = list(load([tmp_path]))
    assert all(isinstance(item, Article) for item in found)
    assert [item.text[:8] for item in found] == ["Arland A", "a.txt Th", "Arland A", "b/1.md T", "b/2.txt "]
    assert expected([tmp_path]) == 5


def test_standard_input_may_be_any_kind():
    for data, said in ((BODY, BODY), (PAGE, SENTENCE), ("\n" + row(id="x"), BODY), ("\ufeff" + row(), BODY)):
        (article,) = load(["-"], stdin=io.BytesIO(data.encode()))
        assert said in article.text
    (failure,) = load(["-"], stdin=io.BytesIO(b""))
    assert str(failure) == "standard input: the file is empty"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\n ", "the file is empty"),
        ("a.jsonl", b"\n\n", "the file is empty"),
        ("a.html", b"", "the file is empty"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.txt", b"%PDF-1.7\nnot text", "binary"),
        ("a.txt", b"PK\x03\x04" + b"x" * 100, "binary"),
        ("a.txt", b"\x7fELF" + b"\x00" * 500, "binary"),
        ("a.html", b"just words without any tag", "no HTML"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "no article text"),
        ("a.txt", b"See also\n\nOur website uses cookies.\n", "no article"),
        ("a.txt", b"---\ntitle: T\n---\n", "no text"),
        ("a.jsonl.gz", b"this is not packed", "not a gzipped file"),
        ("a.jsonl.gz", gzip.compress(b"{}" * 5000)[:-20], "ends too early"),
        ("a.pdf", b"%PDF-1.7", "cannot read files of kind '.pdf'"),
        ("a", b"words", "without a suffix"),
        ("a.jsonl", row().encode("utf-16"), "UTF-8"),
    ],
)
def test_bad_files_say_why(tmp_path, name, data, said):
    assert said.lower() in reason(put(tmp_path, name, data)).lower()


def test_missing_path(tmp_path):
    assert reason(tmp_path / "no.txt") == "there is no such file or folder"


def test_address():
    assert "save the page" in reason("https://lantern.example/a/1")


def test_folder_without_articles(tmp_path):
    put(tmp_path, "a.png", b"")
    assert "no articles" in reason(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="named pipes are of POSIX systems")
def test_what_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a file" in reason(tmp_path / "pipe.txt")


def test_fifty_megabytes_of_one_line(tmp_path):
    path = put(tmp_path, "a.txt", b"word " * 10_000_000)
    assert "larger than 20 MB" in reason(path)


def test_fifty_megabytes_of_one_row_do_not_stop_the_others(tmp_path):
    long = b'{"text": "' + b"word " * 10_000_000 + b'"}\n'
    first, failure, last = load(
        [put(tmp_path, "a.jsonl", row(id="1").encode() + long + row(id="3").encode())]
    )
    assert (first.id, last.id) == ("1", "3")
    assert (failure.line, failure.reason) == (2, "the line is longer than 20 MB")


def test_one_article_has_a_limit(tmp_path):
    path = put(tmp_path, "a.txt", (SENTENCE + " ") * 30_000)
    assert "at most 2,000,000" in reason(path)


def test_a_packed_bomb_is_not_unpacked_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "MOST_BYTES", 1000)
    path = put(tmp_path, "a.txt.gz", gzip.compress(b"word " * 1_000_000))
    assert "larger than" in reason(path)


def test_unreadable_file(tmp_path, monkeypatch):
    path = put(tmp_path, "a.txt", BODY)
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read all: let the system refuse in its place
        monkeypatch.setattr(
            Path, "open", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied"))
        )
    assert "you may not read this" in reason(path)


def test_same_address_is_the_same_article(tmp_path):
    one = only(put(tmp_path, "a.html", PAGE))
    two = only(put(tmp_path, "b.html", PAGE.replace("Tuesday", "Wednesday")))
    assert one.id == two.id
    assert one.text != two.text
