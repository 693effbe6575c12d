"""The three compartments: an independent integration, conservation, the evidence's protocols, the data's sentences."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from trunkcare_lib.figures import fatigue as draw
from trunkcare_lib.models import effort, fatigue
from trunkcare_lib.models.exercises import CATALOGUE

TRUNK = (0.00755, 0.00075, 15)
SHOULDER = (0.01820, 0.00168, 15)
GRIP = (0.00980, 0.00064, 30)
REGIONS = fatigue.CHOICES["region"]


def ranges(name, high=None):
    parameter = fatigue.PARAMETERS[name]
    return st.floats(parameter.low, high or parameter.high)


def steps(target, lengths_s, rates, step_s=0.005):
    """All three compartments by Runge-Kutta in small steps, with the switches of the published controller."""
    f, r, factor = rates

    def slope(state, wanted, recovery):
        rested, active, tired = state
        if active < wanted:
            call = 10 * (wanted - active) if rested > wanted - active else 10 * rested
        else:
            call = 10 * (wanted - active)
        back = recovery * tired
        return np.array([back - call, call - f * active, f * active - back])

    state, states, times = np.array([1.0, 0, 0]), [], []
    states.append(state)
    times.append(0)
    for number, length in enumerate(lengths_s):
        wanted, recovery = (target, r) if number % 2 == 0 else (0, r * factor)
        count = round(length / step_s)
        for _ in range(count):
            k1 = slope(state, wanted, recovery)
            k2 = slope(state + step_s / 2 * k1, wanted, recovery)
            k3 = slope(state + step_s / 2 * k2, wanted, recovery)
            k4 = slope(state + step_s * k3, wanted, recovery)
            state = state + step_s / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
            states.append(state)
            times.append(times[-1] + step_s)
    return np.array(times), np.array(states)


@pytest.mark.parametrize(
    ("region", "rates", "intensity", "hold_s", "rest_s", "reps"),
    [
        ("trunk", TRUNK, 0.39, 5, 5, 4),
        ("grip", GRIP, 0.6, 10, 3, 3),
        ("shoulder", SHOULDER, 0.9, 20, 2, 3),  # fails in the first hold, and at once in the next
        ("shoulder", SHOULDER, 1, 30, 5, 2),
    ],
)
def test_work_and_rest_are_what_small_steps_give(region, rates, intensity, hold_s, rest_s, reps):
    """A second way, xia2008: Runge-Kutta on all three compartments; MR + MA + MF = 1 in both."""
    times_s, active, fatigued = fatigue.work_rest(intensity, hold_s, rest_s, reps, region=region)
    fine_s, states = steps(intensity, ([hold_s, rest_s] * reps)[:-1], rates)
    assert states.sum(axis=1) == pytest.approx(1, abs=1e-9)
    assert np.interp(times_s, fine_s, states[:, 1]) == pytest.approx(active, abs=2e-4)
    assert np.interp(times_s, fine_s, states[:, 2]) == pytest.approx(fatigued, abs=2e-5)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("intensity", [0.2, 0.5, 0.9])
def test_endurance_is_when_the_whole_model_begins_to_fail(region, intensity):
    """The closed form against the compartments: no later than 0.3 % + 0.2 s, for the units to be called up."""
    wanted = float(fatigue.endurance_s(intensity, region))
    times_s, active, fatigued = fatigue.work_rest(intensity, max(2 * wanted, 1), 0, 1, region=region)
    found = np.interp(1 - intensity, fatigued, times_s)
    assert found == pytest.approx(wanted, rel=0.01, abs=0.5)
    fine_s, _, before = fatigue.work_rest(intensity, max(0.97 * wanted, 1), 0, 1, region=region)
    assert before[-1] < 1 - intensity
    late = times_s > wanted * 1.03 + 1
    assert (active[late] < intensity * 0.999).all()
    assert fine_s[-1] < wanted + 0.5


@given(
    st.sampled_from(REGIONS), ranges("intensity"), ranges("hold_s", 300), ranges("rest_s", 300), st.integers(1, 30),
    ranges("rest_factor"),
)  # fmt: skip
def test_shares_stay_shares_whatever_is_done(region, intensity, hold_s, rest_s, reps, factor):
    """Conservation: MR = 1 − MA − MF is never negative; no more are active than wanted."""
    times_s, active, fatigued = fatigue.work_rest(intensity, hold_s, rest_s, reps, region=region, rest_factor=factor)
    assert (np.diff(times_s) >= 0).all()
    assert times_s[-1] == pytest.approx(reps * hold_s + (reps - 1) * rest_s)
    assert active[0] == fatigued[0] == 0
    assert min(active.min(), fatigued.min(), (1 - active - fatigued).min()) > -1e-9
    assert active.max() <= intensity + 1e-9
    left = fatigue.capacity_left(intensity, hold_s, rest_s, reps, region=region, rest_factor=factor)
    assert left == pytest.approx(1 - fatigued[-1], abs=1e-9)


@pytest.mark.parametrize("region", REGIONS)
def test_a_hold_that_fails_at_its_very_end_has_no_fewer_than_no_rested_units(region):
    """Conservation where it is easiest to lose: a hold that ends some tenths of a second after it began to fail."""
    for intensity in (0.2, 0.5, 0.9):
        failing_s = float(fatigue.endurance_s(intensity, region)) + np.linspace(0, 3, 31)
        for hold_s in failing_s[failing_s >= 1]:
            _, active, fatigued = fatigue.work_rest(intensity, hold_s, 0, 1, region=region)
            assert (1 - active - fatigued).min() > -1e-9


@given(st.sampled_from(REGIONS), st.lists(ranges("intensity"), min_size=2, unique=True))
def test_endurance_falls_as_effort_grows_and_is_zero_at_full_effort(region, efforts):
    efforts = sorted(efforts)
    assert (np.diff(fatigue.endurance_s(efforts, region)) <= 0).all()
    assert (np.diff(fatigue.endurance_law_s(efforts, region)) <= 0).all()
    assert fatigue.endurance_s(1, region) == 0


@given(ranges("intensity"), ranges("hold_s", 60), st.lists(ranges("rest_s", 120), min_size=2), st.integers(2, 12))
def test_more_rest_and_faster_recovery_leave_more(intensity, hold_s, rests, reps):
    left = fatigue.capacity_left(intensity, hold_s, sorted(rests), reps)
    assert (np.diff(left) >= -1e-9).all()
    slow = fatigue.capacity_left(intensity, hold_s, sorted(rests), reps, rest_factor=1)
    assert (slow <= left + 1e-9).all()


@given(ranges("intensity", 0.7), st.integers(2, 10))
def test_a_rest_of_nothing_makes_one_long_hold(intensity, reps):
    assert fatigue.capacity_left(intensity, 5, 0, reps) == pytest.approx(
        fatigue.capacity_left(intensity, 5 * reps, 0, 1), abs=1e-9
    )


PROTOCOLS = [
    ("pelvic tilt", 5, 5, 10, 0.058),
    ("bridge", 5, 3, 10, 0.124),
    ("bridge", 5, 5, 10, 0.113),
    ("bridge", 5, 10, 10, 0.092),
    ("bridge", 50, 0, 1, 0.144),
    ("bird-dog", 3, 3, 10, 0.089),
    ("bird-dog", 30, 0, 1, 0.103),
    ("side plank from the knees", 10, 10, 5, 0.120),
    ("side plank", 10, 10, 5, 0.206),
    ("side plank", 5, 10, 5, 0.104),
    ("side plank", 50, 0, 1, 0.255),
]


@pytest.mark.parametrize(("exercise", "hold_s", "rest_s", "reps", "wanted"), PROTOCOLS)
def test_the_seed_s_protocols_are_as_the_evidence_computed_them(exercise, hold_s, rest_s, reps, wanted):
    _, _, fatigued = fatigue.work_rest(effort.EFFORTS[exercise].value, hold_s, rest_s, reps)
    assert fatigued[-1] == pytest.approx(wanted, abs=0.00051)


def test_a_pyramid_tires_less_than_flat_sets_as_the_evidence_computed_it():
    """Its 30 s between sets come after the usual rest of 5 s: 35 s in all."""
    assert fatigue.PARAMETERS["set_rest_s"].value == 35
    peaks = {pattern: fatigue.in_sets(pattern, 0.46, 10, 5, 35)[2].max() for pattern in fatigue.PATTERNS}
    assert peaks == pytest.approx({"pyramid": 0.224, "flat": 0.234}, abs=0.0005)


def test_sets_with_the_usual_rest_between_are_one_set():
    """A second way through the same holds."""
    in_sets = np.array(fatigue.in_sets("pyramid", 0.46, 10, 5, 5))
    assert in_sets == pytest.approx(np.array(fatigue.work_rest(0.46, 10, 5, 12)))


def test_the_rates_and_laws_are_those_of_the_published_tables():
    """freylaw2012 table 1 and freylawavin2010 table 2, written a second time."""
    rates = {
        "trunk": (0.00755, 0.00075), "knee": (0.01500, 0.00149), "grip": (0.00980, 0.00064),
        "general": (0.00970, 0.00091), "elbow": (0.00912, 0.00094), "shoulder": (0.01820, 0.00168),
        "ankle": (0.00589, 0.00058),
    }  # fmt: skip
    laws = {
        "general": (21.92, -1.98), "ankle": (34.71, -2.06), "trunk": (22.69, -2.27), "elbow": (17.98, -2.21),
        "grip": (33.55, -1.61), "knee": (19.38, -1.88), "shoulder": (14.86, -1.83),
    }  # fmt: skip
    assert set(REGIONS) == set(rates)
    for region in REGIONS:
        f, r = rates[region]
        b0, b1 = laws[region]
        value = {name: fatigue.PARAMETERS[f"{region}_{name}"].value for name in ("fatigue_per_s", "recovery_per_s")}
        assert tuple(value.values()) == (f, r)
        assert fatigue.PARAMETERS[f"{region}_rest_factor"].value == (30 if region == "grip" else 15)
        assert fatigue.endurance_law_s(0.5, region) == pytest.approx(b0 * 2**-b1)
        assert fatigue.endurance_s(0.5, region) == pytest.approx(-np.log(1 - r / f) / r)


def test_the_order_of_regions_is_the_published_one_but_for_grip_and_elbow_freylawavin2010():
    """Published: ankle > trunk > grip > elbow > knee > shoulder. The law has it at half effort; the model has grip and
    elbow the other way round: a miss."""
    order = ["ankle", "trunk", "grip", "elbow", "knee", "shoulder"]

    def sorted_by(call):
        return sorted(order, key=lambda region: -call(0.4, region))

    assert sorted_by(fatigue.endurance_law_s) == order
    assert sorted_by(fatigue.endurance_s) == ["ankle", "trunk", "elbow", "grip", "knee", "shoulder"]


@pytest.mark.parametrize("region", REGIONS)
def test_the_model_is_near_the_law_in_the_middle_and_far_below_it_near_full_effort(region):
    """The widest 95 % prediction spread of freylawavin2010 is 47 %: inside from 30 to 70 %, a miss at 95 %."""
    middle = np.linspace(0.3, 0.7, 9)
    ratio = fatigue.endurance_s(middle, region) / fatigue.endurance_law_s(middle, region)
    assert (np.abs(ratio - 1) < 0.47).all()
    assert fatigue.endurance_s(0.95, region) < 0.53 * fatigue.endurance_law_s(0.95, region)


ASSUMED = {
    "pelvic-tilt": "pelvic tilt",
    "bridge": "bridge",
    "side-plank": "side plank from the knees",
    "bird-dog": "bird-dog",
}
SENTENCES = {
    exercise.id: added.why
    for exercise in CATALOGUE.values()
    for added in exercise.dosing.added
    if "our model" in added.why
}


def test_the_sentences_of_the_model_in_the_data_are_known():
    assert SENTENCES.keys() == ASSUMED.keys()


@pytest.mark.parametrize("name", ASSUMED)
def test_the_numbers_in_the_data_s_sentences_are_the_model_s(name):
    """Effort and capacity from the sentence; hold, rest and repetitions from the exercise's own dose."""
    text, dose = SENTENCES[name], CATALOGUE[name].dose
    share = int(re.search(r"assumed effort of (\d+) %", text)[1]) / 100
    hold_s = dose.hold_s if np.ndim(dose.hold_s) == 0 else int(re.search(r"holds of (\d+) seconds", text)[1])
    assert hold_s in np.atleast_1d(dose.hold_s)
    assert re.search(rf"\b{dose.rest_s} seconds", text), "the sentence is about the rest of the dose"
    left = int(re.search(r"gives about (\d+) % of capacity left", text)[1])
    low = np.min(dose.reps)
    words = {"five": 5, "ten": 10}[re.search(r"left after (\w+) holds", text)[1]]
    assert words == low
    assert left == round(100 * float(fatigue.capacity_left(share, hold_s, dose.rest_s, words)))
    assert share == effort.EFFORTS[ASSUMED[name]].value
    if once := re.search(r"against (\d+) % after one hold of (\d+) seconds", text):
        assert int(once[1]) == round(100 * float(fatigue.capacity_left(share, int(once[2]), 0, 1)))


def test_session_s_words_have_the_numbers_of_the_drawing():
    axes = Figure().subplots()
    draw.session(axes, hold_s=5, rest_s=5, effort_percent=39)
    assert [text.get_text() for text in axes.texts] == ["86", "89"]
    assert len(axes.patches) == 10
    assert draw.session_words(hold_s=5, rest_s=5, effort_percent=39) == (
        "At 39 % effort 10 holds of 5 s (shaded) with 5 s of rest leave 89 % of the capacity; one hold of 50 s leaves "
        "86 % of the capacity (dashed)."
    )
    assert "78 %, sets of 4, 4 and 4 to 77 %" in draw.sets_words()
