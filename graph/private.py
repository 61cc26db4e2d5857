"""Files that only their owner can read: the folder of the database, and the passwords in it."""

import os
import re
import secrets
from pathlib import Path

from graph.errors import StoreUnavailable

TOKEN = re.compile(r"[\w-]{32}", re.ASCII)


def make_private(folder: Path) -> None:
    """Make `folder` where it is not there, and close it to all but its owner; StoreUnavailable where it is
    somebody else's. `OSError` where it cannot be made."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name != "posix":
        return
    held = folder.stat()
    if held.st_uid != os.geteuid():
        raise StoreUnavailable(
            f"{folder} belongs to another user; set ACTORGRAPH_HOME to a folder of your own"
        )
    if held.st_mode & 0o077:
        folder.chmod(0o700)


def write_secret(path: Path, text: str) -> None:
    """Write `text` to a file that only its owner can read; readers see the old file or the whole new one."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    part.replace(path)


def kept_token(path: Path) -> str:
    """The token in the file at `path`; a new one where there is none, or something else."""
    token = read_token(path) or secrets.token_urlsafe(24)
    write_secret(path, token)
    return token


def read_token(path: Path) -> str | None:
    """The token in the file at `path`, or None where there is none."""
    try:
        token = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return token if TOKEN.fullmatch(token) else None
