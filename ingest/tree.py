"""The parse of a document by head: which tokens hang on each, and by which function."""

from typing import Any

from spacy.tokens import Doc

Branches = list[list[tuple[str, int]]]
KEPT = "branches"


def branches(doc: Doc) -> Branches:
    """For each token those that hang on it in the order of the text, with their function; made once.

    >>> from spacy import blank
    >>> vocab = blank("en").vocab
    >>> branches(Doc(vocab, words=["they", "left"], heads=[1, 1], deps=["nsubj", "ROOT"]))
    [[], [('nsubj', 0)]]
    """
    found: Branches | None = doc.user_data.get(KEPT)
    if found is None:
        found = doc.user_data[KEPT] = _made(doc)
    return found


def _made(doc: Doc) -> Branches:
    strings = doc.vocab.strings
    found: Branches = [[] for _ in range(len(doc))]
    heads: Any = doc.to_array(["HEAD"])
    offsets: list[int] = heads.ravel().astype("int64").tolist()
    deps: Any = doc.to_array(["DEP"])
    functions: list[int] = deps.ravel().tolist()
    names = {dep: strings[dep] for dep in set(functions)}
    for i, (offset, dep) in enumerate(zip(offsets, functions, strict=True)):
        if offset:
            found[i + offset].append((names[dep], i))
    return found
