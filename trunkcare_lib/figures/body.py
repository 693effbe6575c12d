"""Pictures of the body in motion, drawn from the joint angles of ``data/poses.toml``."""

import numpy as np
from matplotlib.patches import Ellipse, FancyArrowPatch, FancyBboxPatch, PathPatch
from matplotlib.path import Path

from trunkcare_lib import silhouette as outline
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.motion import MISTAKES, MOTIONS
from trunkcare_lib.models.pose import blend, box, joints, moved, named, places
from trunkcare_lib.palette import PALETTE
from trunkcare_lib.vocabulary import MUSCLES

INK = PALETTE["ink"]
SIDES = {"both": (-1, 1), "right": (-1,), "left": (1,)}
VIEWS = {"side": "seen from the right", "front": "seen from the front", "above": "seen from above"}
SHORTEST = 0.13  # of an arrow, in body heights
BEHIND = np.array([0.014, 0.012])  # the far limbs, as shares of body height
LINE = 1.0
# A muscle's part is told by its fill and by the lines on it, so that it survives a grey print.
LOOKS = {
    "works": {"fill": PALETTE["active"], "lines": PALETTE["paper"], "dash": "-"},
    "steadies": {"fill": PALETTE["paper"], "lines": PALETTE["active"], "dash": "-"},
    "stretched": {"fill": PALETTE["stretch"], "lines": INK, "dash": (0, (2.2, 2.2))},
}


def _path(outlines, roundness=1.0):
    """Outlines as one path of smooth closed curves, all turning the same way, so that they merge where they overlap."""
    curves = []
    for points in outlines:
        x, y = points.T
        if np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) < 0:
            points = points[::-1]
        curves.append(outline.smooth(points, roundness))
    return Path(np.vstack([vertices for vertices, _ in curves]), [code for _, codes in curves for code in codes])


def _fill(ax, outlines, colour, line=LINE):
    """Draw outlines as one shape: first the line around all of them, then the fill over its inner half."""
    path = _path(outlines)
    ax.add_artist(PathPatch(path, fc="none", ec=INK, lw=2 * line, joinstyle="round", clip_on=False))
    ax.add_artist(PathPatch(path, fc=colour, ec="none", clip_on=False))


def _leg(at, side):
    hip, knee, ankle, toe = (np.array(at[side + joint][:2]) for joint in ("hip", "knee", "ankle", "toe"))
    along = (toe - ankle) / np.hypot(*(toe - ankle))
    skin = [outline.segment(hip, knee, outline.THIGH), outline.segment(knee, ankle, outline.SHANK), outline.shape(ankle, along, outline.FOOT)]
    return skin, outline.segment(hip, knee, outline.THIGH, until=0.5, extra=0.006)


def _leg_from_the_front(at, side):
    """Groups of outlines from far to near (one group where the leg is straight), and the cloth."""
    hip, knee, ankle, toe = (np.array(at[side + joint][:2]) for joint in ("hip", "knee", "ankle", "toe"))
    outwards = 1 if side else -1
    down = (ankle - knee) / max(np.hypot(*(ankle - knee)), 1e-9)
    foot = outline.segment(ankle - 0.004 * down, toe + 0.013 * down, ((0, 0.022, 0.022), (1, 0.030, 0.030)))
    shank, thigh = outline.segment(knee, ankle, outline.SHANK, front=outwards), outline.segment(hip, knee, outline.THIGH, front=outwards)
    bent = abs(at[f"{side}knee"][2] - at[f"{side}ankle"][2]) > 0.08
    skin = [[shank, foot], [thigh]] if bent else [[shank, foot, thigh]]
    return skin, outline.segment(hip, knee, outline.THIGH, until=0.5, extra=0.006)


def _arm(at, side):
    shoulder, elbow, wrist, tip = (np.array(at[side + joint][:2]) for joint in ("shoulder", "elbow", "wrist", "fingertip"))
    reach = tip - wrist
    along = reach / max(np.hypot(*reach), 1e-9)
    hand = [outline.shape(wrist, along, points, scale=max(np.hypot(*reach) / 0.108, 0.3)) for points in (outline.HAND, outline.THUMB)]
    skin = [outline.segment(shoulder, elbow, outline.UPPER_ARM), outline.segment(elbow, wrist, outline.FOREARM), *hand]
    return skin, outline.segment(shoulder, elbow, outline.UPPER_ARM, until=0.5, extra=0.005)


