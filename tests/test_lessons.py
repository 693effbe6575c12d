"""Every lesson has its frame; together they teach every statement of the guide and quote every line of it."""

import json
import re
from pathlib import Path

import nbformat
import pytest
import trunkcare_coverage as coverage
from readability import grade

from trunkcare_lib.entries import DATA
from trunkcare_lib.evidence import CLAIMS, GRADES, SOURCES
from trunkcare_lib.models.questions import LESSONS

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
FRAME = ["What the guide says", "What this cannot say", "Evidence", "Check yourself", "Three lines to take away"]


def read(name):
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


@pytest.fixture(params=LESSONS)
def lesson(request):
    notebook = read(request.param)
    notebook.metadata["name"] = request.param
    return notebook


def texts(lesson):
    return [cell.source for cell in lesson.cells if cell.cell_type == "markdown"]


def text_of(lesson):
    return "\n\n".join(texts(lesson))


def codes(lesson):
    return [cell for cell in lesson.cells if cell.cell_type == "code"]


def for_patients(text):
    """What begins with words that tell a patient what to do, without roles and links."""
    words = "Do it|Do not|How|What to do|Take care|Ask first|Leave it out|Change it|Stop|Dangers"
    parts = re.findall(rf"^(?:- )?\*\*(?:{words})[^*]*\*\*.*$", text, re.MULTILINE)
    return [re.sub(r"\{[a-z:]+\}`([^`<]*)[^`]*`|\]\([^)]*\)|[*\[\]]", r"\1", part) for part in parts]


def section(text, heading):
    """The text below a heading, up to the next of its kind."""
    return re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[1]


def test_the_notebooks_are_the_nine_lessons():
    assert sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")) == list(LESSONS)


def test_lesson_has_its_frame_in_order(lesson):
    text = text_of(lesson)
    places = [text.index(f"\n## {heading}\n") for heading in FRAME]
    assert places == sorted(places)
    assert text.startswith("# ")
    goals = re.search(r"After this lesson you can\n\n((?:- .*\n){3,6})", text)[1]
    assert all("**" in goal for goal in goals.strip().splitlines()), "each with its verb in bold"
    assert 20 <= int(re.search(r"About (\d\d) minutes", text)[1]) <= 30
    assert "../book/safety.md" in text
    assert re.search(r"^## 1\. ", text, re.MULTILINE)
    assert text.count("**Predict.**") >= 3
    assert text.count("**Observe.**") >= 2
    assert text.count("**Explain.**") >= 2
    assert "**A second look, at a paper.**" in text
    examples = [
        text.index(words) for words in ("**Worked example.**", "**Half-done example.**", "**Your own example.**")
    ]
    assert examples == sorted(examples)
    for words in examples[1:]:
        assert re.search(r"<summary>Show (the|one) solution</summary>", text[words:])
    assert len(re.findall(r"## Three lines to take away\n\n1\. .*\n2\. .*\n3\. .*\n\nNext: ", text)) == 1


def test_lesson_leads_to_the_next(lesson):
    after = dict(zip(LESSONS, [*LESSONS[1:], None], strict=True))[lesson.metadata.name]
    last = text_of(lesson).rpartition("\nNext: ")[2]
    assert (f"({after}.ipynb)" if after else "../book/exercises.md") in last


def test_lesson_ends_with_its_own_quiz(lesson):
    (quiz,) = [cell for cell in codes(lesson) if "questions.of_lesson(" in cell.source]
    assert f'questions.of_lesson("{lesson.metadata.name}")' in quiz.source
    number = lesson.cells.index(quiz)
    assert "## Check yourself" in lesson.cells[number - 1].source


def test_the_learner_commits_before_each_figure(lesson):
    """Between the word "Predict" and the next "Observe" stands something to answer."""
    asked = False
    for cell in lesson.cells:
        if cell.cell_type == "code":
            asked = asked and not re.search(r"\b(Guess|Sketch|Quiz)\(", cell.source)
            continue
        for word in re.findall(r"\*\*(Predict|Observe|Explain)\.\*\*", cell.source):
            assert not (asked and word != "Predict"), f"nothing to answer before: {cell.source[:80]}"
            asked = asked or word == "Predict"
            if word != "Predict":
                asked = False
    assert not asked


def test_each_guess_comes_before_what_it_is_about(lesson):
    """A guess whose answer the reader sees first is none: its code, which holds the answer, is hidden."""
    guesses = [cell for cell in codes(lesson) if re.search(r"\b(Guess|Sketch)\(|questions\.of_lesson", cell.source)]
    for cell in (cell for cell in guesses if "import" not in cell.source):
        assert "remove-input" in cell.metadata.tags
        assert cell.metadata.jupyter.source_hidden


def test_cells_are_few_and_short(lesson):
    assert 8 <= len(codes(lesson)) <= 14
    for cell in codes(lesson):
        assert len(cell.source.splitlines()) <= 8, cell.source
        assert max(map(len, cell.source.splitlines())) <= 90, cell.source
        assert "def " not in cell.source
        assert "lambda" not in cell.source


