"""Backups of the local server: whole while others read and write, restored whole, and nothing lost when the
file is damaged, foreign or hostile."""

import os
import resource
import shutil
import threading
from contextlib import contextmanager
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from graph import backup, local
from graph.archive import NOTE
from graph.errors import InputError, OutputError, StoreError, StoreFull
from graph.server import ASIDE, DATABASE, DATABASES
from graph.settings import Settings
from graph.store import GraphStore


@pytest.fixture
def few(build):
    return [build.coding(f"a{n}", build.line("AID", "NOR", "SUD", date=None)) for n in range(20)]


@pytest.fixture
def filled(local_store, few):
    local_store.write(few)
    return local_store


def stays(store, dump, file, match, error=InputError):
    before = dump(store)
    with pytest.raises(error, match=match):
        backup.restore(store.settings, file, force=True)
    assert dump(store) == before
    folder = local.status(store.settings).folder
    assert not (folder / ASIDE).exists()
    assert not (folder / "restoring").exists()


def test_a_backup_is_restored_whole(filled, build, dump, tmp_path):
    file = tmp_path / "ü 100%#1.zip"
    before = dump(filled)
    note = backup.back_up(filled.settings, file)
    assert note.nodes["Article"] == 20
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert file.stat().st_mode & 0o077 == 0
    filled.write([build.coding("later", build.line("ACCUSE", "SUD", "NOR"))])
    with pytest.raises(StoreError, match="--force"):
        backup.restore(filled.settings, file)
    assert backup.restore(filled.settings, file, force=True) == note
    assert dump(filled) == before
    assert filled.write([build.coding("later", build.line("ACCUSE", "SUD", "NOR"))]).articles == 1
    assert filled.find_sentences("aid")


def test_a_backup_goes_into_another_home(filled, dump, tmp_path):
    file = tmp_path / "all.zip"
    backup.back_up(filled.settings, file)
    settings = Settings(home=tmp_path / "home")
    try:
        backup.restore(settings, file)
        with GraphStore.open(settings, role="analyst") as other:
            assert dump(other) == dump(filled)
    finally:
        local.stop(settings)


def test_a_backup_is_whole_while_others_write_and_read(local_store, few, dump, tmp_path, empty_store):
    ended = threading.Event()
    reads = []
    local_store.write(few[:1])

    def write():
        with GraphStore.open(local_store.settings) as store:
            for coding in few:
                store.write([coding])

    def read():
        with GraphStore.open(local_store.settings, role="analyst") as store:
            while not ended.is_set():
                reads.append(store.rows("MATCH (a:Article) RETURN count(a) AS n")[0]["n"])

    threads = [threading.Thread(target=write), threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    notes = [backup.back_up(local_store.settings, tmp_path / f"{n}.zip") for n in range(3)]
    threads[0].join()
    ended.set()
    threads[1].join()
    assert len(reads) > 3
    backup.restore(local_store.settings, tmp_path / "2.zip", force=True)
    kept = {row["id"] for row in local_store.rows("MATCH (a:Article) RETURN a.id AS id")}
    assert len(kept) == notes[2].nodes["Article"]
    restored = dump(local_store)
    empty_store(local_store)
    local_store.write([coding for coding in few if coding.article.id in kept])
    assert dump(local_store) == restored


def test_a_file_is_not_overwritten_and_not_left_half(filled, tmp_path, monkeypatch):
    file = tmp_path / "all.zip"
    file.write_text("mine")
    with pytest.raises(OutputError, match="--force"):
        backup.back_up(filled.settings, file)
    with pytest.raises(OutputError, match="name a file in a folder that is there"):
        backup.back_up(filled.settings, tmp_path / "no" / "all.zip")
    assert file.read_text() == "mine"
    backup.back_up(filled.settings, file, force=True)
    assert ZipFile(file).testzip() is None
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]


def test_what_is_no_backup_is_refused_and_nothing_is_lost(filled, dump, tmp_path):
    good = tmp_path / "good.zip"
    backup.back_up(filled.settings, good)
    bad = tmp_path / "bad.zip"
    stays(filled, dump, tmp_path / "none.zip", "there is no file")
    bad.write_text("no archive")
    stays(filled, dump, bad, "damaged or no backup")
    bad.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    stays(filled, dump, bad, "damaged or no backup")
    flipped = bytearray(good.read_bytes())
    flipped[len(flipped) // 3] ^= 0xFF
    bad.write_bytes(flipped)
    stays(filled, dump, bad, "damaged or no backup|as it was before")
    for name in ("../outside", "/etc/outside", "a/b", "..", "C:\\outside"):
        shutil.copy(good, bad)
        with ZipFile(bad, "a") as archive:
            archive.writestr(name, "x")
        stays(filled, dump, bad, "holds what no backup holds")
    with ZipFile(bad, "w") as archive:
        archive.writestr("schema.json", "{}")
    stays(filled, dump, bad, f"holds no {NOTE}")


def test_a_database_that_does_not_open_gives_way_to_the_former(filled, dump, tmp_path):
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    backup.back_up(filled.settings, good)
    with ZipFile(good) as old, ZipFile(bad, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, b"{" if entry.filename.startswith("schema") else data)
    stays(filled, dump, bad, "the graph is as it was before")
    with ZipFile(good) as old, ZipFile(bad, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            told = data.replace(b'"Article":20', b'"Article":21') if entry.filename == NOTE else data
            new.writestr(entry.filename, told)
    stays(filled, dump, bad, "should hold")


def test_a_disk_without_room_is_told_and_nothing_is_lost(filled, dump, tmp_path):
    file, other = tmp_path / "all.zip", tmp_path / "other.zip"
    backup.back_up(filled.settings, file)
    with no_large_files(local.start(filled.settings).pid, 2_000), pytest.raises(StoreFull, match="make room"):
        backup.back_up(filled.settings, other)
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]
    with no_large_files(os.getpid(), 100_000):
        stays(filled, dump, file, "the disk is full", StoreFull)
    spare = filled.settings.model_copy(update={"disk_spare": 10**9})
    with pytest.raises(StoreFull, match="ACTORGRAPH_DISK_SPARE"):
        backup.restore(spare, file, force=True)
    backup.back_up(filled.settings, other)
    backup.restore(filled.settings, other, force=True)


@contextmanager
def no_large_files(process, size):
    """A process finds the disk full where a file grows over `size` bytes."""
    before = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, before)


def test_a_restore_that_was_killed_between_two_folders_loses_nothing(filled, dump):
    before, folder = dump(filled), local.status(filled.settings).folder
    local.stop(filled.settings)
    (folder / DATABASES / DATABASE).rename(folder / ASIDE)
    assert dump(filled) == before
    assert not (folder / ASIDE).exists()
