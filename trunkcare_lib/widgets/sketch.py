"""A curve that the reader draws before the true one is laid over it."""

import math
from itertools import pairwise
from numbers import Real
from pathlib import Path

import anywidget
import traitlets

from trunkcare_lib import palette

HERE = Path(__file__).parent


class Sketch(anywidget.AnyWidget):
    """A question whose answer is a curve: the reader sets its points, with sliders or by dragging, and compares.

    Parameters
    ----------
    question : str
        Ends with what to draw.
    at : list of float
        Where the points stand, in rising order: 3 to 8 of them.
    answer : list of float
        The true value at each of them.
    x, y : str
        What runs along the two axes, with the unit.
    low, high : float
        The ends of the upright axis; the reader begins in its middle.
    within : float
        How near counts as right.
    why : str
        What to see in the answer, shown whether the guess was right or not.

    Raises
    ------
    ValueError
        If the points do not rise, their number does not fit, a value lies outside the axis, or a text is empty.
    """

    _esm = HERE / "sketch.js"
    _css = palette.css() + (HERE / "sketch.css").read_text(encoding="utf-8")
    question = traitlets.Unicode().tag(sync=True)
    at = traitlets.List().tag(sync=True)
    answer = traitlets.List().tag(sync=True)
    x = traitlets.Unicode().tag(sync=True)
    y = traitlets.Unicode().tag(sync=True)
    ends = traitlets.List().tag(sync=True)
    within = traitlets.Float().tag(sync=True)
    why = traitlets.Unicode().tag(sync=True)

    def __init__(self, question, at, answer, *, x, y, low, high, within, why):
        at, answer = [float(value) for value in at], [float(value) for value in answer]
        for name, text in (("question", question), ("x", x), ("y", y), ("why", why)):
            if not isinstance(text, str) or not text.strip():
                raise ValueError(f"{name} is empty, but the reader needs it.")
        if not 3 <= len(at) <= 8 or len(answer) != len(at):
            raise ValueError(f"at has {len(at)} and answer {len(answer)} values, but both must have the same 3 to 8.")
        if not all(later > earlier for earlier, later in pairwise(at)):
            raise ValueError(f"at is {at}, but must rise.")
        if not all(isinstance(end, Real) and math.isfinite(end) for end in (low, high, within)) or low >= high:
            raise ValueError(f"low, high, within are {low}, {high}, {within}, but must be numbers, low below high.")
        if within <= 0:
            raise ValueError(f"within is {within}, but must be above 0.")
        for value in answer:
            if not low <= value <= high:
                raise ValueError(f"answer has {value:g}, but the axis goes from {low:g} to {high:g}.")
        super().__init__(question=question, at=at, answer=answer, x=x, y=y, ends=[low, high], within=within, why=why)
