"""Document to Cast: every mention of an actor, and who it is, within one article."""

from collections import defaultdict
from dataclasses import replace

from spacy.tokens import Token

from ingest.catalogue import Catalogue
from ingest.catalogue import catalogue as shipped
from ingest.document import Cast, Document, Spot
from ingest.mentions import named
from ingest.mentions_shape import left_edge
from ingest.resolve_homes import at_home
from ingest.resolve_locals import Locals
from ingest.resolve_names import Known, known
from ingest.resolve_nouns import RoleNouns
from ingest.resolve_places import is_place
from ingest.resolve_posts import Posts
from ingest.resolve_pronouns import FIRST, PRONOUNS, WE, Pronouns, is_expletive, objects_of
from ingest.resolve_roles import Roles
from ingest.resolve_roll import Roll
from ingest.resolve_scene import Scene
from ingest.resolve_several import Several

ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "conj", "appos"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "X", "CCONJ"})


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
    return Casting(Scene(document, roll, names)).run()


class Casting:
    """The run over one article. Mentions are taken in the order of the text: each sees those before."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.document, self.roll = scene, scene.document, scene.roll
        self.at_head: defaultdict[int, list[Known]] = defaultdict(list)
        for one in scene.names:
            self.at_head[one.head].append(one)
        self.roles = Roles(self.roll)
        self.nouns = RoleNouns(scene, self.roles, self.ids)
        self.pronouns = Pronouns(self.document, self.roll)
        self.several = Several(self.roll)

    def run(self) -> Cast:
        """The cast; what titles say is learned from the whole article before the first mention is taken."""
        scene = self.scene
        heads = {head: one.actor for head, one in scene.by_head.items()}
        Posts(self.document, self.roll, self.roles, self.nouns.owner_ids, heads.get).learn(scene.names)
        scene.clear()
        for sentence in self.document.sentences:
            self.roll.sentence = sentence.index
            for token in self.document.doc[sentence.first : sentence.last]:
                self._take(token)
        spots = tuple(sorted(scene.spots.values(), key=lambda s: (s.first, -s.last)))
        Locals(self.document, self.roll, spots, scene.places).settle()
        return Cast(self.roll.actors, spots, tuple(scene.places))

    def _take(self, token: Token) -> None:
        """Resolve what a token heads, and keep it as a mention."""
        for one in self.at_head.get(token.i, ()):
            self._take_name(one)
        if token.pos_ not in NOMINAL:
            return
        if token.i not in self.scene.by_head and not self.ids(token) and token.dep_ in ARGUMENTS:
            self.scene.keep_thing(token)
        self.scene.keep_joined(token)

    def ids(self, token: Token) -> tuple[str, ...]:
        """The actors that a token means, found once."""
        who = self.scene.who
        if token.i in who:
            return who[token.i]
        one = self.scene.by_head.get(token.i)
        if one:
            return (one.actor,)
        who[token.i] = ()  # so that words that own each other come to an end
        who[token.i] = self._found(token)
        return who[token.i]

    def _found(self, token: Token) -> tuple[str, ...]:
        if token.lower_ in PRONOUNS:
            return self._pronoun(token)
        if token.lower_ == "whose":
            return self._relative(token)
        here = self.document.sentence_of(token).index
        several = self.several.mean(token, here, self.scene.seen, self.scene.around)
        if several:
            edge = left_edge(self.document.doc, token.i, token.i)
            self.scene.keep(Spot(edge, token.i + 1, token.i, several), True)
            return several
        return self.nouns.means(token)

    def _take_name(self, one: Known) -> None:
        doc = self.document.doc
        spot = Spot(one.first, one.last, one.head, (one.actor,))
        self.roll.touch(one.actor)
        if self._is_make(one):
            return
        if self._is_mere_place(one):
            self.scene.keep_place(spot)
            return
        if one.sense == "demonym" and self.roll.actors[one.actor].kind not in ("state", "party"):
            return
        if one.sense != "demonym":
            spot = replace(spot, first=left_edge(doc, one.first, one.head))
        self.scene.who[one.head] = (one.actor,)
        self.scene.keep(spot, one.sense == "people" or doc[one.head].tag_ == "NNPS")

    def _is_make(self, one: Known) -> bool:
        """A company's name before a number is a thing of its make: "a Boeing 777 of Norland Airways"."""
        doc = self.document.doc
        model = doc[one.last].text if one.last < len(doc) else ""
        made = any(c.isdigit() for c in model) and len(model) <= 5
        return made and self.roll.actors[one.actor].kind == "company"

    def _is_mere_place(self, one: Known) -> bool:
        state = self.roll.actors[one.actor].kind == "state"
        if one.sense == "city":
            return self.document.doc[one.head].dep_ not in ("dobj", "nsubjpass")
        if one.sense in ("demonym", "people") or not (state or one.label in ("GPE", "LOC")):
            return False
        return is_place(self.document.doc, one, not state or one.sense == "capital")

    def _pronoun(self, token: Token) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        if token.lower_ in FIRST or token.lower_ in WE:
            found = self._first_person(token)
        elif not is_expletive(token):
            by_head = self.scene.by_head
            others = {by_head[noun.i].actor for noun in objects_of(token) if noun.i in by_head}
            found = self.pronouns.antecedent(token, self.scene.seen, frozenset(others))
        if found:
            self.scene.keep(Spot(token.i, token.i + 1, token.i, found), len(found) > 1)
            self.pronouns.learn_gender(token, found)
        return found

    def _relative(self, token: Token) -> tuple[str, ...]:
        """ "Whose": the noun that the relative clause is about."""
        clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        found = self.ids(clause.head) if clause is not None and clause.head.i < token.i else ()
        if found:
            self.scene.keep(Spot(token.i, token.i + 1, token.i, found))
        return found

    def _first_person(self, token: Token) -> tuple[str, ...]:
        speaker = self.scene.quotes.speaker(token.i)
        ids = self.ids(self.document.doc[speaker]) if speaker is not None else ()
        own = token.lower_ in FIRST or len(ids) != 1
        return ids if own else (self.roll.speaks_for(ids[0]),)
