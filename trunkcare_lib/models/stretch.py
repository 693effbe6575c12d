"""A stretch that is held: how the pull falls off, how it comes back in the rest, and what slowness changes.

A muscle with its tendon is pictured as a spring beside springs that each sit in series with a damper (Maxwell
branches). Held at one length, each damper gives way:

``q_i' = (ε − q_i) / τ_i``  and  ``σ = ε − Σ g_i q_i``, so that after a sudden stretch ``σ = g_inf + Σ g_i exp(−t/τ_i)``

>>> round(float(1 - tension(30)), 3)              # a quarter of the pull is gone after 30 s: 0.33 (1 − exp(−30/21.2))
0.25

What it cannot say. It was matched to the back of the thigh, not to the trunk. All it changes is back in minutes,
while measured muscle was still a little slacker after an hour (magnusson1995), and a range of movement that grows over
weeks is mostly that one bears more (weppler2010). The time constants are our choice; `tau_factor` shows how much
hangs on them. Muscle that braces itself by reflex is not in it.
"""

import numpy as np

from trunkcare_lib.parameter import Parameter, arrays, choice
from trunkcare_lib.published import Published

MATERIALS = ("simple", "two-branch")
CHOICES = {"material": MATERIALS}
PARAMETERS = {
    "time_s": Parameter(30, "s", 0, 7200, "time since the stretch began", "course"),
    "hold_s": Parameter(20, "s", 1, 600, "time for which the stretch is held", "course"),
    "rest_s": Parameter(10, "s", 0, 7200, "rest between two holds", "course"),
    "reps": Parameter(3, "", 1, 50, "holds", "course"),
    "ramp_s": Parameter(5, "s", 0, 60, "time taken to get into the stretch", "course"),
    "tau_factor": Parameter(1, "", 0.25, 4, "factor on all time constants, to see how much hangs on them", "course"),
    "simple_g_inf": Parameter(0.67, "", 0.3, 1, "simple: share of the pull that stays", "magnusson1996", "computed"),
    "simple_g1": Parameter(0.33, "", 0, 0.7, "simple: share that fades", "magnusson1996", "computed"),
    "simple_tau1_s": Parameter(21.2, "s", 1, 120, "simple: time constant of the fading", "course"),
    "two_branch_g_inf": Parameter(0.58, "", 0.3, 1, "two-branch: share of the pull that stays", "course"),
    "two_branch_g1": Parameter(0.192, "", 0, 0.7, "two-branch: share that fades fast", "course"),
    "two_branch_tau1_s": Parameter(7.05, "s", 1, 60, "two-branch: time constant of the fast fading", "course"),
    "two_branch_g2": Parameter(0.228, "", 0, 0.7, "two-branch: share that fades slowly", "course"),
    "two_branch_tau2_s": Parameter(96.7, "s", 10, 600, "two-branch: time constant of the slow fading", "course"),
}
_BRANCHES = {"simple": ("simple_{}1",), "two-branch": ("two_branch_{}1", "two_branch_{}2")}
_HOLD_POINTS = 41
_SETTLED = 0.01
"""A pull counts as back when it is within this share of the first."""


def tension(time_s, *, material=MATERIALS[0], tau_factor=PARAMETERS["tau_factor"].value):
    """Share of the first pull that is left while a sudden stretch is held.

    Parameters
    ----------
    time_s : float or array_like
        Time since the stretch. [s]
    material : {"simple", "two-branch"}
        One or two branches; the second also fades slowly, over minutes.
    tau_factor : float
        Factor on all time constants.

    Returns
    -------
    array of float, shape of `time_s`
        1 at the start, then less.

    Raises
    ------
    ValueError
        If an argument is not a number of its range or the material is unknown.

    Notes
    -----
    ``g_inf + Σ g_i exp(−t/τ_i)``. The shares of the simple material are made to fall by a third in 90 s, as measured
    in the back of the thigh without any activity of the muscle (magnusson1996); the time constants are our choice.

    >>> float(tension(0))
    1.0
    """
    share, tau = _branches(material, tau_factor)
    time = PARAMETERS["time_s"].array("time_s", time_s)[..., None]
    return (1 + np.expm1(-time / tau) @ share)[()]


