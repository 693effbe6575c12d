"""The heat model: two other ways to the same temperatures, limits, directions, and published values."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trunkcare_lib.evidence import CLAIMS
from trunkcare_lib.models import heat
from trunkcare_lib.models.slab import Slab
from trunkcare_lib.models.spasm import RELIEF

DEPTHS_MM = np.linspace(0, 50, 101)
VALUES = {name: parameter.value for name, parameter in heat.PARAMETERS.items()}


def within(name):
    return st.floats(heat.PARAMETERS[name].low, heat.PARAMETERS[name].high)


def warming(depth_mm, time_min, **given_):
    rest, warm = np.moveaxis(heat.temperature_c(depth_mm, [0, time_min], **given_), -1, 0)
    return warm - rest


def marched(minutes, heating_min, *, cell_mm=0.25, step_s=0.1, muscle_perfusion_per_s=6.7e-4):
    """A second way: cells of equal width with the temperature in their middle, stepped forward in time.

    Returns the depths of the cells' middles [mm], the temperatures at rest and after each of `minutes` [°C].
    """
    middle_mm = np.arange(cell_mm / 2, 50, cell_mm)
    layer = np.where(middle_mm < 2, "skin", np.where(middle_mm < 9, "fat", "muscle"))
    own = VALUES | {"muscle_perfusion_per_s": muscle_perfusion_per_s}
    conductivity, capacity, perfusion, made = (
        np.array([own[f"{name}_{what}"] for name in layer])
        for what in ("conductivity_w_mk", "capacity_j_m3k", "perfusion_per_s", "metabolism_w_m3")
    )
    half = cell_mm / 2000 / conductivity
    leads = 1 / (half[:-1] + half[1:])
    blood = perfusion * own["blood_j_m3k"]
    skin_c = None

    def flows(now):
        into = made * cell_mm / 1000 + blood * cell_mm / 1000 * (37 - now)
        between = leads * np.diff(now)
        into[:-1] += between
        into[1:] -= between
        into[-1] += (37 - now[-1]) / half[-1]
        into[0] += (24 - now[0]) / (0.1 + half[0]) if skin_c is None else (skin_c - now[0]) / half[0]
        return into

    unit = np.eye(len(layer))
    without = flows(np.zeros(len(layer)))
    rest = np.linalg.solve(np.array([without - flows(column) for column in unit]).T, without)
    surface = rest[0] + (24 - rest[0]) / (0.1 + half[0]) * half[0]
    now, found = rest.copy(), []
    for step in range(round(60 * max(minutes) / step_s)):
        time_s = step * step_s
        skin_c = 42 + (surface - 42) * math.exp(-time_s / 120) if time_s < 60 * heating_min else None
        now = now + step_s * flows(now) / (capacity * cell_mm / 1000)
        if round((step + 1) * step_s / 60, 6) in minutes:
            found.append(now)
    return middle_mm, rest, found


@pytest.mark.parametrize("flow", [6.7e-4, 3e-4])
def test_temperatures_are_those_of_a_march_in_small_steps(flow):
    minutes = [3, 15, 20]
    middle_mm, rest, found = marched(minutes, 15, muscle_perfusion_per_s=flow)
    ours = heat.temperature_c(middle_mm, [0, *minutes], heating_min=15, muscle_perfusion_per_s=flow)
    assert np.abs(ours - np.array([rest, *found]).T).max() < 0.03


def test_a_thick_slab_without_blood_warms_as_the_error_function_says():
    """Carslaw and Jaeger: a half-space whose surface is suddenly warm has erfc(x / √(4 α t)) of that warmth."""
    cells, alpha = 200, 0.49 / (1090 * 3421)
    one = np.ones(cells)
    slab = Slab(one * 0.05 / cells, 0.49 * one, 1090 * 3421 * one, 0 * one, 0 * one, deep_c=37)
    time_s = np.array([60.0, 300.0, 600.0])
    found = slab.covered(rise=5, lag_s=0.01, time_s=time_s)
    for column, seconds in zip(found.T, time_s, strict=True):
        wanted = [5 * math.erfc(x / math.sqrt(4 * alpha * seconds)) for x in slab.x]
        assert column == pytest.approx(wanted, abs=0.005)


@settings(max_examples=25)
@given(within("fat_mm"), within("muscle_perfusion_per_s"), within("contact_s"), st.sampled_from([None, 0, 10]))
def test_halving_the_cells_changes_no_answer_by_more_than_a_fiftieth_of_a_degree(fat_mm, flow, contact_s, heating_min):
    time_min = [0.05, 0.2, 1, 5, 10, 10.1, 11, 60, 240]
    given_ = {"fat_mm": fat_mm, "muscle_perfusion_per_s": flow, "contact_s": contact_s, "heating_min": heating_min}
    depth_mm = np.linspace(0, 50, 301)
    usual = heat.temperature_c(depth_mm, time_min, pack_c=50, **given_)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(heat, "CELL_MM", heat.CELL_MM / 2)
        patch.setattr(heat, "GROWTH", heat.GROWTH / 2)
        finer = heat.temperature_c(depth_mm, time_min, pack_c=50, **given_)
    assert np.abs(usual - finer).max() <= 0.02


def test_a_skin_at_rest_loses_what_comes_from_within():
    """Conservation: what blood and tissue give the slab, and what comes from 37 °C below, leaves to the air."""
    rest = heat.temperature_c(np.linspace(0, 50, 5001), 0)
    x = np.linspace(0, 0.05, 5001)
    layer = np.where(x < 0.002, "skin", np.where(x < 0.009, "fat", "muscle"))
    made = np.array([VALUES[f"{name}_metabolism_w_m3"] for name in layer])
    blood = np.array([VALUES[f"{name}_perfusion_per_s"] for name in layer]) * VALUES["blood_j_m3k"] * (37 - rest)
    below = 0.49 * (37 - rest[-101]) / 0.001
    given_out = 10 * (rest[0] - 24)
    half_a_cell = 0.00125 * 990  # the slope below is that of the last cell's middle
    assert np.trapezoid(made + blood, x) + below == pytest.approx(given_out, abs=1.1 * half_a_cell)


@given(within("fat_mm"), within("muscle_perfusion_per_s"))
def test_no_pack_no_change(fat_mm, flow):
    found = heat.temperature_c(DEPTHS_MM, [0, 1, 30, 240], fat_mm=fat_mm, muscle_perfusion_per_s=flow, heating_min=0)
    assert np.ptp(found, axis=1).max() < 1e-9


@given(within("fat_mm"), within("muscle_perfusion_per_s"), within("pack_c"), within("contact_s"))
def test_warmth_grows_with_time_and_falls_with_depth(fat_mm, flow, pack_c, contact_s):
    given_ = {"fat_mm": fat_mm, "muscle_perfusion_per_s": flow, "pack_c": pack_c, "contact_s": contact_s}
    found = heat.temperature_c(DEPTHS_MM, np.linspace(0, 240, 41), **given_)
    risen = found - found[:, :1]
    assert np.diff(found, axis=1).min() > -1e-9
    assert np.diff(risen, axis=0).max() < 1e-9
    assert found.max() <= pack_c + 0.9, "without blood flow what muscle and fat make themselves adds up to 0.9 °C"


@given(within("fat_mm"), within("muscle_perfusion_per_s"), st.floats(1, 60))
def test_after_the_pack_everything_returns_to_rest(fat_mm, flow, heating_min):
    given_ = {"fat_mm": fat_mm, "muscle_perfusion_per_s": flow, "heating_min": heating_min}
    on, off, late = heat.temperature_c(DEPTHS_MM, [heating_min, heating_min + 1e-9, 240], **given_).T
    rest = heat.temperature_c(DEPTHS_MM, 0, **given_)
    assert off == pytest.approx(on, abs=1e-5), "no jump when the pack comes off"
    assert np.abs(late - rest).max() < 0.25 * np.abs(on - rest).max()


@given(within("fat_mm"), st.floats(10, 45), st.floats(0.5, 60))
def test_more_fat_lets_less_warmth_into_the_muscle(fat_mm, depth_mm, time_min):
    """The fat's end is the muscle's beginning: there, thicker fat leaves it cooler."""
    thicker = min(fat_mm + 2, 30)
    assert warming(thicker + 2, time_min, fat_mm=thicker) <= warming(fat_mm + 2, time_min, fat_mm=fat_mm) + 1e-9


@given(st.floats(0, 2.9e-3), st.floats(9, 45), st.floats(1, 240))
def test_more_blood_flow_carries_more_heat_off(flow, depth_mm, time_min):
    more = warming(depth_mm, time_min, muscle_perfusion_per_s=flow + 1e-4)
    assert more <= warming(depth_mm, time_min, muscle_perfusion_per_s=flow) + 1e-9


@pytest.mark.parametrize(
    ("minutes", "skin_c", "rises"),
    [(5, 41.3, (0.59, 0.15, 0.03, 0.00)), (10, 41.9, (1.42, 0.65, 0.26, 0.03)), (15, 42.0, (1.85, 1.03, 0.53, 0.11)),
     (20, 42.0, (2.08, 1.27, 0.73, 0.21)), (30, 42.0, (2.31, 1.51, 0.97, 0.36))],
)  # fmt: skip
def test_evidence_file_table_of_computed_warming(minutes, skin_c, rises):
    """evidence.md M1, from a coarser grid: up to 0.04 °C above ours."""
    assert heat.temperature_c(0, minutes) == pytest.approx(skin_c, abs=0.07)
    assert warming([10, 15, 20, 30], minutes) == pytest.approx(rises, abs=0.04)


def test_evidence_file_table_of_muscle_under_thick_fat():
    """evidence.md M1: the muscle's surface below 20 mm of fat."""
    found = [warming(22, minutes, fat_mm=20) for minutes in (5, 10, 15, 20, 30)]
    assert found == pytest.approx([0.01, 0.11, 0.28, 0.42, 0.59], abs=0.02)


