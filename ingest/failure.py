"""What could not be read or coded, by name: a run counts it, tells it, and goes on."""

from dataclasses import dataclass

from pydantic import ValidationError


@dataclass(frozen=True)
class Failure:
    """One article, line or file that failed, and why.

    >>> str(Failure("news.jsonl", "not JSON", line=3))
    'news.jsonl, line 3: not JSON'
    """

    path: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        """Where and why, for a reader."""
        where = self.path if self.line is None else f"{self.path}, line {self.line}"
        return f"{where}: {self.reason}"


def why(error: BaseException) -> str:
    """The reason that an error gives, in words for a reader, on one line."""
    match error:
        case FileNotFoundError():
            return "there is no such file or folder"
        case PermissionError():
            return "you may not read this; ask for the right to, or copy it to where you may"
        case EOFError():
            return "the file ends too early; it was not copied or packed whole"
        case OSError(strerror=str() as words):
            return words.lower()
        case ValidationError():
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            return f"{field}: {first['msg']}" if field else first["msg"]
    return " ".join(str(error).split()) or type(error).__name__
