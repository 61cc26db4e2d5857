"""From a role and its owner to an actor: "Iranian officials", "the foreign minister of Iran"."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Actor, Kind
from ingest.mentions_nouns import Noun, Phrase
from ingest.resolve_roll import Roll, slug

BODIES: dict[str, tuple[str, Kind, str]] = {
    "armed forces": ("Armed Forces of {}", "military", "MIL"),
    "land forces": ("Army of {}", "military", "MIL"),
    "navy": ("Navy of {}", "military", "MIL"),
    "air force": ("Air Force of {}", "military", "MIL"),
    "police": ("Police of {}", "government_body", "COP"),
    "foreign ministry": ("Ministry of Foreign Affairs of {}", "government_body", "GOV"),
    "defence ministry": ("Ministry of Defence of {}", "government_body", "GOV"),
    "interior ministry": ("Ministry of the Interior of {}", "government_body", "GOV"),
    "intelligence agency": ("Intelligence Service of {}", "government_body", "SPY"),
    "parliament": ("Parliament of {}", "government_body", "LEG"),
}
SIDES = frozenset({"party", "armed_group"})
STATES_OWN = frozenset({"government"})
IRREGULAR = {
    "police": "police",
    "spokesman": "spokesmen",
    "gunman": "gunmen",
    "man": "men",
    "woman": "women",
    "person": "people",
    "people": "people",
    "mujahideen": "mujahideen",
    "staff": "staff",
    "child": "children",
    "personnel": "personnel",
    "leadership": "leadership",
}


@dataclass(frozen=True)
class Roles:
    """Finds or makes the actor that a role noun names."""

    roll: Roll

    def owned(self, phrase: Phrase, owner: str, former: bool = False) -> str | None:
        """The actor that has this role for, or is this part of, the owner."""
        roll, role = self.roll, self.role(phrase, owner)
        held = roll.posts.get((role or phrase.words, owner))
        single = role is not None and role not in roll.catalogue.several  # "the foreign ministers of A and B"
        if held and not former and (single or not phrase.plural):
            return held
        if phrase.noun and phrase.noun.kind == "state":
            return None if phrase.words.startswith("neighb") else roll.state_of(owner)
        if phrase.noun and phrase.noun.kind in SIDES and roll.actors[owner].kind == "person":
            return self._side(phrase, phrase.noun, owner)
        body = self._body(phrase, owner)
        if body:
            return self._organ(body, phrase, owner)
        if role and role not in roll.catalogue.several:
            return self._office(role, phrase, owner, former)
        if phrase.noun:
            return self._members(phrase, phrase.noun, owner, former)
        return self._office(role or phrase.words, phrase, owner, former=True)

    def held_by(self, person: str | None) -> str | None:
        """A role that a person has, by the article or by the catalogue."""
        if person is None:
            return None
        roll = self.roll
        told = next((role for (role, owner), id in roll.posts.items() if id == person and owner), None)
        entry = roll.catalogue.entries.get(person)
        listed = [office.role for office in entry.offices if office.covers(roll.on)] if entry else []
        return told or next(iter(listed), None)

    def role(self, phrase: Phrase, owner: str | None) -> str | None:
        """The catalogue's role that the words mean, for this owner."""
        catalogue = self.roll.catalogue
        return catalogue.role(phrase.words, owner) or catalogue.role(phrase.words, self._country(owner))

    def _country(self, owner: str | None) -> str | None:
        return self.roll.actors[owner].country if owner else None

    def _side(self, phrase: Phrase, noun: Noun, person: str) -> str:
        """ "His party", "Vik's group": the one the article ties the person to; a group, the last named."""
        side = self.roll.sides.get(person)
        if side and self.roll.actors[side].kind == noun.kind:
            return side
        known = (id for id in reversed(self.roll.weight) if self.roll.actors[id].kind == noun.kind)
        last = next(known, None) if phrase.words in ("group", "movement", "faction") else None
        return last or self._group(phrase, noun, person)

    def is_organ(self, phrase: Phrase) -> bool:
        """Whether the words name an organ that every state has."""
        return self._body(phrase, None) is not None and phrase.words not in ("government", "cabinet")

    def _body(self, phrase: Phrase, owner: str | None) -> str | None:
        """The kind of organ, where the words name one."""
        kind = self.roll.catalogue.organ_kind(phrase.words, self._country(owner))
        if kind and phrase.words not in ("authority", "lawmaker", "prosecutor"):
            return kind
        return phrase.noun.body if phrase.noun else None

    def _organ(self, body: str, phrase: Phrase, owner: str) -> str | None:
        roll, actor = self.roll, self.roll.actors[owner]
        if body in STATES_OWN or body == "cabinet":
            return self._government(phrase, owner)
        if actor.kind not in ("state", "person", "government_body"):
            return self._part(phrase, owner)
        country = actor.country
        entry = roll.catalogue.organ(body, country) if country else None
        if entry:
            return roll.enter(entry)
        state = roll.state_of(owner) or owner
        name, kind, sector = self._named_body(body, phrase, roll.actors[state])
        id = f"{slug(state)}-{slug(body)}"
        return roll.add(Actor(id=id, name=name, kind=kind, country=country, sector=sector))

    def _named_body(self, body: str, phrase: Phrase, state: Actor) -> tuple[str, Kind, str | None]:
        if body in BODIES:
            pattern, kind, sector = BODIES[body]
            return pattern.format(state.name), kind, sector
        noun = phrase.noun
        return (
            f"{body.title()} of {state.name}",
            "government_body",
            noun.sector if noun and noun.kind == "government_body" else "GOV",
        )

    def _government(self, phrase: Phrase, owner: str) -> str | None:
        """A state's government is the state; a person's is "the Obama administration"."""
        roll, actor = self.roll, self.roll.actors[owner]
        if actor.kind == "person" and phrase.words == "administration":
            name = f"{actor.name.split()[-1]} administration"
            return roll.add(
                Actor(id=slug(name), name=name, kind="government_body", country=actor.country, sector="GOV")
            )
        return roll.state_of(owner) or owner

    def _part(self, phrase: Phrase, owner: str) -> str:
        """Soldiers of an army or forces of a group are that army or group; fighters are its members."""
        actor = self.roll.actors[owner]
        if actor.kind in ("military", "armed_group") or phrase.noun is None:
            return owner
        return self._group(phrase, phrase.noun, owner)

    def _office(self, role: str, phrase: Phrase, owner: str, former: bool) -> str:
        """Who holds the office on the article's date, else the office itself as an actor."""
        roll, actor = self.roll, self.roll.actors[owner]
        if not former:
            entry = roll.catalogue.holder(role, owner, roll.on)
            if entry:
                return roll.enter(entry)
        said = " ".join(
            w if w in ("of", "the", "for", "and") else w.capitalize() for w in phrase.words.split()
        )
        prefix = "Former " if former and role in phrase.words and self.role(phrase, owner) else ""
        id = slug(f"{owner} {prefix}{role}")
        return roll.add(
            Actor(
                id=id,
                name=f"{prefix}{said} of {actor.name}",
                kind="person",
                country=actor.country,
                sector=actor.sector or "GOV",
            )
        )

    def _members(self, phrase: Phrase, noun: Noun, owner: str, former: bool) -> str | None:
        actor = self.roll.actors[owner]
        if actor.kind == "person" and noun.kind == "government_body":
            return None
        if noun.kind in (
            "media",
            "company",
            "party",
            "civil_society",
            "international_org",
            "government_body",
        ):
            return self._organisation(phrase, noun, owner)
        if noun.kind == "armed_group" and actor.kind == "armed_group" and noun.alone == "anaphor":
            return owner
        return self._group(phrase, noun, owner, former)

    def _organisation(self, phrase: Phrase, noun: Noun, owner: str) -> str:
        """Of "Turkey's largest bank": one of the country that the article named, else a new one."""
        roll, actor = self.roll, self.roll.actors[owner]
        for id in reversed(roll.weight):
            one = roll.actors[id]
            if (
                one.kind == noun.kind
                and one.country == actor.country
                and one.country
                and noun.kind != "company"
            ):
                return id
        name = f"{self.adjective(owner)} {phrase.words}"
        return roll.add(
            Actor(
                id=slug(f"{owner} {phrase.words}"),
                name=name,
                kind=noun.kind,
                country=actor.country,
                sector=noun.sector,
            )
        )

    def _group(self, phrase: Phrase, noun: Noun, owner: str, former: bool = False) -> str:
        actor = self.roll.actors[owner]
        many = plural(phrase.words)
        person = actor.kind == "person"
        name = f"{many} of {actor.name}" if person else f"{self.adjective(owner)} {many}"
        if former:
            name = f"former {name}"
        kind = noun.kind if noun.kind != "military" else "group_of_people"
        id = slug(f"{owner} {'former ' if former else ''}{many}")
        one = f"{phrase.words} of {actor.name}" if person else f"{self.adjective(owner)} {phrase.words}"
        own = actor.sector if noun.inherits and actor.kind not in ("state", "person") else None
        sector = "ELI" if former else own or noun.sector or actor.sector
        return self.roll.add(
            Actor(id=id, name=name, kind=kind, country=actor.country, sector=sector, aliases=(one,))
        )

    def adjective(self, owner: str) -> str:
        """How an owner stands before a noun: "Iranian", "Hamas"."""
        if owner == "USA":
            return "US"
        return self.roll.catalogue.adjectives.get(owner) or self.roll.actors[owner].name


def plural(words: str) -> str:
    """The plural of a noun phrase.

    >>> plural("border guard"), plural("gunman"), plural("authority"), plural("commander of the army")
    ('border guards', 'gunmen', 'authorities', 'commanders of the army')
    """
    head, of, rest = words.partition(" of ")
    first, _, last = head.rpartition(" ")
    many = IRREGULAR.get(last) or _regular(last)
    return " ".join(filter(None, (first, many))) + of + rest


def _regular(word: str) -> str:
    if word.endswith("man") and word != "german":
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def latest(history: Iterable[str], roll: Roll, *kinds: Kind) -> str | None:
    """The last actor of these kinds that the article mentioned."""
    return next((id for id in history if roll.actors[id].kind in kinds), None)
