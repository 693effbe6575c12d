"""What the planner's page shows of a plan with exercises, as plain data."""

import re
from datetime import date

from trunkcare_lib.entries import DATA
from trunkcare_lib.evidence import GRADES
from trunkcare_lib.figures import week as draw
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models import rules
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.session import played
from trunkcare_lib.sheet import DAYS
from trunkcare_lib.vocabulary import CONDITIONS

YEARS = (2000, 2100)
"""The first and last year in which a calendar can begin."""
LONGEST_SITE = 150
"""Most characters of the book's address: a longer one gives a square code too fine to read."""


def shown(plan, form):
    """Gather what is shown of a plan.

    Parameters
    ----------
    plan : models.plan.Plan
        With exercises.
    form : dict
        Where it has ``start``, ``time`` and ``zone``, they are for the calendar, and ``site`` is where the book plays
        a session.

    Returns
    -------
    dict
        Its ``weeks``, those alike as one, each with a name, picture and words; ``goal``, ``minutes``, ``notes``,
        ``items``, ``stages``, ``gates``; the ``address`` of each of its ``sessions``; ``files``, where ``ics`` is
        empty if ``no_ics`` says why there is none.
    """
    goal = rules.GOALS[plan.profile.goal]
    return {
        "weeks": [{"name": _weeks(alike)} | week(plan, alike[0]) for alike in _alike(plan)],
        "goal": {"name": goal.name, "promise": goal.promise, "sources": _short(goal.sources)},
        "minutes": plan.profile.minutes,
        "notes": [*plan.notes],
        "items": [_item(item) for item in plan.items],
        "stages": [[stage.from_week, stage.title, stage.text, _short(stage.sources)] for stage in plan.stages],
        "gates": [[gate.when, gate.then, _behind(gate)] for gate in plan.gates],
        "sessions": [
            {"session": session, "address": address(form.get("site"), session)} for _, session in sessions(plan)
        ],
        "files": _calendar(plan, form) | {"json": plan.to_json()},
    }


def week(plan, number):
    """Draw a week: its ``picture`` (SVG) and its ``words``."""
    words = draw.week_words(plan=plan, number=number)
    return {"picture": svg(draw.week, plan=plan, number=number, salt=f"plan: {words}"), "words": words}


def sessions(plan):
    """List the sessions of a plan: a title with their weeks, days and minutes, and the pairs [exercise, bound]."""
    runs = {}
    for number in range(1, plan.weeks + 1):
        on = {}
        for day in range(7):
            if due := plan.session(number, day):
                on.setdefault(due, []).append(day)
        for due, days in on.items():
            runs.setdefault((due, *days), []).append(number)
    return [(_title(plan, numbers, days), [[*pair] for pair in due]) for (due, *days), numbers in runs.items()]


def address(site, session):
    """Where the book, if its page to play is at `site`, plays a session; nothing where no book is."""
    if not isinstance(site, str) or not re.fullmatch(rf"https?://[^\s#]{{1,{LONGEST_SITE}}}", site):
        return ""
    return site + played(session)


def _behind(gate):
    """The sources of a gate, the first of those that say it of something else with these words."""
    first, *more = _short(gate.sources) or ["expert opinion"]
    return [f"limits adapted from {first}" if gate.adapted else first, *more]


def _alike(plan):
    """The numbers of the weeks, those with the same sessions together."""
    runs = {}
    for number in range(1, plan.weeks + 1):
        runs.setdefault(tuple(plan.session(number, day) for day in range(7)), []).append(number)
    return runs.values()


def _title(plan, numbers, days):
    """A title such as "Weeks 3 to 6, Monday, Wednesday, Friday: 10 min"."""
    return f"{_weeks(numbers)}, {_days(days)}: {-(-plan.session_s(numbers[0], days[0]) // 60):g} min"


def _weeks(numbers):
    first, last = numbers[0], numbers[-1]
    return f"Week {first}" if first == last else f"Weeks {first} {'and' if last == first + 1 else 'to'} {last}"


def _days(days):
    return "every day" if len(days) == 7 else ", ".join(DAYS[day] for day in days)


def _item(item):
    """An exercise: its days, its dose from which week, why it is here, how well it is proven, what to change."""
    exercise = CATALOGUE[item.exercise]
    return {
        "id": exercise.id,
        "name": exercise.name,
        "days": _days(item.days),
        "doses": [
            [number, item.dose(number).sentence(exercise.dosing.verb)]
            for number in (item.from_week, item.more_from_week)
            if number
        ],
        "reason": item.reason,
        "grades": [
            f"{grade.about}: {grade.grade.capitalize()}. {GRADES[grade.grade]}"
            for claim in exercise.claims
            for grade in claim.grades
        ],
        "sources": _short(dict.fromkeys(key for claim in exercise.claims for key in claim.sources)),
        "cautions": [
            f"{CONDITIONS[caution.condition].name.partition(' (')[0]}: {caution.advice}" for caution in item.cautions
        ],
    }


def _calendar(plan, form):
    """The calendar file, or why there is none."""
    start, why = form.get("start"), ""
    try:
        start = date.fromisoformat(start)
        if not YEARS[0] <= start.year <= YEARS[1]:
            why = f"The first day is in the year {start.year}, but must be from {YEARS[0]} to {YEARS[1]}."
    except (TypeError, ValueError):
        why = f"The first day is {start!r}, but must be a date such as 2026-11-30."
    try:
        return {"ics": "" if why else plan.to_ics(start, form.get("time"), form.get("zone") or None), "no_ics": why}
    except ValueError as error:
        return {"ics": "", "no_ics": str(error)}


def _short(keys):
    """Sources as the name of the first author and the year."""
    text, names = (DATA / "references.bib").read_text(encoding="utf-8"), []
    for key in keys:
        entry = re.search(rf"^@\w+{{{key},.*?^}}", text, re.MULTILINE | re.DOTALL)[0]
        found = [re.search(what, entry) for what in (r"author = {+([^,}]+)", r"year = {(\d{4})")]
        names.append(" ".join(one[1] for one in found if one))
    return names
