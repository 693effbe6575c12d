"""The natural course of back pain: why everything seems to work, and how many must train for one to gain.

Pain that is new mostly falls by itself, fast at first and then slowly:

``pain(w) = pain(0) [share · exp(−w/fast) + (1 − share) · exp(−w/slow)]``

Who starts a treatment on a bad day gets better with any treatment, and without one: the course, and the bad day's
end, come on top of what the treatment does.

>>> float(number_needed_to_treat(0.5, 0.6))       # 50 of 100 relapse; a risk ratio of 0.6 spares 20 of 100: 1 in 5
5.0

What it cannot say. The curve is fitted to the means of many people with new, non-specific low back pain; single
people go up and down, and some do not recover. It says nothing about spasm as such, which no one has followed. For
pain that has lasted longer than three months it is wrong: `PUBLISHED` shows by how much.
"""

import numpy as np

from trunkcare_lib.parameter import Parameter, arrays
from trunkcare_lib.published import Published

PARAMETERS = {
    "week": Parameter(0, "weeks", 0, 52, "time since the pain began", "course"),
    "start_pain": Parameter(52, "of 100", 0, 100, "pain at the beginning", "menezes2012", "measured"),
    "start_week": Parameter(1, "weeks", 0, 52, "when the treatment starts", "course"),
    "later_week": Parameter(5, "weeks", 0, 52, "when one looks back", "course"),
    "effect": Parameter(10, "of 100", 0, 40, "what the treatment takes off the pain in the end", "course"),
    "flare": Parameter(0, "of 100", 0, 40, "how bad the day is on which the treatment starts", "course"),
    "baseline": Parameter(0.5, "", 0.01, 1, "share of people who have a new episode anyway", "course", "recalled"),
    "risk_ratio": Parameter(0.55, "", 0, 0.99, "risk with the programme over that without", "steffens2016", "measured"),
    "fast_share": Parameter(0.539, "", 0, 1, "share of the pain that falls fast", "menezes2012", "computed"),
    "fast_week": Parameter(2.5, "weeks", 0.5, 10, "time in which that falls to a third", "menezes2012", "computed"),
    "slow_week": Parameter(37.5, "weeks", 10, 100, "time in which the rest does so", "menezes2012", "computed"),
    "onset_week": Parameter(1, "weeks", 0.1, 10, "time to two thirds of the treatment's effect", "course"),
    "flare_week": Parameter(0.5, "weeks", 0.1, 10, "time in which a bad spell falls to a third", "course"),
}  # fmt: skip
PROGRAMMES = {
    "exercise and education": Parameter(
        0.55, "", 0.41, 0.74, "risk ratio of a new episode, exercise with education", "steffens2016", "measured"
    ),
    "exercise alone": Parameter(
        0.65, "", 0.50, 0.86, "risk ratio of a new episode, exercise alone", "steffens2016", "measured"
    ),
}  # fmt: skip
PARAMETERS |= {f"risk_ratio_of_{name.replace(' ', '_')}": programme for name, programme in PROGRAMMES.items()}
CHOICES = {"programme": PROGRAMMES}


def pain(week, *, start_pain=PARAMETERS["start_pain"].value):
    """Pain in the mean of many people with new low back pain, when nothing special is done.

    Parameters
    ----------
    week : float or array_like
        Time since the pain began. [weeks]
    start_pain : float or array_like
        Pain at the beginning, from 0 to 100.

    Returns
    -------
    array of float, the shape of both together
        Pain from 0 to 100.

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit together.

    Notes
    -----
    Two exponentials, fitted by us to the four means of menezes2012 (33 cohorts, 11 166 people); what lies between
    them, and pain at the start other than 52, is our interpolation.

    >>> round(float(pain(6)))
    23
    """
    week, start_pain = arrays(PARAMETERS, week=week, start_pain=start_pain)
    share = PARAMETERS["fast_share"].value
    fast, slow = (np.exp(-week / PARAMETERS[name].value) for name in ("fast_week", "slow_week"))
    return start_pain * (share * fast + (1 - share) * slow)


