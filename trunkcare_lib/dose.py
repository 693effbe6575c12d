"""A dose: how long to hold, how often to repeat, how long to rest, on which sides, how many days.

From one `Dose` come the sentence, the timeline and the totals, so they cannot disagree.

>>> dose = Dose.parse("Hold 5 sec × 10 reps")
>>> dose.work_s                                   # 10 holds of 5 s
(50, 50)
>>> dose.session_s                                # 5 to get ready + 10 × 5 of work + 9 × 5 of rest
(100, 100)
>>> dose.provenance["hold_s"], dose.provenance["rest_s"]
('guide', 'course')
>>> Dose.parse("Hold until it stops hurting")  # doctest: +ELLIPSIS
Traceback (most recent call last):
    ...
ValueError: We did not understand 'until it stops hurting' in 'Hold until it stops hurting'; write it as...
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from numbers import Real
from typing import NamedTuple

from trunkcare_lib import doseline
from trunkcare_lib.parameter import Parameter

PARAMETERS = {
    "sets": Parameter(1, "", 1, 20, "sets in one session", "course"),
    "reps": Parameter(1, "", 1, 200, "repetitions (on each side)", "course"),
    "hold_s": Parameter(10, "s", 1, 3600, "hold: how long a position is kept", "course"),
    "cycle_s": Parameter(4, "s", 1, 60, "movement: how long it takes, there and back", "course"),
    "rest_s": Parameter(5, "s", 0, 3600, "rest after a hold, and between sets", "course"),
    "sides": Parameter(1, "", 1, 2, "sides (1: both together, 2: each in turn)", "course"),
    "sessions_per_day": Parameter(1, "", 1, 24, "sessions in a day", "course"),
    "days_per_week": Parameter(7, "", 1, 7, "days in a week", "course"),
    "get_ready_s": Parameter(5, "s", 0, 60, "time to get into position before the first repetition", "course"),
    "switch_s": Parameter(10, "s", 0, 60, "time to change sides", "course"),
}
COUNTS = ("sets", "reps", "sides", "sessions_per_day", "days_per_week")
WORK = ("hold", "move")
VERBS = {"hold_s": ("Hold", "Wear"), "cycle_s": ("Move", "Rock")}
WEEK_S = 7 * 24 * 3600


class Event(NamedTuple):
    """One stretch of a session's time.

    `kind` is ``"get ready"``, ``"hold"``, ``"move"``, ``"rest"`` or ``"switch"``; `side` is ``"left"``,
    ``"right"`` or ``"both"``. `side`, `rep` and `set` (counted from 1) belong to the hold or move that
    this event is or leads to. Times in seconds from the start of the session.
    """

    kind: str
    side: str
    rep: int
    set: int
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Dose:
    """A dose of exercise, each part a number or a range ``(low, high)``.

    Parameters
    ----------
    sets, reps : int or (int, int)
        Sets in a session; repetitions in a set, on each side.
    hold_s : float or (float, float), optional
        Time a position is held. [s]
    cycle_s : float or (float, float), optional
        Time one movement takes, there and back. [s] A dose has either `hold_s` or `cycle_s`;
        with neither it is a movement at the course's default pace.
    rest_s : float or (float, float)
        Pause after each hold but the last, and between sets. Movements follow each other without a pause. [s]
    sides : int
        1 for both halves of the body together, 2 for each side in turn.
    sessions_per_day, days_per_week : int or (int, int)
    provenance : mapping, optional
        Where each part comes from: ``"guide"``, ``"course"`` (our own default, also of what is not named) or
        ``"source:<key of references.bib>"``.

    Raises
    ------
    ValueError
        If a part is no finite number of its range, a range is reversed, a count is not whole, or it is held and moved.
    """

    sets: int | tuple = PARAMETERS["sets"].value
    reps: int | tuple = PARAMETERS["reps"].value
    hold_s: float | tuple | None = None
    cycle_s: float | tuple | None = None
    rest_s: float | tuple = PARAMETERS["rest_s"].value
    sides: int = PARAMETERS["sides"].value
    sessions_per_day: int | tuple = PARAMETERS["sessions_per_day"].value
    days_per_week: int | tuple = PARAMETERS["days_per_week"].value
    provenance: dict = field(default=None, hash=False)

    def __post_init__(self):
        for name in PART_NAMES:
            given = getattr(self, name)
            if given is not None or name not in ("hold_s", "cycle_s"):
                object.__setattr__(self, name, _checked(name, given))
        if self.hold_s is not None and self.cycle_s is not None:
            raise ValueError(
                f"A dose has hold_s {self.hold_s} and cycle_s {self.cycle_s}, but a repetition is either held or moved."
            )
        if self.hold_s is None and self.cycle_s is None:
            object.__setattr__(self, "cycle_s", PARAMETERS["cycle_s"].value)
        object.__setattr__(self, "provenance", _checked_provenance(self.provenance))

    @classmethod
    def parse(cls, text, source="guide"):
        """Read a dose as people write it.

        `text` is such as ``"• Hold 20–30 sec × 3 each side"`` or ``"10–15 repetitions"``; `source` is the provenance
        of what it says, and the rest is ``"course"``. Raises ValueError as `doseline.read`.
        """
        parts = doseline.read(text)
        return cls(**parts, provenance=dict.fromkeys(parts, source))

    def timeline(self, bound="low"):
        """List what happens in one session, second by second.

        Parameters
        ----------
        bound : {"low", "high"}
            Which end of every range to take; anything else is a ValueError.

        Returns
        -------
        list of Event
            Without gaps, the first starting at 0 s. Events of no length are left out.
        """
        if bound not in ("low", "high"):
            raise ValueError(f"bound is {bound!r}, but must be 'low' or 'high'.")
        sets, reps, rest_s = (_ends(part)[bound == "high"] for part in (self.sets, self.reps, self.rest_s))
        work, length_s = ("move", self.cycle_s) if self.hold_s is None else ("hold", self.hold_s)
        length_s = _ends(length_s)[bound == "high"]
        events = []

        def add(kind, duration_s):
            start_s = events[-1].end_s if events else 0
            if duration_s:
                events.append(Event(kind, side, rep, set_, start_s, round(start_s + duration_s, 6)))

        for set_ in range(1, sets + 1):
            for side in ("left", "right") if self.sides == 2 else ("both",):
                for rep in range(1, reps + 1):
                    first_of_set = rep == 1 and side != "right"
                    if set_ == 1 and first_of_set:
                        add("get ready", PARAMETERS["get_ready_s"].value)
                    elif first_of_set or (rep > 1 and work == "hold"):
                        add("rest", rest_s)
                    if rep == 1 and self.sides == 2 and (set_, side) != (1, "left"):
                        add("switch", PARAMETERS["switch_s"].value)
                    add(work, length_s)
        return events

    @property
    def work_s(self):
        """Time held or moved in one session, both sides together: (low, high) in seconds."""
        return tuple(
            round(sum(event.end_s - event.start_s for event in self.timeline(bound) if event.kind in WORK), 6)
            for bound in ("low", "high")
        )

    @property
    def session_s(self):
        """Time one session takes, with getting ready, rests and changes of side: (low, high) in seconds."""
        return tuple(self.timeline(bound)[-1].end_s for bound in ("low", "high"))

    @property
    def weekly_s(self):
        """Time all sessions of a week take: (low, high) in seconds. Raises ValueError if the week is too short."""
        often = zip(_ends(self.sessions_per_day), _ends(self.days_per_week), strict=True)
        weeks = tuple(time_s * per_day * days for time_s, (per_day, days) in zip(self.session_s, often, strict=True))
        if weeks[1] > WEEK_S:
            raise ValueError(f"All sessions of a week take {weeks[1]:.0f} s, but a week has {WEEK_S} s.")
        return weeks

    def sentence(self, verb=None):
        """Say the whole dose in one sentence, which `Dose.parse` reads back.

        `verb` is the word it starts with: "Hold" or "Wear" for what is held, "Move" or "Rock" for a movement; any other
        is a ValueError.

        >>> Dose(hold_s=(20, 30), reps=3, rest_s=10, days_per_week=(3, 7)).sentence()
        'Hold 20–30 s × 3, rest 10 s between; once a day, 3–7 days a week.'
        """
        verbs = VERBS["cycle_s" if self.hold_s is None else "hold_s"]
        verb = verb or verbs[0]
        if verb not in verbs:
            raise ValueError(f"verb is {verb!r}, but must be {' or '.join(verbs)} for this dose.")
        if self.hold_s is None:
            times = "time" if self.reps == 1 else "times"
            what = f"{verb} {count_words(self.reps)} {times}, {time_words(self.cycle_s)} each"
        else:
            what = f"{verb} {time_words(self.hold_s)}" + ("" if self.reps == 1 else f" × {count_words(self.reps)}")
        if self.sides == 2:
            what += " on each side"
        if self.sets != 1:
            what += f", {count_words(self.sets)} sets"
        if self.sets != 1 or (self.hold_s is not None and self.reps != 1):
            what += f", rest {time_words(self.rest_s)} between"
        per_day = {1: "once", 2: "twice"}.get(self.sessions_per_day, f"{count_words(self.sessions_per_day)} times")
        days = {7: "every day", 1: "1 day a week"}.get(self.days_per_week)
        return f"{what}; {per_day} a day, {days or f'{count_words(self.days_per_week)} days a week'}."


PART_NAMES = tuple(part.name for part in fields(Dose) if part.name != "provenance")


def _ends(part):
    return part if isinstance(part, tuple) else (part, part)


def _checked(name, given):
    """The part as a number or a tuple, each number within its Parameter's range."""
    parameter = PARAMETERS[name]
    ends = tuple(given) if isinstance(given, (list, tuple)) else (given,)
    if len(ends) not in (1, 2):
        raise ValueError(f"{name} is {given!r}, but must be a number or a range (low, high).")
    for end in ends:
        if not isinstance(end, Real) or isinstance(end, bool):
            raise ValueError(f"{name} is {given!r}, but must be a number or a range (low, high): {parameter.meaning}.")
        parameter.check(name, end)
        if name in COUNTS and end != int(end):
            raise ValueError(f"{name} is {end}, but must be a whole number ({parameter.meaning}).")
    if ends[0] > ends[-1]:
        raise ValueError(f"{name} is the range {ends[0]} to {ends[1]}, but its low end must not exceed its high end.")
    if name == "sides" and ends[0] != ends[-1]:
        raise ValueError(f"sides is the range {ends[0]} to {ends[1]}, but must be 1 or 2 ({parameter.meaning}).")
    ends = tuple(int(end) if end == int(end) else float(end) for end in ends)
    return ends[0] if ends[0] == ends[-1] else ends


def _checked_provenance(given):
    """Where each part comes from, complete: a part that is not named is the course's own default."""
    given = {} if given is None else given
    if not isinstance(given, Mapping):
        raise ValueError(f"provenance is {given!r}, but must map parts of the dose to where they come from.")
    for name, source in given.items():
        if name not in PART_NAMES:
            raise ValueError(f"provenance names {name!r}, but a dose has only {', '.join(PART_NAMES)}.")
        if source not in ("guide", "course") and not re.fullmatch(r"source:\w+", str(source)):
            raise ValueError(f"provenance of {name} is {source!r}, but must be 'guide', 'course' or 'source:<key>'.")
    return {name: given.get(name, "course") for name in PART_NAMES}


def count_words(part):
    """A number or a range in figures."""
    return "–".join(f"{end:.12g}" for end in (part if isinstance(part, tuple) else (part,)))


def time_words(part_s):
    """Seconds, or whole minutes from two minutes on."""
    if all(end >= 120 and end % 60 == 0 for end in _ends(part_s)):
        return f"{count_words(tuple(end // 60 for end in part_s) if isinstance(part_s, tuple) else part_s // 60)} min"
    return f"{count_words(part_s)} s"
