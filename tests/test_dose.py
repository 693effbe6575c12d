"""From the guide's line to the timeline and the totals."""

import copy
import math
import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trunkcare_lib.dose import PARAMETERS, WORK, Dose

# Read off the guide by hand: the line, what it gives, and nothing else.
GUIDE = {
    "• Hold 20–30 sec × 3": {"hold_s": (20, 30), "reps": 3},
    "• 10–15 repetitions": {"reps": (10, 15)},
    "• Hold 20 seconds × 3 each side": {"hold_s": 20, "reps": 3, "sides": 2},
    "• Hold 20 seconds": {"hold_s": 20},
    "• Hold 5 sec × 10–12 reps": {"hold_s": 5, "reps": (10, 12)},
    "• Hold 5 sec × 10 reps": {"hold_s": 5, "reps": 10},
    "• 10–15 reps": {"reps": (10, 15)},
    "• Hold 5–10 sec × 5 reps": {"hold_s": (5, 10), "reps": 5},
    "• Hold 3 sec × 10 reps": {"hold_s": 3, "reps": 10},
    "1. Heat Therapy (10–15 mins)": {"hold_s": (600, 900)},
}


@pytest.mark.parametrize(("line", "says"), GUIDE.items())
def test_parse_reads_the_guide_and_marks_what_it_leaves_open(line, says):
    dose = Dose.parse(line)
    assert {part: getattr(dose, part) for part in says} == says
    assert {part for part, origin in dose.provenance.items() if origin == "guide"} == says.keys()
    assert {origin for part, origin in dose.provenance.items() if part not in says} == {"course"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hold until tired", "did not understand 'until tired' in 'Hold until tired'"),
        ("Hold -5 sec", "did not understand '-5 sec'"),
        ("Hold .5 min", "did not understand"),
        ("Hold 1,5 sec × 3", "did not understand"),
        ("Hold 20–30–40 sec", "did not understand"),
        ("1.000 reps", "did not understand"),
        ("3 × 10 reps", "did not understand '3'"),
        ("relax 5 seconds", "did not understand 'relax'"),
        ("each side (10 reps)", "did not understand"),
        ("never (hold 20 sec)", "did not understand 'never"),
        ("10 reps for 30 s", "cannot tell whether the time"),
        ("Move 10 reps for 40 s", "cannot tell whether the time"),
        ("3 sets of 10 reps, 60 s", "cannot tell whether the time"),
        ("Hold 3 reps", "found no time to hold"),
        ("10 reps twice a week", "did not understand"),
        ("Hold 5 sec × 10 × 3", "did not understand 'x 3'"),
        ("", "found neither a hold nor repetitions in ''"),
        ("rest 5 s", "found neither a hold nor repetitions"),
        ("Hold 30–20 sec", "hold_s is the range 30 to 20"),
        ("Hold 0 sec × 3", "hold_s is 0 s, but must be from 1 to 3600 s"),
        (None, "were given None, but read text"),
    ],
)
def test_parse_says_what_it_did_not_understand(text, words):
    with pytest.raises(ValueError, match=words):
        Dose.parse(text)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"reps": 0}, "reps is 0, but must be from 1 to 200"),
        ({"reps": -3}, "reps is -3"),
        ({"reps": 2.5}, "reps is 2.5, but must be a whole number"),
        ({"hold_s": math.nan}, "hold_s is nan s"),
        ({"hold_s": math.inf}, "hold_s is inf s"),
        ({"rest_s": -1}, "rest_s is -1 s"),
        ({"hold_s": (30, 20)}, "hold_s is the range 30 to 20, but its low end must not exceed its high end"),
        ({"hold_s": (1, 2, 3)}, r"hold_s is \(1, 2, 3\), but must be a number or a range"),
        ({"sides": 3}, "sides is 3"),
        ({"sides": "left"}, "sides is 'left', but must be a number"),
        ({"sides": (1, 2)}, "sides is the range 1 to 2, but must be 1 or 2"),
        ({"days_per_week": 8}, "days_per_week is 8"),
        ({"sets": None}, "sets is None"),
        ({"hold_s": 5, "cycle_s": 4}, "either held or moved"),
        ({"hold_s": [[3, 5]]}, "hold_s is .* but must be a number or a range"),
        ({"hold_s": "5"}, "hold_s is '5', but must be a number"),
        ({"hold_s": 3600.001}, "hold_s is 3600.001 s, but must be from 1 to 3600 s"),
        ({"provenance": "guide"}, "provenance is 'guide', but must map"),
        ({"provenance": {"reps": "hearsay"}}, "provenance of reps is 'hearsay'"),
        ({"provenance": {"hold": "guide"}}, "provenance names 'hold'"),
    ],
)
def test_dose_refuses_what_makes_no_sense(parts, words):
    with pytest.raises(ValueError, match=words):
        Dose(**parts)


