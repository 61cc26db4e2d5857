"""What the store keeps, on every engine: round trip, repetition, replacement, standing, taking back."""

from datetime import date

from graph.model import Actor, Article

D1, D2 = date(2024, 8, 1), date(2024, 8, 2)


def relation(store, type="ASSAULT"):
    rows = store.rows(
        f"MATCH (a:Actor)-[r:{type}]->(b:Actor) RETURN a.id AS a, b.id AS b, properties(r) AS r"
    )
    return {(row["a"], row["b"]): row["r"] for row in rows}


def test_every_property_of_a_coding_comes_back(store, build):
    build.actors["NOR"] = Actor(
        id="NOR",
        name="Norland",
        kind="state",
        country="NOR",
        sector="GOV",
        aliases=("Nordic",),
        wikidata="Q1",
    )
    line = build.line("ASSAULT", "NOR", "SUD", date=D1, speaker="AID", hedged=True, place="Portsend")
    coding = build.coding("a1", line)
    store.write([coding])
    found = store.rows(
        """MATCH (p:Actor)<-[:PUBLISHED_BY]-(a:Article)<-[:IN_ARTICLE]-(s:Sentence)<-[:QUOTES]-(c:Claim)
        MATCH (c)-[:ABOUT]->(e:Event), (c)-[:SAID_BY]->(v:Actor)
        MATCH (x:Actor)-[:SOURCE_OF]->(e)-[:AIMED_AT]->(y:Actor)
        RETURN properties(a) AS a, p.id AS p, p.kind AS kind, properties(s) AS s, properties(c) AS c,
               properties(e) AS e, v.id AS v, properties(x) AS x, y.id AS y"""
    )
    assert len(found) == 1
    row, event = found[0], coding.events[0]
    claim = event.claims[0]
    assert (row["p"], row["kind"], row["v"], row["y"]) == ("the-herald", "media", "AID", "SUD")
    for name in ("id", "title", "text", "origin"):
        assert row["a"][name] == getattr(coding.article, name)
    assert row["a"]["published"] == "2024-08-12"
    assert row["a"]["extractor"] == "rules/1"
    assert row["s"]["text"] == claim.evidence.quote
    assert (row["s"]["start"], row["s"]["end"], row["s"]["index"]) == (
        claim.evidence.start,
        claim.evidence.end,
        0,
    )
    assert row["c"]["id"] == claim.id
    told = {
        "stance": "asserts",
        "hedged": True,
        "confidence": 0.9,
        "rule": "built",
        "quote": claim.evidence.quote,
    }
    assert told.items() <= row["c"].items()
    kept = {
        "id": event.id,
        "type": "ASSAULT",
        "quad": "material conflict",
        "status": "actual",
        "mutual": False,
    }
    kept |= {
        "date": "2024-08-01",
        "precision": "day",
        "place": "Portsend",
        "standing": "single",
        "intensity": -9.0,
    }
    assert kept.items() <= row["e"].items()
    actor = {
        "id": "NOR",
        "name": "Norland",
        "kind": "state",
        "country": "NOR",
        "sector": "GOV",
        "wikidata": "Q1",
    }
    assert row["x"] == actor | {"aliases": ["Nordic"], "events": 1}


def test_mentions_hang_on_the_sentence_that_contains_them(store, build):
    store.write([build.coding("a1", build.line("ASSAULT", "NOR", "SUD"), build.line("AID", "SUD", "EAS"))])
    found = store.rows(
        "MATCH (s:Sentence)-[m:MENTIONS]->(x:Actor) RETURN s.index AS i, x.id AS x, m.text AS text, "
        "s.start <= m.start AND m.end <= s.end AS inside ORDER BY i, x"
    )
    assert [(row["i"], row["x"], row["text"]) for row in found] == [
        (0, "NOR", "NOR"),
        (0, "SUD", "SUD"),
        (1, "EAS", "EAS"),
        (1, "SUD", "SUD"),
    ]
    assert all(row["inside"] for row in found)


