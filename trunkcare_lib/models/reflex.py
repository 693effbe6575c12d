"""The stretch reflex of a passive movement, where it catches and how it resists; and, apart from it, pain and spasm.

The reflex begins where the stretched muscle passes a threshold, which comes sooner in a faster stretch (Feldman's
lambda model): ``λ*(v) = λ − μ v``. It acts a delay d later, and for each degree beyond more strongly in a fast stretch:

``torque = k (θ − θ_0) + b v + T_max tanh(A)``,  ``A(t) = G_0 (1 + γ v) [θ(t − d) − λ*(v(t − d))]_+``

That is spasticity as Lance defined it, after an injury of the brain or spinal cord. A back in spasm is something else:
only `spasm_loop` is about it, and it stands for three rival ideas and not for a finding.

>>> float(catch_angle_deg(45).round())        # 110 − (0.20 − 0.035) 45
103.0

What it cannot say. The numbers of the four tones are chosen by us, for an elbow that is stretched from 20° to 150°; no
one has measured them for the trunk, and two examiners who measure a threshold agree only fairly (tsrt2025).
"""

import numpy as np

from trunkcare_lib.parameter import Parameter, arrays, choice
from trunkcare_lib.published import Published

START_DEG, END_DEG = 20, 150
"""The joint's range; the muscle is stretched as the angle grows. [°]"""
TONES = ("healthy", "mild", "moderate", "severe")
THEORIES = {"vicious cycle": 1, "pain adaptation": -1, "redistribution": 0}
"""What pain does to the painful muscle, in each theory: it tightens, it eases, or the work goes elsewhere."""
CHOICES = {"tone": TONES, "theory": THEORIES}
PARAMETERS = {
    "speed_deg_s": Parameter(45, "°/s", 0, 500, "speed of the stretch", "course"),
    "angle_deg": Parameter(120, "°", START_DEG, END_DEG, "angle of the joint; it stretches the muscle", "course"),
    "delay_s": Parameter(0.035, "s", 0.02, 0.15, "time from the stretch to the reflex, at the elbow", "course"),
    "gain_growth_s": Parameter(0.035, "s/°", 0, 0.2, "growth of the reflex with each °/s, as a share", "course"),
    "amplitude_deg": Parameter(20, "°", 1, 40, "how far a rhythmic turn goes to each side", "course"),
    "frequency_hz": Parameter(0.25, "Hz", 0, 2, "full turns, there and back, in a second", "course"),
    "middle_deg": Parameter(60, "°", 60, 60, "angle about which a rhythmic turn goes", "course"),
    "gain": Parameter(0.6, "", 0, 1.5, "loop gain of pain and spasm: 1 is where they keep each other up", "course"),
    "time": Parameter(10, "", 0, 40, "time since the pain began; 1 is the time constant of the spasm", "course"),
    "pain_time": Parameter(2, "", 0.5, 10, "time constant of the pain; that of the spasm is 1", "course"),
    "passive_nm_deg": Parameter(0.01, "Nm/°", 0, 0.1, "stiffness of the relaxed joint", "course"),
    "viscous_nm_s_deg": Parameter(0.002, "Nm s/°", 0, 0.02, "viscosity of the relaxed joint", "course"),
    "most_nm": Parameter(15, "Nm", 1, 60, "the most that the reflex can resist", "course"),
    "gain_per_deg": Parameter(0.003, "1/°", 0, 0.1, "reflex for each degree beyond the threshold", "course"),
    "slow_deg_s": Parameter(15, "°/s", 15, 150, "slow stretch of the study", "mcpherson2018", "measured"),
    "fast_deg_s": Parameter(150, "°/s", 15, 150, "fast stretch of the study", "mcpherson2018", "measured"),
    "slow_test_deg_s": Parameter(55, "°/s", 38, 72, "speed of the slow test V1 at the leg", "banky2019", "computed"),
    "fast_test_deg_s": Parameter(362, "°/s", 320, 404, "speed of the fast test V3 at the leg", "banky2019", "computed"),
}  # fmt: skip
_MEANING = "threshold of a very slow stretch, {} tone", "how much sooner the threshold comes with speed, {} tone"
for _tone, _threshold, _shift in zip(TONES, (190, 140, 110, 85), (0.10, 0.20, 0.20, 0.25), strict=True):
    PARAMETERS[f"{_tone}_threshold_deg"] = Parameter(_threshold, "°", 20, 200, _MEANING[0].format(_tone), "course")
    PARAMETERS[f"{_tone}_shift_s"] = Parameter(_shift, "s", 0, 0.5, _MEANING[1].format(_tone), "course")


