"""Children of two EAOs with a label on each pair: which are one child filed twice, and which only look like one.

Names are drawn as unevenly as real ones: a few of them are everywhere, so that namesakes, twins with names alike and
strangers who share a birthday are many. All people are invented; a seed makes the same set twice.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

GIVEN = (
    "Emma", "Olivia", "Noah", "Liam", "Ava", "Mason", "Sophia", "Jacob", "Isabella", "William", "Mia", "Ethan",
    "Charlotte", "Michael", "Amelia", "Alexander", "Harper", "James", "Evelyn", "Elijah", "Abigail", "Daniel", "Emily",
    "Benjamin", "Elizabeth", "Jayden", "Jaylen", "Hayden", "Kayden", "Aiden", "Ella", "Lily", "Lila", "Layla", "Mila",
    "Madison", "Addison", "Aubrey", "Audrey", "Luke", "Lucas", "Anna", "Hannah", "Joshua", "José", "María", "Sofía",
    "Zoë", "Chloé", "Muhammad", "Mohamed", "Christopher", "Christian", "Kristen", "Katelyn", "Caitlyn", "Sean", "Shawn",
    "Nguyet", "Xochitl", "D'Angelo", "Mary-Kate", "Jean-Luc", "Ana",
)  # fmt: skip
FAMILY = (
    "Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia", "Miller", "Davis", "Rodriguez", "Martinez", "Hernandez",
    "Lopez", "Wilson", "Anderson", "Thomas", "Taylor", "Moore", "Jackson", "Martin", "Lee", "Perez", "Thompson",
    "White", "Harris", "Sanchez", "Clark", "Ramirez", "Lewis", "Robinson", "Nguyen", "Le", "Ngo", "O'Brien", "McDonald",
    "MacDonald", "Schmidt", "Schmitt", "Peterson", "Petersen", "Andersen", "Johnston", "Johnstone", "Núñez", "Peña",
    "Gómez", "Washington", "Kowalski", "Okafor", "Abdi", "Hassan", "Vang", "Xiong", "Begić", "Hadžić", "Zimmermann",
    "Hofmann", "Hoffman", "Hoffmann",
)  # fmt: skip
SYLLABLES = (
    "bar",
    "cor",
    "dal",
    "fen",
    "gar",
    "hol",
    "kar",
    "lin",
    "mor",
    "nor",
    "pel",
    "rit",
    "sel",
    "tor",
    "van",
    "wen",
)
ENDS = (
    "",
    "a",
    "berg",
    "den",
    "ek",
    "er",
    "ey",
    "i",
    "ian",
    "ley",
    "man",
    "o",
    "ski",
    "son",
    "stad",
    "ton",
    "ura",
    "wood",
)
# Behind the common names the many that few bear; these are made up.
RARE_FAMILY = tuple(f"{a}{b}{end}".title() for end in ENDS for a in SYLLABLES for b in SYLLABLES[:6])
RARE_GIVEN = tuple(f"{a}{end}".title() for end in ("a", "an", "el", "ia", "in", "o", "yn") for a in SYLLABLES)
NICKNAMES = {
    "William": "Will", "Michael": "Mike", "Benjamin": "Ben", "Elizabeth": "Liz", "Alexander": "Alex", "Daniel": "Dan",
    "Joshua": "Josh", "Christopher": "Chris", "Abigail": "Abby", "Madison": "Maddie", "Jacob": "Jake",
}  # fmt: skip
PLAIN = str.maketrans("éíóúñëćžÉÍÓÚ", "eiounecz" + "EIOU")
FIRST, LAST = date(2007, 8, 1), date(2020, 7, 31)


@dataclass(frozen=True, slots=True)
class Child:
    """One application: its number, its names, its birthday, its household."""

    external_id: str
    given: str
    family: str
    birth: date
    household: str


@dataclass(slots=True)
class Labelled:
    """Two EAOs' children, the pairs that are one child by their kind, and how many looked alike and are not."""

    river: list[Child] = field(default_factory=list)
    hill: list[Child] = field(default_factory=list)
    pairs: dict[tuple[str, str], str] = field(default_factory=dict)
    alike: dict[str, int] = field(default_factory=dict)


