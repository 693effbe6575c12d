"""The pressure in a disc: the measured values of our evidence, and what they say about posture."""

import pytest

from trunkcare_lib.figures import disc as draw
from trunkcare_lib.models import disc, load


def test_a_pressure_becomes_the_force_computed_before():
    """0.5 MPa stand for about 590 N and 1.1 MPa for about 1300 N, on 18 cm² with a factor of 0.66."""
    assert disc.force_n([0.5, 1.1]) == pytest.approx([590, 1300], rel=0.01)
    assert disc.force_n(0) == 0
    assert disc.force_n(2) == pytest.approx(2 * disc.force_n(1))


def test_pressures_are_those_of_wilke1999():
    read = {name: entry.value for name, entry in disc.PARAMETERS.items() if entry.tag == "measured"}
    assert read.pop("pressure_mpa") == 0.5
    assert read == {
        "on_side_mpa": 0.12, "slouched_mpa": 0.3, "sitting_mpa": 0.46, "standing_mpa": 0.5, "sitting_bent_mpa": 0.83,
        "standing_bent_mpa": 1.1, "lift_close_mpa": 1.1, "lift_knees_mpa": 1.7, "lift_round_mpa": 2.3,
    }  # fmt: skip


def test_sitting_is_where_1981_and_1999_disagree():
    share = disc.PARAMETERS["sitting_mpa"].value / disc.PARAMETERS["standing_mpa"].value
    assert share == pytest.approx(0.92)
    assert disc.PARAMETERS["sitting_1981"].value == 140
    assert "sitting, no backrest 92 %" in draw.pressure_by_posture_words()
    assert "sitting slouched 60 %" in draw.pressure_by_posture_words()


def test_model_is_below_the_disc_in_standing_and_above_it_in_heavy_lifting_wilke1999():
    standing, bent, round_back, far = (
        disc.PUBLISHED[name] for name in ("standing", "standing_bent", "lift_round", "lift_far")
    )
    assert 0.55 < standing.model() / standing.value < 0.7, "a third too low"
    assert bent.model() == pytest.approx(bent.value, rel=0.05)
    assert 1.2 < round_back.model() / round_back.value < 1.3, "a quarter too high"
    assert load.lumbar_compression_n(60, hand_load_kg=20, lever_arm_cm=6) == pytest.approx(round_back.value, rel=0.1)
    assert 1.3 < far.model() / far.value < 1.4, "a third too high"


def test_words_of_the_figures_have_the_numbers():
    words = draw.against_published_words()
    assert "standing 594 N, model 368 N" in words
    assert "our guess" in words


def test_the_model_is_asked_for_the_angles_and_distances_that_the_words_say():
    asked = {
        "standing": (0, 0, 0), "standing_bent": (30, 0, 0), "lift_round": (60, 20, 0), "lift_close": (0, 20, 20),
        "lift_far": (0, 20, 60),
    }  # fmt: skip
    assert disc.PUBLISHED.keys() == asked.keys()
    for posture, (lean, mass, reach) in asked.items():
        entry = disc.PUBLISHED[posture]
        assert entry.model() == load.lumbar_compression_n(lean, hand_load_kg=mass, reach_cm=reach)
        for number, unit in ((lean, "°"), (mass, " kg"), (reach, " cm")):
            assert not number or f"{number}{unit}" in entry.meaning
