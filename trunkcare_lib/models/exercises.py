"""The guide's nine exercises and four neurological techniques, each with all that its page shows.

>>> CATALOGUE["bridge"].dose.sentence()
'Hold 5 s × 10, rest 5 s between; once a day, 3–5 days a week.'
>>> [exercise.id for exercise in find(position="hands-and-knees")]
['cat-camel', 'bird-dog']
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from trunkcare_lib.dose import PART_NAMES, Dose
from trunkcare_lib.entries import DATA, read
from trunkcare_lib.evidence import CLAIMS, SOURCES, ClaimId, SourceKey
from trunkcare_lib.vocabulary import CONDITIONS, MUSCLES, POSITIONS

MuscleId = Annotated[str, MUSCLES]
GROUPS = {
    "stretching": "Stretching",
    "strengthening": "Strengthening",
    "neuro": "Neurological techniques",
}
MUST_BE_SAID = ("reps", "rest_s", "sides", "sessions_per_day", "days_per_week")


@dataclass(frozen=True)
class GuideWords:
    """The guide's own lines, letter by letter."""

    name: str
    steps: tuple[str, ...]
    dose: str | None = None
    benefit: str | None = None


@dataclass(frozen=True)
class MusclePart:
    """A muscle and its part in the exercise."""

    muscle: MuscleId
    role: Literal["works", "stretched", "steadies"]
    note: str | None = None


@dataclass(frozen=True)
class Mistake:
    """A common error and its fix."""

    error: str
    fix: str


@dataclass(frozen=True)
class Caution:
    """What a condition means for the exercise; `source` is a key of the bibliography or ``"expert"``."""

    condition: Annotated[str, CONDITIONS]
    verdict: Literal["avoid", "modify", "fine"]
    advice: str
    source: Annotated[str, ("expert", *SOURCES)]


@dataclass(frozen=True)
class Added:
    """A part of the dose that the guide leaves open; `source` is a key of the bibliography or ``"course"``."""

    field: Literal[PART_NAMES]
    value: int | float | list
    source: Annotated[str, ("course", *SOURCES)]
    why: str


@dataclass(frozen=True)
class Dosing:
    """The verb of the dose's sentence, and what the course adds to the guide's dose."""

    verb: Literal["Hold", "Move", "Wear", "Rock"]
    added: tuple[Added, ...]


@dataclass(frozen=True)
class Exercise:
    """One exercise or technique, with the fields of ``data/exercises.toml``; `guide` is None if the guide lacks it.

    `models` are the teaching models that give reasons for its numbers.
    """

    id: str
    name: str
    other_names: tuple[str, ...]
    group: Literal[tuple(GROUPS)]
    purpose: Literal["stretch", "mobility", "strength", "control", "sensory"]
    position: Annotated[str, POSITIONS]
    equipment: tuple[str, ...]
    summary: str
    statements: tuple[ClaimId, ...]
    reviewed: date
    evidence_on_benefit: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    felt: tuple[str, ...]
    not_felt: tuple[str, ...]
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    sources: tuple[SourceKey, ...]
    muscles: tuple[MusclePart, ...]
    errors: tuple[Mistake, ...]
    cautions: tuple[Caution, ...]
    dosing: Dosing
    guide: GuideWords | None = None
    advice_against: str | None = None
    models: tuple[str, ...] = ()

    def __post_init__(self):
        for name in ("steps", "cues", "felt", "not_felt", "muscles", "errors", "easier", "harder", "statements"):
            if not getattr(self, name):
                raise ValueError(f"field {name!r} is empty, but must list at least one.")
        judged = [caution.condition for caution in self.cautions]
        missing = [name for name, condition in CONDITIONS.items() if condition.core and name not in judged]
        if missing:
            raise ValueError(f"field 'cautions' has no verdict for {missing[0]!r}; say avoid, modify or fine.")
        if twice := {name for name in judged if judged.count(name) > 1}:
            raise ValueError(f"field 'cautions' has two verdicts for {min(twice)!r}; say one.")
        object.__setattr__(self, "dose", self._dose())
        self.dose.sentence(self.dosing.verb)

    def _dose(self):
        """The guide's dose, completed by what the course adds, each part with its provenance."""
        values, provenance = {}, {}
        if self.guide and self.guide.dose:
            parsed = Dose.parse(self.guide.dose)
            provenance = {name: origin for name, origin in parsed.provenance.items() if origin == "guide"}
            values = {name: getattr(parsed, name) for name in provenance}
        for part in self.dosing.added:
            if part.field in values:
                raise ValueError(f"field 'dosing.added' gives {part.field!r}, which is given already; leave it out.")
            values[part.field] = part.value
            provenance[part.field] = part.source if part.source == "course" else f"source:{part.source}"
        for name in MUST_BE_SAID:
            if name not in values:
                raise ValueError(f"field 'dosing.added' lacks {name!r}, which the guide leaves open.")
        if not {"hold_s", "cycle_s"} & values.keys():
            raise ValueError("field 'dosing.added' lacks 'hold_s' or 'cycle_s', which the guide leaves open.")
        return Dose(**values, provenance=provenance)

    @property
    def claims(self):
        """The statements of the guide that this exercise carries, each with its grades and sources."""
        return tuple(CLAIMS[statement] for statement in self.statements)

    def verdict(self, condition):
        """The caution for a condition, or None where none is stated."""
        return next((caution for caution in self.cautions if caution.condition == condition), None)


