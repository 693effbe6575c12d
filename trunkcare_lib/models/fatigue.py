"""Tiring in a hold: how long a pull can be kept up, and what short holds with rests save.

The motor units of a muscle are shared out among three compartments (3CC-r: xia2008, looft2018): resting MR, active MA
and fatigued MF, together 1. A hold calls up as many as it needs, TL; the active tire at the rate F, the tired recover
at the rate R, in a rest r times as fast:

``MA' = C − F MA``,  ``MF' = F MA − r R MF``,  ``C = L (TL − MA)``, or ``L MR`` once too few are rested

>>> round(float(endurance_s(0.5)))                # the trunk at half its strength: 2 min 19 s
139

What it cannot say. The rates are means of groups; recovery in rest was fitted to limbs; none was tried on a bridge or
a plank. An effort read off an EMG is a share of the greatest signal, not of the greatest force. And the model does not
know pain or lost form, which may end a hold before the muscle is tired.
"""

import numpy as np

from trunkcare_lib.models import compartments
from trunkcare_lib.parameter import Parameter, arrays, choice, ones
from trunkcare_lib.published import Published

PATTERNS = {"pyramid": (6, 4, 2), "flat": (4, 4, 4)}
"""Twelve holds in sets."""
_REGIONS = {
    # rates F and R (freylaw2012, table 1), b0 and b1 of the law of endurance (freylawavin2010, table 2), r (looft2018)
    "trunk": (0.00755, 0.00075, 22.69, -2.27, 15), "ankle": (0.00589, 0.00058, 34.71, -2.06, 15),
    "knee": (0.01500, 0.00149, 19.38, -1.88, 15), "elbow": (0.00912, 0.00094, 17.98, -2.21, 15),
    "shoulder": (0.01820, 0.00168, 14.86, -1.83, 15), "grip": (0.00980, 0.00064, 33.55, -1.61, 30),
    "general": (0.00970, 0.00091, 21.92, -1.98, 15),
}  # fmt: skip
_COLUMNS = (
    ("fatigue_per_s", "1/s", 1e-3, 0.05, "rate of tiring", "freylaw2012"),
    ("recovery_per_s", "1/s", 1e-4, 0.01, "rate of recovery", "freylaw2012"),
    ("b0_s", "s", 5, 60, "endurance at full effort, by the law", "freylawavin2010"),
    ("b1", "", -4, -1, "exponent of the law of endurance", "freylawavin2010"),
    ("rest_factor", "", 1, 60, "how many times faster it recovers in a rest", "looft2018"),
)
_PARTLY_RECALLED = ("knee", "ankle", "general")
CHOICES = {"region": tuple(_REGIONS), "pattern": tuple(PATTERNS)}
PARAMETERS = {
    "intensity": Parameter(0.39, "", 0.1, 1, "effort of the hold, as a share of the greatest force", "course"),
    "hold_s": Parameter(5, "s", 1, 3600, "time for which a hold lasts", "course"),
    "rest_s": Parameter(5, "s", 0, 3600, "rest between two holds", "course"),
    "set_rest_s": Parameter(35, "s", 0, 3600, "rest between two sets", "course"),
    "reps": Parameter(10, "", 1, 100, "holds", "course"),
    "rest_factor": Parameter(15, "", 1, 60, "how many times faster it recovers in a rest", "looft2018", "measured"),
    "call_up_per_s": Parameter(10, "1/s", 1, 100, "rate at which motor units are called up", "xia2008", "measured"),
    "law_spread": Parameter(
        0.29, "", 0, 1, "95 % prediction spread of the law, at its narrowest", "freylawavin2010", "measured"
    ),
    **{
        f"{region}_{name}": Parameter(
            value, unit, low, high, f"{region}: {meaning}", source,
            "recalled" if source == "freylaw2012" and region in _PARTLY_RECALLED else "measured",
        )
        for region, row in _REGIONS.items()
        for (name, unit, low, high, meaning, source), value in zip(_COLUMNS, row, strict=True)
    },
}  # fmt: skip


def endurance_s(intensity, region="trunk"):
    """How long the model keeps up one steady hold.

    Parameters
    ----------
    intensity : float or array_like
        Effort, as a share of the greatest force.
    region : {"trunk", "ankle", "knee", "elbow", "shoulder", "grip", "general"}
        Whose rates to take; `grip` is the hand.

    Returns
    -------
    array of float, shape of `intensity`
        Time until fewer motor units are left than the hold needs: 0 for a full effort. [s]

    Raises
    ------
    ValueError
        If an effort is not a number of its range or the region is unknown.

    Notes
    -----
    With ``MA = TL`` from the start, MF reaches ``1 − TL`` after ``−(1/R) ln(1 − R (1 − TL) / (F TL))`` (freylaw2012).
    Calling up the units takes the whole model (`work_rest`) some 0.1 s more. Below about a tenth of full effort
    recovery keeps pace and the model never tires.

    >>> float(endurance_s(1.0))                       # a full effort leaves no unit to spare
    0.0
    """
    effort = PARAMETERS["intensity"].array("intensity", intensity)
    fatigue, recovery = _REGIONS[choice("region", region, _REGIONS)][:2]
    return (-np.log1p(-recovery * (1 - effort) / (fatigue * effort)) / recovery)[()]


def endurance_law_s(intensity, region="trunk"):
    """How long people keep up one steady hold, by the law fitted to 194 papers.

    Parameters, answer and errors are as for `endurance_s`.

    Notes
    -----
    ``b0 TL^b1`` (freylawavin2010). New measurements lie within 29 % of it where the spread is narrowest, within
    47 % where it is widest; which of the two is the trunk's we have not seen.

    >>> float(endurance_law_s(1))
    22.69
    """
    effort = PARAMETERS["intensity"].array("intensity", intensity)
    b0_s, b1 = _REGIONS[choice("region", region, _REGIONS)][2:4]
    return (b0_s * effort**b1)[()]


