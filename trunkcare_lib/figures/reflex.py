"""Pictures of the stretch reflex: slow and fast stretch, what a slow rhythm may avoid, and pain and spasm over time."""

import numpy as np

from trunkcare_lib.figures import chart
from trunkcare_lib.models import reflex
from trunkcare_lib.palette import PALETTE

SLOW_DEG_S = 5
RHYTHM = {"amplitude_deg": (10, 30), "frequency_hz": 0.25}
"""The dose of the exercise "rhythmic trunk rotation": 10 to 30 degrees to each side, a full turn in 4 s."""
LASTS, MOST_PAIN = 40, 2.1


def resistance_by_angle(ax, *, speed_deg_s, tone):
    """Draw what resists a stretch on its way, at one speed and very slowly, with the catch of each.

    Parameters
    ----------
    ax : matplotlib Axes
    speed_deg_s : float
        Speed of the stretch. [°/s]
    tone : str
        As for `reflex.resistance_nm`.
    """
    angle = np.linspace(reflex.START_DEG, reflex.END_DEG, 261)
    for speed, kind, lift in ((SLOW_DEG_S, "third", -7), (speed_deg_s, "model", 7)):
        torque = reflex.resistance_nm(angle, speed, tone)
        chart.line(ax, angle, torque, f"{speed:g}°/s", kind, xytext=(5, lift))
        catch = reflex.catch_angle_deg(speed, tone)
        if np.isfinite(catch):
            torque = float(reflex.resistance_nm(catch, speed, tone))
            ax.plot([catch], [torque], marker="v", ms=9, color=chart.LINES[kind]["color"])
            if kind == "model":
                words = {"xytext": (-6, 12), "textcoords": "offset points", "ha": "right"}
                if catch < 60:
                    words |= {"xytext": (10, -4), "ha": "left"}
                ax.annotate(f"catch, {catch:.0f}°", (catch, torque), color=PALETTE["work"], **words)
    ax.set(xlim=(reflex.START_DEG, reflex.END_DEG), ylim=(0, 18), yticks=(0, 5, 10, 15))
    ax.set(xlabel="angle of the joint, stretching the muscle (°)", ylabel="resistance (Nm)")


def resistance_by_angle_words(*, speed_deg_s, tone):
    """Say in one sentence what `resistance_by_angle` shows."""
    ends = [reflex.resistance_nm(reflex.END_DEG, speed, tone) for speed in (SLOW_DEG_S, speed_deg_s)]
    catch = reflex.catch_angle_deg(speed_deg_s, tone)
    where = f"the muscle catches at {catch:.0f}°" if np.isfinite(catch) else "there is no catch"
    return (
        f"{tone.capitalize()} tone, stretched at {speed_deg_s:g}° a second: {where}, and at 150° the joint resists "
        f"with {ends[1]:.1f} Nm; at {SLOW_DEG_S}° a second it is {ends[0]:.1f} Nm. Numbers chosen by us, for an elbow."
    )


def catch_by_speed(ax):
    """Draw the angle of the catch over the speed of the stretch, with the speeds of the slow and the fast test."""
    speed = np.linspace(0, 420, 211)
    for name, words in (("slow_test_deg_s", "slow test"), ("fast_test_deg_s", "fast test")):
        test = reflex.PARAMETERS[name]
        ax.axvspan(test.low, test.high, color=PALETTE["rest"], lw=0)
        ax.text((test.low + test.high) / 2, 152, words, ha="center", va="bottom")
    for tone, kind in zip(("mild", "moderate", "severe"), chart.LINES, strict=False):
        where = {"at": 90, "xytext": (-4, -12), "ha": "right"} if tone == "severe" else {}
        chart.line(ax, speed, reflex.catch_angle_deg(speed, tone), tone, kind, **where)
    ax.set(xlim=(0, 420), ylim=(20, 150), yticks=(20, 60, 100, 150))
    ax.set(xlabel="speed of the stretch (°/s)", ylabel="angle of the catch (°)")


def catch_by_speed_words():
    """Say in one sentence what `catch_by_speed` shows."""
    tests = [reflex.PARAMETERS[name].value for name in ("slow_test_deg_s", "fast_test_deg_s")]
    angles = "; ".join(
        f"{tone} tone {' and '.join(f'{angle:.0f}°' for angle in reflex.catch_angle_deg(tests, tone))}"
        for tone in ("mild", "moderate", "severe")
    )
    return (
        f"The faster the stretch, the sooner the catch. At {tests[0]:g} and {tests[1]:g}° a second, about the speeds "
        f"of a slow and of a fast test at the leg: {angles}. Healthy tone never catches."
    )


def rotation_and_catch(ax):
    """Draw from which frequency on a rhythmic turn catches, over its size, with the dose of the exercise."""
    size, frequency = np.linspace(1, 40, 118), np.linspace(0, 2, 401)
    for tone, kind, where in (
        ("mild", "model", {}), ("moderate", "second", {}), ("severe", "third", {"at": 55, "xytext": (4, 8)}),
    ):  # fmt: skip
        catches = reflex.rotation(size, frequency[:, None], tone)[1]
        first = np.where(catches.any(axis=0), frequency[catches.argmax(axis=0)], np.nan)
        chart.line(ax, size, first, tone, kind, **where)
    (small, large), often = RHYTHM["amplitude_deg"], RHYTHM["frequency_hz"]
    ax.plot([small, large], [often, often], color=PALETTE["ink"], lw=5, solid_capstyle="butt")
    ax.annotate("the exercise", (small, often), xytext=(0, -7), textcoords="offset points", ha="left", va="top")
    ax.text(0, 2.06, "above its line, the tone catches", ha="left", va="bottom", color=PALETTE["quiet"])
    ax.set(xlim=(0, 40), ylim=(0, 2), xlabel="turn to each side (°)", ylabel="full turns in a second (Hz)")


