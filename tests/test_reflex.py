"""The stretch reflex and the loop of pain and spasm: published values, limits, and second ways to the same numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trunkcare_lib.figures import reflex as draw
from trunkcare_lib.models import exercises, reflex

SPEEDS = st.floats(0, 500)


@pytest.mark.parametrize(
    ("tone", "angles"),
    [
        ("moderate", [109, 103, 94, 77]), ("severe", [84, 75, 64, 42]), ("healthy", [np.nan] * 4),
        ("mild", [139, 133, 124, 107]),
    ],
)  # fmt: skip
def test_catch_angles_are_those_of_the_evidence_file(tone, angles):
    """Those of mild tone by hand from its numbers: 140 − (0.20 − 0.035) v."""
    np.testing.assert_array_equal(np.round(reflex.catch_angle_deg([5, 45, 100, 200], tone)), angles)


def test_healthy_tone_never_catches():
    assert np.isnan(reflex.catch_angle_deg(np.linspace(0, 500, 501), "healthy")).all()


@pytest.mark.parametrize("tone", reflex.TONES[1:])
@pytest.mark.parametrize("speed", [5, 45, 100, 200, 362, 500])
def test_catch_angle_is_that_of_a_stretch_followed_step_by_step(tone, speed):
    """A second way: watch the threshold as time goes on, and add where the joint is a delay later."""
    threshold, shift = reflex.PARAMETERS[f"{tone}_threshold_deg"].value, reflex.PARAMETERS[f"{tone}_shift_s"].value
    time = np.linspace(0, 130 / speed, 200_001)
    passed = time[np.argmax(20 + speed * time >= threshold - shift * speed)]
    assert reflex.catch_angle_deg(speed, tone) == pytest.approx(20 + speed * (passed + 0.035), abs=0.01)


@given(SPEEDS, st.floats(0, 300))
def test_a_faster_stretch_catches_sooner_in_time_and_never_later_in_angle_of_the_threshold(speed, more):
    """The angle itself rises again where the muscle catches as soon as it moves: the joint goes on for the delay."""
    speeds = np.minimum([speed, speed + more], 500)
    for tone in reflex.TONES[1:]:
        angles = reflex.catch_angle_deg(speeds, tone)
        thresholds = angles - 0.035 * speeds
        assert thresholds[1] <= thresholds[0] + 1e-9
        times = (angles - 20) / np.maximum(speeds, 1e-9)
        assert times[1] <= times[0] + 1e-9


@given(SPEEDS, st.floats(20, 150), st.floats(20, 150))
def test_resistance_grows_with_the_stretch_and_with_tone(speed, one, other):
    angles = np.sort([one, other])
    torques = np.array([reflex.resistance_nm(angles, speed, tone) for tone in reflex.TONES])
    assert (np.diff(torques, axis=1) >= -1e-12).all()
    assert (np.diff(torques, axis=0) >= -1e-12).all()


@pytest.mark.parametrize("tone", reflex.TONES)
@pytest.mark.parametrize("speed", [5, 45, 100, 320])
def test_resistance_is_that_of_a_relaxed_joint_up_to_the_catch_and_more_after_it(tone, speed):
    angle = np.linspace(20, 150, 1301)
    active = reflex.resistance_nm(angle, speed, tone) - (0.01 * (angle - 20) + 0.002 * speed)
    catch = np.nan_to_num(reflex.catch_angle_deg(speed, tone), nan=151)
    np.testing.assert_allclose(active[angle < catch - 1e-9], 0, atol=1e-12)
    assert (active[angle > catch + 1e-9] > 0).all()


def test_shares_of_the_speed_are_those_of_mcpherson2018_in_moderate_tone_and_not_in_mild():
    gain, threshold = reflex.speed_shares("moderate")
    assert (gain, threshold) == (pytest.approx(0.74, abs=0.02), pytest.approx(0.15, abs=0.01))
    assert reflex.speed_shares("mild")[0] < 0.5
    assert reflex.PUBLISHED["mcpherson2018_gain_mild"].miss


def test_shares_of_the_speed_follow_from_the_torque_itself():
    """A second way: the growth of the whole reflex from 15 to 150°/s, and of one without the growing gain."""
    ends = reflex.resistance_nm(150, [15, 150]) - 1.3 - 0.002 * np.array([15, 150])
    beyond = 150 - reflex.catch_angle_deg([15, 150])
    slow, fast = (15 * np.tanh(0.003 * (1 + 0.035 * speed) * beyond) for speed in (15, 150))
    assert ends == pytest.approx([slow[0], fast[1]])
    assert reflex.speed_shares() == pytest.approx(
        [(fast[0] - slow[0]) / np.ptp(ends), (slow[1] - slow[0]) / np.ptp(ends)]
    )
    assert reflex.speed_shares(gain_growth_s=0) == (0, 1)
    assert reflex.speed_shares("healthy") == (0, 0)


@pytest.mark.parametrize("tone", reflex.TONES)
def test_a_rhythmic_turn_catches_where_its_path_passes_the_threshold(tone):
    """A second way: follow a turn step by step."""
    threshold, shift = reflex.PARAMETERS[f"{tone}_threshold_deg"].value, reflex.PARAMETERS[f"{tone}_shift_s"].value
    phase = np.linspace(0, 2 * np.pi, 3601)
    for amplitude in (5, 15, 24, 26, 40):
        for frequency in (0, 0.25, 0.5, 1, 2):
            speed = 2 * np.pi * frequency * amplitude * np.cos(phase)
            catches = (60 + amplitude * np.sin(phase) > threshold - shift * speed).any()
            assert reflex.rotation(amplitude, frequency, tone) == (
                pytest.approx(speed.max(), abs=1e-12) if frequency else 0,
                catches,
            )


def test_rhythm_in_the_picture_is_that_of_the_exercise():
    text = " ".join(exercises.CATALOGUE["rhythmic-rotation"].steps)
    assert "10 to 30 degrees" in text
    assert "about 4 seconds" in text
    assert draw.RHYTHM == {"amplitude_deg": (10, 30), "frequency_hz": 1 / 4}


@pytest.mark.parametrize(("gain", "constant"), [(0, 2.0), (0.3, 3.5), (0.6, 6.8), (0.9, 29)])
def test_pain_dies_away_with_the_time_constants_of_the_evidence_file(gain, constant):
    pain, _ = reflex.spasm_loop(gain, [30, 40])
    assert 10 / np.log(pain[0] / pain[1]) == pytest.approx(constant, rel=0.02)


@pytest.mark.parametrize("theory", reflex.THEORIES)
@pytest.mark.parametrize("gain", [0, 0.3, 0.9, 1, 1.5])
def test_loop_is_that_of_its_equation_solved_step_by_step(theory, gain):
    """A second way: Runge and Kutta's, with the max(s, 0) of the equation itself."""

    def slope(state):
        pain, spasm = state
        return np.array([(gain * max(spasm, 0) - pain) / 2, reflex.THEORIES[theory] * pain - spasm])

    step, state = 0.02, np.array([1.0, 0.0])
    found = [state]
    for _ in range(1000):
        k1 = slope(state)
        k2 = slope(state + step / 2 * k1)
        k3 = slope(state + step / 2 * k2)
        state = state + step / 6 * (k1 + 2 * k2 + 2 * k3 + slope(state + step * k3))
        found.append(state)
    exact = reflex.spasm_loop(gain, np.linspace(0, 20, 1001), theory=theory)
    np.testing.assert_allclose(np.transpose(exact), found, rtol=1e-6, atol=1e-7)


