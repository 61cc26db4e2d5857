"""Settings come from the environment; everything that a user's machine keeps lies under one folder."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from graph.errors import SettingsError

NAMES = {
    "home": "ACTORGRAPH_HOME",
    "url": "ACTORGRAPH_URL",
    "user": "ACTORGRAPH_USER",
    "password": "ACTORGRAPH_PASSWORD",
    "database": "ACTORGRAPH_DATABASE",
    "query_seconds": "ACTORGRAPH_QUERY_SECONDS",
    "query_rows": "ACTORGRAPH_QUERY_ROWS",
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


class Settings(BaseModel):
    """What can be set. Without `url` the local server is used, which needs no user and no password."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path = Field(default_factory=default_home)
    url: str | None = None
    user: str = "neo4j"
    password: SecretStr | None = None
    database: str | None = None
    query_seconds: Annotated[float, Field(gt=0, le=3600)] = 10.0
    query_rows: Annotated[int, Field(gt=0, le=1_000_000)] = 5_000
    spacy_model: str = "en_core_web_md"
    actors: Annotated[tuple[Path, ...], BeforeValidator(_paths)] = ()
    extractor: Literal["both", "rules", "model"] = "both"

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
            first = error.errors()[0]
            name = NAMES[str(first["loc"][0])]
            raise SettingsError(f"{name} cannot be {first['input']!r}: {first['msg']}") from error
