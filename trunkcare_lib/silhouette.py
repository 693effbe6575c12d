"""The outlines of a body from the places of its joints: limbs with flesh, a trunk that bends, head, hands and feet.

All widths are shares of body height, drawn by the course by eye after photographs' proportions: they carry no data.
An outline is an array of points [n, 2] to be joined by a smooth closed curve.
"""

import numpy as np

# For each place along a segment (0 near end, 1 far end) the flesh before and behind the bone.
THIGH = ((0, 0.050, 0.056), (0.3, 0.053, 0.053), (0.65, 0.043, 0.041), (1, 0.034, 0.033))
SHANK = ((0, 0.034, 0.033), (0.25, 0.027, 0.041), (0.6, 0.021, 0.030), (1, 0.018, 0.020))
UPPER_ARM = ((0, 0.031, 0.031), (0.3, 0.030, 0.029), (0.7, 0.024, 0.024), (1, 0.021, 0.021))
FOREARM = ((0, 0.021, 0.021), (0.25, 0.025, 0.024), (0.7, 0.017, 0.017), (1, 0.013, 0.013))
NECK = ((0, 0.034, 0.036), (0.5, 0.028, 0.030), (1, 0.030, 0.030))
# Along the trunk (0 hips, 1 shoulders): flesh before and behind the line of the spine, from the side; half the width
# from the front.
DEPTH = ((-0.22, 0.012, 0.030), (-0.12, 0.040, 0.062), (0, 0.053, 0.073), (0.13, 0.058, 0.066), (0.28, 0.060, 0.053),
         (0.45, 0.060, 0.054), (0.6, 0.066, 0.062), (0.78, 0.071, 0.068), (0.93, 0.057, 0.056), (1.04, 0.034, 0.040))  # fmt: skip
WIDTH = ((-0.22, 0.020), (-0.12, 0.075), (0, 0.093), (0.13, 0.088), (0.3, 0.077), (0.45, 0.078), (0.62, 0.088),
         (0.8, 0.102), (0.93, 0.108), (1.02, 0.075), (1.06, 0.038))  # fmt: skip
# Along the segment from its near joint, and across it (+ is before it).
FOOT = ((-0.018, 0.016), (-0.034, -0.016), (-0.033, -0.036), (-0.012, -0.039), (0.035, -0.034), (0.085, -0.039),
        (0.113, -0.034), (0.116, -0.024), (0.092, -0.010), (0.050, 0.004), (0.022, 0.018))  # fmt: skip
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
SKULL_ALONG, SKULL_BEFORE = 0.115, 0.012


def smooth(points, roundness=1.0):
    """A smooth closed curve through points [n, 2]: (vertices [3n + 2, 2], codes [3n + 2]) of a path of cubic curves."""
    before, after = np.roll(points, 1, 0), np.roll(points, -1, 0)
    reach = roundness * (after - before) / 6
    curve = np.stack([points + reach, after - np.roll(reach, -1, 0), after], 1).reshape(-1, 2)
    return np.vstack([points[:1], curve, points[:1]]), [1, *[4] * len(curve), 79]


def _frame(start, end, *, front=1):
    """Unit vectors along and across a segment; `front` is +1 where before it is to the left of its direction."""
    along = np.subtract(end, start)
    length = np.hypot(*along)
    along = along / length if length > 1e-9 else np.array([0.0, -1.0])
    return along, front * np.array([-along[1], along[0]]), length


def segment(start, end, profile, *, until=1.0, extra=0.0, front=1):
    """The outline of a limb's segment with round ends; `until` cuts it (a sleeve), `extra` widens it (cloth)."""
    along, across, length = _frame(start, end, front=front)
    rows = [row for row in profile if row[0] < until]
    rows.append((until, *(np.interp(until, [row[0] for row in profile], side) for side in tuple(zip(*profile))[1:])))
    middle = [np.add(start, share * length * along) for share, *_ in rows]
    before = [place + (ahead + extra) * across for place, (_, ahead, _) in zip(middle, rows)]
    behind = [place - (back + extra) * across for place, (_, _, back) in zip(middle, rows)]
    ends = [(row[1] + row[2]) / 2 + extra for row in (rows[0], rows[-1])]
    tip = middle[-1] + (ends[1] * 0.9 if until == 1 else 0.004) * along
    return np.array([middle[0] - 0.9 * ends[0] * along, *before, tip, *behind[::-1]])


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
        """Places on the line of the spine and unit vectors across it, each [n, 2]: a parabola through the three joints."""
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
        return self.at([(s, 1) for s in rows] + [(s, -1) for s in rows[::-1]], extra=extra)


