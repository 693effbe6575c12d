"""Pictures of what warning signs tell: a thousand people, who is ill and who has the sign."""

from matplotlib.patches import Rectangle

from trunkcare_lib.models import signs as model
from trunkcare_lib.palette import PALETTE

ROWS, COLUMNS = 20, 50
LOOKS = (
    ("ill, with the sign", {"facecolor": PALETTE["wrong"], "hatch": ""}),
    ("ill, without it", {"facecolor": PALETTE["ink"], "hatch": ""}),
    ("well, with the sign", {"facecolor": PALETTE["rest"], "hatch": "////"}),
    ("well, without it", {"facecolor": PALETTE["paper"], "hatch": ""}),
)


def thousand(ax, *, sensitivity, specificity, signs=1):
    """Draw a thousand people as squares, column by column: the ill first, then those with the sign, then the rest.

    Parameters
    ----------
    ax : matplotlib Axes
    sensitivity, specificity, signs : float
        As for `signs.sorted_people`.
    """
    begin = 0
    for number, ((words, look), count) in enumerate(zip(LOOKS, _whole(sensitivity, specificity, signs), strict=True)):
        for column, row, wide, high in _blocks(begin, begin + count):
            ax.add_patch(Rectangle((column, row), wide, high, edgecolor=PALETTE["line"], lw=0, **look))
        begin += count
        down = ROWS + 2.5 + 3.2 * (number % 2)
        at = 0 if number < 2 else 25
        ax.add_patch(Rectangle((at, down - 1), 2, 2, edgecolor=PALETTE["line"], lw=0.8, **look))
        if signs > 1:
            words = words.replace("the sign", "all signs").replace("without it", "not with all")
        ax.text(at + 3, down, f"{count} {words}", va="center")
    for row in range(ROWS + 1):
        ax.plot([0, COLUMNS], [row, row], color=PALETTE["line"], lw=0.4)
    for column in range(COLUMNS + 1):
        ax.plot([column, column], [0, ROWS], color=PALETTE["line"], lw=0.4)
    ax.set(xlim=(-0.5, COLUMNS + 0.5), ylim=(ROWS + 8, -0.5), aspect="equal")
    ax.axis("off")


def thousand_words(*, sensitivity, specificity, signs=1):
    """Say in one sentence what `thousand` shows."""
    found, missed, alarmed, _ = _whole(sensitivity, specificity, signs)
    have = {1: "the sign", 2: "both signs"}.get(signs, f"all {signs:g} signs")
    others = "so does 1 who is not" if alarmed == 1 else f"so do {alarmed} who are not"
    return (
        f"Of 1000 people with low back pain {found + missed} are seriously ill. {found} of them have {have}, and "
        f"{others}: of {found + alarmed} people with {have}, {found} are ill, and {missed} of the ill "
        f"are missed."
    )


def _whole(sensitivity, specificity, signs):
    """The four counts as whole people who add up to a thousand."""
    found, missed, alarmed, _ = model.sorted_people(sensitivity=sensitivity, specificity=specificity, signs=signs)
    ill, found, alarmed = round(float(found + missed)), round(float(found)), round(float(alarmed))
    return found, ill - found, alarmed, 1000 - ill - alarmed


def _blocks(begin, end):
    """Rectangles (column, row, width, height) that cover the squares from one number to another."""
    while begin < end:
        column, row = divmod(begin, ROWS)
        if row == 0 and end - begin >= ROWS:
            wide = (end - begin) // ROWS
            yield column, 0, wide, ROWS
            begin += wide * ROWS
        else:
            high = min(ROWS - row, end - begin)
            yield column, row, 1, high
            begin += high
