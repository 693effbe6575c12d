"""What came just before new back pain: published odds ratios, and what they do to a chance that is small.

The odds of a thing with the chance p are p / (1 − p). An odds ratio says how many times greater they are with a trigger
than without. In a case-crossover study each person is compared with him- or herself: the two hours before the pain
with other times.

>>> round(float(odds_ratio(27.4, 5.4)), 1)       # (27.4 / 72.6) / (5.4 / 94.6)
6.6

What it cannot say. All 999 people had new back pain: how often a trigger passes without any, the study does not count.
Spasm was not measured, and people may remember the time before pain better than other times. How far each odds ratio
may be off, we have not seen. Of the chance without the trigger, which `chance_percent` needs, we know no measurement:
the lesson makes one up, and what comes out is a sum to learn from and nobody's risk.
"""

from trunkcare_lib.parameter import Parameter, arrays

PARAMETERS = {
    "people": Parameter(999, "", 1, 10_000, "people with new low back pain", "steffens2015", "measured"),
    "window_h": Parameter(2, "h", 2, 2, "time before the pain that is looked at", "steffens2015", "measured"),
    "awkward_before_percent": Parameter(
        27.4, "%", 0, 100, "a manual task in an awkward posture, just before the pain", "steffens2015", "measured"
    ),
    "awkward_other_low_percent": Parameter(
        5.4, "%", 0, 100, "the same at other times, the lowest share", "steffens2015", "measured"
    ),
    "awkward_other_high_percent": Parameter(
        7, "%", 0, 100, "the same at other times, the highest share", "steffens2015", "measured"
    ),
}
PARAMETERS |= {
    name: Parameter(value, "", 1, 100, f"odds ratio of {words}", "steffens2015", "measured")
    for name, value, words in (
        ("distracted", 25.0, "being distracted during a task"), ("heavy_age_20", 13.6, "a heavy load at age 20"),
        ("heavy_age_40", 6.0, "a heavy load at age 40"), ("heavy_age_60", 2.7, "a heavy load at age 60"),
        ("activity", 2.7, "moderate or vigorous activity"),
    )
}  # fmt: skip
PARAMETERS |= {
    "share_before_percent": Parameter(27.4, "%", 0, 99.9, "share with the trigger just before the pain", "course"),
    "share_other_percent": Parameter(5.4, "%", 0.1, 99.9, "share with the trigger at another time", "course"),
    "times_the_odds": Parameter(25, "", 0.01, 100, "how many times the odds are greater with a trigger", "course"),
    "without_percent": Parameter(0.01, "%", 0, 99.9, "chance without the trigger, made up", "course"),
}
TRIGGERS = ("distracted", "heavy_age_20", "heavy_age_40", "heavy_age_60", "activity")


def odds_ratio(share_before_percent, share_other_percent):
    """How many times greater the odds of a trigger were before the pain than at another time.

    Parameters
    ----------
    share_before_percent, share_other_percent : float or array_like, shapes fitting together
        Share of people with the trigger. [%]

    Returns
    -------
    array of float, the shape of both together

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit together.

    Notes
    -----
    From the two shares alone. The study pairs the times of each person, and so its own ratios may differ.

    >>> float(odds_ratio(50, 50)), float(odds_ratio(50, 20))          # 1 to 1 against 1 to 1, and against 1 to 4
    (1.0, 4.0)
    """
    before, other = arrays(
        PARAMETERS, share_before_percent=share_before_percent, share_other_percent=share_other_percent
    )
    return (before / (100 - before) * (100 - other) / other)[()]


def chance_percent(times_the_odds, without_percent=PARAMETERS["without_percent"].value):
    """Chance of a thing with a trigger, from its chance without and the odds ratio.

    Parameters
    ----------
    times_the_odds : float or array_like
        Odds ratio of the trigger.
    without_percent : float or array_like
        Chance without the trigger. [%]

    Returns
    -------
    array of float, the shape of both together
        [%]

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit together.

    Notes
    -----
    Chance to odds, p / (1 − p); odds times the ratio; and back. The smaller the chance, the nearer it comes to being
    multiplied like its odds. The default chance is made up.

    >>> float(chance_percent(3, 50)), round(float(chance_percent(25, 0.01)), 2)   # 1 to 1 becomes 3 to 1
    (75.0, 0.25)
    """
    ratio, without = arrays(PARAMETERS, times_the_odds=times_the_odds, without_percent=without_percent)
    odds = ratio * without / (100 - without)
    return (100 * odds / (1 + odds))[()]
