"""The rules of the plan builder, from ``data/plan.toml``: what is chosen for which goal, when, and when to go on.

What a condition forbids is not here: it stands with each exercise, and in one place only.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from trunkcare_lib.entries import DATA, read
from trunkcare_lib.evidence import SourceKey
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.screening import RULES, SIGNS
from trunkcare_lib.vocabulary import CONDITIONS, POSITIONS

ConditionId = Annotated[str, CONDITIONS]
ExerciseId = Annotated[str, CATALOGUE]
SignId = Annotated[str, SIGNS]
GOAL_IDS = ("relief", "prevention", "control")
WEEKS = 6
"""Weeks of a plan; what comes after is said in words."""
PATTERNS = {"daily": (0, 1, 2, 3, 4, 5, 6), "three": (0, 2, 4), "other three": (1, 3, 5)}
"""Days on which an exercise can be, Monday as 0."""


@dataclass(frozen=True)
class Goal:
    """What a plan is for, and what it can promise."""

    id: Literal[GOAL_IDS]
    name: str
    promise: str
    sources: tuple[SourceKey, ...]


@dataclass(frozen=True)
class Equipment:
    """Something one has or has not; `covers` are the words that exercises use for it."""

    id: str
    name: str
    covers: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """An exercise for a goal, from which week and how often, and why.

    `only_with` are conditions that it is meant for, `last_with` those with which all others come first. Unless it
    `grows`, its dose stays at the low end.
    """

    id: str
    goal: Literal[GOAL_IDS]
    exercise: ExerciseId
    days: Literal["daily", "three"]
    why: str
    from_week: int | float = 1
    only_with: tuple[ConditionId, ...] = ()
    last_with: tuple[ConditionId, ...] = ()
    grows: bool = True

    def __post_init__(self):
        _whole("from_week", self.from_week, WEEKS)


@dataclass(frozen=True)
class Pair:
    """A condition (its id) and the signs of the check of which at least one must be there with it."""

    id: ConditionId
    signs: tuple[SignId, ...]

    def __post_init__(self):
        if not self.signs:
            raise ValueError("field 'signs' is empty, but must name at least one.")


@dataclass(frozen=True)
class Answer:
    """A sign of the check (its id) and what follows from a yes.

    One of the conditions that it `needs` must be stated, those that it `brings` count as stated, and `note` is told
    `unless` one is stated.
    """

    id: SignId
    needs: tuple[ConditionId, ...] = ()
    brings: tuple[ConditionId, ...] = ()
    unless: tuple[ConditionId, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Review:
    """A rule of the check (its id) that asks for a visit, what a plan does meanwhile, and why."""

    id: Annotated[str, RULES]
    plan: Literal["goes on", "adds nothing", "never"]
    why: str


@dataclass(frozen=True)
class Whole:
    """What a condition (its id) means for the whole plan.

    A note; a helper for all; conditions that it brings along; what is said where it leaves no plan; if `strict`, what
    nobody has judged for it stays out, whoever agreed.
    """

    id: ConditionId
    note: str | None = None
    stop: str | None = None
    strict: bool = False
    helped: bool = False
    implies: tuple[ConditionId, ...] = ()


@dataclass(frozen=True)
class Together:
    """Conditions that together leave nothing of an exercise, and why."""

    id: str
    exercise: ExerciseId
    conditions: tuple[ConditionId, ...]
    why: str


@dataclass(frozen=True)
class Moved:
    """What an exercise needs where one of the conditions moves it: one of the positions, and all of the equipment."""

    id: str
    exercise: ExerciseId
    conditions: tuple[ConditionId, ...]
    positions: tuple[Annotated[str, POSITIONS], ...]
    equipment: tuple[str, ...] = ()


@dataclass(frozen=True)
class Untouched:
    """Exercises without a verdict for a condition (its id) that it does not touch, and why."""

    id: ConditionId
    exercises: tuple[ExerciseId, ...]
    why: str


@dataclass(frozen=True)
class Stage:
    """What the weeks from one on are for."""

    id: str
    goal: Literal[(*GOAL_IDS, "every")]
    from_week: int | float
    title: str
    text: str
    sources: tuple[SourceKey, ...] = ()

    def __post_init__(self):
        _whole("from_week", self.from_week, WEEKS + 1)


@dataclass(frozen=True)
class Gate:
    """When something is so, what to do; `adapted` if the sources say it of something else, or otherwise."""

    id: str
    goal: Literal[(*GOAL_IDS, "every")]
    when: str
    then: str
    adapted: bool = False
    sources: tuple[SourceKey, ...] = ()


KINDS = {
    **{"goal": Goal, "equipment": Equipment, "choice": Choice, "pair": Pair, "review": Review},
    **{"answer": Answer, "condition": Whole, "together": Together, "moved": Moved, "untouched": Untouched},
    **{"stage": Stage, "gate": Gate},
}


def load(path=DATA / "plan.toml"):
    """Read the rules from a file in the form of ``data/plan.toml``: for each kind of `KINDS` its entries by id.

    Raises ValueError as `entries.read`; also if a goal or the helper is missing, a review is none, or an exercise needs
    something that no equipment covers, is chosen twice for a goal, though the course advises against it, or on more or
    fewer days than its dose allows, or has a verdict for what is said not to touch it.
    """
    found = read(path, **KINDS)
    for kind, ids in (("goal", GOAL_IDS), ("equipment", ("helper",))):
        if missing := [id_ for id_ in ids if id_ not in found[kind]]:
            raise ValueError(f"{path.name} has no {kind} {missing[0]!r}.")
    covered = {word for entry in found["equipment"].values() for word in entry.covers}
    for exercise in CATALOGUE.values():
        if uncovered := [word for word in exercise.equipment if word not in covered]:
            raise ValueError(f"{path.name}: no equipment covers {uncovered[0]!r}, which {exercise.id!r} needs.")
    for where, troubled in _troubles(found):
        raise ValueError(f"{path.name}, {where}: {troubled}")
    return found


def _troubles(found):
    """What is wrong within the entries: where, and what."""
    chosen = set()
    for choice in found["choice"].values():
        exercise, where = CATALOGUE[choice.exercise], f"entry {choice.id!r}"
        least, most = _ends(exercise.dose.days_per_week)
        if not least <= len(PATTERNS["three"]) <= len(PATTERNS[choice.days]) <= most:
            yield f"{where}, field 'days'", f"{choice.days!r}, but its dose is for {least} to {most} days a week."
        if exercise.advice_against:
            yield f"{where}, field 'exercise'", f"the course advises against {exercise.id!r}; leave it out."
        if (choice.goal, choice.exercise) in chosen:
            yield f"{where}, field 'exercise'", f"{choice.exercise!r} is chosen twice for this goal; leave one out."
        chosen.add((choice.goal, choice.exercise))
    for review in found["review"].values():
        if RULES[review.id].urgency != "review":
            yield f"entry {review.id!r}, field 'id'", "the rule is more urgent than a review; it must stop a plan."
    for moved in found["moved"].values():
        if not moved.positions:
            yield f"entry {moved.id!r}, field 'positions'", "it is empty, but must name at least one."
        if unknown := [name for name in moved.equipment if name not in found["equipment"]]:
            yield f"entry {moved.id!r}, field 'equipment'", f"{unknown[0]!r} is none of the equipment."
    for entry in found["untouched"].values():
        for exercise in entry.exercises:
            if CATALOGUE[exercise].verdict(entry.id):
                yield f"entry {entry.id!r}, field 'exercises'", f"{exercise!r} has a verdict; leave it out."


def _whole(name, given, most):
    if given != int(given) or not 1 <= given <= most:
        raise ValueError(f"field {name!r} is {given}, but must be a whole number from 1 to {most}.")


def _ends(part):
    return part if isinstance(part, tuple) else (part, part)


_found = load()
GOALS, CHOICES, PAIRS, REVIEWS, ANSWERS, WHOLE, TOGETHER, MOVED, UNTOUCHED, STAGES, GATES = (
    _found[kind] for kind in KINDS if kind != "equipment"
)
EQUIPMENT = {id_: entry for id_, entry in _found["equipment"].items() if id_ != "household"}
"""What one is asked for; what most homes have is taken for granted."""
NEEDS = {word: entry.id for entry in EQUIPMENT.values() for word in entry.covers}
