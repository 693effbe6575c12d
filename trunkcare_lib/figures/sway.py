"""Pictures of a push: how a trunk sways after it, while its reflex comes early or late."""

import numpy as np

from trunkcare_lib.figures import chart
from trunkcare_lib.models import balance, sway
from trunkcare_lib.palette import PALETTE

SHOWN_S = 3


def sway_after_push(ax, *, delay_s, stiffness_ratio=0):
    """Draw how far the trunk leans after a push, with a reflex that suits its delay.

    Parameters
    ----------
    ax : matplotlib Axes
    delay_s : float
        Delay of the reflex. [s]
    stiffness_ratio : float
        As for `balance.tipping_per_s2`.
    """
    time = np.linspace(0, SHOWN_S, 301)
    found = _sway(time, delay_s, stiffness_ratio)
    ax.axhline(0, color=PALETTE["line"], lw=0.8)
    ax.axvspan(0, delay_s, color=PALETTE["rest"], lw=0)
    ax.annotate(
        "shaded: no answer yet", (delay_s, -15), xytext=(4, 0), textcoords="offset points", ha="left", va="bottom"
    )
    over = np.flatnonzero(np.abs(found) >= sway.FALL_DEG)
    shown = slice(over[0] + 1 if over.size else None)
    chart.line(ax, time[shown], found[shown])
    if over.size:
        last = np.flatnonzero(np.abs(found[shown]) < 12)[-1]
        where = {"xytext": (6, 0), "textcoords": "offset points", "ha": "left", "va": "center"}
        ax.annotate("falls", (time[last], found[last]), color=PALETTE["switch"], **where)
    ax.set(xlim=(0, SHOWN_S), ylim=(-15, 15), yticks=(-10, 0, 10), xlabel="time since the push (s)")
    ax.set_ylabel("lean of the trunk (°)")


def sway_after_push_words(*, delay_s, stiffness_ratio=0):
    """Say in one sentence what `sway_after_push` shows."""
    time = np.linspace(0, 6, 601)
    found = _sway(time, delay_s, stiffness_ratio)
    rate = sway.settling_per_s(delay_s, **_reflex(delay_s, stiffness_ratio))
    most = np.abs(found).max()
    if rate < 0:
        end = "the person falls, and would with any reflex so late"
    elif most >= sway.FALL_DEG:
        end = "the person falls; only a smaller push could be held"
    else:
        late = ", but later than the picture shows" if np.abs(found[time >= SHOWN_S]).max() > most / 10 else ""
        end = f"the trunk leans at most {most:.1f}° and comes to rest{late}"
    held = f", while stiff muscles hold {stiffness_ratio:.0%} of gravity" if stiffness_ratio else ""
    push = sway.PARAMETERS["push_deg_s"].value
    return f"A reflex {delay_s * 1000:.0f} ms late{held}: after a push of {push}° a second {end}."


def against_published(ax):
    """Draw how fast a standing person's sway dies away, over the gain against its speed, with the fitted gain."""
    gain = np.append(np.arange(60, 400, 20), np.linspace(400, 1100, 15))
    rate = [sway.standing_per_s(float(one)) for one in gain]
    chart.line(ax, gain, rate)
    ax.axhline(0, color=PALETTE["line"], lw=0.8)
    entry = sway.PUBLISHED["balanceparams"]
    ax.axvline(entry.model(), color=PALETTE["work"], lw=1, ls=(0, (4, 3)))
    ax.annotate("settles soonest", (entry.model(), 3.4), xytext=(5, 0), textcoords="offset points", ha="left")
    chart.point(ax, entry.value, sway.standing_per_s(entry.value), words="fitted to a person")
    ax.set(xlim=(0, 1100), ylim=(-1, 3.8), xlabel="gain against the speed of the sway (Nm s/rad)")
    ax.set_ylabel("the sway dies\naway by (1/s)")


def against_published_words():
    """Say in one sentence what `against_published` shows."""
    entry = sway.PUBLISHED["balanceparams"]
    return (
        f"For a standing person with a delay of 0.1 s the model settles soonest with a gain of {entry.model():.0f} "
        f"Nm s per radian; the gain fitted to people is {entry.value:.0f}. The model’s lies within a fifth of it."
    )


def _sway(time_s, delay_s, stiffness_ratio):
    return sway.sway_deg(time_s, delay_s, **_reflex(delay_s, stiffness_ratio))


def _reflex(delay_s, stiffness_ratio):
    """How the trunk tips, and a reflex well inside what holds it; where none does, one that would with less delay."""
    tipping = float(balance.tipping_per_s2(stiffness_ratio=stiffness_ratio))
    least = 1 - stiffness_ratio
    gain = least * (1 + np.geomspace(1e-3, 1, 100))
    low, high = balance.velocity_gains_per_s(gain, delay_s, stiffness_ratio=stiffness_ratio)
    good = np.flatnonzero(high > low)
    chosen = (least + gain[good[-1]]) / 2 if good.size else 1.05 * least
    low, high = balance.velocity_gains_per_s(chosen, delay_s, stiffness_ratio=stiffness_ratio)
    against = float(np.sqrt(low * high)) if high > low else tipping**0.5
    return {
        "tipping_per_s2": tipping,
        "position_gain_per_s2": float(chosen * balance.tipping_per_s2()),
        "velocity_gain_per_s": against,
    }
