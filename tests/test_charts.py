"""What the figures of all models have in common: they draw, in the theme's colours, what their sentence says."""

import importlib
import inspect
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from matplotlib.figure import Figure
from test_models import ROOMS

from trunkcare_lib.figures import chart
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.palette import PALETTE
from trunkcare_lib.published import Published

CHARTS = {name: importlib.import_module(f"trunkcare_lib.figures.{name}") for name in ROOMS}
FIGURES = {
    f"{name}.{function.__name__}": (ROOMS[name], function, getattr(module, f"{function.__name__}_words"))
    for name, module in CHARTS.items()
    for function in vars(module).values()
    if inspect.isfunction(function) and function.__module__ == module.__name__
    if not function.__name__.startswith("_") and not function.__name__.endswith("_words")
}


OWN = {
    "effort_percent": [39, 20, 69],
    "exercise": list(ROOMS["effort"].EMG),
    "delay_s": [0.1, 0.05, 0.3],
    "stiffness_ratio": [0, 0.5],
    "fatigue.session hold_s": [5, 2, 25, 50],
}
"""Keywords that no model takes as they are, and one that must be a part of 50 s."""


def values_of(room, figure, name):
    """The usual value of a figure's keyword, then others that it may have."""
    if own := OWN.get(f"{figure} {name}", OWN.get(name)):
        return own
    if name in room.PARAMETERS:
        return list(dict.fromkeys([room.PARAMETERS[name].value, *room.PARAMETERS[name].values(3)]))
    return list(room.CHOICES[name])


def settings_of(figure):
    """The usual values of a figure's keywords, then each in turn at every other value that it may have."""
    room, draw, _ = FIGURES[figure]
    names = [name for name in inspect.signature(draw).parameters if name != "ax"]
    choices = {name: values_of(room, figure, name) for name in names}
    usual = {name: values[0] for name, values in choices.items()}
    others = [usual | {name: value} for name, values in choices.items() for value in values[1:]]
    return [usual, *(given for given in others if not refused(figure, given))]


def refused(figure, given):
    """Whether a model has a reason not to answer, such as the load of a back that lies on the floor."""
    try:
        FIGURES[figure][2](**given)
    except ValueError as error:
        assert re.match(r"The pose '[\w-]+' does not tell", str(error)), error  # noqa: PT017
        return True
    return False


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_and_its_words_take_the_same_keywords(figure):
    _, draw, say = FIGURES[figure]
    named = [dict(inspect.signature(function).parameters) for function in (draw, say)]
    assert next(iter(named[0])) == "ax"
    del named[0]["ax"]
    assert {name: one.default for name, one in named[0].items()} == {
        name: one.default for name, one in named[1].items()
    }


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_draws_at_any_setting_in_the_colours_of_the_theme(figure):
    """Warnings are errors here; a colour that is not the palette's would not follow the page into the dark."""
    _, draw, _ = FIGURES[figure]
    for given in settings_of(figure):
        text = svg(draw, **given)
        ET.fromstring(text)
        assert re.findall(r"#[0-9a-f]{6}\b", re.sub(r"var\([^)]*\)", "", text)) == [], given
    assert svg(draw, **given) == text, "the same bytes each time"


@pytest.mark.parametrize("figure", FIGURES)
def test_the_words_of_a_figure_are_whole_sentences_with_numbers(figure):
    _, _, say = FIGURES[figure]
    for given in settings_of(figure):
        words = say(**given)
        assert words[0].isupper() or words[0].isdigit(), words
        assert words.endswith("."), words
        assert re.search(r"\d", words), words
        assert not re.search(r"\b(nan|inf|None|array|np)\b|-0(\.0+)?\b|  |\(\)", words), words


@pytest.mark.parametrize("figure", FIGURES)
def test_the_axes_of_a_figure_are_labelled(figure):
    _, draw, _ = FIGURES[figure]
    ax = Figure().subplots()
    draw(ax, **settings_of(figure)[0])
    if ax.axison:
        assert ax.get_xlabel()
        assert ax.get_ylabel() or not ax.get_yticks().size or ax.get_yticklabels()[0].get_text()


@pytest.mark.parametrize("name", ROOMS)
def test_a_published_value_of_the_model_s_table_stands_in_its_picture(name):
    """In the same unit, in percent or in thousandths."""
    ax = Figure().subplots()
    CHARTS[name].against_published(ax)
    drawn = [
        number for line in ax.lines if line.get_marker() == "o" for number in (*line.get_xdata(), *line.get_ydata())
    ]
    values = [entry.value for entry in ROOMS[name].PUBLISHED.values()]
    scaled = [scale * value for value in values for scale in (1, 100, 1000)]
    assert any(np.isclose(drawn, value).any() for value in scaled), (drawn, values)


def test_a_recalled_value_is_drawn_hollow_and_a_spread_as_a_bar():
    ax = Figure().subplots()
    seen = Published("x", 3, (2, 5), "m", "menezes2012", "measured", lambda: 3.0, "range")
    recalled = Published("x", 4, None, "m", "course", "recalled", lambda: 4.0)
    chart.published(ax, 1, seen, "seen")
    chart.published(ax, 2, recalled)
    bar, full, hollow = ax.lines
    assert (list(bar.get_xdata()), list(bar.get_ydata())) == ([1, 1], [2, 5])
    assert (list(full.get_xdata()), list(full.get_ydata())) == ([1], [3])
    assert full.get_markerfacecolor() == PALETTE["ink"]
    assert hollow.get_markerfacecolor() == PALETTE["paper"]
    assert [text.get_text() for text in ax.texts] == ["seen"]
