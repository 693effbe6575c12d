"""A session to follow: what to do now and for how long, with a voice or beeps, and the picture in step."""

import functools
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import anywidget
import traitlets

from trunkcare_lib import palette
from trunkcare_lib.figures import body, props
from trunkcare_lib.figures.frame import Sheet
from trunkcare_lib.models import session
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.motion import MOTIONS
from trunkcare_lib.vocabulary import POSITIONS

HERE = Path(__file__).parent
RULES = session.STOP
CHANGED = "If your plan says what to change for you, keep to the plan: the pictures and the voice do not know it."
EVEN = (0, 2, 4, 7, 10, 13, 16, 18, 20)
"""The twentieths of a way that are drawn: about evenly apart in time, as each way starts and ends slowly."""
KINDS = {"get ready": "Get ready", "hold": "Hold", "rest": "Rest", "switch": "Switch", "next": "Next"}


class Player(anywidget.AnyWidget):
    """Plays a session of exercises, or one of several that the reader chooses; the page needs no kernel for it.

    The page puts a session together from the table of each exercise in `library`: it only shifts their times.

    Parameters
    ----------
    exercises : list, optional
        Ids of the catalogue, or pairs (id, ``"low"`` or ``"high"``), as `models.session.steps` takes them.
    sessions : mapping of str to list, optional
        Instead of `exercises`: for each title a session. Such a player also takes the address of its page:
        ``#play=cat-camel,pelvic-tilt+`` is a session of these two, the second at the high end of its dose.
    rules : str, optional
        What stands beside the button that starts: when to stop.

    Raises
    ------
    ValueError
        If not exactly one of the two is given, a title is empty, or as `models.session.listed`; so also where
        `session` is set later.
    """

    _esm = HERE / "player.js"
    _css = palette.css() + (HERE / "player.css").read_text(encoding="utf-8")
    library = traitlets.Dict().tag(sync=True)
    """For each exercise what the page needs of it, as from `shown`."""
    sessions = traitlets.List().tag(sync=True)
    """The sessions to choose from: ``title`` and ``session``."""
    session = traitlets.List().tag(sync=True)
    """The session that is played: pairs [id, bound]. It may be set; ids alone are taken, too."""
    later = traitlets.Bool(True).tag(sync=True)
    """That it is heavy, so that a page of the book loads it only when the reader comes near."""
    rules = traitlets.Unicode().tag(sync=True)
    changed = traitlets.Unicode(CHANGED).tag(sync=True)
    """What is said beside a session that comes from the address."""
    ends = traitlets.Unicode().tag(sync=True)
    """What is said at the end."""

    def __init__(self, exercises=None, *, sessions=None, rules=RULES):
        if (exercises is None) == (sessions is None):
            raise ValueError("A player needs either exercises or sessions; give one of them.")
        if sessions is not None and not (isinstance(sessions, Mapping) and sessions):
            raise ValueError(f"sessions is {sessions!r}, but must map at least one title to a list of exercises.")
        for title in sessions or ():
            if not isinstance(title, str) or not title.strip():
                raise ValueError(f"sessions has the title {title!r}, but must name each session.")
        choices = [{"title": title, "session": _pairs(given)} for title, given in (sessions or {}).items()]
        first = choices[0]["session"] if choices else _pairs(exercises)
        ids = dict.fromkeys(id_ for given in (first, *(choice["session"] for choice in choices)) for id_, _ in given)
        end = session.cues(session.steps(first))[-1].text
        library = {id_: shown(id_) for id_ in ids}
        super().__init__(library=library, sessions=choices, session=first, rules=rules, ends=end)

    @traitlets.validate("session")
    def _session(self, proposal):
        """The session as pairs; exercises that are new come into the library."""
        pairs = _pairs(proposal["value"])
        if new := {id_: shown(id_) for id_, _ in pairs if id_ not in self.library}:
            self.library = self.library | new
        return pairs


