"""The poses between two poses: each segment turns, and what stands on the floor stays on it."""

from dataclasses import replace
from math import atan2, degrees, hypot
from numbers import Real

import numpy as np

from trunkcare_lib.models.pose import JOINTS, LENGTHS, SEGMENTS, named, places, wrapped

# For each end of a limb that may stand on the floor: its limb's near joint and bending joint, the two segments, and the
# side that it bends to (knees to the front, elbows to the back).
PLANTED = {
    side + tip: (side + near, side + bend, side + upper, side + lower, sign)
    for side in ("", "left_")
    for tip, near, bend, upper, lower, sign in (("ankle", "hip", "knee", "thigh", "shank", 1),
                                                ("wrist", "shoulder", "elbow", "upper_arm", "forearm", -1))
}  # fmt: skip


def blend(start, end, share):
    """Find the pose between two poses.

    Parameters
    ----------
    start, end : Pose or str
        Both of the same view.
    share : float
        From 0 (start) to 1 (end).

    Returns
    -------
    Pose
        Each segment turns along the shorter way. A hand or foot that rests on the floor in both poses goes straight
        from its one place to the other; knee or elbow follow.

    Raises
    ------
    ValueError
        If the views differ, the share is not from 0 to 1, or a joint would leave its normal range on the way.
    """
    start, end = named(start), named(end)
    if start.view != end.view:
        raise ValueError(f"{start.id} is seen from the {start.view}, {end.id} from the {end.view}: no way between.")
    if not isinstance(share, Real) or not 0 <= share <= 1:
        raise ValueError(f"share is {share!r}, but must be from 0 (start) to 1 (end).")
    if share in (0, 1):
        return (start, end)[int(share)]

    def between(one, other):
        return one + share * (other - one)

    def turned(of):
        first = {name: start.angle(name, of=of) for name in SEGMENTS}
        return {name: old + share * wrapped(end.angle(name, of=of) - old) for name, old in first.items()}

    here, there = places(start), places(end)
    ends = {joint: [between(*pair) for pair in zip(here[joint], there[joint], strict=True)] for joint in JOINTS}
    plain = {name: between(getattr(start, name), getattr(end, name)) for name in ("turn", "hips", "shrug")}
    supports = tuple(joint for joint in start.supports if joint in end.supports)
    root = end.root if end.root in supports else start.root
    middle = replace(
        start, id=f"{start.id}-{share:.3f}-{end.id}", root=root, at=tuple(ends[root][:2]), angles=turned("angles"),
        toward=turned("toward"), vest=(start if share < 0.5 else end).vest, wrong=start.wrong or end.wrong,
        supports=supports, **plain,
    )  # fmt: skip
    return _planted(middle, ends)


def _planted(pose, ends):
    """The pose with each supported ankle and wrist brought to its place; knee and elbow bend the usual way."""
    at, angles, toward = places(pose), dict(pose.angles), dict(pose.toward)
    for tip in set(pose.supports) & set(PLANTED) - {pose.root}:
        near, bend, upper, lower, sign = PLANTED[tip]
        start, reach = np.array(at[near]), np.subtract(ends[tip], at[near])
        one, other = LENGTHS[upper.removeprefix("left_")], LENGTHS[lower.removeprefix("left_")]
        far = min(max(np.hypot.reduce(reach), abs(one - other) + 1e-9), one + other - 1e-9)
        along = reach / np.hypot.reduce(reach)
        aside = sign * np.array([-along[1], along[0], 0])
        if pose.view != "side":
            aside = np.array(at[bend]) - start + 1e-4 * aside
        aside = aside - (aside @ along) * along
        share = (one**2 + far**2 - other**2) / (2 * far)
        joint = start + share * along + np.sqrt(max(one**2 - share**2, 0)) * aside / np.hypot.reduce(aside)
        for segment, (x, y, z) in ((upper, joint - start), (lower, start + far * along - joint)):
            angles[segment], toward[segment] = degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))
    return replace(pose, angles=angles, toward=toward)
