"""Sway after a push: a trunk on a seat that tips, held by a reflex that acts late.

``θ'' = a θ − b θ' − p θ(t − τ) − d θ'(t − τ)``

The trunk would tip by a, damping b slows it, and the reflex pushes back against the lean and its speed as they were a
delay τ ago. After the push θ = 0 and θ' = push; before it all is still.

>>> bool(abs(sway_deg(6)) < 0.01)        # at rest again
True

What it cannot say. One stiff body and one fixed reflex: no steps, no prediction, no limit to the strength. People may
well push back in bursts and not all the time (asai2009). The push and the gains are chosen by us.
"""

import math

import numpy as np

from trunkcare_lib.parameter import Parameter, ones
from trunkcare_lib.published import Published

FALL_DEG = 30
"""Leaning so far, the person has put a hand or a foot down; the sway ends there. [°]"""
STEP_S = 0.005
NODES = 14
PARAMETERS = {
    "time_s": Parameter(1, "s", 0, 6, "time since the push", "course"),
    "delay_s": Parameter(0.10, "s", 0, 0.5, "from a sway to the muscles' force against it", "course", "computed"),
    "tipping_per_s2": Parameter(19.1, "1/s²", 0, 40, "how fast the trunk would tip", "course", "computed"),
    "position_gain_per_s2": Parameter(30, "1/s²", 0, 120, "reflex against the lean, per unit of inertia", "course"),
    "velocity_gain_per_s": Parameter(5, "1/s", 0, 30, "reflex against the speed, per unit of inertia", "course"),
    "damping_per_s": Parameter(0, "1/s", 0, 5, "damping without a delay, per unit of inertia", "course"),
    "standing_gain_nm_s": Parameter(
        314, "Nm s/rad", 0, 1500, "a standing person's gain against the speed", "balanceparams", "measured"
    ),
    "push_deg_s": Parameter(10, "°/s", -60, 60, "speed of the trunk just after the push", "course"),
    "standing_delay_s": Parameter(0.1, "s", 0.097, 0.104, "a standing person: delay", "balanceparams", "computed"),
} | {
    f"standing_{name}": Parameter(value, unit, 0, 1500, f"a standing person: {meaning}", "balanceparams", "measured")
    for name, value, unit, meaning in (
        ("inertia_kg_m2", 66, "kg m²", "inertia"), ("mass_kg", 75, "kg", "mass"), ("centre_m", 0.83, "m", "its height"),
        ("stiffness_nm", 40.5, "Nm/rad", "stiffness"), ("damping_nm_s", 68.8, "Nm s/rad", "damping"),
        ("position_gain_nm", 944, "Nm/rad", "gain against the lean"),
    )
}  # fmt: skip
G_M_S2 = 9.81


def sway_deg(
    time_s,
    delay_s=PARAMETERS["delay_s"].value,
    *,
    tipping_per_s2=PARAMETERS["tipping_per_s2"].value,
    position_gain_per_s2=PARAMETERS["position_gain_per_s2"].value,
    velocity_gain_per_s=PARAMETERS["velocity_gain_per_s"].value,
    damping_per_s=PARAMETERS["damping_per_s"].value,
    push_deg_s=PARAMETERS["push_deg_s"].value,
):
    """How far the trunk leans, at times after a push.

    Parameters
    ----------
    time_s : float or array_like
        [s]
    delay_s : float
        τ. [s]
    tipping_per_s2, position_gain_per_s2 : float
        a and p. [1/s²]
    velocity_gain_per_s, damping_per_s : float
        d and b. [1/s]
    push_deg_s : float
        [°/s]

    Returns
    -------
    array of float, shape of `time_s`
        [°]; where the lean would pass 30° it stays there: the person has put a hand or a foot down.

    Raises
    ------
    ValueError
        If an argument is not a number of its range.

    Notes
    -----
    In steps of 5 ms, exact in each for a push that is as it was half a step before its end, a delay ago. Halving the
    steps changes an answer by less than 0.02° with usual gains, by up to 2° with the strongest ones, where the sway
    grows or hardly dies away.

    >>> float(sway_deg(6, 0.35))                  # so late a reflex: no gain would help
    30.0
    """
    time = PARAMETERS["time_s"].array("time_s", time_s)
    delay, tipping, position_gain, velocity_gain, damping, push = ones(
        PARAMETERS,
        delay_s=delay_s,
        tipping_per_s2=tipping_per_s2,
        position_gain_per_s2=position_gain_per_s2,
        velocity_gain_per_s=velocity_gain_per_s,
        damping_per_s=damping_per_s,
        push_deg_s=push_deg_s,
    )
    lean, speed, back = [0.0], [push], delay / STEP_S - 0.5
    (ll, ls, lf), (sl, ss, sf) = _one_step(tipping, damping)
    last, force = math.ceil(time.max() / STEP_S), 0.0
    for step in range(last):
        # The reflex answers to the lean and the speed of `back` steps ago; before the push both were 0.
        since = step - back
        if since < 0.5:  # the push itself was less than a step ago: it is answered for a part of this step
            part = max(since + 0.5, 0.0)
            then, fast = 0.0, part * push
        elif since >= step:  # less than half a step ago: a little ahead of what is known
            ahead = (since - step) * STEP_S
            then, fast = (
                lean[-1] + ahead * speed[-1],
                speed[-1] + ahead * (tipping * lean[-1] - damping * speed[-1] + force),
            )
        else:
            whole = int(since)
            part = since - whole
            then = lean[whole] + part * (lean[whole + 1] - lean[whole])
            fast = speed[whole] + part * (speed[whole + 1] - speed[whole])
        force = -position_gain * then - velocity_gain * fast
        now, moving = lean[-1], speed[-1]
        lean.append(ll * now + ls * moving + lf * force)
        speed.append(sl * now + ss * moving + sf * force)
        if abs(lean[-1]) >= FALL_DEG:
            lean[-1] = math.copysign(FALL_DEG, lean[-1])
            break
    return np.interp(time, np.arange(len(lean)) * STEP_S, lean)[()]


