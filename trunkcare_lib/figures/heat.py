"""Pictures of a hot pack on the skin: how deep the warmth goes, how long it takes, how much the skin bears."""

import numpy as np

from trunkcare_lib.figures import chart
from trunkcare_lib.models import heat
from trunkcare_lib.palette import PALETTE

DEPTHS_MM = (10, 20, 30)
INTO_MUSCLE_MM = {"where the muscle begins": 0, "1 cm into the muscle": 10}
SHOWN_MM = 40
LAYERS = {"skin": "skin", "fat": "belly", "muscle": "muscle_quiet"}


def warming_by_depth(ax, *, time_min, fat_mm=heat.PARAMETERS["fat_mm"].value, heating_min=15, pack_c=42):
    """Draw the temperature from the skin inwards at one time, above that before the pack.

    Parameters
    ----------
    ax : matplotlib Axes
    time_min, fat_mm, heating_min, pack_c : float
        As for `heat.temperature_c`.
    """
    depth = np.linspace(0, SHOWN_MM, 161)
    rest, now = heat.temperature_c(depth, [0, time_min], pack_c=pack_c, fat_mm=fat_mm, heating_min=heating_min).T
    ends = [0, heat.PARAMETERS["skin_mm"].value, heat.PARAMETERS["skin_mm"].value + fat_mm, SHOWN_MM]
    for (layer, colour), left, right in zip(LAYERS.items(), ends[:-1], ends[1:], strict=True):
        ax.fill_between([left, right], 43.2, 44, color=PALETTE[colour], lw=0)
        ax.text(max((left + right) / 2, 4.2 if left else 0), 44.1, layer, ha="center", va="bottom")
        ax.plot([right, right], [32, 44], color=PALETTE["line"], lw=0.6)
    ax.fill_between(depth, rest, now, color=PALETTE["work"], alpha=0.25, lw=0)
    chart.line(ax, depth, rest, "before", "third", at=50, xytext=(0, -11), ha="center")
    chart.line(ax, depth, now)
    pack = "pack off" if time_min > heating_min else "pack on" if time_min else "before the pack"
    ax.text(SHOWN_MM - 1, 42.9, f"{time_min:g} min, {pack}" if time_min else pack, ha="right", va="top")
    ax.set(xlim=(0, SHOWN_MM), ylim=(32, 44), xlabel="depth below the skin (mm)", ylabel="temperature (°C)")


def warming_by_depth_words(*, time_min, fat_mm=heat.PARAMETERS["fat_mm"].value, heating_min=15, pack_c=42):
    """Say in one sentence what `warming_by_depth` shows."""
    depths = [0, *DEPTHS_MM]
    rest, now = heat.temperature_c(depths, [0, time_min], pack_c=pack_c, fat_mm=fat_mm, heating_min=heating_min).T
    off_min = time_min - heating_min
    pack = f"after {time_min:g} min" + (
        " under the pack" if off_min <= 0 else f", the last {off_min:g} without the pack"
    )
    if time_min == 0:
        return f"With {fat_mm:g} mm of fat, before the pack: the skin is at {now[0]:.1f} °C, and nothing is warmer yet."
    begins = fat_mm + heat.PARAMETERS["skin_mm"].value
    warmer = ", ".join(
        f"{_degrees(rise)} at {mm / 10:g} cm ({'muscle' if mm >= begins else 'still fat'})"
        for mm, rise in zip(depths[1:], (now - rest)[1:], strict=True)
    )
    skin = f"With {fat_mm:g} mm of fat, {pack}: the skin is at {now[0]:.1f} °C"
    return f"{skin}; deeper it is warmer than before by {warmer}."


def warming_in_time(ax, *, fat_mm=heat.PARAMETERS["fat_mm"].value, heating_min=15):
    """Draw how much warmer the muscle becomes, minute by minute, with the pack's minutes marked."""
    time, found = _in_muscle(fat_mm, heating_min)
    ax.axvspan(0, heating_min, color=PALETTE["rest"], lw=0)
    ax.text(0.7, 4.9, "pack on", ha="left", va="top")
    for kind, column in zip(chart.LINES, found, strict=False):
        chart.line(ax, time, column - column[0], kind=kind)
    chart.key(ax, dict(zip(INTO_MUSCLE_MM, chart.LINES, strict=False)))
    ax.set(xlim=(0, time[-1]), ylim=(0, 5), xlabel="time since the pack was put on (min)")
    ax.set_ylabel("warmer than before (°C)")


