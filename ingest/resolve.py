"""Document to Cast: every mention of an actor, and who it is, within one article."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from ingest.catalogue import Catalogue
from ingest.catalogue import catalogue as shipped
from ingest.document import Cast, Document, Spot
from ingest.mentions import named
from ingest.mentions_nouns import Phrase, is_thing, phrase_at
from ingest.mentions_shape import (
    Owner,
    appositions,
    closest,
    is_definite,
    is_former,
    is_predicate,
    left_edge,
    owners,
)
from ingest.resolve_alone import Alone
from ingest.resolve_homes import at_home
from ingest.resolve_names import Known, known
from ingest.resolve_places import is_place
from ingest.resolve_posts import Posts
from ingest.resolve_pronouns import FIRST, PRONOUNS, WE, Pronouns, Seen, is_expletive, objects_of
from ingest.resolve_quotes import Quotes
from ingest.resolve_roles import Roles
from ingest.resolve_roll import Roll
from ingest.resolve_several import Several

MODIFIER = frozenset({"compound", "nmod", "amod"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "conj", "appos"})
MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "X", "CCONJ"})
BODIES = frozenset({"media", "company", "civil_society", "government_body"})
OWNED = frozenset({"poss", "amod", "compound", "nmod"})


def cast(document: Document, catalogue: Catalogue | None = None) -> Cast:
    """Who appears in an article: its actors, and every mention of them.

    >>> from graph.model import Article
    >>> from ingest.read import read
    >>> found = cast(read(Article(id="a", text="Tehran said the Iranian army had left Norway.")))
    >>> sorted(found.actors)
    ['IRN', 'NOR', 'ir-army']
    """
    catalogue = catalogue or shipped()
    article = document.article
    roll = Roll(catalogue, article.id, article.published, article.publisher)
    names = at_home(document.doc, known(document, named(document, catalogue), roll), roll)
    return Casting(
        document, roll, {one.head: one for one in sorted(names, key=lambda n: n.last - n.first)}, names
    ).run()


@dataclass
class Casting:
    """The run over one article. Mentions are taken in the order of the text: each sees those before."""

    document: Document
    roll: Roll
    by_head: dict[int, Known]
    names: list[Known]
    spots: dict[tuple[int, int], Spot] = field(default_factory=dict)
    places: list[Spot] = field(default_factory=list)
    who: dict[int, tuple[str, ...]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    around: list[Seen] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.at_head: defaultdict[int, list[Known]] = defaultdict(list)
        for one in self.names:
            self.at_head[one.head].append(one)
        self.quotes = Quotes(self.document)
        self.roles = Roles(self.roll)
        self.pronouns = Pronouns(self.document, self.roll)
        self.alone = Alone(self.roll, self.roles)
        self.several = Several(self.roll)

    def run(self) -> Cast:
        """The cast; what titles say is learned from the whole article before the first mention is taken."""
        heads = {head: one.actor for head, one in self.by_head.items()}
        Posts(self.document, self.roll, self.roles, self._owner_ids, heads.get).learn(self.names)
        self.who.clear()
        self.spots.clear()
        self.seen.clear()
        self.around.clear()
        for sentence in self.document.sentences:
            self.roll.sentence = sentence.index
            for token in self.document.doc[sentence.first : sentence.last]:
                self._take(token)
        spots = tuple(sorted(self.spots.values(), key=lambda s: (s.first, -s.last)))
        return Cast(self.roll.actors, spots, tuple(self.places))

    def _take(self, token: Token) -> None:
        """Resolve what a token heads, and keep it as a mention."""
        for one in self.at_head.get(token.i, ()):
            self._take_name(one)
        if token.pos_ not in NOMINAL:
            return
        if token.i not in self.by_head and not self.ids(token) and token.dep_ in ARGUMENTS:
            self._keep_thing(token)
        self._keep_joined(token)

    def ids(self, token: Token) -> tuple[str, ...]:
        """The actors that a token means, found once."""
        if token.i in self.who:
            return self.who[token.i]
        one = self.by_head.get(token.i)
        if one:
            return (one.actor,)
        self.who[token.i] = ()  # so that words that own each other come to an end
        self.who[token.i] = self._found(token)
        return self.who[token.i]

    def _found(self, token: Token) -> tuple[str, ...]:
        if token.lower_ in PRONOUNS:
            return self._pronoun(token)
        if token.lower_ == "whose":
            return self._relative(token)
        here = self.document.sentence_of(token).index
        several = self.several.mean(token, here, self.seen, self.around)
        if several:
            edge = left_edge(self.document.doc, token.i, token.i)
            self._keep(Spot(edge, token.i + 1, token.i, several), True)
            return several
        return self._role(token)

    def _take_name(self, one: Known) -> None:
        doc = self.document.doc
        spot = Spot(one.first, one.last, one.head, (one.actor,))
        self.roll.touch(one.actor)
        if self._is_mere_place(one):
            self.places.append(spot)
            self.around.append(self._seen(doc[one.head], spot.actors, False))
            return
        if one.sense == "demonym" and self.roll.actors[one.actor].kind != "state":
            return
        if one.sense != "demonym":
            spot = replace(spot, first=left_edge(doc, one.first, one.head))
        self.who[one.head] = (one.actor,)
        self._keep(spot, one.sense == "people" or doc[one.head].tag_ == "NNPS")

    def _is_mere_place(self, one: Known) -> bool:
        state = self.roll.actors[one.actor].kind == "state"
        if one.sense in ("demonym", "people") or not (state or one.label in ("GPE", "LOC")):
            return False
        return is_place(self.document.doc, one, not state or one.sense == "capital")

    def _keep(self, spot: Spot, plural: bool = False) -> None:
        self.spots.setdefault((spot.first, spot.last), spot)
        self.seen.append(self._seen(self.document.doc[spot.head], spot.actors, plural))
        self.around.append(self.seen[-1])

    def _keep_joined(self, token: Token) -> None:
        """After the last of "A, B and C": the three together, for "they"."""
        if token.dep_ != "conj" or any(child.dep_ == "conj" for child in token.children):
            return
        chain = [token]
        while chain[-1].dep_ == "conj":
            chain.append(chain[-1].head)
        ids = [id for one in reversed(chain) for id in self.who.get(one.i, ())]
        if len(set(ids)) > 1 and all(self.who.get(one.i) for one in chain):
            self.seen.append(self._seen(chain[-1], tuple(dict.fromkeys(ids)), True))

    def _keep_thing(self, token: Token) -> None:
        """A noun that is no actor may still be what "it" or "they" mean."""
        if token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in MEASURES:
            self.seen.append(self._seen(token, (), token.tag_ in ("NNS", "NNPS")))

    def _seen(self, token: Token, actors: tuple[str, ...], plural: bool) -> Seen:
        return Seen(
            actors,
            token.i,
            self.document.sentence_of(token).index,
            token.dep_ in ("nsubj", "nsubjpass"),
            plural,
            self.quotes.inside(token.i),
            token.dep_ in OWNED,
        )

    def _owner_ids(self, token: Token, phrase: Phrase) -> Iterator[str]:
        """Whom a role noun belongs to; where something is counts only where nothing else says it."""
        found = [owner for owner in owners(token, phrase.first, phrase.last) if self._owns(owner, phrase)]
        if any(owner.link == "of" for owner in found) and phrase.noun is None:
            found = [owner for owner in found if owner.link != "modifier"]
        for owner in closest(found):
            yield from self.ids(self.document.doc[owner.token])
        if not found and any(child.lower_ == "presidential" for child in token.lefts):
            yield from self.alone.president(self.seen)

    def _owns(self, owner: Owner, phrase: Phrase) -> bool:
        if owner.link == "to":
            return phrase.words.endswith(("aide", "adviser", "advisor", "assistant"))
        if owner.link == "in":
            return self._is_state(owner.token) and (phrase.noun is None or phrase.noun.body != "embassy")
        if owner.link == "modifier" and owner.token not in self.by_head:
            return self._is_body(self.document.doc[owner.token])
        return True

    def _is_state(self, token: int) -> bool:
        one = self.by_head.get(token)
        return one is not None and self.roll.actors[one.actor].kind == "state"

    def _is_body(self, token: Token) -> bool:
        phrase = phrase_at(self.document.doc, token.i, self.roll.catalogue)
        return bool(phrase and phrase.noun and (phrase.noun.body or phrase.noun.kind == "party"))

    def _role(self, token: Token) -> tuple[str, ...]:
        """Who a role noun means, kept as a mention."""
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return ()
        phrase = phrase_at(self.document.doc, token.i, self.roll.catalogue)
        if phrase is None or self._is_title(token) or is_predicate(token):
            return ()
        found = self._same_as_beside(token, phrase)
        own = list(dict.fromkeys(self._owner_ids(token, phrase)))
        if not own and self.roles.is_organ(phrase):
            own = list(self.several.homes(token, self.roll.sentence, self.seen, self.around))
        if is_thing(phrase, any(self.roll.actors[id].kind == "state" for id in own)):
            return ()
        if phrase.words.endswith("counterpart"):
            phrase, own = self.alone.counterpart(phrase, own, self.seen)
        if not found and own:
            made = [self._owned(token, phrase, owner) for owner in own]
            found = tuple(dict.fromkeys(id for id in made if id))
        if not found:
            found = self.alone.means(token, phrase, self.seen)
        if found and (token.dep_ not in MODIFIER or token.i > token.head.i):
            self._keep(self._role_spot(token, phrase, found), phrase.plural)
        return found

    def _owned(self, token: Token, phrase: Phrase, owner: str) -> str | None:
        definite = any(child.lower_ in ("the", "this", "that") for child in token.lefts)
        known = self.alone.named_as(phrase, owner, self.seen) if definite and not phrase.plural else None
        return known or self.roles.owned(phrase, owner, is_former(token))

    def _is_title(self, token: Token) -> bool:
        """Of "President Obama": the noun belongs to the name."""
        return token.dep_ in MODIFIER and token.head.i > token.i and token.head.i in self.by_head

    def _same_as_beside(self, token: Token, phrase: Phrase) -> tuple[str, ...]:
        for beside in appositions(token):
            one = self.by_head.get(beside.i)
            if one and not phrase.plural and self._can_be(phrase, one.actor):
                return (one.actor,) if is_definite(token) or token.dep_ != "appos" else ()
        return ()

    def _can_be(self, phrase: Phrase, actor: str) -> bool:
        kind = self.roll.actors[actor].kind
        if kind == "person":
            return phrase.noun is None or phrase.noun.one == "person" or phrase.noun.kind == "group_of_people"
        return phrase.noun is not None and (phrase.noun.kind == kind or {phrase.noun.kind, kind} <= BODIES)

    def _role_spot(self, token: Token, phrase: Phrase, actors: tuple[str, ...]) -> Spot:
        doc = self.document.doc
        last = phrase.last
        for owner in owners(token, phrase.first, phrase.last):
            if owner.link != "poss" and owner.token > token.i and self.ids(doc[owner.token]):
                last = max(last, self._end_of(owner.token))
        return Spot(left_edge(doc, phrase.first, token.i), last, token.i, actors)

    def _end_of(self, token: int) -> int:
        name = self.by_head.get(token)
        otherwise = name.last if name else token + 1
        return max((spot.last for spot in self.spots.values() if spot.head == token), default=otherwise)

    def _pronoun(self, token: Token) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        if token.lower_ in FIRST or token.lower_ in WE:
            found = self._first_person(token)
        elif not is_expletive(token):
            others = {self.by_head[noun.i].actor for noun in objects_of(token) if noun.i in self.by_head}
            found = self.pronouns.antecedent(token, self.seen, frozenset(others))
        if found:
            self._keep(Spot(token.i, token.i + 1, token.i, found), len(found) > 1)
            self.pronouns.learn_gender(token, found)
        return found

    def _relative(self, token: Token) -> tuple[str, ...]:
        """ "Whose": the noun that the relative clause is about."""
        clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        found = self.ids(clause.head) if clause is not None and clause.head.i < token.i else ()
        if found:
            self._keep(Spot(token.i, token.i + 1, token.i, found))
        return found

    def _first_person(self, token: Token) -> tuple[str, ...]:
        speaker = self.quotes.speaker(token.i)
        ids = self.ids(self.document.doc[speaker]) if speaker is not None else ()
        own = token.lower_ in FIRST or len(ids) != 1
        return ids if own else (self.roll.speaks_for(ids[0]),)
