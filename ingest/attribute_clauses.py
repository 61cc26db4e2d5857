"""Who tells what within one sentence: verbs of telling and what they govern."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from ingest.arguments import agents, children, conjuncts, is_passive, patients, subjects
from ingest.attribute_around import around, as_told, is_told_too
from ingest.attribute_stretches import Stretch, Telling, cleaned, joined, span_of
from ingest.attribute_words import Speech, speech

NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "no"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOBODY = frozenset({"nobody", "none", "neither"})
QUESTIONS = frozenset("whether if why what when where who which".split())


def verb_tellings(sentence: Span, words: Speech) -> Iterator[Telling]:
    """The voices of the verbs of a sentence."""
    for verb in sentence:
        if verb.pos_ in ("VERB", "AUX") or verb.tag_.startswith("VB"):
            yield from _of_verb(verb, sentence, words)


def _of_verb(verb: Token, sentence: Span, words: Speech) -> Iterator[Telling]:
    lemma = verb.lemma_.lower()
    if is_silent(verb, words) and lemma not in words.disbelieve:
        return
    if lemma == "put":
        yield Telling(verb.i, speakers_of(verb), as_told(verb, sentence))
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
    if any(t.lower_ in NOBODY for t in children(verb, "nsubj")):
        return True
    if verb.dep_ == "conj" and any(t.lower_ in ("nor", "or") for t in children(verb.head, "cc", "preconj")):
        return any(t.lower_ in NEGATIONS for t in children(verb.head, "neg", "preconj"))
    above = verb.head if verb.dep_ in ("xcomp", "pcomp", "ccomp") else None
    if above is not None and above.pos_ == "ADP":
        above = above.head
    return above is not None and above != verb and above.lemma_.lower() in words.silent


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
    if lemma in words.accuse and (lemma != "blame" or patients(verb)):
        content = joined([*content, *(span_of(p) for p in _gerund_phrases(verb, _of_charge(lemma, words)))])
    if not content or lemma not in words.telling:
        return
    speakers = speakers_of(verb)
    yield Telling(verb.i, speakers, content)
    if lemma in words.say:
        yield from (Telling(verb.i, (t.i,), content, outer=1, printed=True) for t in outlets_of(verb))


def _of_charge(lemma: str, words: Speech) -> frozenset[str]:
    """The prepositions behind a verb of charging; whom one speaks with is no charge."""
    return words.accuse_prepositions - ({"with"} if lemma in ("speak", "talk") else set())


def outlets_of(verb: Token) -> list[Token]:
    """Who was told: "told X", "revealed to X"; only where it is an outlet does it speak as well."""
    told = [t for t in children(verb, "dobj", "dative") if t.i > verb.i and t.pos_ != "ADP"]
    told += [t for p in children(verb, "prep", "dative") if p.lower_ == "to" for t in children(p, "pobj")]
    return [one for t in told for one in conjuncts(t)]


def speakers_of(verb: Token) -> tuple[int, ...]:
    """The heads of the words that name who speaks."""
    found = agents(verb) if is_passive(verb) else _said_by(verb)
    return tuple(one.i for token in found for one in conjuncts(token))


def _said_by(verb: Token) -> list[Token]:
    """The subject; of "quoted X as saying" it is X; an inverted subject may stand as an object."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB":
        return patients(verb.head.head) or subjects(verb.head.head)
    inverted = [t for t in children(verb, "dobj") if t.i > verb.i] if verb.lemma_ in ("say", "add") else []
    return subjects(verb) or inverted


def told_by(verb: Token, sentence: Span, words: Speech) -> tuple[Stretch, ...]:
    """What a verb of telling tells: its clauses, what stands round it, its infinitive or its object."""
    lemma = verb.lemma_.lower()
    found: tuple[Stretch, ...] = ()
    if lemma in words.say | words.think | words.deny | words.cite:
        found = _clauses(verb, sentence, words) or as_told(verb, sentence) or around(verb, sentence, words)
    if not found and lemma in words.infinitive:
        found = tuple(span_of(t) for t in children(verb, "xcomp"))
    if not found and lemma in words.object:
        found = tuple(span_of(t) for t in children(verb, "dobj") if t.pos_ in ("NOUN", "PROPN"))
    return found or _retold(verb, words)


