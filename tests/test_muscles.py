"""The muscle map: every muscle is there or said not to be, each role has its look, and the names can be read."""

import gzip
from itertools import combinations

import matplotlib
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.path import Path
from test_figures import luminance

from trunkcare_lib.figures import muscles as draw
from trunkcare_lib.figures.frame import STYLE, svg
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.palette import DARK, PALETTE
from trunkcare_lib.vocabulary import MUSCLES

PICTURES = [(view, exercise) for view in draw.VIEWS for exercise in (None, *CATALOGUE)]
MAPPED = {what for shown in draw.SHOWN.values() for what in shown}


def drawn(view, exercise=None):
    """The axes with the map, in a figure of the view's size."""
    with matplotlib.style.context(["default", STYLE]):
        figure = Figure(figsize=draw.VIEWS[view].size)
        FigureCanvasAgg(figure)
        axes = figure.subplots()
        draw.trunk(axes, view=view, exercise=exercise)
    return axes


def pieces(view, exercise=None):
    """Each piece of a view with its drawn body and fibres."""
    patches = iter(drawn(view, exercise).patches)
    for piece in draw.PIECES.values():
        if piece.view == view:
            body = next(patches)
            if piece.what == "rib":
                next(patches)
            yield piece, body, next(patches) if piece.fibres else None


def test_the_map_has_the_muscles_of_the_trunk_and_hip():
    assert {
        "erector-spinae", "multifidus", "quadratus-lumborum", "latissimus-dorsi", "external-oblique",
        "internal-oblique", "transversus-abdominis", "rectus-abdominis", "gluteus-maximus", "gluteus-medius",
    } == MAPPED  # fmt: skip
    for view, shown in draw.SHOWN.items():
        assert all(MUSCLES[what].name.lower() in draw.trunk_words(view=view) for what in shown)


@pytest.mark.parametrize("exercise", CATALOGUE)
def test_every_muscle_of_an_exercise_has_the_look_of_its_role_or_is_said_not_to_be_there(exercise):
    looks = {}
    for view in draw.VIEWS:
        for piece, body, fibres in pieces(view, exercise):
            if piece.what in MUSCLES:
                looks.setdefault(piece.what, set()).add((to_hex(body.get_facecolor()), to_hex(fibres.get_edgecolor())))
    for part in CATALOGUE[exercise].muscles:
        if part.muscle in MAPPED:
            look = draw.ROLES[part.role]
            assert looks.pop(part.muscle) == {(look["body"]["facecolor"], look["fibres"]["edgecolor"])}, part.muscle
        for view in draw.VIEWS:
            said = draw.trunk_words(view=view, exercise=exercise)
            assert MUSCLES[part.muscle].name.lower() in said, part.muscle
            if part.muscle not in MAPPED:
                absent = said.partition("not on the map: ")[2]
                assert f"{MUSCLES[part.muscle].name.lower()} ({part.role})" in absent
    for view in draw.VIEWS:
        there = {piece.what for piece, *_ in pieces(view, exercise)} & MUSCLES.keys()
        assert there == {*draw.SHOWN[view]}, "nothing stands out that the words and the key leave out"
    quiet = draw.QUIET["body"]["facecolor"], draw.QUIET["fibres"]["edgecolor"]
    assert all(look == {quiet} for look in looks.values()), "the others stay quiet"


def test_words_say_each_part_in_one_sentence():
    assert draw.trunk_words(view="back", exercise="bridge") == (
        "Bridge, the trunk seen from behind (on the left the outer layer, on the right the deep one); works: erector "
        "spinae, multifidus and gluteus maximus; steadies: gluteus medius; not on the map: hamstrings (works)."
    )
    says = draw.trunk_words(view="section", exercise="side-stretch")
    assert "stretched: latissimus dorsi, external oblique, internal oblique and quadratus lumborum;" in says
    assert says.endswith("not on the map: intercostals (stretched).")


def test_the_body_is_the_same_on_both_sides():
    for view in draw.VIEWS:
        for piece, body, fibres in pieces(view):
            if piece.half == "both":
                points = [path.get_path().vertices.round(6).tolist() for path in (body, fibres) if path]
                points = {(x + 0.0, y) for path in points for x, y in path}
                assert points == {(0.0 - x, y) for x, y in points}, piece.id
    assert all(piece.half == "both" for piece in draw.PIECES.values() if piece.view == "section")


