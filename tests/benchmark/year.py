"""A synthetic year of codings: `python tests/benchmark/year.py [--factor 0.1] [--seed 1] OUT.jsonl.gz`.

The full year has 10,000 actors, 20,000 articles of about 3,000 characters, 200,000 events, 300,000 claims
and 100,000 statements of affiliations, each claim and statement in a sentence of its own: 400,000 sentences
that are evidence. All sizes scale by one factor; the 60 outlets and the vocabulary do not. A few hub pairs
have thousands of events, events are told again in the days after, and 15 % of the articles are copies of
one of the last days, two in three of them edited.
"""

import argparse
import gzip
import os
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from invented import world
from telling import Happening, Named, Said, Sentence, Story, Tied, coding_of

from graph.model import Actor, Coding, EventType, Precision, Status, TieStatus

T = TypeVar("T")
FIRST, DAYS = Date(2024, 1, 1), 366
CLAIMS, TIES, ASIDES = 15, 5, 3  # sentences of an article; an aside is no evidence
COPIES, EDITED, TOUCHED = 0.15, 2 / 3, 0.1
DENIED_ANEW, DENIED_AGAIN = 0.025, 0.13  # about 5 % of all claims
SPOKEN, HEDGED, ONE_SIDED, IN_A_HUB, WITH_A_PARTNER = 0.27, 0.12, 0.04, 0.05, 0.6
HUBS = ((0, 1), (1, 0), (2, 3), (0, 2), (3, 1))  # places of the actors of the great conflicts
HUB_CHANCES = (10, 6, 3, 2, 1)
CROWD = 8  # the most wanted of so many is told again
WEEKEND = 0.4  # of the articles of a weekday
CONFLICT: dict[EventType, int] = {
    "ACCUSE": 26,
    "ASSAULT": 24,
    "REJECT": 10,
    "THREATEN": 9,
    "COERCE": 8,
    "SANCTION": 6,
    "MOBILIZE": 5,
    "PROTEST": 4,
    "REQUEST": 5,
    "CONSULT": 3,
}
COOPERATION: dict[EventType, int] = {
    "CONSULT": 30,
    "AGREE": 15,
    "SUPPORT": 15,
    "COOPERATE": 9,
    "AID": 8,
    "REQUEST": 9,
    "CONCEDE": 3,
    "RETREAT": 2,
    "ACCUSE": 6,
    "REJECT": 3,
}
MUTUAL = ("CONSULT", "AGREE", "COOPERATE")
PRECISION: dict[Precision, int] = {"day": 60, "published": 34, "week": 3, "month": 3}
STATUS: dict[Status, int] = {"actual": 72, "planned": 14, "hypothetical": 8, "negated": 6}


@dataclass(frozen=True)
class Size:
    """How much a year holds."""

    actors: int
    articles: int
    events: int
    claims: int
    sentences: int


def size(factor: float) -> Size:
    """The size of the year at a factor, the tenth at 0.1.

    >>> size(0.1)
    Size(actors=1000, articles=2000, events=20000, claims=30000, sentences=40000)
    """
    return Size(*(round(full * factor) for full in (10_000, 20_000, 200_000, 300_000, 400_000)))


def codings(factor: float, seed: int = 1, chapter: int = 1) -> Iterator[Coding]:
    """The codings of a year, in order of publication, made one by one. Another chapter is another year of
    the same world: the same actors, and other articles."""
    return _Year(size(factor), seed, chapter).codings()


