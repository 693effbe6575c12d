"""The brush for what stands around a body: mat, ball, cushions, a helper's hands, arrows, names, the key."""

import numpy as np
from matplotlib.patches import Ellipse, FancyArrowPatch, PathPatch, Rectangle
from matplotlib.path import Path

from trunkcare_lib import silhouette as outline
from trunkcare_lib.figures import person
from trunkcare_lib.models.blend import blend
from trunkcare_lib.models.pose import box, joints
from trunkcare_lib.palette import PALETTE

SHORTEST = 0.13  # of an arrow, in body heights
ARC = 0.16  # the radius of an arrow around a joint, in body heights


def things(ax, motion, pose, space, without=()):
    """What an exercise is done on: mat or floor, ball, rail, and the cushions that the end of the movement needs.

    `space` are the left and right ends of the floor [body heights]; things named in `without` are left out.
    """
    left, right = space[0] + 0.02, space[1] - 0.02
    at, used = joints(pose), set(motion.things) - set(without)
    x, y = at["pelvis"]
    if pose.view == "above":
        _mat(ax, x - 0.24, x + 0.24, y - 0.54, y + 0.52)
        _soft(ax, at["crown"][0], 0.26, at["crown"][1] - 0.13, at["crown"][1] + 0.03)
        return
    if "mat" in used and pose.view == "front":  # one looks down on it a little
        _mat(ax, left, right, -0.15, 0.16)
        ends = [at[joint][0] for joint in ("elbow", "knee")]
        shadow = {"fc": PALETTE["line"], "ec": "none", "alpha": 0.45}
        ax.add_artist(Ellipse((sum(ends) / 2, 0.0), ends[1] - ends[0] + 0.1, 0.05, **shadow))
    elif "mat" in used:
        _mat(ax, left, right, -0.028, 0)
    else:
        ax.add_artist(PathPatch(Path([(left, 0), (right, 0)]), ec=PALETTE["line"], lw=1.5))
    if "chair" in used and y < 0.4:
        _chair(ax, x, y - 0.06)
    if "rail" in used:
        rail = Path([(left - 0.2, 0), (left - 0.2, 0.42), (right, 0.42), (right, 0)], [1, 2, 2, 2])
        ax.add_artist(PathPatch(rail, fc="none", ec=PALETTE["line"], lw=4, joinstyle="round"))
    if "ball" in used:
        _soft(ax, x - 0.012, 0.36, 0, y - 0.062)
    end = joints(motion.stops[-1].pose)
    if "cushion" in used and not pose.wrong:
        _soft(ax, (end["pelvis"][0] + end["ankle"][0]) / 2 + 0.02, 0.2, 0.058, 0.115)
    if "pillow" in used:
        _pillow(ax, end)


def _pillow(ax, end):
    """A pillow under the head, as thick as the end of the movement leaves room for."""
    neck, crown = np.array(end["neck"]), np.array(end["crown"])
    skull = neck + outline.SKULL_ALONG / np.hypot(*(crown - neck)) * (crown - neck)
    _soft(ax, skull[0] + 0.02, 0.22, 0, skull[1] - 0.05)


def _chair(ax, x, seat):
    """A firm chair from the front: its back behind the person, its seat and legs."""
    brush = person.Brush()
    for left, right, low, high in (
        (-0.15, 0.15, 0.30, 0.52), (-0.14, -0.11, 0, 0.30), (0.11, 0.14, 0, 0.30), (-0.17, 0.17, seat - 0.04, seat),
    ):  # fmt: skip
        corners = [(x + left, low), (x + right, low), (x + right, high), (x + left, high), (x + left, low)]
        brush.add(Path(corners, [1, 2, 2, 2, 79]), PALETTE["prop"], person.INK, person.LINE)
    brush.put(ax)


def _soft(ax, x, width, low, high):
    """A ball or cushion, pressed down to a height."""
    look = {"fc": PALETTE["prop"], "ec": person.INK, "lw": person.LINE, "clip_on": False}
    ax.add_artist(Ellipse((x, (low + high) / 2), width, high - low, **look))


def _mat(ax, left, right, low, high):
    look = {"fc": PALETTE["mat"], "ec": PALETTE["line"], "lw": person.LINE, "clip_on": False}
    ax.add_artist(Rectangle((left, low), right - left, high - low, **look))


