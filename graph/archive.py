"""The file of a backup: is it one, is it whole, and can it be unpacked without harm?"""

import errno
import os
import re
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.disk import check_room
from graph.errors import InputError, StoreFull
from graph.layout import check_known

NOTE = "actorgraph.json"
NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,200}")
MOST_NOTE, MOST_FILES = 100_000, 10_000
NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
MOST_RATIO = 1_100  # deflate packs no better


class Note(BaseModel):
    """What a backup says of itself."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    layout: int | None
    nodes: dict[str, int]


def note_of(source: Path) -> Note:
    """The note of a backup; InputError where it is none, StoreError where it is of a newer layout."""
    with _archive(source) as archive:
        _check_files(archive.infolist())
        if NOTE not in archive.namelist() or archive.getinfo(NOTE).file_size > MOST_NOTE:
            raise InputError(f"{source} is no backup of actorgraph: it holds no {NOTE}")
        note = Note.model_validate_json(archive.read(NOTE))
    check_known(note.layout)
    return note


def unpacked(source: Path, folder: Path, spare: int) -> None:
    """Unpack the database of a backup into a new folder; every file is checked. StoreFull where that would
    leave less than `spare` megabytes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    with _archive(source) as archive:
        files = [entry for entry in archive.infolist() if entry.filename != NOTE]
        check_room(folder, spare + sum(entry.file_size for entry in files) // 1_000_000)
        for entry in files:
            with archive.open(entry) as packed, (folder / entry.filename).open("xb") as out:
                shutil.copyfileobj(packed, out, 1 << 20)
                out.flush()
                os.fsync(out.fileno())


@contextmanager
def _archive(source: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(source) as archive:
            yield archive
    except FileNotFoundError as error:
        raise InputError(f"there is no file {source}") from error
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValidationError) as error:
        raise InputError(f"{source} is damaged or no backup ({error}); nothing was changed") from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StoreFull("the disk is full; make room and try again. Nothing was changed") from error
        raise InputError(f"cannot read {source}: {error.strerror}") from error


def _check_files(entries: list[ZipInfo]) -> None:
    """Plain files beside each other, of believable sizes."""
    names = [entry.filename for entry in entries]
    odd = [name for name in names if not NAME.fullmatch(name)]
    swollen = [e.filename for e in entries if e.file_size > MOST_RATIO * e.compress_size + 10_000]
    if odd or swollen or len(set(names)) < len(names) or len(names) > MOST_FILES:
        what = (odd or swollen or ["too many files, or one twice"])[0]
        raise BadZipFile(f"it holds what no backup holds: {what[:80]!r}")
