"""Poses of the body as joint angles: where each joint is, how far each joint bends.

A pose gives for each segment the direction it points to, from its near end to its far end, in degrees
counter-clockwise from the right; a standing thigh points to −90. In the side view the person faces right, so lying
on the back the head is at the left, and the right half of the body is the near one. A segment may also point out of
the picture, towards the viewer (+) or away (−).

>>> joints("standing")["ankle"]
(0.0, 0.039)
>>> round(joints("standing")["crown"][1], 2)      # a body height
1.0
>>> bends(POSES["quadruped"])["hip"]
75
"""

from dataclasses import dataclass, replace
from difflib import get_close_matches
from math import acos, cos, degrees, radians, sin
from typing import Annotated, Literal

from trunkcare_lib.entries import DATA, read
from trunkcare_lib.parameter import Parameter

# Shares of body height (Drillis and Contini 1966, from people measured in the 1960s; partly recalled). The trunk is
# halved, and head with neck take what is left to a whole height: that is our own computation.
LENGTHS = {
    "thigh": 0.245, "shank": 0.246, "foot": 0.152, "lumbar": 0.144, "thorax": 0.144, "head": 0.182,
    "upper_arm": 0.186, "forearm": 0.146, "hand": 0.108, "shoulders": 0.259, "hips": 0.191,
}  # fmt: skip
# Our own choice: the ankle stands before the heel, and the joints lie inside the width of shoulders and hips.
HEEL, SHOULDER_INSIDE, HIP_INSIDE = 0.037, 0.02, 0.045
# Shares of body mass (Dempster, as in Winter), for the whole of both sides where there are two.
MASSES = {
    "thigh": 0.2, "shank": 0.093, "foot": 0.029, "lumbar": 0.281, "thorax": 0.216, "head": 0.081,
    "upper_arm": 0.056, "forearm": 0.032, "hand": 0.012,
}  # fmt: skip
_OURS, _RECALLED = ("lumbar", "thorax", "head"), ("foot",)
PARAMETERS = {
    f"{segment}_length": Parameter(
        share, "", 0, 0.5, f"length of {segment.replace('_', ' ')}, of body height", "drillis1966",
        "computed" if segment in _OURS else "recalled" if segment in _RECALLED else "measured",
    )
    for segment, share in LENGTHS.items()
} | {
    f"{segment}_mass": Parameter(
        share, "", 0, 0.5, f"mass of {segment.replace('_', ' ')}, of body mass (both sides)", "winter2009", "measured"
    )
    for segment, share in MASSES.items()
}  # fmt: skip
TRUNK = ("lumbar", "thorax", "head")
LIMBS = ("thigh", "shank", "foot", "upper_arm", "forearm", "hand")
SEGMENTS = (*TRUNK, *LIMBS, *(f"left_{limb}" for limb in LIMBS))
# From joint to joint. Plain names are of the right side.
CHAIN = {"thigh": ("hip", "knee"), "shank": ("knee", "ankle"), "foot": ("ankle", "toe"),
         "upper_arm": ("shoulder", "elbow"), "forearm": ("elbow", "wrist"), "hand": ("wrist", "fingertip")}  # fmt: skip
JOINTS = ("pelvis", "waist", "neck", "crown", *(
    side + joint for side in ("", "left_")
    for joint in ("hip", "knee", "ankle", "toe", "shoulder", "elbow", "wrist", "fingertip")))  # fmt: skip
# The ends of the normal range [deg]: extension negative, flexion positive. Kapandji for the spine (lumbar and thoracic
# together), American norms for the rest; read in a summary or recalled, not in the originals. The elbow's is common
# knowledge without a source here.
RANGES = {"hip": (-30, 120), "knee": (0, 140), "trunk": (-60, 105), "neck": (-75, 40),
          "shoulder": (-60, 180), "elbow": (0, 150), "side_bend": (-30, 30), "turn": (-45, 45)}  # fmt: skip
ROUNDED = 3  # decimals of a body height: 2 mm
ROUNDING = 0.5  # deg


