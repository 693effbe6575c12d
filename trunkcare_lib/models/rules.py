"""The rules of the plan builder, from ``data/plan.toml``: what is chosen for which goal, when, and when to go on.

What a condition forbids is not here: it stands with each exercise, and in one place only.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from trunkcare_lib.entries import DATA, read
from trunkcare_lib.evidence import SourceKey
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.screening import RULES, SIGNS
from trunkcare_lib.vocabulary import CONDITIONS

ConditionId = Annotated[str, CONDITIONS]
ExerciseId = Annotated[str, CATALOGUE]
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

    `only_with` are conditions that it is meant for, `last_with` those with which all others come first.
    """

    id: str
    goal: Literal[GOAL_IDS]
    exercise: ExerciseId
    days: Literal["daily", "three"]
    why: str
    from_week: int | float = 1
    only_with: tuple[ConditionId, ...] = ()
    last_with: tuple[ConditionId, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A condition and the signs of the check that say the same; `one_way` is why a sign does not need the condition."""

    id: str
    condition: ConditionId
    signs: tuple[Annotated[str, SIGNS], ...]
    one_way: str | None = None


@dataclass(frozen=True)
class Review:
    """A rule of the check (its id) that asks for a visit but does not stop a plan, and why."""

    id: Annotated[str, RULES]
    why: str


@dataclass(frozen=True)
class Whole:
    """What a condition (its id) means for the whole plan: a note, a helper for all, conditions it brings along."""

    id: ConditionId
    note: str | None = None
    helped: bool = False
    implies: tuple[ConditionId, ...] = ()


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


@dataclass(frozen=True)
class Gate:
    """When something is so, what to do."""

    id: str
    goal: Literal[(*GOAL_IDS, "every")]
    when: str
    then: str
    sources: tuple[SourceKey, ...] = ()


KINDS = {
    **{"goal": Goal, "equipment": Equipment, "choice": Choice, "pair": Pair, "review": Review},
    **{"condition": Whole, "untouched": Untouched, "stage": Stage, "gate": Gate},
}


def load(path=DATA / "plan.toml"):
    """Read the rules from a file in the form of ``data/plan.toml``: for each kind of `KINDS` its entries by id.

    Raises ValueError as `entries.read`; also if a goal is missing, or an exercise needs something that no equipment
    covers, is chosen on more or fewer days than its dose allows, or has a verdict for what is said not to touch it.
    """
    found = read(path, **KINDS)
    if missing := [goal for goal in GOAL_IDS if goal not in found["goal"]]:
        raise ValueError(f"{path.name} has no goal {missing[0]!r}.")
    covered = {word for entry in found["equipment"].values() for word in entry.covers}
    for exercise in CATALOGUE.values():
        if uncovered := [word for word in exercise.equipment if word not in covered]:
            raise ValueError(f"{path.name}: no equipment covers {uncovered[0]!r}, which {exercise.id!r} needs.")
    for choice in found["choice"].values():
        least, most = _ends(CATALOGUE[choice.exercise].dose.days_per_week)
        if not least <= len(PATTERNS["three"]) <= len(PATTERNS[choice.days]) <= most:
            raise ValueError(f"{path.name}, entry {choice.id!r}: its dose is for {least} to {most} days a week.")
    for entry in found["untouched"].values():
        for exercise in entry.exercises:
            if CATALOGUE[exercise].verdict(entry.id):
                raise ValueError(f"{path.name}, untouched {entry.id!r}: {exercise!r} has a verdict; leave it out.")
    return found


def _ends(part):
    return part if isinstance(part, tuple) else (part, part)


_found = load()
GOALS, CHOICES, PAIRS, REVIEWS, WHOLE, UNTOUCHED, STAGES, GATES = (
    _found[kind] for kind in ("goal", "choice", "pair", "review", "condition", "untouched", "stage", "gate")
)
EQUIPMENT = {id_: entry for id_, entry in _found["equipment"].items() if id_ != "household"}
"""What one is asked for; what most homes have is taken for granted."""
NEEDS = {word: entry.id for entry in EQUIPMENT.values() for word in entry.covers}
