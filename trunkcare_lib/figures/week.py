"""Picture of a week of a plan: which exercises on which days, how long they take, and the limit."""

from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.palette import PALETTE

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# Told apart by shape as well as by size, so that they survive a grey print.
MARKS = {
    "low": {"marker": "o", "s": 90, "facecolor": PALETTE["work"], "edgecolor": PALETTE["work"]},
    "high": {"marker": "D", "s": 90, "facecolor": PALETTE["switch"], "edgecolor": PALETTE["switch"]},
}
MEANS = {"low": "lower end of the dose", "high": "upper end of the dose"}


def week(ax, *, plan, number=1):
    """Draw a week of a plan: a row for each exercise, a mark on each of its days, below the minutes of each day.

    Parameters
    ----------
    ax : matplotlib Axes
    plan : Plan
        As from `models.plan.build`.
    number : int
        The week, from 1.

    Raises
    ------
    ValueError
        If the plan has no exercises, or no such week.
    """
    days, minutes = _days(plan, number)
    rows = [item.exercise for item in plan.items]
    for row, item in enumerate(plan.items):
        ax.axhline(row, color=PALETTE["line"], lw=0.6, zorder=0)
        if item.from_week > number:
            clear = {"fc": PALETTE["paper"], "ec": "none", "pad": 1.5}
            ax.text(3, row, f"from week {item.from_week}", ha="center", va="center", bbox=clear)
    for bound, look in MARKS.items():
        at = [(day, rows.index(id_)) for day, due in enumerate(days) for id_ in due if due[id_] == bound]
        if at:
            ax.scatter(*zip(*at, strict=True), zorder=2, label=MEANS[bound], **look)
    if any(days):
        ax.figure.legend(loc="outside lower center", ncols=2, frameon=False, handletextpad=0.2)
    for day, time_min in enumerate(minutes):
        ax.text(day, len(rows), _figure(time_min) if time_min else "–", ha="center", va="center")
    ax.text(-0.75, len(rows), "minutes", ha="right", va="center")
    ax.set_yticks(range(len(rows)), [_name(id_) for id_ in rows])
    ax.set_xticks(range(7), DAYS)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    limit = f"week {number}; limit: {plan.profile.minutes} min a day"
    ax.set(xlim=(-0.6, 6.6), ylim=(len(rows) + 0.5, -0.6), xlabel=limit)


def week_words(*, plan, number=1):
    """Say in one or two sentences what `week` shows."""
    days, minutes = _days(plan, number)
    when, later = {}, {}
    for item in plan.items:
        if on := tuple(day for day in range(7) if item.exercise in days[day]):
            when.setdefault((on, days[on[0]][item.exercise]), []).append(_name(item.exercise))
        else:
            later.setdefault(item.from_week, []).append(_name(item.exercise))
    parts = [
        f"{_joined(names)} {'every day' if len(on) == 7 else 'on ' + _joined([DAYS[day] for day in on])}, "
        f"at the {MEANS[bound]}"
        for (on, bound), names in when.items()
    ]
    parts += [f"not before week {first}: {_joined(names)}" for first, names in later.items()]
    if not any(days):
        return f"Week {number}: {'; '.join(parts)}."
    least, most = (_figure(end(filter(None, minutes))) for end in (min, max))
    times = f"{least} min" if least == most else f"{least} to {most} min"
    limit = f"of {plan.profile.minutes} min at most"
    return f"Week {number}: {'; '.join(parts)}. A day with exercises takes {times}, {limit}."


def _days(plan, number):
    """For each day what is due, as exercise to the end of its dose, and the minutes it takes."""
    if not plan.items:
        raise ValueError("The plan has no exercises, so there is no week to draw; its advice comes first.")
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= plan.weeks:
        raise ValueError(f"number is {number!r}, but the plan has the weeks 1 to {plan.weeks}.")
    days = [dict(plan.session(number, day)) for day in range(7)]
    return days, [plan.session_s(number, day) / 60 for day in range(7)]


def _figure(time_min):
    return f"{time_min:.1f}"


def _name(id_):
    return CATALOGUE[id_].name.partition(" (")[0]


def _joined(words):
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