@functools.cache
def shown(exercise):
    """Gather what a page needs to play an exercise; the pages of the book have each twice, and drawing takes time.

    Parameters
    ----------
    exercise : str
        An id of the catalogue.

    Returns
    -------
    dict
        ``name``, ``position``, ``dose``, ``helped`` (or nothing) and ``how`` (sentences); ``pictures`` (SVG); ``way``,
        pairs [share of the way into a hold or of the time of a movement, number of the picture], ``way_s`` how long
        that takes, ``halts`` the same of a movement for a reader who wants no motion, ``home`` the picture of the
        start; ``drawn``, the side that the pictures show, or nothing; for each side in ``words`` the start, the end and
        what the side means; for each bound in ``bounds`` its ``steps`` and ``cues`` (times from its own start) and
        ``total_s``; ``next``, the step that leads to it. In the browser's Python, where drawing is slow, the pictures
        are the stops alone.
    """
    entry, motion = CATALOGUE[exercise], MOTIONS[exercise]
    sheet = Sheet(props.size([stop.pose for stop in motion.stops], 3.6), f"player: {exercise}")
    way = _way(entry, motion)
    places = sorted({at for _, at in way})
    home, ends = motion.stops.index(motion.start), [motion.stops.index(end) for end in motion.ends]
    change = session.change(exercise)
    return {
        "name": entry.name,
        "position": POSITIONS[entry.position].name,
        "dose": entry.dose.sentence(entry.dosing.verb),
        "helped": session.HELPED if entry.group == "neuro" else "",
        "how": list(entry.steps),
        "pictures": [sheet.svg(body.plain, exercise=exercise, at=at) for at in places],
        "way": [[round(share, 3), places.index(at)] for share, at in way],
        "halts": [[number / len(ends), places.index(end)] for number, end in enumerate(ends)],
        "way_s": 0 if motion.cycle else motion.move_s * (len(motion.stops) - 1),
        "home": places.index(home),
        "drawn": session.SIDES[exercise][0] if exercise in session.SIDES else "",
        "words": _words(exercise, home, ends if motion.cycle else ends[-1:]),
        "bounds": {bound: _table(exercise, bound) for bound in session.BOUNDS},
        "next": {"say": change.say, "length_s": change.end_s, "shows": f"Next: {entry.name}", "side": change.side},
    }


def _pairs(given):
    """A session as lists, which is what a page gives back."""
    return [list(pair) for pair in session.listed(given)]


def _way(entry, motion):
    """Pairs (share, place on the way in numbers of stops): into a hold, or once through a movement."""
    keys = motion.keys(entry.dose)
    until_s = keys[-1][0] if motion.cycle else keys[len(motion.stops) - 1][0]
    if sys.platform == "emscripten":
        kept = range(0, 20 * len(motion.stops), 20)
    else:
        kept = EVEN if len(motion.stops) == 2 else range(0, 20 * len(motion.stops), 4)
    moments = [(time_s / until_s, motion.at(entry.dose, time_s)) for time_s in motion.moments(entry.dose)]
    return [(share, at) for share, at in moments if share <= 1 and round(20 * at) in kept]


def _words(exercise, home, ends):
    """For each side what the start and the end of a repetition show; of the side not drawn it is the mirror image."""
    start, end = (
        f"{CATALOGUE[exercise].name}. " + " ".join(body.plain_words(exercise=exercise, at=at) for at in places)
        for places in ([home], ends)
    )
    drawn = session.SIDES[exercise][0] if exercise in session.SIDES else None
    words = {}
    for side in dict.fromkeys(step.side for step in session.steps([exercise])):
        seen = [start, end] if side in ("both", drawn) else [_mirrored(start), _mirrored(end)]
        words[side] = {"start": seen[0], "end": seen[1], "means": session.side_words(exercise, side)}
    return words


def _mirrored(words):
    """The words with left and right exchanged."""
    return re.sub(r"\b(left|right)\b", lambda side: session.OTHER[side[0]], words)


def _table(exercise, bound):
    """The steps and cues of one exercise at one end of its dose, its own start being 0 s."""
    steps = session.steps([(exercise, bound)])
    reps, sets = steps[-1].rep, steps[-1].set
    return {
        "steps": [
            {
                "kind": step.kind,
                "side": step.side,
                "start_s": step.start_s,
                "end_s": step.end_s,
                "say": step.say,
                "shows": _label(step, reps, sets),
            }
            for step in steps
        ],
        "cues": [list(cue) for cue in session.cues(steps)[:-1]],
        "total_s": steps[-1].end_s,
    }


def _label(step, reps, sets):
    """What stands in large letters during a step, such as "Hold · left side · 2 of 3"."""
    words = [CATALOGUE[step.exercise].dosing.verb if step.kind == "move" else KINDS[step.kind]]
    if step.kind == "rest" and step.rep == 1:
        words.append(f"then set {step.set} of {sets}")
    elif step.kind != "rest" and step.side in session.OTHER:
        words.append(f"{'now the ' * (step.kind == 'switch')}{step.side} side")
    if step.kind in ("hold", "move"):
        words += [f"{step.rep} of {reps}"] * (reps > 1) + [f"set {step.set} of {sets}"] * (sets > 1)
    return " · ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in words)
