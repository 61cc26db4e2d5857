"""Whose report a paragraph retells: "reportedly" after an outlet spoke is that outlet's word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.attribute_speakers import Speakers
from ingest.attribute_stretches import Telling, holds

Named = Mapping[int, tuple[str, ...]]


def with_retold(told: Sequence[Telling], named: Named, speakers: Speakers) -> Iterator[Telling]:
    """The tellings; a "reportedly" that nobody tells belongs to the outlet that spoke last before it in its
    paragraph.
    """
    for telling in told:
        if _is_hearsay(telling, speakers) and not _is_told(telling, told):
            outlet = _outlet_before(telling, told, named, speakers)
            yield replace(telling, speakers=outlet) if outlet else telling
        else:
            yield telling


def _is_hearsay(telling: Telling, speakers: Speakers) -> bool:
    word = speakers.document.doc[telling.cue].lower_
    return not telling.speakers and telling.hedged and word in speakers.words.hedge_retold


def _is_told(hearsay: Telling, told: Sequence[Telling]) -> bool:
    """Whether somebody in the sentence tells what is reported."""
    return any(t.speakers and holds(t.content, hearsay.cue) for t in told)


def _outlet_before(
    hearsay: Telling, told: Sequence[Telling], named: Named, speakers: Speakers
) -> tuple[int, ...]:
    """The words for the outlet, where the last who spoke is one."""
    document = speakers.document
    paragraph = document.sentence_of(hearsay.cue).paragraph
    before = [
        t
        for t in told
        if t.speakers and not t.printed and t.stance == "asserts" and max(t.cue, *t.speakers) < hearsay.cue
    ]
    last = max(before, key=lambda t: t.cue, default=None)
    if last is None or document.sentence_of(last.cue).paragraph != paragraph:
        return ()
    actors = [actor for i in last.speakers for actor in named.get(i, ())]
    return last.speakers if actors and all(map(speakers.is_outlet, actors)) else ()
