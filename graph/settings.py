"""Settings come from the environment; everything that a user's machine keeps lies under one folder."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)

from graph.errors import SettingsError

NAMES = {
    "home": "ACTORGRAPH_HOME",
    "url": "ACTORGRAPH_URL",
    "user": "ACTORGRAPH_USER",
    "password": "ACTORGRAPH_PASSWORD",
    "password_file": "ACTORGRAPH_PASSWORD_FILE",
    "database": "ACTORGRAPH_DATABASE",
    "ca": "ACTORGRAPH_CA",
    "disk_spare": "ACTORGRAPH_DISK_SPARE",
    "query_seconds": "ACTORGRAPH_QUERY_SECONDS",
    "query_rows": "ACTORGRAPH_QUERY_ROWS",
    "query_bytes": "ACTORGRAPH_QUERY_BYTES",
    "query_characters": "ACTORGRAPH_QUERY_CHARACTERS",
    "spacy_model": "ACTORGRAPH_SPACY_MODEL",
    "actors": "ACTORGRAPH_ACTORS",
    "extractor": "ACTORGRAPH_EXTRACTOR",
}


def default_home(platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> Path:
    """The platform's data folder for this user.

    >>> default_home("linux", {"XDG_DATA_HOME": "/data"}).as_posix()
    '/data/actorgraph'
    """
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "actorgraph"
    if platform == "darwin":
        return Path.home() / "Library/Application Support/actorgraph"
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "actorgraph"


def _paths(told: object) -> object:
    """Paths in one string, as in PATH."""
    return tuple(filter(None, told.split(os.pathsep))) if isinstance(told, str) else told


def _without_secret(url: str) -> str:
    """The address, where it holds no user and no password: addresses are printed."""
    if "@" in urlsplit(url).netloc:
        raise ValueError("it may hold no user and no password; they go into ACTORGRAPH_USER and _PASSWORD")
    return url


class Settings(BaseModel):
    """What can be set. Without `url` the local server is used, which needs no user and no password."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    home: Path = Field(default_factory=default_home)
    url: Annotated[str, AfterValidator(_without_secret)] | None = None
    user: str = "neo4j"
    password: SecretStr | None = None
    password_file: Path | None = None
    database: str | None = None
    ca: Path | None = None
    disk_spare: Annotated[int, Field(ge=0)] = 500
    query_seconds: Annotated[float, Field(gt=0, le=3600)] = 10.0
    query_rows: Annotated[int, Field(gt=0, le=1_000_000)] = 5_000
    query_bytes: Annotated[int, Field(gt=0, le=1_000_000_000)] = 50_000_000
    query_characters: Annotated[int, Field(gt=0, le=1_000_000)] = 50_000
    spacy_model: str = "en_core_web_md"
    actors: Annotated[tuple[Path, ...], BeforeValidator(_paths)] = ()
    extractor: Literal["both", "rules", "model"] = "both"

    @model_validator(mode="before")
    @classmethod
    def _read_password(cls, given: Any) -> Any:
        """The password out of its file."""
        if not isinstance(given, dict) or not given.get("password_file"):
            return given
        if given.get("password"):
            raise ValueError("the password is set twice: by ACTORGRAPH_PASSWORD, and by the file")
        try:
            password = Path(given["password_file"]).expanduser().read_text("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"it cannot be read ({getattr(error, 'strerror', 'it is no text')})") from None
        return given | {"password": SecretStr(password)}

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """The settings of the environment; an empty variable counts as not set.

        >>> Settings.from_environment({"ACTORGRAPH_QUERY_ROWS": "10"}).query_rows
        10
        """
        given = {field: environ[name] for field, name in NAMES.items() if environ.get(name)}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise SettingsError(_told(error, given)) from None  # the error itself holds the passwords


def _told(error: ValidationError, given: Mapping[str, str]) -> str:
    """What is wrong with which variable."""
    first = error.errors(include_input=False)[0]
    field = str(first["loc"][0]) if first["loc"] else "password_file"
    said = first["msg"].removeprefix("Value error, ")
    return f"{NAMES[field]} cannot be {'what it is' if field == 'url' else repr(given[field])}: {said}"
