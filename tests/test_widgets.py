"""Flipbook and Guess by value, without a browser."""

import re

import pytest

from trunkcare_lib.dose import PARAMETERS
from trunkcare_lib.figures import dose as draw
from trunkcare_lib.models.motion import MOTIONS
from trunkcare_lib.parameter import Parameter
from trunkcare_lib.widgets.flipbook import Flipbook
from trunkcare_lib.widgets.guess import Guess
from trunkcare_lib.widgets.movement import Movement

VALUES = {"hold_s": [5, 10], "reps": [1, 3, 10]}


def say(**values):
    return f"{values['hold_s']} and {values['reps']}"


def sentences(book):
    return [words for _, words in book.frames]


def test_frames_stand_in_the_order_that_the_page_counts():
    book = Flipbook(draw.timeline, say, labels=PARAMETERS, start={"hold_s": 10, "reps": 3}, **VALUES)
    assert sentences(book) == ["5 and 1", "5 and 3", "5 and 10", "10 and 1", "10 and 3", "10 and 10"]
    assert book.at == [1, 1]
    assert book.controls[0] == {"label": PARAMETERS["hold_s"].label, "values": ["5 s", "10 s"], "kind": "slider"}
    assert len(set(book.pictures)) == 6


def test_without_parameters_it_is_a_still_picture_with_its_sentence():
    book = Flipbook(draw.timeline, draw.timeline_words, fixed={"hold_s": 5, "reps": 10})
    assert book.controls == []
    assert book.frames == [[0, draw.timeline_words(hold_s=5, reps=10)]]


def line(ax, *, to=1, words="", **rest):
    ax.plot([0, to])
    ax.set(ylabel=words)


def tell(**values):
    return f"{values}"


WARMTH = Parameter(42, "°C", 35, 50, "temperature of the pack", "course")


def test_a_parameter_gives_its_values_default_and_label():
    book = Flipbook(lambda ax, pack_c: line(ax), tell, pack_c=WARMTH)
    assert book.controls[0]["label"] == "temperature of the pack (°C)"
    assert book.controls[0]["values"] == [f"{value} °C" for value in range(36, 51, 2)]
    assert sentences(book)[book.at[0]] == "{'pack_c': 42}"


@pytest.mark.parametrize(
    ("name", "label", "words", "value"),
    [
        ("hold_s", None, "hold (s)", "2 s"),
        ("speed_deg_s", None, "speed (°/s)", "2 °/s"),
        ("lever_arm_cm", None, "lever arm (cm)", "2 cm"),
        ("gain", None, "gain", "2"),
        ("hold_s", "how long you hold", "how long you hold", "2 s"),
        ("pack_c", WARMTH, WARMTH.label, "2 °C"),
    ],
)
def test_a_list_is_labelled_by_what_is_given_or_by_its_name(name, label, words, value):
    control = Flipbook(line, tell, labels={name: label} if label else None, **{name: [2, 3]}).controls[0]
    assert (control["label"], control["values"][0]) == (words, value)


def test_words_become_a_menu():
    control = Flipbook(line, tell, bound=["low", "high"]).controls[0]
    assert control == {"label": "bound", "values": ["low", "high"], "kind": "menu"}


def test_time_plays_as_fast_as_the_real_thing():
    assert Flipbook(line, tell, time_s=[0, 0.5, 1, 5]).controls[0]["stays_s"] == [0.5, 0.5, 4, 0.5]
    assert Flipbook(line, tell, week=[0, 4, 12]).controls[0]["stays_s"] == [0.4] * 3
    assert "stays_s" not in Flipbook(line, tell, time_min=[3]).controls[0], "one page alone cannot be turned"
    assert "stays_s" not in Flipbook(line, tell, hold_s=[1, 2]).controls[0]


def test_a_picture_that_comes_again_is_stored_once():
    book = Flipbook(lambda ax, time_s: line(ax, to=min(time_s, 2)), tell, time_s=[0, 1, 2, 3, 4])
    assert len(book.pictures) == 3
    assert [place for place, _ in book.frames] == [0, 1, 2, 2, 2]
    assert len(set(sentences(book))) == 5


def test_axes_stand_still_while_words_grow():
    """The bottom spine lies at the same place in a frame with short and in one with long words."""
    book = Flipbook(line, tell, words=["x", "x\ntwo lines\nthree"], fixed={"to": 1})
    spines = [re.findall(r'd="(M [\d.]+ [\d.]+ L [\d.]+ [\d.]+) " style="fill: none', text) for text in book.pictures]
    assert spines[0][-2:] == spines[1][-2:] != []


