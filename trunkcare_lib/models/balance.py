"""Sitting on a ball: a trunk that would tip over, and reflexes that act late. How late may they be?

An inverted pendulum with delayed feedback; θ is how far the trunk leans from upright:

``J θ'' = (f m g h − K) θ − k_p θ(t − τ) − k_d θ'(t − τ)``

Gravity tips it, more on a small firm ball than on a chair (f); stiffness K from muscles that are tense already holds
against it at once; the reflexes (k_p for the lean, k_d for its speed) hold against it too, a delay τ later.

>>> round(float(critical_delay_s()), 2), round(float(critical_delay_s(stiffness_ratio=0.9)), 2)
(0.32, 1.02)

What it cannot say. A real trunk has many joints, damping, a brain that predicts, and limits to its strength; a person
on a wobbling chair can catch only sways up to a size (wobblechair2010), this one any. What co-activation costs, more
load on the spine, is not in it.
"""

import numpy as np

from trunkcare_lib.parameter import Parameter, arrays
from trunkcare_lib.published import Published

GRAVITY = 9.81
MOST_PER_S = 30
"""The greatest gain against the speed of the sway, for each unit of inertia. [1/s]"""
PARAMETERS = {
    "body_mass_kg": Parameter(70, "kg", 30, 200, "mass of the body", "course"),
    "height_m": Parameter(1.75, "m", 1.2, 2.2, "height of the body", "course"),
    "stiffness_ratio": Parameter(0, "", 0, 0.99, "share of gravity's tipping that stiff muscles hold", "course"),
    "seat_factor": Parameter(1, "", 1, 1.5, "how much the seat adds to tipping; chair 1, firm ball 1.5", "course"),
    "delay_s": Parameter(0.10, "s", 0, 0.5, "time from a sway to the muscles' force against it", "course", "computed"),
    "position_gain_ratio": Parameter(1.6, "", 0, 6, "reflex against the lean, gravity's pull being 1", "course"),
    "points": Parameter(11, "", 2, 100, "how many gains of each kind are tried", "course"),
    "reflex_s": Parameter(0.060, "s", 0.048, 0.072, "reflex latency of the back", "sanchezzuriaga2010", "measured"),
    "reflex_creep_s": Parameter(
        0.096, "s", 0.070, 0.122, "the same after an hour of slumped sitting", "sanchezzuriaga2010", "measured"
    ),
    "force_s": Parameter(0.040, "s", 0.040, 0.050, "from the muscle's signal to its force", "course", "recalled"),
    "trunk_share": Parameter(0.678, "", 0.6, 0.75, "share of the mass above the hips", "winter2009", "measured"),
    "trunk_length": Parameter(0.288, "", 0.25, 0.32, "hip to shoulder, share of the height", "drillis1966", "measured"),
    "trunk_centre": Parameter(0.626, "", 0.5, 0.75, "its centre, share of hip to shoulder", "winter2009", "measured"),
    "tried_position": Parameter(1.02, "", 1.02, 4, "least and most k_p tried, as a multiple of J a", "course"),
    "tried_velocity_per_s": Parameter(0.5, "1/s", 0.5, 14, "least and most k_d / J tried", "course"),
    "trunk_gyration": Parameter(0.798, "", 0.6, 1, "its radius of gyration, share of that", "winter2009", "measured"),
}  # fmt: skip


def tipping_per_s2(
    body_mass_kg=PARAMETERS["body_mass_kg"].value,
    height_m=PARAMETERS["height_m"].value,
    stiffness_ratio=PARAMETERS["stiffness_ratio"].value,
    *,
    seat_factor=PARAMETERS["seat_factor"].value,
):
    """How fast the trunk would tip without reflexes: (f m g h − K) / J.

    Parameters
    ----------
    body_mass_kg, height_m : float or array_like, shapes fitting together
        Mass [kg] and height [m] of the body.
    stiffness_ratio : float or array_like
        K as a share of m g h.
    seat_factor : float or array_like
        f, 1 on a chair.

    Returns
    -------
    array of float, the shape of all together
        [1/s²]; multiplied by the lean it is the acceleration.

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit.

    Notes
    -----
    Head, arms and trunk as one body on the hip (winter2009, drillis1966): 47.5 kg, centre 0.316 m up, J = 7.68 kg m²
    by default. The body's mass makes no difference: gravity and inertia grow alike. seat_factor is illustrative.

    >>> round(float(tipping_per_s2()), 1)
    19.1
    """
    mass, height, stiffness, seat = arrays(
        PARAMETERS,
        body_mass_kg=body_mass_kg,
        height_m=height_m,
        stiffness_ratio=stiffness_ratio,
        seat_factor=seat_factor,
    )
    inertia, weight_nm = _body(mass, height)
    return ((seat - stiffness) * weight_nm / inertia)[()]


def critical_delay_s(
    body_mass_kg=PARAMETERS["body_mass_kg"].value,
    height_m=PARAMETERS["height_m"].value,
    stiffness_ratio=PARAMETERS["stiffness_ratio"].value,
    *,
    seat_factor=PARAMETERS["seat_factor"].value,
):
    """The delay from which on no reflex, weak or strong, keeps the trunk upright.

    Parameters
    ----------
    body_mass_kg, height_m, stiffness_ratio, seat_factor : float or array_like, shapes fitting together
        As for `tipping_per_s2`.

    Returns
    -------
    array of float, the shape of all together
        [s]

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit.

    Notes
    -----
    ``√(2 / a)``, a = `tipping_per_s2`; Stépán's limit for proportional and derivative feedback without damping
    (recalled; the idea of a critical delay: milton2009, molnar2021).
    """
    return np.sqrt(2 / tipping_per_s2(body_mass_kg, height_m, stiffness_ratio, seat_factor=seat_factor))


