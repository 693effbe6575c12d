"""Pictures of the EMG: how hard each exercise works each muscle, and how far laboratories differ."""

from trunkcare_lib.figures import chart
from trunkcare_lib.models import effort
from trunkcare_lib.palette import PALETTE

MOST_PERCENT = 80


def by_muscle(ax, *, exercise):
    """Draw the EMG of each muscle in one exercise as a bar, on bands of words for it.

    Parameters
    ----------
    ax : matplotlib Axes
    exercise : {"bridge", "one-leg bridge", "side plank", "front plank", "bird-dog"}
    """
    means = effort.EMG[exercise]
    low, clear = 0, {"fc": PALETTE["paper"], "ec": "none", "pad": 0.5}
    for word, high in effort.LEVELS.items():
        high = min(high, MOST_PERCENT)
        ax.text((low + high) / 2, -0.75, word.replace(" to ", " to\n"), ha="center", va="bottom")
        if low:
            ax.axvline(low, color=PALETTE["line"], lw=0.8, zorder=0)
        low = high
    ax.axvline(effort.PARAMETERS["strength_percent"].value, color=PALETTE["switch"], lw=1.4, ls=(0, (4, 2)), zorder=3)
    for row, mean in enumerate(means.values()):
        seen = mean.tag == "measured"
        ax.barh(row, mean.value, 0.62, fc=PALETTE["work"] if seen else PALETTE["paper"], ec=PALETTE["work"], lw=1.4)
        ax.text(mean.value + 1, row, f"{mean.value:g}", ha="left", va="center", zorder=4, bbox=clear)
    ax.set_yticks(range(len(means)), list(means))
    ax.set(xlim=(0, MOST_PERCENT), ylim=(len(means) - 0.5, -0.7), xlabel="EMG (% of the greatest effort)")


def by_muscle_words(*, exercise):
    """Say in two sentences what `by_muscle` shows."""
    means = sorted(effort.EMG[exercise].items(), key=lambda pair: -pair[1].value)
    most, mean = means[0]
    above = [muscle for muscle, parameter in means if parameter.value >= effort.PARAMETERS["strength_percent"].value]
    strength = f"From 45 % on strength may grow (dashed): {', '.join(above) if above else 'none here'}"
    listed = ", ".join(f"{muscle} {parameter.value:g}" for muscle, parameter in means[1:])
    return (
        f"The {exercise}: most active is the {most} with {mean.value:g} % "
        f"({list(effort.LEVELS)[effort.effort_level(mean.value)]}); then {listed}. {strength}. Hollow bars: "
        "recalled."
    )


def against_published(ax):
    """Draw the EMG that we take beside that of other laboratories."""
    names = {
        "bridge_back": "bridge:\nback", "bird_dog_back": "bird-dog:\nback",
        "front_plank_abdomen": "front plank:\nabdomen", "front_plank_oblique": "front plank:\nside of the belly",
    }  # fmt: skip
    for row, name in enumerate(names):
        entry = effort.PUBLISHED[name]
        ax.plot([entry.model()] * 2, [row - 0.3, row + 0.3], **chart.LINES["model"])
        if entry.spread:
            ax.plot(entry.spread, [row, row], color=PALETTE["ink"], lw=1.4)
        ax.plot([entry.value], [row], **chart.POINT)
    ax.text(effort.PUBLISHED["bridge_back"].model() + 2, 0, "what we take", va="center", color=PALETTE["work"])
    ax.text(effort.PUBLISHED["front_plank_oblique"].value - 2, 3, "another\nlaboratory", ha="right", va="center")
    ax.set_yticks(range(len(names)), list(names.values()))
    ax.set(xlim=(0, MOST_PERCENT), ylim=(len(names) - 0.5, -0.5), xlabel="EMG (% of the greatest effort)")


def against_published_words():
    """Say in two sentences what `against_published` shows."""
    pairs = "; ".join(
        f"{entry.meaning.split(',')[0]}, {entry.value:g} % against the {entry.model():g} % that we take"
        for entry in effort.PUBLISHED.values()
    )
    return f"Other laboratories measured: {pairs}. The same exercise can differ by a factor of two."