def test_the_same_flipbook_is_the_same_text_and_two_share_no_id():
    one, again = (Flipbook(draw.timeline, tell, fixed={"hold_s": 5, "reps": 2}) for _ in range(2))
    other = Flipbook(draw.timeline, tell, fixed={"hold_s": 5, "reps": 3})
    assert one.pictures == again.pictures
    ids, others = (set(re.findall(r' id="([^"]+)"', book.pictures[0])) for book in (one, other))
    assert ids
    assert not ids & others


def fails(at):
    def function(*ax, reps, **values):
        if reps == at:
            raise RuntimeError("no such thing")
        return "words"

    return function


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"hold_s": []}, r"hold_s is \[\], but must be a Parameter or a list of at least one value"),
        ({"hold_s": 5}, "hold_s is 5, but must be a Parameter or a list"),
        ({"hold_s": "low"}, "hold_s is 'low', but must be a Parameter or a list"),
        ({"hold_s": [5, float("nan")]}, "hold_s has the value nan, but must have finite numbers or words"),
        ({"hold_s": [5, None]}, "hold_s has the value None"),
        ({"hold_s": [True]}, "hold_s has the value True"),
        ({"hold_s": [""]}, "hold_s has the value ''"),
        ({"hold_s": [5, 10, 5.0]}, "hold_s has the value 5 twice"),
        ({"hold_s": [5, "ten"]}, "hold_s mixes words with numbers"),
        ({"time_s": [1, 0]}, r"time_s is \[1, 0\], but times must be numbers that rise"),
        ({"week": ["one"]}, "times must be numbers that rise"),
        ({"labels": {"hold_s": " "}}, "The label of hold_s is ' '"),
        ({"labels": {"hold_s": 3}}, "The label of hold_s is 3"),
        ({"start": {"hold_s": 7}}, "start has hold_s 7, which is not among the values"),
        ({"start": {"speed": 7}}, "start has speed 7"),
        ({"fixed": {"reps": 3}}, "reps is both fixed and on a slider"),
        ({"reps": list(range(1, 202))}, "hold_s × reps makes 402 frames, but a page bears at most 400"),
    ],
)
@pytest.mark.parametrize("platform", ["linux", "emscripten"])
def test_flipbook_refuses_what_it_cannot_show_without_drawing(given, words, platform, monkeypatch):
    monkeypatch.setattr("sys.platform", platform)

    def never(*ax, **values):
        pytest.fail("drawn before all was checked")

    with pytest.raises(ValueError, match=words):
        Flipbook(never, never, **VALUES | given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"draw": fails(10)}, r"The frame for \{'hold_s': 5, 'reps': 10\} cannot be drawn: no such thing"),
        ({"say": fails(3)}, r"The sentence for \{'hold_s': 5, 'reps': 3\} cannot be made: no such thing"),
        ({"say": lambda **values: ""}, r"The sentence for \{'hold_s': 5, 'reps': 1\} is '', but must say"),
        ({"say": lambda **values: None if values["reps"] == 10 else "x"}, r"'reps': 10\} is None"),
        ({"reps": [1, -2], "draw": draw.timeline}, r"The frame for \{'hold_s': 5, 'reps': -2\} cannot be drawn: reps"),
    ],
)
def test_flipbook_refuses_when_one_combination_fails(given, words):
    with pytest.raises(ValueError, match=words):
        Flipbook(**{"draw": lambda ax, **values: None, "say": say} | VALUES | given)


@pytest.fixture
def asked(monkeypatch):
    """In the browser's Python: a flipbook whose last frame fails, and what it answers to the page."""
    monkeypatch.setattr("sys.platform", "emscripten")
    drawn = []

    def drawing(ax, **values):
        drawn.append(values)
        if values["reps"] == 10:
            raise RuntimeError("no such thing")

    book = Flipbook(drawing, say, start={"reps": 3}, **VALUES)
    answers = []
    monkeypatch.setattr(book, "send", answers.append)

    def ask(message):
        book._handle_custom_msg(message, [])
        return answers

    return book, drawn, ask


