"""Three compartments of motor units, resting, active and fatigued, through holds and rests: solved without steps.

The equations (3CC-r: xia2008, looft2018) stand in `fatigue`. They switch between three linear systems: a rest, a hold
that is kept up, and a hold that fails as fewer are rested than are wanted (``1 − MF < TL``). Within each, MA and MF are
sums of two exponentials and a level; where a hold begins to fail is found by halving.

>>> rates = Rates(fatigue_per_s=0.00755, recovery_per_s=0.00075, rest_factor=15, call_up_per_s=10)
>>> round(fatigued_at_end(0.39, [50], rates), 3)          # a little less than 50 × 0.39 × 0.00755 = 0.147
0.144

The numbers given here are not checked: `fatigue` does that at its door.
"""

import math
from typing import NamedTuple

import numpy as np

_POINTS = 21
_BEGINNING_S = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6)
"""Times sampled where a hold or a rest begins: the motor units are called up within half a second."""


class Rates(NamedTuple):
    """The rates of tiring and of recovery, how many times faster the second is in a rest, and that of calling up."""

    fatigue_per_s: float
    recovery_per_s: float
    rest_factor: float
    call_up_per_s: float


def course(effort, lengths_s, rates):
    """The active and the fatigued share over a session of holds and rests in turn.

    Parameters
    ----------
    effort : float
        Effort of each hold, from 0.1 to 1.
    lengths_s : list of float
        Length of a hold, of a rest, of a hold and so on, ending with a hold; a rest may be 0. [s]
    rates : Rates

    Returns
    -------
    times_s, active, fatigued : array of float, of one length
        The times never fall; they stand closer together where a hold or a rest begins.
    """
    parts, _ = _parts(effort, lengths_s, rates)
    inside = {}
    for length_s in set(lengths_s):
        early = np.array([0, *(time for time in _BEGINNING_S if time < length_s / 2)])
        inside[length_s] = np.concatenate([early, np.linspace(early[-1], length_s, _POINTS)[1:]])
    starts = np.concatenate([[0], np.cumsum(lengths_s)])
    times = [start + inside[length][:-1] for start, length in zip(starts, lengths_s, strict=False)]
    times_s = np.append(np.concatenate(times), starts[-1])
    begin, fast, slow, end_a, fast_a, slow_a, end_f, fast_f, slow_f = np.array(parts).T[
        :, np.searchsorted([part[0] for part in parts], times_s, side="right") - 1
    ]
    early, late = np.exp(fast * (times_s - begin)), np.exp(slow * (times_s - begin))
    return times_s, end_a + fast_a * early + slow_a * late, end_f + fast_f * early + slow_f * late


def fatigued_at_end(effort, lengths_s, rates):
    """The fatigued share at the end of the last hold; the parameters are as for `course`."""
    return _parts(effort, lengths_s, rates)[1][1]


def _way(rates, recovery, lead, aim):
    """The solution of ``MA' = aim − (L + F) MA − lead MF``, ``MF' = F MA − recovery MF`` from any start.

    It is called with the two shares at the start and gives two rates, and for MA and for MF the level of the end and
    the part that goes with each rate.
    """
    fatigue = rates.fatigue_per_s
    down = rates.call_up_per_s + fatigue
    whole = down * recovery + lead * fatigue
    fast = -(down + recovery) / 2 - math.sqrt((down - recovery) ** 2 / 4 - lead * fatigue)
    slow = whole / fast
    end_a, end_f = recovery * aim / whole, fatigue * aim / whole

    def curve(active, fatigued):
        off_a, off_f = active - end_a, fatigued - end_f
        fast_a = (-(down + slow) * off_a - lead * off_f) / (fast - slow)
        fast_f = (fatigue * off_a - (recovery + slow) * off_f) / (fast - slow)
        return fast, slow, end_a, fast_a, off_a - fast_a, end_f, fast_f, off_f - fast_f

    return curve


def _at(curve, time_s):
    fast, slow, end_a, fast_a, slow_a, end_f, fast_f, slow_f = curve
    early, late = math.exp(fast * time_s), math.exp(slow * time_s)
    return end_a + fast_a * early + slow_a * late, end_f + fast_f * early + slow_f * late


def _crossing(curve, limit, sign, length_s):
    """When MF first passes `limit` upwards (sign 1) or downwards (-1); None if it does not in this time."""
    fast, slow, *_, fast_f, slow_f = curve
    ratio = -fast_f * fast / (slow_f * slow) if slow_f else 0
    turn = math.log(ratio) / (slow - fast) if ratio > 0 else 0  # where MF turns back, if it does
    before = 0
    for after in [turn, length_s] if 0 < turn < length_s else [length_s]:
        if sign * (_at(curve, after)[1] - limit) > 1e-12:
            for _ in range(60):
                middle = (before + after) / 2
                passed = sign * (_at(curve, middle)[1] - limit) > 0
                before, after = (before, middle) if passed else (middle, after)
            return after
        before = after
    return None


def _parts(effort, lengths_s, rates):
    """The pieces of a session of holds and rests in turn, each its start and its curve, and the state at the end."""
    recovery, call_up, limit = rates.recovery_per_s, rates.call_up_per_s, 1 - effort
    rest = _way(rates, recovery * rates.rest_factor, 0, 0)
    ways = {1: _way(rates, recovery, 0, call_up * effort), -1: _way(rates, recovery, call_up, call_up)}
    parts, start_s, state = [], 0.0, (0.0, 0.0)
    for number, left_s in enumerate(lengths_s):
        holding, end_s = number % 2 == 0, start_s + left_s
        sign = 1 if state[1] < limit else -1  # -1: too few are rested, and the hold fails
        for _ in range(4):  # it switches twice at most: failing at first, then holding, then failing
            if left_s <= 0:
                break
            curve = ways[sign](*state) if holding else rest(*state)
            parts.append((start_s, *curve))
            passing_s = _crossing(curve, limit, sign, left_s) if holding else None
            step_s = left_s if passing_s is None else passing_s
            state, start_s, left_s, sign = _at(curve, step_s), start_s + step_s, left_s - step_s, -sign
        start_s = end_s
    return parts, state