def work_rest(intensity, hold_s, rest_s, reps, *, region="trunk", rest_factor=None):
    """The active and the fatigued share over a session of holds and rests.

    Parameters
    ----------
    intensity : float
        Effort of each hold, as a share of the greatest force.
    hold_s, rest_s : float
        Length of each hold and of each rest between. [s]
    reps : int
        Number of holds; the session ends with the last.
    region : {"trunk", "ankle", "knee", "elbow", "shoulder", "grip", "general"}
    rest_factor : float, optional
        How many times faster it recovers in a rest; else the region's own.

    Returns
    -------
    times_s, active, fatigued : array of float, of one length
        Times [s], never falling, closer together where a hold or a rest begins; MA; MF. ``1 − MA − MF`` is at rest,
        ``1 − MF`` is the capacity left. Where `active` sinks below `intensity` the hold fails.

    Raises
    ------
    ValueError
        If an argument is not a number of its range or the region is unknown.

    Notes
    -----
    Equations at the head of this room; solved without steps, as `compartments` says.

    >>> times_s, active, fatigued = work_rest(0.39, 5, 5, 10)     # the guide's bridge: 50 s of holding, 45 s of rest
    >>> float(times_s[-1]), round(1 - float(fatigued[-1]), 2)
    (95.0, 0.89)
    """
    intensity, hold_s, rest_s = ones(PARAMETERS, intensity=intensity, hold_s=hold_s, rest_s=rest_s)
    reps = PARAMETERS["reps"].count("reps", reps)
    return compartments.course(intensity, [hold_s, rest_s] * (reps - 1) + [hold_s], _rates(region, rest_factor))


def in_sets(pattern, intensity, hold_s, rest_s, set_rest_s, *, region="trunk", rest_factor=None):
    """The active and the fatigued share over twelve holds in sets.

    Parameters
    ----------
    pattern : {"pyramid", "flat"}
        Sets of 6, 4 and 2 holds, or of 4, 4 and 4.
    set_rest_s : float
        Rest between two sets. [s]
    intensity, hold_s, rest_s, region, rest_factor
        As for `work_rest`, also what is returned and raised.

    >>> _, _, fatigued = in_sets("pyramid", 0.46, 10, 5, 35)
    >>> round(float(fatigued.max()), 2)
    0.22
    """
    sets = PATTERNS[choice("pattern", pattern, PATTERNS)]
    given = {"intensity": intensity, "hold_s": hold_s, "rest_s": rest_s, "set_rest_s": set_rest_s}
    intensity, hold_s, rest_s, set_rest_s = ones(PARAMETERS, **given)
    lengths = [length for reps in sets for length in [hold_s, rest_s] * (reps - 1) + [hold_s, set_rest_s]]
    return compartments.course(intensity, lengths[:-1], _rates(region, rest_factor))


def capacity_left(intensity, hold_s, rest_s, reps, *, region="trunk", rest_factor=None):
    """Share of the capacity that is left at the end of the last hold.

    Parameters and errors are as for `work_rest`, but `intensity`, `hold_s` and `rest_s` may be arrays whose shapes fit
    together; the answer has their common shape.

    >>> capacity_left(0.39, 5, [3, 5, 10], 10).round(2).tolist()
    [0.88, 0.89, 0.91]
    """
    given = {"intensity": intensity, "hold_s": hold_s, "rest_s": rest_s}
    together_ = arrays(PARAMETERS, **given)
    reps, rates = PARAMETERS["reps"].count("reps", reps), _rates(region, rest_factor)
    found = [
        1 - compartments.fatigued_at_end(effort, [hold, rest] * (reps - 1) + [hold], rates)
        for effort, hold, rest in zip(*(array.ravel().tolist() for array in together_), strict=True)
    ]
    return np.reshape(found, together_[0].shape)[()]


def _rates(region, rest_factor):
    fatigue, recovery, _, _, own = _REGIONS[choice("region", region, _REGIONS)]
    factor = own if rest_factor is None else PARAMETERS["rest_factor"].one("rest_factor", rest_factor)
    return compartments.Rates(fatigue, recovery, factor, PARAMETERS["call_up_per_s"].value)


def _against_law(effort, miss=""):
    law = endurance_law_s(effort).item()
    spread = PARAMETERS["law_spread"].value
    return Published(
        f"endurance of the trunk at {100 * effort:.0f} % of full effort, by the law of 194 papers", law,
        (law * (1 - spread), law * (1 + spread)), "s", "freylawavin2010", "measured",
        lambda: endurance_s(effort).item(), "95 % prediction spread", miss,
    )  # fmt: skip


PUBLISHED = {
    **{f"law_{percent}": _against_law(percent / 100) for percent in (20, 30, 50, 70, 80)},
    "law_90": _against_law(
        0.9, "Near full effort the model tires at once: a muscle that needs all its units cannot spare one."
    ),
    "side_plank_women": Published(
        "side plank of young healthy women; model: trunk at 69 %", 72, None, "s", "mcgill1999", "recalled",
        lambda: endurance_s(0.69).item(),
    ),
    "side_plank_men": Published(
        "side plank of young healthy men; model: trunk at 69 %", 94, None, "s", "mcgill1999", "recalled",
        lambda: endurance_s(0.69).item(),
        miss="The men held half as long again. The 69 % is the share of an EMG, not of a force, and recalled too.",
    ),
}  # fmt: skip