def _retold(verb: Token, words: Speech) -> tuple[Stretch, ...]:
    """Of "repeated the charge that Y", "referring to the cooperation between": what the object holds."""
    if verb.lemma_.lower() in words.say | words.object:
        told = (t for t in children(verb, "dobj") if t.lemma_.lower() in words.told | words.position)
        return tuple(span_of(c) for t in told for c in children(t, "acl", "relcl", "ccomp"))
    if verb.lemma_.lower() in words.refer:
        holders = [verb, *children(verb, "dobj")] if verb.lemma_ == "remind" else [verb]
        phrases = [p for holder in holders for p in children(holder, "prep")]
        return tuple(span_of(p) for p in phrases if p.lower_ in ("to", "of"))
    return ()


def _clauses(verb: Token, sentence: Span, words: Speech) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for clause in children(verb, "ccomp"):
        if clause.i < verb.i:
            found += around(verb, sentence, words) or _before(verb, clause, sentence)
        elif not _is_question(clause) or verb.lemma_ == "wonder":
            found.append(_after(verb, clause))
    return joined(found) or tuple(span_of(t) for t in _strayed(verb, words))


def _is_question(clause: Token) -> bool:
    return any(
        t.lower_ in QUESTIONS for t in clause.lefts if t.dep_ in ("mark", "advmod", "dobj", "pobj", "attr")
    )


def _strayed(verb: Token, words: Speech) -> Iterator[Token]:
    """Of "conceded in a filing that Y", "told a town hall that Y": Y, which the parser hangs on the noun."""
    for noun in verb.subtree:
        near = noun.pos_ in ("NOUN", "PROPN") and noun.i > verb.i and noun.lemma_.lower() not in words.told
        if near and (noun.head == verb or (noun.head.head == verb and noun.dep_ == "pobj")):
            yield from (t for t in noun.rights if t.dep_ in ("acl", "relcl", "ccomp") and _has_that(t))


def _has_that(clause: Token) -> bool:
    """Whether a clause begins with "that" and has a subject besides."""
    first = clause.left_edge
    return first.lower_ == "that" and any(
        t.i > first.i for t in children(clause, "nsubj", "nsubjpass", "expl")
    )


def _before(verb: Token, clause: Token, sentence: Span) -> list[Stretch]:
    """What stands before "X said": from the clause's start to the speaker."""
    edge = min([verb.i, *(t.left_edge.i for t in children(verb, "nsubj", "aux", "mark") if t.i > clause.i)])
    first, last = cleaned(sentence, (clause.left_edge.i, edge))
    return [(first, last)] if first < last else []


def _after(verb: Token, clause: Token) -> Stretch:
    """What stands after "X said": the clause, and what follows without a comma or is told with it."""
    return _extended(verb, clause_span(clause))


def _extended(verb: Token, stretch: Stretch) -> Stretch:
    first, last = stretch
    for t in verb.rights:
        adjunct = t.dep_ in ("advcl", "prep", "npadvmod", "advmod") and t.left_edge.i == last
        told_too = t.dep_ == "conj" and is_told_too(t) and any(children(t, "nsubj", "nsubjpass"))
        if t.i >= last and (adjunct or told_too):
            last = t.right_edge.i + 1
    return first, last


