"""Who tells what within one sentence: verbs of telling and what they govern."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from ingest.arguments import agents, children, conjuncts, is_passive, patients, subjects
from ingest.attribute_stretches import Stretch, Telling, cleaned, joined, span_of, without
from ingest.attribute_words import Speech

NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "no"})
QUESTIONS = frozenset({"whether", "if"})


def verb_tellings(sentence: Span, words: Speech) -> Iterator[Telling]:
    """The voices of the verbs of a sentence."""
    for verb in sentence:
        if verb.pos_ in ("VERB", "AUX") or verb.tag_.startswith("VB"):
            yield from _of_verb(verb, sentence, words)


def _of_verb(verb: Token, sentence: Span, words: Speech) -> Iterator[Telling]:
    lemma = verb.lemma_.lower()
    if is_silent(verb, words):
        if lemma in words.disbelieve and _clause(verb):
            yield Telling(verb.i, speakers_of(verb), told_by(verb, sentence, words), "denies")
    elif lemma in words.cite:
        yield from _cited(verb, sentence, words)
    elif lemma in words.hearsay and is_hearsay(verb):
        yield from _hearsay(verb)
    elif lemma in words.deny and not is_passive(verb):
        yield from _denied(verb, words)
    else:
        yield from _asserted(verb, sentence, words)


def is_silent(verb: Token, words: Speech) -> bool:
    """Whether a verb of telling tells nothing: negated, asked, or "declined to say"."""
    if any(t.lower_ in NEGATIONS for t in children(verb, "neg", "preconj", "advmod")):
        return True
    if verb.dep_ == "conj" and any(t.lower_ in ("nor", "or") for t in children(verb.head, "cc", "preconj")):
        return any(t.lower_ in NEGATIONS for t in children(verb.head, "neg", "preconj"))
    above = verb.head if verb.dep_ in ("xcomp", "pcomp", "ccomp") else None
    if above is not None and above.pos_ == "ADP":
        above = above.head
    return above is not None and above is not verb and above.lemma_.lower() in words.silent


def is_hearsay(verb: Token) -> bool:
    """A passive without an agent over an infinitive or "of": "is said to have", "accused of"."""
    if not is_passive(verb) or agents(verb):
        return False
    return any(children(verb, "xcomp")) or any(_gerund_phrases(verb, frozenset({"of", "as"})))


def _hearsay(verb: Token) -> Iterator[Telling]:
    content = [span_of(t) for t in children(verb, "xcomp")]
    content += [span_of(p) for p in _gerund_phrases(verb, frozenset({"of", "as"}))]
    yield Telling(verb.i, (), joined(content), hedged=True)


def _asserted(verb: Token, sentence: Span, words: Speech) -> Iterator[Telling]:
    lemma = verb.lemma_.lower()
    content = told_by(verb, sentence, words)
    if lemma in words.accuse:
        content = joined([*content, *(span_of(p) for p in _gerund_phrases(verb, words.accuse_prepositions))])
    if not content or lemma not in words.say | words.think | words.accuse | words.object | words.infinitive:
        return
    speakers = speakers_of(verb)
    yield Telling(verb.i, speakers, content)
    if lemma in ("tell", "inform"):
        yield from (Telling(verb.i, (t.i,), content, outer=1, printed=True) for t in outlets_of(verb))


def outlets_of(verb: Token) -> list[Token]:
    """Who was told; only where it is an outlet does it speak as well."""
    return [one for t in children(verb, "dobj", "dative") if t.i > verb.i for one in conjuncts(t)]


def speakers_of(verb: Token) -> tuple[int, ...]:
    found = agents(verb) if is_passive(verb) else _said_by(verb)
    return tuple(one.i for token in found for one in conjuncts(token))


def _said_by(verb: Token) -> list[Token]:
    """The subject; of "quoted X as saying" it is X; an inverted subject may stand as an object."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB":
        return patients(verb.head.head) or subjects(verb.head.head)
    return subjects(verb)


