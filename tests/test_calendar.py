"""The plan's calendar file, opened with another library: the sessions of the plan, once each, at the reader's time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from trunkcare_lib.models import calendar
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.plan import build

GIVEN = {"goal": "relief", "minutes": 10, "signs": []}
STROKE = {"conditions": ["stroke-cp"], "signs": ["cp-stroke"], "agreed": True, "equipment": ["mat", "ball", "helper"]}
TEXTS = {"name": "A, B; C\\n <b>\r\nEND:VCALENDAR", "call": "BEGIN:VEVENT\r\n112;", "note": "🙂 " * 150}
PLANS = {
    "relief": build(GIVEN),
    "few minutes": build(GIVEN | {"goal": "prevention", "minutes": 5}),
    "stroke": build(GIVEN | STROKE | {"goal": "control", "minutes": 60}),
    "texts": build(GIVEN | TEXTS | {"conditions": ["pregnancy"], "signs": ["pregnant"]}),
}
MONDAY = date(2026, 10, 12)
STARTS = [MONDAY + timedelta(days=number) for number in range(7)]


def opened(*texts):
    """The events of some files, opened one after the other: an event with a known UID takes the old one's place."""
    kept = {}
    for text in texts:
        kept |= {str(event["uid"]): event for event in Calendar.from_ical(text).walk("VEVENT")}
    file = Calendar.from_ical(texts[-1])
    file.subcomponents = [part for part in file.subcomponents if part.name != "VEVENT"] + [*kept.values()]
    return sorted(recurring_ical_events.of(file).between(date(2026, 9, 1), date(2027, 3, 1)), key=lambda one: one.start)


