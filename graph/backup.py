"""A copy of the local server's database in one file, and a database out of such a copy.

The file is the zip archive that ArcadeDB makes, with a note of ours: which layout, and how many nodes.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from graph import local
from graph.archive import NOTE, Note, note_of, unpacked
from graph.bolt import NO_ROOM
from graph.errors import InputError, OutputError, StoreBusy, StoreError, StoreFull, StoreUnavailable
from graph.layout import layout_of
from graph.lock import locked, try_lock
from graph.private import write_secret
from graph.server import ANSWER, ASIDE, DATABASE, DATABASES, LOCK, REQUEST
from graph.settings import Settings
from graph.store import WAIT_SECONDS, GraphStore
from graph.writes import LABELS

HEARD_SECONDS = 20.0  # until the server takes a request


@dataclass(frozen=True)
class _Places:
    """The folders of a restore."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / DATABASES / DATABASE

    @property
    def aside(self) -> Path:
        return self.folder / ASIDE

    @property
    def new(self) -> Path:
        return self.folder / "restoring"


def back_up(settings: Settings, target: Path, *, force: bool = False) -> Note:
    """Write the database of the local server into `target`, while others read; writers wait. The file is
    there when it is whole. OutputError where it cannot be written, or is there already without `force`."""
    _check_target(target, force)
    part = target.absolute().with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with GraphStore.open(settings) as store:
            folder = local.make_folder(settings)
            with locked(folder / local.WRITE_LOCK, WAIT_SECONDS):
                note = _note(store)
                _ask_server(settings, folder, part)
        with ZipFile(part, "a") as archive:
            archive.writestr(NOTE, note.model_dump_json())
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise OutputError(f"cannot write {target}: {error.strerror}; nothing of it was kept") from error
    finally:
        part.unlink(missing_ok=True)
    return note


def _check_target(target: Path, force: bool) -> None:
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise OutputError(f"cannot write {target}: name a file in a folder that is there")
    if target.exists() and not force:
        raise OutputError(f"{target} is there already; name another file, or overwrite it with --force")


def _note(store: GraphStore) -> Note:
    counts = {label: store.rows(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"] for label in LABELS}
    return Note(layout=layout_of(store.rows), nodes=counts)


def _ask_server(settings: Settings, folder: Path, part: Path) -> None:
    """Have the server write the archive; it alone has the database open."""
    server = local.status(settings).local
    (folder / ANSWER).unlink(missing_ok=True)
    write_secret(folder / REQUEST, str(part))
    asked = time.monotonic()
    while not (folder / ANSWER).exists():
        time.sleep(0.05)
        if server is None or local.status(settings).local != server:
            raise StoreUnavailable("the local graph server ended before the backup was whole; try again")
        if (folder / REQUEST).exists() and time.monotonic() - asked > HEARD_SECONDS:
            (folder / REQUEST).unlink(missing_ok=True)
            raise StoreUnavailable(
                "the local graph server does not take the request; it may be an older one: "
                "`actorgraph db stop`, and try again"
            )
    error = json.loads((folder / ANSWER).read_text("utf-8"))["error"]
    (folder / ANSWER).unlink(missing_ok=True)
    if error:
        what = f"the backup was not written ({error})"
        if any(mark in error for mark in NO_ROOM):
            raise StoreFull(f"{what}; make room on the disk and try again")
        raise StoreError(what)


def restore(settings: Settings, source: Path, *, force: bool = False) -> Note:
    """Put the database of a backup in the place of the local server's. The one that was there is kept aside
    until the other has opened with all its nodes, else it comes back. InputError where `source` is no whole
    backup; StoreError where the graph holds articles and `force` is not given."""
    note = note_of(source)
    places = _Places(local.make_folder(settings))
    if places.aside.exists():
        raise StoreError(
            f"an earlier restore was interrupted and left the former database in {places.aside}; "
            "move it elsewhere or delete it, and try again"
        )
    if not force:
        _check_empty(settings)
    with locked(places.folder / local.WRITE_LOCK, WAIT_SECONDS):
        try:
            unpacked(source, places.new, settings.disk_spare)
            _swap(settings, places, note)
        finally:
            shutil.rmtree(places.new, ignore_errors=True)
    return note


def _check_empty(settings: Settings) -> None:
    with GraphStore.open(settings) as store:
        if layout_of(store.rows) is not None and store.rows("MATCH (a:Article) RETURN a.id AS id LIMIT 1"):
            raise StoreError(
                "the graph holds articles; a restore takes their place with --force "
                "(`actorgraph db backup` or `actorgraph export` keeps them)"
            )


def _swap(settings: Settings, places: _Places, note: Note) -> None:
    with _stopped(settings, places.folder):
        if places.database.exists():
            places.database.rename(places.aside)
        places.database.parent.mkdir(exist_ok=True)
        places.new.rename(places.database)
    try:
        with GraphStore.open(settings) as store:
            if (found := _note(store)) != note:
                raise InputError(f"it holds {found.nodes} and should hold {note.nodes}")
    except BaseException as error:
        with _stopped(settings, places.folder):
            shutil.rmtree(places.database)
            if places.aside.exists():
                places.aside.rename(places.database)
        if isinstance(error, Exception):
            raise InputError(
                f"the database of the backup does not open as it should ({error}); "
                "the graph is as it was before"
            ) from error
        raise
    shutil.rmtree(places.aside, ignore_errors=True)


@contextmanager
def _stopped(settings: Settings, folder: Path) -> Iterator[None]:
    """The server ended, and none that starts before the end of this."""
    for _ in range(20):
        local.stop(settings)
        if (handle := try_lock(folder / LOCK)) is not None:
            break
    else:
        raise StoreBusy("others keep starting the local graph server; end them and try again")
    try:
        yield
    finally:
        os.close(handle)