def _head_from_the_side(ax, at):
    neck, along = _neck(ax, at)
    skull = neck + outline.SKULL_ALONG * along + outline.SKULL_BEFORE * np.array([along[1], -along[0]])
    face = np.array([along[1], -along[0]])
    for points, colour in ((outline.HEAD, "skin"), (outline.HAIR, "hair"), (outline.EAR, "skin")):
        _fill(ax, [outline.shape(skull, face, points)], PALETTE[colour], 0.8 * LINE)
    ax.add_artist(PathPatch(_path([outline.shape(skull, face, outline.EYE)]), fc=INK, ec="none"))


def _head_from_the_front(ax, at):
    neck, along = _neck(ax, at)
    skull, across = neck + outline.SKULL_ALONG * along, np.array([along[1], -along[0]])
    mirrored = [(-u, v) for u, v in outline.FACE[-2:0:-1]]
    ears = [outline.shape(skull, sign * across, outline.EAR_FRONT, before=sign) for sign in (1, -1)]
    for points, colour in ((ears, "skin"), ([outline.shape(skull, across, (*outline.FACE, *mirrored))], "skin"),
                           ([outline.shape(skull, across, outline.HAIR_FRONT)], "hair")):  # fmt: skip
        _fill(ax, points, PALETTE[colour], 0.8 * LINE)
    for sign in (1, -1):
        ax.add_artist(Ellipse(skull + sign * 0.017 * across - 0.004 * along, 0.008, 0.008, fc=INK, ec="none"))


def _neck(ax, at):
    neck, crown = np.array(at["neck"][:2]), np.array(at["crown"][:2])
    along = (crown - neck) / np.hypot(*(crown - neck))
    _fill(ax, [outline.segment(neck - 0.01 * along, neck + 0.085 * along, outline.NECK)], PALETTE["skin"])
    return neck, along


def _muscles(ax, at, trunk, view, parts, sides):
    """Mark muscles on the trunk and the near limbs: each part of them by its fill and its fibres."""
    known = outline.SIDE_MUSCLES if view == "side" else outline.FRONT_MUSCLES
    for muscle in known:
        if muscle not in parts:
            continue
        look, shape = LOOKS[parts[muscle]], known[muscle]
        for sign in (1,) if view == "side" else sides:
            outer, lines = outline.fibres([_placed(at, trunk, edge, shape.get("on"), sign) for edge in shape["edges"]])
            ax.add_artist(PathPatch(_path([outer], 0.3), fc=look["fill"], ec=INK, lw=0.6 * LINE))
            vertices = np.vstack(lines)
            codes = [1 if n % len(lines[0]) == 0 else 2 for n in range(len(vertices))]
            ax.add_artist(PathPatch(Path(vertices, codes), fc="none", ec=look["lines"], lw=0.9, ls=look["dash"]))


def _placed(at, trunk, edge, on, sign):
    if on is None:
        return trunk.at([(share, sign * across) for share, across in edge])
    start, end, profile = {"thigh": ("hip", "knee", outline.THIGH), "upper_arm": ("shoulder", "elbow", outline.UPPER_ARM)}[on]
    side = "left_" if on and sign == 1 and trunk.view != "side" else ""
    start, end = (np.array(at[side + joint][:2]) for joint in (start, end))
    along = end - start
    over = np.array([-along[1], along[0]]) / max(np.hypot(*along), 1e-9)
    return np.array([start + u * along + v * over * np.interp(u, [row[0] for row in profile], [row[1] for row in profile]) for u, v in edge])


def stop(ax, *, exercise, number):
    """Draw one stop of an exercise's movement: its start with arrows that say where it goes, or an end.

    Parameters
    ----------
    ax : matplotlib Axes
    exercise : str
        An id of the catalogue.
    number : int
        0 for the start, 1 and more for the ends in their order.
    """
    motion, place = _stop(exercise, number)
    _stage(ax, motion, named(place.pose))
    _person(ax, motion, named(place.pose), _parts(exercise))
    if number == 0:
        for arrow in motion.arrows:
            _arrow(ax, motion, arrow)
    _names(ax, named(place.pose))


