"""Pictures of doses: a session's timeline, and what a programme's minutes are made of."""

from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path

from trunkcare_lib.dose import WORK, Dose
from trunkcare_lib.palette import PALETTE

# Told apart by height and outline as well as by colour, so that they survive a grey print.
LOOKS = {
    "get ready": {"height": 0.6, "facecolor": PALETTE["paper"], "edgecolor": PALETTE["quiet"]},
    "hold": {"height": 1.0, "facecolor": PALETTE["work"], "edgecolor": PALETTE["paper"]},
    "move": {"height": 1.0, "facecolor": PALETTE["work"], "edgecolor": PALETTE["paper"]},
    "rest": {"height": 0.35, "facecolor": PALETTE["rest"], "edgecolor": PALETTE["quiet"]},
    "switch": {"height": 0.6, "facecolor": PALETTE["switch"], "edgecolor": PALETTE["paper"]},
}
RANGE = {"edgecolor": PALETTE["quiet"], "linestyle": (0, (2, 2)), "lw": 0.8}
AXES_S = (60, 120, 300, 720, 1800, 3600)
COLOURS = {kind: {name: look[name] for name in ("facecolor", "edgecolor")} for kind, look in LOOKS.items()}


def timeline(ax, *, bound="low", **parts):
    """Draw one session second by second: tall bars for work, low bars for the rest.

    Parameters
    ----------
    ax : matplotlib Axes
    bound : {"low", "high"}
        Which end of every range is drawn.
    **parts
        As for `Dose`.
    """
    events = Dose(**parts).timeline(bound)
    kinds = dict.fromkeys(event.kind for event in events)
    for kind in kinds:
        # One path a kind, not one a bar: a session of 200 repetitions stays a small picture.
        bars = [_bar(event.start_s, event.end_s, LOOKS[kind]["height"]) for event in events if event.kind == kind]
        ax.add_patch(PathPatch(Path.make_compound_path(*bars), linewidth=0.6, clip_on=False, **COLOURS[kind]))
    for side in ("left", "right"):
        spans = [event for event in events if event.side == side and event.kind in WORK]
        if spans:
            ax.text((spans[0].start_s + spans[-1].end_s) / 2, 1.06, f"{side} side", ha="center")
    _legend(ax, [Patch(**COLOURS[kind]) for kind in kinds], list(kinds))
    # Few fixed lengths of the axis, so that a longer session looks longer.
    axis_s = next((length_s for length_s in AXES_S if length_s >= events[-1].end_s), events[-1].end_s)
    ax.set(xlim=(0, axis_s), ylim=(0, 1.2), xlabel="time from the start (s)", yticks=[])
    ax.spines["left"].set_visible(False)


def timeline_words(*, bound="low", **parts):
    """Say in one sentence what `timeline` shows."""
    dose = Dose(**parts)
    events = dose.timeline(bound)
    work = [event for event in events if event.kind in WORK]
    each_s = work[0].end_s - work[0].start_s
    one, many, done = (
        ("hold", "holds", "of holding") if work[0].kind == "hold" else ("movement", "movements", "of moving")
    )
    sides = ", half of them on each side" if dose.sides == 2 else ""
    session_s, work_s = events[-1].end_s, sum(event.end_s - event.start_s for event in work)
    ranges = any(isinstance(part, tuple) for part in (dose.sets, dose.reps, dose.hold_s, dose.cycle_s, dose.rest_s))
    return f"At the {bound} end of each range: " * ranges + (
        f"{len(work)} {one if len(work) == 1 else many} of {each_s:g} s{sides}: "
        f"{_clock(work_s)} {done} in a session of {_clock(session_s)} ({work_s / session_s:.0%})."
    )


def programme(ax, doses):
    """Draw what the minutes of several exercises are made of, one bar for each.

    The bars stand for the low end of every range; a dotted box leads on to the high end.

    Parameters
    ----------
    ax : matplotlib Axes
    doses : mapping of str to Dose
        By the name that stands beside the bar.
    """
    kinds = {"work": ("hold", "move"), "rest": ("rest",), "get ready and switch": ("get ready", "switch")}
    looks = {"work": COLOURS["hold"], "rest": COLOURS["rest"], "get ready and switch": COLOURS["get ready"]}
    timelines, rows = [dose.timeline() for dose in doses.values()], range(len(doses))
    left_min = [0] * len(doses)
    for name, members in kinds.items():
        widths_min = [
            sum(event.end_s - event.start_s for event in events if event.kind in members) / 60 for events in timelines
        ]
        ax.barh(rows, widths_min, left=left_min, height=0.68, label=name, lw=0.6, **looks[name])
        left_min = [left + width for left, width in zip(left_min, widths_min, strict=True)]
    ends_min = [tuple(end_s / 60 for end_s in dose.session_s) for dose in doses.values()]
    rest_min = [high - left for left, (_, high) in zip(left_min, ends_min, strict=True)]
    ax.barh(rows, rest_min, left=left_min, height=0.68, fill=False, **RANGE)
    for row, (low, high) in zip(rows, ends_min, strict=True):
        ends = dict.fromkeys((f"{low:.1f}", f"{high:.1f}"))
        ax.text(high + 0.06, row, "–".join(ends), va="center")
    ax.set(yticks=rows, yticklabels=list(doses), xlabel="time for one session (min)")
    ax.tick_params(axis="y", length=0)
    ax.margins(x=0.14)
    ax.invert_yaxis()
    _legend(ax, *ax.get_legend_handles_labels())


def programme_words(doses):
    """Say in one sentence what `programme` shows; `doses` has at least two."""
    low_s, high_s = (sum(dose.session_s[end] for dose in doses.values()) for end in (0, 1))
    work_s, work_high_s = (sum(dose.work_s[end] for dose in doses.values()) for end in (0, 1))
    longest = [max(doses, key=lambda name, end=end: doses[name].session_s[end]).lower() for end in (0, 1)]
    which = (
        longest[0]
        if longest[0] == longest[1]
        else f"{longest[0]} at the low end of the ranges, {longest[1]} at the high end"
    )
    return (
        f"The {len(doses)} exercises together take {low_s / 60:.0f} to {high_s / 60:.0f} minutes, of which "
        f"{work_s / 60:.0f} to {work_high_s / 60:.0f} minutes are work; the longest is {which}."
    )


def comparison_words(doses):
    """Say in one sentence what `programme` shows of doses that are set side by side, at both ends of ranges."""
    each = {name: (span_words(dose.work_s), span_words(dose.session_s)) for name, dose in doses.items()}
    return "; ".join(f"{name}: {work} of work in {session}" for name, (work, session) in each.items()) + "."


def _legend(ax, patches, names):
    ax.figure.legend(patches, names, loc="outside upper center", ncols=len(names), frameon=False, handlelength=1.4)


def _bar(start_s, end_s, height):
    return Path([(start_s, 0), (start_s, height), (end_s, height), (end_s, 0), (start_s, 0)], closed=True)


def span_words(range_s):
    """A time in seconds, minutes, or a range of them."""
    return " to ".join(dict.fromkeys(map(_clock, range_s)))


def _clock(time_s):
    """Seconds up to two minutes, then minutes and seconds."""
    if time_s < 120:
        return f"{time_s:g} s"
    minutes, seconds = divmod(round(time_s), 60)
    return f"{minutes:g} min" + (f" {seconds:g} s" if seconds else "")