def rotation_and_catch_words():
    """Say in one sentence what `rotation_and_catch` shows."""
    ends, often = RHYTHM["amplitude_deg"], RHYTHM["frequency_hz"]
    speeds = [reflex.rotation(end, often)[0] for end in ends]
    tones = [tone for tone in reflex.TONES if reflex.rotation(ends[1], often, tone)[1]]
    return (
        f"Each line is where a rhythmic turn of the model's elbow begins to catch. Turns as large and fast as the "
        f"exercise, {ends[0]} to {ends[1]}° to each side in 4 s, reach {speeds[0]:.0f} to {speeds[1]:.0f}° a second, "
        f"and the largest catch there in {tones[0]} tone; a trunk may catch at other angles."
    )


def loop_in_time(ax, *, gain, theory="vicious cycle"):
    """Draw pain and spasm over time in one theory, for one gain of the loop.

    Parameters
    ----------
    ax : matplotlib Axes
    gain : float
        Loop gain K.
    theory : str
        As for `reflex.spasm_loop`.
    """
    time = np.linspace(0, LASTS, 201)
    pain, spasm = reflex.spasm_loop(gain, time, theory=theory)
    ax.axhline(0, color=PALETTE["line"], lw=0.8)
    kept = max(pain[-1], spasm[-1]) <= MOST_PAIN
    last = -1 if kept else np.flatnonzero(pain > MOST_PAIN)[0] - 1
    beside = {"at": last} if kept else {"at": last, "ha": "right"}
    chart.line(ax, time, pain, "pain", "second", **beside | {"xytext": (5, 5) if kept else (-10, 8)})
    chart.line(
        ax,
        time,
        spasm,
        "activity of the\npainful muscle",
        "model",
        **beside | {"xytext": (5, -13) if kept else (14, -62)},
    )
    ax.set(
        xlim=(0, LASTS), ylim=(-0.55, MOST_PAIN + 0.1), yticks=(0, 1, 2), xlabel="time (1 = time constant of the spasm)"
    )
    ax.set_ylabel("pain, and activity above usual\n(1 = the first pain)")


def loop_in_time_words(*, gain, theory="vicious cycle"):
    """Say in one sentence what `loop_in_time` shows."""
    time = np.linspace(0, LASTS, 201)
    pain, _ = reflex.spasm_loop(gain, time, theory=theory)
    gone = np.flatnonzero(pain < 0.1)
    lasts = (
        f"pain is down to a tenth after {time[gone[0]]:.0f}"
        if gone.size
        else f"pain {'has grown to' if pain[-1] > 1 else 'is still'} {pain[-1]:.2g} of the first after {LASTS}"
    )
    muscle = {
        "vicious cycle": f"the painful muscle tightens and {'drives' if gain > 1 else 'keeps'} the pain up"
        if gain >= 1
        else "the painful muscle tightens, then eases",
        "pain adaptation": "the painful muscle works less than usual, and the gain plays no part",
        "redistribution": "other muscles take over, so that the gain plays no part",
    }[theory]
    end = "An idea in numbers, not a measurement."
    return f"Theory “{theory}”, loop gain {gain:g}: {lasts} units of time; {muscle}. {end}"


def against_published(ax):
    """Draw what makes a fast stretch harder in the model, over how much its reflex grows, with the measured shares."""
    growth = np.linspace(0.001, 0.1, 100)
    gain, threshold = reflex.speed_shares(gain_growth_s=growth)
    chart.line(ax, growth, gain, "stronger reflex")
    chart.line(ax, growth, threshold, "earlier threshold", "second")
    chosen = reflex.PARAMETERS["gain_growth_s"].value
    chart.published(ax, chosen, reflex.PUBLISHED["mcpherson2018_gain_moderate"], "measured", xytext=(8, -6))
    chart.published(ax, chosen, reflex.PUBLISHED["mcpherson2018_threshold_moderate"], "measured", xytext=(8, -8))
    ax.set(xlim=(0, 0.1), ylim=(0, 1.05), yticks=(0, 0.5, 1), xlabel="growth of the reflex with speed, γ (s/°)")
    ax.set_ylabel("share of the growth\nof resistance")


def against_published_words():
    """Say in one sentence what `against_published` shows."""
    entries = reflex.PUBLISHED
    pairs = {
        tone: [entries[f"mcpherson2018_{name}_{tone}"] for name in ("gain", "threshold")]
        for tone in ("moderate", "mild")
    }
    measured = " and ".join(f"{entry.value:.0%}" for entry in pairs["moderate"])
    ours, mild = (" and ".join(f"{entry.model():.0%}" for entry in pairs[tone]) for tone in pairs)
    return (
        f"Of what makes a fast stretch harder, {measured} went with a stronger reflex and an earlier threshold at the "
        f"elbow of 13 people. The model gives {ours} in moderate tone, for which we chose γ so, and misses with {mild} "
        "in mild tone."
    )
