"""A number the reader commits to before the answer shows."""

import math
from numbers import Real
from pathlib import Path

import anywidget
import traitlets

from trunkcare_lib import palette

HERE = Path(__file__).parent


class Guess(anywidget.AnyWidget):
    """A question with a number for its answer: first the reader's guess, then the answer, side by side.

    Parameters
    ----------
    question : str
        Ends with what to guess.
    answer : (float, float)
        The range that counts as right; the ends are equal where one number is right.
    unit : str
        The unit of the guess.
    why : str
        What to see in the answer, shown whether the guess was right or not.

    Raises
    ------
    ValueError
        If the answer is reversed or a text is empty.
    """

    _esm = HERE / "guess.js"
    _css = palette.css() + (HERE / "guess.css").read_text(encoding="utf-8")
    question = traitlets.Unicode().tag(sync=True)
    answer = traitlets.List().tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    why = traitlets.Unicode().tag(sync=True)

    def __init__(self, question, answer, unit, why):
        low, high = answer
        if not all(isinstance(end, Real) and math.isfinite(end) for end in (low, high)):
            raise ValueError(f"answer is {low} to {high}, but must be two finite numbers.")
        if low > high:
            raise ValueError(f"answer is {low} to {high}, but its low end must not exceed its high end.")
        for name, text in (("question", question), ("unit", unit), ("why", why)):
            if not isinstance(text, str) or not text.strip():
                raise ValueError(f"{name} is empty, but the reader needs it.")
        super().__init__(question=question, answer=[low, high], unit=unit, why=why)
