"""The brush for a body: draws a pose with its clothes, and marks muscles on it."""

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.path import Path

from trunkcare_lib import silhouette as outline
from trunkcare_lib.curve import LINE as STRAIGHT
from trunkcare_lib.curve import MOVE, closed
from trunkcare_lib.models.pose import places
from trunkcare_lib.palette import PALETTE

INK = PALETTE["ink"]
LINE = 1.0
HALVES = {"right": -1, "left": 1}
BEHIND = np.array([0.014, 0.012])  # the far limbs, as shares of body height
# A muscle's part is told by its fill and by the lines on it, so that it survives a grey print.
LOOKS = {
    "works": {"fill": PALETTE["active"], "lines": PALETTE["pale"], "dash": "-"},
    "steadies": {"fill": PALETTE["pale"], "lines": PALETTE["active"], "dash": "-"},
    "stretched": {"fill": PALETTE["stretch"], "lines": PALETTE["contour"], "dash": (0, (2.2, 2.2))},
}


def marks(view):
    """The marks of muscles that a view has; what lies above the mat is seen from the front."""
    return [mark for mark in outline.MARKS if (mark.view == "side") == (view == "side")]


def draw(ax, pose, parts):
    """Draw a pose, from what is far to what is near.

    Parameters
    ----------
    ax : matplotlib Axes
        In body heights, with equal scales.
    pose : Pose
    parts : mapping of str to (str, tuple of str)
        For each muscle to mark its part, a key of `LOOKS`, and the sides it is marked on, ``"right"`` or ``"left"``;
        the side view shows the right one.
    """
    at = places(pose)
    trunk = outline.Trunk(*(at[joint][:2] for joint in ("pelvis", "waist", "neck")), pose.view)
    brush = Brush()
    (_from_the_side if pose.view == "side" else _from_the_front)(brush, at, trunk)
    if pose.vest:
        _vest(brush, trunk)
    _muscles(brush, at, trunk, pose.view, parts)
    _near_arms(brush, at, pose.view)
    brush.put(ax)


def _path(outlines, roundness=1.0):
    """Outlines as one path of smooth closed curves, all turning the same way, so that they merge where they overlap."""
    curves = []
    for points in outlines:
        x, y = points.T
        if np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) < 0:
            points = points[::-1]
        curves.append(closed(points, roundness))
    return Path(np.vstack([vertices for vertices, _ in curves]), [code for _, codes in curves for code in codes])


class Brush:
    """Gathers shapes, to be drawn as one collection: as forty artists they would take twice the time."""

    def __init__(self):
        self.paths, self.looks = [], []

    def add(self, path, face, edge="none", width=0, dash="-"):
        """Add one path with its fill and its line."""
        self.paths.append(path)
        self.looks.append((face, edge, width, dash))

    def fill(self, outlines, colour, line=LINE):
        """Add outlines as one shape: first the line around all of them, then the fill over its inner half."""
        path = _path(outlines)
        self.add(path, "none", INK, 2 * line)
        self.add(path, colour)

    def put(self, ax, **given):
        """Draw all of it."""
        faces, edges, widths, dashes = zip(*self.looks, strict=True)
        look = {"facecolors": faces, "edgecolors": edges, "linewidths": widths, "linestyles": list(dashes)}
        shapes = PathCollection(self.paths, **look, joinstyle="round", clip_on=False, **given)
        ax.add_collection(shapes, autolim=False)


def _from_the_side(brush, at, trunk):
    """The far limbs, the head, the trunk and the near leg."""
    for skin, cloth, names in (
        (*_arm(at, "left_"), ("skin_far", "shirt_far")),
        (*_leg(at, "left_"), ("skin_far", "shorts_far")),
    ):
        brush.fill([points + BEHIND for points in skin], PALETTE[names[0]])
        brush.fill([cloth + BEHIND], PALETTE[names[1]])
    _head_from_the_side(brush, at)
    brush.fill([trunk.between(0.08, 1.04, extra=0.003)], PALETTE["shirt"])
    skin, cloth = _leg(at, "")
    brush.fill(skin, PALETTE["skin"])
    brush.fill([cloth, trunk.between(-0.22, 0.16)], PALETTE["shorts"])


