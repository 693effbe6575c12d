"""Which exercises fit into a day's minutes, and on which days of the week they are."""

from functools import cache
from itertools import combinations, product

from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.rules import PATTERNS
from trunkcare_lib.models.session import PARAMETERS

FEWEST, MOST = 3, 5
"""Exercises of a plan."""


def chosen(choices, minutes):
    """Take exercises in their order, each if with it a plan of at least three still fits into the minutes.

    Parameters
    ----------
    choices : list of rules.Choice
        Each of another exercise, the best first.
    minutes : int
        The most that a day may have. [min]

    Returns
    -------
    list of rules.Choice
        Three to five, or fewer if three do not fit.
    """
    taken = []
    for number, choice in enumerate(choices):
        missing = max(FEWEST - len(taken) - 1, 0)
        fillings = combinations(choices[number + 1 :], missing)
        if len(taken) < MOST and any(days([*taken, choice, *filling], minutes) for filling in fillings):
            taken.append(choice)
    return taken


def days(choices, minutes):
    """The days of each choice, so that no day has too many minutes.

    Each keeps the pattern of days that its rule names if it can, and else has three days a week.

    Returns
    -------
    list of tuple of int, or None
        For each choice its days, Monday as 0; None if there is no way.
    """
    ways = [[PATTERNS[name] for name in dict.fromkeys((choice.days, "three", "other three"))] for choice in choices]
    for numbers in sorted(product(*(range(len(way)) for way in ways)), key=sum):
        patterns = [way[number] for way, number in zip(ways, numbers, strict=True)]
        if _within(minutes, choices, patterns, ["low"] * len(choices)):
            return patterns
    return None


def bounds(choices, patterns, minutes):
    """Which end of its dose each choice grows to: "high" if it may, that differs and the days hold it; or "low"."""
    ends = ["low"] * len(choices)
    for number, choice in enumerate(choices):
        more = [*ends[:number], "high", *ends[number + 1 :]]
        low_s, high_s = (_exercise_s(choice.exercise, bound) for bound in ("low", "high"))
        if choice.grows and high_s > low_s and _within(minutes, choices, patterns, more):
            ends = more
    return ends


def length_s(session):
    """Time that a session takes, with the changes between two exercises. [s]

    `session` is a list of (exercise, end of its dose), as ("bridge", "low").
    """
    changes_s = PARAMETERS["change_s"].value * max(len(session) - 1, 0)
    return changes_s + sum(_exercise_s(*part) for part in session)


@cache
def _exercise_s(exercise, bound):
    return CATALOGUE[exercise].dose.session_s[bound == "high"]


def _within(minutes, choices, patterns, ends):
    """Whether no day has too many minutes."""
    due = [(choice.exercise, end, pattern) for choice, end, pattern in zip(choices, ends, patterns, strict=True)]
    sessions = ([(exercise, end) for exercise, end, pattern in due if day in pattern] for day in range(7))
    return all(length_s(session) <= 60 * minutes for session in sessions)
