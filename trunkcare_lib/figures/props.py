"""The brush for what an exercise is done on and with: mat, floor, ball, cushions, a helper's hands."""

import numpy as np
from matplotlib.patches import Ellipse, PathPatch, Rectangle
from matplotlib.path import Path

from trunkcare_lib import silhouette as outline
from trunkcare_lib.figures import person
from trunkcare_lib.models.pose import joints
from trunkcare_lib.palette import PALETTE


def things(ax, motion, pose, space, dx=0):
    """What an exercise is done on: mat or floor, ball, and the cushions where the end of the movement needs them."""
    left, right = space[0] + dx + 0.02, space[1] + dx - 0.02
    (x, y), things = joints(pose)["pelvis"], motion.things
    if pose.view == "above":
        _mat(ax, x + dx - 0.24, x + dx + 0.24, y - 0.42, y + 0.52)
    elif "mat" in things:  # from the front one looks down on it a little
        _mat(ax, left, right, *((-0.15, 0.06) if pose.view == "front" else (-0.028, 0)))
    else:
        ax.add_artist(PathPatch(Path([(left, 0), (right, 0)]), ec=PALETTE["line"], lw=1.5))
    if "ball" in things:
        _soft(ax, x + dx - 0.012, 0.36, 0, y - 0.062)
    end = joints(motion.stops[-1].pose)
    if "cushion" in things and not pose.wrong:
        _soft(ax, (end["pelvis"][0] + end["ankle"][0]) / 2 + dx + 0.02, 0.2, 0.058, 0.115)
    if "pillow" in things:
        _soft(ax, end["crown"][0] + dx - 0.01, 0.2, 0, 0.06)


def _soft(ax, x, width, low, high):
    """A ball or cushion, pressed down to a height."""
    look = {"fc": PALETTE["prop"], "ec": person.INK, "lw": person.LINE, "clip_on": False}
    ax.add_artist(Ellipse((x, (low + high) / 2), width, high - low, **look))


def _mat(ax, left, right, low, high):
    look = {"fc": PALETTE["mat"], "ec": PALETTE["line"], "lw": person.LINE, "clip_on": False}
    ax.add_artist(Rectangle((left, low), right - left, high - low, **look))


def hands(ax, pose):
    """The helper's hands, with sleeves of another colour: on the pelvis, and from above on the ribs too."""
    x, y = joints(pose)["pelvis"]
    spots = (
        [((x - 0.12, y + 0.03), (-0.36, 0.12))]
        if pose.view == "side"
        else [((x - 0.13, y + 0.01), (-0.36, -0.08)), ((x - 0.13, y + 0.17), (-0.36, 0.12))]
    )
    for wrist, (dx, dy) in spots:
        elbow = np.add((x, y), (dx, dy))
        along = np.subtract(wrist, elbow) / np.hypot(*np.subtract(wrist, elbow))
        person.fill(
            ax,
            [
                outline.segment(elbow, wrist, outline.FOREARM),
                outline.shape(np.array(wrist), along, outline.HAND),
                outline.shape(np.array(wrist), along, outline.THUMB),
            ],
            PALETTE["skin_far"],
        )
        person.fill(ax, [outline.segment(elbow, wrist, outline.FOREARM, until=0.6, extra=0.006)], PALETTE["prop"])
