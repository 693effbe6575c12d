"""A number that never travels alone: value, unit, range, meaning, source, and how far it can be trusted.

>>> rest = Parameter(5, "s", 0, 120, "pause between two holds", "course", "illustrative")
>>> rest.check("rest_s", 10)
10
>>> rest.check("rest_s", 500)
Traceback (most recent call last):
    ...
ValueError: rest_s is 500 s, but must be from 0 to 120 s (pause between two holds).
"""

import math
import reprlib
from dataclasses import dataclass
from fractions import Fraction
from numbers import Real

import numpy as np

TAGS = {
    "measured": "seen in the source, or, where that has a †, as others quote it",
    "recalled": "from memory, not read in the source",
    "computed": "calculated by us from other numbers",
    "illustrative": "chosen by us, not measured",
}


@dataclass(frozen=True)
class Parameter:
    """A number with its unit, range, meaning, source and tag.

    Parameters
    ----------
    value : float
        The default. [unit]
    unit : str
        The unit as it stands on an axis, such as ``"s"``; ``""`` for a ratio or a count.
    low, high : float
        The least and the greatest value for which the number makes sense. [unit]
    meaning : str
        A few words that say what the number is.
    source : str
        A key of ``references.bib``, or ``"course"`` where none stands behind it.
    tag : {"measured", "recalled", "computed", "illustrative"}
        How far the number can be trusted; `TAGS` says what each means. Only what has a source is measured.

    Raises
    ------
    ValueError
        If a number is not finite, the range is reversed, the value lies outside it, the
        meaning or source is missing, or the tag is unknown or claims too much.
    """

    value: float
    unit: str
    low: float
    high: float
    meaning: str
    source: str
    tag: str = "illustrative"

    def __post_init__(self):
        for name in ("value", "low", "high"):
            number = getattr(self, name)
            if isinstance(number, bool) or not isinstance(number, Real) or not -1e300 < number < 1e300:
                raise ValueError(f"A Parameter's {name} is {number!r}, but must be a finite number.")
        if self.low > self.high:
            raise ValueError(f"A Parameter's range is {self.low} to {self.high}, but low must not exceed high.")
        for name in ("meaning", "source"):
            text = getattr(self, name)
            if not isinstance(text, str) or not text.strip():
                raise ValueError(f"A Parameter's {name} is {text!r}, but must say something.")
        if not isinstance(self.unit, str):
            raise ValueError(f'A Parameter\'s unit is {self.unit!r}, but must be text ("" for a ratio).')
        choice("A Parameter's tag", self.tag, TAGS)
        if self.tag == "measured" and self.source == "course":
            raise ValueError("A Parameter's tag is 'measured', but without a source it must claim less.")
        self.check("A Parameter's value", self.value)

    @property
    def label(self):
        """The words for an axis or a slider: the meaning with its unit."""
        return f"{self.meaning} ({self.unit})" if self.unit else self.meaning

    def values(self, most=11):
        """Evenly spaced values of the range for a slider, the default among them.

        Parameters
        ----------
        most : int
            The greatest number of values.

        Returns
        -------
        list of float
            Multiples of 1, 2 or 5 (or of ten times, a tenth of these …) where such a step meets the default; else
            steps of such a size from the default to both sides. Whole numbers where range and default are whole.

        >>> Parameter(42, "°C", 35, 50, "temperature of the pack", "course").values()
        [36, 38, 40, 42, 44, 46, 48, 50]
        """
        whole = all(float(number).is_integer() for number in (self.value, self.low, self.high))
        finest = math.floor(math.log10((self.high - self.low) or 1)) - 2
        steps = [Fraction(10) ** power * factor for power in range(finest, finest + 5) for factor in (1, 2, 5)]
        value, low, high = (Fraction(str(number)) for number in (self.value, self.low, self.high))
        steps = [
            step
            for step in steps
            if (high - value) // step + (value - low) // step < most and (step.denominator == 1 or not whole)
        ]
        step = next((step for step in steps[:3] if value % step == 0), steps[0])
        count = range(-((value - low) // step), (high - value) // step + 1)
        return [int(value + n * step) if whole else float(value + n * step) for n in count]

    def check(self, name, given):
        """Give back `given` if all of it lies in the range.

        Parameters
        ----------
        name : str
            What the caller calls the number; the error names it.
        given : float or array_like, any shape
            The number or numbers to check. [unit]

        Returns
        -------
        float or array_like
            `given`, unchanged.

        Raises
        ------
        ValueError
            If anything in `given` is not a finite number of the range.
        """
        unit = f" {self.unit}" if self.unit else ""
        allowed = f"must be from {self.low:.12g} to {self.high:.12g}{unit} ({self.meaning})"
        try:
            numbers = np.atleast_1d(np.asarray(given))
        except ValueError:
            numbers = np.array([None])
        mixed = isinstance(given, (list, tuple)) and any(isinstance(one, (bool, np.bool_)) for one in given)
        if mixed or numbers.dtype.kind not in "iuf" or np.ma.is_masked(given):
            raise ValueError(f"{name} is {reprlib.repr(given)}, which is not a number; it {allowed}.")
        outside = numbers[~((numbers >= self.low) & (numbers <= self.high))]
        if outside.size:
            said = f"{outside[0]:.12g}"
            if self.low <= float(said) <= self.high:  # a hair's breadth outside
                said = f"{outside[0]:.17g}"
            raise ValueError(f"{name} is {said}{unit}, but {allowed}.")
        return given

    def array(self, name, given):
        """`given` as an array of float, checked as by `check`; an empty one is an error too."""
        numbers = np.asarray(self.check(name, given), dtype=float)
        if not numbers.size:
            raise ValueError(f"{name} is empty, but must have at least one number ({self.meaning}).")
        return numbers

    def one(self, name, given):
        """`given` as one float, checked as by `check`; several numbers are an error too."""
        if np.ndim(self.check(name, given)):
            raise ValueError(f"{name} has the shape {np.shape(given)}, but must be one number ({self.meaning}).")
        return float(given)

    def count(self, name, given):
        """`given` as one int, checked as by `one`; a number that is not whole is an error too."""
        number = self.one(name, given)
        if not number.is_integer():
            raise ValueError(f"{name} is {number:.12g}, but must be a whole number ({self.meaning}).")
        return int(number)


def arrays(parameters, **given):
    """Numbers as arrays of one shape, each checked by the Parameter of its name: `array`, then `together`."""
    return together(**{name: parameters[name].array(name, numbers) for name, numbers in given.items()})


def ones(parameters, **given):
    """Numbers as floats, each checked by the Parameter of its name as by `one`."""
    return [parameters[name].one(name, number) for name, number in given.items()]


def together(**fitting):
    """The arrays in the one shape that numpy's rules give them together; a ValueError says which do not fit."""
    try:
        return np.broadcast_arrays(*fitting.values())
    except ValueError:
        shapes = " and ".join(f"{name} {np.shape(array)}" for name, array in fitting.items() if np.ndim(array))
        raise ValueError(f"The shapes of {shapes} do not fit together.") from None


def choice(name, given, choices):
    """Give back `given` if it is one of the words `choices`; else raise a ValueError that lists them."""
    if not isinstance(given, str) or given not in choices:
        raise ValueError(f"{name} is {given!r}, but must be one of: {', '.join(choices)}.")
    return given
