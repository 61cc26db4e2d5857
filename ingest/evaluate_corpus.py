"""The rules on coded text of our own, given the marked mentions: so that only the events are judged."""

from pathlib import Path

from ingest.affiliations import affiliations
from ingest.attribute import attributions
from ingest.coding import Findings, coding
from ingest.evaluate_claims import score_claims
from ingest.evaluate_constructions import coded_with_grammar
from ingest.evaluate_figures import Score
from ingest.evaluate_records import Bond, Coded, Relation, Said, Side
from ingest.events import told
from ingest.extract import Rules, Stages
from ingest.model.coded_text import CodedArticle, CodedRelation, CodedSentence, corpus
from ingest.read import read


def evaluated(path: Path, rules: Rules) -> Score:
    """The score of the rules on one file of coded text."""
    articles = list(corpus([path]))
    ours = {one.id: coded_with_grammar(stages(one, rules)) for one in articles}
    return score_claims([gold(one) for one in articles], ours, path, f"corpus {path.stem}")


def stages(article: CodedArticle, rules: Rules) -> Stages:
    """What the stages after the mentions make of an article whose mentions are marked."""
    document = read(article.article(), rules.nlp)
    cast = article.cast(document)
    events = tuple(told(document, cast))
    voices, ties = attributions(document, cast), affiliations(document, cast)
    made = coding(Findings(document, cast, events, voices, ties), rules.name)
    return Stages(document, cast, events, voices, made)


def gold(article: CodedArticle) -> Coded:
    """The coding that the text carries, as records that are compared."""
    sentences = [(sentence, relation) for sentence in article.sentences for relation in sentence.relations]
    return Coded(
        id=article.id,
        relations=tuple(_relation(article, *one) for one in sentences if one[1].status),
        affiliations=tuple(_bond(article, *one) for one in sentences if not one[1].status),
    )


def _relation(article: CodedArticle, sentence: CodedSentence, one: CodedRelation) -> Relation:
    return Relation(
        quote=sentence.text,
        type=one.type,
        alt=one.alt,
        status=one.status,
        mutual=one.mutual,
        source=_side(article, one.source),
        target=_side(article, one.target),
        claims=tuple(Said(speaker=article.actors[v.speaker].name, stance=v.stance) for v in one.voices),
    )


def _bond(article: CodedArticle, sentence: CodedSentence, one: CodedRelation) -> Bond:
    source, target = (
        Side.model_validate(article.actors[key or ""].model_dump()) for key in (one.source, one.target)
    )
    return Bond(source=source, relation=one.type, target=target, quote=sentence.text)


def _side(article: CodedArticle, key: str | None) -> Side | None:
    return Side.model_validate(article.actors[key].model_dump()) if key else None
