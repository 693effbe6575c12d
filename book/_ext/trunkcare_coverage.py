"""Which statement of the guide is taught in which lesson and asked in which question, read from lessons and data."""

import json
import re
from pathlib import Path
from typing import NamedTuple

from mdit_py_plugins.anchors.index import slugify

from trunkcare_lib.evidence import CLAIMS
from trunkcare_lib.models.questions import LESSONS, QUESTIONS, STEPS

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


class Place(NamedTuple):
    """A section of a lesson."""

    lesson: str
    heading: str

    @property
    def link(self):
        """Its address from a page of ``book/``."""
        return f"../notebooks/{self.lesson}.ipynb#{slugify(self.heading)}"


def lesson_files():
    """The notebooks, in the order of the course."""
    return [NOTEBOOKS / f"{lesson}.ipynb" for lesson in LESSONS]


def cells(lesson):
    """The cells of a lesson's notebook."""
    return json.loads((NOTEBOOKS / f"{lesson}.ipynb").read_text(encoding="utf-8"))["cells"]


def number(lesson):
    """The place of a lesson in the course."""
    return LESSONS.index(lesson) + 1


def spotted():
    """How many questions show an error to spot."""
    return sum(bool(question.picture) for question in QUESTIONS.values())


def title(lesson):
    """The title of a lesson."""
    return re.match(r"# (.*)", opening(lesson))[1]


def minutes(lesson):
    """How long a lesson takes, as it says itself."""
    return re.search(r"About (\d+) minutes", opening(lesson))[1]


def goals(lesson):
    """What one can do after a lesson: its list, in Markdown."""
    return re.search(r"After this lesson you can\n\n((?:- .*\n?)+)", opening(lesson))[1]


def opening(lesson):
    """The first cell of a lesson."""
    return "".join(cells(lesson)[0]["source"])


def taught():
    """For each statement the sections whose cells say, in their metadata, that they teach it."""
    places = {id_: [] for id_ in CLAIMS}
    for lesson in LESSONS:
        before = ""
        for cell in (cell for cell in cells(lesson) if cell["cell_type"] == "markdown"):
            text = "".join(cell["source"])
            for id_ in cell["metadata"].get("teaches", ()):
                place = Place(lesson, last_heading(text[: re.search(rf"\b{id_}\b", text).start()]) or before)
                if place not in places[id_]:
                    places[id_].append(place)
            before = last_heading(text) or before
    return places


def last_heading(text):
    """The last heading of a section in a text, or nothing."""
    return (re.findall(r"^## (.*)$", text, re.MULTILINE) or [""])[-1]


def asked():
    """For each statement the lessons that ask about it, each with the number of its questions and steps of cases."""
    counts = {id_: {} for id_ in CLAIMS}
    every = [(entry.lesson, entry) for entry in QUESTIONS.values()] + [("08_caution", step) for step in STEPS.values()]
    for lesson, entry in every:
        for id_ in entry.statements:
            counts[id_][lesson] = counts[id_].get(lesson, 0) + 1
    return counts


def lessons_against(misconception):
    """The lessons that ask about a misconception."""
    return list(dict.fromkeys(entry.lesson for entry in QUESTIONS.values() if misconception in entry.misconceptions))
