"""Pictures of a stretch: how the pull falls in each hold, what more seconds add, and what slowness saves."""

import numpy as np

from trunkcare_lib.figures import chart
from trunkcare_lib.models import stretch
from trunkcare_lib.palette import PALETTE

LONGEST_S = 90
"""The hold that others are compared with: as long as the measured one."""
GUIDE_S = (20, 30)
UNSURE = (0.5, 2)
"""Half and double the time constants, which are our choice."""


def session(ax, *, hold_s, rest_s, reps):
    """Draw the pull over a session of holds and rests at one length.

    Parameters
    ----------
    ax : matplotlib Axes
    hold_s, rest_s, reps : float
        As for `stretch.repeated_course`.
    """
    times_s, pull = stretch.repeated_course(hold_s, rest_s, reps)
    peaks, ends = stretch.repeated(hold_s, rest_s, reps)
    starts = np.arange(reps) * (hold_s + rest_s)
    chart.line(ax, times_s, 100 * pull)
    ax.fill_between(times_s, 100 * pull, color=PALETTE["work"], alpha=0.25, lw=0)
    wide = 1.08 * times_s[-1]
    for number, (start, peak) in enumerate(zip(starts, peaks, strict=True)):
        if reps <= 4 or number in (0, reps - 1):
            ax.text(start, 100 * peak + 2, f"{100 * peak:.0f}", ha="center", va="bottom")
    ax.text(times_s[-1] + 0.015 * wide, 100 * ends[-1], f"{100 * ends[-1]:.0f}", ha="left", va="center")
    ax.set(xlim=(-0.04 * wide, wide), ylim=(0, 115), xlabel="time (s)", ylabel="pull (% of the first)")


def session_words(*, hold_s, rest_s, reps):
    """Say in one sentence what `session` shows."""
    peaks, ends = (100 * numbers for numbers in stretch.repeated(hold_s, rest_s, reps))
    first = f"In the first hold of {hold_s:g} s the pull falls from 100 to {ends[0]:.0f} %"
    if reps == 1:
        return f"{first}."
    next_ = f"after a rest of {rest_s:g} s the second starts at {peaks[1]:.0f} %"
    last = f" and number {reps} at {peaks[-1]:.0f} %" if reps > 2 else ""
    return f"{first}; {next_}{last}. The last hold ends at {ends[-1]:.0f} %."


def share_by_hold(ax):
    """Draw how much of the fall of a 90 s hold has come after shorter ones, with the guide's 20 to 30 s marked."""
    time = np.linspace(0, LONGEST_S, 91)
    fast, slow = (_share(time, tau_factor=factor) for factor in UNSURE)
    ax.axvspan(*GUIDE_S, color=PALETTE["rest"], lw=0)
    ax.text(np.mean(GUIDE_S), 103, "the guide", ha="center", va="bottom")
    ax.fill_between(time, slow, fast, color=PALETTE["work"], alpha=0.18, lw=0)
    chart.line(ax, time, _share(time))
    chart.line(ax, time, _share(time, material="two-branch"), "two-branch", "third", at=62, xytext=(4, -12))
    ax.text(38, 30, "shaded: half to double\nthe time constants", ha="left", va="center", color=PALETTE["quiet"])
    ax.set(xlim=(0, LONGEST_S), ylim=(0, 102), xlabel="length of the hold (s)", ylabel="% of the fall in 90 s")


def share_by_hold_words():
    """Say in two sentences what `share_by_hold` shows."""
    holds = ", ".join(f"{_share(hold):.0f} % after {hold} s" for hold in (10, 15, 20, 30, 60))
    least, most = sorted(_share(30, tau_factor=factor) for factor in UNSURE)
    return (
        f"Of the fall that 90 s bring, the model has {holds}. With half or double the time constants, which we chose, "
        f"it is {least:.0f} to {most:.0f} % after 30 s."
    )


def fast_against_slow(ax, *, ramp_s):
    """Draw the pull while one gets into the same stretch at once and slowly.

    Parameters
    ----------
    ax : matplotlib Axes
    ramp_s : float
        Time taken for the slow way. [s]
    """
    time = np.linspace(0, 40, 321)
    chart.line(ax, time, 100 * stretch.ramped(time, 1), "in 1 s", "second", at=16, xytext=(6, 6))
    slow = 100 * stretch.ramped(time, ramp_s)
    chart.line(ax, time, slow, f"in {ramp_s:g} s", at=int(4 * ramp_s), xytext=(8, -4))
    ax.set(xlim=(0, 40), ylim=(0, 110), xlabel="time since you began to move (s)", ylabel="pull (% of a sudden one)")


