"""The brush for charts of models: the model is a line, what was measured is a point with its error bar."""

from matplotlib.lines import Line2D

from trunkcare_lib.palette import PALETTE

# Told apart by the kind of line as well as by colour, so that they survive a grey print.
LINES = {
    "model": {"color": PALETTE["work"], "lw": 2.4, "ls": "-"},
    "second": {"color": PALETTE["switch"], "lw": 2.2, "ls": (0, (5, 1.5))},
    "third": {"color": PALETTE["quiet"], "lw": 2.2, "ls": (0, (1.2, 1.2))},
    "fourth": {"color": PALETTE["ink"], "lw": 1.2, "ls": "-"},
}
POINT = {"color": PALETTE["ink"], "marker": "o", "ms": 6, "ls": "none"}
RECALLED = {"markerfacecolor": PALETTE["paper"]}


def line(ax, x, y, words="", kind="model", at=-1, **where):
    """Draw a curve of a model, with its words beside its end (or beside point number `at`)."""
    ax.plot(x, y, solid_capstyle="round", **LINES[kind])
    if words:
        beside = {"xytext": (5, 0), "textcoords": "offset points", "ha": "left", "va": "center"}
        ax.annotate(words, (x[at], y[at]), color=LINES[kind]["color"], annotation_clip=False, **beside | where)


def point(ax, x, y, spread=None, words="", *, recalled=False, **where):
    """Draw a published value with its error bar; a hollow point is recalled, not read in the source."""
    if spread:
        ax.plot([x, x], spread, color=PALETTE["ink"], lw=1.4, marker="_", ms=8)
    ax.plot([x], [y], **POINT | (RECALLED if recalled else {}))
    if words:
        beside = {"xytext": (8, 0), "textcoords": "offset points", "ha": "left", "va": "center"}
        ax.annotate(words, (x, y), color=PALETTE["ink"], annotation_clip=False, **beside | where)


def published(ax, x, entry, words="", **where):
    """Draw an entry of a model's `PUBLISHED` at `x`, as `point` does."""
    point(ax, x, entry.value, entry.spread, words, recalled=entry.tag != "measured", **where)


def key(ax, kinds):
    """Say above the axes what each kind of line is, where curves leave no room for words: `kinds` maps words to it."""
    lines = [Line2D([], [], **LINES[kind]) for kind in kinds.values()]
    ax.figure.legend(lines, list(kinds), loc="outside upper center", ncols=len(kinds), frameon=False, handlelength=2)