def test_writing_twice_changes_nothing(store, build, dump):
    codings = [build.coding(f"a{n}", build.line("ASSAULT", "NOR", "SUD", date=D1)) for n in range(3)]
    first = store.write(codings)
    before = dump(store)
    second = store.write(codings)
    assert (first.articles, first.unchanged) == (3, 0)
    assert (second.articles, second.unchanged) == (0, 3)
    assert dump(store) == before


def test_an_article_is_replaced_without_residue(store, build, dump):
    kept = build.coding("a2", build.line("AID", "NOR", "EAS", date=D1), origin="o2")
    new = build.coding("a1", build.line("CONSULT", "EAS", "NOR", date=D2), build.tie("ANN", "LEADS", "EAS"))
    store.write([kept, new])
    wanted = dump(store)
    old = build.coding(
        "a1",
        build.line("ASSAULT", "NOR", "SUD", date=D1, speaker="WIR", stance="denies"),
        build.line("AID", "NOR", "EAS", date=D1),
        build.tie("BOB", "LEADS", "SUD"),
        publisher="The Other",
    )
    assert store.write([old]).replaced == 1
    assert dump(store) != wanted
    store.write([new])
    assert dump(store) == wanted


def test_the_order_of_writing_does_not_matter(store, build, dump, empty_store):
    first = build.coding("a1", build.line("CONSULT", "NOR", "SUD", date=D1, mutual=True, place="Portsend"))
    build.actors["NOR"] = Actor(
        id="NOR", name="Kingdom of Norland", kind="state", country="NOR", aliases=("K",)
    )
    build.actors["SUD"] = Actor(id="SUD", name="SUD", kind="government_body", wikidata="Q2")
    second = build.coding("a2", build.line("CONSULT", "SUD", "NOR", date=D1, mutual=True, place="Easton"))
    store.write([first])
    store.write([second])
    one = dump(store)
    empty_store(store)
    store.write([second, first])
    assert dump(store) == one
    store.retract("a2")
    empty = dump(store)
    empty_store(store)
    store.write([first])
    assert dump(store) == empty


def test_standing_follows_the_claims(store, build):
    def standing():
        return store.rows("MATCH (e:Event) RETURN e.standing AS s")[0]["s"], relation(store)["NOR", "SUD"][
            "standing"
        ]

    def say(id, origin, stance="asserts"):
        store.write(
            [build.coding(id, build.line("ASSAULT", "NOR", "SUD", date=D1, stance=stance), origin=origin)]
        )
        return standing()

    assert say("a1", "wire") == ("single", "single")
    assert say("a2", "wire") == ("single", "single"), "a copy of the same text is no corroboration"
    assert say("a3", "own") == ("corroborated", "corroborated")
    assert say("a4", "other", "denies") == ("contested", "contested")
    for gone in ("a1", "a2", "a3"):
        store.retract(gone)
    assert standing() == ("denied", "denied")


def test_a_relation_sums_up_its_events(store, build):
    store.write(
        [
            build.coding("a1", build.line("ASSAULT", "NOR", "SUD", date=D1), origin="wire"),
            build.coding("a2", build.line("ASSAULT", "NOR", "SUD", date=D1, stance="denies"), origin="own"),
            build.coding("a3", build.line("ASSAULT", "NOR", "SUD", "planned", date=D2), origin="wire"),
            build.coding("a4", build.line("ASSAULT", None, "SUD"), build.line("ASSAULT", "SUD", "NOR")),
        ]
    )
    found = relation(store)
    assert set(found) == {("NOR", "SUD"), ("SUD", "NOR")}
    assert found["NOR", "SUD"] == {
        "events": 2,
        "claims": 3,
        "denials": 1,
        "origins": 2,
        "first": "2024-08-01",
        "last": "2024-08-02",
        "net": -18.0,
        "intensity": -9.0,
        "standing": "contested",
        "actual": 1,
        "planned": 1,
        "hypothetical": 0,
        "negated": 0,
        "corroborated": 0,
        "contested": 1,
        "denied": 0,
    }


