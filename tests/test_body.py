"""The pictures of the body: all exercises have theirs, each with its words, and marks that survive a grey print."""

import itertools
import os
import subprocess
import sys

import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from trunkcare_lib.figures import body, mistakes, person
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.motion import MISTAKES, MOTIONS
from trunkcare_lib.models.pose import POSES, joints
from trunkcare_lib.palette import DARK, PALETTE
from trunkcare_lib.vocabulary import MUSCLES

STOPS = [
    (exercise, number)
    for exercise, motion in MOTIONS.items()
    for number in range(1 + len(motion.ends) + len(motion.also))
]


def drawn(draw, **asked):
    axes = Figure().subplots()
    draw(axes, **asked)
    return axes


def shapes(axes):
    """What is filled, in the order of painting: (path, colour)."""
    for patch in axes.patches:
        if patch.get_facecolor()[3]:
            yield patch.get_path(), patch.get_facecolor()[:3]
    for drawn in axes.collections:
        for path, colour in zip(drawn.get_paths(), drawn.get_facecolors(), strict=True):
            if colour[3]:
                yield path, tuple(colour[:3])


def filled(axes, name):
    """The middles (x, y) of what is filled with a colour of the palette, in the order of painting."""
    boxes = [path.get_extents() for path, colour in shapes(axes) if colour == to_rgb(PALETTE[name])]
    return [((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in boxes]


@pytest.mark.parametrize(("exercise", "number"), STOPS)
def test_every_exercise_has_start_and_ends_with_words(exercise, number):
    assert list(shapes(drawn(body.stop, exercise=exercise, number=number)))
    words = body.stop_words(exercise=exercise, number=number)
    assert words.startswith("Start" if number == 0 else ("End", "Position", "Another way"))
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
    assert body.movement_words(exercise="bridge", time_s=1.5).startswith("1.5 s, moving to: hips lifted")
    assert body.movement_words(exercise="trunk-rotation", time_s=2.0).startswith("Pause, 0.5 of 1 s")
    assert body.movement_words(exercise="pressure-vest", time_s=62.5).startswith("Hold, 1 of 10 min")
    assert "not recommend" in body.movement_words(exercise="pressure-vest", time_s=62.5)


@pytest.mark.parametrize("exercise", MOTIONS)
def test_every_muscle_that_an_end_marks_is_drawn_in_its_look(exercise):
    motion = MOTIONS[exercise]
    for number, end in enumerate(motion.ends, 1):
        axes = drawn(body.stop, exercise=exercise, number=number)
        fills = {colour for _, colour in shapes(axes)}
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
def test_a_mistake_stands_beside_the_good_form_and_is_named(name):
    good, wrong = drawn(mistakes.marked, name=name).child_axes
    assert [part.texts[0].get_text() for part in (good, wrong)] == ["✓ good form", "✗ error"]
    above, left = (good.get_position().y0 > wrong.get_position().y0, good.get_position().x0 < wrong.get_position().x0)
    assert (above, left) == ((True, False) if MISTAKES[name].stacked else (False, True))
    words = mistakes.marked_words(name=name)
    assert MISTAKES[name].error[1:] in words
    assert words.endswith("above." if MISTAKES[name].stacked else "on the left.")
    mistaken, right = POSES[MISTAKES[name].pose], POSES[MISTAKES[name].beside]
    assert mistaken.angles != right.angles or mistaken.at != right.at


@pytest.mark.parametrize(
    ("draw", "asked", "words"),
    [
        (body.stop, {"exercise": "plank", "number": 0}, "exercise is 'plank', but must be one of child-pose"),
        (body.stop, {"exercise": "bridge", "number": 2}, "number is 2, but bridge has the stops 0 to 1"),
        (body.movement, {"exercise": "bridge", "time_s": 12}, "time_s is 12 s"),
        (body.stop, {"exercise": "bridge", "number": True}, "number is True"),
        (body.stop, {"exercise": "bridge", "number": 1.0}, "number is 1.0"),
        (body.stop, {"exercise": ["bridge"], "number": 0}, "exercise is .'bridge'., but must be one of"),
        (body.movement, {"exercise": "bridge", "time_s": float("nan")}, "time_s is nan s"),
        (body.movement, {"exercise": "bridge", "time_s": None}, "time_s is None s"),
        (mistakes.marked, {"name": "sag"}, "name is 'sag', but must be one of"),
        (body.gallery, {"exercises": []}, "exercises is empty"),
        (body.gallery, {"exercises": ["plank"]}, "exercise is 'plank'"),
    ],
)
def test_unknown_asks_are_refused_by_picture_and_words_alike(draw, asked, words):
    with pytest.raises(ValueError, match=words):
        drawn(draw, **asked)
    with pytest.raises(ValueError, match=words):
        getattr(sys.modules[draw.__module__], f"{draw.__name__}_words")(**asked)


def test_sides_are_named_where_the_view_does_not_tell():
    texts = [text.get_text() for text in drawn(body.stop, exercise="side-stretch", number=1).texts]
    assert {"right", "left"} <= set(texts)


def test_frame_of_a_movement_is_the_same_bytes_each_time():
    first, second = (svg(body.movement, exercise="bird-dog", time_s=1.0) for _ in range(2))
    assert first == second


def test_pictures_are_the_same_bytes_in_another_process():
    """Nothing hangs on the order of a set, which changes from run to run."""
    program = (
        "import hashlib\nfrom trunkcare_lib.figures import body\nfrom trunkcare_lib.figures.frame import svg\n"
        "stops = [('side-stretch', 1), ('bird-dog', 1), ('trunk-rotation', 1), ('slow-rocking', 1)]\n"
        "drawn = ''.join(svg(body.stop, exercise=name, number=number) for name, number in stops)\n"
        "print(hashlib.sha256(drawn.encode()).hexdigest())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", program], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True)
        for seed in "0123"
    ]
    assert runs[0].stdout
    assert len({run.stdout for run in runs}) == 1