def load(path=DATA / "exercises.toml"):
    """Read a catalogue of exercises.

    Parameters
    ----------
    path : Path
        A file in the form of ``data/exercises.toml``.

    Returns
    -------
    mapping of str to Exercise
        By id, in the file's order.

    Raises
    ------
    ValueError
        As `entries.read`; also if a dose is incomplete or a core condition has no verdict.
    """
    return read(path, exercise=Exercise)["exercise"]


CATALOGUE = load()


def of_the_guide():
    """List the exercises and techniques that the guide itself names, in its order."""
    return [exercise for exercise in CATALOGUE.values() if exercise.guide]


def find(group=None, position=None, muscle=None, avoid=(), *, unjudged="keep"):
    """Look up exercises.

    Parameters
    ----------
    group : str, optional
        ``"stretching"``, ``"strengthening"`` or ``"neuro"``.
    position : str, optional
        An id of `vocabulary.POSITIONS`.
    muscle : str, optional
        An id of `vocabulary.MUSCLES`, in whatever role.
    avoid : iterable of str
        Ids of `vocabulary.CONDITIONS` that a person has. Exercises with the verdict "avoid" for any of them are
        left out; those with "modify" stay, to be done as their advice says.
    unjudged : {"keep", "drop"}
        What to do with an exercise that has no verdict for one of these conditions: not judged is not safe.

    Returns
    -------
    list of Exercise
        In the catalogue's order; empty if none fits. What the course advises against is found too: see
        `Exercise.advice_against`.

    Raises
    ------
    ValueError
        If a name is not known.
    """
    if isinstance(avoid, str):
        avoid = [avoid]
    if not isinstance(avoid, (list, tuple, set, frozenset)):
        raise ValueError(f"avoid is {avoid!r}, but must be a list of conditions such as ['pregnancy'].")
    asked = [("group", group, GROUPS), ("position", position, POSITIONS), ("muscle", muscle, MUSCLES)]
    asked = [(name, given, known) for name, given, known in asked if given is not None]
    asked += [("unjudged", unjudged, ("keep", "drop")), *(("avoid", condition, CONDITIONS) for condition in avoid)]
    for name, given, known in asked:
        if not isinstance(given, str) or given not in known:
            raise ValueError(f"{name} is {given!r}, but must be one of {', '.join(known)}.")
    return [
        exercise
        for exercise in CATALOGUE.values()
        if group in (None, exercise.group)
        and position in (None, exercise.position)
        and (muscle is None or any(part.muscle == muscle for part in exercise.muscles))
        and not any(caution.verdict == "avoid" and caution.condition in avoid for caution in exercise.cautions)
        and (unjudged == "keep" or all(exercise.verdict(condition) for condition in avoid))
    ]
