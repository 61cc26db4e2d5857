"""The state of one casting: the article, who is known in it, and what was mentioned so far."""

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Token

from ingest.document import Document, Spot
from ingest.resolve_names import Known
from ingest.resolve_pronouns import Seen
from ingest.resolve_quotes import Quotes
from ingest.resolve_roll import Roll

MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
OWNED = frozenset({"poss", "amod", "compound", "nmod"})

Ids = Callable[[Token], tuple[str, ...]]


@dataclass
class Scene:
    """What the mentions of an article are taken into. `seen` holds what a pronoun may mean, in the order
    of the text; `around` mere places too; `spots` every mention by its tokens.
    """

    document: Document
    roll: Roll
    names: list[Known]
    spots: dict[tuple[int, int], Spot] = field(default_factory=dict)
    places: list[Spot] = field(default_factory=list)
    who: dict[int, tuple[str, ...]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    around: list[Seen] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_head = {one.head: one for one in sorted(self.names, key=lambda n: n.last - n.first)}
        self.quotes = Quotes(self.document)

    def clear(self) -> None:
        """Forget the mentions; what the article taught about its actors stays."""
        self.who.clear()
        self.spots.clear()
        self.seen.clear()
        self.around.clear()

    def keep(self, spot: Spot, plural: bool = False) -> None:
        """Take a mention in."""
        self.spots.setdefault((spot.first, spot.last), spot)
        self.seen.append(self._seen(self.document.doc[spot.head], spot.actors, plural))
        self.around.append(self.seen[-1])

    def keep_place(self, spot: Spot) -> None:
        """Take a mere place in."""
        self.places.append(spot)
        self.around.append(self._seen(self.document.doc[spot.head], spot.actors, False))

    def keep_joined(self, token: Token) -> None:
        """After the last of "A, B and C": the three together, for "they"."""
        if token.dep_ != "conj" or any(child.dep_ == "conj" for child in token.children):
            return
        chain = [token]
        while chain[-1].dep_ == "conj":
            chain.append(chain[-1].head)
        ids = [id for one in reversed(chain) for id in self.who.get(one.i, ())]
        if len(set(ids)) > 1 and all(self.who.get(one.i) for one in chain):
            self.seen.append(self._seen(chain[-1], tuple(dict.fromkeys(ids)), True))

    def keep_thing(self, token: Token) -> None:
        """A noun that is no actor may still be what "it" or "they" mean."""
        if token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in MEASURES:
            self.seen.append(self._seen(token, (), token.tag_ in ("NNS", "NNPS")))

    def end_of(self, token: int) -> int:
        """Where the widest mention or name ends that a token heads."""
        name = self.by_head.get(token)
        otherwise = name.last if name else token + 1
        return max((spot.last for spot in self.spots.values() if spot.head == token), default=otherwise)

    def is_state(self, token: int) -> bool:
        """Whether a token heads the name of a state."""
        one = self.by_head.get(token)
        return one is not None and self.roll.actors[one.actor].kind == "state"

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
