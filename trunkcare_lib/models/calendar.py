"""A plan's sessions as a calendar file (iCalendar, RFC 5545), with the icalendar library.

Each event has an identifier that follows from the plan alone: opened twice, a calendar keeps one of each.
"""

import re
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Event

from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.session import STOP

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OF_ONE_MACHINE = {"localtime", "Factory"}


def ics(plan, start=None, time="18:00", zone=None, *, now=None):
    """The sessions of all weeks of a plan.

    Parameters
    ----------
    plan : plan.Plan
    start : date, optional
        The first day of week 1; today, if left out.
    time : str
        When a session starts, as "18:00".
    zone : str, optional
        The reader's time zone as "Europe/Berlin": the sessions stay at that time of the clock when it changes. Without
        it they are at that time wherever the calendar is opened.
    now : datetime, optional
        When the file is made; now, if left out.

    Returns
    -------
    str
        One event for each set of days that have the same session over the same weeks.

    Raises
    ------
    ValueError
        If the plan has no exercises, or the start, the time or the zone is none.
    """
    if not plan.items:
        raise ValueError("The plan has no exercises, so there is nothing for a calendar.")
    start = date.today() if start is None else start
    if not isinstance(start, date) or isinstance(start, datetime) or not 2000 <= start.year <= 2100:
        raise ValueError(f"The start is {start!r}, but must be a date between 2000 and 2100.")
    if not isinstance(time, str) or not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", time):
        raise ValueError(f"The time is {time!r}, but must be hours and minutes such as '18:00'.")
    if zone is not None and (not isinstance(zone, str) or zone not in available_timezones() - OF_ONE_MACHINE):
        raise ValueError(f"The time zone {zone!r} is not known; write it as in 'Europe/Berlin'.")
    tzinfo = None if zone is None else ZoneInfo(zone)
    made = Calendar()
    made.add("prodid", "-//TrunkCare//Plan//EN")
    made.add("version", "2.0")
    for (weeks, session), days in _runs(plan).items():
        made.add_component(_event(plan, start, clock.fromisoformat(time), tzinfo, weeks, session, days, now))
    if tzinfo:
        made.add_missing_timezones(start, start + timedelta(weeks=plan.weeks))
    return made.to_ical().decode()


def _runs(plan):
    """For each run of weeks (first, last) with the same session its days."""
    runs = {}
    for day in range(7):
        first = 1
        for week in range(1, plan.weeks + 1):
            session = plan.session(week, day)
            if week == plan.weeks or plan.session(week + 1, day) != session:
                if session:
                    runs.setdefault(((first, week), session), []).append(day)
                first = week + 1
    return runs


def _event(plan, start, time, tzinfo, weeks, session, days, now):
    first, last = weeks
    from_day = start + timedelta(weeks=first - 1)
    begin = min(from_day + timedelta(days=(day - from_day.weekday()) % 7) for day in days)
    begins = datetime.combine(begin, time, tzinfo)
    minutes = -(-plan.session_s(first, days[0]) // 60)
    items = {item.exercise: item for item in plan.items}
    lines = [
        f"{CATALOGUE[id_].name}: {items[id_].dose(first).sentence(CATALOGUE[id_].dosing.verb)}"
        + "".join(f" {caution.advice}" for caution in items[id_].cautions)
        for id_, _ in session
    ]
    begun = [stage for stage in plan.stages if stage.from_week <= first][-1]
    stages = [begun, *(stage for stage in plan.stages if first < stage.from_week <= last)]
    lines += [f"From week {stage.from_week}, {stage.title.lower()}: {stage.text}" for stage in stages]
    lines += [f"{STOP} Then look at the warning signs.", "Education, not medical advice."]
    event = Event()
    what = [(item.exercise, item.days, item.from_week, item.more_from_week) for item in plan.items]
    event.add(
        "uid",
        f"{uuid5(NAMESPACE_URL, f'trunkcare {plan.profile.name} {plan.profile.goal} {what} {weeks} {days}')}@trunkcare",
    )
    event.add("dtstamp", now or datetime.now(UTC).replace(microsecond=0))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=minutes))
    event.add(
        "rrule", {"freq": "weekly", "byday": [WEEKDAYS[day] for day in days], "count": len(days) * (last - first + 1)}
    )
    event.add("summary", f"TrunkCare: {len(session)} exercise{'s' * (len(session) > 1)}, {minutes} min")
    event.add("description", "\n".join([*plan.notes, *lines]))
    return event
