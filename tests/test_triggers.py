"""Triggers of new back pain: the numbers of steffens2015 a second time, the arithmetic of odds, and the pictures."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from trunkcare_lib.evidence import CLAIMS
from trunkcare_lib.figures import triggers as draw
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models import triggers

P = triggers.PARAMETERS
SHARES = st.floats(0.1, 99.9)


def test_numbers_are_those_of_steffens2015():
    read = {name: entry.value for name, entry in P.items() if entry.tag == "measured"}
    assert read == {
        "people": 999, "window_h": 2, "distracted": 25.0, "heavy_age_20": 13.6, "heavy_age_40": 6.0,
        "heavy_age_60": 2.7, "activity": 2.7, "awkward_before_percent": 27.4, "awkward_other_low_percent": 5.4,
        "awkward_other_high_percent": 7,
    }  # fmt: skip
    assert {P[name].source for name in read} == {"steffens2015"}
    assert all(P[name].source == "course" for name in P.keys() - read.keys())


@pytest.mark.parametrize("number", ["999", "2.7", "25", "13.6", "6.0", "27.4 %", "5.4–7 %"])
def test_the_statement_has_the_same_numbers(number):
    assert number in CLAIMS["S03"].evidence


def test_odds_by_hand():
    """27.4 of 100 are 27.4 to 72.6; 7 of 100 are 7 to 93."""
    assert triggers.odds_ratio(27.4, 5.4) == pytest.approx((27.4 / 72.6) / (5.4 / 94.6))
    assert triggers.odds_ratio(27.4, [5.4, 7]).round(1).tolist() == [6.6, 5.0]


@given(SHARES, SHARES)
def test_odds_turn_round_when_the_windows_change_places(one, other):
    assert triggers.odds_ratio(one, other) * triggers.odds_ratio(other, one) == pytest.approx(1)


def test_chance_by_hand():
    """1 of 10 000 is 1 to 9999; 25 times that odds is 25 to 9999. With 50 of 100 the odds are 1, and then 25 to 1."""
    assert triggers.chance_percent(25) == pytest.approx(100 * 25 / (25 + 9999))
    assert triggers.chance_percent(25, [0.01, 50]) == pytest.approx([100 * 25 / 10_024, 100 * 25 / 26])
    assert triggers.chance_percent(7, 0) == 0


@given(st.floats(0.01, 100), st.floats(0.001, 99.9))
def test_chance_stays_a_chance_and_is_never_more_than_the_ratio_says(ratio, without):
    alone, with_it = triggers.chance_percent([1, ratio], without)
    assert alone == pytest.approx(without)
    assert 0 < with_it < 100
    assert with_it <= max(ratio, 1) * alone + 1e-9
    back = with_it / (100 - with_it) * (100 - alone) / alone
    assert back == pytest.approx(ratio), "the odds ratio is found again"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: triggers.odds_ratio(100, 5), "share_before_percent is 100 %, but must be from 0 to 99.9 %"),
        (lambda: triggers.odds_ratio(10, 0), "share_other_percent is 0 %, but must be from 0.1 to 99.9 %"),
        (lambda: triggers.chance_percent("many"), "times_the_odds is 'many', which is not a number"),
        (lambda: triggers.chance_percent(2, -1), "without_percent is -1 %, but must be from 0 to 99.9 %"),
        (lambda: triggers.odds_ratio([1, 2], [1, 2, 3]), "do not fit together"),
    ],
)
def test_wrong_numbers_are_refused_in_a_sentence(call, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        call()


@pytest.mark.parametrize(("window", "count"), [("other_low", 5), ("other_high", 7), ("before", 27)])
def test_people_of_100_draws_as_many_as_the_study_says(window, count):
    ax = Figure().subplots()
    draw.people_of_100(ax, window=window)
    assert [len(marks.get_offsets()) for marks in ax.collections] == [count, 100 - count]
    assert f"about {count} of 100" in draw.people_of_100_words(window=window)


def test_the_first_window_does_not_answer_the_guess():
    assert next(iter(draw.WINDOWS)) != "before"
    assert set(draw.WINDOWS) == {"other_low", "other_high", "before"}


def test_odds_are_drawn_where_they_are_on_an_axis_that_doubles():
    ax = Figure().subplots()
    draw.odds_by_trigger(ax)
    drawn = [float(line.get_xdata()[0]) for line in ax.lines if line.get_marker() == "o"]
    assert drawn == [25, 13.6, 6, 2.7, 2.7]
    assert ax.get_xscale() == "log"
    assert np.unique(np.diff(np.log2(ax.get_xticks()))) == pytest.approx([1])
    assert "13.6, 6.0 and 2.7 after a heavy load, at age 20, 40 and 60" in draw.odds_by_trigger_words()


@pytest.mark.parametrize(
    ("figure", "given"), [(draw.odds_by_trigger, {}), *((draw.people_of_100, {"window": w}) for w in draw.WINDOWS)]
)
def test_pictures_are_in_the_colours_of_the_theme(figure, given):
    text = svg(figure, **given)
    assert re.findall(r"#[0-9a-f]{6}\b", re.sub(r"var\([^)]*\)", "", text)) == []
