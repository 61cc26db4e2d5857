"""The record of articles, read back and held against itself: digests, ids and quotations."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from graph import check_reads as reads
from graph.check_differences import Differences
from graph.model import Article, Claim, claim_id, digest, relation_key
from graph.rows import ArticleRows, Row, content_print, record_print, sentence_id

Ask = Callable[[str, Sequence[str]], list[Row]]  # the plain answer of a statement over `$rows`
Tie = tuple[str, str, str]

# Properties that a record may lack, and that its digest names all the same.
FORM: Row = dict.fromkeys(("country", "sector", "wikidata")) | {"aliases": []}
ARTICLE: Row = dict.fromkeys(("url", "published", "language", "own_origin", "note"))
EVENT = ("id", "type", "quad", "status", "mutual", "date", "precision", "relation")
CLAIM: Row = dict.fromkeys(set(Claim.model_fields) - {"id", "speaker", "evidence"})
ABOUT: Row = dict.fromkeys(("mode", "place", "intensity"))


@dataclass(frozen=True)
class Page:
    """Some articles as the graph holds them, by article and statement."""

    rows: dict[str, dict[str, list[Row]]]

    @classmethod
    def read(cls, ask: Ask, ids: Sequence[str]) -> "Page":
        """The page of these articles."""
        found: dict[str, dict[str, list[Row]]] = {key: defaultdict(list) for key in ids}
        for name in ("ARTICLES", "FORMS", "SENTENCES", "MENTIONS", "CLAIMS", "AFFILIATIONS"):
            for row in ask(getattr(reads, name), ids):
                found[row["id"]][name].append(row)
        return cls(found)


def check_records(page: Page, found: Differences) -> Iterator[tuple[Tie, Row]]:
    """Note what is wrong with these articles; given are the statements of ties that they make."""
    for key, held in page.rows.items():
        before = sum(found.counts.values())
        _check_doubles(key, held, found)
        rows = _rows(held)
        if rows is None:
            found.add("articles", f"{key}: a part of it is missing")
            continue
        _check_article(rows, found)
        _check_quotes(rows, found)
        if sum(found.counts.values()) == before and record_print(rows) != held["ARTICLES"][0]["article"].get(
            "coding"
        ):
            found.add("articles", f"{key}: what it gave is not what was written of it")
        for tie in rows.affiliations.values():
            sides = (tie["values"]["relation"], tie["source"], tie["target"])
            yield sides, {"published": rows.article["published"], "status": tie["values"]["status"]}


def _check_doubles(key: str, held: dict[str, list[Row]], found: Differences) -> None:
    if len(held["ARTICLES"]) > 1:
        found.add("articles", f"{key}: it has more than one publisher")
    actors = [row["actor"] for row in held["FORMS"]]
    for actor in sorted({one for one in actors if actors.count(one) > 1}):
        found.add("articles", f"{key}: it names {actor} by more than one relationship")
    for name, what in (("SENTENCES", "sentence"), ("CLAIMS", "claim"), ("AFFILIATIONS", "tie")):
        ids = [row[what].get("id") for row in held[name]]
        for one in sorted({str(one) for one in ids if ids.count(one) > 1}):
            found.add(f"{what}s", f"{one} of article {key}: it hangs on more than one thing of a kind")


def _rows(held: dict[str, list[Row]]) -> ArticleRows | None:
    """What was written of an article, of what is held; None where that lacks something."""
    try:
        first = held["ARTICLES"][0]
        article = ARTICLE | {k: v for k, v in first["article"].items() if k not in ("coding", "origin")}
        rows = ArticleRows(article, first["publisher"], first["printed"])
        rows.sentences.extend(_sentences(held["SENTENCES"], held["MENTIONS"]))
        for row in held["CLAIMS"]:
            _add_claim(rows, row)
        for row in held["AFFILIATIONS"]:
            sides = {"source": row["source"], "target": row["target"], "sentence": row["sentence"]}
            rows.affiliations[row["tie"]["id"]] = sides | {"values": row["tie"]}
        rows.forms.update({row["actor"]: FORM | row["form"] for row in held["FORMS"]})
        return rows
    except (KeyError, IndexError):
        return None


def _sentences(held: Iterable[Row], mentions: Iterable[Row]) -> Iterator[Row]:
    told: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(mentions, key=lambda m: (m["mention"]["start"], m["mention"]["end"], m["actor"])):
        told[row["sentence"]].append({"actor": row["actor"], "values": row["mention"]})
    for row in sorted(held, key=lambda row: row["sentence"]["index"]):
        yield {"values": row["sentence"], "mentions": told[row["sentence"]["id"]]}


def _add_claim(rows: ArticleRows, row: Row) -> None:
    event = {name: row["event"].get(name) for name in EVENT}
    rows.events[event["id"]] = event | {"source": row["source"], "target": row["target"]}
    key = row["claim"]["id"]
    rows.claims[key] = {
        "id": key,
        "event": event["id"],
        "sentence": row["sentence"],
        "speaker": row["speaker"],
        "about": ABOUT | row["about"],
        "values": CLAIM | row["claim"],
    }


def _check_article(rows: ArticleRows, found: Differences) -> None:
    """Its digest of what was published. The near keys are checked with its origin, and go."""
    article = rows.article
    for name in [name for name in article if name.startswith("near")]:
        del article[name]
    published: dict[str, Any] = {name: article.get(name) for name in Article.model_fields}
    published |= {"publisher": rows.printed, "origin": article["own_origin"]}
    try:
        right = content_print(Article.model_validate(published))
    except ValidationError as error:
        found.add(
            "articles", f"{rows.id}: {error.errors()[0]['loc'][0]} cannot be {error.errors()[0]['input']!r}"
        )
        return
    if article.get("content") != right:
        found.add("articles", f"{rows.id}: its text, title, date, publisher or address were changed")


def _check_quotes(rows: ArticleRows, found: Differences) -> None:
    text = rows.article["text"]
    for sentence in (row["values"] for row in rows.sentences):
        start, end = sentence["start"], sentence["end"]
        name = f"{sentence['id']} of article {rows.id}"
        found.compare("sentences", name, {"text": sentence["text"]}, {"text": text[start:end]})
        found.compare("sentences", name, {"id": sentence["id"]}, {"id": sentence_id(rows.id, (start, end))})
    for row in rows.sentences:
        for mention in (one["values"] for one in row["mentions"]):
            right = {"text": text[mention["start"] : mention["end"]]}
            found.compare("mentions", f"in article {rows.id}", {"text": mention["text"]}, right)
    for claim in rows.claims.values():
        _check_quote("claims", rows, claim, found)
        parts = (
            claim["event"],
            rows.id,
            claim["values"]["start"],
            claim["speaker"],
            claim["values"]["stance"],
        )
        right = {"id": claim_id(*parts)}
        found.compare("claims", f"{claim['id']} of article {rows.id}", {"id": claim["id"]}, right)
    for key, tie in rows.affiliations.items():
        _check_quote("affiliations", rows, tie, found)
        values, sides = tie["values"], (tie["values"]["relation"], tie["source"], tie["target"])
        id = digest("affiliation", rows.id, *sides, values["status"], values["start"], values["end"])
        held = {"id": key, "tie": values.get("tie")}
        found.compare(
            "affiliations", f"{key} of article {rows.id}", held, {"id": id, "tie": relation_key(*sides)}
        )


def _check_quote(kind: str, rows: ArticleRows, row: Row, found: Differences) -> None:
    values, name = row["values"], f"{row['values']['id']} of article {rows.id}"
    right = {"quote": rows.article["text"][values["start"] : values["end"]]}
    found.compare(kind, name, {"quote": values["quote"]}, right)
    wanted = {"sentence": sentence_id(rows.id, (values["start"], values["end"]))}
    found.compare(kind, name, {"sentence": row["sentence"]}, wanted)
