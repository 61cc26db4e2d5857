"""The settings as the docs give them."""

import re
from pathlib import Path

from graph.settings import NAMES, Settings

DOCS = Path(__file__).parent.parent.parent / "docs" / "server.md"


def test_the_table_of_settings_is_true():
    rows = re.findall(
        r"^\| `(ACTORGRAPH_\w+)` \| [^|]+ \| ([^|]+) \|$", DOCS.read_text("utf-8"), re.MULTILINE
    )
    table = dict(rows)
    assert sorted(table) == sorted(NAMES.values())
    fresh = Settings()
    for field, name in NAMES.items():
        if table[name].startswith("`"):
            value = getattr(fresh, field)
            assert table[name].strip("`") == (f"{value:g}" if isinstance(value, float) else str(value)), name
        else:
            assert not getattr(fresh, field) or field == "home", name
