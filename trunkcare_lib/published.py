"""Published values that the models are held to: each beside what the model gives, with a reason where it misses."""

from collections.abc import Callable
from dataclasses import dataclass

from trunkcare_lib.parameter import TAGS, choice

NEAR = 0.2
"""How far the model may be from a value whose spread is not known, as a share of the value."""


@dataclass(frozen=True)
class Published:
    """A published value, and the model's answer to the same question.

    Parameters
    ----------
    meaning : str
        What was measured, on whom; it stands beside the point in the figure's table.
    value : float
        The published value. [unit]
    spread : (float, float) or None
        The ends of its error bar [unit]; None where we know of none.
    unit : str
        ``""`` for a ratio or a count.
    source : str
        A key of ``references.bib``.
    tag : {"measured", "recalled", "computed", "illustrative"}
        ``"recalled"`` where we have not seen the number itself in the source.
    model : callable
        Called without arguments, gives the model's value. [unit]
    bar : str
        What the ends of the error bar are, such as ``"standard deviation"``; ``""`` without one.
    miss : str
        Why the model's value lies outside, in one sentence; ``""`` where it lies inside.
    """

    meaning: str
    value: float
    spread: tuple[float, float] | None
    unit: str
    source: str
    tag: str
    model: Callable[[], float]
    bar: str = ""
    miss: str = ""

    def __post_init__(self):
        choice("A published value's tag", self.tag, TAGS)
        if bool(self.bar) != (self.spread is not None):
            raise ValueError(f"{self.meaning}: a spread and the words of what it is (bar) belong together.")

    @property
    def within(self):
        """Whether the model's value lies in the spread; without one, within a fifth of the value."""
        low, high = self.spread or sorted((self.value * (1 - NEAR), self.value * (1 + NEAR)))
        return bool(low <= self.model() <= high)