def test_evidence_file_low_flow_column_needs_low_flow_in_the_fat_too(monkeypatch):
    """evidence.md M1 gives 2.83 °C at low flow; with low flow in the muscle alone two ways here give 2.57 °C."""
    assert warming(10, 30, muscle_perfusion_per_s=3e-4) == pytest.approx(2.57, abs=0.01)
    fat = replace(heat.PARAMETERS["fat_perfusion_per_s"], value=3e-4)
    monkeypatch.setitem(heat.PARAMETERS, "fat_perfusion_per_s", fat)
    assert warming(10, 30, muscle_perfusion_per_s=3e-4) == pytest.approx(2.83, abs=0.06)


def test_time_to_spread_one_centimetre_is_a_quarter_of_an_hour():
    """evidence.md M1: L²/α of muscle is 760 s, of fat 17 min: the physics behind 10 to 15 minutes."""
    muscle = 0.01**2 * VALUES["muscle_capacity_j_m3k"] / VALUES["muscle_conductivity_w_mk"]
    fat = 0.01**2 * VALUES["fat_capacity_j_m3k"] / VALUES["fat_conductivity_w_mk"]
    assert muscle == pytest.approx(760, abs=2)
    assert fat / 60 == pytest.approx(17, abs=0.2)
    reach_mm = 1000 * math.sqrt(0.49 / (6.7e-4 * VALUES["blood_j_m3k"]))
    assert reach_mm == pytest.approx(14, abs=0.2)


