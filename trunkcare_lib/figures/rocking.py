"""Pictures of rocking: what the inner ear reports at each speed, and how hard a slow and a fast rock is on the head."""

import numpy as np

from trunkcare_lib.figures import chart
from trunkcare_lib.models import rocking
from trunkcare_lib.palette import PALETTE

SHOWN_S = 8
MOST_G = 0.36


def felt_by_frequency(ax):
    """Draw how much of a rocking the canals and the otoliths report, over its frequency, with the exercise's own."""
    frequency = np.geomspace(0.02, 2, 101)
    for organ, kind, words in (("canal", "model", "turning\n(canals)"), ("otolith", "second", "tilt (otoliths)")):
        chart.line(ax, frequency, rocking.response(frequency, organ)[0], words, kind)
    often = rocking.PARAMETERS["frequency_hz"].value
    for hertz, words in ((often, "one rock\nin 4 s"), (1, "one rock\nin 1 s")):
        ax.axvline(hertz, color=PALETTE["line"], lw=1, ls=(0, (4, 3)))
        ax.annotate(words, (hertz, 1.08), xytext=(0, 2), textcoords="offset points", ha="center", annotation_clip=False)
    ax.set_xscale("log")
    ax.set(xlim=(0.02, 2), ylim=(0, 1.08), yticks=(0, 0.5, 1), xticks=(0.02, 0.05, 0.1, 0.25, 0.5, 1, 2))
    ax.set_xticklabels(["0.02", "0.05", "0.1", "0.25", "0.5", "1", "2"])
    ax.minorticks_off()
    ax.set(xlabel="rocks in a second (Hz)", ylabel="share that is reported")


def felt_by_frequency_words():
    """Say in one sentence what `felt_by_frequency` shows."""
    canal, otolith = (rocking.response([0.25, 1], organ)[0] for organ in ("canal", "otolith"))
    return (
        f"At one rock in 4 s the canals report {canal[0]:.0%} of the turning and the otoliths {otolith[0]:.0%} of the "
        f"tilt; at one rock a second it is {canal[1]:.0%} and {otolith[1]:.0%}. Slow rocking is felt by both, fast "
        "rocking mostly as turning."
    )


def rocking_in_time(ax, *, frequency_hz, amplitude_deg=rocking.PARAMETERS["amplitude_deg"].value):
    """Draw how a rocking accelerates the head, second by second.

    Parameters
    ----------
    ax : matplotlib Axes
    frequency_hz, amplitude_deg : float
        As for `rocking.acceleration_g`.
    """
    time = np.linspace(0, SHOWN_S, 401)
    ax.axhline(0, color=PALETTE["line"], lw=0.8)
    both = frequency_hz != 0.25
    for often, kind, lift in ((0.25, "third", -8), (frequency_hz, "model", 8 * both)):
        if kind == "model" or both:
            found = rocking.acceleration_g(time, often, amplitude_deg=amplitude_deg)
            chart.line(ax, time, found, f"{often:g} Hz", kind, xytext=(5, lift))
    ax.set(xlim=(0, SHOWN_S), ylim=(-MOST_G, MOST_G), xlabel="time (s)", ylabel="acceleration\nof the head (g)")


def rocking_in_time_words(*, frequency_hz, amplitude_deg=rocking.PARAMETERS["amplitude_deg"].value):
    """Say in one sentence what `rocking_in_time` shows."""
    found, slow = (rocking.peaks(hertz, amplitude_deg) for hertz in (frequency_hz, 0.25))
    times = found.acceleration_g / slow.acceleration_g
    than = "" if frequency_hz == 0.25 else f", which is {times:.2g} times the acceleration at 0.25 Hz"
    return (
        f"A rock of ±{amplitude_deg:g}° at {frequency_hz:g} Hz, the head 0.5 m from the axis: up to "
        f"{found.speed_deg_s:.2g}° a second and {found.acceleration_g:.3f} g{than}."
    )


def against_published(ax):
    """Draw the smallest tilt that is felt in the model, over the frequency, with what was measured."""
    frequency = np.geomspace(0.1, 1.2, 61)
    chart.line(ax, frequency, rocking.threshold_deg(frequency), "just felt", at=21, xytext=(0, 10), ha="center")
    for name, entry in rocking.PUBLISHED.items():
        chart.published(ax, float(name.partition("_")[2]), entry)
    ax.plot([0.25], [5], marker="D", ms=7, ls="none", color=PALETTE["work"])
    ax.annotate("the exercise, ±5°", (0.25, 5), xytext=(8, 0), textcoords="offset points", va="center")
    ax.set_xscale("log")
    ax.set(xlim=(0.1, 1.2), ylim=(0, 5.5), xticks=(0.1, 0.2, 0.5, 1))
    ax.set_xticklabels(["0.1", "0.2", "0.5", "1"])
    ax.minorticks_off()
    ax.set(xlabel="rocks in a second (Hz)", ylabel="tilt to each side (°)")


def against_published_words():
    """Say in one sentence what `against_published` shows."""
    pairs = "; ".join(
        f"{entry.value:.2f}° at {name.partition('_')[2]} Hz, the model {entry.model():.2f}°"
        for name, entry in rocking.PUBLISHED.items()
    )
    times = 5 / rocking.threshold_deg(0.25)
    return (
        f"The smallest tilt that people felt: {pairs}. The first and the last set the model; the two between test it. "
        f"A rock of ±5° at 0.25 Hz is {times:.1f} times the smallest."
    )