def warming_in_time_words(*, fat_mm=heat.PARAMETERS["fat_mm"].value, heating_min=15):
    """Say in one sentence what `warming_in_time` shows."""
    time, found = _in_muscle(fat_mm, heating_min)
    most = "; ".join(
        f"{where} at most by {_degrees(column.max() - column[0])}, after {time[column.argmax()]:.0f} min"
        for where, column in zip(INTO_MUSCLE_MM, found, strict=True)
    )
    return f"With {fat_mm:g} mm of fat and the pack on for {heating_min:g} min, it gets warmer: {most}."


def skin_dose(ax):
    """Draw how the heat load (thermal dose) of the skin grows at temperatures from 42 to 45 °C."""
    time = np.linspace(0, 30, 61)
    for skin_c, kind in ((42, "model"), (43, "third"), (44, "fourth"), (45, "second")):
        hot = "" if skin_c == 42 else ": too hot"
        chart.line(ax, time, heat.cem43_min(skin_c, time), f"skin at {skin_c} °C{hot}", kind)
    ax.set(xlim=(0, 30), ylim=(0, 120), xlabel="time at this skin temperature (min)")
    ax.set_ylabel("heat load on the skin\n(counts as min at 43 °C)")


def skin_dose_words():
    """Say in one sentence what `skin_dose` shows."""
    low, high = (heat.cem43_min(skin_c, 15) for skin_c in (42, 45))
    return (
        f"The hotter the skin, the faster the load grows: 15 minutes load it like {low:.0f} minutes at 43 °C if it is "
        f"at 42 °C, but like {high:.0f} minutes if it is at 45 °C. This is a warning, not a recipe."
    )


def against_published(ax):
    """Draw the model's warming at 1 and 3 cm, for usual and for low blood flow, with what was measured."""
    time = np.linspace(0, 30, 61)
    for kind, mm, flow, words in (
        ("model", 10, 6.7e-4, "model, 1 cm"), ("third", 10, 3e-4, "model, 1 cm,\nlow blood flow"),
        ("second", 30, 6.7e-4, "model, 3 cm"),
    ):  # fmt: skip
        warm = heat.temperature_c(mm, time, muscle_perfusion_per_s=flow)
        chart.line(
            ax,
            time,
            warm - warm[0],
            words,
            kind,
            at=40 if flow < 5e-4 else -1,
            **({"xytext": (-6, 8), "ha": "right"} if flow < 5e-4 else {}),
        )
    chart.published(ax, 30, heat.PUBLISHED["hawkes2013"], "calf, 1 cm", xytext=(8, 6))
    chart.published(ax, 15, heat.PUBLISHED["draper1998_1cm"], "1 cm, recalled")
    chart.published(ax, 15, heat.PUBLISHED["draper1998_3cm"], "3 cm, recalled")
    ax.set(xlim=(0, 31), ylim=(0, 4.2), xlabel="time under the pack (min)", ylabel="warmer than before (°C)")


def against_published_words():
    """Say in one sentence what `against_published` shows."""
    calf, near, deep = (heat.PUBLISHED[name] for name in ("hawkes2013", "draper1998_1cm", "draper1998_3cm"))
    return (
        f"After 30 min the model is {calf.model():.1f} °C warmer 1 cm deep; in calves {calf.value:.1f} ± 0.9 °C was "
        f"measured. Other values, recalled and unchecked, are {near.value:g} °C at 1 cm and {deep.value:g} °C at 3 cm "
        f"after 15 min, where the model gives {near.model():.1f} and {deep.model():.1f}."
    )


def _in_muscle(fat_mm, heating_min):
    """Minutes, and the temperatures where the muscle begins and deeper."""
    time = np.linspace(0, min(max(60, heating_min + 30), heat.PARAMETERS["time_min"].high), 121)
    begins = heat.PARAMETERS["skin_mm"].value + fat_mm
    depths = [begins + mm for mm in INTO_MUSCLE_MM.values()]
    return time, heat.temperature_c(depths, time, fat_mm=fat_mm, heating_min=heating_min)


def _degrees(rise):
    return f"{max(rise, 0):.1f} °C" if rise >= 0.05 or rise < 1e-9 else "less than 0.1 °C"
