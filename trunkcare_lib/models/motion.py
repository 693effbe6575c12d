"""How each exercise moves from pose to pose, what it is done on, and the mistakes that are drawn beside it."""

from dataclasses import dataclass
from itertools import pairwise
from math import acos, ceil, cos, floor, isfinite, pi
from numbers import Real
from pathlib import Path
from typing import Annotated, Literal

from trunkcare_lib.entries import DATA, read
from trunkcare_lib.models.blend import blend
from trunkcare_lib.models.pose import JOINTS, POSES, box
from trunkcare_lib.vocabulary import MUSCLES


@dataclass(frozen=True)
class Stop:
    """One pose on an exercise's way: its name, what one does there, and which muscles are marked.

    `marks` are marked on both halves of the body, `right` and `left` on one; without any of them all muscles of the
    exercise are.
    """

    pose: str
    says: str
    marks: tuple[Annotated[str, MUSCLES], ...] = ()
    right: tuple[Annotated[str, MUSCLES], ...] = ()
    left: tuple[Annotated[str, MUSCLES], ...] = ()

    def sides(self, muscle):
        """The halves of the body on which a muscle is marked: some of ``"right"`` and ``"left"``."""
        if muscle in self.marks or not (self.marks or self.right or self.left):
            return ("right", "left")
        return tuple(side for side in ("right", "left") if muscle in getattr(self, side))


@dataclass(frozen=True)
class Arrow:
    """The way of a joint from start to end, drawn as an arrow; `by` (x, y) moves it off the body [body heights].

    Where the way itself would not be seen, `to` (x, y) is drawn instead, or an `arc` around the joint, from one angle
    to another [deg].
    """

    joint: Annotated[str, JOINTS]
    by: tuple[int | float, ...]
    to: tuple[int | float, ...] = ()
    arc: tuple[int | float, ...] = ()

    def __post_init__(self):
        for name, lengths in (("by", (2,)), ("to", (0, 2)), ("arc", (0, 2))):
            given = getattr(self, name)
            if len(given) not in lengths or not all(map(isfinite, given)):
                raise ValueError(f"{name} is {list(given)}, but must be two numbers.")