def clause_span(clause: Token) -> Stretch:
    """A told clause without the verb that the parser joins to it but that goes with the telling:
    "said that Y had left and accused Z", "denied shelling Y and offered talks".
    """
    first, last = span_of(clause)
    bare = clause.tag_ == "VBG" or any(
        t.tag_ == "MD" or t.lemma_ in ("have", "to") for t in children(clause, "aux")
    )
    modal = any(t.tag_ == "MD" for t in children(clause, "aux"))
    if any(t.lower_ in ("or", "nor") for t in children(clause, "cc")):
        return first, last
    for joint in children(clause, "conj"):
        if joint.i > clause.i and (bare or _is_of_telling(joint)) and _lacks_subject(joint, modal):
            last = min(last, joint.left_edge.i)
    return first, last


def _is_of_telling(verb: Token) -> bool:
    return verb.lemma_.lower() in speech().accuse | speech().deny | speech().say


def _lacks_subject(verb: Token, modal: bool) -> bool:
    """A finite verb without a subject of its own; after a modal also one with another auxiliary."""
    helpers = list(children(verb, "aux", "auxpass"))
    finite = verb.tag_ in FINITE or (modal and any(t.tag_ in FINITE for t in helpers))
    return finite and (modal or not helpers) and not any(children(verb, "nsubj", "nsubjpass"))


def _gerund_phrases(verb: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """ "of shelling", "for the attack": the prepositions of a charge, on the verb or on its object."""
    for holder in (verb, *children(verb, "dobj")):
        for phrase in children(holder, "prep"):
            if phrase.lower_ in prepositions and (holder == verb or any(children(phrase, "pcomp"))):
                yield phrase


def _denied(verb: Token, words: Speech) -> Iterator[Telling]:
    """A denial of a clause, a gerund or a noun phrase; of a bare "it" or "the report", of what was told."""
    content = [clause_span(t) for t in children(verb, "ccomp", "xcomp")]
    back = False
    for noun in (one for t in patients(verb) for one in conjuncts(t)):
        if bears_nothing(noun, words) or (verb.dep_ == "relcl" and noun == verb.head):
            back = True
        elif noun.i > verb.i:
            content.append(_extended(verb, span_of(noun)))
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
    saying = next((v for p in children(verb, "prep") if p.lower_ == "as" for v in children(p, "pcomp")), None)
    if saying is not None:
        yield from _quoted_as(verb, saying, sentence, words)
    elif is_passive(verb) and agents(verb):
        yield from _carried_by(verb, sentence, words)
    elif verb.dep_ == "advcl" and verb.head.lemma_.lower() in words.say:
        content = _clauses(verb, sentence, words) or told_by(verb.head, sentence, words)
        yield Telling(verb.i, _cited_people(verb), content, outer=-1)
        if not told_by(verb.head, sentence, words):
            yield Telling(verb.head.i, speakers_of(verb.head), content)
    else:
        yield Telling(verb.i, _cited_people(verb), _clauses(verb, sentence, words), outer=-1)


def _cited_people(verb: Token) -> tuple[int, ...]:
    return tuple(one.i for t in patients(verb) for one in conjuncts(t))


def _quoted_as(verb: Token, saying: Token, sentence: Span, words: Speech) -> Iterator[Telling]:
    """ "X was quoted as saying by Y", "Y quoted X as saying": X, then Y."""
    content = told_by(saying, sentence, words) or told_by(verb, sentence, words) or (span_of(saying),)
    yield Telling(saying.i, tuple(t.i for one in patients(verb) for t in conjuncts(one)), content)
    outlets = [*agents(verb), *agents(saying)] if is_passive(verb) else subjects(verb)
    yield Telling(verb.i, tuple(t.i for t in outlets), content, outer=1)


def _carried_by(verb: Token, sentence: Span, words: Speech) -> Iterator[Telling]:
    """ "Gorev, quoted by the agency, denied that Y": the agency tells what Gorev tells."""
    speaker = verb.head if verb.dep_ == "acl" else None
    above = speaker.head if speaker is not None else None
    if above is not None and above.pos_ == "VERB":
        content = told_by(above, sentence, words)
        yield Telling(verb.i, tuple(t.i for t in agents(verb)), content, outer=1)