# Where muscles show, as two edges that its fibres run between; each edge is a list of places on the trunk (as in
# `Trunk`) or, where "on" names a segment, on that segment (share of its length, across from −1 behind to 1 before).
SIDE_MUSCLES = {
    "latissimus-dorsi": {"edges": (((0.20, -0.94), (0.55, -0.80), (0.88, -0.10)), ((0.62, -0.92), (0.80, -0.70), (0.95, -0.12)))},
    "erector-spinae": {"edges": (((0.02, -0.86), (0.30, -0.97), (0.62, -0.97), (0.92, -0.90)), ((0.02, -0.52), (0.30, -0.42), (0.62, -0.50), (0.90, -0.62)))},
    "multifidus": {"edges": (((-0.06, -0.82), (0.16, -0.93), (0.42, -0.94)), ((-0.06, -0.56), (0.16, -0.62), (0.42, -0.72)))},
    "quadratus-lumborum": {"edges": (((0.13, -0.36), (0.28, -0.40), (0.43, -0.48)), ((0.13, 0.02), (0.28, -0.10), (0.43, -0.22)))},
    "rectus-abdominis": {"edges": (((-0.02, 0.97), (0.30, 0.98), (0.64, 0.97)), ((-0.02, 0.66), (0.30, 0.72), (0.64, 0.74)))},
    "external-oblique": {"edges": (((0.66, 0.62), (0.38, 0.64), (0.10, 0.62)), ((0.56, -0.10), (0.30, 0.02), (0.08, 0.22)))},
    "internal-oblique": {"edges": (((0.46, -0.28), (0.50, 0.18), (0.48, 0.56)), ((0.12, 0.06), (0.10, 0.34), (0.12, 0.58)))},
    "transversus-abdominis": {"edges": (((0.42, -0.22), (0.27, -0.22), (0.12, -0.16)), ((0.42, 0.70), (0.27, 0.68), (0.12, 0.66)))},
    "serratus-anterior": {"edges": (((0.64, 0.26), (0.74, 0.34), (0.86, 0.40)), ((0.70, -0.20), (0.79, -0.16), (0.90, -0.06)))},
    "gluteus-medius": {"edges": (((0.15, -0.42), (0.19, -0.05), (0.15, 0.34)), ((-0.01, -0.12), (-0.02, 0.0), (-0.01, 0.12)))},
    "gluteus-maximus": {"edges": (((0.11, -0.92), (0.00, -0.97), (-0.12, -0.92)), ((0.10, -0.40), (-0.02, -0.22), (-0.13, -0.22)))},
    "hamstrings": {"on": "thigh", "edges": (((0.12, -0.90), (0.5, -0.95), (0.90, -0.86)), ((0.12, -0.25), (0.5, -0.25), (0.90, -0.25)))},
    "shoulder-stabilisers": {"on": "upper_arm", "edges": (((-0.08, -0.55), (0.14, -0.85), (0.42, -0.25)), ((-0.08, 0.55), (0.14, 0.85), (0.42, 0.25)))},
}  # fmt: skip
# For the left half; the right half is its mirror image.
FRONT_MUSCLES = {
    "latissimus-dorsi": {"edges": (((0.44, 0.84), (0.66, 0.80), (0.86, 0.80)), ((0.44, 0.98), (0.66, 0.99), (0.84, 0.99)))},
    "intercostals": {"edges": (((0.54, 0.34), (0.68, 0.40), (0.82, 0.46)), ((0.54, 0.82), (0.68, 0.82), (0.82, 0.80)))},
    "rectus-abdominis": {"edges": (((-0.10, 0.08), (0.24, 0.05), (0.60, 0.05)), ((-0.10, 0.20), (0.24, 0.38), (0.60, 0.40)))},
    "internal-oblique": {"edges": (((0.40, 0.44), (0.26, 0.44), (0.10, 0.46)), ((0.24, 0.93), (0.20, 0.90), (0.15, 0.80)))},
    "external-oblique": {"edges": (((0.62, 0.62), (0.66, 0.80), (0.60, 0.96)), ((0.14, 0.46), (0.14, 0.70), (0.16, 0.93)))},
    "gluteus-medius": {"edges": (((0.13, 0.62), (0.12, 0.80), (0.08, 0.97)), ((-0.07, 0.84), (-0.08, 0.92), (-0.09, 0.99)))},
    "shoulder-stabilisers": {"on": "upper_arm", "edges": (((-0.08, -0.55), (0.14, -0.85), (0.42, -0.25)), ((-0.08, 0.55), (0.14, 0.85), (0.42, 0.25)))},
}  # fmt: skip


def fibres(edges, count=5):
    """The outline of a muscle and the lines of its fibres, from its two edges [n, 2]: (outline, list of lines)."""
    first, second = np.asarray(edges[0]), np.asarray(edges[1])
    shares = (np.arange(count) + 0.5) / count
    lines = [first + share * (second - first) for share in shares]
    return np.vstack([first, second[::-1]]), [0.05 * line.mean(0) + 0.95 * line for line in lines]