def _from_the_front(brush, at, trunk):
    """The arms, the legs that do not point to the viewer, head and trunk, the legs that do."""
    legs = {side: _leg_from_the_front(at, side) for side in ("", "left_")}
    near = sorted((side for side in legs if at[f"{side}knee"][2] > 0.02), key=lambda side: at[f"{side}knee"][2])
    for side in [side for side in legs if side not in near]:
        for skin in legs[side][0]:
            brush.fill(skin, PALETTE["skin"])
    arms = [_arm(at, side) for side in ("", "left_")]
    for skin, _ in arms:
        brush.fill(skin, PALETTE["skin"])
    brush.fill([legs[side][1] for side in legs if side not in near] + [trunk.between(-0.22, 0.16)], PALETTE["shorts"])
    _head_from_the_front(brush, at)
    brush.fill([trunk.between(0.08, 1.05, extra=0.003), *(cloth for _, cloth in arms)], PALETTE["shirt"])
    for side in near:
        for skin in legs[side][0]:
            brush.fill(skin, PALETTE["skin"])
    if near:
        brush.fill([*(legs[side][1] for side in near), trunk.between(-0.22, 0.06)], PALETTE["shorts"])


def _near_arms(brush, at, view):
    if view == "side":
        skin, cloth = _arm(at, "")
        brush.fill(skin, PALETTE["skin"])
        brush.fill([cloth], PALETTE["shirt"])
        return
    for side in ("", "left_"):
        if max(at[f"{side}elbow"][2], at[f"{side}wrist"][2]) > 0.02:  # it points to the viewer
            brush.fill(_arm(at, side)[0][1:], PALETTE["skin"])


def _vest(brush, trunk):
    brush.fill([trunk.between(0.28, 0.99, extra=0.012)], PALETTE["prop"])
    for low in (0.36, 0.52, 0.68):
        high = low + 0.11
        weights = [[(low, a), (high, a), (high, a + 0.3), (low, a + 0.3)] for a in (-0.9, 0.6)]
        brush.fill([trunk.at(weight) for weight in weights], PALETTE["paper"], 0.6 * LINE)


def _leg(at, side):
    hip, knee, ankle, toe = (np.array(at[side + joint][:2]) for joint in ("hip", "knee", "ankle", "toe"))
    along = (toe - ankle) / np.hypot(*(toe - ankle))
    skin = [
        outline.segment(hip, knee, outline.THIGH),
        outline.segment(knee, ankle, outline.SHANK),
        outline.shape(ankle, along, outline.FOOT),
    ]
    return skin, outline.segment(hip, knee, outline.THIGH, until=0.5, extra=0.006)


def _leg_from_the_front(at, side):
    """Groups of outlines from far to near (one group where the leg is straight), and the cloth."""
    hip, knee, ankle, toe = (np.array(at[side + joint][:2]) for joint in ("hip", "knee", "ankle", "toe"))
    outwards = 1 if side else -1
    down = (ankle - knee) / max(np.hypot(*(ankle - knee)), 1e-9)
    if np.hypot(*(toe - ankle)) > 0.05:  # seen from above
        foot = outline.segment(ankle + 0.012 * down, toe + 0.012 * down, ((0, 0.02, 0.02), (1, 0.029, 0.029)))
    else:
        foot = outline.shape(ankle, down, outline.FOOT_FRONT)
    shank, thigh = (
        outline.segment(knee, ankle, outline.SHANK, front=outwards),
        outline.segment(hip, knee, outline.THIGH, front=outwards),
    )
    bent = abs(at[f"{side}knee"][2] - at[f"{side}ankle"][2]) > 0.08
    skin = [[shank, foot], [thigh]] if bent else [[shank, foot, thigh]]
    covered = 0.5 if np.hypot(*(knee - hip)) > 0.1 else 1  # of a thigh that points to the viewer one sees the cloth
    return skin, outline.segment(hip, knee, outline.THIGH, until=covered, extra=0.006)


