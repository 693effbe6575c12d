"""A dose to type as a guide or a leaflet writes it, and the session it makes; Python answers, so it needs a kernel."""

from pathlib import Path

import anywidget
import traitlets

from trunkcare_lib import palette
from trunkcare_lib.dose import PARAMETERS, PART_NAMES, Dose, count_words, time_words
from trunkcare_lib.figures import dose as draw
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models import exercises

HERE = Path(__file__).parent
FIRST = "Hold 20–30 sec × 3 each side"
EXAMPLES = ("child-pose", "cat-camel", "side-stretch", "knee-to-chest", "bird-dog")
"""Exercises whose lines, as the guide has them, are offered."""
FROM = {"guide": "said in the line", "course": "course default"}
LONGEST = 200
"""Most characters of a line that is read."""
MOST_EVENTS = 1000
"""Most bars of a picture: more would be too thin to tell apart, and slow in the browser's Python."""
DAY_S = 24 * 3600


class DoseLine(anywidget.AnyWidget):
    """A line to type, and what follows from it: the timeline with its sentence, the totals, where each part is from.

    The page sets `line` and `bound`; `answer` says which of them it belongs to, so that a late one is not taken for
    that of another line. What a reader types wrong is answered with the reason and never raises.

    Parameters
    ----------
    line : str
        The dose that is shown first, as `Dose.parse` reads it.

    Raises
    ------
    ValueError
        If `line` is not a dose, as `answer_to`.
    """

    _esm = HERE / "doseline.js"
    _css = palette.css() + (HERE / "doseline.css").read_text(encoding="utf-8")
    line = traitlets.Unicode().tag(sync=True)
    bound = traitlets.Enum(("low", "high"), "low").tag(sync=True)
    """Which end of every range is drawn."""
    answer = traitlets.Dict().tag(sync=True)
    """As from `answer_to`, with the `line` and `bound` it belongs to; or these and ``"error"``."""
    examples = traitlets.List().tag(sync=True)
    live = traitlets.Unicode().tag(sync=True)
    """The code that makes this widget in the browser's Python."""

    def __init__(self, line=FIRST):
        given = "" if line == FIRST else repr(line)
        super().__init__(
            answer={"line": line, "bound": "low"} | answer_to(line),
            line=line,
            examples=[exercises.CATALOGUE[id_].guide.dose.removeprefix("• ") for id_ in EXAMPLES],
            live=f"from trunkcare_lib.widgets.doseline import DoseLine; DoseLine({given})",
        )
        self.observe(self._answer, ["line", "bound"])

    def _answer(self, change):
        """Answer what is asked now; where line and bound change together, once."""
        asked = {"line": self.line, "bound": self.bound}
        if asked.items() <= self.answer.items():
            return
        try:
            self.answer = asked | answer_to(**asked)
        except ValueError as error:
            self.answer = asked | {"error": str(error)}


def answer_to(line, bound="low"):
    """Work out all that is shown of a dose.

    Parameters
    ----------
    line : str
        The dose as people write it.
    bound : {"low", "high"}
        Which end of every range is drawn.

    Returns
    -------
    dict
        ``picture`` (SVG; empty for a session too long to draw, of which ``note`` then tells) and its ``words``;
        ``range``, whether its high end looks different; ``sentence``, the whole dose; ``rows``, for each part its
        name, value and where it is from, then the totals.

    Raises
    ------
    ValueError
        If the line is longer than 200 characters, or as `Dose.parse` and `Dose.timeline`.
    """
    if isinstance(line, str) and len(line) > LONGEST:
        raise ValueError(
            f"The line has {len(line)} characters, but at most {LONGEST} are read; "
            "write it as in 'Hold 5 sec × 10 reps'."
        )
    dose = Dose.parse(line)
    parts = {name: getattr(dose, name) for name in PART_NAMES if getattr(dose, name) is not None}
    low, high = dose.timeline("low"), dose.timeline("high")
    note = _too_long(high if bound == "high" else low)
    words = draw.timeline_words(bound=bound, **parts)
    return {
        "picture": "" if note else svg(draw.timeline, bound=bound, salt=f"dose line: {words}", **parts),
        "words": words,
        "note": note,
        "range": low != high,
        "sentence": dose.sentence(),
        "rows": [*_parts(dose, parts, {event.kind for event in high}), *_totals(dose)],
    }


def _too_long(events):
    """Why a session is not drawn, or nothing."""
    if len(events) > MOST_EVENTS:
        return f"It is not drawn: it would have {len(events)} bars, and more than {MOST_EVENTS} cannot be told apart."
    if events[-1].end_s > DAY_S:
        return "It is not drawn: it would last longer than a day."
    return ""


def _parts(dose, parts, kinds):
    """The rows of what the session is made of; defaults that change nothing in it are left out."""
    said = [name for name in parts if dose.provenance[name] == "guide"]
    idle = {"sets": dose.sets == 1, "rest_s": "rest" not in kinds}
    shown = {name: part for name, part in parts.items() if name in said or not idle.get(name)}
    also = {"get_ready_s": "get ready", "switch_s": "switch"}
    shown |= {name: PARAMETERS[name].value for name, kind in also.items() if kind in kinds}
    for name, part in shown.items():
        value = time_words(part) if PARAMETERS[name].unit == "s" else count_words(part)
        yield [PARAMETERS[name].meaning, value, FROM["guide" if name in said else "course"]]


def _totals(dose):
    """The rows of the totals, ranges as ranges."""
    yield ["held or moved in one session, all sides together", draw.span_words(dose.work_s), "computed"]
    yield ["one session", draw.span_words(dose.session_s), "computed"]
    try:
        week = draw.span_words(dose.weekly_s)
    except ValueError as error:
        week = str(error)
    yield ["all sessions of a week", week, "computed"]
