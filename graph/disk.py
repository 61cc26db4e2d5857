"""Room on the disk: the local store stops writing before its database runs into a full disk."""

import shutil
from pathlib import Path

from graph.errors import StoreFull

MEGABYTE = 1_000_000


def check_room(folder: Path, spare: int) -> None:
    """StoreFull where the disk of `folder` has fewer than `spare` megabytes free."""
    free = shutil.disk_usage(folder).free
    if free < spare * MEGABYTE:
        raise StoreFull(
            f"{free // MEGABYTE} MB are free on the disk of {folder}, and {spare} MB are to stay free; "
            "make room, or allow less with ACTORGRAPH_DISK_SPARE. Nothing was lost: "
            "what was written stays, and the same command again goes on from there"
        )
