"""The brush for what stands around a body: mat, floor, ball, cushions, a helper's hands, and the key of the marks."""

import numpy as np
from matplotlib.patches import Ellipse, PathPatch, Rectangle
from matplotlib.path import Path

from trunkcare_lib import silhouette as outline
from trunkcare_lib.figures import person
from trunkcare_lib.models.pose import joints
from trunkcare_lib.palette import PALETTE


def things(ax, motion, pose, space, dx=0):
    """What an exercise is done on: mat or floor, ball, rail, and the cushions that the end of the movement needs."""
    left, right = space[0] + dx + 0.02, space[1] + dx - 0.02
    at, things = joints(pose), motion.things
    x, y = at["pelvis"]
    if pose.view == "above":
        _mat(ax, x + dx - 0.24, x + dx + 0.24, y - 0.54, y + 0.52)
        _soft(ax, at["crown"][0] + dx, 0.26, at["crown"][1] - 0.13, at["crown"][1] + 0.03)
        return
    if "mat" in things and pose.view == "front":  # one looks down on it a little
        _mat(ax, left, right, -0.15, 0.16)
        ends = [at[joint][0] + dx for joint in ("elbow", "knee")]
        shadow = {"fc": PALETTE["line"], "ec": "none", "alpha": 0.45}
        ax.add_artist(Ellipse((sum(ends) / 2, 0.0), ends[1] - ends[0] + 0.1, 0.05, **shadow))
    elif "mat" in things:
        _mat(ax, left, right, -0.028, 0)
    else:
        ax.add_artist(PathPatch(Path([(left, 0), (right, 0)]), ec=PALETTE["line"], lw=1.5))
    if "rail" in things:
        rail = Path([(left - 0.2, 0), (left - 0.2, 0.42), (right, 0.42), (right, 0)], [1, 2, 2, 2])
        ax.add_artist(PathPatch(rail, fc="none", ec=PALETTE["line"], lw=4, joinstyle="round"))
    if "ball" in things:
        _soft(ax, x + dx - 0.012, 0.36, 0, y - 0.062)
    end = joints(motion.stops[-1].pose)
    if "cushion" in things and not pose.wrong:
        _soft(ax, (end["pelvis"][0] + end["ankle"][0]) / 2 + dx + 0.02, 0.2, 0.058, 0.115)
    if "pillow" in things:
        _pillow(ax, end, dx)


def _pillow(ax, end, dx):
    """A pillow under the head, as thick as the end of the movement leaves room for."""
    neck, crown = np.array(end["neck"]), np.array(end["crown"])
    skull = neck + outline.SKULL_ALONG / np.hypot(*(crown - neck)) * (crown - neck)
    _soft(ax, skull[0] + 0.02 + dx, 0.22, 0, skull[1] - 0.05)


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
    spots = [("hip", (-0.115, 0.03))] if pose.view == "side" else [("hip", (-0.06, 0.04)), ("waist", (-0.115, 0.09))]
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
