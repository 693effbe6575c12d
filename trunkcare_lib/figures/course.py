"""Pictures of how back pain passes: with and without a treatment, and how many must train for one to gain."""

import math

import numpy as np

from trunkcare_lib.figures import chart
from trunkcare_lib.models import course
from trunkcare_lib.palette import PALETTE

LOOK_BACK = 4
"""After how many weeks of treatment one looks back."""
LOOKS = {
    "have a new episode all the same": {"facecolor": PALETTE["switch"], "edgecolor": PALETTE["switch"]},
    "are spared one by the programme": {"facecolor": PALETTE["work"], "edgecolor": PALETTE["work"]},
    "would have had none anyway": {"facecolor": PALETTE["paper"], "edgecolor": PALETTE["line"]},
}
SHAPES = ("s", "D", "o")


def before_and_after(ax, *, start_week, effect, flare=0):
    """Draw the pain with a treatment and without, and what four weeks of it seem to have done.

    Parameters
    ----------
    ax : matplotlib Axes
    start_week, effect, flare : float
        As for `course.pain_treated`.
    """
    parts = {"start_week": start_week, "flare": flare}
    weeks = np.linspace(0, max(12, start_week + LOOK_BACK), 121)
    treated = course.pain_treated(weeks, effect=effect, **parts)
    alone = course.pain_treated(weeks, effect=0, **parts)
    ax.fill_between(weeks, treated, alone, color=PALETTE["work"], alpha=0.3, lw=0)
    if effect:
        chart.line(ax, weeks, alone, "without", "third", xytext=(5, 3))
    chart.line(ax, weeks, treated, "with treatment" if effect else "with or\nwithout", xytext=(5, -3))
    ends = np.array([start_week, start_week + LOOK_BACK])
    pain = course.pain_treated(ends, effect=effect, **parts)
    ax.plot(ends, pain, ls="none", marker="o", ms=7, color=PALETTE["ink"])
    for week, height, words in zip(ends, pain, ("start", "4 weeks later"), strict=True):
        ax.plot([week, week], [height, 88], color=PALETTE["line"], lw=0.8)
        ax.text(week, 89, words, ha="center" if week else "left", va="bottom")
    ax.set(xlim=(0, weeks[-1]), ylim=(0, 100), xlabel="weeks since the pain began", ylabel="pain (0 to 100)")


def before_and_after_words(*, start_week, effect, flare=0):
    """Say in one sentence what `before_and_after` shows."""
    seen, done = course.falls(start_week + LOOK_BACK, effect=effect, start_week=start_week, flare=flare)
    day = f"on a day that is {flare:g} points worse than usual" if flare else "on a usual day"
    start = f"in week {start_week:g}" if start_week else "at once"
    what = f"A treatment worth {effect:g} points" if effect else "A treatment that does nothing"
    share = f"about {done:.0f} of them; the rest" if done else "none of them; all"
    return (
        f"{what} starts {start}, {day}: four weeks later the pain is {seen:.0f} points lower. The treatment did "
        f"{share} would have come without it."
    )


def people_of_100(ax, *, baseline, programme):
    """Draw 100 people: who has a new episode within a year, and who is spared one.

    Parameters
    ----------
    ax : matplotlib Axes
    baseline : float
        Share of people with a new episode when nothing is done.
    programme : str
        One of `course.PROGRAMMES`.
    """
    with_it, spared = _people(baseline, programme)
    ends = np.cumsum([0, with_it, spared, 100 - with_it - spared])
    for (words, look), shape, first, last in zip(LOOKS.items(), SHAPES, ends[:-1], ends[1:], strict=True):
        number = np.arange(first, last)
        ax.scatter(number % 20, number // 20, s=90, marker=shape, lw=1.2, label=f"{last - first} {words}", **look)
    ax.set(xlim=(-0.7, 19.7), ylim=(4.6, -0.6))
    ax.axis("off")
    ax.figure.legend(loc="outside lower center", ncols=1, frameon=False, handletextpad=0.2)


def people_of_100_words(*, baseline, programme):
    """Say in one sentence what `people_of_100` shows."""
    with_it, spared = _people(baseline, programme)
    ratio = course.PROGRAMMES[programme]
    needed, low, high = (
        math.ceil(course.number_needed_to_treat(baseline, risk)) for risk in (ratio.value, ratio.low, ratio.high)
    )
    return (
        f"Of 100 people, {round(100 * baseline)} would have a new episode within a year; {programme} spares {spared} "
        f"of them, and {with_it} have one all the same. So {needed} people must do it for one to be spared ({low} to "
        f"{high} by the confidence interval of the trials)."
    )


def _people(baseline, programme):
    """Of 100 people: how many have an episode with the programme, how many are spared one."""
    with_it = round(100 * baseline * course.PROGRAMMES[programme].value)
    return with_it, round(100 * baseline) - with_it


def against_published(ax):
    """Draw the model's course over a year with the means of the reviews."""
    weeks = np.linspace(0, 52, 209)
    chart.line(ax, weeks, course.pain(weeks), "model", at=60, xytext=(3, 9))
    for cohort, words in (("acute", "new pain"), ("persistent", "pain that had lasted")):
        for week in getattr(course, cohort.upper()):
            entry = course.PUBLISHED[f"{cohort}_week_{week}"]
            chart.published(ax, week, entry, words if week == 6 + 20 * (cohort == "acute") else "", xytext=(8, 9))
    chart.published(ax, 0, course.PUBLISHED["acute_2024_start"])
    chart.published(ax, 52, course.PUBLISHED["acute_2024_year"], "new pain,\nrecalled", xytext=(9, -2), va="top")
    ax.set(xlim=(-1, 53), ylim=(0, 62), xlabel="weeks since the pain began", ylabel="pain (0 to 100)")


def against_published_words():
    """Say in one sentence what `against_published` shows."""
    new = ", ".join(f"{value} ({course.pain(week):.0f}) in week {week}" for week, (value, _) in course.ACUTE.items())
    lasting = ", ".join(f"{value} in week {week}" for week, (value, _) in course.PERSISTENT.items())
    return (
        f"Mean pain of people with new back pain, the model's in brackets: {new}. People whose pain had lasted kept "
        f"more: {lasting}. A newer review starts at "
        f"{course.PUBLISHED['acute_2024_start'].value}; as we recall it, about "
        f"{course.PUBLISHED['acute_2024_year'].value} are left after a year for new pain too."
    )
