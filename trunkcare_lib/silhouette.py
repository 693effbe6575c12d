"""The outlines of a body from the places of its joints: limbs with flesh, a trunk that bends, head, hands and feet.

All widths are shares of body height, drawn by the course by eye after photographs' proportions: they carry no data.
An outline is an array of points [n, 2] to be joined by a smooth closed curve.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np

from trunkcare_lib.entries import DATA, read
from trunkcare_lib.vocabulary import MUSCLES

# For each place along a segment (0 near end, 1 far end) the flesh before and behind the bone.
THIGH = ((0, 0.050, 0.056), (0.3, 0.053, 0.053), (0.65, 0.043, 0.041), (1, 0.034, 0.033))
SHANK = ((0, 0.034, 0.033), (0.25, 0.027, 0.041), (0.6, 0.021, 0.030), (1, 0.018, 0.020))
UPPER_ARM = ((0, 0.031, 0.031), (0.3, 0.030, 0.029), (0.7, 0.024, 0.024), (1, 0.021, 0.021))
FOREARM = ((0, 0.021, 0.021), (0.25, 0.025, 0.024), (0.7, 0.017, 0.017), (1, 0.013, 0.013))
NECK = ((0, 0.034, 0.036), (0.5, 0.028, 0.030), (1, 0.030, 0.030))
# Along the trunk (0 hips, 1 shoulders): flesh before and behind the line of the spine, from the side; half the width
# from the front.
DEPTH = (
    (-0.22, 0.012, 0.030), (-0.12, 0.040, 0.062), (0, 0.053, 0.073), (0.13, 0.058, 0.066), (0.28, 0.060, 0.053),
    (0.45, 0.060, 0.054), (0.6, 0.066, 0.057), (0.78, 0.071, 0.061), (0.93, 0.057, 0.051), (1.04, 0.034, 0.038),
)  # fmt: skip
WIDTH = ((-0.22, 0.020), (-0.12, 0.075), (0, 0.093), (0.13, 0.088), (0.3, 0.077), (0.45, 0.078), (0.62, 0.088),
         (0.8, 0.102), (0.93, 0.108), (1.02, 0.075), (1.06, 0.038))  # fmt: skip
# Along the segment from its near joint, and across it (+ is before it).
FOOT = ((-0.018, 0.016), (-0.034, -0.016), (-0.033, -0.036), (-0.012, -0.039), (0.035, -0.034), (0.085, -0.039),
        (0.113, -0.034), (0.116, -0.024), (0.092, -0.010), (0.050, 0.004), (0.022, 0.018))  # fmt: skip
FOOT_FRONT = ((-0.010, -0.016), (0.010, -0.020), (0.028, -0.031), (0.038, -0.030), (0.041, -0.016), (0.041, 0.016),
              (0.038, 0.030), (0.028, 0.031), (0.010, 0.020), (-0.010, 0.016))  # fmt: skip
HAND = ((-0.006, 0.013), (0.030, 0.017), (0.065, 0.014), (0.100, 0.006), (0.108, -0.001), (0.098, -0.008),
        (0.050, -0.013), (-0.004, -0.013))  # fmt: skip
THUMB = ((0.010, 0.010), (0.030, 0.027), (0.052, 0.031), (0.055, 0.023), (0.038, 0.010))
# From the middle of the skull: towards the face, and towards the crown.
HEAD = ((0.036, -0.066), (0.046, -0.050), (0.049, -0.036), (0.064, -0.021), (0.050, 0.004), (0.051, 0.030),
        (0.034, 0.056), (-0.002, 0.067), (-0.042, 0.052), (-0.060, 0.014), (-0.050, -0.026), (-0.030, -0.050),
        (0.006, -0.056))  # fmt: skip
HAIR = ((0.049, 0.034), (0.034, 0.057), (-0.002, 0.069), (-0.043, 0.054), (-0.062, 0.014), (-0.052, -0.028),
        (-0.036, -0.030), (-0.026, 0.002), (-0.004, 0.012), (0.008, 0.032))  # fmt: skip
EAR = ((-0.012, 0.006), (-0.003, 0.009), (0.003, 0.000), (-0.004, -0.016), (-0.012, -0.010))
EYE = ((0.034, 0.005), (0.039, 0.003), (0.039, 0.009))
FACE = ((0, -0.068), (0.026, -0.056), (0.043, -0.020), (0.046, 0.015), (0.036, 0.050), (0, 0.067))
HAIR_FRONT = ((0.047, -0.004), (0.050, 0.030), (0.036, 0.057), (0, 0.071), (-0.036, 0.057), (-0.050, 0.030),
              (-0.047, -0.004), (-0.038, 0.024), (0, 0.036), (0.038, 0.024))  # fmt: skip
EAR_FRONT = ((0.043, -0.020), (0.055, -0.012), (0.058, 0.006), (0.046, 0.010))
SKULL_ALONG, SKULL_BEFORE = 0.115, 0.006


def _frame(start, end, *, front=1):
    """Unit vectors along and across a segment; `front` is +1 where before it is to the left of its direction."""
    along = np.subtract(end, start)
    length = np.hypot(*along)
    along = along / length if length > 1e-9 else np.array([0.0, -1.0])
    return along, front * np.array([-along[1], along[0]]), length


def segment(start, end, profile, *, until=1.0, extra=0.0, front=1):
    """The outline of a limb's segment with round ends; `until` cuts it (a sleeve), `extra` widens it (cloth)."""
    along, across, length = _frame(start, end, front=front)
    shares, ahead, back = np.array(profile).T
    cut = np.append(shares[shares < until], until)
    ahead, back = np.interp(cut, shares, ahead) + extra, np.interp(cut, shares, back) + extra
    middle = start + length * cut[:, None] * along
    before, behind = middle + ahead[:, None] * across, middle - back[:, None] * across
    round_ = 0.45 * (ahead + back)
    tip = middle[-1] + (round_[-1] if until == 1 else 0.004) * along
    return np.array([middle[0] - round_[0] * along, *before, tip, *behind[::-1]])