def test_ties_keep_first_last_and_the_latest_status(store, build):
    def write(id, published, status):
        store.write([build.coding(id, build.tie("ANN", "LEADS", "NOR", status), published=published)])
        return relation(store, "LEADS")["ANN", "NOR"]

    write("a2", D2, "former")
    days = {"first": "2024-08-01", "last": "2024-08-02"}
    assert write("a1", D1, "current") == days | {"status": "former", "statements": 2}
    assert write("a3", D2, "current") == days | {"status": "current", "statements": 3}
    assert write("a4", None, "former") == days | {"status": "current", "statements": 4}
    for id in ("a3", "a4"):
        store.retract(id)
    store.retract("a2")
    assert relation(store, "LEADS")["ANN", "NOR"] == {
        "first": "2024-08-01",
        "last": "2024-08-01",
        "status": "current",
        "statements": 1,
    }


def test_a_retracted_article_takes_only_its_own_support(store, build, dump):
    one = build.coding("a1", build.line("ASSAULT", "NOR", "SUD", date=D1), origin="o1")
    store.write([one])
    wanted = dump(store)
    build.actors["NOR"] = Actor(id="NOR", name="Norland the Great", kind="state", aliases=("North",))
    store.write(
        [build.coding("a2", build.line("ASSAULT", "NOR", "SUD", date=D1), build.line("AID", "NOR", "EAS"))]
    )
    assert store.rows("MATCH (a:Actor {id: 'NOR'}) RETURN a.aliases AS a") == [{"a": ["NOR", "North"]}]
    assert store.retract("a2")
    assert dump(store) == wanted
    assert not store.retract("a2")
    assert store.retract("a1")
    assert store.rows("MATCH (n) RETURN labels(n) AS l, n.version AS v") == [{"l": ["Schema"], "v": 2}]


def test_known_articles_have_the_same_content_and_extractor(store, build):
    coding = build.coding("a1", build.line("AID", "NOR", "SUD"))
    store.write([coding])
    changed = Article(**(coding.article.model_dump() | {"title": "Another"}))
    assert store.known(["a1", "a2"]) == {"a1"}
    assert store.known([coding.article], "rules/1") == {"a1"}
    assert store.known([coding.article], "rules/2") == set()
    assert store.known([changed], "rules/1") == set()


def test_a_publisher_that_the_coding_names_is_that_actor(store, build):
    build.actors["HER"] = Actor(id="HER", name="Herald", kind="media", aliases=("The Herald",))
    store.write([build.coding("a1", build.line("ACCUSE", "HER", "NOR"))])
    assert store.rows("MATCH (:Article)-[:PUBLISHED_BY]->(p) RETURN p.id AS p") == [{"p": "HER"}]
    assert store.rows("MATCH (a:Actor {kind: 'media'}) RETURN count(a) AS n") == [{"n": 1}]


def test_many_articles_in_one_call(store, build):
    lines = [build.line("ASSAULT", f"S{n % 7}", f"T{n % 5}", date=D1) for n in range(450)]
    done = store.write([build.coding(f"a{n:03}", line, origin=f"o{n}") for n, line in enumerate(lines)])
    assert done.articles == 450
    assert store.rows("MATCH (a:Article) RETURN count(a) AS n") == [{"n": 450}]
    found = relation(store)
    assert len(found) == 35
    assert sum(r["claims"] for r in found.values()) == 450
    assert {r["standing"] for r in found.values()} == {"corroborated"}


def test_full_text_finds_sentences(store, build):
    store.write([build.coding("a1", build.line("SANCTION", "Norland", "Sudmark"))])
    assert [row["text"] for row in store.find_sentences("sudmark")] == [
        "Norland sanction Sudmark, as seen, undated, actual asserts."
    ]
    assert store.find_sentences("(((") == store.find_sentences("") == []
