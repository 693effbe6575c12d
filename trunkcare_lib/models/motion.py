"""How each exercise moves from pose to pose, what it is done on, and the mistakes that are drawn beside it."""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import acos, atan2, ceil, cos, degrees, floor, hypot, pi
from pathlib import Path
from typing import Annotated, Literal

import numpy as np

from trunkcare_lib.entries import DATA, read
from trunkcare_lib.models.pose import JOINTS, LENGTHS, POSES, SEGMENTS, named, places, wrapped
from trunkcare_lib.vocabulary import MUSCLES

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
    if not 0 <= share <= 1:
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
    plain = {name: between(getattr(start, name), getattr(end, name)) for name in ("turn", "hips", "shoulders", "shrug")}
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


@dataclass(frozen=True)
class Stop:
    """One pose on an exercise's way: its name, what one does there, and which muscles are marked (else all of them)."""

    pose: str
    says: str
    marks: tuple[Annotated[str, MUSCLES], ...] = ()


@dataclass(frozen=True)
class Arrow:
    """The way of a joint, drawn as an arrow; `by` (x, y) moves it off the body [body heights]."""

    joint: Annotated[str, JOINTS]
    by: tuple[int | float, ...]


@dataclass(frozen=True)
class Motion:
    """The movement of an exercise, whose id it has: its stops in order.

    A held exercise starts at the first, goes from stop to stop in `move_s` seconds each, stays at the last for the
    hold of its dose, and goes back the same way. A movement instead has `cycle`, pairs [share of the cycle's time,
    number of the stop].
    `things` are what it is done on or with; `side` is the half of the body whose muscles are marked in a view from the
    front.
    """

    id: str
    stops: tuple[Stop, ...]
    things: tuple[Literal["mat", "ball", "pillow", "cushion", "hands"], ...] = ()
    arrows: tuple[Arrow, ...] = ()
    side: Literal["both", "right", "left"] = "both"
    move_s: int | float = 2.5
    cycle: tuple[tuple[int | float, ...], ...] = ()

    def __post_init__(self):
        if len(self.stops) < 2:
            raise ValueError("stops has fewer than two entries; a movement needs a start and an end.")
        if any(len(key) != 2 or key[1] not in range(len(self.stops)) for key in self.cycle):
            raise ValueError("cycle must be pairs of [share of the time, number of a stop, from 0].")

    @property
    def start(self):
        """The stop that a repetition starts from."""
        return self.stops[int(self.cycle[0][1]) if self.cycle else 0]

    @property
    def ends(self):
        """The stops that a repetition goes to, in the order in which it first comes to them."""
        order = dict.fromkeys(int(number) for _, number in self.cycle) or range(len(self.stops))
        return [self.stops[number] for number in order if self.stops[number] is not self.start]

    def keys(self, dose):
        """The times at which the movement passes its stops: a list of (time [s], number of the stop).

        `dose` gives the tempo, at the low end of its ranges: its hold, or the time of one movement.
        """
        work = next(event for event in dose.timeline() if event.kind in ("hold", "move"))
        length_s, last = work.end_s - work.start_s, len(self.stops) - 1
        if self.cycle:
            return [(share * length_s, number) for share, number in self.cycle]
        there = [(number * self.move_s, number) for number in range(last + 1)]
        back_s = last * self.move_s + length_s
        return [*there, *((back_s + n * self.move_s, last - n) for n in range(last + 1))]

    def at(self, dose, time_s):
        """Where a repetition is at a time [s], in numbers of stops: 0.5 is halfway from the first to the second.

        Each way starts and ends slowly, in steps of a fiftieth, so that a way back is the same poses. ValueError if the
        repetition does not last that long.
        """
        keys = self.keys(dose)
        if not keys[0][0] <= time_s <= keys[-1][0]:
            raise ValueError(
                f"time_s is {time_s:g} s, but a repetition lasts from {keys[0][0]:g} to {keys[-1][0]:g} s."
            )
        for (start_s, start), (end_s, end) in pairwise(keys):
            if time_s <= end_s:
                share = (1 - cos(pi * (time_s - start_s) / (end_s - start_s))) / 2
                return round(50 * (start + share * (end - start))) / 50

    def pose(self, dose, time_s):
        """The pose at a time of one repetition [s]."""
        at = self.at(dose, time_s)
        before = min(int(at), len(self.stops) - 2)
        return blend(self.stops[before].pose, self.stops[before + 1].pose, round(at - before, 2))

    def goal(self, dose, time_s):
        """The end that a repetition goes to or comes from at a time [s]; the start itself where it rests there."""
        at, home = self.at(dose, time_s), self.stops.index(self.start)
        return self.stops[floor(at) if at < home else ceil(at)]

    def moments(self, dose):
        """Times of one repetition [s] that show it well: the same poses there and back, and a hold counted out."""
        per_stop = 25 if len(self.stops) == 2 else 10  # both fit the steps of `at`
        times = [0.0]
        for (start_s, start), (end_s, end) in pairwise(self.keys(dose)):
            long_s, count = end_s - start_s, round(per_stop * abs(end - start))
            ways = [acos(1 - 2 * step / count) / pi for step in range(1, count + 1)]
            stay_s = next(step_s for step_s in (1, 5, 60) if long_s <= 10 * step_s)
            times += [start_s + long_s * way for way in ways] or [
                start_s + step * stay_s for step in range(1, round(long_s / stay_s) + 1)
            ]
        return [round(time_s, 2) for time_s in times]


@dataclass(frozen=True)
class Mistake:
    """A common error of an exercise, in the words of the catalogue, as a wrong pose beside the right one.

    `at` is the joint where it shows.
    """

    id: str
    exercise: str
    error: str
    pose: str
    beside: str
    at: Annotated[str, JOINTS]
    says: str


def load(path=DATA / "motions.toml"):
    """Read motions and mistakes from a file in the form of ``data/motions.toml``: two mappings by id.

    Raises ValueError as `entries.read`, and if a pose is named that ``data/poses.toml`` does not have.
    """
    found = read(path, motion=Motion, mistake=Mistake)
    used = [("motion", entry.id, stop.pose) for entry in found["motion"].values() for stop in entry.stops]
    used += [("mistake", entry.id, pose) for entry in found["mistake"].values() for pose in (entry.pose, entry.beside)]
    for kind, id_, pose in used:
        if pose not in POSES:
            raise ValueError(f"{Path(path).name}, {kind} {id_!r}: there is no pose {pose!r} in poses.toml.")
    return found["motion"], found["mistake"]


MOTIONS, MISTAKES = load()