def test_stored_outputs_are_text_only(lesson):
    """Strict nbval compares what is stored; pictures and widget ids would differ from run to run."""
    assert any(cell.outputs for cell in codes(lesson)), "run `make outputs`"
    for cell in codes(lesson):
        assert {output.output_type for output in cell.outputs} <= {"stream"}
        assert bool(cell.outputs) == ("print(" in cell.source), f"run `make outputs`: {cell.source}"


def test_lesson_names_its_kernel_and_its_review(lesson):
    assert lesson.metadata.kernelspec.name == "python3"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", lesson.metadata.reviewed)
    assert "widgets" not in json.dumps(lesson.metadata)


def test_what_a_cell_says_it_teaches_it_names(lesson):
    for cell in lesson.cells:
        for id_ in cell.metadata.get("teaches", ()):
            assert cell.cell_type == "markdown"
            assert id_ in CLAIMS, f"{id_} is no statement"
            assert re.search(rf"\b{id_}\b", cell.source), f"{id_} is not named in: {cell.source[:80]}"


def test_evidence_box_gives_each_statement_its_own_grades(lesson):
    """Every statement that the lesson teaches stands in its evidence table, with no grade that it does not have."""
    rows = [row for row in section(text_of(lesson), "Evidence").splitlines() if re.search(r"\bS\d\d", row)]
    named = set()
    for row in rows:
        ids = re.findall(r"\bS\d\db?\b", row)
        if spans := re.findall(r"\b(S\d\d) to (S\d\d)\b", row):
            everything = list(CLAIMS)
            ids += [id_ for a, b in spans for id_ in everything[everything.index(a) : everything.index(b) + 1]]
        named |= set(ids)
        own = {given.grade for id_ in ids for given in CLAIMS[id_].grades}
        said = set(re.findall(rf"\b({'|'.join(GRADES)})\b", row))
        assert said, f"no grade: {row}"
        assert said <= own, f"{said} is not {own}: {row}"
    assert {id_ for cell in lesson.cells for id_ in cell.metadata.get("teaches", ())} <= named


def test_sources_are_known(lesson):
    keys = re.findall(r"\{cite:[pt]\}`([^`]*)`", text_of(lesson))
    assert keys
    for key in (key.strip() for keys_ in keys for key in keys_.split(",")):
        assert key in SOURCES, key


def test_a_term_is_explained_where_it_first_stands(lesson):
    """Each use of a term that the lesson explains by the glossary stands after its explanation."""
    prose = re.sub(r"^>.*$|(?<!\})`[^`\n]*`", "", text_of(lesson), flags=re.MULTILINE)
    prose = re.sub(r"<details>.*?</details>", "", prose, flags=re.DOTALL)
    prose = prose[prose.index("## ") :]
    roles = dict.fromkeys(re.findall(r"\{term\}`([^`]*)`", prose))
    assert len(roles) >= 3
    for role in roles:
        term = role.partition(" <")[2].rstrip(">") or role
        bare = re.compile(rf"(?<![\w`<]){re.escape(term)}(?![\w>`])", re.IGNORECASE)
        linked = prose.index(f"{{term}}`{role}`")
        first = bare.search(prose)
        assert not first or first.start() > linked, f"{term!r} stands before it is explained"


def test_what_to_take_away_is_plain(lesson):
    assert grade(section(text_of(lesson), "Three lines to take away").partition("Next:")[0].split("\n")) <= 8


@pytest.mark.parametrize(
    "part", [(name, part) for name in LESSONS for part in for_patients(text_of(read(name)))], ids=lambda part: part[0]
)
def test_what_a_patient_may_do_is_plain(part):
    """Paragraphs and points that say how to do a thing, when to stop, and who should take care."""
    assert grade([part[1]]) <= 8, part[1]


def test_the_lessons_have_such_parts():
    assert sum(len(for_patients(text_of(read(name)))) for name in LESSONS) > 20


def test_every_statement_is_taught_in_some_lesson():
    for id_, places in coverage.taught().items():
        assert places, f"{id_} is taught nowhere"


def test_every_statement_is_asked_in_some_question():
    for id_, lessons in coverage.asked().items():
        assert lessons, f"{id_} is asked nowhere"


def test_every_line_of_the_guide_is_quoted_in_some_lesson():
    """Letter by letter, in the sections "What the guide says" or wherever a lesson quotes it."""
    quoted = [
        line for name in LESSONS for text in texts(read(name)) for line in re.findall(r"^> (.*)$", text, re.MULTILINE)
    ]
    quoted = {line.strip().rstrip("\\").strip() for line in quoted}
    lines = (DATA / "guide.txt").read_text(encoding="utf-8").splitlines()
    missing = [line for line in lines if line.strip(" ⸻") and line.strip() not in quoted]
    assert missing == []
