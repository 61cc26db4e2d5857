"""Text stays text: what goes through `plain` and `highlighted` has no meaning in Markdown."""

import re

import pytest

from dashboard.wording import JOINER, Mark, highlighted, plain, safe_url

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "**bold** _it_ ~~gone~~ `code`",
    "[a](http://evil.example) ![b](http://evil.example/x.png)",
    "http://evil.example www.evil.example me@evil.example",
    "$E = mc^2$ and $$x$$",
    ":smile: :material/home: :red[x] :orange-background[y]",
    "a -> b <- c -- d >= e <= f ~= g",
    "# head\n> quote\n1. one\n- two\n| a | b |",
    "&lt;b&gt; &#60;b&#62; \\<b\\>",
    "]] [[ ][ :[",
]


def shown(markdown: str) -> str:
    """What a reader sees of escaped Markdown."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace(JOINER, "")


@pytest.mark.parametrize("text", HOSTILE)
def test_plain_shows_the_text_itself(text: str) -> None:
    assert shown(plain(text)) == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_every_mark_of_markdown_is_escaped(text: str) -> None:
    left = re.sub(r"\\[!-/:-@\[-`{-~]", "", plain(text))
    assert not re.search(r"[!-/:-@\[-`{-~]", left)


@pytest.mark.parametrize("pair", [":smile", "->", "<-", "--", ">=", "http:/", "e@ev", "www."])
def test_what_backslashes_do_not_stop_is_broken_by_a_joiner(pair: str) -> None:
    assert JOINER in plain(f"x {pair}y")


def test_plain_is_cut_to_a_limit() -> None:
    assert plain("one two three", 8) == "one two…"
    assert plain(None) == ""


def test_control_and_direction_characters_are_left_out() -> None:
    assert plain("a\x00b\x1b\u202ec\u2066d") == "abcd"


def test_the_first_mark_wins_where_marks_overlap() -> None:
    marks = [Mark(start=4, end=7, colour="red"), Mark(start=0, end=11, colour="blue")]
    found = highlighted("one two six", marks)
    assert found == ":blue-background[one] :red-background[two] :blue-background[six]"


def test_paragraphs_are_kept_and_a_mark_may_span_them() -> None:
    found = highlighted("One\ntwo", [Mark(start=0, end=7)])
    assert found == ":orange-background[One]\n\n:orange-background[two]"


def test_long_sentences_are_coloured_in_pieces_that_markdown_still_reads() -> None:
    text = "word) " * 500 + "x" * 2_000
    found = highlighted(text, [Mark(start=0, end=len(text))])
    pieces = re.findall(r":orange-background\[(.*?)(?<!\\)\]", found)
    assert max(map(len, pieces)) < 999
    assert shown(" ".join(pieces)).count("word)") == 500
    assert "".join(pieces).count("x") == 2_000


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "http://",
        "",
        None,
        "https://a b",
        "https://a\nb",
        " https://a.example",
        "HTTPS:evil",
        "http://[bad",
    ],
)
def test_only_web_addresses_are_links(url: str | None) -> None:
    assert safe_url(url) is None


def test_web_addresses_are_kept_as_they_are() -> None:
    assert safe_url("https://news.example/a?b=c#d") == "https://news.example/a?b=c#d"
