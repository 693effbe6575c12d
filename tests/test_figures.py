"""The figures of doses: what they draw is what their sentence says, and the same call gives the same bytes."""

import gc
import re
import xml.etree.ElementTree as ET

import matplotlib
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import TransformNode

from trunkcare_lib.dose import Dose
from trunkcare_lib.figures import dose as draw
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.palette import DARK, PALETTE

BRIDGE = {"hold_s": 5, "reps": 10, "rest_s": 5}


def test_timeline_draws_each_hold_as_a_bar_of_its_length():
    axes = Figure().subplots()
    draw.timeline(axes, **BRIDGE, sides=2)
    work = max(axes.patches, key=lambda patch: len(patch.get_path().vertices))
    starts = sorted({vertex[0] for vertex in work.get_path().vertices})
    assert len(starts) == 40, "20 holds, each with a start and an end"
    assert starts[:4] == [5, 10, 15, 20]
    assert axes.get_xlim() == (0, 300), "the session of 205 s on the axis of 5 minutes"


def test_timeline_words_have_the_numbers_of_the_dose():
    words = draw.timeline_words(**BRIDGE)
    assert words == "10 holds of 5 s: 50 s of holding in a session of 100 s (50%)."
    assert draw.timeline_words(hold_s=20, sides=2).startswith("2 holds of 20 s, half of them on each side: 40 s")
    assert draw.timeline_words(hold_s=(20, 30)).startswith("At the low end of each range: 1 hold of 20 s")
    assert draw.timeline_words(cycle_s=4, reps=1).startswith("1 movement of 4 s: 4 s of moving")


def test_programme_bars_add_up_to_the_sessions():
    doses = {"Bridge": Dose(**BRIDGE), "Side plank": Dose(hold_s=(5, 10), reps=5, rest_s=10, sides=2)}
    axes = Figure().subplots()
    draw.programme(axes, doses)
    for row, dose in enumerate(doses.values()):
        bars = [bar for bar in axes.patches if bar.get_y() < row < bar.get_y() + bar.get_height()]
        assert sum(bar.get_width() for bar in bars) * 60 == pytest.approx(dose.session_s[1])
        assert sum(bar.get_width() for bar in bars if bar.get_fill()) * 60 == pytest.approx(dose.session_s[0])
        assert max(bars, key=lambda bar: bar.get_x() == 0).get_width() * 60 == pytest.approx(dose.work_s[0])
    assert draw.programme_words(doses).endswith("the longest is side plank.")


def test_programme_words_name_the_longest_at_both_ends():
    doses = {"Steady": Dose(hold_s=20, reps=3), "Wide": Dose(hold_s=(5, 60), reps=3)}
    assert "steady at the low end of the ranges, wide at the high end" in draw.programme_words(doses)


def test_comparison_words_name_every_dose():
    words = draw.comparison_words({"12 × 15 s": Dose(hold_s=15, reps=12, rest_s=10)})
    assert words == "12 × 15 s: 3 min of work in 4 min 55 s."
    ranged = draw.comparison_words({"20–30 s": Dose(hold_s=(20, 30), reps=3, rest_s=10)})
    assert ranged == "20–30 s: 60 s to 90 s of work in 85 s to 115 s."


def test_frame_is_the_same_bytes_each_time_and_well_formed():
    first, second = (svg(draw.timeline, **BRIDGE) for _ in range(2))
    assert first == second
    assert ET.fromstring(first).tag.endswith("svg")
    assert "<text" in first, "text stays text"


def test_frames_of_two_figures_share_no_id():
    one, two = (set(re.findall(r' id="(\w{6,})"', svg(draw.timeline, salt=salt, **BRIDGE))) for salt in "ab")
    one, two = ({id_ for id_ in ids if not id_.startswith(("figure", "patch", "axes"))} for ids in (one, two))
    assert one
    assert {id_ for id_ in one & two if re.fullmatch(r"[mp][0-9a-f]{10}", id_)} == set()


