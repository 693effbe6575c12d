"""Pictures of exercises, drawn from the joint angles of ``data/poses.toml``: stops, movement, mistakes, a gallery."""

from itertools import pairwise

import numpy as np
from matplotlib.patches import Ellipse, FancyArrowPatch, PathPatch
from matplotlib.path import Path

from trunkcare_lib.figures import person, props
from trunkcare_lib.models.blend import blend
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.motion import MISTAKES, MOTIONS
from trunkcare_lib.models.pose import box, joints, moved, named
from trunkcare_lib.palette import PALETTE
from trunkcare_lib.vocabulary import MUSCLES

VIEWS = {"side": "seen from the right", "front": "seen from the front", "above": "seen from above"}
VERBS = {"works": ("works", "work"), "steadies": ("steadies", "steady"), "stretched": ("is stretched", "are stretched")}
PLURALS = ("ings", "als", "ers", "ors")
AGAINST = "the course does not recommend it"
SHORTEST = 0.13  # of an arrow, in body heights
ARC = 0.19  # the radius of an arrow around a joint, in body heights


def stop(ax, *, exercise, number):
    """Draw one stop of an exercise: its start with arrows that say where it goes, or an end with its muscles.

    Parameters
    ----------
    ax : matplotlib Axes
    exercise : str
        An id of the catalogue.
    number : int
        0 for the start, 1 and more for the ends in their order.
    """
    motion, place = _stop(exercise, number)
    pose = named(place.pose)
    _stage(ax, motion, pose, _parts(exercise, pose, place if number else None))
    if number:
        _key(ax, motion)
    else:
        for arrow in motion.arrows:
            _arrow(ax, *_way(motion, arrow), both_ways=bool(motion.cycle))


def stop_words(*, exercise, number):
    """Say in one sentence what `stop` shows."""
    motion, place = _stop(exercise, number)
    pose = named(place.pose)
    what = "Start" if number == 0 else "End" if len(motion.ends) == 1 else f"Position {number} of {len(motion.ends)}"
    words = [place.says, *_muscle_words(_parts(exercise, pose, place if number else None))]
    words += [AGAINST] if CATALOGUE[exercise].advice_against else []
    return f"{what}, {VIEWS[pose.view]}: {'; '.join(words)}."


def movement(ax, *, exercise, time_s):
    """Draw an exercise at a time of one repetition, at the tempo of its dose.

    Parameters
    ----------
    ax : matplotlib Axes
    exercise : str
        An id of the catalogue.
    time_s : float
        Since the start of the repetition. [s]
    """
    motion, dose = _motion(exercise), CATALOGUE[exercise].dose
    pose, goal = motion.pose(dose, time_s), motion.goal(dose, time_s)
    _stage(ax, motion, pose, _parts(exercise, pose, None if goal is motion.start else goal))
    _key(ax, motion)


def movement_words(*, exercise, time_s):
    """Say in one sentence what `movement` shows."""
    motion, dose = _motion(exercise), CATALOGUE[exercise].dose
    motion.at(dose, time_s)
    keys = motion.keys(dose)
    (start_s, start), (end_s, end) = next(pair for pair in pairwise(keys) if time_s <= pair[1][0])
    says = motion.stops[end].says
    if start == end:
        return f"Hold, {time_s - start_s:.3g} of {end_s - start_s:g} s: {says}."
    if time_s == start_s:
        return f"{time_s:g} s: {motion.stops[start].says}."
    return f"{time_s:g} s: {says}." if time_s == end_s else f"{time_s:.1f} s, on the way to this: {says}."


def mistake(ax, *, name):
    """Draw a common error beside the right form, and mark where it shows; `name` is an id of `MISTAKES`."""
    error = _entry(MISTAKES, name, "name")
    motion, (right, wrong) = MOTIONS[error.exercise], (box([pose]) for pose in (error.beside, error.pose))
    shift = right[1] - wrong[0] + 0.12
    low, high = min(right[2], wrong[2]), max(right[3], wrong[3])
    _limits(ax, right[0] - 0.08, wrong[1] + shift, low, high + 0.05)
    for pose, space, dx in ((error.beside, right, 0), (error.pose, wrong, shift)):
        props.things(ax, motion, named(pose), space, dx)
        person.draw(ax, moved(named(pose), dx), {})
        if "hands" in motion.things and not named(pose).wrong:
            props.hands(ax, moved(named(pose), dx))
    for space, dx, word, colour in ((right, 0, "✓ right", "ink"), (wrong, shift, "✗ wrong", "wrong")):
        middle = (space[0] + space[1]) / 2 + dx
        ax.text(middle, high - 0.02, word, ha="center", color=PALETTE[colour], weight="bold")
    x, y = joints(error.pose)[error.at]
    ring = {"fc": "none", "ec": PALETTE["wrong"], "lw": 2.2, "ls": (0, (4, 2)), "clip_on": False}
    ax.add_artist(Ellipse((x + shift, y), 0.2, 0.2, **ring))
    if error.push:
        start = np.sum([joints(error.pose)[error.push.joint], error.push.by, (shift, 0)], 0)
        _arrow(ax, start, start + error.push.to, colour="wrong")


def mistake_words(*, name):
    """Say in one sentence what `mistake` shows."""
    error = _entry(MISTAKES, name, "name")
    return f"A common error, {error.error[0].lower()}{error.error[1:]}: {error.says}; the right form stands beside it."