def velocity_gains_per_s(
    position_gain_ratio,
    delay_s=PARAMETERS["delay_s"].value,
    *,
    stiffness_ratio=PARAMETERS["stiffness_ratio"].value,
    seat_factor=PARAMETERS["seat_factor"].value,
):
    """Between which gains against the speed of the sway the trunk stays upright.

    Parameters
    ----------
    position_gain_ratio, delay_s, stiffness_ratio, seat_factor : float or array_like, shapes fitting together
        k_p as a multiple of m g h, τ [s], K as a share of m g h, f.

    Returns
    -------
    low, high : arrays of float, the shape of all together
        k_d / J [1/s], for a body of 70 kg and 1.75 m; at most 30, the greatest gain of this model; both 0 where
        none is stable.

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit.

    Notes
    -----
    D-subdivision, exact: on the border the trunk sways for ever with some ω, and
    ``k_p / J = (ω² + a) cos ωτ``, ``ω k_d / J = (ω² + a) sin ωτ``. For each k_p there are two such ω below π / 2τ, or
    none; between them it is stable.
    """
    gain, delay, stiffness, seat = arrays(
        PARAMETERS,
        position_gain_ratio=position_gain_ratio,
        delay_s=delay_s,
        stiffness_ratio=stiffness_ratio,
        seat_factor=seat_factor,
    )
    inertia, weight_nm = _body(PARAMETERS["body_mass_kg"].value, PARAMETERS["height_m"].value)
    low, high = _window(gain * weight_nm / inertia, (seat - stiffness) * weight_nm / inertia, delay)
    return low[()], high[()]


def stable_share(delay_s, stiffness_ratio=PARAMETERS["stiffness_ratio"].value, *, points=PARAMETERS["points"].value):
    """What share of many reflex gains keeps the trunk upright: how much room for error there is.

    Parameters
    ----------
    delay_s : float or array_like
        τ. [s]
    stiffness_ratio : float
        K as a share of m g h.
    points : int
        How many gains of each kind are tried.

    Returns
    -------
    array of float, shape of `delay_s`

    Raises
    ------
    ValueError
        If an argument is not a number of its range.

    Notes
    -----
    An even grid of the gains tried. The share depends on that, and it is ours: compare shares, do not read one alone.
    """
    delay = PARAMETERS["delay_s"].array("delay_s", delay_s)
    stiffness = PARAMETERS["stiffness_ratio"].one("stiffness_ratio", stiffness_ratio)
    count = PARAMETERS["points"].count("points", points)
    tipping = tipping_per_s2(stiffness_ratio=stiffness)
    gain, speed_gain = (
        np.linspace(PARAMETERS[f"tried_{name}"].low, PARAMETERS[f"tried_{name}"].high, count)
        for name in ("position", "velocity_per_s")
    )
    low, high = _window(gain * tipping, tipping, delay[..., None])
    good = (low[..., None] < speed_gain) & (speed_gain < high[..., None])
    return good.mean(axis=(-2, -1))[()]


def _body(mass_kg, height_m):
    """Inertia about the hip [kg m²], and gravity's tipping moment for each radian. [Nm]"""
    share, length, centre, gyration = (
        PARAMETERS[f"trunk_{name}"].value for name in ("share", "length", "centre", "gyration")
    )
    mass, length = mass_kg * share, height_m * length
    return mass * (gyration * length) ** 2, mass * GRAVITY * centre * length


def _window(gain, tipping, delay):
    """The least and the greatest k_d / J that are stable, for k_p / J = `gain` and a = `tipping`; both 0 if none.

    In x = ω τ: ``τ² k_p / J = (x² + τ² a) cos x`` rises up to one x and falls from there. A delay under 0.1 ms counts
    as 0.1 ms, which makes a difference of 0.002 per second.
    """
    gain, tipping, delay = np.broadcast_arrays(gain, tipping, np.maximum(delay, 1e-4))
    wanted, least, zero = gain * delay**2, tipping * delay**2, np.zeros(gain.shape)

    def height(x):
        return (x**2 + least) * np.cos(x)

    top = _bisect(lambda x: 2 * x * np.cos(x) > (x**2 + least) * np.sin(x), zero, zero + np.pi / 2)
    first = _bisect(lambda x: height(x) < wanted, zero, top)
    last = _bisect(lambda x: height(x) > wanted, top, zero + np.pi / 2)
    stable = (gain > tipping) & (wanted < height(top))
    low, high = (np.minimum((x**2 + least) * np.sinc(x / np.pi) / delay, MOST_PER_S) for x in (first, last))
    return np.where(stable, low, 0), np.where(stable, high, 0)


def _bisect(is_below, low, high):
    """Where `is_below`, true at `low` and false at `high`, changes."""
    for _ in range(36):
        middle = (low + high) / 2
        below = is_below(middle)
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


PUBLISHED = {
    "balanceparams": Published(
        "delay of the whole loop, fitted to people who stand; the model: reflex latency of the back and time to force",
        0.1, (0.097, 0.104), "s", "balanceparams", "measured",
        lambda: PARAMETERS["reflex_s"].value + PARAMETERS["force_s"].value, "range of the fits",
    ),
    "moorhouse2007": Published(
        "share of the trunk's stabilising stiffness that reflexes gave; the model: with a stiffness ratio of 0.9",
        0.42, None, "", "moorhouse2007", "measured", lambda: 1 / (1 + 0.9 / PARAMETERS["position_gain_ratio"].value),
        miss="How strong its reflexes are is our choice; a gain of 0.65 would give this share and be stable too.",
    ),
}  # fmt: skip
