"""A plan of three to five exercises for one person: which, how much, on which days, in which weeks, and why.

A table of rules (`models.rules`) and no judgement: the same profile always gives the same plan. Warning signs stop it.

>>> plan = build({"goal": "relief", "minutes": 10, "signs": []})
>>> [item.exercise for item in plan.items]
['cat-camel', 'child-pose', 'side-stretch', 'pelvic-tilt', 'bridge']
>>> build({"goal": "relief", "minutes": 10, "signs": ["saddle-numb"]}).items
()

What it cannot say. No trial tested these plans, their order or their weeks. It knows only the conditions that
are named, judges them one by one, mostly by expert opinion, and does not know the person.
"""

import json
from dataclasses import dataclass

from trunkcare_lib import handout
from trunkcare_lib.dose import PART_NAMES, Dose
from trunkcare_lib.models import calendar, fit, profile, rules
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.screening import Advice, screen
from trunkcare_lib.models.week import FEWEST, MOST, bounds, chosen, days, length_s

EASY_FIRST = ("mobility", "sensory", "stretch", "control", "strength")
"""The order of a session, by purpose; exercises in one position stay together."""
AT_ONCE = 2
"""How many exercises begin in week 1, at the least: if the rules let fewer, all that come later come earlier."""
HARDER_AFTER = 2
"""Weeks with the low end of a dose before the high end."""
WAITS = "Nothing new comes before the visit that the check asks for."
FORMAT, VERSION = "trunkcare-plan", 1


@dataclass(frozen=True)
class Item:
    """An exercise of a plan: on which days (Monday is 0), from which week, and why.

    From the week `more_from_week` on, if there is one, the high end of its dose counts. `cautions` are those of the
    stated conditions.
    """

    exercise: str
    days: tuple
    from_week: int
    more_from_week: int | None
    reason: str
    cautions: tuple

    def bound(self, week=1):
        """Which end of its dose counts in a week: "low" or "high"."""
        return "high" if self.more_from_week and week >= self.more_from_week else "low"

    def dose(self, week=1):
        """Its dose in a week, in plain numbers, on its days."""
        whole, end = CATALOGUE[self.exercise].dose, -1 if self.bound(week) == "high" else 0
        parts = {name: getattr(whole, name) for name in PART_NAMES}
        parts = {name: part[end] if isinstance(part, tuple) else part for name, part in parts.items()}
        return Dose(**parts | {"days_per_week": len(self.days)}, provenance=whole.provenance)


@dataclass(frozen=True)
class Plan:
    """What `build` makes. With `stop` there are no items: it says why not, and what to do.

    `notes` are for the whole plan; `left_out` has (exercise, why not) for all others of the catalogue, or nothing
    if warning signs stop the plan.
    """

    profile: profile.Profile
    advice: Advice
    stop: str
    notes: tuple
    items: tuple
    left_out: tuple
    stages: tuple
    gates: tuple
    weeks: int = rules.WEEKS

    def session(self, week=1, day=None):
        """The session of a day (Monday is 0) as (exercise, end of its dose), in order; without `day` the longest."""
        if week not in range(1, self.weeks + 1):
            raise ValueError(f"The week is {week!r}, but must be a whole number from 1 to {self.weeks}.")
        if day is not None and day not in range(7):
            raise ValueError(f"The day is {day!r}, but must be from 0 (Monday) to 6, or None.")
        if day is None:
            day = max(range(7), key=lambda day: (self.session_s(week, day), -day))
        due = [item for item in self.items if day in item.days and week >= item.from_week]
        return tuple((item.exercise, item.bound(week)) for item in due)

    def session_s(self, week=1, day=None):
        """Time that session takes, with the changes between two exercises. [s]"""
        return length_s(self.session(week, day))

    def to_json(self):
        """The plan as JSON text, which `read` reads back."""
        return json.dumps(_data(self), ensure_ascii=False, indent=1)

    def to_ics(self, start=None, time="18:00", zone=None):
        """The sessions as a calendar file: as `calendar.ics`."""
        return calendar.ics(self, start, time, zone)

    def to_html(self, address=""):
        """The plan as one page to print: as `handout.page`."""
        return handout.page(self, address)


