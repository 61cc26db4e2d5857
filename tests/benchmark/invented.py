"""An invented world: words, names, outlets, and actors with homes, rivals and standing ties; the same for
the same seed. Busy actors come first: the chance to act falls with the place in the list."""

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from graph.model import Actor, Kind, Tie

WORDS, OUTLETS, PARTNERS = 20_000, 60, 8
FLATNESS = 3  # the first actor is as far from the second as the fourth from the fifth in a plain Zipf
ONSETS = "b br c ch d dr f fl g gr h k l m n p pl qu r s sh sk st t th tr v w z".split()
VOWELS = "a a e e i i o o u ai ea ou".split()
CODAS = ["", "", "", "", "l", "n", "r", "s", "t", "nd", "rk", "x"]
BUSY: dict[Kind, int] = {"state": 70, "international_org": 10, "armed_group": 8, "military": 12}
OTHERS: dict[Kind, int] = {
    "person": 50,
    "government_body": 12,
    "company": 10,
    "party": 6,
    "civil_society": 6,
    "military": 4,
    "armed_group": 4,
    "group_of_people": 4,
    "international_org": 2,
    "media": 1,
    "state": 1,
}
NAMED: dict[Kind, str] = {
    "state": "{}ia",
    "international_org": "{} Union",
    "armed_group": "{} Front",
    "military": "{home} {} Command",
    "person": "{first} {}",
    "government_body": "{home} Ministry of {}",
    "company": "{} Industries",
    "party": "{} Party",
    "civil_society": "{} Watch",
    "group_of_people": "{} residents",
    "media": "{} Post",
}
TIES: dict[Tie, int] = {"LEADS": 2, "MEMBER_OF": 5, "REPRESENTS": 3}


@dataclass(frozen=True)
class World:
    """`chances` are cumulated, one an actor; `partners` are places of actors, the closest first; `blocs` say
    who is on whose side."""

    words: tuple[str, ...]
    word_chances: tuple[float, ...]
    outlets: tuple[str, ...]
    places: tuple[str, ...]
    actors: tuple[Actor, ...]
    chances: tuple[float, ...]
    blocs: tuple[int, ...]
    partners: tuple[tuple[int, ...], ...]
    ties: tuple[tuple[tuple[Tie, int], ...], ...]


def world(count: int, seed: int) -> World:
    """A world of `count` actors."""
    rng = Random(f"world {seed}")
    taken: set[str] = set()
    words = tuple(sorted((_word(rng, taken) for _ in range(WORDS)), key=lambda w: len(w) + rng.random() * 6))
    actors, homes = _actors(rng, count, taken)
    chances = zipf(count, FLATNESS)
    places = range(count)
    return World(
        words=words,
        word_chances=zipf(WORDS, FLATNESS),
        outlets=tuple(f"The {_word(rng, taken).title()} Herald" for _ in range(OUTLETS)),
        places=tuple(f"{_word(rng, taken).title()}ville" for _ in range(300)),
        actors=actors,
        chances=chances,
        blocs=tuple(homes[i] % 3 for i in places),
        partners=tuple(tuple(rng.choices(places, cum_weights=chances, k=PARTNERS)) for _ in places),
        ties=tuple(_ties(rng, actors, homes, i) for i in places),
    )


def zipf(count: int, flatness: int) -> tuple[float, ...]:
    """Cumulated chances of `count` things, the first the greatest.

    >>> zipf(2, 1)
    (1.0, 1.5)
    """
    return tuple(accumulate(1 / (place + flatness) for place in range(count)))


def _word(rng: Random, taken: set[str]) -> str:
    """A word that nobody had before."""
    while True:
        parts = rng.choices((1, 2, 3, 4), weights=(2, 8, 8, 3))[0]
        word = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(parts))
        if word not in taken:
            taken.add(word)
            return word


def _actors(rng: Random, count: int, taken: set[str]) -> tuple[tuple[Actor, ...], list[int]]:
    """Actors, and the place of each one's home: a state before it, or itself."""
    actors: list[Actor] = []
    homes: list[int] = []
    states: list[int] = []
    for place in range(count):
        chosen = BUSY if place < max(8, count // 50) else OTHERS
        kind = "state" if place < 4 else rng.choices(list(chosen), weights=list(chosen.values()))[0]
        if kind == "state":
            states.append(place)
        home = place if kind == "state" else rng.choice(states[:40])
        actors.append(_actor(rng, taken, kind, actors[home] if home < place else None))
        homes.append(home)
    return tuple(actors), homes


def _actor(rng: Random, taken: set[str], kind: Kind, home: Actor | None) -> Actor:
    own, first = _word(rng, taken).title(), rng.choice(ONSETS).title() + rng.choice(VOWELS) + "n"
    name = NAMED[kind].format(own, home=home.name if home else "", first=first)
    short = f"{own}a" if kind == "state" else own
    return Actor(
        id="-".join(name.lower().split()),
        name=name,
        kind=kind,
        country=home.country if home else own[:3].upper(),
        sector="GOV" if kind in ("state", "government_body") else None,
        aliases=(short,),
    )


def _ties(
    rng: Random, actors: tuple[Actor, ...], homes: list[int], place: int
) -> tuple[tuple[Tie, int], ...]:
    """What an actor belongs to: persons to one or two bodies and a state, bodies to a state."""
    kind, home = actors[place].kind, homes[place]
    if kind == "state":
        unions = [i for i, other in enumerate(actors[:400]) if other.kind == "international_org"]
        return tuple(("MEMBER_OF", i) for i in unions[:2])
    if kind != "person":
        return (("PART_OF" if kind in ("government_body", "military") else "BASED_IN", home),)
    bodies = [i for i in rng.sample(range(len(actors)), min(len(actors), 30)) if actors[i].kind != "person"]
    relations = rng.choices(list(TIES), weights=list(TIES.values()), k=2)
    return (*zip(relations, [i for i in bodies if i != place][:2], strict=False), ("CITIZEN_OF", home))
