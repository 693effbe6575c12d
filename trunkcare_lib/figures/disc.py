"""Pictures of the pressure in a disc of the low back: by posture, and as a squeeze beside the model's."""

import numpy as np

from trunkcare_lib.figures import chart
from trunkcare_lib.models import disc, load
from trunkcare_lib.palette import PALETTE

POSTURES = {
    "on_back": "lying on the back", "on_side": "lying on the side", "slouched": "sitting slouched",
    "sitting": "sitting, no backrest", "standing": "standing relaxed", "erect": "sitting straight",
    "sitting_bent": "sitting, bent far forwards", "standing_bent": "standing, bent forwards",
    "lift_close": "20 kg close to the body", "lift_knees": "lifting 20 kg, knees bent", "lift_far": "20 kg 60 cm away",
    "lift_round": "lifting 20 kg, back round",
}  # fmt: skip
LEAN = np.linspace(0, 90, 46)


def pressure_by_posture(ax):
    """Draw the pressure of each posture as a share of that in standing: points of 1999, crosses of 1981."""
    for row, posture in enumerate(POSTURES):
        share, read = _share(posture)
        ax.plot([0, share], [row, row], color=PALETTE["line"], lw=1, zorder=0)
        chart.point(ax, share, row, recalled=not read)
        if old := disc.PARAMETERS.get(f"{posture}_1981"):
            look = {"marker": "X", "ms": 8, "mfc": PALETTE["paper"], "mec": PALETTE["switch"], "mew": 1.6, "ls": "none"}
            ax.plot([old.value], [row], **look)
            if posture == "sitting":
                ax.text(old.value + 20, row, "1981, recalled", color=PALETTE["switch"], va="center", size=10)
        if posture == "standing_bent":
            ax.text(share + 20, row, "one man, 1999", va="center", size=10)
    ax.axvline(100, color=PALETTE["quiet"], lw=1, ls=(0, (4, 2)), zorder=0)
    ax.set(xlim=(0, 480), yticks=range(len(POSTURES)), yticklabels=list(POSTURES.values()))
    ax.set(xlabel="pressure in the disc (% of that in standing)")
    ax.tick_params(axis="y", length=0)
    ax.invert_yaxis()


def pressure_by_posture_words():
    """Say in one sentence what `pressure_by_posture` shows."""
    said = ", ".join(
        f"{POSTURES[name]} {_share(name)[0]:.0f} %" for name in ("slouched", "sitting", "sitting_bent", "lift_round")
    )
    old = disc.PARAMETERS["sitting_1981"]
    return (
        f"Of the pressure in standing, one man had in 1999: {said}; the measurements of 1981, recalled, had "
        f"{old.value:g} % in sitting. Filled: read in the source; hollow: recalled."
    )


def against_published(ax):
    """Draw the model's squeeze against the lean of the trunk, with the squeezes that the pressures stand for."""
    for kind, mass, words in (("model", 20, "model, 20 kg"), ("second", 0, "model,\nempty hands")):
        chart.line(ax, LEAN, load.lumbar_compression_n(LEAN, hand_load_kg=mass), words, kind)
    for lean, name, words, where in (
        (0, "standing", "standing", {"xytext": (8, -14)}), (30, "standing_bent", "bent forwards", {"xytext": (6, -9)}),
        (60, "lift_round", "20 kg,\nround back", {"xytext": (7, 0)}),
    ):  # fmt: skip
        chart.published(ax, lean, disc.PUBLISHED[name], words, **where)
    ax.set(xlim=(-3, 90), ylim=(0, 4000), xticks=range(0, 91, 15))
    ax.set(xlabel="lean of the trunk from upright (°)", ylabel="squeeze of the low back (N)")


def against_published_words():
    """Say in one sentence what `against_published` shows."""
    said = "; ".join(
        f"{words} {disc.PUBLISHED[name].value:.0f} N, model {disc.PUBLISHED[name].model():.0f} N"
        for name, words in (
            ("standing", "standing"),
            ("standing_bent", "bent forwards"),
            ("lift_round", "20 kg with a round back"),
        )
    )
    return (
        f"From the measured pressures, with a recalled area of the disc: {said}. The angles of bending are our guess."
    )


def _share(posture):
    """The pressure as a share of that in standing [%], and whether it was read in the source."""
    found = disc.PARAMETERS[f"{posture}_mpa"]
    return 100 * found.value / disc.PARAMETERS["standing_mpa"].value, found.tag == "measured"