def build(given):
    """Make a plan.

    Parameters
    ----------
    given : profile.Profile or mapping
        The profile, or its fields as plain data.

    Returns
    -------
    Plan
        With three to five exercises, none that a stated condition forbids, and on no day more minutes than are there.
        Or with none: if a warning sign stops it, or if fewer than three fit.

    Raises
    ------
    ValueError
        As `profile.Profile`; or if signs are left unanswered, as `screening.screen`.
    """
    person = profile.of(given)
    advice = screen(person.signs)
    stop = signs = fit.stopped(person, advice)
    conditions = fit.conditions_of(person)
    wanted = [choice for choice in rules.CHOICES.values() if choice.goal == person.goal]
    wanted.sort(key=lambda choice: fit.last(choice, conditions))
    why_not = {id_: fit.why_not(id_, person, conditions, wanted) for id_ in CATALOGUE}
    waits = fit.waits(person, advice)
    for choice in wanted:
        if waits and choice.from_week > 1:
            why_not[choice.exercise] = why_not[choice.exercise] or WAITS
    able = [choice for choice in wanted if not why_not[choice.exercise]]
    choices = [] if stop else chosen(able, person.minutes)
    if not stop and len(choices) < FEWEST:
        stop, choices = _too_few(able, person, conditions), []
    enough = f"{MOST} are enough." if len(choices) == MOST else f"With it a day would pass {person.minutes} minutes."
    why_not |= {choice.exercise: "There is no plan." if stop else enough for choice in able}
    taken = {choice.exercise for choice in choices}
    return Plan(
        person,
        advice,
        stop,
        () if stop else fit.notes(person, advice, conditions),
        _items(choices, person.minutes, conditions, waits),
        tuple((id_, why) for id_, why in why_not.items() if id_ not in taken and not signs),
        *_what_goes_on(person.goal, stop, waits),
    )


def _what_goes_on(goal, stop, waits):
    """The stages and the gates of a goal; while a visit is waited for, nothing goes up."""
    if stop:
        return (), ()
    stages, gates = (
        [entry for entry in entries.values() if entry.goal in (goal, "every")]
        for entries in (rules.STAGES, rules.GATES)
    )
    if waits:
        stages = [stage for stage in stages if stage.from_week == 1]
        gates = [gate for gate in gates if gate.id != "up"]
    return tuple(stages), tuple(gates)


def read(text):
    """Read a plan back from the text of `Plan.to_json`.

    Raises ValueError, in one sentence, if it is cut off, is something else, is of another version, was edited, or its
    answers now give another plan.
    """
    try:
        data = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        raise ValueError(
            "The file is no whole plan: it is cut off, or is something else; choose a saved plan."
        ) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("The file holds no plan of TrunkCare; choose a file that the plan builder saved.")
    if data.get("version") != VERSION:
        raise ValueError(
            f"The plan has version {data.get('version')!r}, but only version {VERSION} can be read; make it anew."
        )
    plan = build(data.get("profile"))
    if data != _data(plan):
        raise ValueError(
            "The plan in the file is not the one that its answers give: it was edited, or another edition of the "
            "course made it; make it anew from the same answers."
        )
    return plan


def _data(plan):
    items = [
        {
            "exercise": item.exercise,
            "days": [*item.days],
            "from_week": item.from_week,
            "more_from_week": item.more_from_week,
        }
        for item in plan.items
    ]
    return {"format": FORMAT, "version": VERSION, "profile": plan.profile.to_data(), "items": items, "stop": plan.stop}


def _items(choices, minutes, conditions, waits):
    """The items in the order of the session."""
    patterns = days(choices, minutes)
    ends = bounds(choices, patterns, minutes)
    items = [
        Item(
            choice.exercise,
            pattern,
            week,
            week + HARDER_AFTER if end == "high" and not waits else None,
            choice.why,
            fit.cautions(choice.exercise, conditions),
        )
        for choice, pattern, end, week in zip(choices, patterns, ends, _begins(choices), strict=True)
    ]
    return tuple(sorted(items, key=lambda item: _place(item, items)))


def _begins(choices):
    """The week in which each begins: those that come later come in their own order, and two at least in week 1."""
    later = iter(sorted(int(choice.from_week) for choice in choices if choice.from_week > 1))
    weeks = [1 if choice.from_week == 1 else next(later) for choice in choices]
    early = sorted(weeks)[AT_ONCE - 1] - 1 if weeks else 0
    return [max(week - early, 1) for week in weeks]


def _place(item, items):
    """Where an item stands in the session: with those in its position, and these by the easiest of them."""

    def ease(other):
        return EASY_FIRST.index(CATALOGUE[other.exercise].purpose), [*CATALOGUE].index(other.exercise)

    position = CATALOGUE[item.exercise].position
    return min(ease(other) for other in items if CATALOGUE[other.exercise].position == position), ease(item)


def _too_few(able, person, conditions):
    """Why there are fewer than three exercises, and what would help."""
    if len(able) < FEWEST:
        names = " and ".join(CATALOGUE[choice.exercise].name for choice in able)
        left = f"only {names} would be left" if able else "none of our exercises is left"
        few = f"No plan: with what you told us {left}, and a plan has at least {FEWEST}. Below stands why each is out."
        return f"{few} {fit.too_few(person, conditions)}"
    minutes = person.minutes
    needed = next(least for least in range(minutes + 1, 1000) if len(chosen(able, least)) >= FEWEST)
    return f"No plan: {FEWEST} exercises need {needed} minutes a day, and you gave {minutes}; give {needed} or more."