def hands(ax, pose):
    """The helper's hands, with sleeves of another colour: on the pelvis, and from above on the ribs too."""
    at = joints(pose)
    spots = [("hip", (-0.115, 0.03))] if pose.view == "side" else [("hip", (-0.075, -0.01)), ("waist", (-0.115, 0.09))]
    brush = person.Brush()
    for joint, aside in spots:
        wrist = np.add(at[joint], aside)
        elbow = np.add(wrist, (-0.15, 0.05 if pose.view == "side" else -0.03))
        shoulder = np.add(elbow, (-0.27, 0.29 if pose.view == "side" else -0.06))
        along = (wrist - elbow) / np.hypot(*(wrist - elbow))
        hand = [outline.shape(wrist, along, points) for points in (outline.HAND, outline.THUMB)]
        brush.fill([outline.segment(elbow, wrist, outline.FOREARM), *hand], PALETTE["skin_far"])
        sleeve = outline.segment(elbow, wrist, outline.FOREARM, until=0.55, extra=0.007)
        brush.fill([sleeve, outline.segment(shoulder, elbow, outline.UPPER_ARM, extra=0.004)], PALETTE["work"])
    brush.put(ax)


def key(ax, roles):
    """What the marks of some parts look like, in one row along the upper edge."""
    inches, brush = ax.figure.dpi_scale_trans, person.Brush()
    x, y = 0.1, ax.figure.get_figheight() - 0.15
    for role in roles:
        look = person.LOOKS[role]
        corners = [(x + over, y + up) for over, up in ((0, -0.07), (0.24, -0.07), (0.24, 0.07), (0, 0.07), (0, -0.07))]
        lines = [(x + over, y + up) for up in (-0.03, 0.03) for over in (0.02, 0.22)]
        brush.add(Path(corners, [1, 2, 2, 2, 79]), look["fill"], person.INK, 0.6)
        brush.add(Path(lines, [1, 2, 1, 2]), "none", look["lines"], 0.9, look["dash"])
        ax.text(x + 0.3, y, role, va="center_baseline", transform=inches)
        x += 0.55 + 0.085 * len(role)
    brush.put(ax, transform=inches)


def limits(ax, left, right, bottom, top):
    """The space that is shown, in body heights, without axes."""
    ax.axis("off")
    ax.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")


def size(poses, width=4.8):
    """The size of a picture that shows some poses [inch]: as wide as all are, as high as they need."""
    left, right, bottom, top = box(poses)
    return width, min(max(width * (top - bottom) / (right - left), 1.7), 3.7)


def pair_size(error, width=3.6):
    """The size of a picture of an error and its good form [inch]."""
    across, down = (1, 2) if error.stacked else (2, 1)
    wide, high = error.space
    return width, width * down * high / (across * wide)


def way(motion, arrow):
    """The places that an arrow goes through: those of a joint from start to end, or between both ends."""
    start, ends = motion.start.pose, [end.pose for end in motion.ends]
    at = np.add(joints(start)[arrow.joint], arrow.by)
    if arrow.to:
        return at, at + arrow.to
    if arrow.arc:
        angles = np.radians(np.linspace(*arrow.arc, 13))
        return at + ARC * np.stack([np.cos(angles), np.sin(angles)], 1)
    ways = [(start, ends[-1])] if not motion.cycle else [(ends[0], start), (start, ends[1])]
    path = np.array([joints(blend(*pair, share))[arrow.joint] for pair in ways for share in np.linspace(0, 1, 15)])
    long = np.hypot(*(path[-1] - path[0]))
    if long < SHORTEST:  # a small movement: only its direction is true
        path = path.mean(0) + (path - path.mean(0)) * SHORTEST / max(long, 1e-9)
    return path + arrow.by


def arrow(ax, *places, both_ways=False, colour="switch"):
    """An arrow through places, with a head at its end or at both."""
    look = {"mutation_scale": 14, "lw": 2.4, "color": PALETTE[colour], "clip_on": False}
    ax.add_artist(FancyArrowPatch(path=Path(places), arrowstyle="<|-|>" if both_ways else "-|>", **look))


def names(ax, pose):
    """Which side is which, where the view does not tell: at the feet of who stands, at the arms of who lies."""
    joint, aside = {"front": ("toe", 0.12), "above": ("elbow", 0)}.get(pose.view, (None, 0))
    if joint and "elbow" not in pose.supports:
        at = joints(pose)
        for side, (x, y), way in (("right", at[joint], -1), ("left", at[f"left_{joint}"], 1)):
            ax.text(x + way * aside, y + 0.045, side, ha="left" if way > 0 else "right")
    if pose.view == "above":
        ax.text(0.02, 0.03, "lying,\nseen from\nabove", transform=ax.figure.transFigure)