class _Year:
    """The state of the making: what was told in the last days, and which events there are."""

    def __init__(self, size: Size, seed: int, chapter: int) -> None:
        self.size, self.chapter, self.world = size, chapter, world(size.actors, seed)
        self.rng = Random(f"year {seed} {chapter}")
        self.known: set[str] = set()
        self.recent: deque[Happening] = deque(maxlen=max(40, size.events // 100))
        self.stories: deque[Story] = deque(maxlen=max(20, size.articles // 100))
        self.left = size.articles
        self.places = range(size.actors)

    def codings(self) -> Iterator[Coding]:
        days = [FIRST + timedelta(days) for days in range(DAYS)]
        weights = [WEEKEND if day.weekday() > 4 else 1.0 for day in days]
        for number, day in enumerate(sorted(self.rng.choices(days, weights, k=self.size.articles))):
            name = f"{self.chapter}-{number}"
            yield coding_of(name, day, self.rng.choice(self.world.outlets), self._story(day))
            self.left -= 1

    def _story(self, day: Date) -> Story:
        if len(self.stories) > 10 and self.rng.random() < COPIES:
            return self._copy(max(self.rng.choices(self.stories, k=CROWD), key=lambda story: story.weight))
        sentences = [self._told(day) for _ in range(CLAIMS)]
        sentences += [self._tie() for _ in range(TIES)] + [self._aside() for _ in range(ASIDES)]
        self.rng.shuffle(sentences)
        self.stories.append(Story(self._words(7).capitalize(), tuple(sentences), self.rng.paretovariate(1.2)))
        return self.stories[-1]

    def _copy(self, story: Story) -> Story:
        """The same; or under another title, with other asides and some sentences that begin otherwise."""
        if self.rng.random() > EDITED:
            return story
        return replace(
            story, title=self._words(7).capitalize(), sentences=tuple(map(self._edited, story.sentences))
        )

    def _edited(self, sentence: Sentence) -> Sentence:
        if sentence.fact is None:
            return self._aside()
        if self.rng.random() > TOUCHED:
            return sentence
        return replace(sentence, parts=(self._words(3), *sentence.parts[1:]))

    def _told(self, day: Date) -> Sentence:
        """A sentence that tells a new event, or one of the last days again."""
        again = len(self.recent) > 10 and self.rng.random() > self._share_of_new()
        event = self._again() if again else self._anew(day)
        denied = self.rng.random() < (DENIED_AGAIN if again else DENIED_ANEW)
        speaker = self._speaker(event, denied)
        sides = [self._named(actor) for actor in (event.source, event.target) if actor]
        parts = [self._words(3), *(part for side in sides for part in (side, self._words(4)))]
        if speaker:
            parts += [self._named(speaker), self._words(2)]
        said = Said(event, speaker, "denies" if denied else "asserts", self.rng.random() < HEDGED)
        return Sentence((*parts[:-1], f"{parts[-1]} {self._words(6)}"), said)

    def _share_of_new(self) -> float:
        """How many of the tellings that are left, but for those of copies, must be of new events."""
        return (self.size.events - len(self.known)) / (self.left * CLAIMS * (1 - COPIES))

    def _speaker(self, event: Happening, denied: bool) -> Actor | None:
        """Who says it; a denial comes from the one who did it, or from somebody else."""
        if denied:
            return (event.source if self.rng.random() < 0.7 else None) or self._actor()
        return self._actor() if self.rng.random() < SPOKEN else None

    def _again(self) -> Happening:
        return max(self.rng.choices(self.recent, k=CROWD), key=lambda event: event.weight)

    def _anew(self, day: Date) -> Happening:
        while (event := self._drawn(day)).id in self.known:
            pass
        self.known.add(event.id)
        self.recent.append(event)
        return event

    def _drawn(self, day: Date) -> Happening:
        source, target = self._pair()
        friends = self.world.blocs[source] == self.world.blocs[target]
        types = COOPERATION if friends else CONFLICT
        type = self._weighted(types)
        hidden = self.rng.choice((0, 1)) if self.rng.random() < ONE_SIDED else None
        precision, date = self._date(day)
        actors = self.world.actors
        return Happening(
            type=type,
            source=None if hidden == 0 else actors[source],
            target=None if hidden == 1 else actors[target],
            status=self._weighted(STATUS),
            date=date,
            precision=precision,
            mutual=hidden is None and type in MUTUAL and self.rng.random() < 0.4,
            place=self.rng.choice(self.world.places) if self.rng.random() < 0.3 else None,
            weight=self.rng.paretovariate(1.2),
        )

    def _pair(self) -> tuple[int, int]:
        if self.rng.random() < IN_A_HUB:
            return self.rng.choices(HUBS, weights=HUB_CHANCES)[0]
        source = target = self._place()
        while target == source:
            near = self.rng.random() < WITH_A_PARTNER
            target = self.rng.choice(self.world.partners[source]) if near else self._place()
        return source, target

    def _date(self, day: Date) -> tuple[Precision, Date]:
        precision = self._weighted(PRECISION)
        back = day - timedelta(self.rng.choice((0, 0, 1, 1, 2, 3, 6)))
        match precision:
            case "published":
                return precision, day
            case "week":
                return precision, back - timedelta(back.weekday())
            case "month":
                return precision, back.replace(day=1)
            case _:
                return "day", back

    def _tie(self) -> Sentence:
        """A sentence that states a tie, of a person in most."""
        while not (ties := self.world.ties[place := self._place()]) or self._is_passed_over(place):
            pass
        relation, target = self.rng.choice(ties)
        source, other = self.world.actors[place], self.world.actors[target]
        parts = (self._words(3), self._named(source), self._words(2), self._named(other), self._words(8))
        status: TieStatus = "former" if self.rng.random() < 0.08 else "current"
        return Sentence(parts, Tied(source, relation, other, status))

    def _is_passed_over(self, place: int) -> bool:
        return self.world.actors[place].kind != "person" and self.rng.random() < 0.7

    def _aside(self) -> Sentence:
        return Sentence((self._words(18),))

    def _named(self, actor: Actor) -> Named:
        return Named(actor, actor.name if self.rng.random() < 0.6 else actor.aliases[0])

    def _actor(self) -> Actor:
        return self.world.actors[self._place()]

    def _place(self) -> int:
        return self.rng.choices(self.places, cum_weights=self.world.chances)[0]

    def _weighted(self, chances: Mapping[T, int]) -> T:
        return self.rng.choices(list(chances), weights=list(chances.values()))[0]

    def _words(self, count: int) -> str:
        return " ".join(self.rng.choices(self.world.words, cum_weights=self.world.word_chances, k=count))


def written(path: Path, factor: float, seed: int = 1) -> Path:
    """The file of a year, one coding a line; made where it is not there yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        with gzip.open(part, "wt", encoding="utf-8", compresslevel=1) as out:
            out.writelines(f"{coding.model_dump_json()}\n" for coding in codings(factor, seed))
        part.replace(path)
    return path


def read(path: Path) -> Iterator[Coding]:
    """The codings of a file, one by one."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield Coding.model_validate_json(line)


def main() -> None:
    """Write a year to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, metavar="OUT.jsonl.gz")
    parser.add_argument("--factor", type=float, default=1.0, help="size of the year (default 1)")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    written(chosen.path, chosen.factor, chosen.seed)


if __name__ == "__main__":
    main()
