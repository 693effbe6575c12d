"""Balance on a seat: the delay that can still be borne, and the reflexes that hold, against a simulated sway."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trunkcare_lib.models import balance, sway

TIPPING = 19.134


@pytest.mark.parametrize(("stiffness", "delay"), [(0, 0.32), (0.3, 0.39), (0.5, 0.46), (0.7, 0.59), (0.9, 1.02)])
def test_critical_delay_is_that_of_the_evidence_file(stiffness, delay):
    assert round(float(balance.critical_delay_s(stiffness_ratio=stiffness)), 2) == delay


def test_body_is_that_of_the_evidence_file():
    inertia, weight_nm = balance._body(70, 1.75)
    assert (inertia, weight_nm) == (pytest.approx(7.68, abs=0.005), pytest.approx(147, abs=0.5))
    assert balance.tipping_per_s2() == pytest.approx(19.1, abs=0.05)
    assert weight_nm / (9.81 * 0.678 * 70) == pytest.approx(0.316, abs=0.001)


@pytest.mark.parametrize(
    ("delay", "share"), [(0.05, 0.82), (0.10, 0.45), (0.15, 0.11), (0.20, 0.03), (0.25, 0.01), (0.30, 0)]
)
def test_share_of_reflexes_that_hold_is_that_of_the_evidence_file(delay, share):
    """On a coarse grid; on a fine one it is 0.85, 0.50, 0.11, 0.02, 0.00, 0, so the evidence file's grid was coarse."""
    assert balance.stable_share(delay) == pytest.approx(share, abs=0.015)
    assert balance.stable_share(delay, points=100) == pytest.approx(share, abs=0.06)


@pytest.mark.parametrize("stiffness", [0, 0.3])
def test_critical_delay_parts_delays_that_some_reflex_can_bear_from_those_that_none_can(stiffness):
    """A second way: sway simulated, and the rightmost root, with a grid of reflexes that is finer near the limit."""
    latest = float(balance.critical_delay_s(stiffness_ratio=stiffness))
    tipping = float(balance.tipping_per_s2(stiffness_ratio=stiffness))
    rates = {}
    for factor in (0.9, 1.01, 1.2):
        reflexes = [(tipping * (1 + up), tipping * latest * by) for up in (1e-4, 1e-3, 0.01, 0.03, 0.1, 0.3)
                    for by in np.linspace(0.2, 2.2, 41)]  # fmt: skip
        found = [
            sway.settling_per_s(
                latest * factor, tipping_per_s2=tipping, position_gain_per_s2=p, velocity_gain_per_s=float(d)
            )
            for p, d in reflexes
        ]
        rates[factor] = max(found)
        best = reflexes[int(np.argmax(found))]
        if factor != 1.01:  # so near the limit a sway neither dies away nor grows within 6 s
            leans = np.abs(
                sway.sway_deg(
                    np.linspace(0, 6, 601), latest * factor, tipping_per_s2=tipping, position_gain_per_s2=best[0],
                    velocity_gain_per_s=float(best[1]), push_deg_s=0.1,
                )
            )  # fmt: skip
            assert (leans[-200:].max() < leans[:200].max()) == (factor < 1)
    assert rates[0.9] > 0 > rates[1.01] > rates[1.2]


@pytest.mark.parametrize("stiffness", [0, 0.4])
@pytest.mark.parametrize("delay", [0.02, 0.05, 0.1, 0.15, 0.2, 0.25])
def test_edge_of_the_stable_reflexes_is_where_the_rightmost_root_changes_sign(delay, stiffness):
    """A second way: the roots of the equation, from Chebyshev points."""
    tipping = float(balance.tipping_per_s2(stiffness_ratio=stiffness))
    for ratio in np.array([1.01, 1.05, 1.2, 1.6, 3]) * (1 - stiffness):
        low, high = balance.velocity_gains_per_s(ratio, delay, stiffness_ratio=stiffness)
        position = float(ratio * balance.tipping_per_s2())
        signs = {
            name: sway.settling_per_s(
                delay, tipping_per_s2=tipping, position_gain_per_s2=position, velocity_gain_per_s=float(gain)
            ) > 0
            for name, gain in {
                "below": low * 0.99, "in": low * 1.01, "in too": min(high * 0.99, 29.7), "above": min(high * 1.01, 30)
            }.items()
        }  # fmt: skip
        if high > low:
            assert signs == {"below": False, "in": True, "in too": True, "above": high >= 29.8}
        else:
            assert not any(signs.values())


