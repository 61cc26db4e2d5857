"""From inputs to the graph: what is written, what is passed over, and what fails by name."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph import queries
from graph.errors import SettingsError
from graph.model import Article, Coding
from graph.settings import Settings
from graph.store import GraphStore
from ingest import pipeline
from ingest.extract import extractor
from ingest.failure import Failure
from ingest.pipeline import Report, code, ingest

RULES = extractor()
ACCUSED = "The government of France accused Germany on Monday of spying. Germany denied it."
MET = "The foreign ministers of Norway and Sweden met in Oslo."
SPANISH = (
    "El presidente de Chile y la presidenta de Perú se reunieron el lunes en la capital para hablar del agua."
)


@dataclass(frozen=True)
class Picky:
    """An extractor that trips over some texts, as rules may; it codes nothing else."""

    error: type[Exception] = KeyError
    name: str = "picky/1"

    def extract(self, article: Article) -> Coding:
        if "spying" in article.text:
            raise self.error("no such word")
        return Coding(article=article, extractor=self.name)


def rows(path: Path, *texts: str, **fields: str) -> Path:
    lines = [json.dumps({"id": f"{path.stem}{n}", "text": text, **fields}) for n, text in enumerate(texts)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_code_is_a_coding():
    coding = code(Article(id="a", text=ACCUSED, language="en"), RULES)
    assert isinstance(coding, Coding)
    assert ("FRA", "ACCUSE", "DEU") in {(e.source, e.type, e.target) for e in coding.events}


@pytest.mark.parametrize(
    "error", [KeyError, IndexError, ValueError, TypeError, RecursionError, ZeroDivisionError]
)
def test_article_that_trips_the_extractor_is_a_failure_with_its_reason(error):
    failure = code(Article(id="a", title="Spies", text=ACCUSED), Picky(error))
    assert isinstance(failure, Failure)
    assert failure.path == 'article "Spies"'
    assert f"could not be coded ({error.__name__}" in failure.reason


def test_what_is_no_fault_of_the_article_ends_the_run():
    with pytest.raises(SettingsError):
        code(Article(id="a", text=ACCUSED), Picky(SettingsError))


def test_other_languages_are_kept_and_not_coded():
    coding = code(Article(id="a", text=SPANISH, language="es"), RULES)
    assert isinstance(coding, Coding)
    assert coding.events == ()
    assert coding.note == "not coded: the article is in es, and only en is coded"


def test_ingest_writes_and_a_second_time_changes_nothing(tmp_path, local_store, dump):
    path = rows(tmp_path / "a.jsonl", ACCUSED, MET, publisher="The Lantern", date="2021-05-06")
    first = ingest([path], local_store, RULES)
    held = dump(local_store)
    assert (first.articles, first.new, first.unchanged, first.failures) == (2, 2, 0, ())
    assert queries.counts(local_store).articles == 2
    assert first.events == queries.counts(local_store).events > 0
    assert first.claims == queries.counts(local_store).claims > 0
    second = ingest([path], local_store, RULES)
    assert (second.articles, second.new, second.replaced, second.unchanged) == (2, 0, 0, 2)
    assert dump(local_store) == held


def test_known_articles_are_not_coded_again(tmp_path, local_store):
    path = rows(tmp_path / "a.jsonl", MET)
    ingest([path], local_store, Picky())
    report = ingest([path], local_store, Picky(error=SystemExit))
    assert report.unchanged == 1


def test_changed_article_replaces_the_old_one(tmp_path, local_store):
    ingest([rows(tmp_path / "a.jsonl", ACCUSED)], local_store, RULES)
    report = ingest([rows(tmp_path / "a.jsonl", MET)], local_store, RULES)
    assert (report.new, report.replaced) == (0, 1)
    kinds = local_store.rows("MATCH (e:Event) RETURN DISTINCT e.type AS type")
    assert kinds == [{"type": "CONSULT"}]


def test_another_extractor_codes_again(tmp_path, local_store):
    path = rows(tmp_path / "a.jsonl", MET)
    ingest([path], local_store, Picky())
    assert ingest([path], local_store, RULES).replaced == 1


def test_failures_are_named_and_the_others_are_written(tmp_path, local_store):
    good = rows(tmp_path / "a.jsonl", MET)
    bad = rows(tmp_path / "b.jsonl", ACCUSED)
    with bad.open("a") as file:
        file.write("{]\n")
    report = ingest([good, tmp_path / "no.txt", bad], local_store, Picky())
    assert report.new == 1
    missing, line, tripped = (str(failure).removeprefix(f"{tmp_path}/") for failure in report.failures)
    assert missing == "no.txt: there is no such file or folder"
    assert line.startswith("b.jsonl, line 2: not JSON")
    assert "could not be coded" in tripped


def test_report_names_what_was_not_coded(tmp_path, local_store):
    report = ingest([rows(tmp_path / "a.jsonl", SPANISH, title="Agua")], local_store, RULES)
    assert report.uncoded == ('article "Agua": not coded: the article is in es, and only en is coded',)
    assert report.failures == ()
    assert queries.counts(local_store).articles == 1


def test_same_text_twice_is_one_article(tmp_path, local_store):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ACCUSED)
    report = ingest([tmp_path, tmp_path], local_store, RULES)
    assert (report.articles, report.new, report.failures) == (1, 1, ())


def test_other_text_under_the_same_id_is_refused(tmp_path, local_store):
    path = rows(tmp_path / "a.jsonl", ACCUSED)
    rows(other := tmp_path / "b.jsonl", MET)
    other.write_text(other.read_text().replace('"b0"', '"a0"'))
    report = ingest([path, other], local_store, RULES)
    assert report.new == 1
    assert "has the same id 'a0'" in report.failures[0].reason
    article = queries.article(local_store, "a0")
    assert article is not None
    assert article.text == ACCUSED


def test_progress_counts_up_to_all(tmp_path, local_store, monkeypatch):
    monkeypatch.setattr(pipeline, "BATCH_ARTICLES", 2)
    path = rows(tmp_path / "a.jsonl", ACCUSED, MET, SPANISH, MET + " ", MET + "  ")
    seen: list[int] = []
    ingest([path, tmp_path / "no.txt"], local_store, Picky(), seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 6


def test_nothing_to_do(local_store):
    assert ingest([], local_store, RULES) == Report()


def heeding_interrupts():
    """A process that a shell put into the background is born deaf to SIGINT, and its children with it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="signals are of POSIX systems")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_ingest_leaves_whole_articles(
    tmp_path, number, dump, empty_store, local_settings: Settings
):
    pairs = [("France", "Germany"), ("Norway", "Sweden"), ("Chile", "Peru"), ("Kenya", "Uganda")]
    texts = [f"{a} accused {b} of spying in week {n}. {b} denied it." for n in range(50) for a, b in pairs]
    path = rows(tmp_path / "many.jsonl", *texts)
    with GraphStore.open(local_settings) as store:
        store.prepare()
        empty_store(store)
        run = subprocess.Popen(
            [sys.executable, "-m", "ingest.cli", "ingest", str(path)],
            env=os.environ | {"ACTORGRAPH_HOME": str(local_settings.home)},
            stderr=subprocess.PIPE,
            preexec_fn=heeding_interrupts,
        )
        until = time.monotonic() + 120
        while not queries.counts(store).articles and run.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        run.send_signal(number)
        run.communicate(timeout=60)
        assert run.returncode == (130 if number == signal.SIGINT else -signal.SIGKILL)
        kept = queries.counts(store).articles
        assert 0 < kept < len(texts)
        broken = store.rows("MATCH (a:Article) WHERE NOT (a)<-[:IN_ARTICLE]-(:Sentence) RETURN a.id AS id")
        assert broken == []
        report = ingest([path], store, RULES)
        assert (report.unchanged, report.new) == (kept, len(texts) - kept)
        resumed = dump(store)
        empty_store(store)
        ingest([path], store, RULES)
        assert dump(store) == resumed
