"""Document to Cast: every mention of an actor, and who it is, within one article."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from ingest.catalogue import Catalogue
from ingest.catalogue import catalogue as shipped
from ingest.document import Cast, Document, Spot
from ingest.mentions import named
from ingest.mentions_nouns import Phrase, phrase_at, title_before
from ingest.mentions_shape import appositions, is_former, left_edge, owners
from ingest.resolve_alone import Alone
from ingest.resolve_names import Known, known
from ingest.resolve_places import is_place
from ingest.resolve_pronouns import FIRST, PRONOUNS, WE, Pronouns, Seen, is_expletive
from ingest.resolve_quotes import Quotes
from ingest.resolve_roles import Roles
from ingest.resolve_roll import Roll

MODIFIER = frozenset({"compound", "nmod", "amod"})
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
    roll = Roll(catalogue, document.article.id, document.article.published)
    names = known(document, named(document, catalogue), roll)
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

    def __post_init__(self) -> None:
        self.quotes = Quotes(self.document)
        self.roles = Roles(self.roll)
        self.pronouns = Pronouns(self.document, self.roll)
        self.alone = Alone(self.roll, self.roles)

    def run(self) -> Cast:
        for one in self.names:
            if self.roll.actors[one.actor].kind == "person":
                self._learn_posts(one)
        self.who.clear()
        for sentence in self.document.sentences:
            for i in range(sentence.first, sentence.last):
                self._take(self.document.doc[i])
        spots = tuple(sorted(self.spots.values(), key=lambda s: (s.first, -s.last)))
        return Cast(self.roll.actors, spots, tuple(self.places))

    def _take(self, token: Token) -> None:
        """Resolve what a token heads, and keep it as a mention."""
        for one in self.names:
            if one.head == token.i:
                self._take_name(one)
        if token.i in self.by_head or token.i in self.who:
            return
        self.ids(token)

    def ids(self, token: Token) -> tuple[str, ...]:
        """The actors that a token means, found once."""
        if token.i in self.who:
            return self.who[token.i]
        one = self.by_head.get(token.i)
        if one:
            return (one.actor,)
        self.who[token.i] = ()  # so that words that own each other come to an end
        self.who[token.i] = self._pronoun(token) if token.lower_ in PRONOUNS else self._role(token)
        return self.who[token.i]

    def _take_name(self, one: Known) -> None:
        doc = self.document.doc
        actor = self.roll.actors[one.actor]
        spot = Spot(one.first, one.last, one.head, (one.actor,))
        capital = one.sense in ("capital", "metonym")
        if actor.kind == "state" and one.sense not in ("demonym", "people") and is_place(doc, one, capital):
            self.places.append(spot)
            return
        if one.sense != "demonym":
            spot = replace(spot, first=left_edge(doc, one.first, one.head))
        self.who[one.head] = (one.actor,)
        self._keep(spot, one.sense == "people")

    def _keep(self, spot: Spot, plural: bool = False) -> None:
        self.spots.setdefault((spot.first, spot.last), spot)
        token = self.document.doc[spot.head]
        self.seen.append(
            Seen(
                spot.actors,
                spot.head,
                self.document.sentence_of(spot.head).index,
                token.dep_ in ("nsubj", "nsubjpass"),
                plural,
                self.quotes.inside(spot.head),
                token.dep_ in OWNED,
            )
        )

    def _learn_posts(self, one: Known) -> None:
        """What the words beside a person's name say that the person is."""
        token = self.document.doc[one.head]
        title = title_before(self.document.doc, one.first, self.roll.catalogue)
        if title:
            inside = range(left_edge(self.document.doc, one.first, one.head), one.first)
            self._post(one.actor, title, [self.by_head[i].actor for i in inside if i in self.by_head])
        for beside in appositions(token):
            phrase = phrase_at(self.document.doc, beside.i, self.roll.catalogue)
            if phrase and beside.i not in self.by_head:
                self._post(one.actor, phrase, list(self._owner_ids(beside, phrase)))

    def _post(self, person: str, phrase: Phrase, at: list[str]) -> None:
        roll = self.roll
        _learn_gender(person, phrase, roll)
        homes: list[str | None] = [*at] or [None]
        for owner in homes:
            role = self.roles.role(phrase, owner) or phrase.words
            if not is_former(self.document.doc[phrase.head]):
                roll.posts.setdefault((role, owner), person)
        if at and at[0] != person:
            home = roll.actors[at[0]]
            roll.tell(person, home.country, phrase.noun.sector if phrase.noun else home.sector, home.id)

    def _owner_ids(self, token: Token, phrase: Phrase) -> Iterator[str]:
        for owner in owners(token, phrase.first, phrase.last):
            if owner.link == "to" or (owner.link == "in" and not self._is_state(owner.token)):
                continue
            doc = self.document.doc
            if (
                owner.link == "modifier"
                and owner.token not in self.by_head
                and not self._is_body(doc[owner.token])
            ):
                continue
            yield from (id for id in self.ids(doc[owner.token]))

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
        if phrase is None or self._is_title(token):
            return ()
        found = self._same_as_beside(token, phrase)
        own = list(dict.fromkeys(self._owner_ids(token, phrase)))
        if not found and own:
            made = [self.roles.owned(phrase, owner, is_former(token)) for owner in own]
            found = tuple(dict.fromkeys(id for id in made if id))
        if not found:
            found = self.alone.means(token, phrase, self.seen)
        if found and (token.dep_ not in MODIFIER or token.i > token.head.i):
            self._keep(self._role_spot(token, phrase, found), phrase.plural)
        return found

    def _is_title(self, token: Token) -> bool:
        """Of "President Obama": the noun belongs to the name."""
        return token.dep_ in MODIFIER and token.head.i > token.i and token.head.i in self.by_head

    def _same_as_beside(self, token: Token, phrase: Phrase) -> tuple[str, ...]:
        for beside in appositions(token):
            one = self.by_head.get(beside.i)
            if one and not phrase.plural and self._can_be(phrase, one.actor):
                return (one.actor,) if self._is_definite(token) or token.dep_ != "appos" else ()
        return ()

    def _is_definite(self, token: Token) -> bool:
        return not any(child.lower_ in ("a", "an", "another") for child in token.lefts)

    def _can_be(self, phrase: Phrase, actor: str) -> bool:
        kind = self.roll.actors[actor].kind
        if kind == "person":
            return phrase.noun is None or phrase.noun.one == "person" or phrase.noun.kind == "group_of_people"
        return phrase.noun is not None and phrase.noun.kind == kind

    def _role_spot(self, token: Token, phrase: Phrase, actors: tuple[str, ...]) -> Spot:
        doc = self.document.doc
        last = phrase.last
        for owner in owners(token, phrase.first, phrase.last):
            if owner.link in ("of", "for", "from") and self.ids(doc[owner.token]):
                last = max(last, self._end_of(owner.token))
        return Spot(left_edge(doc, phrase.first, token.i), last, token.i, actors)

    def _end_of(self, token: int) -> int:
        return max((s.last for s in self.spots.values() if s.head == token), default=self._name_end(token))

    def _name_end(self, token: int) -> int:
        return self.by_head[token].last if token in self.by_head else token + 1

    def _pronoun(self, token: Token) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        if token.lower_ in FIRST or token.lower_ in WE:
            found = self._first_person(token)
        elif not is_expletive(token):
            found = self.pronouns.antecedent(token, self.seen)
        if found:
            self._keep(Spot(token.i, token.i + 1, token.i, found), len(found) > 1)
        return found

    def _first_person(self, token: Token) -> tuple[str, ...]:
        speaker = self.quotes.speaker(token.i)
        ids = self.ids(self.document.doc[speaker]) if speaker is not None else ()
        if token.lower_ in FIRST:
            return ids
        side = self.roll.sides.get(ids[0]) if len(ids) == 1 else None
        if side:
            return (self.roll.state_of(side) or side,)
        return (self.roll.state_of(ids[0]) or ids[0],) if len(ids) == 1 else ids


def _learn_gender(person: str, phrase: Phrase, roll: Roll) -> None:
    if phrase.words.endswith(("woman", "queen", "princess")):
        roll.female.add(person)
    elif phrase.words.endswith(("man", "king", "prince")) and not phrase.words.endswith("woman"):
        roll.male.add(person)
