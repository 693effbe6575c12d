"""How hard an exercise works each muscle, read off its EMG, and the effort that the model of fatigue is given.

An EMG is the muscle's electric signal, here as a percentage of the signal in its greatest effort (% MVIC). Words for
it go by its size; from about 45 % strength is thought to grow, below it endurance and control:

>>> list(LEVELS)[effort_level(39)]                # the long back muscles in a bridge
'low to moderate'

What it cannot say. Most cells are recalled, and the means are of healthy young adults. Laboratories differ by a factor
of two on the same exercise, as they take different greatest efforts: `PUBLISHED` shows it. A share of the signal is not
a share of the force.
"""

import math

import numpy as np

from trunkcare_lib.parameter import Parameter
from trunkcare_lib.published import Published

LEVELS = {"very low": 20, "low to moderate": 40, "high": 60, "very high": math.inf}
"""Words for an EMG, each with the highest percentage that it is used for; a convention, recalled."""
CHOICES = {}
_MUSCLES = (
    "rectus abdominis", "external oblique", "longissimus", "multifidus",
    "gluteus maximus", "gluteus medius", "hamstrings",
)  # fmt: skip
_MEANS_PERCENT = {
    "bridge": (13, 22, 39, 39, 25, 28, 24), "one-leg bridge": (14, 23, 40, 44, 40, 47, 40),
    "side plank": (34, 69, 40, 42, 21, 74, 12), "front plank": (43, 47, 6, 5, 9, 27, 4),
    "bird-dog": (8, 30, 36, 46, 56, 42, 39),
}  # fmt: skip
EMG = {
    exercise: {
        muscle: Parameter(
            percent, "%", 0, 300, f"{exercise}: EMG of the {muscle}", "ekstrom2007",
            "measured" if muscle.startswith("gluteus") and exercise != "front plank" else "recalled",
        )
        for muscle, percent in zip(_MUSCLES, row, strict=True)
    }
    for exercise, row in _MEANS_PERCENT.items()
}  # fmt: skip
"""Means of thirty healthy adults: {exercise: {muscle: Parameter}}; the planks on the feet."""
EFFORTS = {
    exercise: Parameter(effort, "", 0.1, 1, f"{exercise}: effort that we assume", "course")
    for exercise, effort in {
        "pelvic tilt": 0.2, "bridge": 0.39, "side plank from the knees": 0.4, "bird-dog": 0.46, "side plank": 0.69,
    }.items()
}  # fmt: skip
"""Assumed efforts as shares of the greatest force: an EMG where we have one, else a guess."""
PARAMETERS = {
    "emg_percent": Parameter(39, "%", 0, 300, "EMG, of that in the muscle's greatest effort", "course"),
    "strength_percent": Parameter(45, "%", 0, 100, "EMG from which strength grows", "ekstrom2007", "measured"),
    **{f"{exercise.replace(' ', '_')}_effort": effort for exercise, effort in EFFORTS.items()},
    **{
        f"{exercise}_{muscle}_percent".replace(" ", "_").replace("-", "_"): mean
        for exercise, muscles in EMG.items()
        for muscle, mean in muscles.items()
    },
}


def effort_level(emg_percent):
    """Number of the word in `LEVELS` for an EMG: from 0 for very low to 3 for very high.

    Parameters
    ----------
    emg_percent : float or array_like
        The signal, of that in the muscle's greatest effort. [%]

    Returns
    -------
    int or array of int, shape of `emg_percent`

    Raises
    ------
    ValueError
        If a percentage is not a number of its range.

    Notes
    -----
    Up to 20 % very low, up to 40 % low to moderate, up to 60 % high. Recalled, and used for words only.

    >>> effort_level([17, 39, 41, 69]).tolist()
    [0, 1, 2, 3]
    """
    percent = PARAMETERS["emg_percent"].array("emg_percent", emg_percent)
    return np.searchsorted(list(LEVELS.values()), percent)[()]


def _mean(exercise, muscle):
    return lambda: EMG[exercise][muscle].value


PUBLISHED = {
    "bridge_back": Published(
        "back muscles in a bridge, in another laboratory; here the longissimus", 17, None, "%", "garciavaquero2012",
        "measured", _mean("bridge", "longissimus"),
        miss="Less than half of what we take: it had another greatest effort as its measure. A bridge may tire less.",
    ),
    "front_plank_abdomen": Published(
        "rectus abdominis in a front plank, in that laboratory", 30, None, "%", "garciavaquero2012", "measured",
        _mean("front plank", "rectus abdominis"),
        miss="A third less than what we take; it too had another greatest effort as its measure.",
    ),
    "front_plank_oblique": Published(
        "external oblique in a front plank with the belly braced, 13 people with back pain", 77, None, "%",
        "calatayud2019", "measured", _mean("front plank", "external oblique"),
        miss="Bracing adds work, and these were people with back pain.",
    ),
    "bird_dog_back": Published(
        "back muscles in a bird-dog, median of 13 people with back pain; here the longissimus", 29, (27, 46), "%",
        "calatayud2019", "measured", _mean("bird-dog", "longissimus"), "spread as given",
    ),
}  # fmt: skip
