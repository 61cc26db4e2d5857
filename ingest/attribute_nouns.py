"""Who tells what by nouns and phrases: "X's claim that", "according to X", "X's view is that", hedges."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from ingest.arguments import children, conjuncts, doers, is_passive, subjects
from ingest.attribute_around import scope
from ingest.attribute_clauses import is_silent, told_by
from ingest.attribute_stretches import Stretch, Telling, joined, span_of, without
from ingest.attribute_words import Speech

IN_WORDS = frozenset({"in", "by"})


def noun_tellings(sentence: Span, words: Speech) -> Iterator[Telling]:
    """The voices of nouns, of "according to" and of hedging words in a sentence."""
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.pos_ in ("NOUN", "PROPN") and lemma in words.told | words.position:
            yield from _of_noun(token, words)
        elif token.lower_ == "according" and token.i + 1 < sentence.end:
            yield from _according(token, sentence)
        elif token.dep_ == "prep" and token.lower_ in IN_WORDS:
            yield from _in_words(token, sentence, words)
        elif lemma in words.sure and token.head.lemma_ == "be":
            yield from _sure(token)
        elif (token.dep_, lemma) in words.hedging:
            yield Telling(token.i, (), (span_of(token.head),), hedged=True)


def _of_noun(noun: Token, words: Speech) -> Iterator[Telling]:
    content = list(_content(noun, words))
    if not content:
        return
    speakers = tuple(one.i for t in owners(noun) for one in conjuncts(t))
    content = [piece for stretch in content for piece in _apart(stretch, speakers, noun)]
    if not dismissed(noun, words):
        if any(children(noun, "poss")) or not _retold(noun, words):
            yield Telling(noun.i, speakers, joined(content), hedged=not speakers)
        return
    if speakers:
        yield Telling(noun.i, speakers, joined(content))
    verb = governor(noun)
    deniers = tuple(one.i for t in doers(verb) for one in conjuncts(t))
    yield Telling(verb.i, deniers, joined(content), "denies")


def _sure(adjective: Token) -> Iterator[Telling]:
    """ "X is certain that Y"."""
    content = tuple(span_of(t) for t in children(adjective, "ccomp"))
    negated = any(children(adjective.head, "neg"))
    if content and not negated:
        yield Telling(
            adjective.i, tuple(one.i for t in subjects(adjective.head) for one in conjuncts(t)), content
        )


def _apart(stretch: Stretch, speakers: tuple[int, ...], noun: Token) -> tuple[Stretch, ...]:
    """The content without the words of a speaker who stands in it."""
    for i in speakers:
        if stretch[0] <= i < stretch[1] and i == noun.i + 2:
            return without(stretch, (stretch[0], i + 1))
    return (stretch,)


def _content(noun: Token, words: Speech) -> Iterator[Stretch]:
    """The that-clause of a noun of telling, or what its "of" is about; "X's view is that Y"."""
    about = ("of", "about") if noun.lemma_.lower() in words.told else ()
    for child in noun.children:
        if _that_clause(child) or (child.dep_ == "prep" and child.lower_ in about):
            yield span_of(child)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and noun.lemma_.lower() in words.position:
        yield from (span_of(t) for t in children(noun.head, "ccomp"))


def _retold(noun: Token, words: Speech) -> bool:
    """Whether somebody repeats what the noun tells: "reiterated the position that"."""
    return noun.dep_ == "dobj" and noun.head.lemma_.lower() in words.say and any(subjects(noun.head))


def _that_clause(child: Token) -> bool:
    """A clause with "that"; also one that the parser took for a relative one beside a subject of its own."""
    if child.dep_ in ("acl", "ccomp"):
        return any(t.lower_ == "that" for t in children(child, "mark"))
    first = child.left_edge
    subject = any(t.i > first.i for t in children(child, "nsubj", "nsubjpass"))
    return child.dep_ == "relcl" and first.lower_ == "that" and subject


def owners(noun: Token) -> list[Token]:
    """Whose telling it is: a possessor, a "by", the adjective, or who makes it."""
    found = list(children(noun, "poss"))
    found += [
        t for p in children(noun, "prep") if p.lower_ in ("by", "from", "in") for t in children(p, "pobj")
    ]
    found = found or [
        t for t in children(noun, "compound", "amod", "nmod") if t.pos_ == "PROPN" or t.ent_type_
    ]
    found = found or [
        t
        for v in children(noun, "acl")
        if v.tag_ == "VBN"
        for p in children(v, "agent")
        for t in children(p, "pobj")
    ]
    if (
        not found
        and noun.dep_ == "dobj"
        and noun.head.lemma_ in ("make", "have", "repeat", "raise", "spread", "level")
    ):
        found = subjects(noun.head)
    return found


def governor(noun: Token) -> Token:
    """The verb that a noun is the object of; also of "dismissed as lies a report"."""
    at = noun
    while at.dep_ in ("conj", "appos", "pobj", "dep", "prep", "npadvmod", "oprd") and at.head != at:
        if at.pos_ == "ADP" and at.lower_ != "as":
            return noun
        at = at.head
        if at.pos_ == "VERB":
            return at
    return at.head


def dismissed(noun: Token, words: Speech) -> bool:
    """Whether the noun is the object of a denial: "denied claims that", "rejected a report that"."""
    verb = governor(noun)
    if verb.pos_ != "VERB" or (noun.dep_ == "nsubj") or is_silent(verb, words):
        return False
    lemma = verb.lemma_.lower()
    if lemma not in words.deny | words.dismiss or (noun.i < verb.i and not is_passive(verb)):
        return False
    return lemma not in words.naming or called_false(verb, words)


def called_false(verb: Token, words: Speech) -> bool:
    """Whether something is called a lie, false, baseless."""
    return any(t.lemma_.lower() in words.false for t in verb.subtree if t.i > verb.i)


def _according(token: Token, sentence: Span) -> Iterator[Telling]:
    """ "According to X, Y", "Y, according to X": what stands round it, up to semicolons."""
    to = next((t for t in (token.nbor(1),) if t.lower_ == "to"), None)
    named = next(iter(children(to, "pobj")), None) if to is not None else None
    if to is None or named is None:
        return
    speakers = tuple(one.i for one in conjuncts(named))
    phrase = (token.i, min(sentence.end, named.right_edge.i + 1))
    yield Telling(token.i, speakers, scope(sentence, phrase, _interrupted(token, phrase)), outer=1)


def _interrupted(token: Token, phrase: Stretch) -> Token | None:
    """The clause that "according to X" interrupts, where it is only a part of the sentence."""
    clause = token.head
    if token.i == 0 or token.nbor(-1).text != "," or clause.dep_ not in ("conj", "relcl", "acl", "advcl"):
        return None
    inside = clause.left_edge.i < phrase[0] and phrase[1] <= clause.right_edge.i
    return clause if inside or clause.dep_ in ("relcl", "acl") else None


def _in_words(token: Token, sentence: Span, words: Speech) -> Iterator[Telling]:
    """ "In X's words, Y", "by X's account": X says Y; "In X's report, Z says Y": X as well."""
    noun = next(iter(children(token, "pobj")), None)
    if noun is None or not any(
        t.pos_ != "PRON" or noun.lower_ in words.wording for t in children(noun, "poss")
    ):
        return
    speakers = tuple(one.i for t in owners(noun) for one in conjuncts(t))
    if noun.lower_ in words.wording and (token.i == sentence.start or token.nbor(-1).text == ","):
        yield Telling(token.i, speakers, scope(sentence, span_of(token)), outer=1)
    elif noun.lemma_.lower() in words.bearer and token.i == sentence.start and _tells(token.head, words):
        yield Telling(token.i, speakers, told_by(token.head, sentence, words), outer=1)


def _tells(verb: Token, words: Speech) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_.lower() in words.say
