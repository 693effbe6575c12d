"""Draws one frame: the SVG text of a figure, the same bytes each time, in colours that follow the page's theme."""

import io
import re

import matplotlib.style
from matplotlib.figure import Figure

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
    own = {**STYLE, "svg.hashsalt": salt or getattr(draw, "__name__", "frame")}
    with matplotlib.style.context(["default", own]):
        figure = Figure(figsize=size, layout="constrained")
        draw(figure.subplots(), *args, **kwargs)
        file = io.StringIO()
        figure.savefig(file, format="svg", transparent=True)
    text = file.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    text = re.sub(r' (?:width|height)="[\d.]+pt"', "", text, count=2)
    text = re.sub(r"font: ?([\d.]+px) [^;\"]*", r"font-size: \1; font-family: inherit", text)
    text = re.sub(r'(?<= )(d|x|y|transform|viewBox)="[^"]*"', _shortened, text)
    text = re.sub(r"\s+", " ", text)
    return re.sub(
        r"#[0-9a-f]{6}",
        lambda hex_: f"var(--tc-{NAME_OF[hex_[0]]}, {hex_[0]})" if hex_[0] in NAME_OF else hex_[0],
        text,
    )


def _shortened(attribute):
    """An attribute with its coordinates to a tenth of a pixel; the words between the tags stay as they are."""
    return re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), attribute[0])