def catch_angle_deg(speed_deg_s, tone="moderate", *, delay_s=PARAMETERS["delay_s"].value):
    """Angle at which a passive stretch of steady speed, from 20° on, meets the catch.

    Parameters
    ----------
    speed_deg_s : float or array_like
        Speed of the stretch. [°/s]
    tone : {"healthy", "mild", "moderate", "severe"}
    delay_s : float
        Time from the stretch to the reflex. [s]

    Returns
    -------
    array of float, shape of `speed_deg_s`
        [°]; nan where there is no catch up to 150°, the end of the joint's range.

    Raises
    ------
    ValueError
        If a number is outside its range, or the tone is unknown.

    Notes
    -----
    ``max(λ − μ v, 20°) + v d``: where the threshold (calota2009) or the start is passed, and how far the joint goes on
    until the reflex acts. With the threshold in the range that is ``λ − (μ − d) v``. All numbers illustrative.

    >>> catch_angle_deg([5, 100], "severe").round().tolist(), float(catch_angle_deg(500, "healthy"))
    ([84.0, 64.0], nan)
    """
    speed = PARAMETERS["speed_deg_s"].array("speed_deg_s", speed_deg_s)
    threshold, shift = _of(tone)
    delay_s = PARAMETERS["delay_s"].one("delay_s", delay_s)
    catch = np.maximum(threshold - shift * speed, START_DEG) + speed * delay_s
    return np.where(catch <= END_DEG, catch, np.nan)[()]


def resistance_nm(angle_deg, speed_deg_s, tone="moderate"):
    """Torque that resists a passive stretch of steady speed, from 20° on.

    Parameters
    ----------
    angle_deg, speed_deg_s : float or array_like, shapes fitting together
        Angle on the way [°], speed of the stretch. [°/s]
    tone : {"healthy", "mild", "moderate", "severe"}

    Returns
    -------
    array of float, the shape of both together
        [Nm]

    Raises
    ------
    ValueError
        If a number is outside its range, the shapes do not fit, or the tone is unknown.

    Notes
    -----
    The equation at the head of this room; all its numbers are illustrative, and only the shape is meant.

    >>> float(resistance_nm(120, 0, "healthy"))        # the relaxed joint alone: 0.01 Nm for each of 100°
    1.0
    """
    angle, speed = arrays(PARAMETERS, angle_deg=angle_deg, speed_deg_s=speed_deg_s)
    passive = PARAMETERS["passive_nm_deg"].value * (angle - START_DEG) + PARAMETERS["viscous_nm_s_deg"].value * speed
    return (passive + _reflex_nm(angle, speed, speed, tone, PARAMETERS["gain_growth_s"].value))[()]


def speed_shares(tone="moderate", *, gain_growth_s=PARAMETERS["gain_growth_s"].value):
    """What makes a fast stretch harder than a slow one: more reflex for each degree, or an earlier threshold.

    Parameters
    ----------
    tone : {"healthy", "mild", "moderate", "severe"}
    gain_growth_s : float or array_like
        γ, by what share the reflex grows with speed. [s/°]

    Returns
    -------
    gain, threshold : arrays of float, shape of `gain_growth_s`
        What each change alone brings, as a share of what both bring; 0 where speed changes nothing.

    Raises
    ------
    ValueError
        If a number is outside its range, or the tone is unknown.

    Notes
    -----
    Of the reflex's torque at the end of the range, from 15°/s to 150°/s (the speeds of mcpherson2018). The two shares
    need not make 1, as each change adds to the other. γ and G_0 are chosen so that moderate tone meets that study.
    """
    growth = PARAMETERS["gain_growth_s"].array("gain_growth_s", gain_growth_s)

    def torque(*speeds):
        return _reflex_nm(np.array(float(END_DEG)), *speeds, tone, growth)

    slow, fast = PARAMETERS["slow_deg_s"].value, PARAMETERS["fast_deg_s"].value
    gain, threshold, both = (
        torque(*speeds) - torque(slow, slow) for speeds in ((fast, slow), (slow, fast), (fast, fast))
    )
    both = np.where(both > 0, both, 1)
    return gain / both, threshold / both


