"""Pictures of sitting on a ball: how late a reflex may come, and which reflexes keep a trunk upright."""

import numpy as np

from trunkcare_lib.figures import chart
from trunkcare_lib.models import balance
from trunkcare_lib.palette import PALETTE

STIFFNESS = np.linspace(0, 0.92, 93)


def stable_gains(ax, *, delay_s, stiffness_ratio=0):
    """Draw all reflexes that keep the trunk upright, as an area of the two gains.

    Parameters
    ----------
    ax : matplotlib Axes
    delay_s, stiffness_ratio : float
        As for `balance.velocity_gains_per_s`.
    """
    gain = np.linspace(0, 4.5, 181)
    low, high = balance.velocity_gains_per_s(gain, delay_s, stiffness_ratio=stiffness_ratio)
    good = high > low
    if good.any():
        ax.fill_between(gain[good], low[good], high[good], color=PALETTE["work"], alpha=0.3, lw=0)
        ax.fill(*_outline(gain[good], low[good], high[good]), fill=False, ec=PALETTE["work"], lw=2)
        ax.text(4.4, 17.6, "shaded: stays upright", ha="right", va="top", color=PALETTE["work"])
    else:
        ax.text(2.25, 9, "no reflex keeps it upright", ha="center", color=PALETTE["switch"])
    ax.axvline(1, color=PALETTE["line"], lw=1, ls=(0, (4, 3)))
    ax.annotate("gravity", (1, 18), xytext=(0, 3), textcoords="offset points", ha="center", annotation_clip=False)
    ax.set(xlim=(0, 4.5), ylim=(0, 18), xlabel="reflex against the lean (1 = pull of gravity)")
    ax.set_ylabel("reflex against\nthe speed (1/s)")


def stable_gains_words(*, delay_s, stiffness_ratio=0):
    """Say in one sentence what `stable_gains` shows."""
    latest = balance.critical_delay_s(stiffness_ratio=stiffness_ratio)
    held = f"stiff muscles hold {stiffness_ratio:.0%} of gravity" if stiffness_ratio else "no stiffness helps"
    share = balance.stable_share(delay_s, stiffness_ratio)
    end = (
        f"{f'{share:.0%}' if share >= 0.01 else 'fewer than 1%'} of the reflexes tried keep the trunk upright (shaded)"
        if delay_s < latest
        else "no reflex keeps the trunk upright"
    )
    return f"With a delay of {delay_s * 1000:.0f} ms, while {held}: {end}. The latest delay possible is {latest:.2f} s."


def _outline(across, low, high):
    return np.concatenate([across, across[::-1]]), np.concatenate([low, high[::-1]])


def latest_reflex(ax):
    """Draw how late a reflex may come, over how much stiffness holds, on a chair and on a ball, with real delays."""
    for kind, seat, words in (("model", 1, "chair"), ("second", 1.5, "small firm ball")):
        chart.line(ax, STIFFNESS, balance.critical_delay_s(stiffness_ratio=STIFFNESS, seat_factor=seat), words, kind)
    lag = balance.PARAMETERS["force_s"].value
    for name, words, lift in (("reflex_s", "usual", -3), ("reflex_creep_s", "after slumping", 3)):
        delay = balance.PARAMETERS[name].value + lag
        ax.axhline(delay, color=PALETTE["ink"], lw=1.2, ls=(0, (4, 3)))
        where = {"xytext": (5, lift), "textcoords": "offset points", "va": "bottom" if lift > 0 else "top"}
        ax.annotate(f"{words}: {delay:.2f} s", (STIFFNESS[-1], delay), annotation_clip=False, **where)
    ax.set(
        xlim=(0, STIFFNESS[-1]), ylim=(0, 1.2), yticks=(0, 0.5, 1), xlabel="share of gravity that stiff muscles hold"
    )
    ax.set_ylabel("latest reflex that\nstill helps (s)")


def latest_reflex_words():
    """Say in one sentence what `latest_reflex` shows."""
    latest = ", ".join(f"{balance.critical_delay_s(stiffness_ratio=k):.2f} s at {k:.0%}" for k in (0, 0.5, 0.9))
    ball = balance.critical_delay_s(seat_factor=1.5)
    return (
        f"The more stiff muscles hold, the later the reflex may come: at most {latest} on a chair. On a small firm "
        f"ball it is {ball:.2f} s without stiffness. Real delays, about 0.10 s, and 0.14 s after an hour of slumping, "
        "are shorter."
    )


def against_published(ax):
    """Draw how much room for error each delay leaves, with measured delays and their spread."""
    delay = np.linspace(0, 0.3, 41)
    for kind, stiffness, words, at in (
        ("model", 0, "no stiffness", 5),
        ("second", 0.3, "stiff muscles\nhold 30 %", 15),
    ):
        share = balance.stable_share(delay, stiffness, points=60)
        beside = {"xytext": (9, 5)} if stiffness else {"xytext": (0, -24), "ha": "center"}
        chart.line(ax, delay * 1000, share, words, kind, at=at, **beside)
    for name, (value, low, high) in _delays().items():
        height = balance.stable_share(value, points=60)
        ax.plot([low * 1000, high * 1000], [height] * 2, color=PALETTE["ink"], lw=1.4, marker="|", ms=8)
        ax.plot([value * 1000], [height], **chart.POINT)
        lift = -13 if name == "standing" else 0
        place = {"xytext": (-6, lift), "textcoords": "offset points", "ha": "right", "va": "center"}
        ax.annotate(name, (low * 1000, height), **place)
    ax.set(xlim=(0, 300), ylim=(0, 1.05), yticks=(0, 0.5, 1), xlabel="delay of the reflex (ms)")
    ax.set_ylabel("share of reflexes\nthat hold")


def against_published_words():
    """Say in one sentence what `against_published` shows."""
    fitted, share = balance.PUBLISHED.values()
    (usual, *_), (slumped, *_) = _delays()["sitting"], _delays()["after slumping"]
    holds = [f"{balance.stable_share(delay, points=60):.0%}" for delay in (usual, slumped)]
    return (
        f"The model's delay of {fitted.model() * 1000:.0f} ms lies among those fitted to people who stand (97 to "
        f"104 ms); {holds[0]} of the reflexes hold there, and {holds[1]} after an hour of slumping "
        f"({slumped * 1000:.0f} ms). "
        f"Reflexes gave {share.value:.0%} of the trunk's stiffness; the model misses that with {share.model():.0%}."
    )


def _delays():
    """Measured delays [s] and the ends of their spread: fitted, and reflex latencies with the time to force added."""
    fitted, lag = balance.PUBLISHED["balanceparams"], balance.PARAMETERS["force_s"].value
    found = {"standing": (fitted.value, *fitted.spread)}
    for words, name in (("sitting", "reflex_s"), ("after slumping", "reflex_creep_s")):
        latency = balance.PARAMETERS[name]
        found[words] = tuple(number + lag for number in (latency.value, latency.low, latency.high))
    return found
