"""The model of a held stretch: closed forms against the state equations, limits, and what was measured."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from trunkcare_lib.figures import stretch as draw
from trunkcare_lib.models import stretch

BRANCHES = {"simple": ([0.33], [21.2]), "two-branch": ([0.192, 0.228], [7.05, 96.7])}
"""The numbers as the evidence states them, written a second time."""


def ranges(name):
    parameter = stretch.PARAMETERS[name]
    return st.floats(parameter.low, parameter.high)


material = st.sampled_from(stretch.MATERIALS)


def integrate(slope, start, length_s, step_s=0.01):
    """Runge and Kutta's fourth order: all states from 0 to `length_s`."""
    steps = max(1, round(length_s / step_s))
    h, states = length_s / steps, [np.array(start, dtype=float)]
    for number in range(steps):
        time, state = number * h, states[-1]
        k1 = slope(time, state)
        k2 = slope(time + h / 2, state + h / 2 * k1)
        k3 = slope(time + h / 2, state + h / 2 * k2)
        k4 = slope(time + h, state + h * k3)
        states.append(state + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return np.array(states)


def branches(name):
    share, tau = (np.array(numbers) for numbers in BRANCHES[name])
    return share, tau


@pytest.mark.parametrize("name", stretch.MATERIALS)
def test_relaxation_is_what_the_state_equations_give(name):
    """A second way: q' = (1 − q)/τ by Runge-Kutta, and the pull 1 − Σ g q."""
    share, tau = branches(name)
    states = integrate(lambda _, q: (1 - q) / tau, np.zeros_like(tau), 90)
    times = np.linspace(0, 90, len(states))
    assert stretch.tension(times, material=name) == pytest.approx(1 - states @ share, abs=1e-9)


@pytest.mark.parametrize("name", stretch.MATERIALS)
def test_repeated_holds_are_what_the_state_equations_give(name):
    """A second way: the length goes between 1 and 0, and the state runs on through holds and rests."""
    share, tau = branches(name)
    q, peaks, ends = np.zeros_like(tau), [], []
    for _ in range(5):
        peaks.append(1 - q @ share)
        q = integrate(lambda _, q: (1 - q) / tau, q, 20)[-1]
        ends.append(1 - q @ share)
        q = integrate(lambda _, q: -q / tau, q, 10)[-1]
    found = stretch.repeated(20, 10, 5, material=name)
    assert found[0] == pytest.approx(peaks, abs=1e-9)
    assert found[1] == pytest.approx(ends, abs=1e-9)


@pytest.mark.parametrize("name", stretch.MATERIALS)
@pytest.mark.parametrize("ramp_s", [1, 10])
def test_a_ramp_is_what_the_state_equations_give(name, ramp_s):
    """A second way: q' = (ε(t) − q)/τ with the length growing evenly, then held."""
    share, tau = branches(name)
    states = integrate(lambda t, q: (min(t / ramp_s, 1) - q) / tau, np.zeros_like(tau), 40)
    times = np.linspace(0, 40, len(states))
    pull = np.minimum(times / ramp_s, 1) - states @ share
    assert stretch.ramped(times, ramp_s, material=name) == pytest.approx(pull, abs=1e-6)
    assert stretch.peak_by_ramp(ramp_s, material=name) == pytest.approx(pull.max(), abs=1e-6)


@pytest.mark.parametrize("name", stretch.MATERIALS)
def test_creep_is_what_the_state_equations_give(name):
    """A second way: a constant pull of 1 makes ε = 1 + Σ g q, which the states follow."""
    share, tau = branches(name)
    states = integrate(lambda _, q: (1 + q @ share - q) / tau, np.zeros_like(tau), 300)
    times = np.linspace(0, 300, len(states))
    assert stretch.lengthening(times, material=name) == pytest.approx(1 + states @ share, abs=1e-8)


def test_creep_of_one_branch_is_its_textbook_form():
    """A third way: J(t) = 1/g_inf − (1/g_inf − 1) exp(−g_inf t/τ)."""
    times = np.linspace(0, 300, 50)
    wanted = 1 / 0.67 - (1 / 0.67 - 1) * np.exp(-0.67 * times / 21.2)
    assert stretch.lengthening(times, material="simple") == pytest.approx(wanted, abs=1e-12)


def test_the_shares_of_a_material_are_one_together():
    value = {name: parameter.value for name, parameter in stretch.PARAMETERS.items()}
    assert value["simple_g_inf"] + value["simple_g1"] == pytest.approx(1)
    assert value["two_branch_g_inf"] + value["two_branch_g1"] + value["two_branch_g2"] == pytest.approx(1)


def test_the_fall_in_a_hold_is_as_the_evidence_computed_it():
    holds = [5, 10, 15, 20, 30, 60, 90]
    assert (100 * (1 - stretch.tension(holds))).round(1).tolist() == [6.9, 12.4, 16.7, 20.2, 25.0, 31.1, 32.5]
    shares = (1 - stretch.tension([10, 15, 20, 30, 60])) / (1 - stretch.tension(90))
    assert (100 * shares).round().tolist() == [38, 51, 62, 77, 95]
    assert (100 * (1 - stretch.tension([30, 90], material="two-branch"))).round(1).tolist() == [25.0, 33.0]


def test_the_peaks_of_repeated_holds_are_as_the_evidence_computed_them():
    """But for one last digit: the second end is 0.7495, there 0.749."""
    peaks, ends = stretch.repeated(20, 10, 3)
    assert peaks.round(3).tolist() == [1, 0.874, 0.844]
    assert ends == pytest.approx([0.798, 0.749, 0.738], abs=0.0006)
    assert stretch.repeated(30, 30, 3)[0].round(3).tolist() == [1, 0.939, 0.936]


def test_most_of_the_fall_comes_by_45_s_magnusson1995():
    """Measured: the fall went on significantly up to 45 s of a hold, not after."""
    assert stretch.tension(0) - stretch.tension(45) > 5 * (stretch.tension(45) - stretch.tension(90))


def test_most_of_a_30_s_fall_comes_in_the_first_12_to_18_s_taylor1990_recalled():
    share = (1 - stretch.tension([12, 18])) / (1 - stretch.tension(30))
    assert (share > 0.5).all()


@pytest.mark.parametrize("name", stretch.MATERIALS)
def test_later_holds_fall_less_and_little_changes_after_four_magnusson1995_taylor1990(name):
    peaks, ends = stretch.repeated(30, 10, 10, material=name)
    falls = peaks - ends
    assert (np.diff(falls) < 0).all()
    assert peaks[3] - peaks[9] < 0.06
    assert peaks[0] - peaks[3] > 2 * (peaks[3] - peaks[9])


@pytest.mark.parametrize("name", stretch.MATERIALS)
def test_a_fast_ramp_has_the_higher_peak_taylor1990(name):
    assert (np.diff(stretch.peak_by_ramp([0, 0.5, 1, 2, 5, 10, 30, 60], material=name)) < 0).all()


@pytest.mark.parametrize("name", stretch.MATERIALS)
def test_after_an_hour_the_model_has_forgotten_and_measured_muscle_had_not_magnusson1995(name):
    """A miss: the sixth stretch, an hour later, was still lower than the first. The model's is not."""
    peaks, _ = stretch.repeated(90, 3600, 2, material=name)
    assert peaks[1] == pytest.approx(1, abs=1e-9)
    assert "still a little slacker after an hour (magnusson1995)" in " ".join(stretch.__doc__.split())


@given(material, ranges("tau_factor"), st.lists(ranges("time_s"), min_size=2, unique=True))
def test_the_pull_falls_from_one_and_the_length_grows_within_their_limits(name, factor, times):
    times = np.array([0, *sorted(times)])
    pull, length = (call(times, material=name, tau_factor=factor) for call in (stretch.tension, stretch.lengthening))
    last = 1 - sum(BRANCHES[name][0])
    assert pull[0] == length[0] == 1
    assert (np.diff(pull) <= 1e-12).all()
    assert (np.diff(length) >= -1e-12).all()
    assert (pull >= last - 1e-12).all()
    assert (length <= 1 / last + 1e-12).all()


@given(material, ranges("tau_factor"), ranges("hold_s"), ranges("rest_s"), st.integers(2, 50))
def test_each_hold_starts_and_ends_no_higher_than_the_one_before(name, factor, hold_s, rest_s, reps):
    peaks, ends = stretch.repeated(hold_s, rest_s, reps, material=name, tau_factor=factor)
    last = 1 - sum(BRANCHES[name][0])
    assert peaks[0] == 1
    assert ends[0] == pytest.approx(stretch.tension(hold_s, material=name, tau_factor=factor))
    assert (np.diff(peaks) <= 1e-12).all()
    assert (np.diff(ends) <= 1e-12).all()
    assert (ends <= peaks + 1e-12).all()
    assert (ends >= last - 1e-12).all()


@given(material, ranges("hold_s"), st.integers(1, 20))
def test_without_a_rest_the_holds_are_one_long_hold(name, hold_s, reps):
    _, ends = stretch.repeated(hold_s, 0, reps, material=name)
    wanted = stretch.tension(np.minimum(hold_s * np.arange(1, reps + 1), 7200), material=name)
    assert ends == pytest.approx(wanted, abs=1e-9)


@given(material, ranges("hold_s"), ranges("rest_s"), st.integers(1, 20))
def test_the_course_has_the_peaks_and_ends_of_its_holds(name, hold_s, rest_s, reps):
    times_s, pull = stretch.repeated_course(hold_s, rest_s, reps, material=name)
    peaks, ends = stretch.repeated(hold_s, rest_s, reps, material=name)
    assert (np.diff(times_s) >= -1e-9).all()
    assert times_s[-1] == pytest.approx(reps * hold_s + (reps - 1) * rest_s)
    assert (pull[0], pull[-1]) == pytest.approx((1, ends[-1]))
    jumps = 43 if rest_s else 41
    assert pull[::jumps] == pytest.approx(peaks)
    assert pull[40::jumps] == pytest.approx(ends)


def test_holds_and_rests_may_be_arrays():
    peaks, ends = stretch.repeated([[20], [30]], [5, 10, 30], 3)
    assert peaks.shape == ends.shape == (2, 3, 3)
    assert peaks[1, 2] == pytest.approx(stretch.repeated(30, 30, 3)[0])
    with pytest.raises(ValueError, match=r"shapes of hold_s \(2,\) and rest_s \(3,\)"):
        stretch.repeated([1, 2], [1, 2, 3], 2)


def test_session_s_words_have_the_numbers_of_the_drawing():
    axes = Figure().subplots()
    draw.session(axes, hold_s=20, rest_s=10, reps=3)
    assert [text.get_text() for text in axes.texts] == ["100", "87", "84", "74"]
    assert draw.session_words(hold_s=20, rest_s=10, reps=3) == (
        "In the first hold of 20 s the pull falls from 100 to 80 %; after a rest of 10 s the second starts at 87 % and "
        "number 3 at 84 %. The last hold ends at 74 %."
    )
    assert (
        draw.session_words(hold_s=10, rest_s=10, reps=1) == "In the first hold of 10 s the pull falls from 100 to 88 %."
    )
    assert "77 % after 30 s" in draw.share_by_hold_words()
    assert "in 10 s, to 93 %" in draw.fast_against_slow_words(ramp_s=10)


def test_creep_is_that_of_the_material_that_fits_creep():
    assert stretch.lengthening(300) == stretch.lengthening(300, material="two-branch")
