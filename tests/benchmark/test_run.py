"""The benchmark runs, at a size that says nothing; and it asks every query that there is."""

import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pages

from graph import queries

RUN = Path(__file__).with_name("run.py")


def test_runs_on_the_local_server(tmp_path):
    figures = tmp_path / "figures.json"
    command = [sys.executable, str(RUN), "--factor", "0.002", "--engine", "local", "--draws", "2"]
    done = subprocess.run([*command, "--json", str(figures)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "articles a second" in done.stdout
    (found,) = json.loads(figures.read_text("utf-8"))
    assert found["rates"]["articles"] == 40
    for timed in (*found["alone"], *found["beside"]):
        assert timed["failure"] is None, timed
        assert len(timed["seconds"]) == 2


def test_every_query_of_the_product_is_measured():
    functions = inspect.getmembers(queries, inspect.isfunction)
    ours = {name for name, it in functions if it.__module__ == queries.__name__ and not name.startswith("_")}
    measured = set(re.findall(r"queries\.(\w+)\(", Path(pages.__file__).read_text("utf-8")))
    assert ours - measured == set()