def test_in_the_browser_s_python_only_the_start_frame_is_drawn_at_once(asked):
    book, drawn, ask = asked
    assert all(values == {"hold_s": 5, "reps": 3} for values in drawn)
    assert book.frames == [None, [0, "5 and 3"], None, None, None, None]
    (answer,) = ask({"frame": 4})
    assert drawn[-1] == {"hold_s": 10, "reps": 3}
    assert (answer["frame"], answer["words"]) == (4, "10 and 3")
    assert answer["picture"].startswith("<svg")


def test_a_frame_that_cannot_be_drawn_answers_with_the_reason(asked):
    _, _, ask = asked
    (answer,) = ask({"frame": 2})
    assert answer["picture"] == ""
    assert answer["words"] == "The frame for {'hold_s': 5, 'reps': 10} cannot be drawn: no such thing"


@pytest.mark.parametrize("message", [{}, {"frame": 6}, {"frame": -1}, {"frame": "1"}, {"frame": [1]}, "frame", None])
def test_an_odd_message_is_not_answered(asked, message):
    assert asked[2](message) == []


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


def test_frames_that_are_the_same_are_drawn_once():
    calls = []
    book = Flipbook(
        lambda ax, hold_s: (calls.append(hold_s), ax.plot([0, abs(hold_s)]))[0],
        lambda hold_s: f"{hold_s} s",
        same=lambda hold_s: abs(hold_s),
        hold_s=[-2, -1, 0, 1, 2],
    )
    assert {abs(hold_s) for hold_s in calls} == {0, 1, 2}
    assert set(calls) == {-2, -1, 0}, "the first of each kind"
    assert [picture for picture, _ in book.frames] == [0, 1, 2, 1, 0]
    assert [words for _, words in book.frames] == ["-2 s", "-1 s", "0 s", "1 s", "2 s"]


def test_a_long_hold_is_cut_short_while_playing():
    book = Flipbook(draw_nothing, lambda time_s: f"{time_s} s", time_s=[0, 2, 600])
    assert book.controls[0]["stays_s"] == [2, 5, 2]


def test_halts_are_places_of_the_slider():
    book = Flipbook(draw_nothing, lambda time_s: f"{time_s} s", time_s=[0, 2, 6], halts={"time_s": [0, 6]})
    assert book.controls[0]["halts"] == [0, 2]
    with pytest.raises(ValueError, match="halts has time_s 5, which is not among the values"):
        Flipbook(draw_nothing, lambda time_s: f"{time_s} s", time_s=[0, 2, 6], halts={"time_s": [5]})


def draw_nothing(ax, **values):
    """A frame without anything."""


def test_values_are_written_as_asked():
    """By a format, or each by its own words; the values that are drawn stay as they are."""
    drawn = []

    def draw_it(ax, share, pose):
        drawn.append((share, pose))

    book = Flipbook(
        draw_it, lambda share, pose: f"{share} {pose}.", share=[0, 0.3], pose=["bird-dog-leg", "bridge"],
        shown={"share": "{:.0%}", "pose": {"bird-dog-leg": "one leg lifted", "bridge": "bridge"}},
    )  # fmt: skip
    assert [control["values"] for control in book.controls] == [["0%", "30%"], ["one leg lifted", "bridge"]]
    assert [control["kind"] for control in book.controls] == ["slider", "menu"]
    assert set(drawn) == {(0, "bird-dog-leg"), (0, "bridge"), (0.3, "bird-dog-leg"), (0.3, "bridge")}
    assert book.frames[1][1] == "0 bridge."


@pytest.mark.parametrize("shown", ["{:d}", {0: "none"}])
def test_a_value_that_cannot_be_written_is_refused(shown):
    with pytest.raises(ValueError, match="shown has no way to write a value of share"):
        Flipbook(lambda ax, share: None, lambda share: "x.", share=[0, 0.3], shown={"share": shown})


@pytest.mark.parametrize("exercise", MOTIONS)
def test_a_coarse_movement_has_the_same_stops_with_half_the_pictures(exercise):
    whole, coarse = Movement(exercise), Movement(exercise, coarse=True)
    assert len(coarse.pictures) <= len(whole.pictures) // 2 + 1 or len(whole.pictures) < 5
    assert set(coarse.pictures) <= set(whole.pictures)
    halts = [[book.controls[0]["values"][at] for at in book.controls[0]["halts"]] for book in (whole, coarse)]
    assert halts[0] == halts[1]
    assert len(coarse.frames) < len(whole.frames)


def test_an_unknown_movement_is_refused():
    with pytest.raises(ValueError, match="exercise is 'plank', but must be one of child-pose"):
        Movement("plank")
