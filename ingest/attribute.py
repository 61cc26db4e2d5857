"""Who says so: the voices of an article, and over which of its words each of them speaks.

A voice comes from a verb, a noun or a phrase of telling ("said", "X's claim that", "according to X"), from a
quotation or from a headline; a denial of something told before speaks over the words where it was told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from ingest.attribute_clauses import verb_tellings
from ingest.attribute_denials import denial_tellings
from ingest.attribute_headlines import label_tellings
from ingest.attribute_hedges import hedged_at
from ingest.attribute_nouns import noun_tellings
from ingest.attribute_quotes import quote_tellings
from ingest.attribute_retold import with_retold
from ingest.attribute_speakers import Speakers, name_speakers
from ingest.attribute_stretches import Stretch, Telling, holds, joined, size
from ingest.attribute_words import speech
from ingest.document import Cast, Document


@dataclass(frozen=True)
class Voice:
    """One speaker over some words. `speaker` None: somebody who is no actor, or nobody ("reportedly").

    `cue` are the words that say so and `cue_token` their token; `source` the tokens that name the speaker,
    None where nobody is named; `content` the stretches of tokens that are told.
    """

    speaker: str | None
    stance: Literal["asserts", "denies"]
    hedged: bool
    cue: str
    cue_token: int
    source: Stretch | None
    content: tuple[Stretch, ...]


@dataclass(frozen=True)
class Attributions:
    """All voices of one article."""

    document: Document
    voices: tuple[Voice, ...]

    @cached_property
    def _by_sentence(self) -> dict[int, list[Voice]]:
        found: dict[int, list[Voice]] = defaultdict(list)
        for voice in self.voices:
            touched = {
                n
                for a, b in voice.content
                for n in range(self.document.sentence_of(a).index, self.document.sentence_of(b - 1).index + 1)
            }
            for n in sorted(touched):
                found[n].append(voice)
        return found

    def over(self, token: int) -> tuple[Voice, ...]:
        """The voices that tell what stands at a token, innermost first, each speaker once a stance.

        They are hedged where the telling or the clause of the token is. A denial in another sentence counts.
        """
        here = self._by_sentence.get(self.document.sentence_of(token).index, [])
        hedged = hedged_at(self.document.doc[token], speech())
        seen: dict[tuple[str | None, str], Voice] = {}
        over = [voice for voice in here if holds(voice.content, token)]
        for voice in over:
            if not any(_takes_back(voice, other) for other in over):
                reserve = voice.hedged or (hedged and not self._denies_from_afar(voice, token))
                seen.setdefault((voice.speaker, voice.stance), replace(voice, hedged=reserve))
        return tuple(seen.values())

    def _denies_from_afar(self, voice: Voice, token: int) -> bool:
        """Whether a denial stands in another sentence: the reserve there is not the denier's."""
        there, here = (self.document.sentence_of(i).index for i in (voice.cue_token, token))
        return voice.stance == "denies" and there != here


def _takes_back(voice: Voice, other: Voice) -> bool:
    """Whether what somebody asserts is that it is not so: "X says reports that Y are untrue"."""
    same = voice.speaker is not None and voice.speaker == other.speaker
    return (
        same
        and voice.stance == "asserts"
        and other.stance == "denies"
        and holds(voice.content, other.cue_token)
    )


def attributions(document: Document, cast: Cast) -> Attributions:
    """The voices of a document whose actors are known."""
    speakers = Speakers(document, cast, speech())
    told = tuple(_merged(_tellings(speakers)))
    told += tuple(denial_tellings(document, told, speakers))
    named = name_speakers(told, speakers)
    said = with_retold(told, named, speakers)
    voices = [voice for telling in said if telling.content for voice in _voices(telling, named, speakers)]
    return Attributions(document, tuple(_ordered(voices)))


def _ordered(voices: list[tuple[tuple[int, int, int], Voice]]) -> list[Voice]:
    return [voice for _, voice in sorted(voices, key=lambda pair: pair[0])]


def _tellings(speakers: Speakers) -> Iterator[Telling]:
    document, words = speakers.document, speakers.words
    for sentence in document.sentences:
        span = document.doc[sentence.first : sentence.last]
        yield from verb_tellings(span, words)
        yield from noun_tellings(span, words)
    yield from label_tellings(speakers)
    yield from quote_tellings(document, words)


def _merged(tellings: Iterable[Telling]) -> Iterator[Telling]:
    """One telling for each cue and speaker: what was quoted and what was retold belong together."""
    found: dict[tuple[int, tuple[int, ...], str], Telling] = {}
    for one in tellings:
        key = (one.cue, one.speakers, one.stance)
        same = found.get(key)
        found[key] = replace(same, content=joined([*same.content, *one.content])) if same else one
    yield from found.values()


def _voices(
    telling: Telling, named: Mapping[int, tuple[str, ...]], speakers: Speakers
) -> Iterator[tuple[tuple[int, int, int], Voice]]:
    """The voices of a telling with the key that puts inner ones first."""
    doc = speakers.document
    order = (size(telling.content), telling.outer, telling.cue)
    for i in telling.speakers or (None,):
        actors = named.get(i, ()) if i is not None else ()
        if telling.printed:
            actors = tuple(actor for actor in actors if speakers.is_outlet(actor))
            if not actors:
                continue
        for actor in actors or (None,):
            yield (
                order,
                Voice(
                    speaker=actor,
                    stance=telling.stance,
                    hedged=telling.hedged,
                    cue=doc.words(telling.cue, telling.cue + 1),
                    cue_token=telling.cue,
                    source=speakers.source(i) if i is not None else None,
                    content=telling.content,
                ),
            )
