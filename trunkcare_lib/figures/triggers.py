"""Pictures of what came just before new back pain: 100 people at two times, and the published odds ratios."""

import numpy as np

from trunkcare_lib.figures import chart
from trunkcare_lib.models import triggers
from trunkcare_lib.palette import PALETTE

WINDOWS = {
    "other_low": "other times (lowest share)", "other_high": "other times (highest share)",
    "before": "just before the pain",
}  # fmt: skip
"""The other times come first, so that a reader can guess before seeing the time just before the pain."""
CALLED = {
    "distracted": "distracted", "heavy_age_20": "heavy load, age 20", "heavy_age_40": "heavy load, age 40",
    "heavy_age_60": "heavy load, age 60", "activity": "moderate or\nvigorous activity",
}  # fmt: skip
WITH = {"marker": "D", "facecolor": PALETTE["switch"], "edgecolor": PALETTE["switch"]}
WITHOUT = {"marker": "o", "facecolor": PALETTE["paper"], "edgecolor": PALETTE["line"]}


def people_of_100(ax, *, window):
    """Draw 100 people with new back pain: who did a manual task in an awkward posture in one window of two hours.

    Parameters
    ----------
    ax : matplotlib Axes
    window : {"other_low", "other_high", "before"}
    """
    count = round(_share(window))
    for first, last, look, words in ((0, count, WITH, "had done such a task"), (count, 100, WITHOUT, "had not")):
        number = np.arange(first, last)
        ax.scatter(number % 20, number // 20, s=80, lw=1.2, label=f"{last - first} {words}", **look)
    ax.set(xlim=(-0.7, 19.7), ylim=(4.6, -0.6))
    ax.axis("off")
    ax.figure.legend(loc="outside lower center", ncols=2, frameon=False, handletextpad=0.2)


def people_of_100_words(*, window):
    """Say in one sentence what `people_of_100` shows."""
    when = {
        "before": "In the two hours before the pain began",
        "other_low": "In two hours at another time (lowest share)",
        "other_high": "In two hours at another time (highest share)",
    }[window]
    share = _share(window)
    return (
        f"{when}, {share:g} % of these people with new back pain, about {round(share)} of 100, did a manual task in an "
        f"awkward posture."
    )


def odds_by_trigger(ax):
    """Draw by how much each trigger multiplied the odds of new back pain, on an axis where each step doubles."""
    for row, name in enumerate(triggers.TRIGGERS):
        ratio = triggers.PARAMETERS[name].value
        ax.plot([1, ratio], [row, row], color=PALETTE["line"], lw=1, zorder=0)
        chart.point(ax, ratio, row, words=f"{ratio:.1f}")
    ax.axvline(1, color=PALETTE["quiet"], lw=1, ls=(0, (4, 2)), zorder=0)
    ax.set(xscale="log", xlim=(0.9, 45), ylim=(len(CALLED) - 0.5, -0.5))
    ax.set_xticks([1, 2, 4, 8, 16, 32], ["1", "2", "4", "8", "16", "32"])
    ax.set_xticks([], minor=True)
    ax.set_yticks(range(len(CALLED)), [CALLED[name] for name in triggers.TRIGGERS])
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel("times the odds in the next two hours")


def odds_by_trigger_words():
    """Say in one sentence what `odds_by_trigger` shows."""
    ratio = {name: f"{triggers.PARAMETERS[name].value:.1f}" for name in triggers.TRIGGERS}
    return (
        f"Times the odds that back pain newly began within two hours: {ratio['distracted']} after being distracted "
        f"during a task; {ratio['heavy_age_20']}, {ratio['heavy_age_40']} and {ratio['heavy_age_60']} after a heavy "
        f"load, at age 20, 40 and 60; {ratio['activity']} after moderate or vigorous activity. 1 is no difference."
    )


def _share(window):
    return triggers.PARAMETERS[f"awkward_{window}_percent"].value
