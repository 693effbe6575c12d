"""Heat from a pack on the skin: how warm each depth becomes, minute by minute.

Pennes' equation of 1948 for skin, fat and muscle, in one dimension from the skin inwards:

``ρ c ∂T/∂t = ∂/∂x (k ∂T/∂x) + w ρ_b c_b (T_a − T) + q_m``

Heat is conducted, blood of 37 °C carries it off, metabolism adds a little. Before the pack the skin loses heat to the
air and everything is at rest; under the pack the skin's surface goes to the pack's temperature; afterwards it is bare
again.

>>> bool(temperature_c(10, 15) - temperature_c(10, 0) < 2.5)      # 1 cm deep it warms by about 2 °C, no more
True

What it cannot say. The tissue values are recalled and vary between people; the blood flow stays as it is, while real
skin and muscle open their vessels when warm; the pack keeps its temperature, while a real one cools. Measured warming
differs widely between studies, and the model agrees with one of them and not with others: `PUBLISHED` has both.
"""

import math
from itertools import pairwise

import numpy as np

from trunkcare_lib.models.slab import Slab
from trunkcare_lib.parameter import Parameter, together
from trunkcare_lib.published import Published

MINUTE_S = 60
CELL_MM = 0.15
"""Width of the grid's cells at the skin [mm]; deeper they are wider, as the temperature evens out."""
GROWTH = 0.05
"""By how much wider a cell is, as a share of its depth."""
DEEP_MM = 50
LAYERS = ("skin", "fat", "muscle")
PARAMETERS = {
    "depth_mm": Parameter(10, "mm", 0, DEEP_MM, "depth below the skin's surface", "course"),
    "time_min": Parameter(15, "min", 0, 600, "time since the pack was put on", "course"),
    "pack_c": Parameter(42, "°C", 37, 50, "temperature of the skin's surface under the pack", "course"),
    "fat_mm": Parameter(7, "mm", 1, 30, "thickness of the fat under the skin", "course"),
    "heating_min": Parameter(15, "min", 0, 600, "time for which the pack stays on", "course"),
    "muscle_perfusion_per_s": Parameter(
        6.7e-4, "1/s", 0, 3e-3, "blood flow through muscle, as volume of blood per volume of muscle", "itis", "recalled"
    ),
    "contact_s": Parameter(120, "s", 30, 600, "time in which the skin comes two thirds of the way", "course"),
    "skin_mm": Parameter(2, "mm", 1, 4, "thickness of the skin", "itis", "recalled"),
    "temperature_c": Parameter(42, "°C", 20, 60, "temperature of the skin", "course"),
    "blood_c": Parameter(37, "°C", 36, 38, "temperature of the blood, and 5 cm deep", "course", "recalled"),
    "air_c": Parameter(24, "°C", 10, 35, "temperature of the air", "course"),
    "loss_w_m2k": Parameter(10, "W/(m² K)", 0, 50, "heat that bare skin loses to the air", "course", "recalled"),
    "break_c": Parameter(43, "°C", 42, 44, "where each degree more doubles the heat load", "sapareto1984", "recalled"),
    "rate_above": Parameter(0.5, "", 0.1, 1, "time for one load, a degree more: above it", "sapareto1984", "recalled"),
    "rate_below": Parameter(0.25, "", 0.1, 1, "time for one load, a degree more: below it", "sapareto1984", "recalled"),
    "blood_j_m3k": Parameter(1050 * 3617, "J/(m³ K)", 3e6, 5e6, "heat that blood carries", "itis", "recalled"),
}  # fmt: skip
TISSUE = {
    "conductivity_w_mk": ("W/(m K)", 0.1, 1, "conductivity of {}", {"skin": 0.37, "fat": 0.21, "muscle": 0.49}),
    "capacity_j_m3k": (
        "J/(m³ K)", 1e6, 6e6, "heat that {} stores",
        {"skin": 1109 * 3391, "fat": 911 * 2348, "muscle": 1090 * 3421},
    ),
    "metabolism_w_m3": ("W/m³", 0, 5000, "heat that {} makes at rest", {"skin": 1830, "fat": 465, "muscle": 990}),
    "perfusion_per_s": ("1/s", 0, 1e-2, "blood flow through {}, as volume per volume", {"skin": 2e-3, "fat": 5e-4}),
}  # fmt: skip
PARAMETERS |= {
    f"{layer}_{name}": Parameter(value, unit, low, high, meaning.format(layer), "itis", "recalled")
    for name, (unit, low, high, meaning, values) in TISSUE.items()
    for layer, value in values.items()
}


