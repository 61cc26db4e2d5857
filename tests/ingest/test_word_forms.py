"""The remembered forms of words are those that the model's own components give."""

from spacy.tokens import Doc

from graph.model import Article
from ingest.parser import installed_model
from ingest.read import read

TEXT = (
    "There are generals who have been having doubts, and it is they whom Norway's minister told: let's go. "
    "He's gonna leave; you did not attack it, but the militias, striking back, had better weapons. "
    "Iceland's trawlers were seized, she said, and that was the worst of 40 leaves, lives and wolves."
)


def forms(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(token.text, token.pos_, str(token.morph), token.lemma_) for token in doc]


def test_forms_are_those_of_the_model_also_when_they_are_met_again():
    first, second = (read(Article(id="a", text=TEXT)).doc for _ in range(2))
    model = installed_model()
    same_words = Doc(model.vocab, [t.text for t in first], [bool(t.whitespace_) for t in first])
    assert forms(first) == forms(second) == forms(model(same_words))