def gallery(ax, *, exercises):
    """Draw where several exercises end, three in a row, with their names; `exercises` is a list of ids."""
    wide, high = 1.38, 0.78
    gallery_words(exercises=exercises)
    rows = -(-len(exercises) // 3)
    _limits(ax, 0, 3 * wide, 0.58 - rows * high, 0.58)
    for number, exercise in enumerate(exercises):
        pose = named(_motion(exercise).ends[-1].pose)
        left, right, *_ = box([pose])
        over, down = (number % 3 + 0.5) * wide, high * (number // 3)
        person.draw(ax, moved(pose, over - (left + right) / 2, -down), {})
        floor = Path([(over - 0.63, -down), (over + 0.63, -down)])
        ax.add_artist(PathPatch(floor, ec=PALETTE["line"], lw=1.5, zorder=0))
        ax.text(over, -down - 0.17, CATALOGUE[exercise].name.split(" (")[0], ha="center")


def gallery_words(*, exercises):
    """Say in one sentence what `gallery` shows."""
    if not exercises:
        raise ValueError("exercises is empty, but must name at least one.")
    names = [CATALOGUE[_motion(exercise).id].name for exercise in exercises]
    return f"{', '.join(names)}: where each movement ends."


def _motion(exercise):
    return _entry(MOTIONS, exercise, "exercise")


def _entry(entries, given, what):
    if not isinstance(given, str) or given not in entries:
        raise ValueError(f"{what} is {given!r}, but must be one of {', '.join(entries)}.")
    return entries[given]


def _stop(exercise, number):
    motion = _motion(exercise)
    stops = [motion.start, *motion.ends]
    if isinstance(number, bool) or not isinstance(number, int) or number not in range(len(stops)):
        raise ValueError(f"number is {number!r}, but {exercise} has the stops 0 to {len(stops) - 1}.")
    return motion, stops[number]


def _parts(exercise, pose, place):
    """The muscles to mark at a stop, each with its part and sides: none at rest, and only what the view shows."""
    if place is None:
        return {}
    roles = {part.muscle: part.role for part in CATALOGUE[exercise].muscles}
    seen = ("right",) if pose.view == "side" else ("right", "left")
    parts = {}
    for mark in person.marks(pose.view):
        sides = tuple(side for side in place.sides(mark.muscle) if side in seen)
        if mark.muscle in roles and sides:
            parts[mark.muscle] = (roles[mark.muscle], sides)
    return parts


def _muscle_words(parts):
    """For each part the muscles that have it, such as "gluteus maximus and hamstrings work"."""
    one_sided = len({sides for _, sides in parts.values()}) > 1
    for role, verbs in VERBS.items():
        names = [
            MUSCLES[muscle].name.lower() + f" ({' and '.join(sides)})" * one_sided
            for muscle, (part, sides) in parts.items()
            if part == role
        ]
        if names:
            *most, last = names
            many = most or last.endswith(PLURALS)
            yield f"{', '.join(most)}{' and ' * bool(most)}{last} {verbs[bool(many)]}"


def _limits(ax, left, right, bottom, top):
    ax.set_position([0, 0, 1, 1])
    ax.axis("off")
    ax.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")


def _stage(ax, motion, pose, parts):
    """The space of the whole movement, so that nothing jumps, what it is done on, and the person."""
    space = box(stop.pose for stop in motion.stops)
    _limits(ax, *space)
    props.things(ax, motion, pose, space)
    person.draw(ax, pose, parts)
    if "hands" in motion.things:
        props.hands(ax, pose)
    _names(ax, pose)
    if CATALOGUE[motion.id].advice_against:
        ax.text(
            0.98,
            0.98,
            "not recommended",
            ha="right",
            va="top",
            color=PALETTE["wrong"],
            weight="bold",
            transform=ax.figure.transFigure,
        )


def _way(motion, arrow):
    """The places that an arrow goes through: those of a joint from start to end, or between both ends."""
    start, ends = motion.start.pose, [end.pose for end in motion.ends]
    at = np.add(joints(start)[arrow.joint], arrow.by)
    if arrow.to:
        return at, at + arrow.to
    if arrow.arc:
        angles = np.radians(np.linspace(*arrow.arc, 13))
        return at + ARC * np.stack([np.cos(angles), np.sin(angles)], 1)
    ways = [(start, ends[-1])] if not motion.cycle else [(ends[0], start), (start, ends[1])]
    way = np.array([joints(blend(*way, share))[arrow.joint] for way in ways for share in np.linspace(0, 1, 15)])
    long = np.hypot(*(way[-1] - way[0]))
    if long < SHORTEST:  # a small movement: only its direction is true
        way = way.mean(0) + (way - way.mean(0)) * SHORTEST / max(long, 1e-9)
    return way + arrow.by


def _arrow(ax, *way, both_ways=False, colour="switch"):
    look = {"mutation_scale": 14, "lw": 2.4, "color": PALETTE[colour], "clip_on": False}
    ax.add_artist(FancyArrowPatch(path=Path(way), arrowstyle="<|-|>" if both_ways else "-|>", **look))


def _names(ax, pose):
    """Which side is which, where the view does not tell: at the feet of who stands, at the arms of who lies."""
    joint, aside = {"front": ("toe", 0.06), "above": ("elbow", 0)}.get(pose.view, (None, 0))
    if joint and "elbow" not in pose.supports:
        at = joints(pose)
        for side, (x, y), way in (("right", at[joint], -1), ("left", at[f"left_{joint}"], 1)):
            ax.text(x + way * aside, y + 0.045, side, ha="left" if way > 0 else "right")
    if pose.view == "above":
        ax.text(0.02, 0.03, "lying,\nseen from\nabove", transform=ax.figure.transFigure)


def _key(ax, motion):
    """What the marks mean."""
    seen = {mark.muscle for mark in person.marks(named(motion.start.pose).view)}
    roles = {part.role for part in CATALOGUE[motion.id].muscles if part.muscle in seen}
    props.key(ax, [role for role in VERBS if role in roles])
