"""What every teaching model has in common: numbers with a source, errors that are sentences, published values."""

import importlib
import inspect
import math
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trunkcare_lib import models
from trunkcare_lib.evidence import SOURCES
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.spasm import CAUSES, RELIEF
from trunkcare_lib.parameter import TAGS, Parameter, choice, together
from trunkcare_lib.published import Published

BOOK = Path(__file__).parents[1] / "book"
ROOMS = [importlib.import_module(f"trunkcare_lib.models.{room.name}") for room in pkgutil.iter_modules(models.__path__)]
ROOMS = {room.__name__.rpartition(".")[2]: room for room in ROOMS if hasattr(room, "PUBLISHED")}
CALLS = {
    f"{name}.{function.__name__}": (room, function)
    for name, room in ROOMS.items()
    for function in vars(room).values()
    if inspect.isfunction(function) and function.__module__ == room.__name__ and not function.__name__.startswith("_")
}
ARGUMENTS = [(call, name) for call, (_, function) in CALLS.items() for name in inspect.signature(function).parameters]
NUMBERS = [(call, name) for call, name in ARGUMENTS if name in CALLS[call][0].PARAMETERS]
WORDS = [pair for pair in ARGUMENTS if pair not in NUMBERS]
ENTRIES = [
    pytest.param(entry, id=f"{name}-{key}-{entry.source}")
    for name, room in ROOMS.items()
    for key, entry in room.PUBLISHED.items()
]
NAN_SAYS_NEVER = {"reflex.catch_angle_deg"}
"""Calls whose answer may be nan by contract."""


def usual(call):
    """The arguments of a call: each number's default, the first of each choice of words."""
    room, function = CALLS[call]
    return {
        name: room.PARAMETERS[name].value if name in room.PARAMETERS else next(iter(room.CHOICES[name]))
        for name in inspect.signature(function).parameters
    }


def ask(call, **given):
    return CALLS[call][1](**usual(call) | given)


def is_count(call, name):
    """Whether a number must be whole: the call itself says so."""
    parameter = CALLS[call][0].PARAMETERS[name]
    try:
        ask(call, **{name: min(parameter.low + 0.5, parameter.high)})
    except ValueError as error:
        return "whole number" in str(error)
    return False


COUNTS = {pair for pair in NUMBERS if is_count(*pair)}


def flat(answer):
    """All numbers of an answer, whatever it is made of."""
    if isinstance(answer, dict):
        answer = tuple(answer.values())
    parts = answer if isinstance(answer, (tuple, list)) else [answer]
    if any(isinstance(part, (tuple, list, dict)) for part in parts):
        return np.concatenate([flat(part) for part in parts])
    return np.concatenate([np.ravel(np.asarray(part)).astype(float) for part in parts])


def test_every_model_has_published_values_pictures_and_a_page():
    assert {"heat", "stretch", "fatigue", "load", "reflex", "balance", "rocking", "course"} <= ROOMS.keys()
    contents = (BOOK.parent / "_toc.yml").read_text(encoding="utf-8")
    listed = re.search(r"for room in (\[.*?\])", (BOOK / "models.md").read_text(encoding="utf-8"))[1]
    assert set(re.findall(r'"(\w+)"', listed)) == ROOMS.keys()
    for name, room in ROOMS.items():
        assert room.PUBLISHED, name
        assert importlib.import_module(f"trunkcare_lib.figures.{name}").against_published
        assert f"- file: book/models/{name}\n" in contents
        page = (BOOK / f"models/{name}.md").read_text(encoding="utf-8")
        for part in ("## First guess", "guess(", "against_published", "cannot say\n"):
            assert part in page, f"{name} lacks {part}"


def test_the_models_that_the_data_name_exist():
    entries = [*CATALOGUE.values(), *CAUSES.values(), *RELIEF.values()]
    named = {name for entry in entries for name in entry.models}
    assert named == ROOMS.keys(), "each model gives reasons for something"


@pytest.mark.parametrize("entry", ENTRIES)
def test_model_meets_the_published_value_or_says_why_not(entry):
    assert entry.within == (not entry.miss), f"model {entry.model():.4g}, published {entry.value} {entry.spread}"
    assert entry.source in SOURCES or entry.source == "course"
    assert entry.tag != "measured" or entry.source in SOURCES


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_every_number_has_a_source_and_a_tag(room):
    for name, parameter in room.PARAMETERS.items():
        assert isinstance(parameter, Parameter), name
        assert parameter.source in {"course", *SOURCES}, name
        assert parameter.tag in TAGS, name