@dataclass(frozen=True)
class Pose:
    """A pose: the view it is drawn in, one joint's place, and the direction of each segment.

    `at` is the place of `root` [body heights above the floor]. `angles` has each segment of the trunk and of the
    right limbs [deg]; a left limb that is not given does as the right one. `toward` says how far a segment points
    out of the picture [deg], `turn` how far the pelvis is turned against the chest [deg], `hips` how
    far the hips tilt against the trunk in the front view [deg]. `supports` are the joints that rest on the floor.
    `shrug` lifts the shoulders [body heights], `vest` puts a weighted vest on. A pose with `wrong` shows a mistake and
    may leave the normal range.
    """

    id: str
    view: Literal["side", "front", "above"]
    root: Annotated[str, JOINTS]
    at: tuple[int | float, ...]
    angles: dict[Annotated[str, SEGMENTS], int | float]
    toward: dict[Annotated[str, SEGMENTS], int | float] | None = None
    supports: tuple[Annotated[str, JOINTS], ...] = ()
    turn: int | float = 0
    hips: int | float = 0
    shrug: int | float = 0
    vest: bool = False
    wrong: bool = False

    def __post_init__(self):
        if len(self.at) != 2 or not all(-30 <= number <= 30 for number in self.at):
            raise ValueError(f"at is {list(self.at)}, but must be [x, y] in body heights.")
        for name, most in (("turn", 90), ("hips", 90), ("shrug", 0.1)):
            if not -most <= getattr(self, name) <= most:
                raise ValueError(f"{name} is {getattr(self, name)}, but must be from {-most} to {most}.")
        needed = [name for name in (*TRUNK, *LIMBS) if name not in self.angles]
        if needed:
            raise ValueError(f"angles lacks {needed[0]!r}; each segment of the trunk and of the right limbs needs one.")
        for name, angle in {**self.angles, **(self.toward or {})}.items():
            if not -360 <= angle <= 360:
                raise ValueError(f"{name} is {angle}, but must be an angle from -360 to 360 degrees.")
        object.__setattr__(self, "toward", self.toward or {})
        for joint, bend in bends(self).items():
            low, high = RANGES[joint.removeprefix("left_")]
            if not self.wrong and not low - ROUNDING <= bend <= high + ROUNDING:
                backwards = " backwards" if joint.endswith(("knee", "elbow")) and bend < low else ""
                raise ValueError(f"{joint} of {self.id} bends {bend:.0f}°{backwards}, but normal is {low} to {high}°.")

    def angle(self, segment, *, of="angles"):
        """The direction of a segment [deg], or how far it points out of the picture (``of="toward"``) [deg]."""
        given = getattr(self, of)
        return given.get(segment, given.get(segment.removeprefix("left_"), 0))


def _vector(pose, segment):
    """A segment as (x, y, out of the picture) of length 1."""
    angle, toward = radians(pose.angle(segment)), radians(pose.angle(segment, of="toward"))
    return cos(toward) * cos(angle), cos(toward) * sin(angle), sin(toward)


def _line(pose, share, segment, tilt_deg=0, turn_deg=0):
    """Half the line from the right to the left hip or shoulder, which lies across the trunk."""
    if pose.view == "side":
        return 0.0, 0.0, -share
    across = radians(pose.angles[segment] - 90 + tilt_deg)
    seen = share * cos(radians(turn_deg))
    return seen * cos(across), seen * sin(across), -share * sin(radians(turn_deg))


def places(pose):
    """Every joint of a pose: name to (x, y, out of the picture), in body heights."""
    at = {"pelvis": (0.0, 0.0, 0.0)}

    def add(name, start, vector, length=1.0):
        at[name] = tuple(a + length * b for a, b in zip(at[start], vector, strict=True))

    for segment, start, end in (("lumbar", "pelvis", "waist"), ("thorax", "waist", "neck"), ("head", "neck", "crown")):
        add(end, start, _vector(pose, segment), LENGTHS[segment])
    hips = _line(pose, LENGTHS["hips"] / 2 - HIP_INSIDE, "lumbar", pose.hips, pose.turn)
    shoulders = _line(pose, LENGTHS["shoulders"] / 2 - SHOULDER_INSIDE, "thorax")
    for side, sign in (("", -1), ("left_", 1)):
        add(f"{side}hip", "pelvis", hips, sign)
        add(f"{side}shoulder", "neck", shoulders, sign)
        if pose.shrug:
            at[f"{side}shoulder"] = tuple(
                a + pose.shrug * b for a, b in zip(at[f"{side}shoulder"], _vector(pose, "thorax"), strict=True)
            )
        for segment, (start, end) in CHAIN.items():
            add(side + end, side + start, _vector(pose, side + segment), LENGTHS[segment] - HEEL * (segment == "foot"))
    dx, dy = (wanted - found for wanted, found in zip(pose.at, at[pose.root][:2], strict=True))
    return {name: (x + dx, y + dy, z) for name, (x, y, z) in at.items()}


