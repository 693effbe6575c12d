"""Draws one frame: the SVG text of a figure, the same bytes each time, in colours that follow the page's theme."""

import functools
import io
import math
import pickle
import re

import matplotlib.style
import numpy as np
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.path import Path

from trunkcare_lib.palette import PALETTE

STYLE = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 11,
    "text.color": PALETTE["ink"],
    "axes.labelcolor": PALETTE["ink"],
    "axes.edgecolor": PALETTE["line"],
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": PALETTE["line"],
    "xtick.labelcolor": PALETTE["ink"],
    "ytick.color": PALETTE["line"],
    "ytick.labelcolor": PALETTE["ink"],
}
NAME_OF = {colour: name for name, colour in PALETTE.items()}
DOTS_PER_INCH = 72
POINTS = {Path.CURVE3: 2, Path.CURVE4: 3}
ROOM = 4
"""Least distance of a figure's words from its edge. [px]"""


def svg(draw, *args, size=(5.4, 2.6), salt="", **kwargs):
    """Draw a figure as SVG.

    Parameters
    ----------
    draw : callable
        Called as ``draw(ax, *args, **kwargs)``; draws and returns nothing.
    size : (float, float)
        Width and height. [inch of 72 px]
    salt : str
        Told apart, two figures on one page do not share the ids that their parts refer to.

    Returns
    -------
    str
        An ``<svg>`` element without width and height (it fills its box), each colour of the palette as
        ``var(--tc-<name>, <colour>)``. The same call gives the same text.
    """
    return Sheet(size, salt or getattr(draw, "__name__", "frame")).svg(draw, *args, **kwargs)


class Sheet:
    """Paper for many frames: the axes stand at the same place in all of them, with room for the longest words.

    Parameters
    ----------
    size : (float, float)
        Width and height. [inch of 72 px]
    salt : str
        Told apart, two sheets on one page do not share the ids that their parts refer to.
    """

    def __init__(self, size, salt):
        self.size, self.salt = size, salt
        self.margins = (ROOM,) * 4
        """Between the axes and the edge: left, bottom, right, top. [px] They only grow, for words that need it."""
        self._extents = {}
        self._ticks = 7  # made in advance; none where a frame shows no axes

    def svg(self, draw, *args, **kwargs):
        """One frame, as `svg` gives it; where its words would be cut off the margins grow first."""
        for _ in range(4):  # a second time is the rule for a new sheet; more only where wider margins move the words
            text, needed = self._drawn(draw, args, kwargs)
            if all(need - has <= ROOM for need, has in zip(needed, self.margins, strict=True)):
                break
            self.margins = needed
        return _themed(text)

    def _drawn(self, draw, args, kwargs):
        """The frame as matplotlib writes it, and the margins that its words need."""
        with matplotlib.rc_context():
            dict.update(matplotlib.rcParams, _own_style(), **{"svg.hashsalt": self.salt})
            figure = pickle.loads(_blank(self.size, self._ticks)[1])
            width, height = figure.bbox.size
            left, bottom, right, top = self.margins
            figure.subplots_adjust(left / width, bottom / height, 1 - right / width, 1 - top / height)
            (ax,) = figure.axes
            draw(ax, *args, **kwargs)
            file = io.StringIO()
            renderer = _Renderer(width, height, file, self._extents)
            figure.draw(renderer)
            renderer.finalize()
        if not ax.axison:
            self._ticks = 0
        if not ax.get_in_layout():  # `draw` has placed it
            return file.getvalue(), self.margins
        x0, y0, x1, y1 = renderer.reach(left, bottom, width - right, height - top)
        needed = [left - x0, bottom - y0, x1 - (width - right), y1 - (height - top)]
        for legend in figure.legends:  # "outside upper …" or "outside lower …"
            box = legend.get_window_extent(renderer)
            if box.y0 + box.y1 > height:
                needed[3] += height - box.y0
            else:
                needed[1] += box.y1
        grown = (max(margin, math.ceil(by) + ROOM) for margin, by in zip(self.margins, needed, strict=True))
        return file.getvalue(), tuple(grown)


