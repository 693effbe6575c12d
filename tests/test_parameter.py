"""The number that never travels alone."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trunkcare_lib.parameter import Parameter

REST = Parameter(5, "s", 0, 120, "pause between two holds", "course")


@given(st.floats(0, 120))
def test_check_gives_back_what_lies_in_the_range(number):
    assert REST.check("rest_s", number) is number


@given(st.floats().filter(lambda number: not 0 <= number <= 120))
def test_check_refuses_what_lies_outside_and_names_it(number):
    with pytest.raises(ValueError, match=r"rest_s is .* s, but must be from 0 to 120 s \(pause between two holds\)\."):
        REST.check("rest_s", number)


def test_check_takes_arrays_and_finds_the_one_bad_number():
    good = np.linspace(0, 120, 7)
    assert REST.check("rest_s", good) is good
    with pytest.raises(ValueError, match="rest_s is 121 s"):
        REST.check("rest_s", [1, 2, 121])


@pytest.mark.parametrize("given", [None, "ten", "5", True, [True, 2.0], [1, None], [[1], [2, 3]], math.nan, math.inf])
def test_check_refuses_what_is_no_number(given):
    with pytest.raises(ValueError, match="rest_s is"):
        REST.check("rest_s", given)


def test_check_never_says_that_a_number_of_the_range_lies_outside():
    with pytest.raises(ValueError, match=r"rest_s is 120\.0000000000000\d+ s, but must be from 0 to 120 s"):
        REST.check("rest_s", np.nextafter(120, 200))


def test_check_refuses_a_number_that_is_masked():
    """What is under the mask is missing; numpy would take it for a number."""
    for given_ in (np.ma.masked, np.ma.array([5, 7], mask=[False, True])):
        with pytest.raises(ValueError, match=r"(?s)rest_s is mask.*, which is not a number"):
            REST.check("rest_s", given_)
    REST.check("rest_s", np.ma.array([5, 7]))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": math.nan}, "value is nan, but must be a finite number"),
        ({"value": True}, "value is True, but must be a finite number"),
        ({"value": 10**400}, "must be a finite number"),
        ({"low": "0"}, "low is '0', but must be a finite number"),
        ({"low": 200}, "range is 200 to 120, but low must not exceed high"),
        ({"value": 500}, "value is 500 s, but must be from 0 to 120 s"),
        ({"meaning": " "}, "meaning is ' ', but must say something"),
        ({"source": ""}, "source is '', but must say something"),
        ({"unit": None}, "unit is None, but must be text"),
    ],
)
def test_parameter_refuses_what_is_incomplete(change, words):
    whole = {"value": 5, "unit": "s", "low": 0, "high": 120, "meaning": "pause", "source": "course"}
    with pytest.raises(ValueError, match=words):
        Parameter(**whole | change)


def test_label_carries_the_unit():
    assert REST.label == "pause between two holds (s)"
    assert Parameter(1, "", 1, 9, "sets", "course").label == "sets"