def repeated(hold_s, rest_s, reps, *, material=MATERIALS[0], tau_factor=PARAMETERS["tau_factor"].value):
    """Pull at the start and at the end of each of several holds at one length, with rests between.

    Parameters
    ----------
    hold_s, rest_s : float or array_like, shapes fitting together
        Length of each hold and of each rest. [s]
    reps : int
        Number of holds.
    material, tau_factor
        As for `tension`, also what is raised.

    Returns
    -------
    peaks, ends : array of float, the common shape followed by `reps`
        As a share of the first pull.

    Notes
    -----
    In a hold ``1 − q`` shrinks by ``exp(−hold/τ)``, in a rest ``q`` by ``exp(−rest/τ)``; so after n holds and rests it
    is a sum of powers, ``q = (1 − exp(−hold/τ)) exp(−rest/τ) (1 − ρⁿ) / (1 − ρ)`` with ``ρ = exp(−(hold + rest)/τ)``.

    >>> peaks, ends = repeated(20, 10, 3)
    >>> peaks.round(3).tolist()
    [1.0, 0.874, 0.844]
    """
    share, tau = _branches(material, tau_factor)
    hold, rest = arrays(PARAMETERS, hold_s=hold_s, rest_s=rest_s)
    before = _before(hold[..., None, None], rest[..., None, None], PARAMETERS["reps"].count("reps", reps), tau)
    after = 1 - (1 - before) * np.exp(-hold[..., None, None] / tau)
    return 1 - before @ share, 1 - after @ share


def repeated_course(hold_s, rest_s, reps, *, material=MATERIALS[0], tau_factor=PARAMETERS["tau_factor"].value):
    """Pull over a whole session of holds and rests; in a rest the muscle is slack and pulls nothing.

    Parameters
    ----------
    hold_s, rest_s : float
        Length of each hold and of each rest. [s]
    reps, material, tau_factor
        As for `repeated`, also what is raised.

    Returns
    -------
    times_s, tension : array of float, of one length
        Times [s], never falling (two points where the pull jumps), and the pull as a share of the first.

    >>> times_s, pull = repeated_course(20, 10, 3)
    >>> float(times_s[-1])                            # three holds and the two rests between
    80.0
    """
    share, tau = _branches(material, tau_factor)
    hold = PARAMETERS["hold_s"].one("hold_s", hold_s)
    rest = PARAMETERS["rest_s"].one("rest_s", rest_s)
    reps = PARAMETERS["reps"].count("reps", reps)
    before = _before(hold, rest, reps, tau)[:, None, :]
    since = np.linspace(0, hold, _HOLD_POINTS)
    pull = 1 - (1 - (1 - before) * np.exp(-since[:, None] / tau)) @ share
    times = since + np.arange(reps)[:, None] * (hold + rest)
    if rest:  # from the end of each hold to the start of the next it is slack
        times = np.hstack([times, times[:, -1:], times[:, -1:] + rest])
        pull = np.pad(pull, ((0, 0), (0, 2)))
    last = reps * times.shape[1] - (2 if rest else 0)
    return times.ravel()[:last], pull.ravel()[:last]


def ramped(time_s, ramp_s, *, material=MATERIALS[0], tau_factor=PARAMETERS["tau_factor"].value):
    """Pull while one gets into a stretch evenly, and while it is then held.

    Parameters
    ----------
    time_s : float or array_like
        Time since one began to move. [s]
    ramp_s : float or array_like, shapes fitting together
        Time taken to get to the full length; 0 is a sudden stretch. [s]
    material, tau_factor
        As for `tension`, also what is raised.

    Returns
    -------
    array of float
        As a share of the pull of a sudden stretch to the same length.

    Notes
    -----
    The mean of the sudden stretches that the way is made of: ``1/T ∫ σ(t − s) ds`` over the part already gone.

    >>> bool(ramped(10, 0) == tension(10))            # no way at all is a sudden stretch
    True
    """
    share, tau = _branches(material, tau_factor)
    time, ramp = arrays(PARAMETERS, time_s=time_s, ramp_s=ramp_s)
    gone = np.where(ramp > 0, np.minimum(time / np.where(ramp > 0, ramp, 1), 1), 1)[..., None]
    moving = np.minimum(time, ramp)[..., None]
    held = (time[..., None] - moving) / tau
    small = moving / tau
    kept = np.where(small > 0, -np.expm1(-small) / np.where(small > 0, small, 1), 1)  # mean of exp(−s/τ) over the way
    return (gone[..., 0] - (gone * (1 - kept * np.exp(-held))) @ share)[()]


