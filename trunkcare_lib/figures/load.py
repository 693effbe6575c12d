"""Pictures of the load on the low back: bending and lifting, reaching, exercises beside what was published."""

from dataclasses import replace

import numpy as np
from matplotlib.patches import Rectangle

from trunkcare_lib.figures import chart, person, props
from trunkcare_lib.models import load
from trunkcare_lib.models.pose import POSES, box, joints, named
from trunkcare_lib.palette import PALETTE

LEAN = np.linspace(0, 90, 46)
REACH = np.linspace(0, 60, 61)
LIMIT = load.VALUE["action_limit_n"]
LIFTS = {"model": 20, "second": 10, "third": 0}
GAUGE_N, GAUGE_HIGH, GAUGE_WIDE = 4000, 0.95, 0.13
"""What the top of the bar stands for; its height and width in body heights."""
KNOWN = {"bird-dog": "bird_dog", "bird-dog-leg": "bird_dog_leg", "side-plank": "side_bridge"}
ON_FEET = {"side-plank"}
"""Poses whose published value is of a harder version: no gap is drawn to it."""
CALLED = {
    "quadruped": "on hands and knees", "bird-dog-leg": "one leg lifted", "bird-dog": "bird-dog", "bridge": "bridge",
    "side-plank": "side plank on the knees",
}  # fmt: skip


def bending(ax, *, flexion_deg, hand_load_kg=0):
    """Draw a person who leans forwards, with a load in the hands, beside the squeeze of the low back.

    Parameters
    ----------
    ax : matplotlib Axes
    flexion_deg, hand_load_kg : float
        As for `load.lumbar_compression_n`.
    """
    pose = _leaning(flexion_deg)
    at = joints(pose)
    props.limits(ax, -0.42, 1.32, -0.04, 1.08)
    _floor(ax, -0.4, 0.55)
    person.draw(ax, pose, {})
    if hand_load_kg:
        x, y = np.add(at["wrist"], (0, -0.07))
        look = {"fc": PALETTE["prop"], "ec": PALETTE["ink"], "lw": 1}
        ax.add_artist(Rectangle((x - 0.085, y - 0.055), 0.17, 0.11, **look))
        ax.text(x, y, f"{hand_load_kg:g} kg", ha="center", va="center", size=10)
    lean = np.radians(flexion_deg)
    forwards, up = np.array([np.sin(lean), np.cos(lean)]), np.array([-np.cos(lean), np.sin(lean)])
    hinge = np.array(at["pelvis"]) + load.VALUE["hinge"] * forwards
    _muscle(ax, hinge, forwards, up, flexion_deg, hand_load_kg)
    whole = load.lumbar_compression_n(flexion_deg, hand_load_kg=hand_load_kg)
    weight = whole - load.moment_nm(flexion_deg, hand_load_kg=hand_load_kg) / (load.VALUE["lever_arm_cm"] / 100)
    _gauge(ax, 0.62, weight, whole)
    high = GAUGE_HIGH * LIMIT / GAUGE_N
    ax.plot([0.59, 0.78], [high, high], color=PALETTE["wrong"], lw=1.6, ls=(0, (4, 2)))
    ax.text(0.8, high, f"{LIMIT} N: action\nline, 1981", va="center", size=10)


def bending_words(*, flexion_deg, hand_load_kg=0):
    """Say in one sentence what `bending` shows."""
    whole = load.lumbar_compression_n(flexion_deg, hand_load_kg=hand_load_kg)
    pull = load.moment_nm(flexion_deg, hand_load_kg=hand_load_kg) / (load.VALUE["lever_arm_cm"] / 100)
    lean = f"leaning forwards by {flexion_deg:g}°" if flexion_deg else "upright"
    held = f"with {hand_load_kg:g} kg in the hands" if hand_load_kg else "with empty hands"
    muscles = f"the back muscles pull with {_newton(pull)}" if pull > 1 else "the model's muscles need not pull"
    over = f", above the action line of 1981 ({LIMIT} N), which is no border of safety" if whole > LIMIT else ""
    return (
        f"A person of 70 kg {lean}, {held}: {muscles}, and the low back is squeezed with {_newton(whole)}, the weight "
        f"of {whole / load.G_M_S2:.0f} kg{over}."
    )


def squeeze_by_lean(ax, *, lever_arm_cm=load.VALUE["lever_arm_cm"]):
    """Draw the squeeze of the low back against the lean of the trunk, for loads of 0, 10 and 20 kg."""
    for kind, mass in LIFTS.items():
        squeeze = load.lumbar_compression_n(LEAN, hand_load_kg=mass, lever_arm_cm=lever_arm_cm)
        chart.line(ax, LEAN, squeeze, f"{mass} kg" if mass else "empty hands", kind)
    _limit(ax, 1)
    ax.set(xlim=(0, 90), ylim=(0, 5000), xticks=range(0, 91, 15))
    ax.set(xlabel="lean of the trunk from upright (°)", ylabel="squeeze (N)")