def test_timeline_refuses_an_unknown_bound():
    with pytest.raises(ValueError, match="bound is 'middle', but must be 'low' or 'high'"):
        Dose(hold_s=5).timeline("middle")


def part(name, most, whole=False):
    """A number of a part's range, or a range; seconds in tenths, as a stopwatch shows them."""
    low = PARAMETERS[name].low
    number = (
        st.integers(int(low), most) if whole else st.integers(int(low) * 10, most * 10).map(lambda tenths: tenths / 10)
    )
    return number | st.tuples(number, number).map(lambda pair: tuple(sorted(pair)))


counts = {"sets": 3, "reps": 12, "sessions_per_day": 4, "days_per_week": 7}
doses = st.builds(
    lambda movement, length, **parts: Dose(**{"cycle_s" if movement else "hold_s": length}, **parts),
    movement=st.booleans(),
    length=part("cycle_s", 60),
    rest_s=part("rest_s", 60),
    sides=st.sampled_from([1, 2]),
    **{name: part(name, most, whole=True) for name, most in counts.items()},
)


def ends(given):
    return given if isinstance(given, tuple) else (given, given)


@given(doses)
def test_timeline_has_no_gap_and_no_empty_event(dose):
    for bound in ("low", "high"):
        events = dose.timeline(bound)
        assert events[0].kind == "get ready"
        assert events[0].start_s == 0
        assert events[-1].kind in WORK
        assert all(before.end_s == after.start_s for before, after in pairwise(events))
        assert all(event.start_s < event.end_s for event in events)


@given(doses)
def test_totals_follow_the_closed_form(dose):
    """A second way: the formula of the lesson instead of adding up the events."""
    for end in (0, 1):
        sets, reps, rest_s = (ends(given)[end] for given in (dose.sets, dose.reps, dose.rest_s))
        length_s = ends(dose.hold_s if dose.cycle_s is None else dose.cycle_s)[end]
        work_s = sets * dose.sides * reps * length_s
        rests = (sets - 1) + (sets * dose.sides * (reps - 1) if dose.cycle_s is None else 0)
        switches = sets * dose.sides - 1 if dose.sides == 2 else 0
        session_s = 5 + work_s + rests * rest_s + 10 * switches
        assert dose.work_s[end] == pytest.approx(work_s)
        assert dose.session_s[end] == pytest.approx(session_s)
        week = ends(dose.sessions_per_day)[end] * ends(dose.days_per_week)[end]
        assert dose.weekly_s[end] == pytest.approx(session_s * week)


@given(doses)
def test_low_end_never_exceeds_high_end(dose):
    for low, high in (dose.work_s, dose.session_s, dose.weekly_s):
        assert low <= high
    assert dose.work_s[0] < dose.session_s[0]


@given(doses)
def test_sentence_reads_back_to_the_same_dose(dose):
    """Sentence, timeline and totals can never disagree."""
    again = Dose.parse(dose.sentence())
    for bound in ("low", "high"):
        assert again.timeline(bound) == dose.timeline(bound)
    assert again.weekly_s == dose.weekly_s


