"""Rocking: what the inner ear feels of a slow rock and of a fast one, and how hard each is on the head.

The semicircular canals answer to turning like a heavy damped pendulum that adapts, the otoliths (and what we make of
them) to tilt and acceleration, better when it is slow (observer2009; youngmeiry1968):

``H_canal(s) = T_2 s / ((T_1 s + 1)(T_2 s + 1)) · T_a s / (T_a s + 1)``,
``H_otolith(s) = 1.5 (s + 0.076) / ((s + 0.19)(s + 1.5))``

>>> slow, fast = (peaks(hertz).acceleration_g for hertz in (0.25, 1))
>>> float(round(fast / slow, 6))        # four times as fast: 4² times the acceleration
16.0

What it cannot say. Whether rocking lowers the tone of the trunk: no trial has tested it. That slow rocking calms and
fast rocking excites is tradition. The model speaks of what is felt, not of what it does.
"""

from typing import NamedTuple

import numpy as np

from trunkcare_lib.parameter import Parameter, arrays, choice
from trunkcare_lib.published import Published

GRAVITY = 9.81
CHOICES = {"organ": ("canal", "otolith")}
PARAMETERS = {
    "frequency_hz": Parameter(0.25, "Hz", 0.01, 5, "full rocks in a second", "perrault2019", "measured"),
    "amplitude_deg": Parameter(5, "°", 0, 20, "how far it goes to each side", "course"),
    "radius_m": Parameter(0.5, "m", 0, 1.5, "how far the head is from the axis of the rocking", "course"),
    "time_s": Parameter(1, "s", 0, 120, "time since the middle of a rock", "course"),
    "canal_fast_s": Parameter(0.01, "s", 0.003, 0.01, "T_1, the canal's short time constant", "course", "recalled"),
    "canal_slow_s": Parameter(5.7, "s", 3, 20, "T_2, the canal's long time constant", "observer2009", "measured"),
    "adaptation_s": Parameter(80, "s", 30, 200, "T_a, with which the canal's nerve adapts", "observer2009", "measured"),
    "otolith_gain": Parameter(1.5, "1/s", 0.5, 3, "gain of the otolith's response", "youngmeiry1968", "recalled"),
    "otolith_zero_per_s": Parameter(0.076, "1/s", 0.01, 0.2, "where its rise begins", "youngmeiry1968", "recalled"),
    "otolith_low_per_s": Parameter(0.19, "1/s", 0.1, 0.5, "where that rise ends", "youngmeiry1968", "recalled"),
    "otolith_high_per_s": Parameter(1.5, "1/s", 1, 150, "where its fall begins", "youngmeiry1968", "recalled"),
    "tilt_felt_deg": Parameter(1.5, "°", 0.5, 5, "tilt that the otoliths alone would just notice", "course"),
    "turn_felt_deg_s": Parameter(3.2, "°/s", 0.5, 10, "turning that the canals alone would just notice", "course"),
}  # fmt: skip


def response(frequency_hz, organ="canal"):
    """How faithfully an organ of the inner ear reports a steady rocking.

    Parameters
    ----------
    frequency_hz : float or array_like
        Full rocks in a second. [Hz]
    organ : {"canal", "otolith"}
        What reports: the canals the speed of turning, the otoliths tilt and acceleration.

    Returns
    -------
    size, lead_deg : arrays of float, shape of `frequency_hz`
        Size of the report as a share of the true movement, and how far it is ahead of it (behind, below 0) as a part
        of a full rock of 360°.

    Raises
    ------
    ValueError
        If a frequency is outside its range, or the organ is unknown.

    Notes
    -----
    The size and angle of H(2πif), as at the head of this room. The otolith's upper limit is that of what people
    perceive; the organ itself is said to follow about 100 times faster.

    >>> [round(float(response(0.25, organ)[0]), 2) for organ in ("canal", "otolith")]
    [0.99, 0.69]
    """
    frequency = PARAMETERS["frequency_hz"].array("frequency_hz", frequency_hz)
    choice("organ", organ, CHOICES["organ"])
    s = 2j * np.pi * frequency
    if organ == "canal":
        fast, slow, adapting = (PARAMETERS[name].value for name in ("canal_fast_s", "canal_slow_s", "adaptation_s"))
        answer = slow * s / ((fast * s + 1) * (slow * s + 1)) * adapting * s / (adapting * s + 1)
    else:
        gain, zero, low, high = (
            PARAMETERS[f"otolith_{name}"].value for name in ("gain", "zero_per_s", "low_per_s", "high_per_s")
        )
        answer = gain * (s + zero) / ((s + low) * (s + high))
    return np.abs(answer)[()], np.degrees(np.angle(answer))[()]