class _Renderer(RendererSVG):
    """Writes the SVG, and notes how far the words of the axes reach."""

    def __init__(self, width, height, file, extents):
        super().__init__(width, height, file, image_dpi=DOTS_PER_INCH)
        self._extents, self._groups, self._corners = extents, [], []

    def open_group(self, s, gid=None):
        """Begin a group of parts, such as the axes."""
        self._groups.append(s)
        super().open_group(s, gid)

    def close_group(self, s):
        """End it."""
        super().close_group(s)
        self._groups.pop()

    def get_text_width_height_descent(self, s, prop, ismath):
        """The size of a text; the frames of a sheet have most of theirs in common."""
        key = s, hash(prop), ismath
        if key not in self._extents:
            self._extents[key] = super().get_text_width_height_descent(s, prop, ismath)
        return self._extents[key]

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        """Write a text and note its four corners."""
        super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
        if "axes" in self._groups:
            width, height, descent = self.get_text_width_height_descent(s, prop, ismath)
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            for along in (0, width):
                for up in (-descent, height - descent):
                    self._corners.append((x + along * cos - up * sin, self.height - y + along * sin + up * cos))

    def _convert_path(self, path, transform=None, clip=None, simplify=None, sketch=None):
        """A path in steps of a tenth of a pixel from point to point: half the bytes of matplotlib's own."""
        if sketch is not None or path.codes is None or not np.isfinite(path.vertices).all():
            return super()._convert_path(path, transform, clip, simplify, sketch)
        points = path.vertices if transform is None else transform.transform(path.vertices)
        points, codes = np.rint(10 * points).astype(int).tolist(), path.codes.tolist()
        text, number, x, y, start = [], 0, 0, 0, (0, 0)
        while number < len(codes):
            code, length = codes[number], POINTS.get(codes[number], 1)
            if code == Path.CLOSEPOLY:
                text.append("z")
                x, y = start
            elif code != Path.STOP:
                steps = [f"{_tenths(to_x - x)} {_tenths(to_y - y)}" for to_x, to_y in points[number : number + length]]
                text.append("mlqc"[code - 1] + " ".join(steps))
                x, y = points[number + length - 1]
            if code == Path.MOVETO:
                start = x, y
            number += length
        return "".join(text)

    def reach(self, *box):
        """The box, grown so that all words of the axes lie in it: x0, y0, x1, y1. [px]"""
        xs, ys = zip(box[:2], box[2:], *self._corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


@functools.cache
def _tenths(number):
    """A number of tenths as SVG takes it in the fewest characters."""
    return f"{number / 10:g}".replace("-0.", "-.") if number < 0 else f"{number / 10:g}".removeprefix("0") or "0"


@functools.cache
def _own_style():
    """All settings of matplotlib: its defaults and our own, whatever the reader has set."""
    with matplotlib.style.context(["default", STYLE]):
        return {name: value for name, value in matplotlib.rcParams.items() if name != "backend"}


@functools.cache
def _blank(size, ticks):
    """One blank figure, and it pickled, to copy for each frame: that takes a third of the time of making it.

    The figure must outlive its copies: their transforms know their parents by the ids these have here. Were an id
    given anew, to another parent, it would displace the one of that id, which then keeps to limits long changed.
    """
    figure = Figure(figsize=size, dpi=DOTS_PER_INCH)
    ax = figure.add_subplot()
    for patch in (figure.patch, ax.patch):
        patch.set_visible(False)
    for axis in (ax.xaxis, ax.yaxis):
        axis.get_major_ticks(ticks)
    return figure, pickle.dumps(figure)


def _themed(text):
    """The SVG without what no page needs, its colours as those of the page's theme."""
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>\s*|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r' (?:width|height)="[\d.]+pt"', "", text, count=2)
    # The rule for all elements would reach the whole page; here it is said of this picture.
    text = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", text, count=1, flags=re.DOTALL)
    text = text.replace("<svg", '<svg stroke-linejoin="round"', 1)
    text = text.replace(' version="1.1"', "", 1)
    if "xlink:" not in text:
        text = text.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "", 1)
    text = re.sub(r"<[^>]*>", _plain_tag, re.sub(r"\s+", " ", text))
    if "<g " not in text:
        text = re.sub(r" ?</?g> ?", "", text)
    # A line that is filled over by the same shape is one shape whose line is painted first.
    return re.sub(
        r'<path d="([^"]*)" style="fill: none; (stroke[^"]*)"/>\s*<path d="\1" style="(fill: [^;"]*)"/>',
        r'<path d="\1" style="\3; \2; paint-order: stroke"/>',
        text,
    )


def _plain_tag(tag):
    """One tag without its id, with the page's own font, short coordinates, and colours of the theme."""
    text = re.sub(r'<g id="[^"]*"', "<g", tag[0])
    text = re.sub(r"font: ?([\d.]+px) [^;\"]*", r"font-size: \1; font-family: inherit", text)
    text = re.sub(r"font-family: [^;\"]*", "font-family: inherit", text)
    text = re.sub(r'(?<= )(?:d|x|y|transform|viewBox)="[^"]*"', _shortened, text)
    return re.sub(r"#[0-9a-f]{6}", _themed_colour, text)


def _themed_colour(colour):
    return f"var(--tc-{NAME_OF[colour[0]]}, {colour[0]})" if colour[0] in NAME_OF else colour[0]


def _shortened(attribute):
    """An attribute with its coordinates to a tenth of a pixel."""
    return re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), attribute[0])