def squeeze_by_lean_words(*, lever_arm_cm=load.VALUE["lever_arm_cm"]):
    """Say in one sentence what `squeeze_by_lean` shows."""
    empty, full = (
        [_newton(load.lumbar_compression_n(lean, hand_load_kg=mass, lever_arm_cm=lever_arm_cm)) for lean in (0, 60)]
        for mass in (0, 20)
    )
    said = f"{empty[0]} upright and {empty[1]} at 60°; with 20 kg it is {full[0]} and {full[1]}"
    return f"With a lever of {lever_arm_cm:g} cm the squeeze with empty hands is {said}; it hardly grows beyond 75°."


def squeeze_by_reach(ax, *, flexion_deg=0):
    """Draw the squeeze against how far a load is held in front of the body, for 5, 10 and 20 kg."""
    for kind, mass in (("model", 20), ("second", 10), ("third", 5)):
        squeeze = load.lumbar_compression_n(flexion_deg, hand_load_kg=mass, reach_cm=REACH)
        chart.line(ax, REACH, squeeze, f"{mass} kg", kind)
    _limit(ax, 0.5)
    ax.set(xlim=(0, 60), ylim=(0, 4000), xlabel="load held further forwards by (cm)", ylabel="squeeze (N)")


def squeeze_by_reach_words(*, flexion_deg=0):
    """Say in one sentence what `squeeze_by_reach` shows."""
    near, far, light = (
        _newton(load.lumbar_compression_n(flexion_deg, hand_load_kg=mass, reach_cm=reach))
        for mass, reach in ((20, 10), (20, 50), (10, 50))
    )
    lean = f"Leaning by {flexion_deg:g}°" if flexion_deg else "Upright"
    return (
        f"{lean}, 20 kg give {near} held 10 cm forwards and {far} held 50 cm forwards; half the load at 50 cm still "
        f"gives {light}."
    )


def exercise(ax, *, pose):
    """Draw an exercise beside the squeeze that balance alone asks for, and what was published.

    Parameters
    ----------
    ax : matplotlib Axes
    pose : str
        A pose whose load the model can tell.
    """
    left, right, *_ = box([pose])
    props.limits(ax, -0.78, 1.25, -0.16, 0.98)
    middle = -0.1 - (left + right) / 2
    if named(pose).view == "front":  # one looks down on the mat a little
        ax.add_artist(Rectangle((-0.76, -0.15), 1.32, 0.31, fc=PALETTE["mat"], ec=PALETTE["line"], lw=1))
    else:
        _floor(ax, -0.76, 0.56)
    person.draw(ax, replace(named(pose), at=np.add(named(pose).at, (middle, 0))), {})
    whole = load.pose_compression_n(pose)
    _gauge(ax, 0.62, 0, whole, "balance\nalone")
    if pose in ON_FEET:
        entry = load.PUBLISHED[KNOWN[pose]]
        chart.published(ax, 0.62 + GAUGE_WIDE / 2, _scaled(entry))
        ax.text(0.78, _scaled(entry).value, f"published, probably\non the feet:\n{_range(entry)}", va="center", size=10)
    elif entry := load.PUBLISHED.get(KNOWN.get(pose)):
        low, high = (number * GAUGE_HIGH / GAUGE_N for number in (whole, entry.value))
        look = {"fc": PALETTE["rest"], "ec": PALETTE["ink"], "lw": 1, "ls": (0, (3, 2))}
        ax.add_artist(Rectangle((0.62, low), GAUGE_WIDE, high - low, **look))
        chart.published(ax, 0.62 + GAUGE_WIDE / 2, _scaled(entry))
        ax.text(0.78, (low + high) / 2, "muscles that\nwork against\neach other", va="center", size=10)
        ax.text(0.78, high + 0.03, f"published:\n{_range(entry)}", va="bottom", size=10)


def exercise_words(*, pose):
    """Say in one sentence what `exercise` shows."""
    moment, whole = load.pose_moment_nm(pose), load.pose_compression_n(pose)
    side = "sideways" if named(pose).view == "front" else "forwards" if moment > 0 else "backwards"
    entry = load.PUBLISHED.get(KNOWN.get(pose))
    beside = "we know of no published value"
    if pose in ON_FEET:
        beside = f"the published {_range(entry)} is for a side plank that was probably on the feet, which asks for more"
    elif entry:
        gap = "the gap is mostly muscles that work against each other to keep the trunk still"
        beside = f"published: {_range(entry)}; {gap}"
    return (
        f"{CALLED.get(pose, pose).capitalize()}: weight and floor bend the low back {side} with {abs(moment):.0f} N m; "
        f"balance alone asks for {_newton(whole)}; {beside}."
    )