class Peaks(NamedTuple):
    """The greatest values of a rocking: speed [°/s], acceleration [°/s²] and [g], and how much gravity shifts [g]."""

    speed_deg_s: np.ndarray
    acceleration_deg_s2: np.ndarray
    acceleration_g: np.ndarray
    tilt_g: np.ndarray


def peaks(
    frequency_hz,
    amplitude_deg=PARAMETERS["amplitude_deg"].value,
    radius_m=PARAMETERS["radius_m"].value,
):
    """How fast an even rocking gets, and how hard it accelerates the head.

    Parameters
    ----------
    frequency_hz, amplitude_deg, radius_m : float or array_like, shapes fitting together
        Full rocks in a second [Hz], how far to each side [°], the head's distance from the axis. [m]

    Returns
    -------
    Peaks
        `speed_deg_s`, `acceleration_deg_s2`, `acceleration_g` (along the path, by the movement) and `tilt_g` (the part
        of gravity that the tilt turns along it, the same at any speed), each of the shape of all together.

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit.

    Notes
    -----
    For ``θ = A sin 2πft``: ``2πf A``, ``(2πf)² A``, that times the radius over g, and ``sin A``.

    >>> peaks(0.25).speed_deg_s.round(1), peaks(0.25).acceleration_g.round(3)
    (np.float64(7.9), np.float64(0.011))
    """
    frequency, amplitude, radius = arrays(
        PARAMETERS, frequency_hz=frequency_hz, amplitude_deg=amplitude_deg, radius_m=radius_m
    )
    turn = 2 * np.pi * frequency
    faster = turn**2 * amplitude
    found = turn * amplitude, faster, np.radians(faster) * radius / GRAVITY, np.sin(np.radians(amplitude))
    return Peaks(*(part[()] for part in found))


def acceleration_g(
    time_s,
    frequency_hz=PARAMETERS["frequency_hz"].value,
    *,
    amplitude_deg=PARAMETERS["amplitude_deg"].value,
    radius_m=PARAMETERS["radius_m"].value,
):
    """How an even rocking accelerates the head, moment by moment.

    Parameters
    ----------
    time_s, frequency_hz, amplitude_deg, radius_m : float or array_like, shapes fitting together
        Time since the middle of a rock [s]; else as for `peaks`.

    Returns
    -------
    array of float, the shape of all together
        Along the path of the head, without the part of gravity. [g]

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit.

    Notes
    -----
    ``−(2πf)² A r sin(2πft) / g``.

    >>> acceleration_g([1, 3]).round(3).tolist()        # at the two ends of a rock of 4 s
    [-0.011, 0.011]
    """
    time, frequency, amplitude, radius = arrays(
        PARAMETERS, time_s=time_s, frequency_hz=frequency_hz, amplitude_deg=amplitude_deg, radius_m=radius_m
    )
    turn = 2 * np.pi * frequency
    return (-(turn**2) * np.radians(amplitude) * radius / GRAVITY * np.sin(turn * time))[()]


def threshold_deg(frequency_hz):
    """The smallest tilt forward and back that is just felt.

    Parameters
    ----------
    frequency_hz : float or array_like
        Full rocks in a second. [Hz]

    Returns
    -------
    array of float, shape of `frequency_hz`
        How far it goes to each side. [°]

    Raises
    ------
    ValueError
        If a frequency is outside its range.

    Notes
    -----
    Felt when ``(A |H_otolith| / 1.5°)² + (2πf A |H_canal| / 3.2°/s)² = 1``: both organs together. The two limits are
    chosen to meet suri2020 at its slowest and fastest, so only the two values between are a test. Beyond 0.15 to 1 Hz
    it is a guess.

    >>> round(float(5 / threshold_deg(0.25)), 1)        # ±5° at the usual speed is well above it
    3.3
    """
    turn = 2 * np.pi * PARAMETERS["frequency_hz"].array("frequency_hz", frequency_hz)
    tilt = response(frequency_hz, "otolith")[0] / PARAMETERS["tilt_felt_deg"].value
    return 1 / np.hypot(tilt, turn * response(frequency_hz, "canal")[0] / PARAMETERS["turn_felt_deg_s"].value)


PUBLISHED = {
    f"suri2020_{hertz:g}": Published(
        f"tilt forward and back that is just felt, at {hertz:g} Hz{chosen}", degrees, None, "°", "suri2020", "measured",
        lambda hertz=hertz: float(threshold_deg(hertz)),
    )
    for hertz, degrees, chosen in (
        (0.15, 1.66, " (the model was set by it)"), (0.2, 1.61, ""), (0.5, 0.99, ""),
        (1, 0.51, " (the model was set by it)"),
    )
}  # fmt: skip
