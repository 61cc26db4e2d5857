"""Document and cast to events as they are told: who does what to whom, and whether it happened."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from spacy.tokens import Span, Token

from graph.model import EventType
from graph.ontology import ontology
from ingest.arguments import LIGHT_VERBS, WORDS, children, complement_verbs, conjuncts
from ingest.document import Cast, Document, Sentence
from ingest.events_linked import Before, again, carried, replies
from ingest.lexicon import Lexicon, lexicon
from ingest.predicates import readings
from ingest.predicates_nouns import counter
from ingest.predicates_verbs import act_targets
from ingest.reading import Reading
from ingest.rejected import Weigh, Weighed, unweighed
from ingest.sides import Side, Sides
from ingest.status import status_of
from ingest.told import Told

DOMESTIC = frozenset({"COERCE", "CONCEDE"})
PLACE_TYPES = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "PROTEST", "CONCEDE"})
SPEECH_FORMS = frozenset({"verb_to", "infinitive", "clause", "must"})
STOPPED: dict[str, EventType] = {"AID": "SANCTION", "COOPERATE": "SANCTION", "ASSAULT": "RETREAT"}
RECOGNISING = frozenset({"recognise", "recognize"})
DOERS_ALONE = frozenset({"RETREAT", "MOBILIZE"})  # never told of their target alone
LEAVING, STOPPING, BLOCKING, VERBAL, PROMISES = (
    frozenset(WORDS[name]) for name in ("leaving", "stopping", "blocking", "verbal", "promises")
)


def told(
    document: Document, cast: Cast, words: Lexicon | None = None, weigh: Weigh = unweighed
) -> Iterator[Told]:
    """Every event that the sentences of a document tell, in their order, each once a sentence; `weigh` is
    given what each was chosen from.
    """
    words = words or lexicon()
    before = Before([], Sides(document, cast), document.sentences[0], words) if document.sentences else None
    for sentence in document.sentences:
        if before is None or sentence.broken:
            continue
        before = replace(before, sentence=sentence)
        fresh = list(_once(_of_sentence(before, weigh)))
        before = replace(before, events=[*before.events, *fresh])
        yield from fresh


def _once(events: Iterator[Told]) -> Iterator[Told]:
    seen: set[tuple[str, str | None, str | None, str]] = set()
    for event in events:
        key = _key(event)
        if key not in seen:
            seen.add(key)
            yield event


def _of_sentence(before: Before, weigh: Weigh) -> Iterator[Told]:
    sentence, sides, words = before.sentence, before.sides, before.words
    span = sides.document.doc[sentence.first : sentence.last]
    alternatives = list(readings(span, words))
    spoken_for: set[int] = set()
    chosen = list(_chosen(alternatives, sides, sentence, words, spoken_for))
    standing = list(_unsuppressed(chosen, span))
    found = list(_without_halves(standing))
    weigh(Weighed(sentence, alternatives, frozenset(spoken_for), chosen, standing, found))
    yield from found
    before = replace(before, events=[*before.events, *found])
    open_words = {e.token for e in found} | spoken_for
    answers = [r for many in alternatives for r in many if r.token.i not in open_words]
    yield from replies(answers, before)
    yield from carried(answers, before)
    for noun in (t for t in span if t.pos_ in ("NOUN", "PROPN") and t.i not in open_words):
        event = again(noun, before)
        if event:
            yield event


def _chosen(
    alternatives: list[list[Reading]], sides: Sides, sentence: Sentence, words: Lexicon, spoken_for: set[int]
) -> Iterator[Told]:
    """Of each word the events of its first reading whose sides are actors; the noun of a phrase that has
    told its act ("lift sanctions on") tells none of its own.
    """
    for readings_of_word in sorted(alternatives, key=lambda many: many[0].token.pos_ != "VERB"):
        if readings_of_word[0].token.i in spoken_for:
            continue
        made = [(reading, list(_events(reading, sides, sentence, words))) for reading in readings_of_word]
        made = [(reading, events) for reading, events in made if events]
        full = [(reading, events) for reading, events in made if events[0].source and events[0].target]
        for reading, events in (full or made)[:1]:
            spoken_for |= _inner_nouns(reading)
            yield from events


def _inner_nouns(reading: Reading) -> set[int]:
    wanted = (
        reading.construction.words if reading.construction.form in ("phrase", "reverse", "mutual") else ()
    )
    near = (t for t in reading.token.subtree if t.i > reading.token.i)
    return {t.i for t in near if t.lemma_.lower() in wanted}


def _key(event: Told) -> tuple[str, str | None, str | None, str]:
    a, b = event.actors
    if event.mutual and a and b:
        a, b = sorted((a, b))
    return event.type, a, b, event.status


def _unsuppressed(found: list[Told], sentence: Span) -> Iterator[Told]:
    """Without the acts that are only what a demand, a threat or a promise is about."""
    speech = {
        e.token for e in found if e.construction.form in SPEECH_FORMS or e.construction.head in PROMISES
    }
    speech |= {token.i for token in sentence if token.lemma_ == "threaten"}
    inside = {act.i for i in speech for act in _asked(sentence.doc[i])}
    return (event for event in found if event.token not in inside)


def _without_halves(found: list[Told]) -> Iterator[Told]:
    """Without acts that lack a side where the sentence tells the whole one, of the same type and status."""
    whole = {
        (e.type, e.status, actor)
        for e in found
        if e.source and e.target
        for actor in (("source", e.source.actor), ("target", e.target.actor))
    }
    for e in found:
        half = ("source", e.source.actor) if e.source else ("target", e.target.actor) if e.target else None
        if (e.source and e.target) or (e.type, e.status, half) not in whole:
            yield e


def _asked(verb: Token) -> Iterator[Token]:
    """The acts that a word asks for, and the nouns that say them: "agreed to hold exercises"."""
    for act in complement_verbs(verb):
        for one in (act, *children(act, "conj")):
            yield one
            if one.lemma_.lower() in LIGHT_VERBS:
                yield from (t for noun in children(one, "dobj") for t in conjuncts(noun))


def _events(reading: Reading, sides: Sides, sentence: Sentence, words: Lexicon) -> Iterator[Told]:
    sources = sides.of(list(reading.sources))
    turned = _turned(reading, sources, sides)
    construction = replace(reading.construction, type=turned, mode=None) if turned else reading.construction
    targets = [] if _leaves(reading) else _targets(reading, construction.type, sides)
    status = status_of(reading.token, words)
    if construction.type == "MOBILIZE" and not sources:  # "the troops that were sent": they are who moves
        sources, targets = targets, []
    if status == "negated" and construction.head in RECOGNISING and _may_be_refused(targets, sides):
        construction, status = replace(construction, type="REJECT"), "actual"
    for source, target, mutual in _pairs(reading, sources, targets):
        close = mutual or construction.form == "agent_noun"
        if not (close and source and target and sides.is_part(source, target)):
            yield Told(
                construction.type, construction, source, target, mutual, status, reading.token.i, sentence
            )


def _may_be_refused(targets: list[Side], sides: Sides) -> bool:
    """Whether it is an office, court or person: not to recognise it is to refuse it; a state just goes
    without recognition.
    """
    return all(sides.cast.actors[side.actor].kind != "state" for side in targets)


def _targets(reading: Reading, type: EventType, sides: Sides) -> list[Side]:
    """The actors to whom an act is done; where the text names none, the state to which or in which it is."""
    tokens = list(reading.targets)
    found = sides.of(tokens)
    if not found and type in PLACE_TYPES:
        found = sides.around(tokens, reading.token)
    found = found or sides.visited(tokens)
    if not found and type == "PROTEST":
        found = sides.of(_aims(reading.token))
    if type not in DOMESTIC:
        tokens = [one for one in tokens if not _is_hostile_act(one)]
    placed = type in DOMESTIC or (tokens and not ontology()[type].one_sided)
    if not found and placed and reading.token.pos_ == "VERB":
        found = sides.around(tokens, reading.token, True)
    return found


def _is_hostile_act(noun: Token) -> bool:
    """Whose state is hit by it is not who is meant: "advocated strikes on T" does nothing for T."""
    known = lexicon().nouns.get(noun.lemma_.lower(), ())
    return any(ontology()[c.type].quad.endswith("conflict") for c in known)


def _aims(protest: Token) -> list[Token]:
    """Against whom a protest is, by what it is for: "marched to demand that T leave", "rallied at a
    school against T".
    """
    clauses = [v for v in children(protest, "advcl", "xcomp") if v.pos_ == "VERB"]
    against = [
        t for p in protest.subtree if p.dep_ == "prep" and p.lower_ == "against" for t in children(p, "pobj")
    ]
    asked = [t for v in clauses for act in children(v, "ccomp") for t in children(act, "nsubj", "nsubjpass")]
    return [*against, *asked, *(t for v in clauses for t in act_targets(v))]


def _leaves(reading: Reading) -> bool:
    """A withdrawal has no target: whose troops or which country is left is not to whom it is done."""
    return reading.construction.type == "RETREAT" and reading.construction.head in LEAVING


def _turned(reading: Reading, sources: list[Side], sides: Sides) -> EventType | None:
    """The type that the words round an act make of it: an attack in words, aid that is stopped, a road
    that a crowd blocks.
    """
    type, head = reading.construction.type, reading.construction.head
    if type == "ASSAULT" and any(t.lower_ in VERBAL for t in children(reading.token, "advmod")):
        return "ACCUSE"
    if type == "COERCE" and head in BLOCKING and any(sides.is_crowd(side) for side in sources):
        return "PROTEST"
    return STOPPED.get(type) if reading.token.pos_ == "NOUN" and _is_stopped(reading.token) else None


def _is_stopped(noun: Token) -> bool:
    """ "suspended a programme of military aid for T"."""
    counted = counter(noun)
    return counted.dep_ in ("dobj", "nsubjpass") and counted.head.lemma_.lower() in STOPPING


def _pairs(
    reading: Reading, sources: list[Side], targets: list[Side]
) -> Iterator[tuple[Side | None, Side | None, bool]]:
    """One pair for each actor of each side; the parties of a two-sided act among themselves, or where
    there are more than three, the first with each other one.
    """
    if reading.mutual and not reading.targets:
        pairs = combinations(sources, 2) if len(sources) <= 3 else product(sources[:1], sources[1:])
        yield from ((a, b, True) for a, b in pairs)
        return
    entry = ontology()[reading.construction.type]
    if sources and targets:
        yield from ((a, b, reading.mutual) for a, b in product(sources, targets) if a.actor != b.actor)
    elif entry.one_sided and not reading.mutual and not _only_mentioned(reading):
        if reading.construction.type not in DOERS_ALONE:
            yield from ((None, b, False) for b in targets)
        yield from ((a, None, False) for a in sources)


def _only_mentioned(reading: Reading) -> bool:
    """Half an act that is told by the way: "the jailed lawyer", "Norland's arrests"."""
    by_the_way = reading.construction.type == "COERCE" and reading.token.pos_ == "NOUN"
    return by_the_way or reading.token.dep_ == "amod"
