"""The pictures of the body: all exercises have theirs, each with its words, and marks that survive a grey print."""

import itertools

import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from trunkcare_lib.figures import body, person
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.motion import MISTAKES, MOTIONS
from trunkcare_lib.models.pose import POSES
from trunkcare_lib.vocabulary import MUSCLES

STOPS = [(exercise, number) for exercise, motion in MOTIONS.items() for number in range(len(motion.ends) + 1)]


def drawn(draw, **asked):
    axes = Figure().subplots()
    draw(axes, **asked)
    return axes


@pytest.mark.parametrize(("exercise", "number"), STOPS)
def test_every_exercise_has_start_and_ends_with_words(exercise, number):
    assert drawn(body.stop, exercise=exercise, number=number).patches
    words = body.stop_words(exercise=exercise, number=number)
    assert words.startswith("Start" if number == 0 else ("End", "Position"))
    assert "seen from" in words


@pytest.mark.parametrize("exercise", MOTIONS)
def test_movement_begins_and_ends_at_its_stops_and_says_so(exercise):
    motion, dose = MOTIONS[exercise], CATALOGUE[exercise].dose
    times = motion.moments(dose)
    assert motion.start.says in body.movement_words(exercise=exercise, time_s=0)
    said = " ".join(body.movement_words(exercise=exercise, time_s=time_s) for time_s in times)
    for end in motion.ends:
        assert end.says in said
    pictures = [svg(body.movement, exercise=exercise, time_s=time_s) for time_s in (0, times[len(times) // 3])]
    assert pictures[0] != pictures[1]


def test_words_of_the_bridge_count_the_hold():
    assert body.movement_words(exercise="bridge", time_s=5.0).startswith("Hold, 2 of 5 s: hips lifted")
    assert body.movement_words(exercise="bridge", time_s=1.5).startswith("1.5 s, on the way to this: hips lifted")


@pytest.mark.parametrize("exercise", MOTIONS)
def test_every_muscle_that_an_end_marks_is_drawn_in_its_look(exercise):
    motion = MOTIONS[exercise]
    for number, end in enumerate(motion.ends, 1):
        axes = drawn(body.stop, exercise=exercise, number=number)
        fills = {patch.get_facecolor()[:3] for patch in axes.patches}
        words = body.stop_words(exercise=exercise, number=number)
        seen = {mark.muscle for mark in person.marks(POSES[end.pose].view)}
        marked = [part for part in CATALOGUE[exercise].muscles if part.muscle in seen]
        marked = [part for part in marked if not end.marks or part.muscle in end.marks]
        assert marked
        for part in marked:
            assert to_rgb(person.LOOKS[part.role]["fill"]) in fills
            assert MUSCLES[part.muscle].name.lower() in words


def test_marks_of_a_stop_are_muscles_of_the_exercise():
    for exercise, motion in MOTIONS.items():
        own = {part.muscle for part in CATALOGUE[exercise].muscles}
        for stop in motion.stops:
            assert set(stop.marks) <= own, exercise


def grey(colour):
    red, green, blue = to_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_looks_differ_without_colour():
    looks = list(person.LOOKS.values())
    fills = sorted(grey(look["fill"]) for look in looks)
    assert min(high - low for low, high in itertools.pairwise(fills)) > 0.15
    assert len({str(look["dash"]) for look in looks}) > 1
    for look in looks:
        assert abs(grey(look["fill"]) - grey(look["lines"])) > 0.3, "fibres stand out from their fill"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_stands_beside_the_right_form_and_is_named(name):
    axes = drawn(body.mistake, name=name)
    assert [text.get_text() for text in axes.texts] == ["✓ right", "✗ wrong"]
    assert axes.texts[0].get_position()[0] < axes.texts[1].get_position()[0]
    words = body.mistake_words(name=name)
    assert MISTAKES[name].error[1:] in words
    wrong, right = POSES[MISTAKES[name].pose], POSES[MISTAKES[name].beside]
    assert wrong.view == right.view
    assert wrong.angles != right.angles or wrong.at != right.at


@pytest.mark.parametrize(
    ("draw", "asked", "words"),
    [
        (body.stop, {"exercise": "plank", "number": 0}, "exercise is 'plank', but must be one of child-pose"),
        (body.stop, {"exercise": "bridge", "number": 2}, "number is 2, but bridge has the stops 0 to 1"),
        (body.movement, {"exercise": "bridge", "time_s": 12}, "time_s is 12 s"),
        (body.mistake, {"name": "sag"}, "name is 'sag', but must be one of"),
    ],
)
def test_unknown_asks_are_refused_by_picture_and_words_alike(draw, asked, words):
    with pytest.raises(ValueError, match=words):
        drawn(draw, **asked)
    with pytest.raises(ValueError, match=words):
        getattr(body, f"{draw.__name__}_words")(**asked)


def test_sides_are_named_where_the_view_does_not_tell():
    texts = [text.get_text() for text in drawn(body.stop, exercise="side-stretch", number=1).texts]
    assert {"right", "left"} <= set(texts)


def test_frame_of_a_movement_is_the_same_bytes_each_time():
    first, second = (svg(body.movement, exercise="bird-dog", time_s=1.0) for _ in range(2))
    assert first == second


def test_gallery_names_what_it_shows():
    words = body.gallery_words(exercises=["bridge", "side-plank"])
    assert "Bridge" in words
    names = [text.get_text() for text in drawn(body.gallery, exercises=["bridge", "side-plank"]).texts]
    assert names == ["Bridge", "Side plank"]
