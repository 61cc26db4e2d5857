"""What somebody says good or bad of an actor: "called the plan reckless", "said the minister had lied"."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from spacy.tokens import Token

from ingest.arguments import children, conjuncts, doers, is_passive, patients, subjects
from ingest.lexicon import Construction
from ingest.reading import Reading, reading, words_present

WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(
        files("ingest").joinpath("data/opinions.toml").read_text("utf-8")
    ).items()
}
COPULAS = frozenset({"be", "seem", "look", "become", "remain", "sound"})


def opinion(verb: Token, c: Construction) -> Reading | None:
    """ "S calls T reckless", "S describes T as a liar", "S says that T is brave"."""
    if not words_present(verb, c.words):
        return None
    targets = list(_judged(verb, c))
    return reading(verb, c, doers(verb), targets) if targets else None


def wrongdoing(verb: Token, c: Construction) -> Reading | None:
    """ "S alleges that T misled the public"."""
    targets = list(_wrongdoers(verb))
    return reading(verb, c, subjects(verb), targets) if targets and not is_passive(verb) else None


def _judged(verb: Token, c: Construction) -> Iterator[Token]:
    """Of whom the verb or its clause says one of these words."""
    for clause in children(verb, "ccomp", "xcomp"):
        judging = _judgement(clause) if clause.lemma_ in COPULAS else [clause]
        if clause.pos_ != "VERB" and _says(judging, c) and not _negated(clause):
            yield from children(clause, "nsubj")
    objects = patients(verb)
    if objects and _says(_judgement(verb), c):
        yield objects[0]


def _judgement(verb: Token) -> list[Token]:
    """What is said of the object or subject: "absurd", "as a liar", "is dangerous"."""
    direct = [*children(verb, "oprd", "acomp", "attr", "xcomp"), *list(children(verb, "dobj"))[1:]]
    through = [t for p in children(verb, "prep") if p.lower_ == "as" for t in p.children]
    return [one for token in (*direct, *through) for one in (*conjuncts(token), *children(token, "amod"))]


def _says(tokens: list[Token], c: Construction) -> bool:
    """Whether what is said is good or bad, as the type wants it; who just calls names means it ill."""
    good, bad = (any(t.lemma_.lower() in WORDS[name] for t in tokens) for name in ("good", "bad"))
    if c.type == "SUPPORT":
        return good and not bad and not any(map(_negated, tokens))
    named = c.head in WORDS["naming"] and not good and any(t.pos_ != "VERB" for t in tokens)
    return (bad or named) and not any(map(_negated, tokens))


def _negated(word: Token) -> bool:
    return any(t.dep_ == "neg" or t.lower_ in ("no", "not") for t in word.children)


def _wrongdoers(verb: Token) -> Iterator[Token]:
    """Of whom the clause says that they did wrong."""
    for act in children(verb, "ccomp"):
        if act.lemma_.lower() in WORDS["wrongs"] and not is_passive(act) and not _negated(act):
            modal = any(t.lower_ in ("would", "could", "may", "might", "will") for t in children(act, "aux"))
            yield from () if modal else children(act, "nsubj")
