"""The EMG of the exercises and the words for it."""

import pytest
from matplotlib.figure import Figure

from trunkcare_lib.figures import effort as draw
from trunkcare_lib.models import effort


def test_words_for_an_emg_change_at_20_40_and_60_percent():
    levels = effort.effort_level([0, 20, 21, 40, 41, 60, 61, 300])
    assert levels.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
    assert list(effort.LEVELS) == ["very low", "low to moderate", "high", "very high"]


def test_a_cell_is_called_measured_only_where_it_was_seen_ekstrom2007():
    """Seen in a stored page: the gluteal cells, and none of the front plank."""
    seen = {
        (exercise, muscle): mean.value
        for exercise, means in effort.EMG.items()
        for muscle, mean in means.items()
        if mean.tag == "measured"
    }
    assert seen == {
        ("bridge", "gluteus maximus"): 25, ("bridge", "gluteus medius"): 28,
        ("one-leg bridge", "gluteus maximus"): 40, ("one-leg bridge", "gluteus medius"): 47,
        ("side plank", "gluteus maximus"): 21, ("side plank", "gluteus medius"): 74,
        ("bird-dog", "gluteus maximus"): 56, ("bird-dog", "gluteus medius"): 42,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("exercise", "muscle"),
    [("bridge", "longissimus"), ("bird-dog", "multifidus"), ("side plank", "external oblique")],
)
def test_an_assumed_effort_is_the_emg_of_the_trunk_muscle_that_works_most(exercise, muscle):
    trunk = {name: mean.value for name, mean in effort.EMG[exercise].items() if not name.startswith(("glut", "ham"))}
    assert trunk[muscle] == max(trunk.values())
    assert effort.EFFORTS[exercise].value == pytest.approx(trunk[muscle] / 100)


def test_the_guide_s_exercises_reach_strength_only_in_side_plank_and_bird_dog():
    """ekstrom2007: below 45 % it is endurance and control."""
    line = effort.PARAMETERS["strength_percent"].value
    above = {
        (exercise, muscle) for exercise, means in effort.EMG.items() for muscle, m in means.items() if m.value >= line
    }
    assert {pair for pair in above if pair[0] in ("bridge", "side plank", "bird-dog")} == {
        ("side plank", "external oblique"), ("side plank", "gluteus medius"),
        ("bird-dog", "gluteus maximus"), ("bird-dog", "multifidus"),
    }  # fmt: skip


def test_each_bar_has_its_number_and_recalled_bars_are_hollow():
    axes = Figure().subplots()
    draw.by_muscle(axes, exercise="bridge")
    bars = axes.patches
    assert [bar.get_width() for bar in bars] == [mean.value for mean in effort.EMG["bridge"].values()]
    filled = [bar.get_facecolor() == bar.get_edgecolor() for bar in bars]
    assert filled == [mean.tag == "measured" for mean in effort.EMG["bridge"].values()]
    assert "most active is the longissimus with 39 % (low to moderate)" in draw.by_muscle_words(exercise="bridge")
