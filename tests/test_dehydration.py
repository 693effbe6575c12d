"""The evidence on lack of water: counts as in the statement, and a picture that shows as many."""

import re

import pytest
from matplotlib.figure import Figure

from trunkcare_lib.evidence import CLAIMS
from trunkcare_lib.figures import dehydration as draw
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models import dehydration


def test_counts_are_those_of_the_statement():
    assert {name: entry.value for name, entry in dehydration.PARAMETERS.items()} == {
        "case_series_people": 18, "case_control_people": 10, "cohort_studies": 4,
    }  # fmt: skip
    said = CLAIMS["S08"].evidence
    for words in ("18 cases in all", "10 people", "Four studies that followed people over time do not"):
        assert words in said
    assert {entry.source for entry in dehydration.PARAMETERS.values()} <= set(CLAIMS["S08"].sources)


def test_what_is_hardest_to_fool_speaks_against():
    assert [kind.speaks for kind in dehydration.KINDS.values()] == ["for", "for", "for", "against"]


@pytest.mark.parametrize(("shown", "marks"), [(1, []), (2, [18]), (3, [18, 10]), (4, [18, 10, 4])])
def test_each_step_draws_its_counts(shown, marks):
    ax = Figure().subplots()
    draw.kinds(ax, step=shown)
    drawn = [line for line in ax.lines if line.get_marker() in {"o", "s"}]
    assert [len(line.get_xdata()) for line in drawn] == marks
    for line, kind in zip(drawn, list(dehydration.KINDS.values())[1:], strict=False):
        assert (max(line.get_xdata()) < 0) == (kind.speaks == "for")
    text = svg(draw.kinds, step=shown)
    assert re.findall(r"#[0-9a-f]{6}\b", re.sub(r"var\([^)]*\)", "", text)) == []


def test_the_words_name_all_that_is_shown():
    assert draw.kinds_words(step=1) == (
        "For lack of water as the cause of cramp: stories people tell (not counted). Step 1 of 4."
    )
    assert draw.kinds_words(step=4).endswith(
        "series of cases (18 cases), case-control study (10 people); against it as the main cause: followed over time "
        "(4 studies). Step 4 of 4."
    )