def test_from_a_gain_of_one_on_pain_keeps_itself_up():
    assert reflex.spasm_loop(0.99, [20, 40])[0][1] < reflex.spasm_loop(0.99, [20, 40])[0][0]
    assert reflex.spasm_loop(1, [20, 40])[0] == pytest.approx([2 / 3, 2 / 3])  # 2 p + s never changes
    assert np.diff(reflex.spasm_loop(1.01, [20, 40])[0]) > 0


@given(st.floats(0, 1.5), st.floats(0, 1.5), st.floats(0, 40))
def test_more_gain_never_means_less_pain(one, other, time):
    low, high = (reflex.spasm_loop(gain, time) for gain in sorted((one, other)))
    assert high[0] >= low[0] - 1e-9
    assert high[1] >= low[1] - 1e-9
    assert low[1] >= -1e-12


def test_theories_differ_in_the_muscle_and_only_the_vicious_cycle_in_the_pain():
    time = np.linspace(0.1, 40, 100)
    cycle, adaptation, redistribution = (reflex.spasm_loop(0.9, time, theory=theory) for theory in reflex.THEORIES)
    assert (cycle[1] > 0).all()
    assert (adaptation[1] < 0).all()
    assert (redistribution[1] == 0).all()
    np.testing.assert_allclose(adaptation[0], np.exp(-time / 2))
    np.testing.assert_allclose(redistribution[0], np.exp(-time / 2))


def test_loop_without_times_runs_to_40_in_steps_of_a_fifth():
    pain, spasm = reflex.spasm_loop(0)
    assert pain.shape == spasm.shape == (201,)
    assert pain == pytest.approx(np.exp(-np.arange(201) / 10))