@given(doses, st.sampled_from([0, 1]))
def test_sentence_reads_back_with_each_verb_of_its_kind(dose, which):
    verb = (("Hold", "Wear") if dose.cycle_s is None else ("Move", "Rock"))[which]
    assert Dose.parse(dose.sentence(verb)).timeline("high") == dose.timeline("high")


@pytest.mark.parametrize(
    ("dose", "verb"), [(Dose(hold_s=5), "Move"), (Dose(cycle_s=5), "Hold"), (Dose(hold_s=5), "Do")]
)
def test_a_verb_that_does_not_fit_is_refused(dose, verb):
    with pytest.raises(ValueError, match=f"verb is '{verb}', but must be"):
        dose.sentence(verb)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("10 reps, hold 5 s each", {"reps": 10, "hold_s": 5}),
        ("Hold 3 times 20 s each", {"reps": 3, "hold_s": 20}),
        ("10 reps, 4 s each", {"reps": 10, "cycle_s": 4}),
        ("Hold 20 s × 3, each leg", {"reps": 3, "hold_s": 20, "sides": 2}),
        ("2 sets of 10 reps, rest 30 s between sets, twice a day", {"sets": 2, "reps": 10, "rest_s": 30}),
        ("Hold 1.5 min × 2", {"hold_s": 90, "reps": 2}),
        ("Hold 20 sec each side × 3", {"hold_s": 20, "reps": 3, "sides": 2}),
    ],
)
def test_parse_reads_what_people_write(text, parts):
    dose = Dose.parse(text, source="source:key2000")
    assert {part: getattr(dose, part) for part in parts} == parts
    assert all(dose.provenance[part] == "source:key2000" for part in parts)


def test_events_count_repetitions_and_sets():
    events = Dose(hold_s=5, reps=2, sets=2, sides=2).timeline()
    work = [(event.set, event.side, event.rep) for event in events if event.kind == "hold"]
    assert work == [(n, side, rep) for n in (1, 2) for side in ("left", "right") for rep in (1, 2)]
    assert [(event.set, event.rep) for event in events if event.kind == "rest"][:1] == [(1, 2)]


def test_a_week_that_is_too_short_is_refused():
    with pytest.raises(ValueError, match="but a week has 604800 s"):
        _ = Dose(hold_s=3600, reps=24, sessions_per_day=4).weekly_s


def test_a_dose_can_be_copied_and_stored():
    dose = Dose.parse("Hold 5 sec × 10 reps")
    assert copy.deepcopy(dose) == pickle.loads(pickle.dumps(dose)) == dose


def test_sides_come_one_after_the_other_with_a_switch():
    events = Dose(hold_s=20, reps=2, rest_s=5, sides=2).timeline()
    assert [(event.kind, event.side) for event in events] == [
        ("get ready", "left"),
        ("hold", "left"),
        ("rest", "left"),
        ("hold", "left"),
        ("switch", "right"),
        ("hold", "right"),
        ("rest", "right"),
        ("hold", "right"),
    ]


def test_movements_follow_without_rest_but_sets_do_not():
    kinds = [event.kind for event in Dose(cycle_s=4, reps=2, sets=2, rest_s=30).timeline()]
    assert kinds == ["get ready", "move", "move", "rest", "move", "move"]


def test_a_range_of_one_number_is_that_number():
    assert Dose(hold_s=(20, 20.0)).hold_s == 20


def test_spellings_of_people_are_one_dose():
    written = ["Hold 5 s x 10", "hold 5 seconds × 10 times", "Hold 5s*10 reps", "HOLD 5 sec. × 10 repetitions"]
    assert {Dose.parse(text).timeline()[-1].end_s for text in written} == {Dose(hold_s=5, reps=10).session_s[0]}