def rotation(amplitude_deg, frequency_hz, tone="moderate"):
    """Whether an even, rhythmic turn to both sides, about an angle of 60°, sets off the catch.

    Parameters
    ----------
    amplitude_deg, frequency_hz : float or array_like, shapes fitting together
        How far it goes to each side [°], full turns in a second. [Hz]
    tone : {"healthy", "mild", "moderate", "severe"}

    Returns
    -------
    peak_speed_deg_s, catches : arrays of float and of bool, the shape of both together
        The greatest speed on the way [°/s], and whether the threshold is passed somewhere.

    Raises
    ------
    ValueError
        If a number is outside its range, the shapes do not fit, or the tone is unknown.

    Notes
    -----
    With θ = m + A sin 2πft the greatest speed is 2πfA, and the threshold is passed if ``m + A √(1 + (2πfμ)²) > λ``, the
    greatest value of θ + μ v. The delay does not matter for whether it is. All numbers illustrative.

    >>> [bool(rotation(30, hz)[1]) for hz in (0.25, 1.25)]
    [False, True]
    """
    amplitude, frequency = arrays(PARAMETERS, amplitude_deg=amplitude_deg, frequency_hz=frequency_hz)
    (threshold, shift), turn = _of(tone), 2 * np.pi * frequency
    reach = PARAMETERS["middle_deg"].value + amplitude * np.hypot(1, turn * shift)
    return (turn * amplitude)[()], (reach > threshold)[()]


def spasm_loop(gain, time=None, *, theory="vicious cycle"):
    """Pain and spasm over time, if the one feeds the other, or not.

    Parameters
    ----------
    gain : float
        Loop gain K: how much pain comes back from the spasm that it causes.
    time : float or array_like, optional
        Times since the pain began [time constants of the spasm]; without them 0 to 40 in steps of 0.2.
    theory : {"vicious cycle", "pain adaptation", "redistribution"}
        Whether pain tightens the painful muscle, eases it, or leaves it as it is while others work differently.

    Returns
    -------
    pain, spasm : arrays of float, shape of `time`
        Pain as a share of the first; spasm above 0, or activity below the usual where it is negative.

    Raises
    ------
    ValueError
        If a number is outside its range, or the theory is unknown.

    Notes
    -----
    ``2 p' = −p + K max(s, 0)``, ``s' = −s + c p`` with c = 1, −1, 0 for the theories and p = 1, s = 0 at first;
    exact, as the equation is linear in each theory. All numbers illustrative. From K = 1 on, pain and spasm keep each
    other up; above it the model grows without an end, which no body does. Theories: roland1986, lund1991, hodges2011.

    >>> pain, spasm = spasm_loop(0, [0, 2])            # without the loop the pain is e times less after 2
    >>> pain.round(2).tolist()
    [1.0, 0.37]
    """
    gain, sign = PARAMETERS["gain"].one("gain", gain), THEORIES[choice("theory", theory, THEORIES)]
    time = np.linspace(0, 40, 201) if time is None else PARAMETERS["time"].array("time", time)
    slow = PARAMETERS["pain_time"].value
    matrix = np.array([[-1 / slow, gain / slow * (sign > 0)], [sign, -1]])
    middle, apart = np.trace(matrix) / 2, np.sqrt((1 - 1 / slow) ** 2 / 4 + matrix[0, 1] * matrix[1, 0])
    one, two = middle + apart, middle - apart  # the eigenvalues; they are never equal
    first = (matrix - two * np.eye(2))[:, 0] / (one - two)
    found = np.multiply.outer(first, np.exp(one * time)) + np.multiply.outer((1, 0) - first, np.exp(two * time))
    return found[0], found[1]


def _of(tone):
    choice("tone", tone, TONES)
    return PARAMETERS[f"{tone}_threshold_deg"].value, PARAMETERS[f"{tone}_shift_s"].value


def _reflex_nm(angle, gain_speed, threshold_speed, tone, growth):
    """Torque of the reflex alone, for a speed that sets its gain and one that sets its threshold."""
    threshold, shift = _of(tone)
    felt = angle - threshold_speed * PARAMETERS["delay_s"].value
    beyond = np.where(felt < START_DEG, 0, np.maximum(felt - threshold + shift * threshold_speed, 0))
    return PARAMETERS["most_nm"].value * np.tanh(PARAMETERS["gain_per_deg"].value * (1 + growth * gain_speed) * beyond)


PUBLISHED = {
    f"mcpherson2018_{name}_{tone}": Published(
        f"share of the growth of resistance with speed that goes with the reflex's {part}, "
        f"elbow, 13 people after a stroke; the model: {tone} tone{chosen}", value, None, "",
        "mcpherson2018", "measured", lambda tone=tone, place=place: float(speed_shares(tone)[place]), miss=miss,
    )
    for place, name, part, value in ((0, "gain", "stiffness", 0.74), (1, "threshold", "threshold angle", 0.15))
    for tone, chosen, miss in (
        ("moderate", " (the model was set by it)", ""),
        ("mild", "", "Mild tone begins to resist only near the range's end, so how early it begins counts for more."),
    )
}  # fmt: skip