def test_every_colour_of_a_frame_follows_the_theme():
    colours = re.findall(r"#[0-9a-f]{6}", re.sub(r"var\([^)]*\)", "", svg(draw.timeline, **BRIDGE, sides=2)))
    assert colours == []
    assert PALETTE.keys() == DARK.keys()


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("colours", [PALETTE, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("name", "least"), [("ink", 4.5), ("quiet", 4.5), ("line", 3), ("work", 4.5), ("switch", 3)])
def test_colours_stand_out_from_the_page(colours, name, least):
    """WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what carries meaning."""
    light, dark = sorted((luminance(colours[name]), luminance(colours["paper"])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least


def test_words_of_a_frame_are_not_rounded():
    assert ">0.25</text>" in svg(lambda ax: ax.set(xticks=[0.25], xlim=(0, 1))), "a tick label keeps its decimals"


def test_a_frame_does_not_depend_on_the_reader_s_own_style():
    plain = svg(draw.timeline, **BRIDGE)
    with matplotlib.rc_context({"axes.grid": True, "savefig.bbox": "tight", "font.size": 30}):
        assert svg(draw.timeline, **BRIDGE) == plain


def test_timeline_shows_the_end_that_is_asked_for_and_explains_its_colours():
    figure = Figure()
    axes = figure.subplots()
    draw.timeline(axes, hold_s=(20, 30), reps=3, rest_s=10, sides=2, bound="high")
    assert axes.get_xlabel() == "time from the start (s)"
    assert [text.get_text() for text in axes.texts] == ["left side", "right side"]
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["get ready", "hold", "rest", "switch"]
    assert "high end of each range: 6 holds of 30 s" in draw.timeline_words(
        hold_s=(20, 30), reps=3, sides=2, bound="high"
    )


def test_no_transform_of_a_frame_can_lose_a_parent_to_a_new_one():
    """Matplotlib keeps the parents by id, a copy by the ids of its original: those must stay in use."""

    def look(ax):
        in_use = {id(one) for one in gc.get_objects() if isinstance(one, TransformNode)}
        for one in (ax.viewLim, ax.bbox, ax.transAxes, ax.transScale, ax.figure.bbox):
            assert one._parents
            assert one._parents.keys() <= in_use

    svg(look)


def test_any_figure_is_well_formed_and_its_words_stay_as_written():
    def many_kinds(ax):
        ax.scatter([0, 1, 2], [1, 2, 3])
        ax.set(title='x="1.2345" #0b6470', xlabel="$x^2$")

    drawn = ET.fromstring(svg(many_kinds))
    assert any("#0b6470" in "".join(node.itertext()) and "1.2345" in "".join(node.itertext()) for node in drawn.iter())


def test_words_are_in_the_font_of_the_page():
    families = re.findall(r"font-family: ([^;\"]*)", svg(draw.timeline, **BRIDGE))
    assert families
    assert set(families) == {"inherit"}


def as_drawn(paths):
    """The path elements of a picture of paths, each as its attributes."""

    def draw_paths(ax):
        ax.set_position([0, 0, 1, 1])
        ax.axis("off")
        ax.set(xlim=(0, 10), ylim=(0, 10))
        for path, given in paths:
            ax.add_artist(PathPatch(path, **{"clip_on": False} | given))

    return [node.attrib for node in ET.fromstring(svg(draw_paths, size=(1, 1))).iter() if node.tag.endswith("path")]


def test_a_line_filled_over_by_its_shape_is_one_shape_and_nothing_else_is_joined():
    square, other = Path([(1, 1), (9, 1), (5, 9), (1, 1)]), Path([(2, 1), (9, 1), (5, 9), (1, 1)])
    line, fill = {"fc": "none", "ec": PALETTE["ink"], "lw": 4}, {"fc": PALETTE["skin"], "ec": "none"}
    (joined,) = as_drawn([(square, line), (square, fill)])
    assert "paint-order: stroke" in joined["style"]
    assert "--tc-skin" in joined["style"]
    assert "--tc-ink" in joined["style"]
    assert len(as_drawn([(square, line), (other, fill)])) == 2
    halo = as_drawn([(square, line), (square, {"fc": "none", "ec": PALETTE["work"], "lw": 1})])
    assert ["--tc-ink" in path["style"] for path in halo] == [True, False], "a line on its halo stays a line"


def corners(d):
    """The places [px] that a path of relative steps goes through at the end of each step."""
    places, start, here = [], (0, 0), (0, 0)
    for kind, numbers in re.findall(r"([mlqcz])([^mlqcz]*)", d):
        values = [float(number) for number in numbers.split()]
        here = start if kind == "z" else (here[0] + values[-2], here[1] + values[-1])
        start = here if kind == "m" else start
        places.append((round(here[0], 1), round(here[1], 1)))
    return places


def test_a_path_in_steps_goes_where_its_points_are():
    """The second shape starts after the first is closed; curves of both kinds end at their last points."""
    points = [(1, 1), (5, 1), (5, 5), (1, 1), (2, 7), (3, 9), (4, 7), (5, 5), (7, 9), (8, 7), (8, 7)]
    kinds = [1, 2, 2, 79, 1, 3, 3, 4, 4, 4, 79]
    (drawn,) = as_drawn([(Path(points, kinds), {"fc": "none", "ec": PALETTE["ink"]})])
    to_px = [(round(7.2 * x, 1), round(72 - 7.2 * y, 1)) for x, y in points]
    wanted = [to_px[0], to_px[1], to_px[2], to_px[0], to_px[4], to_px[6], to_px[9], to_px[4]]
    for found, place in zip(corners(drawn["d"]), wanted, strict=True):
        assert found == pytest.approx(place, abs=0.11)