def slip(draw, name):
    """One slip of the keyboard inside a name: a letter left out, doubled, put in, or exchanged with its neighbour."""
    at = draw.randrange(1, max(2, len(name) - 1))
    kind = draw.choice(("out", "double", "in", "exchange"))
    if kind == "out" and len(name) > 3:
        return name[:at] + name[at + 1 :]
    if kind == "exchange" and name[at : at + 1] != name[at + 1 : at + 2] and len(name) > at + 1:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + (draw.choice("aeionrst") if kind == "in" else name[at]) + name[at:]


def _hyphened(draw, child):
    return replace(child, family=f"{child.family}-{draw.choice(FAMILY)}")


def _turned(draw, child):
    if not 1 < child.birth.day <= 12 or child.birth.day == child.birth.month:
        return child
    return replace(child, birth=child.birth.replace(month=child.birth.day, day=child.birth.month))


def _same(_draw, child):
    return child


def _exchanged(_draw, child):
    return replace(child, given=child.family, family=child.given)


def _plain(_draw, child):
    given = child.given.translate(PLAIN).replace("'", "").replace("-", " ").upper()
    return replace(child, given=given, family=child.family.translate(PLAIN).replace("'", " "))


def _short(_draw, child):
    return replace(child, given=NICKNAMES.get(child.given, child.given))


WAYS = {
    "the same again": _same,
    "given name misspelt": lambda draw, child: replace(child, given=slip(draw, child.given)),
    "family name misspelt": lambda draw, child: replace(child, family=slip(draw, child.family)),
    "both misspelt": lambda draw, child: replace(child, given=slip(draw, child.given), family=slip(draw, child.family)),
    "names in the other order": _exchanged,
    "family name hyphened": _hyphened,
    "a second given name": lambda draw, child: replace(child, given=f"{child.given} {draw.choice(GIVEN)}"),
    "without accents and signs": _plain,
    "short name": _short,
    "day and month exchanged": _turned,
}


def _drawn(draw, names):
    """Draw a name, the first ones far more often than the last."""
    return names[int(len(names) * draw.random() ** 2)]


def _child(draw, number):
    given, family = _drawn(draw, (*GIVEN, *RARE_GIVEN)), _drawn(draw, (*FAMILY, *RARE_FAMILY))
    return Child(f"r{number}", given, family, _birthday(draw), f"h{number}")


def _birthday(draw):
    return FIRST + timedelta(days=draw.randrange((LAST - FIRST).days))


def labelled(seed=11, children=5_000):
    """Return the set: every fifth child is filed twice, every eighth has a twin, a sibling or a stranger like it."""
    draw, made = random.Random(seed), Labelled()
    ways = list(WAYS)
    for number in range(children):
        child = _child(draw, number)
        made.river.append(child)
        if number % 5 == 0:
            way = ways[number // 5 % len(ways)]
            again = WAYS[way](draw, child)
            copy = replace(again, external_id=f"d{number}", household=f"m{number}")
            (made.river if number % 25 == 0 else made.hill).append(copy)
            made.pairs[(child.external_id, copy.external_id)] = way
        elif number % 8 == 1:
            _alike(draw, made, child, number)
    return made


def _alike(draw, made, child, number):
    """Add a child who shares much with this one and is another."""
    kind = draw.choice(("twin", "twin elsewhere", "sibling", "namesake", "stranger of the birthday", "same given name"))
    other_given = draw.choice([each for each in GIVEN if each != child.given])
    other = replace(child, external_id=f"o{number}", household=f"o{number}")
    if kind == "twin":
        other = replace(other, given=other_given, household=child.household)
    elif kind in ("twin elsewhere", "stranger of the birthday"):
        other = replace(other, given=other_given)
    elif kind == "sibling":
        other = replace(other, given=other_given, birth=_birthday(draw), household=child.household)
    elif kind == "namesake":
        other = replace(other, birth=_birthday(draw))
    else:
        other = replace(other, family=draw.choice([each for each in FAMILY if each != child.family]))
    made.alike[kind] = made.alike.get(kind, 0) + 1
    (made.river if other.household == child.household else made.hill).append(other)
