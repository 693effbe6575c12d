"""What a warning sign tells: Bayes a second way, limits, and a picture whose people add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trunkcare_lib.figures import signs as draw
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models import signs

SHARE = st.floats(0.01, 0.99)


@given(SHARE, SHARE, SHARE)
def test_predictive_value_by_odds(share, sensitivity, specificity):
    """A second way: the odds before, times the likelihood ratio."""
    odds = share / (1 - share) * sensitivity / (1 - specificity)
    value = signs.predictive_value(share_serious=share, sensitivity=sensitivity, specificity=specificity)
    assert value == pytest.approx(odds / (1 + odds))


@given(SHARE, SHARE, SHARE, st.integers(1, 3))
def test_people_add_up(share, sensitivity, specificity, number):
    counts = signs.sorted_people(share_serious=share, sensitivity=sensitivity, specificity=specificity, signs=number)
    assert sum(counts) == pytest.approx(1000)
    assert min(counts) >= 0
    assert counts[0] + counts[1] == pytest.approx(1000 * share)


def test_limits():
    assert signs.predictive_value(specificity=0, sensitivity=1) == pytest.approx(0.01), (
        "a sign that all have tells nothing"
    )
    assert signs.predictive_value(share_serious=0) == 0
    assert signs.predictive_value(share_serious=1) == 1


def test_signs_together_tell_more_and_miss_more():
    """By counting on simulated people: each sign drawn by itself."""
    rng = np.random.default_rng(1)
    ill = rng.random(2_000_000) < 0.01
    there = [np.where(ill, rng.random(ill.size) < 0.8, rng.random(ill.size) < 0.1) for _ in range(2)]
    both = there[0] & there[1]
    assert signs.predictive_value(signs=2) == pytest.approx(ill[both].mean(), abs=0.01)
    assert signs.predictive_value(signs=2) > signs.predictive_value(signs=1)
    assert signs.sorted_people(signs=2)[1] > signs.sorted_people(signs=1)[1]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_picture_has_a_thousand_people_and_says_the_same(number):
    parts = {"sensitivity": 0.8, "specificity": 0.9, "signs": number}
    counts = draw._whole(**parts)
    assert sum(counts) == 1000
    covered = np.zeros((draw.ROWS, draw.COLUMNS), int)
    begin = 0
    for count in counts:
        squares = 0
        for column, row, wide, high in draw._blocks(begin, begin + count):
            covered[row : row + high, column : column + wide] += 1
            squares += wide * high
        assert squares == count
        begin += count
    assert (covered == 1).all()
    words = draw.thousand_words(**parts)
    assert f"of {counts[0] + counts[2]} people" in words
    picture = svg(draw.thousand, **parts)
    assert f"{counts[0]} ill, with {'the sign' if number == 1 else 'all signs'}" in picture
    assert f"{counts[3]} well, " in picture


@pytest.mark.parametrize(("given", "words"), [({"sensitivity": 0}, "sensitivity is 0"), ({"signs": 4}, "signs is 4")])
def test_what_does_not_fit_is_refused(given, words):
    with pytest.raises(ValueError, match=words):
        signs.predictive_value(**given)
