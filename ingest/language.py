"""The language of a text, without a network."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SURE = 0.9
CHARACTERS = 4_000


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """The two-letter code of the language, or None where the text does not show it.

    >>> language_of("The foreign ministers met in the capital and signed an agreement on water.")
    'en'
    """
    code, probability = _identifier().classify(text[:CHARACTERS])
    return str(code) if probability >= SURE else None


def language_code(told: str | None) -> str | None:
    """The code that an input names itself: `en-GB`, `eng` and `English` are `en`.

    >>> language_code("en-GB"), language_code("English"), language_code("")
    ('en', 'en', None)
    """
    first = (told or "").strip().lower().replace("_", "-").split("-")[0]
    return {"english": "en", "eng": "en"}.get(first, first) or None