def test_gallery_names_what_it_shows():
    words = body.gallery_words(exercises=["bridge", "side-plank"])
    assert "Bridge" in words
    names = [text.get_text() for text in drawn(body.gallery, exercises=["bridge", "side-plank", *MOTIONS]).texts][:2]
    assert names == ["Bridge", "Side plank"]


def test_a_mistake_draws_the_good_pose_first_and_rings_the_joint(monkeypatch):
    poses = []
    monkeypatch.setattr(person, "draw", lambda ax, pose, parts: poses.append(pose))
    for name, error in MISTAKES.items():
        poses.clear()
        _, wrong = drawn(mistakes.marked, name=name).child_axes
        assert [pose.id for pose in poses] == [error.beside, error.pose]
        (ring,) = [patch for patch in wrong.patches if patch.get_edgecolor()[:3] == to_rgb(PALETTE["wrong"])][:1]
        assert ring.get_center() == pytest.approx(joints(error.pose)[error.at]), name


def placed(pose, muscle):
    """The middle of a muscle's mark on a pose."""
    axes = Figure().subplots()
    person.draw(axes, POSES[pose], {})
    before = len(list(shapes(axes)))
    axes = Figure().subplots()
    person.draw(axes, POSES[pose], {muscle: ("stretched", ("right",))})
    assert len(list(shapes(axes))) > before
    return filled(axes, "stretch")[0]


def test_muscles_lie_on_their_side_of_the_body():
    assert placed("quadruped", "erector-spinae")[1] > placed("quadruped", "rectus-abdominis")[1] + 0.05
    assert placed("standing", "erector-spinae")[0] < placed("standing", "rectus-abdominis")[0]
    assert placed("standing", "hamstrings")[0] < joints("standing")["hip"][0]
    assert placed("standing", "gluteus-maximus")[0] < joints("standing")["hip"][0]
    assert placed("standing-front", "external-oblique")[0] < 0, "the right side stands on the viewer's left"


def test_one_sided_muscles_are_marked_on_their_side():
    """Side stretch: the long left side. Side plank on the right: the side nearer the floor."""
    assert all(x > 0 for x, _ in filled(drawn(body.stop, exercise="side-stretch", number=1), "stretch")[:4])
    at = joints("side-plank")
    for x, y in filled(drawn(body.stop, exercise="side-plank", number=1), "active")[:3]:
        share = (x - at["neck"][0]) / (at["pelvis"][0] - at["neck"][0])
        assert y < at["neck"][1] + share * (at["pelvis"][1] - at["neck"][1])
    words = body.stop_words(exercise="trunk-rotation", number=1)
    assert "external oblique (left)" in words
    assert "internal oblique (right)" in words
    words = body.stop_words(exercise="bird-dog", number=2)
    assert words.endswith("not seen from here: gluteus medius, internal oblique."), "on the far side"
    assert "not seen" not in body.stop_words(exercise="cat-camel", number=1), "what rests there is not missed"


