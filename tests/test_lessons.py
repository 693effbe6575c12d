"""Every lesson has its frame, so that each is as good to learn from as the pattern."""

import json
import re
from pathlib import Path

import nbformat
import pytest

LESSONS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
FRAME = ["What the guide says", "What this cannot say", "Evidence", "Check yourself", "Three lines to take away"]


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request):
    return nbformat.read(request.param, as_version=4)


def text_of(lesson):
    return "\n\n".join(cell.source for cell in lesson.cells if cell.cell_type == "markdown")


def test_lesson_has_its_frame_in_order(lesson):
    text = text_of(lesson)
    places = [text.index(f"\n## {heading}") for heading in FRAME]
    assert places == sorted(places)
    assert text.startswith("# ")
    assert re.search(r"After this lesson you can\n\n(- .*\*\*\w+.*\n){3,}", text), (
        "objectives, each with its verb in bold"
    )
    assert re.search(r"About \d\d minutes", text)
    assert "../book/safety.md" in text
    assert text.count("**Predict.**") >= 3
    assert text.count("**Observe.**") >= 2
    assert re.search(r"\*\*Worked example", text)
    assert re.search(r"\*\*Half-done example", text)
    assert re.search(r"\*\*Your own example", text)
    assert len(re.findall(r"## Three lines to take away\n\n1\. .*\n2\. .*\n3\. .*\n\nNext: ", text)) == 1


def test_lesson_asks_four_to_eight_questions_and_folds_the_answers(lesson):
    questions = re.findall(r"<summary>\d+\. .*</summary>", text_of(lesson))
    assert 4 <= len(questions) <= 8


def test_each_guess_comes_before_what_it_is_about(lesson):
    """A guess whose answer the reader sees first is none: its code, which holds the answer, is hidden."""
    guesses = [cell for cell in lesson.cells if cell.cell_type == "code" and "Guess(" in cell.source]
    for cell in (cell for cell in guesses if "import" not in cell.source):
        assert "remove-input" in cell.metadata.tags
        assert cell.metadata.jupyter.source_hidden


def test_cells_are_few_and_short(lesson):
    code = [cell for cell in lesson.cells if cell.cell_type == "code"]
    assert 8 <= len(code) <= 14
    for cell in code:
        assert len(cell.source.splitlines()) <= 8, cell.source
        assert max(map(len, cell.source.splitlines())) <= 90, cell.source
        assert "def " not in cell.source


def test_stored_outputs_are_text_only(lesson):
    """Strict nbval compares what is stored; pictures and widget ids would differ from run to run."""
    code = [cell for cell in lesson.cells if cell.cell_type == "code"]
    assert any(cell.outputs for cell in code), "run `make outputs`"
    for cell in code:
        assert {output.output_type for output in cell.outputs} <= {"stream"}
        assert bool(cell.outputs) == ("print(" in cell.source), f"run `make outputs`: {cell.source}"


def test_lesson_names_its_kernel_and_its_review(lesson):
    assert lesson.metadata.kernelspec.name == "python3"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", lesson.metadata.reviewed)
    assert "widgets" not in json.dumps(lesson.metadata)