def test_depths_and_times_give_their_shapes():
    assert np.shape(heat.temperature_c(10, 15)) == ()
    assert heat.temperature_c([0, 10], 15).shape == (2,)
    assert heat.temperature_c([0, 10], [1, 2, 3]).shape == (2, 3)
    grid = heat.temperature_c(np.zeros((2, 2)), [1, 2, 3])
    assert grid.shape == (2, 2, 3)
    apart = [[heat.temperature_c(mm, minutes) for minutes in (0, 7)] for mm in (0, 12)]
    assert heat.temperature_c([0, 12], [0, 7]) == pytest.approx(np.array(apart))


def test_skin_dose_is_that_of_sapareto1984():
    """evidence.md M1: 15 min at 41, 42, 43, 44, 45 °C."""
    assert heat.cem43_min([41, 42, 43, 44, 45], 15) == pytest.approx([0.94, 3.75, 15, 30, 60], abs=0.01)


@given(within("temperature_c"), st.floats(0, 240))
def test_skin_dose_of_a_steady_temperature_does_not_depend_on_the_steps(skin_c, time_min):
    steps = np.linspace(0, time_min, 7)
    assert heat.cem43_min(skin_c, steps)[-1] == pytest.approx(float(heat.cem43_min(skin_c, time_min)))
    assert heat.cem43_min(skin_c, time_min) >= 0


def test_skin_dose_adds_up_what_changes():
    dose = heat.cem43_min([43, 43, 44, 44], [0, 10, 10, 20])
    assert dose == pytest.approx([0, 10, 10, 30])
    both = heat.cem43_min(np.array([[43.0], [44.0]]), [0, 10, 20])
    assert both == pytest.approx(np.array([[0, 10, 20], [0, 20, 40]]))
    with pytest.raises(ValueError, match="time_min falls, but must rise"):
        heat.cem43_min(43, [10, 5])
    with pytest.raises(ValueError, match=r"The shapes of temperature_c \(2,\) and time_min \(3,\) do not fit"):
        heat.cem43_min([42, 43], [0, 1, 2])


def test_skin_dose_under_a_pack_is_that_of_the_skin_s_own_curve():
    """The skin follows the pack as a known exponential; its dose, summed here in fine steps."""
    time_min = np.linspace(0, 15, 301)
    dose = heat.cem43_min(heat.temperature_c(0, time_min), time_min)[-1]
    fine = np.linspace(0, 15, 100_001)
    skin_c = 42 - (42 - heat.temperature_c(0, 0)) * np.exp(-fine / 2)
    assert dose == pytest.approx(np.trapezoid(4.0 ** (skin_c - 43), fine), rel=1e-3)
    assert dose < heat.cem43_min(42, 15), "a pack that is warm at once would give more"


def test_the_warming_that_the_texts_name_is_the_model_s():
    """claims.toml and relief.toml say what the model gives 2 cm deep after 15 minutes."""
    claim, relief = CLAIMS["S10"].evidence, RELIEF["heat"].evidence
    about = float(re.search(r"our model gives about ([\d.]+) °C at 2 cm below the skin after 15 minutes", claim)[1])
    under = float(re.search(r"our model gives a rise of under ([\d.]+) °C at 2 cm below the skin after 15", relief)[1])
    assert warming(20, 15) == pytest.approx(about, abs=0.05)
    assert under - 0.1 < warming(20, 15) < under