def stop_words(*, exercise, number):
    """Say in one sentence what `stop` shows."""
    motion, place = _stop(exercise, number)
    parts, known = _parts(exercise), _known(named(place.pose).view)
    marked = [
        f"{role}: " + ", ".join(MUSCLES[muscle].name.lower() for muscle in known if parts.get(muscle) == role)
        for role in LOOKS
        if role in (parts[muscle] for muscle in known if muscle in parts)
    ]
    what = "Start" if number == 0 else "End" if len(motion.ends) == 1 else f"Position {number} of {len(motion.ends)}"
    return f"{what}: {place.says}, {VIEWS[named(place.pose).view]}; marked as {'; '.join(marked)}."


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
    motion = _motion(exercise)
    pose = motion.pose(CATALOGUE[exercise].dose, time_s)
    _stage(ax, motion, pose)
    _person(ax, motion, pose, _parts(exercise))
    _names(ax, pose)


def movement_words(*, exercise, time_s):
    """Say in one sentence what `movement` shows."""
    motion = _motion(exercise)
    keys = motion.keys(CATALOGUE[exercise].dose)
    motion.pose(CATALOGUE[exercise].dose, time_s)
    for (start_s, start), (end_s, end) in zip(keys, keys[1:], strict=False):
        if time_s <= end_s:
            break
    if start == end:
        return f"Hold, {time_s - start_s:.3g} of {end_s - start_s:g} s: {motion.stops[int(end)].says}."
    if time_s in (start_s, end_s):
        return f"{time_s:g} s: {motion.stops[int(start if time_s == start_s else end)].says}."
    return f"{time_s:.1f} s: on the way to this: {motion.stops[int(end)].says}."


def mistake(ax, *, name):
    """Draw a common error beside the right form, and mark where it shows; `name` is an id of `MISTAKES`."""
    error = _mistake(name)
    motion = _motion(error.exercise)
    boxes = [box([pose]) for pose in (error.beside, error.pose)]
    shift = boxes[0][1] - boxes[1][0] + 0.12
    low, high = (pick(space[side] for space in boxes) for pick, side in ((min, 2), (max, 3)))
    _limits(ax, boxes[0][0], boxes[1][1] + shift, low, high + 0.13)
    for pose, space, dx, word, colour in (
        (error.beside, boxes[0], 0, "✓ right", INK),
        (error.pose, boxes[1], shift, "✗ wrong", PALETTE["wrong"]),
    ):
        _things(ax, motion, named(pose), space, dx)
        _body(ax, moved(named(pose), dx))
        ax.text((space[0] + space[1]) / 2 + dx, high + 0.06, word, ha="center", color=colour, weight="bold")
    x, y = joints(error.pose)[error.at]
    ax.add_artist(Ellipse((x + shift, y), 0.2, 0.2, fc="none", ec=PALETTE["wrong"], lw=2.2, ls=(0, (4, 2))))


def mistake_words(*, name):
    """Say in one sentence what `mistake` shows."""
    error = _mistake(name)
    return f"Wrong: {error.says}; the right form stands beside it."


def _person(ax, motion, pose, parts):
    _body(ax, pose, parts, SIDES[motion.side])
    if "hands" in motion.things:
        _hands(ax, pose, joints(pose))


def _body(ax, pose, parts=(), sides=(-1, 1)):
    """Draw a pose, from what is far to what is near."""
    at = places(pose)
    trunk = outline.Trunk(*(at[joint][:2] for joint in ("pelvis", "waist", "neck")), pose.view)
    (_from_the_side if pose.view == "side" else _from_the_front)(ax, at, trunk)
    if pose.vest:
        _fill(ax, [trunk.between(0.28, 0.99, extra=0.012)], PALETTE["prop"])
        for low in (0.36, 0.52, 0.68):
            _fill(ax, [trunk.at([(low, across), (low + 0.11, across), (low + 0.11, across + 0.3), (low, across + 0.3)]) for across in (-0.9, 0.6)], PALETTE["paper"], 0.6)
    _muscles(ax, at, trunk, pose.view, parts, sides)
    _near_arms(ax, at, pose.view)