def shape(origin, along, points, *, before=1, scale=1.0):
    """A fixed outline laid along a direction: `points` are (along, before)."""
    along = np.asarray(along) * scale
    across = before * np.array([-along[1], along[0]]) / scale
    return np.array([origin + u * along + v * across for u, v in points])


class Trunk:
    """The trunk between hips and shoulders: a place on it is (share of its length, across from −1 to 1).

    From the side −1 is the back and 1 the belly; from the front −1 is the person's right and 1 the left.
    """

    def __init__(self, pelvis, waist, neck, view):
        self.points = np.array([pelvis, waist, neck])
        self.profile = np.array(DEPTH if view == "side" else [(s, w, w) for s, w in WIDTH])
        self.view = view

    def spine(self, share):
        """Places on the spine and unit vectors across it, each [n, 2]: a parabola through the three joints."""
        share = np.atleast_1d(np.asarray(share, float))[:, None]
        inside = np.clip(share, 0, 1)
        start, middle, end = self.points
        bend = 2 * (start - 2 * middle + end)
        slope = (4 * middle - 3 * start - end) + 2 * bend * inside
        place = start + (4 * middle - 3 * start - end) * inside + bend * inside**2 + slope * (share - inside)
        along = slope / np.hypot(*slope.T)[:, None]
        return place, np.stack([along[:, 1], -along[:, 0]], 1)

    def at(self, spots, *, extra=0.0):
        """Places [n, 2] of spots (share, across)."""
        spots = np.asarray(spots, float)
        place, across = self.spine(spots[:, 0])
        ahead, back = (np.interp(spots[:, 0], self.profile[:, 0], self.profile[:, side]) + extra for side in (1, 2))
        return place + (np.where(spots[:, 1] > 0, ahead, back) * spots[:, 1])[:, None] * across

    def between(self, low, high, *, extra=0.0):
        """The outline of the trunk from one share of its length to another."""
        rows = [low, *(s for s in self.profile[:, 0] if low + 0.03 < s < high - 0.03), high]
        spots = [(low, 0.7), *((s, 1) for s in rows), (high, 0.7), (high, -0.7), *((s, -1) for s in rows[::-1])]
        return self.at([*spots, (low, -0.7)], extra=extra)


@dataclass(frozen=True)
class Mark:
    """Where a muscle shows in a view; the fields as in ``data/marks.toml``."""

    id: str
    view: Literal["side", "front"]
    muscle: Annotated[str, MUSCLES]
    edges: tuple[tuple[tuple[int | float, ...], ...], ...]
    on: Literal["trunk", "thigh", "upper_arm"] = "trunk"

    def __post_init__(self):
        if len(self.edges) != 2 or len(self.edges[0]) != len(self.edges[1]) or len(self.edges[0]) < 2:
            raise ValueError("edges must be two lists of as many places, at least two each.")
        if any(len(place) != 2 for edge in self.edges for place in edge):
            raise ValueError("edges has a place that is not two numbers.")


MARKS = tuple(read(DATA / "marks.toml", mark=Mark)["mark"].values())


def fibres(first, second):
    """The outline of a muscle and the lines of its fibres between two edges [n, 2]: as many as its width bears."""
    width = np.hypot(*(second - first).T).mean()
    count = min(max(round(width / 0.016), 2), 6)
    lines = [first + (number + 0.5) / count * (second - first) for number in range(count)]
    return np.vstack([first, second[::-1]]), [0.05 * line.mean(0) + 0.95 * line for line in lines]
