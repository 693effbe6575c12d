"""Pictures of tiring: what short holds and rests save, how long one hold lasts, what recovery in a rest is worth."""

import numpy as np

from trunkcare_lib.figures import chart
from trunkcare_lib.models import fatigue
from trunkcare_lib.palette import PALETTE

HELD_S = 50
"""Time held in all: ten of the guide's holds."""
GUIDE = {"hold_s": 5, "reps": 10}


def session(ax, *, hold_s, rest_s, effort_percent):
    """Draw the capacity left over 50 s of holding in short holds, and over one long hold.

    Parameters
    ----------
    ax : matplotlib Axes
    hold_s, rest_s : float
        Length of each hold, a part of 50 s, and of each rest. [s]
    effort_percent : float
        Effort, of the greatest force. [%]
    """
    times_s, left = _left(hold_s, rest_s, effort_percent)
    once_s, once = _left(HELD_S, 0, effort_percent)
    reps = HELD_S // hold_s
    starts = np.arange(reps) * (hold_s + rest_s)
    ax.bar(starts, 100, width=hold_s, align="edge", color=PALETTE["rest"], lw=0)
    below = {"xytext": (5, -3), "va": "top"} if reps > 1 and once[-1] < left[-1] else {}
    if reps > 1:
        chart.line(ax, once_s, once, f"{once[-1]:.0f}", "second", **below)
    chart.line(ax, times_s, left, f"{left[-1]:.0f}", va="bottom" if reps > 1 else "center")
    ax.set(xlim=(0, times_s[-1] * 1.06), ylim=(70, 100), xlabel="time (s)", ylabel="capacity left (%)")


def session_words(*, hold_s, rest_s, effort_percent):
    """Say in one sentence what `session` shows."""
    left, once = _left(hold_s, rest_s, effort_percent)[1][-1], _left(HELD_S, 0, effort_percent)[1][-1]
    one = f"one hold of {HELD_S} s leaves {once:.0f} % of the capacity"
    if hold_s == HELD_S:
        return f"At {effort_percent:g} % effort {one}; there is no rest between."
    return (
        f"At {effort_percent:g} % effort {HELD_S // hold_s} holds of {hold_s:g} s (shaded) with {rest_s:g} s of rest "
        f"leave {left:.0f} % of the capacity; {one} (dashed)."
    )


def rest_pays(ax, *, effort_percent):
    """Draw the capacity left after ten holds of 5 s by the length of the rests, for fast and for slow recovery.

    Parameters
    ----------
    ax : matplotlib Axes
    effort_percent : float
        Effort, of the greatest force. [%]
    """
    rest_s = np.linspace(0, 30, 31)
    for factor, kind, words, where in (
        (30, "third", "30 × as fast", {"xytext": (5, 5)}),
        (15, "model", "15 × as fast", {"xytext": (5, -4)}),
        (1, "second", "no faster than in the hold", {"at": 15, "xytext": (0, -11), "ha": "center"}),
    ):
        chart.line(ax, rest_s, _after_ten(rest_s, effort_percent, factor), words, kind, **where)
    ax.set(xlim=(0, 30), ylim=(70, 100), xlabel="rest after each hold (s)", ylabel="capacity left (%)")


def rest_pays_words(*, effort_percent):
    """Say in two sentences what `rest_pays` shows."""
    left = ", ".join(f"{_after_ten(rest, effort_percent, 15):.0f} % with {rest} s" for rest in (0, 5, 10, 30))
    slow = _after_ten(30, effort_percent, 1)
    return (
        f"After ten holds of 5 s at {effort_percent:g} % effort the model has this capacity left: {left} of rest. If "
        f"recovery were no faster in a rest than in a hold, 30 s of rest would leave {slow:.0f} %."
    )


def sets(ax):
    """Draw the fatigued share over twelve holds of 10 s in sets of 6, 4 and 2, and of 4, 4 and 4."""
    for pattern, kind, words in (("flat", "second", "4, 4, 4"), ("pyramid", "model", "6, 4, 2")):
        times_s, _, fatigued = fatigue.in_sets(pattern, 0.46, 10, 5, 35)
        chart.line(ax, times_s, 100 * (1 - fatigued), words, kind, xytext=(5, 2 if kind == "model" else -2))
    ax.set(xlim=(0, 235), ylim=(70, 100), xlabel="time (s)", ylabel="capacity left (%)")


def sets_words():
    """Say in one sentence what `sets` shows."""
    low = {pattern: 100 * (1 - fatigue.in_sets(pattern, 0.46, 10, 5, 35)[2].max()) for pattern in fatigue.PATTERNS}
    return (
        f"Twelve holds of 10 s at 46 % effort, 5 s of rest between holds and 35 s between sets: sets of 6, 4 and 2 "
        f"bring the capacity down to {low['pyramid']:.0f} %, sets of 4, 4 and 4 to {low['flat']:.0f} %."
    )


def against_published(ax):
    """Draw how long the trunk keeps up one hold by its effort, with the law of 194 papers and two recalled times."""
    effort = np.linspace(0.15, 0.98, 84)
    chart.line(ax, 100 * effort, fatigue.endurance_s(effort), "model", at=17, xytext=(8, 8))
    for name, entry in fatigue.PUBLISHED.items():
        if name.startswith("law"):
            chart.published(ax, int(name[4:]), entry)
    for name, words in (("side_plank_men", "side plank: men, women\n(both recalled)"), ("side_plank_women", "")):
        chart.published(ax, 69, fatigue.PUBLISHED[name], words, xytext=(4, 22))
    ax.set(xlim=(10, 100), ylim=(5, 1800), yscale="log", xlabel="effort (% of the greatest)", ylabel="time held")
    ax.set_yticks([10, 60, 300, 1200], ["10 s", "1 min", "5 min", "20 min"])
    ax.set_yticks([], minor=True)


def against_published_words():
    """Say in two sentences what `against_published` shows."""
    laws = {name: entry for name, entry in fatigue.PUBLISHED.items() if name.startswith("law")}
    pairs = ", ".join(
        f"{laws[name].model():.0f} s against {laws[name].value:.0f} s at {name[4:]} %"
        for name in ("law_20", "law_50", "law_90")
    )
    women, men = (fatigue.PUBLISHED[f"side_plank_{who}"] for who in ("women", "men"))
    return (
        f"The model's trunk holds for {pairs} effort, the second by the law of 194 papers; bars are 29 %, its "
        f"narrowest prediction spread. For the side plank, {women.value} s (women) and {men.value} s (men) are "
        f"recalled, the model gives {women.model():.0f} s."
    )


def _left(hold_s, rest_s, effort_percent):
    """Times [s] and capacity left [%] over 50 s of holding."""
    times_s, _, fatigued = fatigue.work_rest(effort_percent / 100, hold_s, rest_s, HELD_S // hold_s)
    return times_s, 100 * (1 - fatigued)


def _after_ten(rest_s, effort_percent, rest_factor):
    return 100 * fatigue.capacity_left(effort_percent / 100, rest_s=rest_s, rest_factor=rest_factor, **GUIDE)