def _arm(at, side):
    shoulder, elbow, wrist, tip = (
        np.array(at[side + joint][:2]) for joint in ("shoulder", "elbow", "wrist", "fingertip")
    )
    reach = tip - wrist
    along = reach / max(np.hypot(*reach), 1e-9)
    hand = [
        outline.shape(wrist, along, points, scale=max(np.hypot(*reach) / 0.108, 0.3))
        for points in (outline.HAND, outline.THUMB)
    ]
    skin = [outline.segment(shoulder, elbow, outline.UPPER_ARM), outline.segment(elbow, wrist, outline.FOREARM), *hand]
    return skin, outline.segment(shoulder, elbow, outline.UPPER_ARM, until=0.5, extra=0.005)


def _head_from_the_side(brush, at):
    neck, along = _neck(brush, at)
    skull = neck + outline.SKULL_ALONG * along + outline.SKULL_BEFORE * np.array([along[1], -along[0]])
    face = np.array([along[1], -along[0]])
    for points, colour in ((outline.HEAD, "skin"), (outline.HAIR, "hair"), (outline.EAR, "skin")):
        brush.fill([outline.shape(skull, face, points)], PALETTE[colour], 0.8 * LINE)
    brush.add(_path([outline.shape(skull, face, outline.EYE)]), INK)


def _head_from_the_front(brush, at):
    neck, along = _neck(brush, at)
    skull, across = neck + outline.SKULL_ALONG * along, np.array([along[1], -along[0]])
    mirrored = [(-u, v) for u, v in outline.FACE[-2:0:-1]]
    ears = [outline.shape(skull, sign * across, outline.EAR_FRONT, before=sign) for sign in (1, -1)]
    for points, colour in ((ears, "skin"), ([outline.shape(skull, across, (*outline.FACE, *mirrored))], "skin"),
                           ([outline.shape(skull, across, outline.HAIR_FRONT)], "hair")):  # fmt: skip
        brush.fill(points, PALETTE[colour], 0.8 * LINE)
    for sign in (1, -1):
        eye = skull + sign * 0.017 * across - 0.004 * along
        brush.add(_path([eye + 0.004 * np.array([(1, 0), (0, 1), (-1, 0), (0, -1)])]), INK)


def _neck(brush, at):
    neck, crown = np.array(at["neck"][:2]), np.array(at["crown"][:2])
    along = (crown - neck) / np.hypot(*(crown - neck))
    brush.fill([outline.segment(neck - 0.01 * along, neck + 0.085 * along, outline.NECK)], PALETTE["skin"])
    return neck, along


def _muscles(brush, at, trunk, view, parts):
    """Mark muscles on the trunk and the near limbs: the part of each by its fill and its fibres."""
    for mark in marks(view):
        if mark.muscle not in parts:
            continue
        role, sides = parts[mark.muscle]
        look = LOOKS[role]
        for sign in (1,) if view == "side" else (HALVES[side] for side in sides):
            edges = [_placed(at, trunk, edge, mark.on, sign) for edge in mark.edges]
            outer, lines = outline.fibres(*edges)
            brush.add(_path([outer], 0.3), look["fill"], INK, 0.6 * LINE)
            kinds = [MOVE, *[STRAIGHT] * (len(lines[0]) - 1)] * len(lines)
            brush.add(Path(np.vstack(lines), kinds), "none", look["lines"], 0.8 * LINE, look["dash"])


def _placed(at, trunk, places, on, sign):
    """Places of a mark as points [n, 2]."""
    places = np.array(places) * (1, sign)
    along, across = places[:, :1], places[:, 1:]
    if on == "trunk":
        return trunk.at(places)
    start, end, flesh = {
        "thigh": ("hip", "knee", outline.THIGH),
        "upper_arm": ("shoulder", "elbow", outline.UPPER_ARM),
    }[on]
    side = "left_" if sign == 1 and trunk.view != "side" else ""
    start, end = (np.array(at[side + joint][:2]) for joint in (start, end))
    way = end - start
    over = np.array([-way[1], way[0]]) / max(np.hypot(*way), 1e-9)
    shares, ahead, _ = np.array(flesh).T
    return start + along * way + across * np.interp(along, shares, ahead) * over