@dataclass(frozen=True)
class Motion:
    """The movement of an exercise, whose id it has: its stops in order.

    A held exercise starts at the first, goes from stop to stop in `move_s` seconds each, stays at the last for the
    hold of its dose, and goes back the same way. A movement instead has `cycle`, pairs [share of the cycle's time,
    number of the stop].
    `things` are what it is done on or with; `also` are other ways to do it, each shown as an end of its own.
    """

    id: str
    stops: tuple[Stop, ...]
    things: tuple[Literal["mat", "ball", "pillow", "cushion", "chair", "hands", "rail"], ...] = ()
    arrows: tuple[Arrow, ...] = ()
    move_s: int | float = 2.5
    cycle: tuple[tuple[int | float, ...], ...] = ()
    also: tuple[Stop, ...] = ()

    def __post_init__(self):
        if len(self.stops) < 2:
            raise ValueError("stops has fewer than two entries; a movement needs a start and an end.")
        if not 0 < self.move_s <= 60:
            raise ValueError(f"move_s is {self.move_s}, but must be above 0 and at most 60 s.")
        if any(len(key) != 2 or key[1] not in range(len(self.stops)) for key in self.cycle):
            raise ValueError("cycle must be pairs of [share of the time, number of a stop, from 0].")
        shares = [share for share, _ in self.cycle]
        if self.cycle and not (shares[0] == 0 and shares[-1] == 1 and all(a < b for a, b in pairwise(shares))):
            raise ValueError(f"cycle has the shares {shares}, but they must rise from 0 to 1.")
        if self.cycle and self.cycle[0][1] != self.cycle[-1][1]:
            raise ValueError("cycle does not end at the stop where it starts.")

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

        Each way starts and ends slowly, in steps of a twentieth, so that a way back is the same poses. ValueError if
        the repetition does not last that long.
        """
        keys = self.keys(dose)
        if not isinstance(time_s, Real) or not keys[0][0] <= time_s <= keys[-1][0]:
            raise ValueError(f"time_s is {time_s} s, but a repetition lasts from {keys[0][0]:g} to {keys[-1][0]:g} s.")
        for (start_s, start), (end_s, end) in pairwise(keys):
            if time_s <= end_s:
                share = (1 - cos(pi * (time_s - start_s) / (end_s - start_s))) / 2
                return round(20 * (start + share * (end - start))) / 20

    def pose(self, dose, time_s):
        """The pose at a time of one repetition [s]."""
        at = self.at(dose, time_s)
        before = min(int(at), len(self.stops) - 2)
        return blend(self.stops[before].pose, self.stops[before + 1].pose, round(at - before, 2))

    def goal(self, dose, time_s):
        """The end that a repetition goes to or comes from at a time [s]; the start itself where it rests there."""
        at, home = self.at(dose, time_s), self.stops.index(self.start)
        return self.stops[floor(at) if at < home else ceil(at)]

    def halts(self, dose):
        """Those of the `moments` at which one is at a stop [s]."""
        ends = {round(time_s, 2) for time_s, _ in self.keys(dose)}
        return [time_s for time_s in self.moments(dose) if time_s in ends]

    def moments(self, dose):
        """Times of one repetition [s] that show it well: the same poses there and back, and a hold counted out."""
        per_stop = 20 if len(self.stops) == 2 else 10  # both fit the steps of `at`
        times = [0.0]
        for (start_s, start), (end_s, end) in pairwise(self.keys(dose)):
            long_s, count = end_s - start_s, round(per_stop * abs(end - start))
            ways = [acos(1 - 2 * step / count) / pi for step in range(1, count + 1)]
            stay_s = 1 if long_s <= 10 else 5 if long_s <= 50 else long_s / 10
            times += [start_s + long_s * way for way in ways] or [
                start_s + step * stay_s for step in range(1, round(long_s / stay_s) + 1)
            ]
        return [min(round(time_s, 2), times[-1]) for time_s in times]


@dataclass(frozen=True)
class Mistake:
    """A common error of an exercise, in the words of the catalogue, as a wrong pose beside the right one.

    `good` says of the right pose what `says` says of the wrong one. `at` is the joint where it shows; `push`, if
    given, is an arrow for what is forced. `letter` is the place of the error where the reader is to spot it.
    """

    id: str
    exercise: str
    error: str
    pose: str
    beside: str
    at: Annotated[str, JOINTS]
    says: str
    good: str
    letter: Literal["A", "B"]
    push: Arrow | None = None

    @property
    def space(self):
        """The width and height that each of both poses takes [body heights]."""
        spaces = [box([pose]) for pose in (self.pose, self.beside)]
        return max(right - left for left, right, *_ in spaces), max(top - low for *_, low, top in spaces)

    @property
    def stacked(self):
        """Whether the poses are so wide that one is drawn above the other, and not beside it."""
        return self.space[0] > 1.2 * self.space[1]


def load(path=DATA / "motions.toml"):
    """Read motions and mistakes from a file in the form of ``data/motions.toml``: two mappings by id.

    Raises ValueError as `entries.read`, and if a pose is named that ``data/poses.toml`` does not have, is seen from
    another side than the one beside it, or is wrong where it should be right.
    """
    found = read(path, motion=Motion, mistake=Mistake)
    motions, mistakes = found["motion"], found["mistake"]
    shown = [
        ("motion", entry.id, [(stop.pose, False) for stop in (*entry.stops, *entry.also)]) for entry in motions.values()
    ]
    shown += [("mistake", entry.id, [(entry.pose, True), (entry.beside, False)]) for entry in mistakes.values()]
    for kind, id_, poses in shown:
        where = f"{Path(path).name}, {kind} {id_!r}"
        for pose, wrong in poses:
            if pose not in POSES:
                raise ValueError(f"{where}: there is no pose {pose!r} in poses.toml.")
            if POSES[pose].wrong != wrong:
                raise ValueError(f"{where}: the pose {pose!r} must be {'a wrong' if wrong else 'a right'} one.")
        if len({POSES[pose].view for pose, _ in poses}) > 1:
            raise ValueError(f"{where}: its poses are seen from different sides.")
    for entry in mistakes.values():
        if entry.exercise not in motions:
            raise ValueError(f"{Path(path).name}, mistake {entry.id!r}: there is no motion {entry.exercise!r}.")
    return motions, mistakes


MOTIONS, MISTAKES = load()