def _clause(verb: Token) -> Token | None:
    return next(
        (t for t in children(verb, "ccomp") if t.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN")), None
    )


def told_by(verb: Token, sentence: Span, words: Speech) -> tuple[Stretch, ...]:
    """What a verb of telling tells: its clauses, its infinitive, its object, or all that stands round it."""
    lemma = verb.lemma_.lower()
    if lemma in words.say | words.think | words.deny:
        found = _clauses(verb, sentence)
        if found:
            return found
        if verb.dep_ in ("parataxis",) or _trails(verb):
            return _around(verb, sentence)
    if lemma in words.infinitive:
        found = tuple(span_of(t) for t in children(verb, "xcomp"))
        if found:
            return found
    if lemma in words.object:
        return tuple(span_of(t) for t in children(verb, "dobj") if t.pos_ in ("NOUN", "PROPN"))
    return ()


def _clauses(verb: Token, sentence: Span) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for clause in children(verb, "ccomp"):
        if any(t.lower_ in QUESTIONS for t in clause.children if t.i < clause.i):
            continue
        found += _before(verb, clause, sentence) if clause.i < verb.i else [_after(verb, clause)]
    return joined(found)


def _before(verb: Token, clause: Token, sentence: Span) -> list[Stretch]:
    """What stands before "X said": from the clause's start to the speaker."""
    first = clause.left_edge.i
    edge = min([verb.i, *(t.left_edge.i for t in children(verb, "nsubj", "aux", "mark") if t.i > clause.i)])
    stretch = cleaned(sentence, (first, edge))
    rest = clause.right_edge.i + 1
    inside = [(edge, verb.i + 1)] if rest > verb.i + 1 else []
    found = [stretch] + [cleaned(sentence, (b, rest)) for _, b in inside]
    return [s for s in found if s[0] < s[1]]


def _after(verb: Token, clause: Token) -> Stretch:
    """What stands after "X said": the clause, and what follows it without a comma."""
    first, last = span_of(clause)
    for t in verb.rights:
        if t.i >= last and t.dep_ in ("advcl", "prep", "npadvmod", "advmod") and t.left_edge.i == last:
            last = t.right_edge.i + 1
    return first, last


def _trails(verb: Token) -> bool:
    """Whether the verb, or its subject, comes behind a comma and nothing follows that it could tell."""
    subject = next(iter(children(verb, "nsubj")), None)
    first = min(verb.i, subject.left_edge.i) if subject is not None else verb.i
    before = verb.doc[first - 1].text if first > 0 else ""
    return (
        verb.dep_ == "ROOT" and subject is not None and before in (",", '"') and first > verb.sent.start + 2
    )


def _around(verb: Token, sentence: Span) -> tuple[Stretch, ...]:
    """All of the sentence but the verb's own words: "The army, officials said, shelled the town"."""
    own = span_of(verb)
    if verb.dep_ == "ROOT":
        subject = next(iter(children(verb, "nsubj")))
        own = (min(verb.i, subject.left_edge.i), sentence.end)
    pieces = (cleaned(sentence, s) for s in without((sentence.start, sentence.end), own))
    return tuple(s for s in pieces if s[0] < s[1])


def _gerund_phrases(verb: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """ "of shelling", "for the attack": the prepositions of a charge, on the verb or on its object."""
    for holder in (verb, *children(verb, "dobj")):
        for phrase in children(holder, "prep"):
            if phrase.lower_ in prepositions and (holder is verb or any(children(phrase, "pcomp"))):
                yield phrase


def _denied(verb: Token, words: Speech) -> Iterator[Telling]:
    """A denial of a clause, a gerund or a noun phrase; of a bare "it" or "the report", of what was told."""
    content = [span_of(t) for t in children(verb, "ccomp", "xcomp")]
    back = False
    for noun in (one for t in patients(verb) for one in conjuncts(t)):
        if bears_nothing(noun, words) or (verb.dep_ == "relcl" and noun == verb.head):
            back = True
        elif noun.i > verb.i:
            content.append(span_of(noun))
    if content or back:
        yield Telling(verb.i, speakers_of(verb), joined(content), "denies", back=back and not content)


def bears_nothing(noun: Token, words: Speech) -> bool:
    """Whether a noun only points back to something told: "it", "this", "the report"."""
    if noun.pos_ in ("PRON", "DET"):
        return True
    if noun.lemma_.lower() not in words.told | words.bearer:
        return False
    return not any(children(noun, "acl", "relcl", "ccomp")) and not any(
        p.lower_ in ("of", "about") for p in children(noun, "prep")
    )


def _cited(verb: Token, sentence: Span, words: Speech) -> Iterator[Telling]:
    """ "Reuters reported, citing officials, that Y", "Reuters quoted X as saying that Y"."""
    people = [one.i for t in patients(verb) for one in conjuncts(t)]
    saying = next((v for p in children(verb, "prep") if p.lower_ == "as" for v in children(p, "pcomp")), None)
    if saying is not None:
        outlets = agents(verb) if is_passive(verb) else subjects(verb)
        content = told_by(saying, sentence, words)
        yield Telling(verb.i, tuple(t.i for t in outlets), content or (span_of(saying),), outer=1)
    elif is_passive(verb) and agents(verb):
        yield from _carried_by(verb, sentence, words)
    elif verb.dep_ == "advcl" and verb.head.lemma_.lower() in words.say:
        content = _clauses(verb, sentence) or told_by(verb.head, sentence, words)
        yield Telling(verb.i, tuple(people), content, outer=-1)
        if not told_by(verb.head, sentence, words):
            yield Telling(verb.head.i, speakers_of(verb.head), content)
    elif _clauses(verb, sentence):
        yield Telling(verb.i, tuple(people), _clauses(verb, sentence), outer=-1)


def _carried_by(verb: Token, sentence: Span, words: Speech) -> Iterator[Telling]:
    """ "Gorev, quoted by the agency, denied that Y": the agency tells what Gorev tells."""
    speaker = verb.head if verb.dep_ == "acl" else None
    above = speaker.head if speaker is not None else None
    if above is not None and above.pos_ == "VERB":
        content = told_by(above, sentence, words)
        yield Telling(verb.i, tuple(t.i for t in agents(verb)), content, outer=1)