def _from_the_side(ax, at, trunk):
    """The far limbs, the head, the trunk and the near leg."""
    for skin, cloth, names in ((*_arm(at, "left_"), ("skin_far", "shirt_far")), (*_leg(at, "left_"), ("skin_far", "shorts_far"))):
        _fill(ax, [points + BEHIND for points in skin], PALETTE[names[0]])
        _fill(ax, [cloth + BEHIND], PALETTE[names[1]])
    _head_from_the_side(ax, at)
    _fill(ax, [trunk.between(0.08, 1.04, extra=0.003)], PALETTE["shirt"])
    skin, cloth = _leg(at, "")
    _fill(ax, skin, PALETTE["skin"])
    _fill(ax, [cloth, trunk.between(-0.22, 0.16)], PALETTE["shorts"])


def _from_the_front(ax, at, trunk):
    """The arms, the legs that do not point to the viewer, head and trunk, the legs that do."""
    legs = {side: _leg_from_the_front(at, side) for side in ("", "left_")}
    near = sorted((side for side in legs if at[f"{side}knee"][2] > 0.02), key=lambda side: at[f"{side}knee"][2])
    for side in legs.keys() - set(near):
        for skin in legs[side][0]:
            _fill(ax, skin, PALETTE["skin"])
    arms = [_arm(at, side) for side in ("", "left_")]
    for skin, _ in arms:
        _fill(ax, skin, PALETTE["skin"])
    _fill(ax, [legs[side][1] for side in legs if side not in near] + [trunk.between(-0.22, 0.16)], PALETTE["shorts"])
    _head_from_the_front(ax, at)
    _fill(ax, [trunk.between(0.08, 1.05, extra=0.003), *(cloth for _, cloth in arms)], PALETTE["shirt"])
    for side in near:
        for skin in legs[side][0]:
            _fill(ax, skin, PALETTE["skin"])
    if near:
        _fill(ax, [*(legs[side][1] for side in near), trunk.between(-0.22, 0.06)], PALETTE["shorts"])


def _near_arms(ax, at, view):
    if view == "side":
        skin, cloth = _arm(at, "")
        _fill(ax, skin, PALETTE["skin"])
        _fill(ax, [cloth], PALETTE["shirt"])
        return
    for side in ("", "left_"):
        if max(at[f"{side}elbow"][2], at[f"{side}wrist"][2]) > 0.02:  # it points to the viewer
            _fill(ax, _arm(at, side)[0][1:], PALETTE["skin"])


def _known(view):
    return outline.SIDE_MUSCLES if view == "side" else outline.FRONT_MUSCLES


def _parts(exercise):
    return {part.muscle: part.role for part in CATALOGUE[exercise].muscles}


def _motion(exercise):
    return _entry(MOTIONS, exercise, "exercise")


def _mistake(name):
    return _entry(MISTAKES, name, "name")


def _entry(entries, given, what):
    if given not in entries:
        raise ValueError(f"{what} is {given!r}, but must be one of {', '.join(entries)}.")
    return entries[given]


def _stop(exercise, number):
    motion = _motion(exercise)
    stops = [motion.start, *motion.ends]
    if number not in range(len(stops)):
        raise ValueError(f"number is {number!r}, but {exercise} has the stops 0 to {len(stops) - 1}.")
    return motion, stops[number]


def _limits(ax, left, right, bottom, top):
    ax.set_position([0, 0, 1, 1])
    ax.axis("off")
    ax.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")


def _stage(ax, motion, pose):
    """The space of the whole movement, so that nothing jumps, and what it is done on."""
    space = box(stop.pose for stop in motion.stops)
    _limits(ax, *space)
    _things(ax, motion, pose, space)


