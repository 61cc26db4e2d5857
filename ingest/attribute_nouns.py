"""Who tells what by nouns and phrases: "X's claim that", "according to X", "X's view is that", hedges."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from ingest.arguments import children, conjuncts, patients, subjects
from ingest.attribute_around import scope
from ingest.attribute_clauses import bears_nothing, is_silent
from ingest.attribute_stretches import Stretch, Telling, joined, span_of, without
from ingest.attribute_words import Speech

OWNERS = frozenset({"by", "from", "in", "of"})
IN_WORDS = frozenset({"word", "words", "opinion", "view", "account", "telling", "estimate", "assessment"})
IN_BEARERS = frozenset({"in", "from"})


def noun_tellings(sentence: Span, words: Speech) -> Iterator[Telling]:
    """The voices of nouns, of "according to" and of hedging words in a sentence."""
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.pos_ in ("NOUN", "PROPN") and lemma in words.told | words.position:
            yield from _of_noun(token, words)
        elif token.lower_ == "according" and token.i + 1 < sentence.end:
            yield from _according(token, sentence)
        elif token.dep_ == "prep" and token.lower_ in IN_BEARERS:
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
    deniers = tuple(one.i for t in subjects(verb) for one in conjuncts(t))
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
    """The verb that a noun is the object of."""
    while noun.dep_ == "conj" and noun.head is not noun:
        noun = noun.head
    return noun.head


def dismissed(noun: Token, words: Speech) -> bool:
    """Whether the noun is the object of a denial: "denied claims that", "rejected a report that"."""
    verb = governor(noun)
    if verb.pos_ != "VERB" or noun not in [o for t in patients(verb) for o in conjuncts(t)]:
        return False
    lemma = verb.lemma_.lower()
    if is_silent(verb, words) or lemma not in words.deny | words.dismiss:
        return False
    return lemma not in ("label", "brand", "call", "describe", "denounce", "decry") or called_false(
        verb, words
    )


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
    yield Telling(token.i, speakers, scope(sentence, phrase), outer=1)


def _in_words(token: Token, sentence: Span, words: Speech) -> Iterator[Telling]:
    """ "In X's words, Y", "In the panel's report, Y"; the article's own sentence is put into X's mouth."""
    noun = next(iter(children(token, "pobj")), None)
    if noun is None or token.i != sentence.start:
        return
    if noun.lower_ in IN_WORDS or noun.lemma_.lower() in words.bearer:
        speakers = tuple(one.i for t in owners(noun) for one in conjuncts(t))
        if (speakers and not bears_nothing(noun, words)) or any(children(noun, "poss")):
            yield Telling(token.i, speakers, scope(sentence, span_of(token)), outer=1)
