"""A session: the doses of several exercises one after another, and what a voice says when.

>>> [(step.kind, step.start_s, step.say) for step in steps(["child-pose"])][1:3]
[('hold', 5, 'Hold. Breathe into the back of your ribs.'), ('rest', 25, 'Rest.')]
>>> cues(steps(["child-pose"]))[2]
Cue(at_s=15.0, text='Halfway.', milestone=False)
"""

from typing import NamedTuple

from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.parameter import Parameter
from trunkcare_lib.vocabulary import POSITIONS

PARAMETERS = {"change_s": Parameter(15, "s", 5, 60, "time to change to the next exercise", "course")}
CHANGE_S = PARAMETERS["change_s"].value
STOP = "Stop when pain is sharp, spreads into an arm or a leg, or turns to tingling or numbness."
HELPED = "Only with a therapist or a trained carer beside you."
LEAD_S = 2.5
"""How long before a hold the way into it is called, where the rest is long enough. [s]"""
SPEECH_PER_S = 14
"""How many characters a calm voice says in a second."""
HALFWAY_FROM_S = 20
"""The length of a hold from which its half is called. [s]"""
BOUNDS = ("low", "high")
SIDES = {
    "side-stretch": ("left", "{side} arm up"),
    "side-plank": ("right", "lying on the {side} side"),
    "bird-dog": ("right", "{side} leg and {other} arm"),
}
"""For an exercise that is done on each side in turn: the side that its pictures show, and what it means."""
OTHER = {"left": "right", "right": "left"}


class Step(NamedTuple):
    """One stretch of a session's time: an event of `Dose.timeline`, or ``"next"``, the change to the exercise named.

    `rep` and `set` count within the exercise, as in `dose.Event`; times in seconds from the start of the session;
    `say` is what the voice says when it starts.
    """

    kind: str
    exercise: str
    side: str
    rep: int
    set: int
    start_s: float
    end_s: float
    say: str


class Cue(NamedTuple):
    """What is said at a time [s]; a `milestone`, such as a new exercise or side, is for screen readers, too."""

    at_s: float
    text: str
    milestone: bool


def listed(exercises):
    """Exercises as pairs.

    Parameters
    ----------
    exercises : list
        Of ids of the catalogue, or of pairs (id, ``"low"`` or ``"high"``): which end of its dose; an id alone is low.

    Returns
    -------
    list of (str, str)

    Raises
    ------
    ValueError
        If the list is empty or no list, an id or a bound is unknown, or the course advises against the exercise.
    """
    if not isinstance(exercises, (list, tuple)) or not exercises:
        raise ValueError(f"exercises is {exercises!r}, but must be a list of at least one, such as ['bridge'].")
    pairs = []
    for entry in exercises:
        pair = (entry, "low") if isinstance(entry, str) else entry
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            raise ValueError(f"exercises has {entry!r}, but must have ids, or pairs such as ('bridge', 'high').")
        exercise, bound = pair
        if not isinstance(exercise, str) or exercise not in CATALOGUE:
            raise ValueError(f"exercises has {exercise!r}, but must have only {', '.join(CATALOGUE)}.")
        if bound not in BOUNDS:
            raise ValueError(f"exercises has {exercise!r} with {bound!r}, but must be 'low' or 'high'.")
        if CATALOGUE[exercise].advice_against:
            raise ValueError(f"exercises has {exercise!r}, but the course gives no dose for it: it advises against it.")
        pairs.append((exercise, bound))
    return pairs


def steps(exercises):
    """List what happens in a session and what is said, from the doses of the catalogue.

    Parameters
    ----------
    exercises : list
        As `listed` takes it.

    Returns
    -------
    list of Step
        Without gaps, from 0 s: the timeline of each dose, and `CHANGE_S` seconds to change before each but the first.

    Raises
    ------
    ValueError
        As `listed`.
    """
    every = []
    for exercise, bound in listed(exercises):
        start_s = every[-1].end_s if every else 0
        if every:
            every.append(change(exercise)._replace(start_s=start_s, end_s=start_s + CHANGE_S))
            start_s += CHANGE_S
        events = CATALOGUE[exercise].dose.timeline(bound)
        for event in events:
            times = {"start_s": round(event.start_s + start_s, 6), "end_s": round(event.end_s + start_s, 6)}
            say = _said(CATALOGUE[exercise], event, events[-1].rep, events[-1].set)
            every.append(Step(exercise=exercise, say=say, **event._asdict() | times))
    return every


def change(exercise):
    """The step that leads to an exercise, as if it began at 0 s."""
    entry = CATALOGUE[exercise]
    say = _fitting(CHANGE_S, f"Next: {_name(entry)}. {POSITIONS[entry.position].name}.", entry.steps[0])
    return Step("next", exercise, entry.dose.timeline()[0].side, 1, 1, 0, CHANGE_S, say)


def cues(steps):
    """List what is said in a session: what each of its `steps` says, the way into holds, their half, and the end."""
    every = []
    for step, after in zip(steps, [*steps[1:], None], strict=True):
        begins = step.kind in ("next", "get ready", "switch") or (step.kind == "rest" and step.rep == 1)
        every.append(Cue(step.start_s, step.say, begins))
        if step.kind == "hold" and step.end_s - step.start_s >= HALFWAY_FROM_S:
            every.append(Cue((step.start_s + step.end_s) / 2, "Halfway.", False))
        spoken_s = len(step.say) / SPEECH_PER_S
        if (
            step.kind in ("rest", "switch")
            and after.kind == "hold"
            and step.end_s - step.start_s - LEAD_S >= spoken_s + 1
        ):
            every.append(Cue(step.end_s - LEAD_S, "Into it.", False))
    return [*every, Cue(steps[-1].end_s, "Finished.", True)]


def played(session):
    """What the address of the book's page to play says of a session: a list of pairs, as from `listed`."""
    return "#play=" + ",".join(id_ + "+" * (bound == "high") for id_, bound in session)


def side_words(exercise, side):
    """What a side of an exercise means, such as "left leg and right arm"; nothing for both sides together."""
    _, words = SIDES.get(exercise, (None, "{side} side"))
    return words.format(side=side, other=OTHER[side]) if side in OTHER else ""


def _said(exercise, event, reps, sets):
    """What is said when an event begins; it says more where there is time for it."""
    length_s = event.end_s - event.start_s
    first, last = event.rep == 1 and event.set == 1, event.rep == reps > 1
    side = side_words(exercise.id, event.side)
    if event.kind == "get ready":
        side = side and f" {side[0].upper()}{side[1:]} first."
        more = "Only with a therapist" if exercise.group == "neuro" else exercise.cues[0]
        return _fitting(length_s, f"{_name(exercise)}. Get ready.{side}", more)
    if event.kind == "switch":
        return _fitting(length_s, f"Switch sides. Now the {event.side}.", side)
    if event.kind == "rest":
        return f"Rest. Then set {event.set} of {sets}." if event.rep == 1 else "Rest."
    what = "Last one." if last else f"{event.rep}." if event.kind == "move" else ""
    if event.kind == "hold":
        what = f"{what} Hold.".strip()
    if length_s >= HALFWAY_FROM_S:
        length_s /= 2
    return _fitting(length_s, what, exercise.cues[1]) if first and not last else what


def _fitting(length_s, words, more):
    """`words`, and as a further sentence `more` if there is time to say it."""
    longer = f"{words} {more[:1].upper()}{more[1:].rstrip('.')}."
    return longer if len(longer) <= SPEECH_PER_S * length_s else words


def _name(exercise):
    """The name without what stands in brackets."""
    return exercise.name.split(" (")[0]
