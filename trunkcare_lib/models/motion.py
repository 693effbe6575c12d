"""How each exercise moves from pose to pose, what it is done on, and the mistakes that are drawn beside it."""

from dataclasses import dataclass
from itertools import pairwise
from math import acos, cos, pi
from pathlib import Path
from typing import Annotated, Literal

from trunkcare_lib.entries import DATA, read
from trunkcare_lib.models.pose import JOINTS, POSES, blend


@dataclass(frozen=True)
class Stop:
    """One pose on an exercise's way: its name, and what one does there, in words that follow "Start:" or a time."""

    pose: str
    says: str


@dataclass(frozen=True)
class Arrow:
    """The way of a joint, drawn as an arrow moved aside by `by` (x, y) [body heights] so that it does not cross the body."""

    joint: Annotated[str, JOINTS]
    by: tuple[int | float, ...]


@dataclass(frozen=True)
class Motion:
    """The movement of an exercise, whose id it has: its stops in order.

    A held exercise starts at the first, goes from stop to stop in `move_s` seconds each, stays at the last for the
    hold of its dose, and goes back the same way. A movement instead has `cycle`, pairs [share of the cycle's time, number of the stop].
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

        Each way starts and ends slowly, in steps of a fiftieth, so that a way back is the same poses. ValueError if the repetition does not last that long.
        """
        keys = self.keys(dose)
        if not keys[0][0] <= time_s <= keys[-1][0]:
            raise ValueError(f"time_s is {time_s:g} s, but a repetition lasts from {keys[0][0]:g} to {keys[-1][0]:g} s.")
        for (start_s, start), (end_s, end) in pairwise(keys):
            if time_s <= end_s:
                share = (1 - cos(pi * (time_s - start_s) / (end_s - start_s))) / 2
                return round(50 * (start + share * (end - start))) / 50

    def pose(self, dose, time_s):
        """The pose at a time of one repetition [s]."""
        at = self.at(dose, time_s)
        before = min(int(at), len(self.stops) - 2)
        return blend(self.stops[before].pose, self.stops[before + 1].pose, round(at - before, 2))

    def moments(self, dose):
        """Times of one repetition [s] that show it well: the same poses on the way there and back, and a count of a hold."""
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
