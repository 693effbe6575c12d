"""The lesson on relief has every safety rule of the data, in its own words: none may get lost or grow old."""

import re
from pathlib import Path

import nbformat
import pytest

from trunkcare_lib.models.spasm import RELIEF

LESSON = Path(__file__).parents[1] / "notebooks/03_relief.ipynb"


@pytest.fixture(scope="module")
def listed():
    cells = nbformat.read(LESSON, as_version=4).cells
    return [line for cell in cells for line in re.findall(r"^(?:-|1\.) (.*)$", cell.source, re.MULTILINE)]


@pytest.mark.parametrize("measure", RELIEF)
@pytest.mark.parametrize("field", ["do_not", "how", "stop_when"])
def test_lesson_lists_each_rule(listed, measure, field):
    assert set(getattr(RELIEF[measure], field)) <= set(listed)


def test_reasons_not_to_use_heat_come_before_how_to_use_it(listed):
    last_reason = max(listed.index(rule) for rule in RELIEF["heat"].do_not)
    assert last_reason < listed.index(RELIEF["heat"].how[0])
