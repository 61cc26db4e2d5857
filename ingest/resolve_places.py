"""Whether the name of a state or a capital names who acts there, or only where something is."""

from spacy.tokens import Doc, Token

from ingest.mentions_nouns import nouns
from ingest.resolve_names import Known

WHERE = frozenset(
    "in at near inside outside through via across around throughout along within into onto off toward towards"
    " beyond beneath above".split()
)
TRAVEL = frozenset(
    "fly travel go come return arrive drive head leave move flee cross summon bring transfer take"
    " evacuate deport"
    " extradite ship sail land depart visit walk relocate escape withdraw route get lead run carry".split()
)
PARTS = frozenset(
    "coast north south east west part border capital city town village province region area territory airport"
    " airspace center centre outskirts suburb shore street soil side gulf strait waters island".split()
)
COMPASS = frozenset(
    "eastern western northern southern central northeastern northwestern southeastern southwestern"
    " north-eastern"
    " north-western south-eastern south-western downtown upper lower mainland".split()
)
BASED = frozenset({"base", "headquarter", "register", "locate", "own", "list"})


def is_place(doc: Doc, one: Known, capital: bool) -> bool:
    """Whether the name is a mere place; `capital` says that it is that of a capital, not of a state."""
    token = doc[one.head]
    if capital and _is_dateline(doc, one):
        return True
    if token.dep_ in ("compound", "nmod") and token.head.i > token.i and capital:
        return one.sense == "capital" and not _is_people(token.head)
    if any(child.lower_ in COMPASS and child.i < one.first for child in token.lefts):
        return True
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ == "pobj":
        return _is_where(token, capital)
    return token.dep_ == "poss" and capital and token.head.lemma_.lower() in PARTS


def _is_dateline(doc: Doc, one: Known) -> bool:
    """ "TEHRAN, Oct 23 -" at the beginning of a paragraph."""
    begins = one.first == 0 or doc[one.first].is_sent_start or doc[one.first].is_upper
    after = doc[one.last].text if one.last < len(doc) else ""
    upper = doc[one.first].is_upper and len(doc[one.first]) > 3
    return bool(begins and (after in (":", "-", "--", "—", "–", ".") or (upper and after in (",", "("))))


def _is_people(noun: Token) -> bool:
    return noun.lemma_.lower() in nouns()


def _is_where(token: Token, capital: bool) -> bool:
    preposition, governor = token.head.lower_, token.head.head
    if preposition in WHERE:
        stays = not capital and preposition == "in" and (_is_people(governor) or governor.lemma_ in BASED)
        return not (stays or (preposition in ("at", "towards", "toward") and not capital))
    if preposition in ("to", "from") and governor.pos_ in ("VERB", "AUX"):
        return governor.lemma_.lower() in TRAVEL and (capital or preposition == "to")
    if preposition == "of":
        return governor.lemma_.lower() in PARTS
    return False
