"""A picture of the evidence on lack of water and cramp, kind by kind, from the easily fooled to the hard to fool."""

import numpy as np

from trunkcare_lib.models.dehydration import KINDS
from trunkcare_lib.palette import PALETTE

LOOKS = {
    "cases": {"marker": "o", "mfc": PALETTE["rest"], "mec": PALETTE["ink"], "ms": 8},
    "people": {"marker": "o", "mfc": PALETTE["paper"], "mec": PALETTE["ink"], "ms": 8},
    "studies": {"marker": "s", "mfc": PALETTE["work"], "mec": PALETTE["work"], "ms": 13},
}
IN_A_LINE = {"cases": 6, "people": 5, "studies": 4}
APART = {"cases": 1, "people": 1, "studies": 1.5}


def kinds(ax, *, step):
    """Draw the first `step` kinds of evidence: to the left what speaks for lack of water, to the right against it.

    Parameters
    ----------
    ax : matplotlib Axes
    step : int
        How many of the four kinds.
    """
    ax.plot([0, 0], [-0.5, 3.5], color=PALETTE["line"], lw=1)
    for row, kind in enumerate(list(KINDS.values())[:step]):
        side = -1 if kind.speaks == "for" else 1
        number = np.arange(kind.count or 0)
        if kind.count:
            line, apart = IN_A_LINE[kind.counted], APART[kind.counted]
            x, y = side * (0.8 + apart * (number % line)), row + 0.2 * (number // line) - 0.06
            ax.plot(x, y, ls="none", **LOOKS[kind.counted])
        words = f"{kind.count} {kind.counted}" if kind.count else kind.counted
        ax.text(side * 0.4, row - 0.2, words, ha="right" if side < 0 else "left", va="bottom")
    ax.set(xlim=(-7, 7), ylim=(3.5, -0.5), xticks=[-3.5, 3.5])
    ax.set_xticklabels(["speaks for\nlack of water", "speaks\nagainst it"])
    ax.set_yticks(range(len(KINDS)), [kind.name.replace(" ", "\n", 1) for kind in KINDS.values()])
    ax.tick_params(length=0)
    ax.xaxis.tick_top()
    ax.spines[:].set_visible(False)


def kinds_words(*, step):
    """Say in one sentence what `kinds` shows."""
    said = [
        f"{kind.name} ({f'{kind.count} {kind.counted}' if kind.count else kind.counted})"
        for kind in list(KINDS.values())[:step]
    ]
    against = f"; against it as the main cause: {said[3]}" if step > 3 else ""
    return f"For lack of water as the cause of cramp: {', '.join(said[:3])}{against}. Step {step} of {len(KINDS)}."
