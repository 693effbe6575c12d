"""Pictures of exercises, drawn from the joint angles of ``data/poses.toml``: stops, movement, a gallery."""

from itertools import pairwise
from math import ceil
from numbers import Real

from matplotlib.patches import PathPatch
from matplotlib.path import Path

from trunkcare_lib.figures import person, props
from trunkcare_lib.models.blend import blend
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.motion import MOTIONS
from trunkcare_lib.models.pose import box, moved, named
from trunkcare_lib.palette import PALETTE
from trunkcare_lib.vocabulary import MUSCLES

VIEWS = {"side": "seen from the right", "front": "seen from the front", "above": "seen from above"}
VERBS = {"works": ("works", "work"), "steadies": ("steadies", "steady"), "stretched": ("is stretched", "are stretched")}
PLURALS = ("ings", "als", "ers", "ors")


def stop(ax, *, exercise, number):
    """Draw one stop of an exercise: its start with arrows that say where it goes, or an end with its muscles.

    Parameters
    ----------
    ax : matplotlib Axes
    exercise : str
        An id of the catalogue.
    number : int
        0 for the start, 1 and more for the ends in their order, then for other ways to do it.
    """
    motion, place = _stop(exercise, number)
    pose = named(place.pose)
    _stage(ax, motion, pose, _parts(exercise, pose, place if number else None))
    if number:
        _key(ax, motion)
    else:
        for arrow in motion.arrows:
            props.arrow(ax, *props.way(motion, arrow), both_ways=bool(motion.cycle))


def stop_words(*, exercise, number):
    """Say in one sentence what `stop` shows."""
    motion, place = _stop(exercise, number)
    pose = named(place.pose)
    what = "End" if len(motion.ends) == 1 else f"Position {number} of {len(motion.ends)}"
    what = "Start" if number == 0 else "Another way" if place in motion.also else what
    parts = _parts(exercise, pose, place if number else None)
    marked = {mark.muscle for mark in person.marks(pose.view)}
    hidden = [
        MUSCLES[part.muscle].name.lower()
        for part in CATALOGUE[exercise].muscles
        if number and part.muscle not in parts and (place.sides(part.muscle) or part.muscle not in marked)
    ]
    words = [place.says, *_muscle_words(parts), *([f"not seen from here: {', '.join(hidden)}"] if hidden else [])]
    return f"{what}, {VIEWS[pose.view]}: {'; '.join(words)}{_against(exercise)}."


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
    says = motion.stops[end].says + _against(exercise)
    if start == end:
        unit_s, unit = (60, "min") if end_s - start_s >= 120 else (1, "s")
        kind, done, long = "Pause" if motion.cycle else "Hold", (time_s - start_s) / unit_s, (end_s - start_s) / unit_s
        return f"{kind}, {done:.3g} of {long:g} {unit}: {says}."
    if time_s == start_s:
        says = motion.stops[start].says + _against(exercise)
    return f"{time_s:g} s{'' if time_s in (start_s, end_s) else ', moving to'}: {says}."


def plain(ax, *, exercise, at):
    """Draw an exercise on its way without a word or a mark, so that its mirror image is the other side.

    Parameters
    ----------
    ax : matplotlib Axes
    exercise : str
        An id of the catalogue.
    at : float
        The place on the way, in numbers of stops as in `Motion.at`: 0.5 is halfway from the first to the second.
    """
    motion = _motion(exercise)
    plain_words(exercise=exercise, at=at)
    before = min(int(at), len(motion.stops) - 2)
    pose = blend(motion.stops[before].pose, motion.stops[before + 1].pose, round(at - before, 2))
    _stage(ax, motion, pose, {}, words=False)


def plain_words(*, exercise, at):
    """Say in one sentence what `plain` shows."""
    stops = _motion(exercise).stops
    if isinstance(at, bool) or not isinstance(at, Real) or not 0 <= at <= len(stops) - 1:
        raise ValueError(f"at is {at!r}, but {exercise} has the stops 0 to {len(stops) - 1}.")
    says = [stops[number].says for number in dict.fromkeys([int(at), ceil(at)])]
    return f"{VIEWS[named(stops[0].pose).view].capitalize()}: {'; on the way to: '.join(says)}."


def gallery(ax, *, exercises):
    """Draw where several exercises end, three in a row, with their names; `exercises` is a list of ids."""
    wide, high = 1.38, 0.78
    gallery_words(exercises=exercises)
    rows = -(-len(exercises) // 3)
    ax.set_position([0, 0, 1, 1])
    props.limits(ax, 0, 3 * wide, 0.58 - rows * high, 0.58)
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
    stops = [motion.start, *motion.ends, *motion.also]
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


def _against(exercise):
    return "; the course does not recommend it" * bool(CATALOGUE[exercise].advice_against)


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


def _stage(ax, motion, pose, parts, words=True):
    """The space of the whole movement, so that nothing jumps, what it is done on, and the person."""
    space = box(stop.pose for stop in motion.stops)
    ax.set_position([0, 0, 1, 1])
    props.limits(ax, *space)
    props.things(ax, motion, pose, space[:2])
    person.draw(ax, pose, parts)
    if "hands" in motion.things:
        props.hands(ax, pose)
    if not words:
        return
    props.names(ax, pose)
    if CATALOGUE[motion.id].advice_against:
        look = {"ha": "right", "va": "top", "color": PALETTE["wrong"], "weight": "bold"}
        ax.text(0.98, 0.98, "not recommended", transform=ax.figure.transFigure, **look)


def _key(ax, motion):
    """What the marks mean."""
    seen = {mark.muscle for mark in person.marks(named(motion.start.pose).view)}
    roles = {part.role for part in CATALOGUE[motion.id].muscles if part.muscle in seen}
    props.key(ax, [role for role in VERBS if role in roles])
