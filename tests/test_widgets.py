"""Flipbook and Guess by value, without a browser."""

import pytest

from trunkcare_lib.dose import PARAMETERS
from trunkcare_lib.figures import dose as draw
from trunkcare_lib.widgets.flipbook import Flipbook
from trunkcare_lib.widgets.guess import Guess

VALUES = {"hold_s": [5, 10], "reps": [1, 3, 10]}


def say(**values):
    return f"{values['hold_s']} and {values['reps']}"


def test_frames_stand_in_the_order_that_the_page_counts():
    book = Flipbook(draw.timeline, say, labels=PARAMETERS, start={"hold_s": 10, "reps": 3}, **VALUES)
    assert [words for _, words in book.frames] == [
        "5 and 1",
        "5 and 3",
        "5 and 10",
        "10 and 1",
        "10 and 3",
        "10 and 10",
    ]
    assert book.at == [1, 1]
    assert book.controls[0] == {"label": PARAMETERS["hold_s"].meaning, "values": ["5 s", "10 s"]}
    assert len({picture for picture, _ in book.frames}) == 6


def test_without_parameters_it_is_a_still_picture_with_its_sentence():
    book = Flipbook(draw.timeline, draw.timeline_words, fixed={"hold_s": 5, "reps": 10})
    assert book.controls == []
    assert book.frames[0][1] == draw.timeline_words(hold_s=5, reps=10)


def test_a_frame_without_a_sentence_is_refused():
    with pytest.raises(ValueError, match="its sentence is ''"):
        Flipbook(draw.timeline, lambda **values: "", labels=PARAMETERS, **VALUES)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"hold_s": []}, "hold_s has no list of values"),
        ({"speed": [1]}, "labels lacks 'speed'"),
        ({"start": {"hold_s": 7}}, "start has hold_s 7, which is not among the values"),
        ({"start": {"speed": 7}}, "start has speed 7"),
        ({"hold_s": 5}, "hold_s has no list of values"),
        ({"fixed": {"reps": 3}}, "reps is both fixed and on a slider"),
        ({"reps": list(range(1, 202))}, "hold_s × reps makes 402 frames, but a page bears at most 400"),
        ({"reps": [1, -2]}, r"The frame for \{'hold_s': 5, 'reps': -2\} cannot be drawn: reps is -2"),
    ],
)
def test_flipbook_refuses_before_anything_is_shown(given, words):
    with pytest.raises(ValueError, match=words):
        Flipbook(draw.timeline, say, labels=PARAMETERS, **VALUES | given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"answer": (2, 1)}, "answer is 2 to 1"),
        ({"unit": ""}, "unit is empty"),
        ({"question": " "}, "question is empty"),
        ({"unit": None}, "unit is empty"),
        ({"answer": (1, float("inf"))}, "must be two finite numbers"),
        ({"answer": ("a", "b")}, "must be two finite numbers"),
    ],
)
def test_guess_refuses_what_it_cannot_ask(given, words):
    with pytest.raises(ValueError, match=words):
        Guess(**{"question": "How long?", "answer": (1, 2), "unit": "s", "why": "So."} | given)
