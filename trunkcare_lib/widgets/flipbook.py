"""A figure that the reader turns through, with the sentence that says what each frame shows."""

import math
from itertools import product
from pathlib import Path

import anywidget
import traitlets

from trunkcare_lib import palette
from trunkcare_lib.figures.frame import svg

HERE = Path(__file__).parent
MOST_FRAMES = 400


class Flipbook(anywidget.AnyWidget):
    """A figure with a slider for each parameter, which needs no kernel once it is made.

    Parameters
    ----------
    draw : callable
        Called as ``draw(ax, **values)``; draws and returns nothing.
    say : callable
        Its twin in words, called as ``say(**values)``; returns one sentence, the frame's alternative text.
    labels : mapping of str to Parameter, optional
        For each parameter its meaning and unit, as on the slider. Needed where there are parameters.
    start : mapping of str to value, optional
        The values of the first frame shown; the first of each list if not given.
    size : (float, float)
        Width and height of the figure. [inch of 72 px]
    fixed : mapping, optional
        Values that `draw` and `say` get in every frame.
    **parameters
        For each parameter the list of its values. Without any, the flipbook is a still picture.

    Raises
    ------
    ValueError
        If a list is empty, a label is missing, a start value is not in its list, there are more than
        400 frames, or a frame cannot be drawn. Nothing is shown then.
    """

    _esm = HERE / "flipbook.js"
    _css = palette.css() + (HERE / "flipbook.css").read_text(encoding="utf-8")
    controls = traitlets.List().tag(sync=True)
    at = traitlets.List().tag(sync=True)
    frames = traitlets.List().tag(sync=True)

    def __init__(self, draw, say, *, labels=None, start=None, size=(5.4, 2.6), fixed=None, **parameters):
        if both := parameters.keys() & (fixed or {}).keys():
            raise ValueError(f"{min(both)} is both fixed and on a slider; choose one.")
        values = {name: list(given) if isinstance(given, (list, tuple)) else [] for name, given in parameters.items()}
        for name, given in values.items():
            if not given:
                raise ValueError(f"{name} has no list of values, but a slider needs at least one.")
            if name not in (labels or {}):
                raise ValueError(f"labels lacks {name!r}, but each slider needs the words that stand beside it.")
        count = math.prod(map(len, values.values()))
        if count > MOST_FRAMES:
            raise ValueError(f"{' × '.join(values)} makes {count} frames, but a page bears at most {MOST_FRAMES}.")
        start = {name: given[0] for name, given in values.items()} | (start or {})
        for name, given in start.items():
            if given not in values.get(name, ()):
                raise ValueError(f"start has {name} {given!r}, which is not among the values of a slider.")
        frames = []
        for combination in product(*values.values()):
            chosen = dict(zip(values, combination, strict=True)) | dict(fixed or {})
            try:
                picture, words = svg(draw, size=size, **chosen), say(**chosen)
                if not isinstance(words, str) or not words.strip():
                    raise ValueError(f"its sentence is {words!r}")
                frames.append([picture, words])
            except Exception as error:
                raise ValueError(f"The frame for {chosen} cannot be drawn: {error}") from error
        super().__init__(
            controls=[
                {"label": labels[name].meaning, "values": [f"{value:g} {labels[name].unit}".strip() for value in given]}
                for name, given in values.items()
            ],
            at=[given.index(start[name]) for name, given in values.items()],
            frames=frames,
        )
