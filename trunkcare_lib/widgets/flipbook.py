"""A figure that the reader turns through, with the sentence that says what each frame shows."""

import math
import sys
from itertools import pairwise, product
from numbers import Real
from pathlib import Path

import anywidget
import traitlets

from trunkcare_lib import palette
from trunkcare_lib.figures.frame import Sheet
from trunkcare_lib.parameter import Parameter

HERE = Path(__file__).parent
MOST_FRAMES = 400
PACE_S = 0.4
"""How long a frame stays while playing, where the values are not seconds. [s]"""
LONGEST_S = 5
"""How long a frame stays at most. [s]"""
UNITS = {
    "deg_s": "°/s", "per_s": "1/s", "min": "min", "s": "s", "mm": "mm", "cm": "cm", "m": "m",
    "c": "°C", "nm": "Nm", "n": "N", "deg": "°", "kg": "kg",
}  # fmt: skip
"""The unit that the end of a parameter's name stands for; the longer ends first."""


class Flipbook(anywidget.AnyWidget):
    """A figure with a slider for each parameter, which needs no kernel once it is made.

    In the browser's Python, where drawing is slow, only the first frame is drawn at once and each other one when
    it is first asked for.

    Parameters
    ----------
    draw : callable
        Called as ``draw(ax, **values)``; draws and returns nothing.
    say : callable
        Its twin in words, called as ``say(**values)``; returns one sentence, the frame's alternative text.
    labels : mapping of str to Parameter or str, optional
        For a parameter the words beside its slider; else they are made from its name (``hold_s``: "hold (s)").
    shown : mapping, optional
        For a parameter how its values are written: a format such as ``"{:.0%}"``, or a mapping of each value to words.
    start : mapping of str to value, optional
        The values of the first frame shown; else a Parameter's default and the first value of a list.
    size : (float, float)
        Width and height of the figure. [inch of 72 px]
    fixed : mapping, optional
        Values that `draw` and `say` get in every frame.
    halts : mapping of str to list, optional
        For a parameter that can be played, the values that a reader who wants no motion is shown one by one; else all.
    same : callable, optional
        Called like `draw`; frames with the same answer are one picture, drawn once. Without it each frame is drawn.
    **parameters : Parameter, or list of numbers or of words
        A Parameter stands for even values of its range, a list for its own values. Numbers are shown as a slider,
        words as a menu. ``week`` and what begins with ``time_`` can be played, ``time_s`` as fast as the real thing
        (but no frame longer than 5 s). Without any, the flipbook is a still picture.

    Raises
    ------
    ValueError
        If a list is empty, holds a value twice, mixes words with numbers or has what is neither; if times do not
        rise; if a start value is not in its list; if there are more than 400 frames; or if a frame or its sentence
        cannot be made, with the values for which that is so. Nothing is shown then.
    """

    _esm = HERE / "flipbook.js"
    _css = palette.css() + (HERE / "flipbook.css").read_text(encoding="utf-8")
    controls = traitlets.List().tag(sync=True)
    at = traitlets.List().tag(sync=True)
    frames = traitlets.List().tag(sync=True)
    """For each combination the number of its picture and its sentence; None if it is yet to be drawn."""
    pictures = traitlets.List().tag(sync=True)

    def __init__(
        self, draw, say, *, labels=None, shown=None, start=None, size=(5.4, 2.6), fixed=None, same=None, halts=None,
        **parameters,
    ):  # fmt: skip
        labels, shown, start, fixed = (dict(given or {}) for given in (labels, shown, start, fixed))
        if both := parameters.keys() & fixed.keys():
            raise ValueError(f"{min(both)} is both fixed and on a slider; choose one.")
        for name, given in parameters.items():
            if isinstance(given, Parameter):
                labels.setdefault(name, given)
                start.setdefault(name, given.value)
        values = {name: _values(name, given) for name, given in parameters.items()}
        count = math.prod(map(len, values.values()))
        if count > MOST_FRAMES:
            raise ValueError(f"{' × '.join(values)} makes {count} frames, but a page bears at most {MOST_FRAMES}.")
        for name, given in start.items():
            if given not in values.get(name, ()):
                raise ValueError(f"start has {name} {given!r}, which is not among the values of a slider.")
        controls = [_control(name, given, labels.get(name), shown.get(name)) for name, given in values.items()]
        for name, halting in (halts or {}).items():
            for given in halting:
                if given not in values.get(name, ()):
                    raise ValueError(f"halts has {name} {given!r}, which is not among the values of a slider.")
            controls[list(values).index(name)]["halts"] = [values[name].index(given) for given in halting]
        at = [given.index(start.get(name, given[0])) for name, given in values.items()]
        self._draw, self._say = draw, say
        self._choices = [dict(zip(values, chosen, strict=True)) | fixed for chosen in product(*values.values())]
        first = sum(
            place * math.prod(len(given) for given in list(values.values())[which + 1 :])
            for which, place in enumerate(at)
        )
        # Salted with its own first sentence: no ids in common with another flipbook of the page.
        self._sheet = Sheet(size, self._words(first))
        wanted = [first] if sys.platform == "emscripten" else range(count)
        words = {number: self._words(number) for number in wanted}
        shows = {number: same(**self._choices[number]) if same else number for number in wanted}
        firsts = {}
        for number, shown in shows.items():
            firsts.setdefault(shown, number)
        drawn = {shown: (self._picture(number), self._sheet.margins) for shown, number in firsts.items()}
        for shown, (_, margins) in drawn.items():
            if margins != self._sheet.margins:  # a later frame has longer words: axes that jump are hard to follow
                drawn[shown] = self._picture(firsts[shown]), self._sheet.margins
        pictures = list(dict.fromkeys(picture for picture, _ in drawn.values()))
        places = {picture: place for place, picture in enumerate(pictures)}
        super().__init__(
            controls=controls,
            at=at,
            frames=[[places[drawn[shows[n]][0]], words[n]] if n in shows else None for n in range(count)],
            pictures=pictures,
        )
        self.on_msg(self._answer)

    def _picture(self, number):
        try:
            return self._sheet.svg(self._draw, **self._choices[number])
        except Exception as error:
            raise ValueError(f"The frame for {self._choices[number]} cannot be drawn: {error}") from error

    def _words(self, number):
        try:
            words = self._say(**self._choices[number])
        except Exception as error:
            raise ValueError(f"The sentence for {self._choices[number]} cannot be made: {error}") from error
        if not isinstance(words, str) or not words.strip():
            raise ValueError(f"The sentence for {self._choices[number]} is {words!r}, but must say what is shown.")
        return words

    def _answer(self, _, asked, buffers):
        """Draw a frame that the page asks for; what goes wrong is said in place of the sentence."""
        number = asked.get("frame") if isinstance(asked, dict) else None
        if number not in range(len(self._choices)):
            return
        try:
            self.send({"frame": number, "picture": self._picture(number), "words": self._words(number)})
        except ValueError as error:
            self.send({"frame": number, "picture": "", "words": str(error)})


