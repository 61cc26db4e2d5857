"""Bytes to text: which encoding, and what is no text at all."""

import codecs
import re

from charset_normalizer import from_bytes

from graph.errors import InputError

BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark begins in the same way
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
BINARIES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
LATIN_SHARE = 0.3  # of bytes above 127: more of them is no western text
UNSAFE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


def decoded(data: bytes, *, html: bool = False) -> str:
    """The text of a file: by its mark, as UTF-8, by what a page says of itself, by what its bytes look like.

    >>> decoded("Łódź said “no”".encode("utf-16"))
    'Łódź said “no”'
    >>> decoded("café – naïve".encode("cp1252"))
    'café – naïve'
    """
    for mark, encoding in BOMS.items():
        if data.startswith(mark):
            return clean(data[len(mark) :].decode(encoding, "replace"))
    wide = _wide(data)
    if wide:
        return clean(data.decode(wide, "replace"))
    if _is_binary(data):
        raise InputError("this is a binary file, not text; convert it to text or HTML first")
    return clean(_narrow(data, html))


def clean(text: str) -> str:
    """Characters that no database takes, replaced one for one, so that places in the text stay.

    >>> clean("a\\x00b")
    'a\\ufffdb'
    """
    return UNSAFE.sub("\ufffd", text)


def megabytes(size: int) -> str:
    """A size for a reader.

    >>> megabytes(20_000_000)
    '20 MB'
    """
    return f"{size / 1_000_000:g} MB"


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark shows in English text: every other byte is zero."""
    head = data[:4000]
    half = len(head) // 2
    if half < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def _is_binary(data: bytes) -> bool:
    if data.startswith(BINARIES):
        return True
    head = data[:100_000]
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls > max(1, len(head) // 200) or (b"\x00" in head and controls > len(head) // 1000)


def _narrow(data: bytes, html: bool) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    told = META.search(data[:4096]) if html else None
    if told:
        try:
            return data.decode(codecs.lookup(told[1].decode("ascii")).name, "replace")
        except LookupError:
            pass
    return _guessed(data)


def _guessed(data: bytes) -> str:
    """UTF-8 with some damage, Windows-1252 where few bytes are not ASCII, else what the bytes resemble."""
    damaged = data.decode("utf-8", "replace")
    above = sum(1 for byte in data[:200_000] if byte > 127)
    whole = sum(1 for character in damaged[:200_000] if character > "\x7f" and character != "\ufffd")
    if whole > damaged[:200_000].count("\ufffd"):
        return damaged
    if above <= LATIN_SHARE * min(len(data), 200_000):
        return data.decode("cp1252", "replace")
    best = from_bytes(data[:200_000]).best()
    return data.decode(best.encoding, "replace") if best else damaged