def temperature_c(
    depth_mm,
    time_min,
    *,
    pack_c=PARAMETERS["pack_c"].value,
    fat_mm=PARAMETERS["fat_mm"].value,
    heating_min=None,
    muscle_perfusion_per_s=PARAMETERS["muscle_perfusion_per_s"].value,
    contact_s=PARAMETERS["contact_s"].value,
):
    """Temperature at depths and times under a hot pack, and after it.

    Parameters
    ----------
    depth_mm : float or array_like
        Depth below the skin's surface; 0 is the skin. [mm]
    time_min : float or array_like
        Time since the pack was put on. [min]
    pack_c : float
        Temperature that the skin's surface reaches under the pack: lower than the pack's own where a towel lies
        between. [°C]
    fat_mm : float
        Thickness of the fat. [mm]
    heating_min : float, optional
        When the pack is taken off; without it, it stays on. [min]
    muscle_perfusion_per_s : float
        Blood flow through muscle at rest. [1/s]
    contact_s : float
        Time constant with which the skin's surface follows the pack. [s]

    Returns
    -------
    array of float, shape of `depth_mm` followed by that of `time_min`
        [°C]

    Raises
    ------
    ValueError
        If an argument is not a number of its range.

    Notes
    -----
    Exact in time (`Slab`); halving the cells changes no answer by more than 0.02 °C. Equation: pennes1948; tissue
    values: itis, recalled. Valid for a person at rest with intact blood flow, and a large flat pack.

    >>> float(temperature_c(0, 60).round(2))          # by then the skin is as warm as the pack
    42.0
    """
    depth = PARAMETERS["depth_mm"].array("depth_mm", depth_mm)
    time = PARAMETERS["time_min"].array("time_min", time_min) * MINUTE_S
    pack_c = PARAMETERS["pack_c"].one("pack_c", pack_c)
    fat_mm = PARAMETERS["fat_mm"].one("fat_mm", fat_mm)
    flow = PARAMETERS["muscle_perfusion_per_s"].one("muscle_perfusion_per_s", muscle_perfusion_per_s)
    contact_s = PARAMETERS["contact_s"].one("contact_s", contact_s)
    end = np.inf if heating_min is None else PARAMETERS["heating_min"].one("heating_min", heating_min) * MINUTE_S

    slab, loss = _slab(fat_mm, flow), PARAMETERS["loss_w_m2k"].value
    rest = slab.at_rest(loss, PARAMETERS["air_c"].value)
    times = time.ravel()
    on = times <= end
    warmer = np.empty((rest.size, times.size))
    warmer[:, on] = slab.covered(pack_c - rest[0], contact_s, times[on])
    if not on.all():
        last = slab.covered(pack_c - rest[0], contact_s, np.array([end]))[:, 0]
        warmer[:, ~on] = slab.bare(last, loss, times[~on] - end)
    found = rest[:, None] + warmer
    place = np.interp(depth.ravel(), 1000 * slab.x, np.arange(rest.size))
    below = np.minimum(place.astype(int), rest.size - 2)
    share = (place - below)[:, None]
    found = (1 - share) * found[below] + share * found[below + 1]
    return found.reshape(depth.shape + time.shape)[()]


