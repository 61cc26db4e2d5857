"""Who a pronoun means: by number, gender and kind, then by how near and how prominent the actor stood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.document import Document
from ingest.mentions_shape import joined
from ingest.resolve_roll import Roll

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "myself", "mine"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my"})
THIRD = HE | SHE | IT | THEY
PRONOUNS = THIRD | FIRST | WE
MANY = frozenset(
    {
        "group_of_people",
        "armed_group",
        "military",
        "government_body",
        "party",
        "international_org",
        "media",
        "company",
        "civil_society",
    }
)
REACH = 3
PARALLEL = 0.2
GOES_ON = 0.4
THING = 0.3
THING_AS_SUBJECT = 0.1
THING_AS_OBJECT = -0.6
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True)
class Seen:
    """A mention of one or more actors, earlier in the article."""

    actors: tuple[str, ...]
    head: int
    sentence: int
    subject: bool
    plural: bool
    quoted: bool
    owner: bool


@dataclass(frozen=True)
class Pronouns:
    """Finds the antecedent of a pronoun among what was mentioned before it."""

    document: Document
    roll: Roll

    def antecedent(self, token: Token, seen: Sequence[Seen], but: frozenset[str]) -> tuple[str, ...]:
        """The actors that a third-person pronoun means, none of `but`; empty where nobody fits."""
        here = self.document.sentence_of(token).index
        word = token.lower_
        best: tuple[float, tuple[str, ...]] | None = None
        for one in reversed(seen):
            if here - one.sentence > REACH:
                break
            if (
                one.head == token.i
                or not but.isdisjoint(one.actors)
                or not self._fits(word, one)
                or self._is_bound(token, one)
            ):
                continue
            score = self._score(token, here, one)
            if best is None or score > best[0]:
                best = score, one.actors
        return best[1] if best else ()

    def learn_gender(self, token: Token, found: tuple[str, ...]) -> None:
        """Who was called "she" once is a woman in the rest of the article."""
        if token.lower_ in SHE:
            self.roll.female.update(found)
        elif token.lower_ in HE:
            self.roll.male.update(found)

    def _fits(self, word: str, one: Seen) -> bool:
        if len(one.actors) > 1:
            return word in THEY
        if not one.actors:
            return word in (THEY if one.plural else IT)
        id = one.actors[0]
        kind = self.roll.actors[id].kind
        if word in HE:
            return kind == "person" and id not in self.roll.female
        if word in SHE:
            return kind == "person" and id not in self.roll.male
        if word in IT:
            return kind not in ("person", "group_of_people") and not one.plural
        return one.plural or kind in MANY

    def _is_bound(self, token: Token, one: Seen) -> bool:
        """Whether grammar forbids it: subject and object of one verb are two, unless it says "self"."""
        if token.lower_.endswith(("self", "selves")) or (token.lower_ in POSSESSIVE and token.dep_ == "poss"):
            return False
        other = self.document.doc[one.head]
        if one.owner and other.head.i == token.i:
            return True
        verb = token.head.head if token.dep_ == "pobj" else token.head
        return other.head.i == verb.i and other.i != token.i and verb.pos_ in ("VERB", "AUX")

    def _score(self, token: Token, here: int, one: Seen) -> float:
        if not one.actors:
            return self._place_score(token, here, one) - self._against_things(token)
        return self._place_score(token, here, one) + min(
            0.3, 0.05 * max(self.roll.weight[id] for id in one.actors)
        )

    def _against_things(self, token: Token) -> float:
        """How much sooner a pronoun means an actor than a thing: least so for "it" as an object."""
        if token.lower_ != "it":
            return THING
        return THING_AS_SUBJECT if token.dep_ in SUBJECTS else THING_AS_OBJECT

    def _place_score(self, token: Token, here: int, one: Seen) -> float:
        score = -1.0 * (here - one.sentence) - 0.002 * (token.i - one.head)
        if one.subject:
            score += 0.8 if token.dep_ in SUBJECTS or here == one.sentence else 0.5
        elif token.dep_ in SUBJECTS:
            score -= PARALLEL
        if self._goes_on(token, here, one):
            score += GOES_ON
        if one.owner:
            score -= 0.4
        if one.quoted:
            score -= 0.5
        if token.lower_ in THEY and not (one.plural or len(one.actors) > 1):
            score -= 0.9
        return score

    def _goes_on(self, token: Token, here: int, one: Seen) -> bool:
        """Whether "it" begins a sentence and the mention is the main subject of the sentence before."""
        if token.lower_ != "it" or token.dep_ not in SUBJECTS or not one.subject or not one.actors:
            return False
        begins = token.i - self.document.sentences[here].first <= 1
        verb = self.document.doc[one.head].head
        return (
            begins
            and here - one.sentence == 1
            and (verb.dep_ == "ROOT" or (verb.head.dep_ == "ROOT" and verb.dep_ == "conj"))
        )


def objects_of(token: Token) -> Iterator[Token]:
    """The objects of the verbs whose subject is a pronoun: they are others than it."""
    if token.dep_ not in SUBJECTS:
        return
    for verb in _verbs_of(token):
        for child in verb.rights:
            if child.dep_ in ("dobj", "dative"):
                yield from joined(child)
            elif child.dep_ == "prep" and child.lower_ in ("with", "against", "to", "at", "on", "for"):
                yield from (noun for p in child.children if p.dep_ == "pobj" for noun in joined(p))


def _verbs_of(token: Token) -> Iterator[Token]:
    """Of "after speaking to her, he said he left": speaking, said and left."""
    yield token.head
    for child in token.head.children:
        clauses = [child, *(below for below in child.children if below.dep_ == "pcomp")]
        for verb in clauses:
            subjects = [one.lower_ for one in verb.lefts if one.dep_ in SUBJECTS]
            wanted = [token.lower_] if verb.dep_ == "ccomp" else []
            if verb.dep_ in ("advcl", "xcomp", "pcomp", "ccomp") and subjects == wanted:
                yield verb


def is_expletive(token: Token) -> bool:
    """Of "it is unclear whether", "it rained": nobody."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    clause = any(
        child.dep_ in ("ccomp", "xcomp", "advcl", "csubj", "acl") and child.i > verb.i
        for child in verb.children
    )
    predicate = any(child.dep_ in ("acomp", "attr", "oprd") for child in verb.children)
    if verb.lemma_ in ("be", "seem", "appear", "remain", "become") and predicate:
        return clause or any(child.lemma_ in TIMES for child in verb.children)
    if token.dep_ == "nsubjpass" and verb.lemma_ in IMPERSONAL:
        return True
    return bool(
        token.dep_ == "nsubjpass"
        and clause
        and any(c.dep_ == "mark" for x in verb.children for c in x.children)
    )


IMPERSONAL = frozenset(
    "learn report say believe understand announce recall expect hope note decide find know think".split()
)
TIMES = frozenset("time day year month week hour minute first second third spring summer winter".split())
