"""What the course asks: the questions of the lessons, the cases that unfold, and the misconceptions they answer.

>>> [option.right for option in QUESTIONS["spasm-damage"].options].count(True)
1
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from trunkcare_lib.entries import DATA, read
from trunkcare_lib.evidence import ClaimId, SourceKey

LESSONS = (
    "01_spasm", "02_causes", "03_relief", "04_stretching", "05_strengthening", "06_dosing", "07_neuro", "08_caution",
    "09_plan",
)  # fmt: skip


@dataclass(frozen=True)
class Misconception:
    """What many believe, and the statements that answer it."""

    id: str
    belief: str
    statements: tuple[ClaimId, ...]


@dataclass(frozen=True)
class Option:
    """An answer to choose, whether it is right, and why it is or is not: shown whichever was chosen."""

    text: str
    right: bool
    why: str


class _Asks:
    """What a question and a step of a case have in common: one right option, or `several` to find all of."""

    def __post_init__(self):
        right = [option.right for option in self.options].count(True)
        if len(self.options) < 2 or right == 0:
            raise ValueError("field 'options' must list at least two, one of them right.")
        if not self.several and right > 1:
            raise ValueError(f"field 'options' has {right} right ones; say several = true, or leave one.")
        texts = [option.text for option in self.options]
        if twice := {text for text in texts if texts.count(text) > 1}:
            raise ValueError(f"field 'options' has {min(twice)!r} twice.")
        if not self.statements:
            raise ValueError("field 'statements' is empty, but must name at least one.")


MISCONCEPTIONS = read(DATA / "misconceptions.toml", misconception=Misconception)["misconception"]


@dataclass(frozen=True)
class Question(_Asks):
    """A question of a lesson's quiz, with the statements of the guide that it tests.

    `picture` is a drawn error of ``motions.toml``: the reader sees it as A or B beside the good form, unmarked.
    """

    id: str
    lesson: Literal[LESSONS]
    statements: tuple[ClaimId, ...]
    ask: str
    options: tuple[Option, ...]
    several: bool = False
    misconceptions: tuple[Annotated[str, MISCONCEPTIONS], ...] = ()
    sources: tuple[SourceKey, ...] = ()
    picture: str | None = None


@dataclass(frozen=True)
class Step(_Asks):
    """One turn of a case: what happens, what to do now; an option's `why` holds its consequence and the reason."""

    id: str
    case: str
    story: str
    statements: tuple[ClaimId, ...]
    ask: str
    options: tuple[Option, ...]
    several: bool = False


@dataclass(frozen=True)
class Case:
    """A person's story that unfolds by steps, how it looks at first, and how urgent it is in the end.

    `signs` are the signs of ``screening.toml`` that are there in the end: the screening of them gives `urgency`.
    """

    id: str
    title: str
    looks: Literal["harmless", "alarming", "plain"]
    urgency: Literal["emergency", "urgent", "review", "self-care"]
    signs: tuple[str, ...]
    ends: str


def load(path=DATA / "questions.toml"):
    """Read questions from a file in the form of ``data/questions.toml``: a mapping by id; raises as `entries.read`."""
    return read(path, question=Question)["question"]


def load_cases(path=DATA / "cases.toml"):
    """Read cases and their steps from a file in the form of ``data/cases.toml``: two mappings by id.

    Raises ValueError as `entries.read`, and if a step names no case, or a case has fewer than two steps.
    """
    found = read(path, case=Case, step=Step)
    cases, steps = found["case"], found["step"]
    for step in steps.values():
        if step.case not in cases:
            raise ValueError(f"cases.toml, step {step.id!r}: there is no case {step.case!r}.")
    for id_ in cases:
        if sum(step.case == id_ for step in steps.values()) < 2:
            raise ValueError(f"cases.toml, case {id_!r} needs at least two steps: a case unfolds.")
    return cases, steps


QUESTIONS = load()
CASES, STEPS = load_cases()


def of_lesson(lesson):
    """List the questions of a lesson's quiz, those about a picture left out.

    Parameters
    ----------
    lesson : str
        A name of `LESSONS`.

    Raises
    ------
    ValueError
        If there is no such lesson.
    """
    return [question for question in _of(lesson) if not question.picture]


def to_spot(lesson, *exercises):
    """List the questions of a lesson that show a right and a wrong pose.

    Parameters
    ----------
    lesson : str
        A name of `LESSONS`.
    *exercises : str
        Ids of questions begin with the id of their exercise; only those of these exercises. None: all.
    """
    return [
        question
        for question in _of(lesson)
        if question.picture and (not exercises or question.id.startswith(tuple(exercises)))
    ]


def of_case(case):
    """List the steps of a case, in their order; raises ValueError if there is no such case."""
    if case not in CASES:
        raise ValueError(f"case is {case!r}, but must be one of {', '.join(CASES)}.")
    return [step for step in STEPS.values() if step.case == case]


def _of(lesson):
    if lesson not in LESSONS:
        raise ValueError(f"lesson is {lesson!r}, but must be one of {', '.join(LESSONS)}.")
    return [question for question in QUESTIONS.values() if question.lesson == lesson]
