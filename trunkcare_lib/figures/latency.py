"""A picture of how long the back muscles take to answer, rested, after slumped sitting and after tiring work."""

from trunkcare_lib.figures import chart
from trunkcare_lib.models import latency
from trunkcare_lib.palette import PALETTE

WORDS = {"rested": "rested", "slumped": "after 1 hour of\nslumped sitting", "tired": "after a tiring\nback test"}
VALUE = {name: entry.value for name, entry in latency.PARAMETERS.items()}


def answer(ax, *, state):
    """Draw the delay of the reflex in the states up to `state`, each with its spread; the next one is asked for.

    Parameters
    ----------
    ax : matplotlib Axes
    state : {"rested", "slumped", "tired"}
    """
    last = latency.STATES.index(state)
    for row, name in enumerate(latency.STATES[: last + 2]):
        if row > last:
            ax.text(4, row, "? Guess first.", va="center", color=PALETTE["switch"])
            continue
        if name == "tired":
            ax.text(VALUE["rested_ms"], row, "no significant change\n(number not seen by us)", ha="center", va="center")
            continue
        mean, spread = VALUE[f"{name}_ms"], VALUE[f"{name}_spread_ms"]
        ax.plot([0, mean], [row, row], color=PALETTE["work"], lw=6, solid_capstyle="butt")
        ax.plot([mean - spread, mean + spread], [row, row], color=PALETTE["ink"], lw=1.4, marker="|", ms=9)
        ax.plot([mean], [row], **chart.POINT)
        ax.text(mean + spread + 5, row, f"{mean} ms", va="center")
    ax.set(xlim=(0, 150), ylim=(2.5, -0.5), xticks=range(0, 151, 30))
    ax.set_yticks(range(3), [WORDS[name] if row < last + 2 else "" for row, name in enumerate(latency.STATES)])
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel("time until the back muscles answer (ms)")


def answer_words(*, state):
    """Say in one sentence what `answer` shows; what is not yet drawn it leaves out."""
    said = f"Rested, the back muscles answer after {VALUE['rested_ms']} ± {VALUE['rested_spread_ms']} ms"
    if state != "rested":
        said += f"; after 1 hour of slumped sitting after {VALUE['slumped_ms']} ± {VALUE['slumped_spread_ms']} ms"
    if state == "tired":
        said += "; a tiring back test made no significant change, and its number we have not seen"
    return f"{said}."