def sessions(plan, start):
    """The days of all sessions by the plan itself, week 1 beginning on the day of the start."""
    days = [(start + timedelta(days=number), number // 7 + 1) for number in range(7 * plan.weeks)]
    found = [(day, week, plan.session(week, day.weekday())) for day, week in days]
    return [(day, week, session) for day, week, session in found if session]


def begins_of(events):
    return [event["dtstart"].dt for event in events]


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize("start", STARTS, ids=lambda start: f"{start:%a}")
def test_every_session_of_the_plan_is_there_once_and_has_its_time(plan, start):
    expected, events = sessions(plan, start), opened(plan.to_ics(start, "07:05"))
    assert begins_of(events) == [datetime(day.year, day.month, day.day, 7, 5) for day, _, _ in expected]
    for event, (day, week, session) in zip(events, expected, strict=True):
        minutes = (event["dtend"].dt - event["dtstart"].dt) / timedelta(minutes=1)
        assert 0 <= 60 * minutes - plan.session_s(week, day.weekday()) < 60
        assert f"{len(session)} exercise" in event["summary"]
        assert f"{minutes:.0f} min" in event["summary"]
        assert_tells(str(event["description"]), plan, week, session)


def assert_tells(text, plan, week, session):
    """The session's exercises, and no others, in order, with dose and cautions; the plan's notes; when to stop."""
    items = {item.exercise: item for item in plan.items}
    places = []
    for exercise, _ in session:
        line = f"{CATALOGUE[exercise].name}: {items[exercise].dose(week).sentence(CATALOGUE[exercise].dosing.verb)}"
        places.append(text.index("\n" + line if plan.notes or places else line))
        assert all(caution.advice in text for caution in items[exercise].cautions)
    assert places == sorted(places)
    assert all(f"{CATALOGUE[exercise].name}: " not in text for exercise in {*items} - {name for name, _ in session})
    assert all(note in text for note in plan.notes)
    assert [stage.text for stage in plan.stages if stage.from_week <= week][-1] in text, "when it may go on"
    assert "Stop when pain is sharp" in text
    assert "not medical advice" in text


@pytest.mark.parametrize(
    ("zone", "start", "offsets_h"),
    [
        ("Europe/Berlin", MONDAY, {2, 1}),
        ("America/New_York", MONDAY, {-4, -5}),
        ("Europe/Berlin", date(2027, 1, 10), {1}),
        ("Asia/Kolkata", MONDAY, {5.5}),
        ("UTC", MONDAY, {0}),
    ],
)
@pytest.mark.parametrize("known", [True, False], ids=["zone known", "zone from the file alone"])
def test_the_clock_stays_when_its_time_changes(zone, start, offsets_h, known):
    text = PLANS["relief"].to_ics(start, "18:00", zone)
    if not known:
        text = text.replace(zone, f"Nowhere/{zone}")  # a name of its own each: the library keeps what it read
    begins = begins_of(opened(text))
    assert [begin.date() for begin in begins] == [day for day, _, _ in sessions(PLANS["relief"], start)]
    assert {begin.strftime("%H:%M") for begin in begins} == {"18:00"}
    assert {begin.utcoffset() / timedelta(hours=1) for begin in begins} == offsets_h
    for begin in begins:
        assert begin.utcoffset() == begin.replace(tzinfo=ZoneInfo(zone)).utcoffset()


def test_without_a_zone_the_time_floats():
    text = PLANS["relief"].to_ics(MONDAY)
    assert "TZID" not in text
    assert all(begin.tzinfo is None and begin.hour == 18 for begin in begins_of(opened(text)))


def test_it_begins_today_if_nothing_is_said():
    before, text, after = date.today(), PLANS["relief"].to_ics(), date.today()
    first = min(event["dtstart"].dt.date() for event in Calendar.from_ical(text).walk("VEVENT"))
    assert before <= first <= after  # this plan has a session every day


@pytest.mark.parametrize("time", ["00:00", "02:30", "23:59"])
def test_an_hour_that_is_twice_or_at_midnight_is_one_session_a_day(time):
    events = opened(PLANS["relief"].to_ics(MONDAY, time, "Europe/Berlin"))
    assert [begin.strftime("%H:%M") for begin in begins_of(events)] == [time] * 42
    assert len({begin.date() for begin in begins_of(events)}) == 42
    assert all(event["dtend"].dt > event["dtstart"].dt for event in events)


def uids(text):
    return [str(event["uid"]) for event in Calendar.from_ical(text).walk("VEVENT")]


def test_opened_twice_a_calendar_keeps_one_of_each():
    plan = PLANS["relief"]
    first = calendar.ics(plan, MONDAY, zone="Europe/Berlin", now=datetime(2026, 10, 1, tzinfo=UTC))
    later = calendar.ics(plan, MONDAY, zone="Europe/Berlin", now=datetime(2026, 10, 2, tzinfo=UTC))
    assert first != later
    assert uids(first) == uids(later)
    assert len({*uids(first)}) == len(uids(first)) > 2
    assert begins_of(opened(first, later)) == begins_of(opened(first))


@pytest.mark.parametrize("start", STARTS[1:])
def test_with_another_start_the_sessions_move_and_do_not_double(start):
    plan = PLANS["few minutes"]
    before, after = plan.to_ics(MONDAY), plan.to_ics(start, "06:30")
    assert uids(before) == uids(after)
    assert begins_of(opened(before, after)) == begins_of(opened(after))


def test_other_plans_have_other_identifiers():
    plans = [*PLANS.values(), build({"goal": "relief", "minutes": 10, "signs": [], "name": "Another person"})]
    every = [uid for plan in plans for uid in uids(plan.to_ics(MONDAY))]
    assert len({*every}) == len(every)
    assert all(uid.endswith("@trunkcare") for uid in every)


def test_each_event_says_when_it_was_made():
    before = datetime.now(UTC).replace(microsecond=0)
    text = PLANS["relief"].to_ics(MONDAY, zone="Asia/Tokyo")
    after = datetime.now(UTC)
    stamps = [event["dtstamp"].dt for event in Calendar.from_ical(text).walk("VEVENT")]
    assert stamps
    assert all(before <= stamp <= after for stamp in stamps)


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_the_file_is_as_its_standard_says(plan):
    text = plan.to_ics(MONDAY, zone="Europe/Berlin")
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in lines) <= 75
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert lines.count("BEGIN:VCALENDAR") == lines.count("END:VCALENDAR") == lines.count("BEGIN:VTIMEZONE") == 1
    assert lines.count("BEGIN:VEVENT") == len(uids(text))
    file = Calendar.from_ical(text)
    assert {"PRODID", "VERSION"} <= {*file}
    assert all({"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "RRULE"} <= {*event} for event in file.walk("VEVENT"))
    assert not [error for part in file.walk() for error in part.errors]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        *(((MONDAY, time), f"The time is {time!r}, but must be") for time in ("24:00", "8:00", "18:60", "", "18.00")),
        *(((MONDAY, time), f"The time is {time!r}, but must be") for time in ("18:00\n", "1٨:00", None, 18, b"18:00")),
        *(
            ((start,), f"The start is {start!r}, but must be a date")
            for start in ("2026-10-12", 0, datetime(2026, 1, 1))
        ),
        *(
            ((day, "18:00", "Europe/Berlin"), f"The start is {day!r}")
            for day in (date.min, date.max, date(9999, 11, 30))
        ),
        *(((MONDAY, "18:00", zone), f"zone {zone!r} is not known") for zone in ("Berlin", "Europe", "../x", "\0", "")),
        *(((MONDAY, "18:00", zone), f"zone {zone!r} is not known") for zone in (7, 0, b"UTC", [], "Europe/Berlin ")),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(given, words):
    with pytest.raises(ValueError, match=r"^[^.!?]*[^\n]*\.$") as raised:
        PLANS["relief"].to_ics(*given)
    assert words in str(raised.value)


@pytest.mark.parametrize("given", [{"signs": ["fever"]}, {"minutes": 1}])
def test_a_plan_without_exercises_has_no_calendar(given):
    with pytest.raises(ValueError, match="no exercises, so there is nothing for a calendar"):
        build(GIVEN | given).to_ics()