def _values(name, given):
    """The values of a parameter as a list, or an error that names it."""
    if isinstance(given, Parameter):
        return given.values()
    values = list(given) if hasattr(given, "__iter__") and not isinstance(given, str) else []
    if not values:
        raise ValueError(f"{name} is {given!r}, but must be a Parameter or a list of at least one value.")
    words = [isinstance(value, str) and bool(value.strip()) for value in values]
    for value, word in zip(values, words, strict=True):
        number = isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
        if not word and not number:
            raise ValueError(f"{name} has the value {value!r}, but must have finite numbers or words.")
        if values.count(value) > 1:
            raise ValueError(f"{name} has the value {value!r} twice.")
    if any(words) != all(words):
        raise ValueError(f"{name} mixes words with numbers: {values}.")
    if _is_time(name) and (words[0] or any(later <= earlier for earlier, later in pairwise(values))):
        raise ValueError(f"{name} is {values}, but times must be numbers that rise.")
    return values


def _is_time(name):
    return name == "week" or name.startswith("time_")


def _control(name, values, label, shown):
    """What the page needs to show one parameter."""
    end = next((end for end in UNITS if name.endswith(f"_{end}")), "")
    unit, words = UNITS.get(end, ""), name.removesuffix(f"_{end}").replace("_", " ")
    if isinstance(label, Parameter):
        unit, text = label.unit, label.label
    elif label is None:
        text = f"{words} ({unit})" if unit else words
    elif isinstance(label, str) and label.strip():
        text = label
    else:
        raise ValueError(f"The label of {name} is {label!r}, but must be a Parameter or words.")
    words = isinstance(values[0], str)
    shown = shown or ("{}" if words else f"{{:g}} {unit}".rstrip())
    try:
        written = [shown.format(value) if isinstance(shown, str) else shown[value] for value in values]
    except (KeyError, ValueError, TypeError) as error:
        raise ValueError(f"shown has no way to write a value of {name}: {error!r}.") from error
    control = {"label": text, "values": written, "kind": "menu" if words else "slider"}
    if _is_time(name) and len(values) > 1:
        # How long each stays while playing; the last as long as the first, then it begins again. A hold of many
        # minutes is cut short: the sentence says how long it is.
        steps_s = [min(float(later - earlier), LONGEST_S) for earlier, later in pairwise(values)]
        control["stays_s"] = [*steps_s, steps_s[0]] if name == "time_s" else [PACE_S] * len(values)
    return control
