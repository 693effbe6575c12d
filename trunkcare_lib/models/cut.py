"""A pose cut through at the low back: the weights beyond the cut, and how much the floor carries on either side of it.

For poses that rest on the floor at one place of each half, balance alone says what the floor carries where: on hands
and knees, in the bridge, in the side plank. Where only the lower half rests on something, as in standing and sitting,
the upper half is free. Where the trunk itself lies on the floor, balance says nothing, and neither does this room.

>>> from trunkcare_lib.models.load import VALUE
>>> cut("standing", VALUE).floor                    # nothing carries the upper half
0.0
>>> round(cut("bridge", VALUE).floor, 2)            # of body weight, on the shoulder blades
0.45
"""

from math import hypot
from typing import NamedTuple

from trunkcare_lib.models.pose import CHAIN, LENGTHS, MASSES, bends, named, places

PELVIS_LIES, LIMB_LIES = 0.1, 0.07
"""What is lower lies on the floor: the middle of the pelvis, both ends of a limb or of the head. [body heights]"""
FOLDED_DEG = 110
"""A hip that is bent further than this lets the trunk rest on the thighs. [deg]"""
ARM, LEG = ("upper_arm", "forearm", "hand"), ("thigh", "shank", "foot")


class Cut(NamedTuple):
    """What acts on the upper half at the cut, for a body of mass 1, height 1 and weight 1.

    `moment` turns it clockwise as seen, which bends a person forwards who is seen from the right; `along` presses along
    the spine; `floor` is what the floor carries of the upper half, `weight` what of the body does not carry itself.
    """

    moment: float
    along: float
    floor: float
    weight: float


def cut(pose, value):
    """Cut a pose at the hinge of the low back and find what acts there.

    Parameters
    ----------
    pose : str or Pose
        A name in ``data/poses.toml``.
    value : mapping of str to float
        Where the hinge and the centres of mass lie: numbers of `models.load`.

    Returns
    -------
    Cut

    Raises
    ------
    ValueError
        If there is no such pose, or the trunk itself lies on the floor or on the thighs.
    """
    pose = named(pose)
    at = places(pose)
    _refuse(pose, at)
    hinge = _between(at["pelvis"], at["waist"], value["hinge"] / LENGTHS["lumbar"])
    lower = [(value["pelvis_mass"], _between(hinge, at["pelvis"], value["pelvis_centre"]))]
    upper = [(value["trunk_mass"], _up_the_trunk(at, hinge, value))]
    if "neck" not in pose.supports and not _lies(at, "neck", "crown"):
        upper.append((MASSES["head"], _between(at["neck"], at["crown"], value["head_up"] / LENGTHS["head"])))
    hands, feet = _limbs(pose, at, ARM, upper, value), _limbs(pose, at, LEG, lower, value)
    if "neck" in pose.supports:
        hands = [_between(at["neck"], at["waist"], value["blades"])]
    elif not hands and _lies(at, "crown", "crown"):
        hands = [at["crown"]]

    def turning(parts):
        return sum(mass * (place[0] - hinge[0]) for mass, place in parts)

    weight, floor, under = sum(mass for mass, _ in upper + lower), 0.0, 0.0
    if hands and feet:
        under, beyond = (sum(place[0] for place in ends) / len(ends) - hinge[0] for ends in (hands, feet))
        floor = (turning(upper) + turning(lower) - weight * beyond) / (under - beyond)
    rise = (at["waist"][1] - hinge[1]) / hypot(at["waist"][0] - hinge[0], at["waist"][1] - hinge[1])
    along = (sum(mass for mass, _ in upper) - floor) * rise
    return Cut(turning(upper) - floor * under, along, floor, weight)


def _refuse(pose, at):
    """Raise the ValueError for a pose whose trunk itself lies on something."""
    hips = [angle for joint, angle in bends(pose).items() if joint.endswith("hip")]
    if pose.view == "above" or "hip" in pose.supports or at["pelvis"][1] < PELVIS_LIES:
        why = "the pelvis lies on the floor"
    elif "wrist" in pose.supports and max(hips, default=0) > FOLDED_DEG:
        why = "the trunk rests on the thighs"
    else:
        return
    raise ValueError(
        f"The pose {pose.id!r} does not tell the load of the low back: {why}, and balance alone does not say how much "
        "of the weight that carries; take a pose that rests on one place of each half."
    )


def _between(start, end, share):
    return tuple(a + share * (b - a) for a, b in zip(start, end, strict=True))


def _up_the_trunk(at, hinge, value):
    """The centre of mass of the trunk above the hinge, on the line through hinge, waist and top of the trunk."""
    up = value["trunk_centre"] * (value["trunk_top"] - value["hinge"])
    low = LENGTHS["lumbar"] - value["hinge"]
    if up <= low:
        return _between(hinge, at["waist"], up / low)
    return _between(at["waist"], at["neck"], (up - low) / LENGTHS["thorax"])


def _lies(at, near, far):
    return max(at[near][1], at[far][1]) < LIMB_LIES


def _limbs(pose, at, segments, parts, value):
    """Add to `parts` the limbs' segments that do not lie on the floor; give back where the limbs rest on it."""
    rests = []
    for side in ("", "left_"):
        resting = segments is ARM and "neck" in pose.supports  # the shoulders lie there too
        for segment in segments:
            near, far = (side + joint for joint in CHAIN[segment])
            resting = resting or near in pose.supports
            if not (resting and _lies(at, near, far)):
                centre = _between(at[near], at[far], value[f"{segment}_centre"])
                parts.append((MASSES[segment] / 2, centre))
            if far in pose.supports and not resting:
                rests.append(at[far])
    return rests