def _things(ax, motion, pose, space, dx=0):
    """The floor or mat, the ball, pillow and cushion under a pose."""
    at = {name: (x + dx, y) for name, (x, y) in joints(pose).items()}
    left, right = space[0] + dx + 0.02, space[1] + dx - 0.02
    if pose.view == "above":
        x, y = at["pelvis"]
        _thing(ax, [(x - 0.24, y - 0.42), (x + 0.24, y - 0.42), (x + 0.24, y + 0.52), (x - 0.24, y + 0.52)], "mat")
    elif "mat" in motion.things:
        depth = 0.12 if pose.view == "front" else 0
        _thing(ax, [(left, -0.028 - depth), (right, -0.028 - depth), (right, depth / 2), (left, depth / 2)], "mat")
    else:
        ax.add_artist(PathPatch(Path([(left, 0), (right, 0)]), ec=PALETTE["line"], lw=1.5))
    if "ball" in motion.things:
        x, y = at["pelvis"]
        top = y - 0.062
        _soft(ax, x - 0.012, 0, 0.36, top)
    if "cushion" in motion.things and pose.angles["thigh"] > -60:
        (x, y), (hip, high) = at["ankle"], at["pelvis"]
        _soft(ax, (hip + x) / 2 + 0.02, 0.058, 0.2, min(high - 0.075, 0.115))
    if "pillow" in motion.things and abs(pose.angles["head"] - pose.angles["thorax"]) > 5 and pose.id != "quadruped":
        x, y = at["crown"]
        _soft(ax, x - 0.01, 0, 0.2, 0.06)


def _soft(ax, x, low, width, high):
    """A ball or cushion, pressed down to a height."""
    middle = (x, (low + high) / 2)
    ax.add_artist(Ellipse(middle, width, high - low, fc=PALETTE["prop"], ec=INK, lw=LINE, clip_on=False))


def _thing(ax, corners, colour):
    ax.add_artist(PathPatch(Path([*corners, corners[0]]), fc=PALETTE[colour], ec=PALETTE["line"], lw=LINE))


def _arrow(ax, motion, arrow):
    """The way of a joint from the start to the end, or between both ends and back."""
    start, ends = motion.start.pose, [end.pose for end in motion.ends]
    ways = [(start, ends[0])] if not motion.cycle else [(ends[0], start), (start, ends[1])]
    places = [joints(blend(*way, share))[arrow.joint] for way in ways for share in np.linspace(0, 1, 7)]
    way = np.array(places) + arrow.by
    long = np.hypot(*(way[-1] - way[0]))
    if long < SHORTEST:  # a small movement: only its direction is true
        way = way.mean(0) + (way - way.mean(0)) * SHORTEST / max(long, 1e-9)
    style = "<|-|>" if motion.cycle else "-|>"
    look = {"arrowstyle": style, "mutation_scale": 14, "lw": 2.4, "color": PALETTE["switch"], "clip_on": False}
    ax.add_artist(FancyArrowPatch(path=Path(way), **look))


def _names(ax, pose):
    """Which side is which, where the view does not tell: at the feet of who stands, at the arms of who lies."""
    joint, aside = {"front": ("toe", 0.06), "above": ("elbow", 0)}.get(pose.view, (None, 0))
    if joint and "elbow" not in pose.supports:
        at = joints(pose)
        for side, (x, y), way in (("right", at[joint], -1), ("left", at[f"left_{joint}"], 1)):
            ax.text(x + way * aside, y + 0.045, side, ha="left" if way > 0 else "right")


def _hands(ax, pose, at):
    """The helper's hands, with sleeves of another colour: on the pelvis, and from above on the ribs too."""
    x, y = at["pelvis"]
    spots = [((x - 0.12, y + 0.03), (-0.36, 0.12))] if pose.view == "side" else [((x - 0.13, y + 0.01), (-0.36, -0.08)), ((x - 0.13, y + 0.17), (-0.36, 0.12))]
    for wrist, (dx, dy) in spots:
        elbow = np.add((x, y), (dx, dy))
        along = np.subtract(wrist, elbow) / np.hypot(*np.subtract(wrist, elbow))
        _fill(ax, [outline.segment(elbow, wrist, outline.FOREARM), outline.shape(np.array(wrist), along, outline.HAND), outline.shape(np.array(wrist), along, outline.THUMB)], PALETTE["skin_far"])
        _fill(ax, [outline.segment(elbow, wrist, outline.FOREARM, until=0.6, extra=0.006)], PALETTE["prop"])