def pain_treated(
    week,
    *,
    effect=PARAMETERS["effect"].value,
    start_week=PARAMETERS["start_week"].value,
    flare=PARAMETERS["flare"].value,
    start_pain=PARAMETERS["start_pain"].value,
):
    """Pain of those who start a treatment, perhaps on a bad day.

    Parameters
    ----------
    week : float or array_like
        Time since the pain began. [weeks]
    effect : float or array_like
        By how much the treatment lowers the pain in the end, on the scale of 100; 0 for one that does nothing.
    start_week : float or array_like
        When it starts. [weeks]
    flare : float or array_like
        How much worse than the course that day is, on the scale of 100; it passes by itself.
    start_pain : float or array_like
        Pain at the beginning, from 0 to 100.

    Returns
    -------
    array of float, the shape of all together
        Pain from 0 to 100: a treatment takes no more than there is, a bad day does not go beyond 100.

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit together.

    Notes
    -----
    The effect comes, and the bad spell goes, exponentially: how fast is illustrative. The same effect on each
    person and at each time is a simplification.

    >>> bool(pain_treated(5, effect=0) == pain(5))        # a treatment without effect changes nothing
    True
    """
    given = {"week": week, "effect": effect, "start_week": start_week, "flare": flare, "start_pain": start_pain}
    week, effect, start_week, flare, start_pain = arrays(PARAMETERS, **given)
    since = np.maximum(week - start_week, 0)
    spell = flare * np.exp(-since / PARAMETERS["flare_week"].value) * (week >= start_week)
    relief = -effect * np.expm1(-since / PARAMETERS["onset_week"].value)
    return np.clip(np.minimum(pain(week, start_pain=start_pain) + spell, 100) - relief, 0, None)


def falls(
    later_week=PARAMETERS["later_week"].value,
    *,
    effect=PARAMETERS["effect"].value,
    start_week=PARAMETERS["start_week"].value,
    flare=PARAMETERS["flare"].value,
    start_pain=PARAMETERS["start_pain"].value,
):
    """By how much the pain has fallen since a treatment began, and how much of that the treatment did.

    Parameters
    ----------
    later_week : float or array_like
        When one looks back, not before `start_week`. [weeks]
    effect, start_week, flare, start_pain : float or array_like
        As for `pain_treated`.

    Returns
    -------
    seen, done : array of float, the shape of all together
        The fall that is seen, and the part of it that would not have come without the treatment, of 100.

    Raises
    ------
    ValueError
        If an argument is not a number of its range, the shapes do not fit, or one looks back before the start.

    Notes
    -----
    Both are differences of `pain_treated`, the second against an effect of 0; valid where that is.

    >>> seen, done = falls(5, effect=0, start_week=1)
    >>> round(float(seen)), float(done)               # from 42 to 25, and all of it by itself
    (17, 0.0)
    """
    parts = {"effect": effect, "start_week": start_week, "flare": flare, "start_pain": start_pain}
    later, _, start, *_ = arrays(PARAMETERS, later_week=later_week, **parts)
    if (later < start).any():
        raise ValueError("later_week lies before start_week, but one can only look back (when the treatment starts).")
    treated = pain_treated(later, **parts)
    return pain_treated(start, **parts) - treated, pain_treated(later, **parts | {"effect": 0}) - treated


def number_needed_to_treat(baseline, risk_ratio):
    """How many people must do a programme for one to be spared the event.

    Parameters
    ----------
    baseline : float or array_like
        Share of people who have the event anyway, such as a new episode within a year.
    risk_ratio : float or array_like
        Risk with the programme as a share of that without; below 1.

    Returns
    -------
    array of float, the shape of both together
        ``1 / (baseline (1 − risk_ratio))``, at least 1.

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit together.
    """
    baseline, risk_ratio = arrays(PARAMETERS, baseline=baseline, risk_ratio=risk_ratio)
    return 1 / (baseline * (1 - risk_ratio))


ACUTE = {0: (52, (48, 57)), 6: (23, (21, 25)), 26: (12, (9, 15)), 52: (6, (3, 10))}
PERSISTENT = {6: (33, (29, 38)), 26: (26, (20, 33)), 52: (23, (16, 30))}
PUBLISHED = {
    f"acute_week_{week}": Published(
        f"mean pain of people with new back pain, week {week} (the model was set by it)", value, spread, "of 100",
        "menezes2012", "measured", lambda week=week: float(pain(week)), "95 % confidence interval",
    )
    for week, (value, spread) in ACUTE.items()
} | {
    f"persistent_week_{week}": Published(
        f"mean pain of people whose back pain had lasted (51 at the start), week {week}", value, spread, "of 100",
        "menezes2012", "measured", lambda week=week: float(pain(week, start_pain=51)), "95 % confidence interval",
        "The model is made for new pain. Pain that has lasted falls less.",
    )
    for week, (value, spread) in PERSISTENT.items()
} | {
    "acute_2024_start": Published(
        "mean pain of people with new back pain at the start, in the newer review", 56, None, "of 100", "wallwork2024",
        "measured", lambda: float(pain(0)),
    ),
    "acute_2024_year": Published(
        "mean pain of people with new back pain after a year, in the newer review", 21, None, "of 100", "wallwork2024",
        "recalled", lambda: float(pain(52)),
        miss="The model follows the review of 2012. As we recall the newer one, more pain is left after a year.",
    ),
}  # fmt: skip
