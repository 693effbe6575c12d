"""The course of back pain: held to the means of menezes2012, to its own limits, and to arithmetic of risk."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trunkcare_lib.models import course

P = course.PARAMETERS
WEEKS = np.linspace(0, 52, 105)


def within(name):
    return st.floats(P[name].low, P[name].high)


@pytest.mark.parametrize(("week", "wanted"), [(0, 52), (1, 42), (2, 35), (6, 23), (26, 12), (52, 6)])
def test_pain_is_that_of_the_evidence_file(week, wanted):
    """evidence.md M9, computed there from the same fit."""
    assert float(course.pain(week)) == pytest.approx(wanted, abs=0.6)


def test_the_fit_is_the_best_of_its_kind_to_menezes2012():
    """A second way: a search over the two times, the share by least squares, finds no curve that fits much better."""
    weeks, means = zip(*((week, value) for week, (value, _) in course.ACUTE.items()), strict=True)
    best = np.inf
    for fast in np.arange(1, 6, 0.25):
        for slow in np.arange(15, 80, 2.5):
            fall_fast, fall_slow = (52 * np.exp(-np.array(weeks) / time) for time in (fast, slow))
            gap = fall_fast - fall_slow
            share = np.clip(gap @ (np.array(means) - fall_slow) / (gap @ gap), 0, 1)
            best = min(best, np.abs(fall_slow + share * gap - means).max())
    ours = np.abs(course.pain(weeks) - means).max()
    assert ours < best + 0.5


@given(within("start_pain"))
def test_pain_falls_and_never_below_zero(start_pain):
    found = course.pain(WEEKS, start_pain=start_pain)
    assert (np.diff(found) <= 0).all()
    assert found[0] == pytest.approx(start_pain)
    assert (found >= 0).all()


@given(within("effect"), within("start_week"), within("flare"), within("start_pain"))
def test_treated_pain_stays_on_the_scale_and_a_stronger_effect_leaves_less(effect, start_week, flare, start_pain):
    parts = {"start_week": start_week, "flare": flare, "start_pain": start_pain}
    found = course.pain_treated(WEEKS, effect=effect, **parts)
    assert ((found >= 0) & (found <= 100)).all()
    assert (found <= course.pain_treated(WEEKS, effect=effect / 2, **parts) + 1e-9).all()
    before = start_week > WEEKS
    assert np.abs(found - course.pain(WEEKS, start_pain=start_pain))[before].sum() < 1e-9


@given(within("start_week"), within("flare"), st.floats(0, 52))
def test_without_effect_nothing_is_done_by_the_treatment(start_week, flare, wait):
    seen, done = course.falls(min(start_week + wait, 52), effect=0, start_week=start_week, flare=flare)
    assert done == 0
    assert seen >= 0


@given(within("effect"), within("start_week"), within("flare"), st.floats(0, 52))
def test_the_fall_that_is_seen_is_what_the_treatment_did_and_what_came_anyway(effect, start_week, flare, wait):
    later = min(start_week + wait, 52)
    seen, done = course.falls(later, effect=effect, start_week=start_week, flare=flare)
    own, _ = course.falls(later, effect=0, start_week=start_week, flare=flare)
    assert seen == pytest.approx(own + done)
    assert -1e-9 <= done <= effect + 1e-9


def test_a_bad_day_makes_any_treatment_look_better():
    """Regression to the mean, by hand: of a flare of 20, all but e⁻⁸ is gone four weeks later."""
    usual, _ = course.falls(5, effect=0, start_week=1)
    flared, _ = course.falls(5, effect=0, start_week=1, flare=20)
    assert flared - usual == pytest.approx(20 * (1 - np.exp(-8)))


def test_exercise_in_new_pain_hides_in_the_course():
    """ijzelenberg2023: −0.8 of 100. Six weeks from the start more than 30 times as much falls by itself."""
    seen, done = course.falls(6, effect=0.8, start_week=0)
    assert done == pytest.approx(0.8, abs=0.01)
    assert seen / done > 30
    with pytest.raises(ValueError, match="later_week lies before start_week"):
        course.falls(1, start_week=2)


@pytest.mark.parametrize(
    ("programme", "wanted"), [("exercise and education", (7.4, 4.4, 3.2)), ("exercise alone", (9.5, 5.7, 4.1))]
)
def test_number_needed_to_treat_with_the_risk_ratios_of_steffens2016(programme, wanted):
    """evidence.md M9, at a recurrence of 30, 50 and 70 % within a year."""
    ratio = course.PROGRAMMES[programme].value
    assert course.number_needed_to_treat([0.3, 0.5, 0.7], ratio) == pytest.approx(wanted, abs=0.05)


@given(within("baseline"), within("risk_ratio"))
def test_number_needed_to_treat_spares_one(baseline, risk_ratio):
    """That many people with the programme have exactly one event less than without."""
    people = float(course.number_needed_to_treat(baseline, risk_ratio))
    assert people * baseline - people * baseline * risk_ratio == pytest.approx(1)
    assert people >= 1


def test_shapes_go_together():
    assert np.shape(course.pain(3)) == ()
    assert course.pain(WEEKS).shape == (105,)
    assert course.pain_treated(WEEKS, effect=np.array([[0.0], [10.0]])).shape == (2, 105)
    with pytest.raises(ValueError, match=r"The shapes of week \(3,\) and start_pain \(2,\) do not fit together"):
        course.pain([0, 1, 2], start_pain=[50, 60])
    with pytest.raises(ValueError, match=r"The shapes of later_week \(3,\) and flare \(2,\) do not fit together"):
        course.falls([5, 6, 7], flare=[10, 20])
    assert [part.shape for part in course.falls([5, 6, 7], flare=[[10], [20]])] == [(2, 3), (2, 3)]


def test_a_bad_day_at_the_end_of_the_scale_hides_none_of_the_relief():
    """By hand, half a week after a start at 100 with a flare of 40: min(89.6 + 14.7, 100) − 40 (1 − e⁻⁰·⁵)."""
    found = course.pain_treated(0.5, effect=40, start_week=0, flare=40, start_pain=100)
    assert found == pytest.approx(100 - 40 * (1 - np.exp(-0.5)))


def test_one_who_looks_back_too_early_is_told_so_even_among_others():
    with pytest.raises(ValueError, match="later_week lies before start_week"):
        course.falls([1, 5], start_week=2)