def cem43_min(temperature_c, time_min):
    """Thermal dose: for how many minutes at 43 °C the heating so far counts.

    Parameters
    ----------
    temperature_c : float or array_like
        Temperature of the skin at each time. [°C]
    time_min : float or array_like
        Times, rising along the last axis, in a shape that fits that of the temperatures; before the first time the
        temperature is taken to be as at the first. A single number: how long each temperature lasts. [min]

    Returns
    -------
    array of float
        Cumulative equivalent minutes, at each time. [min at 43 °C]

    Raises
    ------
    ValueError
        If an argument is not a number of its range, the shapes do not fit, or the times do not rise.

    Notes
    -----
    ``∫ R^(43 − T) dt`` with R = 0.5 from 43 °C upwards and 0.25 below (sapareto1984, recalled). Made for tissue in
    the treatment of cancer; what dose burns whose skin it does not say.

    >>> float(cem43_min(44, 15))
    30.0
    """
    skin_c = PARAMETERS["temperature_c"].array("temperature_c", temperature_c)
    time = PARAMETERS["time_min"].array("time_min", time_min)
    limit, above, below = (PARAMETERS[name].value for name in ("break_c", "rate_above", "rate_below"))
    rate = np.where(skin_c >= limit, above, below) ** (limit - skin_c)
    if not time.ndim:
        return rate * time
    rate, time = together(temperature_c=rate, time_min=time)
    steps = np.diff(time, axis=-1, prepend=0)
    if (steps < 0).any():
        raise ValueError("time_min falls, but must rise from one time to the next (time since the pack was put on).")
    before = np.concatenate([rate[..., :1], rate[..., :-1]], axis=-1)
    return np.cumsum((rate + before) / 2 * steps, axis=-1)


def _slab(fat_mm, muscle_perfusion_per_s):
    """Skin, fat and muscle in cells that are narrow at the skin."""
    value = {name: parameter.value for name, parameter in PARAMETERS.items()}
    value["muscle_perfusion_per_s"] = muscle_perfusion_per_s
    ends_mm = np.cumsum([0, value["skin_mm"], fat_mm, DEEP_MM - value["skin_mm"] - fat_mm])
    layers, width_mm = [], []
    for layer, (top, end) in zip(LAYERS, pairwise(np.log1p(ends_mm * GROWTH / CELL_MM)), strict=True):
        cells = math.ceil((end - top) / GROWTH)
        layers += [layer] * cells
        width_mm = np.append(width_mm, np.diff(np.expm1(np.linspace(top, end, cells + 1)) * CELL_MM / GROWTH))
    conductivity, capacity, perfusion, source = (
        np.array([value[f"{layer}_{name}"] for layer in layers])
        for name in ("conductivity_w_mk", "capacity_j_m3k", "perfusion_per_s", "metabolism_w_m3")
    )
    return Slab(width_mm / 1000, conductivity, capacity, perfusion * value["blood_j_m3k"], source, value["blood_c"])


def _warming(depth_mm, time_min, **conditions):
    rest, warm = temperature_c(depth_mm, [0, time_min], **conditions)
    return float(warm - rest)


PUBLISHED = {
    "hawkes2013": Published(
        "warming 1 cm deep in the calf after 30 min, with 7.2 mm of fat (model: 7)", 2.82, (1.92, 3.72), "°C",
        "hawkes2013", "measured", lambda: _warming(10, 30), "standard deviation",
    ),
    "petrofsky_mra": Published(
        "warming of the thigh muscle under a hot water pack", 0.4, None, "°C", "petrofsky_mra", "measured",
        lambda: _warming(20, 20), miss="The depth and the time of this value were not seen; we took 2 cm and 20 min.",
    ),
    "draper1998_1cm": Published(
        "warming 1 cm deep after 15 min (Draper 1998)", 3.8, None, "°C", "course", "recalled", lambda: _warming(10, 15),
        miss="The model warms half as much. The value is recalled and the pack is not known to us; do not rely on it.",
    ),
    "draper1998_3cm": Published(
        "warming 3 cm deep after 15 min (Draper 1998)", 0.74, None, "°C", "course", "recalled",
        lambda: _warming(30, 15),
        miss="The model warms a seventh of it. The value is recalled; do not rely on it.",
    ),
}  # fmt: skip