def settling_per_s(
    delay_s=PARAMETERS["delay_s"].value,
    *,
    tipping_per_s2=PARAMETERS["tipping_per_s2"].value,
    position_gain_per_s2=PARAMETERS["position_gain_per_s2"].value,
    velocity_gain_per_s=PARAMETERS["velocity_gain_per_s"].value,
    damping_per_s=PARAMETERS["damping_per_s"].value,
):
    """How fast the slowest part of a sway dies away.

    Parameters
    ----------
    delay_s, tipping_per_s2, position_gain_per_s2, velocity_gain_per_s, damping_per_s : float
        As for `sway_deg`.

    Returns
    -------
    float
        [1/s]; below 0 where the sway grows.

    Raises
    ------
    ValueError
        If an argument is not a number of its range.

    Notes
    -----
    The rightmost root of ``s² + b s − a + (p + d s) exp(−s τ) = 0``, from what happened within one delay, held at 15
    Chebyshev points. Delays under 1 ms count as 1 ms.

    >>> round(settling_per_s(velocity_gain_per_s=2), 1) < 0 < round(settling_per_s(velocity_gain_per_s=6.8), 1)
    True
    """
    delay, tipping, position_gain, velocity_gain, damping = ones(
        PARAMETERS,
        delay_s=delay_s,
        tipping_per_s2=tipping_per_s2,
        position_gain_per_s2=position_gain_per_s2,
        velocity_gain_per_s=velocity_gain_per_s,
        damping_per_s=damping_per_s,
    )
    past = np.kron(_DERIVATIVE * 2 / max(delay, 1e-3), np.eye(2))
    past[:2] = 0
    past[:2, :2] += [[0, 1], [tipping, -damping]]
    past[:2, -2:] += [[0, 0], [-position_gain, -velocity_gain]]
    return -float(np.linalg.eigvals(past).real.max())


def standing_per_s(standing_gain_nm_s):
    """How fast the sway of a standing person dies away, whose other numbers are those fitted in balanceparams.

    Parameters
    ----------
    standing_gain_nm_s : float
        Gain of the reflex against the speed of the sway. [Nm s/rad]

    Returns
    -------
    float
        [1/s]; below 0 where the sway grows.

    Raises
    ------
    ValueError
        If the gain is not a number of its range.

    Notes
    -----
    `settling_per_s` with those of `PARAMETERS` whose names begin with standing.

    >>> standing_per_s(264) > standing_per_s(314) > 0 > standing_per_s(1100)
    True
    """
    gain = PARAMETERS["standing_gain_nm_s"].one("standing_gain_nm_s", standing_gain_nm_s)
    delay, inertia, mass, centre, stiffness, damping, position_gain = (
        PARAMETERS[f"standing_{name}"].value
        for name in (
            *("delay_s", "inertia_kg_m2", "mass_kg", "centre_m", "stiffness_nm", "damping_nm_s", "position_gain_nm"),
        )
    )
    return settling_per_s(
        delay,
        tipping_per_s2=(mass * G_M_S2 * centre - stiffness) / inertia,
        position_gain_per_s2=position_gain / inertia,
        velocity_gain_per_s=gain / inertia,
        damping_per_s=damping / inertia,
    )


def _one_step(tipping, damping):
    """Lean and speed after a step, each from lean, speed and force before: exp of the equation, by its series."""
    flow = np.array([[0, 1, 0], [tipping, -damping, 1], [0, 0, 0]]) * STEP_S
    term = whole = np.eye(3)
    for power in range(1, 10):
        term = term @ flow / power
        whole = whole + term
    return whole[:2].tolist()


def _derivative():
    """The matrix that differentiates what is known at the Chebyshev points of −1 to 1."""
    x = np.cos(np.pi * np.arange(NODES + 1) / NODES)
    weight = np.r_[2, np.ones(NODES - 1), 2] * (-1.0) ** np.arange(NODES + 1)
    matrix = np.outer(weight, 1 / weight) / (x[:, None] - x + np.eye(NODES + 1))
    return matrix - np.diag(matrix.sum(axis=1))


_DERIVATIVE = _derivative()


def _quickest_standing_gain():
    """The gain against the speed with which the fitted standing person settles soonest. [Nm s/rad]"""
    gains = np.arange(100, 600, 10)
    return float(gains[np.argmax([standing_per_s(gain) for gain in gains])])


PUBLISHED = {
    "balanceparams": Published(
        "gain against the speed of the sway, fitted to a person who stands; the model: the gain that settles soonest",
        314, None, "Nm s/rad", "balanceparams", "measured", _quickest_standing_gain,
    ),
}  # fmt: skip