@pytest.mark.parametrize("exercise", ["side-stretch", "trunk-rotation"])
def test_right_stands_on_the_viewer_s_left(exercise):
    at = {text.get_text(): text.get_position()[0] for text in drawn(body.stop, exercise=exercise, number=0).texts}
    assert at["right"] < at["left"]


def test_key_names_the_parts_in_their_looks():
    axes = drawn(body.stop, exercise="bridge", number=1)
    assert [text.get_text() for text in axes.texts] == ["works", "steadies"]
    swatches = [colour for _, colour in shapes(axes)][-2:]
    assert swatches == [to_rgb(person.LOOKS[role]["fill"]) for role in ("works", "steadies")]
    assert not drawn(body.stop, exercise="bridge", number=0).texts, "nothing is marked at the start"


def arrows(**asked):
    patches = drawn(body.stop, number=0, **asked).patches
    return [patch._path_original.vertices for patch in patches if type(patch).__name__ == "FancyArrowPatch"]


def test_arrows_show_where_the_movement_goes():
    (bridge,) = arrows(exercise="bridge")
    assert bridge[-1][1] > bridge[0][1] + 0.05, "the hips go up"
    hips, hands = arrows(exercise="child-pose")
    assert hips[-1][0] < hips[0][0] - 0.05, "the hips go back"
    assert hands[-1][0] > hands[0][0] + 0.05, "the hands go forward"
    (wrist,) = arrows(exercise="side-stretch")
    assert wrist[-1][1] > wrist[0][1] + 0.4, "the arm goes up"
    assert max(wrist[:, 0]) > wrist[0][0], "and outwards, not across the body"


def test_movement_marks_what_works_when_it_works():
    def marked(exercise, time_s):
        return bool(filled(drawn(body.movement, exercise=exercise, time_s=time_s), "active")[1:])

    assert not marked("bridge", 0), "at rest; the first fill is the key"
    assert marked("bridge", 5)
    motion, dose = MOTIONS["cat-camel"], CATALOGUE["cat-camel"].dose
    assert motion.goal(dose, 1).pose == "cat"
    assert [motion.goal(dose, time_s).pose for time_s in (0.5, 1.5, 2.7, 3.5)] == ["cat", "cat", "camel", "camel"]
    assert motion.goal(dose, 3).pose == "camel"
    assert motion.goal(dose, 0) is motion.start


@pytest.mark.parametrize(
    ("exercise", "number", "colour", "least"),
    [
        ("slow-rocking", 0, "prop", 1),  # the ball
        ("slow-rocking", 0, "work", 1),  # the helper's sleeve
        ("rhythmic-rotation", 1, "work", 2),
        ("pressure-vest", 1, "prop", 1),
        ("child-pose", 1, "prop", 2),  # cushion and pillow
        ("bridge", 0, "mat", 1),
    ],
)
def test_what_it_is_done_with_is_drawn(exercise, number, colour, least):
    assert len(filled(drawn(body.stop, exercise=exercise, number=number), colour)) >= least
    if exercise == "pressure-vest":
        assert not filled(drawn(body.stop, exercise=exercise, number=0), "prop"), "before it is put on"
        assert "not recommend" in body.stop_words(exercise=exercise, number=1)


def test_far_limbs_are_painted_before_near_ones():
    fills = [colour for _, colour in shapes(drawn(body.stop, exercise="bird-dog", number=2))]
    assert fills.index(to_rgb(PALETTE["skin_far"])) < fills.index(to_rgb(PALETTE["skin"]))
    assert fills.index(to_rgb(PALETTE["shorts_far"])) < fills.index(to_rgb(PALETTE["shorts"]))


@pytest.mark.parametrize("colours", [PALETTE, DARK], ids=["light", "dark"])
def test_fibres_stand_out_from_their_fill_in_both_themes(colours):
    names = {hex_: name for name, hex_ in PALETTE.items()}
    for look in person.LOOKS.values():
        fill, lines = (colours[names[look[part]]] for part in ("fill", "lines"))
        assert abs(grey(fill) - grey(lines)) > 0.3
