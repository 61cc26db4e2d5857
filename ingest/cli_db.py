"""`actorgraph db`: the local server, its backups, and the layout of the graph."""

import argparse
from pathlib import Path

from graph import backup, local
from graph.archive import Note
from graph.errors import SettingsError, StoreUnavailable
from graph.layout import VERSION, layout_of
from graph.settings import Settings
from graph.store import GraphStore
from ingest.cli_graph import checked
from ingest.cli_talk import bar, say, waiting

WITH_FILE, ANYWHERE = ("backup", "restore"), ("migrate", "check")


def db(chosen: argparse.Namespace) -> int:
    """Do what is asked to the local server; `migrate` and `check` also work on a server of one's own."""
    settings = Settings.from_environment()
    if chosen.action in ANYWHERE:
        return {"migrate": _migrate, "check": checked}[chosen.action](settings)
    if settings.url:
        what = (
            "use `neo4j-admin database dump` and `load` there, or `actorgraph export` and `import`"
            if chosen.action in WITH_FILE
            else "unset it to use the local one"
        )
        raise StoreUnavailable(
            f"ACTORGRAPH_URL names {settings.url}: that server is not ours to {chosen.action}; {what}"
        )
    if (chosen.action in WITH_FILE) != (chosen.file is not None):
        wanted = "needs a FILE" if chosen.file is None else "takes no FILE"
        raise SettingsError(f"`actorgraph db {chosen.action}` {wanted}")
    if chosen.action in WITH_FILE:
        return {"backup": _backup, "restore": _restore}[chosen.action](settings, chosen.file, chosen.force)
    return {"start": _start, "stop": _stop, "status": _status}[chosen.action](settings)


def _start(settings: Settings) -> int:
    with waiting("starting the local graph server"):
        running = local.start(settings)
    say(f"the local graph server runs at {running.url} (process {running.pid})")
    return 0


def _stop(settings: Settings) -> int:
    with waiting("stopping the local graph server"):
        ended = local.stop(settings)
    say("the local graph server has ended" if ended else "no local graph server was running")
    return 0


def _status(settings: Settings) -> int:
    now = local.status(settings)
    if now.local is not None:
        print(f"running at {now.local.url} (process {now.local.pid})")
    else:
        print("starting or ending" if now.running else "not running")
    print(f"data in {now.folder}")
    print(f"log in {now.log}")
    return 0


def _migrate(settings: Settings) -> int:
    with waiting("opening the graph"):
        store = GraphStore.open(settings)
    with store, bar("percent", 100) as progress:
        before = layout_of(store.rows)
        store.prepare(progress)
    changed = before is not None and before < VERSION
    say(f"the graph has layout {VERSION}" + (f" now, and had {before}" if changed else " already"))
    return 0


def _backup(settings: Settings, file: Path, force: bool) -> int:
    with waiting("writing the backup"):
        note = backup.back_up(settings, file, force=force)
    say(f"{_told(note)} in {file} ({file.stat().st_size / 1_000_000:.1f} MB)")
    return 0


def _restore(settings: Settings, file: Path, force: bool) -> int:
    with waiting("restoring the backup"):
        note = backup.restore(settings, file, force=force)
    say(f"{_told(note)} are in the graph again")
    return 0


def _told(note: Note) -> str:
    told = (
        (note.nodes.get(label, 0), word) for label, word in (("Article", "articles"), ("Event", "events"))
    )
    return " and ".join(f"{number} {word}" for number, word in told)
