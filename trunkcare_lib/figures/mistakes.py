"""Pictures of common errors, each beside the good form: marked, to learn from, and unmarked, to spot."""

import numpy as np
from matplotlib.patches import Ellipse

from trunkcare_lib.figures import person, props
from trunkcare_lib.models.motion import MISTAKES, MOTIONS
from trunkcare_lib.models.pose import box, joints, named
from trunkcare_lib.palette import PALETTE


def marked(ax, *, name):
    """Draw a common error with the good form above it or on its left, and mark where it shows.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        An id of `MISTAKES`.
    """
    error = _entry(name)
    _, part = _pair(ax, error, (error.beside, "✓ good form", "ink"), (error.pose, "✗ error", "wrong"), hands=True)
    _ring(part, error)


def marked_words(*, name):
    """Say in one sentence what `marked` shows."""
    error = _entry(name)
    where = "above" if error.stacked else "on the left"
    return f"A common error, {error.error[0].lower()}{error.error[1:]}: {error.says}; the good form is {where}."


def to_spot(ax, *, name):
    """Draw the good form and the error as A and B, unmarked; `Mistake.letter` says which is the error.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        An id of `MISTAKES`.
    """
    error = _entry(name)
    _pair(ax, error, *((pose, letter, "ink") for letter, pose in _by_letter(error, error.pose, error.beside)))


def to_spot_words(*, name):
    """Say in one sentence what `to_spot` shows, without saying which is the error."""
    error = _entry(name)
    (_, first), (_, second) = _by_letter(error, error.says, error.good)
    return f"Two ways to do it. A: {first}. B: {second}."


def spotted(ax, *, name):
    """Draw what `to_spot` draws, with the error marked.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        An id of `MISTAKES`.
    """
    error = _entry(name)
    wrong, right = (error.pose, "✗ error", "wrong"), (error.beside, "✓ good form", "ink")
    shown = [(pose, f"{letter} {word}", colour) for letter, (pose, word, colour) in _by_letter(error, wrong, right)]
    parts = _pair(ax, error, *shown)
    _ring(parts["AB".index(error.letter)], error)


def spotted_words(*, name):
    """Say in one sentence what `spotted` shows."""
    error = _entry(name)
    what = error.error[0].lower() + error.error[1:]
    return f"{error.letter} is the error, {what}: {error.says}. Good form: {error.good}."


def _by_letter(error, wrong, right):
    """What belongs to the error and to the good form, each with its letter, A first."""
    return list(zip("AB", (wrong, right) if error.letter == "A" else (right, wrong), strict=True))


def _ring(part, error):
    """Mark where an error shows, and what is forced."""
    pose = named(error.pose)
    ring = {"fc": "none", "ec": PALETTE["wrong"], "lw": 2.2, "ls": (0, (4, 2)), "clip_on": False}
    part.add_artist(Ellipse(joints(pose)[error.at], 0.2, 0.2, **ring))
    if error.push:
        start = np.add(joints(pose)[error.push.joint], error.push.by)
        props.arrow(part, start, start + error.push.to, colour="wrong")


def _entry(given):
    if not isinstance(given, str) or given not in MISTAKES:
        raise ValueError(f"name is {given!r}, but must be one of {', '.join(MISTAKES)}.")
    return MISTAKES[given]


def _pair(ax, error, *shown, hands=False):
    """Draw two poses above or beside one another, each with its word and the colour of that, and give their axes.

    A helper's hands stand by the good form alone, which would give it away to one who is to spot the error.
    """
    motion, (wide, high) = MOTIONS[error.exercise], error.space
    ax.set_position([0, 0, 1, 1])
    ax.axis("off")
    spots = ((0, 0.5, 1, 0.5), (0, 0, 1, 0.5)) if error.stacked else ((0, 0, 0.5, 1), (0.5, 0, 0.5, 1))
    parts = []
    for spot, (name, word, colour) in zip(spots, shown, strict=True):
        part, pose = ax.inset_axes(spot), named(name)
        left, right, low, _ = box([name])
        middle, half = (left + right) / 2, wide / 2 + 0.1 * ("ball" in motion.things)
        props.limits(part, middle - half, middle + half, low, low + high)
        props.things(part, motion, pose, (left, right), without=("rail",))
        person.draw(part, pose, {})
        if hands and "hands" in motion.things and not pose.wrong:
            props.hands(part, pose)
        aside = {"x": 0.98, "ha": "right"} if joints(error.pose)[error.at][0] < middle else {"x": 0.02, "ha": "left"}
        look = {"va": "top", "color": PALETTE[colour], "weight": "bold", "transform": part.transAxes}
        part.text(y=0.97, s=word, **aside, **look)
        parts.append(part)
    return parts