def joints(pose):
    """Find every joint of a pose.

    Parameters
    ----------
    pose : Pose or str
        A pose, or the name of one in ``data/poses.toml``.

    Returns
    -------
    dict of str to (float, float)
        For each of `JOINTS` its place (x, y) [body heights]; y counts from the floor, in the view from above from below
        the feet. Plain names are of the right side.

    Raises
    ------
    ValueError
        If there is no pose of that name.
    """
    return {name: (round(x, ROUNDED), round(y, ROUNDED)) for name, (x, y, _) in places(named(pose)).items()}


def box(poses):
    """The space that poses take: (left, right, bottom, top), in body heights, with room for flesh, floor and words."""
    x, y = zip(*(place for pose in poses for place in joints(pose).values()), strict=True)
    return min(x) - 0.1, max(x) + 0.1, min(min(y) - 0.07, -0.03), max(y) + 0.15


def named(pose):
    """A pose by its name; a Pose is given back as it is. Raises ValueError if there is none of that name."""
    if isinstance(pose, Pose):
        return pose
    if not isinstance(pose, str) or pose not in POSES:
        near = get_close_matches(str(pose), POSES, n=1)
        raise ValueError(f"There is no pose {pose!r}; {f'did you mean {near[0]!r}?' if near else 'see POSES.'}")
    return POSES[pose]


def moved(pose, right, up=0):
    """The pose moved by distances to the right and up [body heights]."""
    return replace(pose, at=(pose.at[0] + right, pose.at[1] + up))


def wrapped(angle):
    """An angle as one from −180 to 180, the shorter way. [deg]"""
    return (angle + 180) % 360 - 180


def bends(pose):
    """How far each joint is bent, seen from the side; from the front how far the trunk is bent sideways and turned.

    Returns
    -------
    dict of str to float
        Flexion positive [deg]. Knees and elbows of the front view are bends in space, never negative.
    """
    angle = pose.angle
    if pose.view != "side":
        tilt = angle("thorax") - angle("lumbar") - pose.hips
        found = {"side_bend": wrapped(tilt), "turn": pose.turn}
        for side in ("", "left_"):
            for joint, upper, lower in (("knee", "thigh", "shank"), ("elbow", "upper_arm", "forearm")):
                pair = zip(_vector(pose, side + upper), _vector(pose, side + lower), strict=True)
                found[side + joint] = round(degrees(_arccos(sum(a * b for a, b in pair))))
        return found
    found = {"trunk": wrapped(angle("lumbar") - angle("thorax")), "neck": wrapped(angle("thorax") - angle("head"))}
    for side in ("", "left_"):
        found[f"{side}hip"] = wrapped(angle(f"{side}thigh") - angle("lumbar") + 180)
        found[f"{side}knee"] = wrapped(angle(f"{side}thigh") - angle(f"{side}shank"))
        raised = wrapped(angle(f"{side}upper_arm") - angle("thorax") + 180)
        found[f"{side}shoulder"] = raised if raised > -120 else raised + 360
        found[f"{side}elbow"] = wrapped(angle(f"{side}forearm") - angle(f"{side}upper_arm"))
    return found


def _arccos(value):
    return acos(max(-1.0, min(1.0, value)))


def load(path=DATA / "poses.toml"):
    """Read poses from a file in the form of ``data/poses.toml``: a mapping by id. Errors as `entries.read`."""
    return read(path, pose=Pose)["pose"]


POSES = load()
