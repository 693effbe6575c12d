"""Sway after a push: against exact solutions, the roots of the equation, and a person whom others have fitted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trunkcare_lib.models import balance, sway

TIME = np.linspace(0, 6, 601)


def test_tipping_is_that_of_the_balance_model():
    assert sway.PARAMETERS["tipping_per_s2"].value == pytest.approx(float(balance.tipping_per_s2()), abs=0.05)
    assert sway.PARAMETERS["delay_s"].value == balance.PARAMETERS["delay_s"].value


@pytest.mark.parametrize(("p", "d", "b"), [(30, 5, 0), (30, 5, 2), (60, 10, 0), (25, 1, 0.5)])
def test_sway_without_a_delay_is_that_of_a_damped_spring(p, d, b):
    found = sway.sway_deg(TIME, 0, position_gain_per_s2=p, velocity_gain_per_s=d, damping_per_s=b)
    decay = (d + b) / 2
    turn = np.emath.sqrt(p - 19.1 - decay**2)
    np.testing.assert_allclose(found, (10 * np.exp(-decay * TIME) * np.sin(turn * TIME) / turn).real, atol=0.02)


@pytest.mark.parametrize("delay", [0.05, 0.1, 0.2, 0.5])
def test_until_the_reflex_answers_the_trunk_just_tips(delay):
    time = np.linspace(0, delay, 20)
    root = np.sqrt(19.1)
    np.testing.assert_allclose(sway.sway_deg(time, delay), 10 * np.sinh(root * time) / root, atol=0.02)


@pytest.mark.parametrize("delay", [0, 0.002, 0.004, 0.05, 0.1, 0.137, 0.2])
def test_half_the_step_gives_the_same_sway(delay, monkeypatch):
    found = sway.sway_deg(TIME, delay, push_deg_s=5)
    monkeypatch.setattr(sway, "STEP_S", sway.STEP_S / 2)
    finer = sway.sway_deg(TIME, delay, push_deg_s=5)
    kept = np.abs(found) < 15  # a fall that is a hundredth of a second later is the same fall
    np.testing.assert_allclose(found[kept], finer[kept], atol=0.01 if delay < 0.15 else 0.1)


@pytest.mark.parametrize(
    ("delay", "tipping", "p", "d", "damping", "most"),
    [
        (0.1, 19.1, 30, 5, 0, 0.001),
        (0.1, 19.1, 60, 7, 0, 0.02),
        (0.06, 10.1, 119, 27, 0.1, 3),
        (0.05, 28.7, 45, 12, 0, 0.02),
    ],
)
def test_sway_is_that_of_the_method_of_steps(delay, tipping, p, d, damping, most):
    """A second way: Runge and Kutta's in steps of a quarter of a millisecond, the past between two of them straight."""
    h, push = 0.00025, 10.0
    back, states = round(delay / h), [np.array([0.0, push])]

    def force(step):
        if step < 0:
            return 0.0
        before = states[int(step)]
        lean, speed = before if step == int(step) else (before + states[int(step) + 1]) / 2
        return -p * lean - d * speed

    def slope(state, now):
        return np.array([state[1], tipping * state[0] - damping * state[1] + now])

    for number in range(round(3 / h)):
        begin, middle = force(number - back), force(number - back + 0.5)
        end = force(number - back + 1) if number - back + 1 != 0 else 0.0
        k1 = slope(states[-1], begin)
        k2 = slope(states[-1] + h / 2 * k1, middle)
        k3 = slope(states[-1] + h / 2 * k2, middle)
        states.append(states[-1] + h / 6 * (k1 + 2 * k2 + 2 * k3 + slope(states[-1] + h * k3, end)))
    lean = np.array(states)[::40, 0]
    time = np.arange(len(lean)) * 40 * h
    found = sway.sway_deg(
        time, delay, tipping_per_s2=tipping, position_gain_per_s2=p, velocity_gain_per_s=d, damping_per_s=damping
    )
    held = np.maximum.accumulate(np.abs(lean)) < sway.FALL_DEG
    assert held.sum() > 100
    assert np.abs(found - lean)[held].max() < most


@pytest.mark.parametrize("gain", [3.5, 4, 5, 8])
def test_simulated_sway_dies_away_at_the_rate_of_the_rightmost_root(gain):
    """A second way to the rate: the height of the sway from second to second."""
    rate = sway.settling_per_s(velocity_gain_per_s=gain)
    time = np.linspace(0, 6, 6001)
    leans = np.abs(sway.sway_deg(time, velocity_gain_per_s=gain))
    early, late = (start + leans[start : start + 1500].argmax() for start in (2000, 4000))
    assert np.log(leans[early] / leans[late]) / (time[late] - time[early]) == pytest.approx(rate, rel=0.03)


def test_settling_is_that_of_a_damped_spring_where_the_delay_is_short():
    assert sway.settling_per_s(0, velocity_gain_per_s=4) == pytest.approx(2, abs=0.03)


@given(st.floats(-60, 60), st.floats(0, 0.5), st.floats(0, 120), st.floats(0, 30))
def test_a_push_to_the_other_side_sways_as_a_mirror(push, delay, p, d):
    given_ = {"delay_s": delay, "position_gain_per_s2": p, "velocity_gain_per_s": d}
    one, other = (sway.sway_deg([0.5, 2, 6], push_deg_s=side, **given_) for side in (push, -push))
    np.testing.assert_allclose(one, -other)
    assert np.abs(one).max() <= sway.FALL_DEG


def test_standing_person_of_balanceparams_settles_and_nearly_as_soon_as_possible():
    entry = sway.PUBLISHED["balanceparams"]
    assert entry.value == 314
    assert entry.model() == pytest.approx(264, abs=6)
    assert entry.within
    assert 0 < sway.standing_per_s(314) < sway.standing_per_s(entry.model())
    assert sway.standing_per_s(10) < 0


def test_standing_person_has_the_numbers_of_balanceparams():
    """J = 66, m = 75, h = 0.83, k_p = 944, K = 40.5, B = 68.8: written a second time."""
    by_hand = sway.settling_per_s(
        0.1, tipping_per_s2=8.639, position_gain_per_s2=14.303, velocity_gain_per_s=4.7576, damping_per_s=1.04242
    )
    assert sway.standing_per_s(314) == pytest.approx(by_hand, abs=1e-3)


@pytest.mark.parametrize("delay", [0.001, 0.1, 0.5])
@pytest.mark.parametrize(("tipping", "p", "d", "damping"), [(19.1, 30, 5, 0), (40, 120, 30, 0), (0, 120, 2, 5)])
def test_settling_does_not_depend_on_how_many_points_hold_the_past(delay, tipping, p, d, damping, monkeypatch):
    given_ = {"tipping_per_s2": tipping, "position_gain_per_s2": p, "velocity_gain_per_s": d, "damping_per_s": damping}
    found = sway.settling_per_s(delay, **given_)
    monkeypatch.setattr(sway, "NODES", 30)
    monkeypatch.setattr(sway, "_DERIVATIVE", sway._derivative())
    assert sway.settling_per_s(delay, **given_) == pytest.approx(found, rel=1e-6, abs=1e-6)
