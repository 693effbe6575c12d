"""Rocking: the inner ear's response and the accelerations, against simulation and suri2020."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trunkcare_lib.models import exercises, rocking

HERTZ = st.floats(0.01, 5)


@pytest.mark.parametrize(
    ("hertz", "canal", "otolith"),
    [(0.05, 0.87, 0.86), (0.1, 0.96, 0.89), (0.25, 0.99, 0.69), (0.5, 1.0, 0.43), (1, 1.0, 0.23)],
)
def test_size_of_the_response_is_that_of_the_evidence_file(hertz, canal, otolith):
    found = [round(float(rocking.response(hertz, organ)[0]), 2) for organ in ("canal", "otolith")]
    assert found == [canal, otolith]


def test_accelerations_are_those_of_the_evidence_file():
    slow, fast = rocking.peaks(0.25), rocking.peaks(1)
    assert (round(float(slow.speed_deg_s), 1), round(float(fast.speed_deg_s))) == (7.9, 31)
    assert (round(float(slow.acceleration_deg_s2)), round(float(fast.acceleration_deg_s2))) == (12, 197)
    assert (round(float(slow.acceleration_g), 3), round(float(fast.acceleration_g), 3)) == (0.011, 0.176)


def test_text_of_the_exercise_gives_the_model_s_number():
    """The mistake "rocking fast" of the exercise: so many times the acceleration at one rock a second."""
    text = next(error.fix for error in exercises.CATALOGUE["slow-rocking"].errors if "our model" in error.fix)
    seconds = {"four": 4}[re.search(r"Count (\w+) seconds for one rock", text)[1]]
    times = float(re.search(r"about (\d+) times the acceleration at one rock a second", text)[1])
    slow, fast = (rocking.peaks(hertz).acceleration_g for hertz in (1 / seconds, 1))
    assert fast / slow == pytest.approx(times)


@pytest.mark.parametrize("hertz", [0.05, 0.25, 1])
@pytest.mark.parametrize("organ", ["canal", "otolith"])
def test_response_is_that_of_the_organ_simulated_over_many_rocks(hertz, organ):
    """A second way: the equation in time, in small steps, until only the steady rocking is left."""
    if organ == "canal":
        fast, slow, adapts = 0.01, 5.7, 80
        chain = [("high", slow), ("low", fast), ("high", adapts)]
    step, length = 0.002, 6 / hertz + (500 if organ == "canal" else 60)
    time = np.arange(0, length, step)
    signal = np.sin(2 * np.pi * hertz * time)
    if organ == "otolith":  # 1.5 (s + z) / ((s + l)(s + h)) = A / (s + l) + B / (s + h)
        near = 1.5 * (0.076 - 0.19) / (1.5 - 0.19)
        far = 1.5 * (0.076 - 1.5) / (0.19 - 1.5)
        answer = near / 0.19 * _low(signal, 1 / 0.19, step) + far / 1.5 * _low(signal, 1 / 1.5, step)
    else:
        answer = signal
        for kind, constant in chain:
            slowly = _low(answer, constant, step)
            answer = slowly if kind == "low" else answer - slowly
    rock = slice(-round(1 / hertz / step), None)
    turns = np.exp(-2j * np.pi * hertz * time[rock])
    found = (answer[rock] * turns).sum() / (signal[rock] * turns).sum()
    size, lead = rocking.response(hertz, organ)
    assert abs(found) == pytest.approx(float(size), rel=0.01)
    assert np.degrees(np.angle(found)) == pytest.approx(float(lead), abs=1)


def _low(signal, constant, step):
    """A first-order lag, exact for a signal that is straight between two steps (to second order)."""
    keep = np.exp(-step / constant)
    found, now = np.empty(len(signal)), 0.0
    middles = np.append(signal[:1], (signal[1:] + signal[:-1]) / 2).tolist()
    for number, value in enumerate(middles):
        now = keep * now + (1 - keep) * value
        found[number] = now
    return found


@given(HERTZ, st.floats(0, 20), st.floats(0, 1.5))
def test_peaks_are_those_of_the_path_itself(hertz, amplitude, radius):
    """A second way: differences along the path."""
    time = np.linspace(0, 1 / hertz, 4001)
    path = amplitude * np.sin(2 * np.pi * hertz * time)
    speed = np.gradient(path, time)
    found = rocking.peaks(hertz, amplitude, radius)
    assert np.abs(speed).max() == pytest.approx(float(found.speed_deg_s), rel=1e-3, abs=1e-9)
    assert np.abs(np.gradient(speed, time)[2:-2]).max() == pytest.approx(
        float(found.acceleration_deg_s2), rel=1e-3, abs=1e-6
    )
    pulls = np.abs(rocking.acceleration_g(np.minimum(time, 120), hertz, amplitude_deg=amplitude, radius_m=radius)).max()
    assert pulls == pytest.approx(float(found.acceleration_g), rel=1e-5, abs=1e-12)


@given(HERTZ)
def test_twice_as_fast_is_four_times_the_acceleration_and_as_much_tilt(hertz):
    slow, fast = rocking.peaks(hertz / 2 + 0.01), rocking.peaks(hertz)
    assert fast.acceleration_g / slow.acceleration_g == pytest.approx((hertz / (hertz / 2 + 0.01)) ** 2)
    assert fast.tilt_g == slow.tilt_g == pytest.approx(0.087, abs=0.001)


@given(HERTZ, HERTZ)
def test_a_slower_rock_is_never_felt_at_a_smaller_tilt_between_a_tenth_and_five_hertz(one, other):
    slow, fast = rocking.threshold_deg(np.clip(sorted((one, other)), 0.13, 5))
    assert slow >= fast - 1e-3


def test_the_two_middle_thresholds_of_suri2020_are_met_without_having_been_used():
    assert rocking.threshold_deg([0.2, 0.5]) == pytest.approx([1.61, 0.99], rel=0.04)
    assert 3 < 5 / rocking.threshold_deg(0.25) < 4


def test_tilt_turns_the_sine_of_its_angle_of_gravity_along_the_path():
    assert rocking.peaks(0.25, [0, 10, 20]).tilt_g == pytest.approx([0, 0.17365, 0.34202], abs=1e-5)
