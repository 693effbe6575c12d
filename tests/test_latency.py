"""The delay of the back muscles' reflex: as in the statement, and never a number that we have not seen."""

import re

import pytest
from matplotlib.figure import Figure

from trunkcare_lib.evidence import CLAIMS
from trunkcare_lib.figures import latency as draw
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models import latency

P = latency.PARAMETERS


def test_delays_are_those_of_sanchezzuriaga2010():
    assert [P[name].value for name in ("rested_ms", "rested_spread_ms")] == [60, 12]
    assert [P[name].value for name in ("slumped_ms", "slumped_spread_ms")] == [96, 26]
    assert "96 ± 26 instead of 60 ± 12 milliseconds" in CLAIMS["S02"].evidence
    assert "no significant effect" in CLAIMS["S07"].evidence
    assert {entry.source for entry in P.values()} == {"sanchezzuriaga2010"}
    assert not any(name.startswith("tired") for name in P), "its number we have not seen"


@pytest.mark.parametrize(("state", "points"), [("rested", [60]), ("slumped", [60, 96]), ("tired", [60, 96])])
def test_a_state_adds_its_point_and_tiring_adds_none(state, points):
    ax = Figure().subplots()
    draw.answer(ax, state=state)
    assert [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"] == points
    assert ("no significant change" in draw.answer_words(state=state)) == (state == "tired")
    assert any("not seen" in text.get_text() for text in ax.texts) == (state == "tired")
    asked = [text.get_position()[1] for text in ax.texts if "Guess" in text.get_text()]
    assert asked == [latency.STATES.index(state) + 1][: state != "tired"], "the next one is asked for, not told"
    named = [label.get_text() for label in ax.get_yticklabels() if label.get_text()]
    assert len(named) == min(len(points) + 1 + (state == "tired"), 3)
    text = svg(draw.answer, state=state)
    assert re.findall(r"#[0-9a-f]{6}\b", re.sub(r"var\([^)]*\)", "", text)) == []


def test_words():
    assert draw.answer_words(state="slumped") == (
        "Rested, the back muscles answer after 60 ± 12 ms; after 1 hour of slumped sitting after 96 ± 26 ms."
    )
