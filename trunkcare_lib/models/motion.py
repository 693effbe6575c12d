"""How each exercise moves from pose to pose, what it is done on, and the mistakes that are drawn beside it."""

from dataclasses import dataclass
from math import cos, pi
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

    def pose(self, dose, time_s):
        """The pose at a time of one repetition [s], slow at both ends of each way; ValueError outside of it."""
        keys = self.keys(dose)
        if not keys[0][0] <= time_s <= keys[-1][0]:
            raise ValueError(f"time_s is {time_s:g} s, but a repetition lasts from {keys[0][0]:g} to {keys[-1][0]:g} s.")
        for (start_s, start), (end_s, end) in zip(keys, keys[1:], strict=False):
            if time_s <= end_s:
                share = (1 - cos(pi * (time_s - start_s) / (end_s - start_s))) / 2
                # A way back is the same poses as the way there, so that the same picture is the same bytes.
                first, second, share = (start, end, share) if start <= end else (end, start, 1 - share)
                return blend(self.stops[first].pose, self.stops[second].pose, round(share, 4))


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