@pytest.mark.parametrize(("gain", "speed_gain"), [(1.2, 2.5), (1.6, 5), (1.6, 2), (1.6, 17), (3, 4), (3, 9), (0.9, 5)])
def test_stable_reflexes_are_those_with_which_a_simulated_sway_comes_to_rest(gain, speed_gain):
    low, high = balance.velocity_gains_per_s(gain, 0.1)
    leans = sway.sway_deg(
        np.linspace(0, 6, 601), 0.1, tipping_per_s2=TIPPING, position_gain_per_s2=gain * TIPPING,
        velocity_gain_per_s=speed_gain, push_deg_s=0.1,
    )  # fmt: skip
    assert (np.abs(leans[-200:]).max() < np.abs(leans[:200]).max()) == (low < speed_gain < high)


def test_without_a_delay_every_reflex_that_beats_gravity_holds():
    assert balance.stable_share(0) == 1
    low, high = balance.velocity_gains_per_s([1.001, 2, 6], 0)
    assert (low < 0.02).all()
    assert (high == 30).all()
    assert balance.velocity_gains_per_s(0.999, 0) == (0, 0)


@given(st.floats(0, 0.99), st.floats(0, 0.99), st.floats(1, 1.5), st.floats(1.2, 2.2), st.floats(1.2, 2.2))
def test_critical_delay_grows_with_stiffness_and_height_and_shrinks_on_a_ball(one, other, seat, short, tall):
    low, high = sorted((one, other))
    short, tall = sorted((short, tall))
    latest = balance.critical_delay_s
    assert latest(stiffness_ratio=low) <= latest(stiffness_ratio=high)
    assert latest(stiffness_ratio=low, seat_factor=seat) <= latest(stiffness_ratio=low)
    assert latest(height_m=short) <= latest(height_m=tall)
    assert latest(30) == pytest.approx(latest(200))


@given(st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 0.99))
def test_a_later_reflex_never_leaves_more_room(one, other, stiffness):
    shares = balance.stable_share(sorted((one, other)), stiffness)
    assert shares[0] >= shares[1]


def test_more_stiffness_leaves_more_room_at_every_delay():
    delays = np.linspace(0.02, 0.5, 25)
    shares = [balance.stable_share(delays, stiffness, points=40) for stiffness in (0, 0.3, 0.6, 0.9)]
    assert (np.diff(shares, axis=0) >= 0).all()


def test_delay_of_the_loop_is_that_fitted_in_balanceparams_and_far_below_the_critical_one():
    entry = balance.PUBLISHED["balanceparams"]
    assert entry.within
    assert entry.model() == balance.PARAMETERS["delay_s"].value
    assert entry.value < balance.critical_delay_s() / 2


def test_reflex_share_misses_moorhouse2007_but_a_stable_reflex_would_meet_it():
    assert balance.PUBLISHED["moorhouse2007"].miss
    assert round(0.65 / (0.65 + 0.9), 2) == 0.42
    low, high = balance.velocity_gains_per_s(0.65, 0.1, stiffness_ratio=0.9)
    assert 0 < low < high


@pytest.mark.parametrize(("stiffness", "seat"), [(0, 1), (0.4, 1), (0.4, 1.5), (0.9, 1.25)])
def test_a_reflex_must_beat_what_the_stiffness_leaves_of_the_tipping(stiffness, seat):
    """Stiffness is a share of m g h and not of the seat's larger tipping, as the equation has it."""
    least = seat - stiffness
    given_ = {"stiffness_ratio": stiffness, "seat_factor": seat}
    assert balance.velocity_gains_per_s(least * 0.99, 0.01, **given_) == (0, 0)
    low, high = balance.velocity_gains_per_s(least * 1.01, 0.01, **given_)
    assert 0 < low < high
    assert balance.tipping_per_s2(**given_) == pytest.approx(least * float(balance.tipping_per_s2()))


@pytest.mark.parametrize("delay", [0.03, 0.1, 0.16])
def test_share_of_reflexes_that_hold_is_counted_from_their_windows(delay):
    """A second way: gains against the lean from 1.02 to 4 times the least, against the speed from 0.5 to 14."""
    low, high = balance.velocity_gains_per_s(np.linspace(1.02, 4, 100), delay)
    gains = np.linspace(0.5, 14, 100)
    good = [(a < gain) and (gain < b) for a, b in zip(low, high, strict=True) for gain in gains]
    assert balance.stable_share(delay, points=100) == pytest.approx(np.mean(good), abs=1e-12)