def fast_against_slow_words(*, ramp_s):
    """Say in two sentences what `fast_against_slow` shows."""
    fast, slow = (100 * stretch.peak_by_ramp([1, ramp_s])).tolist()
    late = 100 * stretch.ramped(40, [1, ramp_s])
    return (
        f"Into the same stretch in 1 s, the pull rises to {fast:.0f} % of that of a sudden one; in {ramp_s:g} s, to "
        f"{slow:.0f} %. After 40 s both are the same within {max(abs(late[0] - late[1]), 1):.0f} %."
    )


def lengthening(ax):
    """Draw how much further a muscle lengthens under its own steady pull."""
    time = np.linspace(0, LONGEST_S, 91)
    ax.axvspan(*GUIDE_S, color=PALETTE["rest"], lw=0)
    for material, kind in (("two-branch", "third"), ("simple", "model")):
        place = {"xytext": (0, 10), "ha": "right", "at": 34} if kind == "third" else {"xytext": (4, -12), "at": 34}
        chart.line(ax, time, 100 * (stretch.lengthening(time, material=material) - 1), material, kind, **place)
    ax.set(
        xlim=(0, LONGEST_S), ylim=(0, 52), xlabel="time under the same pull (s)", ylabel="longer by (% of the first)"
    )


def lengthening_words():
    """Say in one sentence what `lengthening` shows."""
    gains = "; ".join(
        f"by {100 * (two - 1):.0f} % or {100 * (one - 1):.0f} % after {time} s"
        for time, two, one in (
            (time, *(float(stretch.lengthening(time, material=name)) for name in ("two-branch", "simple")))
            for time in (20, 30, 90)
        )
    )
    return f"Under a steady pull the stretch grows beyond what it was at first (two-branch, or simple): {gains}."


def recovery(ax):
    """Draw how the pull comes back after one hold of 90 s, by the length of the rest."""
    rest = np.linspace(0, 15 * 60, 181)
    for material, kind in (("two-branch", "third"), ("simple", "model")):
        peaks, _ = stretch.repeated(LONGEST_S, rest, 2, material=material)
        place = {"xytext": (6, -12), "at": 30} if kind == "third" else {"xytext": (-4, 9), "at": 14, "ha": "center"}
        chart.line(ax, rest / 60, 100 * peaks[:, 1], material, kind, **place)
    ax.set(xlim=(0, 15), ylim=(60, 105), xlabel="rest after one hold of 90 s (min)", ylabel="pull (% of the first)")


def recovery_words():
    """Say in two sentences what `recovery` shows."""
    peaks, _ = stretch.repeated(LONGEST_S, [60, 300], 2, material="two-branch")
    return (
        f"After a hold of 90 s the two-branch model pulls {100 * peaks[0, 1]:.0f} % of the first time when it has "
        f"rested for 1 min, and {100 * peaks[1, 1]:.0f} % after 5 min. What the stretch changed is gone in minutes."
    )


def against_published(ax):
    """Draw the model's fall of the pull over 90 s with what was measured at its end."""
    time = np.linspace(0, LONGEST_S, 91)
    for material, kind, where in (
        ("simple", "model", {"at": 45, "xytext": (0, -14)}),
        ("two-branch", "third", {"at": 24, "xytext": (-8, 12), "ha": "center"}),
    ):  # fmt: skip
        chart.line(ax, time, 100 * (1 - stretch.tension(time, material=material)), material, kind, **where)
    chart.published(ax, LONGEST_S, stretch.PUBLISHED["magnusson1996"], "healthy", xytext=(8, -3))
    chart.published(ax, LONGEST_S, stretch.PUBLISHED["magnusson1996_injury"], "spinal cord\ninjured")
    ax.set(xlim=(0, 92), ylim=(0, 42), xlabel="time held (s)", ylabel="fall of the pull (%)")


def against_published_words():
    """Say in two sentences what `against_published` shows."""
    healthy, injured = (stretch.PUBLISHED[name] for name in ("magnusson1996", "magnusson1996_injury"))
    two = 100 * (1 - float(stretch.tension(LONGEST_S, material="two-branch")))
    return (
        f"In a hold of 90 s the pull of the back of the thigh fell by {healthy.value:g} % in healthy people and by "
        f"{injured.value:g} % after an injury of the spinal cord; no error bars were seen. The simple model falls by "
        f"{healthy.model():.1f} %, the two-branch model by {two:.1f} %."
    )


def _share(hold_s, **given):
    """What share of the fall of the pull in 90 s the model has after a shorter hold. [%]"""
    whole = 1 - stretch.tension(LONGEST_S, **given)
    return 100 * (1 - stretch.tension(hold_s, **given)) / whole