def test_pieces_stay_on_their_side_and_within_the_body():
    for view in draw.VIEWS:
        middle = sum(draw.VIEWS[view].ylim) / 2
        for piece, body, _ in pieces(view):
            if piece.id.endswith("-body"):
                outline = body.get_path()
                continue
            for vertex in body.get_path().vertices:
                side = {"left": vertex[0] < 0.5, "right": vertex[0] > -0.5, "both": True}[piece.half]
                assert side, piece.id
                nearer = vertex + 0.04 * ((0, middle) - vertex)
                assert piece.what in draw.LOOKS or outline.contains_point(nearer), piece.id


@pytest.mark.parametrize(("view", "exercise"), PICTURES)
def test_names_lie_in_the_picture_and_touch_neither_each_other_nor_the_trunk(view, exercise):
    axes = drawn(view, exercise)
    figure = axes.figure
    boxes = {text: text.get_window_extent(figure.canvas.get_renderer()) for text in axes.texts}
    for text, box in boxes.items():
        assert figure.bbox.x0 <= box.x0, text.get_text()
        assert box.x1 <= figure.bbox.x1, text.get_text()
        assert figure.bbox.y0 <= box.y0, text.get_text()
        assert box.y1 <= figure.bbox.y1, text.get_text()
        assert text.get_fontsize() >= 10
    for (one, first), (two, second) in combinations(boxes.items(), 2):
        assert not first.overlaps(second), f"{one.get_text()} over {two.get_text()}"
    names = {muscle.name.replace(" ", "\n", 1) for muscle in MUSCLES.values()}
    body = axes.patches[0]
    outline = body.get_path().transformed(body.get_transform())
    for text, box in boxes.items():
        if text.get_text() in names:
            assert not outline.intersects_bbox(box, filled=True), text.get_text()
    for leader in axes.patches:
        if to_hex(leader.get_edgecolor()) == PALETTE["ink"]:
            for ends in leader.get_transform().transform(leader.get_path().vertices).reshape(-1, 2, 2):
                assert not any(Path(ends).intersects_bbox(box, filled=False) for box in boxes.values()), (
                    "a line crosses"
                )
    shown = draw.SHOWN[view]
    wanted = (
        shown if exercise is None else [part.muscle for part in CATALOGUE[exercise].muscles if part.muscle in shown]
    )
    written = {text.get_text() for text in axes.texts} & names
    assert written == {MUSCLES[what].name.replace(" ", "\n", 1) for what in wanted}


@pytest.mark.parametrize("colours", [PALETTE, DARK], ids=["light", "dark"])
def test_roles_differ_in_a_grey_print(colours):
    def contrast(one, two):
        dark, light = sorted(luminance(colours[name]) for name in (one, two))
        return (light + 0.05) / (dark + 0.05)

    assert contrast("active", "stretch") >= 2.2
    assert contrast("active", "muscle_quiet") >= 2.2
    assert contrast("active", "pale") >= 3
    assert contrast("stretch", "contour") >= 3
    assert contrast("sinew", "active") >= 3
    assert contrast("muscle", "contour") >= 3
    dashes = {role: look["fibres"]["linestyle"] for role, look in draw.ROLES.items()}
    assert dashes["works"] == dashes["steadies"] != dashes["stretched"], "and the pattern differs too"
    assert draw.ROLES["steadies"]["body"]["linewidth"] > draw.ROLES["works"]["body"]["linewidth"]


def test_the_pictures_of_an_exercise_are_small_and_the_same_each_time():
    texts = [svg(draw.trunk, view=view, exercise="bird-dog", size=draw.VIEWS[view].size) for view in draw.VIEWS]
    assert len(gzip.compress("".join(texts).encode())) < 25_000
    assert texts == [svg(draw.trunk, view=view, exercise="bird-dog", size=draw.VIEWS[view].size) for view in draw.VIEWS]


@pytest.mark.parametrize("call", [lambda **names: draw.trunk(None, **names), draw.trunk_words])
@pytest.mark.parametrize(
    ("names", "words"),
    [
        ({"view": "side"}, "view is 'side', but must be one of front, back, section."),
        ({"view": None}, "view is None, but must be one of front"),
        ({"view": ["back"]}, r"view is \['back'\], but must be one of front"),
        ({"view": "back", "exercise": "crunch"}, "exercise is 'crunch', but must be one of child-pose, cat-camel"),
        ({"view": "back", "exercise": 3}, "exercise is 3, but must be one of child-pose"),
    ],
)
def test_a_name_that_is_not_known_is_refused(call, names, words):
    with pytest.raises(ValueError, match=words):
        call(**names)