def peak_by_ramp(ramp_s, *, material=MATERIALS[0], tau_factor=PARAMETERS["tau_factor"].value):
    """Highest pull of a stretch to one length, by the time taken to get there.

    Parameters and what is raised are as for `ramped`; the answer has the shape of `ramp_s`.

    Notes
    -----
    ``g_inf + Σ g_i (τ_i/T) (1 − exp(−T/τ_i))``. That faster gives a higher peak was measured in rabbit muscle
    (taylor1990); how much higher the model gives without a measurement to hold it to.

    >>> float(peak_by_ramp(0))
    1.0
    """
    ramp = PARAMETERS["ramp_s"].array("ramp_s", ramp_s)
    return ramped(ramp, ramp, material=material, tau_factor=tau_factor)


def lengthening(time_s, *, material=MATERIALS[1], tau_factor=PARAMETERS["tau_factor"].value):
    """How far a muscle lengthens under a pull that stays the same, such as that of a limb's weight (creep).

    Parameters and what is raised are as for `tension`. The answer, a share of the first lengthening with the shape of
    `time_s`, is 1 at the start and then grows.

    Notes
    -----
    With a constant pull of 1, ``ε = 1 + Σ g_i q_i``: the branches lean on each other, and their common patterns
    (eigenvectors) settle each by itself. In the end the length is ``1/g_inf`` of the first.
    """
    share, tau = _branches(material, tau_factor)
    time = PARAMETERS["time_s"].array("time_s", time_s)
    lean = np.sqrt(share / tau)
    rates, patterns = np.linalg.eigh(np.diag(1 / tau) - np.outer(lean, lean))
    return (1 - np.expm1(-time[..., None] * rates) @ ((lean @ patterns) ** 2 / rates))[()]


def _branches(material, tau_factor):
    names = _BRANCHES[choice("material", material, MATERIALS)]
    share = np.array([PARAMETERS[name.format("g")].value for name in names])
    tau = np.array([PARAMETERS[name.format("tau") + "_s"].value for name in names])
    return share, tau * PARAMETERS["tau_factor"].one("tau_factor", tau_factor)


def _before(hold, rest, reps, tau):
    """How far each branch has given way before each hold: [reps, branch] after the shape of hold and rest."""
    number = np.arange(reps)[:, None]
    gained = -np.expm1(-hold / tau) * np.exp(-rest / tau)
    return gained * np.expm1(-number * (hold + rest) / tau) / np.expm1(-(hold + rest) / tau)


def _first_four():
    peaks, _ = repeated(30, 10, 10, material="two-branch")
    return 100 * (peaks[0] - peaks[3]) / (peaks[0] - peaks[9])


def _recovery_min():
    rests = np.arange(1, 3601)
    peaks, _ = repeated(90, rests, 2, material="two-branch")
    return float(rests[peaks[:, 1] > 1 - _SETTLED][0] / 60)


PUBLISHED = {
    "magnusson1996": Published(
        "fall of the pull in a hold of 90 s, back of the thigh, healthy (the model was set by it)", 33, None, "%",
        "magnusson1996", "measured", lambda: float(100 * (1 - tension(90))),
    ),
    "magnusson1996_injury": Published(
        "the same fall with a completely injured spinal cord", 38, None, "%", "magnusson1996", "measured",
        lambda: float(100 * (1 - tension(90))),
    ),
    "taylor1990": Published(
        "share of the gain of ten stretches that comes with the first four, rabbit muscle; model: two-branch, "
        "holds of 30 s, rests of 10 s", 80, None, "%", "taylor1990", "recalled", _first_four,
    ),
    "mizuno2013": Published(
        "time after which a stretched calf is as stiff as before, at the latest; model: two-branch, one hold of 90 s, "
        "pull within 1 % of the first", 15, (0, 15), "min", "mizuno2013", "measured", _recovery_min, "upper bound",
    ),
}  # fmt: skip