def against_published(ax):
    """Draw for each exercise the model's squeeze, the published one, and the gap between them."""
    for row, pose in enumerate(CALLED):
        whole, entry = load.pose_compression_n(pose), load.PUBLISHED.get(KNOWN.get(pose))
        ax.barh(row, whole, 0.5, color=PALETTE["work"])
        if entry:
            if pose not in ON_FEET:
                ax.barh(row, entry.value - whole, 0.5, whole, fc=PALETTE["rest"], ec=PALETTE["line"], ls="--")
            ax.plot(entry.spread or (entry.value,) * 2, (row, row), color=PALETTE["ink"], lw=1.4, marker="|", ms=8)
            if pose in ON_FEET:
                ax.text(entry.value - 130, row, "on the feet?", va="center", ha="right", size=10)
            chart.point(ax, entry.value, row, recalled=entry.tag != "measured")
        else:
            ax.text(whole + 60, row, "no published value known", color=PALETTE["quiet"], va="center", size=10)
    ax.text(0, -0.55, "balance alone", color=PALETTE["work"], va="bottom", size=10)
    ax.text(1400, 1.5, "muscles against each other", va="center", ha="center", size=10)
    ax.set(xlim=(0, 3200), yticks=range(len(CALLED)), yticklabels=list(CALLED.values()))
    ax.set(xlabel="squeeze of the low back (N)")
    ax.tick_params(axis="y", length=0)
    ax.invert_yaxis()


def against_published_words():
    """Say in one sentence what `against_published` shows."""
    said = "; ".join(
        f"{CALLED[pose]} {_newton(load.pose_compression_n(pose))}, "
        + ("beside a published {}, probably on the feet" if pose in ON_FEET else "published {}").format(
            _range(load.PUBLISHED[key])
        )
        for pose, key in KNOWN.items()
    )
    return f"What balance alone asks for is far below what was published: {said}."


def _newton(force):
    return f"{float(f'{force:.3g}'):.0f} N"


def _range(entry):
    return "{} to {} N".format(*entry.spread) if entry.spread else f"{entry.value} N"


def _scaled(entry):
    share = GAUGE_HIGH / GAUGE_N
    spread = tuple(number * share for number in entry.spread) if entry.spread else None
    return replace(entry, value=entry.value * share, spread=spread)


def _limit(ax, x):
    ax.axhline(LIMIT, color=PALETTE["wrong"], lw=1.4, ls=(0, (4, 2)))
    ax.text(x, LIMIT + 60, f"{LIMIT} N: action line, 1981", color=PALETTE["wrong"], va="bottom", size=10)


def _floor(ax, left, right):
    ax.plot([left, right], [0, 0], color=PALETTE["line"], lw=1.5, zorder=0)


def _leaning(flexion_deg):
    """Standing with the trunk leaning; the hips go back so that the feet stay under the weight."""
    trunk, leg = 90 - flexion_deg, -90 + 13 * np.sin(np.radians(flexion_deg))
    angles = {"lumbar": trunk, "thorax": trunk, "head": trunk, "upper_arm": -90, "forearm": -88, "hand": -88}
    return replace(POSES["standing"], angles=POSES["standing"].angles | angles | {"thigh": leg, "shank": leg})


def _muscle(ax, hinge, forwards, up, flexion_deg, hand_load_kg):
    """The hinge, the back muscle behind it, and the weight with its lever."""
    pull = load.moment_nm(flexion_deg, hand_load_kg=hand_load_kg)
    behind = hinge + load.VALUE["lever_arm_cm"] / 100 / load.VALUE["height_m"] * up
    start, end = behind - 0.05 * forwards, behind + 0.2 * forwards
    ax.plot(*zip(start, end, strict=True), color=PALETTE["active"], lw=2 + pull / 30, solid_capstyle="round", zorder=5)
    centre = hinge + load.ARM * forwards
    if flexion_deg > 5:
        ax.plot([hinge[0], centre[0]], [hinge[1]] * 2, color=PALETTE["ink"], lw=1.4, ls=(0, (2, 2)), zorder=6)
    ax.annotate("", centre - (0, 0.2), centre, arrowprops={"arrowstyle": "-|>", "color": PALETTE["ink"], "lw": 2})
    ax.plot(*hinge, color=PALETTE["paper"], marker="o", ms=7, mec=PALETTE["ink"], mew=1.6, zorder=7)


def _gauge(ax, x, weight, whole, words=""):
    """A bar of the squeeze: at the bottom what the weight presses, above it what the muscles add."""
    share = GAUGE_HIGH / GAUGE_N
    ax.add_artist(Rectangle((x, 0), GAUGE_WIDE, GAUGE_HIGH, fc="none", ec=PALETTE["line"], lw=1))
    ax.add_artist(Rectangle((x, 0), GAUGE_WIDE, weight * share, fc=PALETTE["rest"], ec=PALETTE["ink"], lw=1))
    colour = PALETTE["work" if words else "active"]
    ax.add_artist(
        Rectangle((x, weight * share), GAUGE_WIDE, (whole - weight) * share, fc=colour, ec=PALETTE["ink"], lw=1)
    )
    if words:
        ax.text(x + 0.16, max(whole * share / 2, 0.07), f"{words}:\n{_newton(whole)}", va="center", size=10)
        return
    ax.text(x, GAUGE_HIGH + 0.025, f"squeeze {_newton(whole)}", va="bottom", weight="bold")
    ax.text(x + 0.16, weight * share / 2, f"weight {_newton(weight)}", va="center", size=10)
    if whole - weight > 250:
        middle = max((whole + weight) / 2 * share, weight * share / 2 + 0.09)
        ax.text(x + 0.16, middle, f"back muscles\n{_newton(whole - weight)}", va="center", size=10)