@pytest.mark.parametrize(("call", "name"), ARGUMENTS)
def test_an_argument_s_default_is_that_of_its_parameter(call, name):
    room, function = CALLS[call]
    default = inspect.signature(function).parameters[name].default
    if name in room.PARAMETERS:
        assert default in (inspect.Parameter.empty, None, room.PARAMETERS[name].value)
    else:
        assert default in {inspect.Parameter.empty, None, *room.CHOICES[name]}


@pytest.mark.parametrize(("call", "name"), NUMBERS)
def test_a_number_outside_its_range_is_refused_in_a_sentence(call, name):
    parameter = CALLS[call][0].PARAMETERS[name]
    span = parameter.high - parameter.low or 1
    for bad in (parameter.low - span / 7, parameter.high + span / 7, math.nan, math.inf, -math.inf):
        for given_ in (bad, [parameter.value, bad]):
            unit = f" {parameter.unit}" if parameter.unit else ""
            words = f"{name} is {bad:.12g}{unit}, but must be from {parameter.low:.12g} to {parameter.high:.12g}{unit}"
            with pytest.raises(ValueError, match=re.escape(words)):
                ask(call, **{name: given_})


@pytest.mark.parametrize(("call", "name"), NUMBERS)
def test_what_is_no_number_is_refused(call, name):
    optional = inspect.signature(CALLS[call][1]).parameters[name].default is None
    for bad in ("ten", True, 1j, [[1], [2, 3]], [], {}, *([] if optional else [None])):
        with pytest.raises(ValueError, match=rf"^{name} "):
            ask(call, **{name: bad})


@pytest.mark.parametrize(("call", "name"), NUMBERS)
def test_a_number_is_taken_alone_and_in_an_array_or_the_array_is_refused(call, name):
    parameter = CALLS[call][0].PARAMETERS[name]
    alone = flat(ask(call))
    try:
        twice = flat(ask(call, **{name: np.array([parameter.value, parameter.value])}))
    except ValueError as error:
        assert re.match(rf"{name} has the shape \(2,\), but must be one number", str(error))  # noqa: PT017
    else:
        assert twice.size >= alone.size
        assert np.isin(np.round(twice, 6), np.round(alone, 6)).all() or call in NAN_SAYS_NEVER


@pytest.mark.parametrize(("call", "name"), WORDS)
def test_an_unknown_word_is_refused_with_the_known_ones(call, name):
    known = next(iter(CALLS[call][0].CHOICES[name]))
    for bad in ("toe", "", 3, ["trunk"], {}):
        with pytest.raises(ValueError, match=rf"{name}\b.*"):
            ask(call, **{name: bad})
    ask(call, **{name: known})


@pytest.mark.parametrize("call", CALLS)
@settings(max_examples=60)
@given(st.data())
def test_any_numbers_of_the_ranges_give_finite_answers(call, data):
    """Or a sentence that says which do not go together; warnings are errors here."""
    room, _ = CALLS[call]
    values = usual(call)
    for name in values:
        if name not in room.PARAMETERS:
            values[name] = data.draw(st.sampled_from(sorted(room.CHOICES[name])), name)
            continue
        low, high = room.PARAMETERS[name].low, room.PARAMETERS[name].high
        draw = st.integers(int(low), int(high)) if (call, name) in COUNTS else st.floats(low, high)
        values[name] = data.draw(st.one_of(st.sampled_from([low, high]), draw), name)
    try:
        answer = flat(CALLS[call][1](**values))
    except ValueError as error:
        assert any(name in str(error) for name in values), error  # noqa: PT017
        return
    assert np.isfinite(answer).all() or call in NAN_SAYS_NEVER


def test_words_and_shapes_are_refused_by_name():
    with pytest.raises(ValueError, match=r"region is 'toe', but must be one of: trunk, knee\."):
        choice("region", "toe", ["trunk", "knee"])
    with pytest.raises(ValueError, match=r"The shapes of time_s \(3,\) and speed_deg_s \(2,\) do not fit together\."):
        together(time_s=np.zeros(3), speed_deg_s=np.zeros(2), alone=1.0)


def test_a_published_value_without_a_spread_is_met_within_a_fifth():
    def entry(model, **given):
        return Published("x", 10, given.pop("spread", None), "", "course", "recalled", lambda: model, **given)

    assert [entry(model).within for model in (7.9, 8, 12, 12.1)] == [False, True, True, False]
    assert entry(3, spread=(3, 30), bar="range").within
    with pytest.raises(ValueError, match="belong together"):
        entry(3, spread=(3, 30))


@pytest.mark.parametrize("name", ROOMS)
def test_a_model_needs_only_numpy_and_the_ground(name):
    """Nothing that draws is loaded: the import stays light."""
    heavy = ("matplotlib", "anywidget", "scipy")
    code = f"import sys, trunkcare_lib.models.{name}; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
