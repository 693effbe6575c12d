"""The questions: enough of them, each option explained, each statement and each misconception asked about."""

import re
from pathlib import Path

import pytest

from trunkcare_lib.evidence import CLAIMS
from trunkcare_lib.models import questions
from trunkcare_lib.models.motion import MISTAKES
from trunkcare_lib.models.questions import CASES, LESSONS, MISCONCEPTIONS, QUESTIONS, STEPS

EVIDENCE = Path(__file__).parents[2] / "shared/evidence/evidence.md"
EVERY = [*QUESTIONS.values(), *STEPS.values()]


def test_there_are_at_least_sixty_questions_and_eight_cases():
    assert len(QUESTIONS) >= 60
    assert len(CASES) >= 8


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_asks_four_to_eight_questions_one_of_them_with_several_answers(lesson):
    asked = questions.of_lesson(lesson)
    assert 4 <= len(asked) <= 8
    assert not any(question.picture for question in asked)
    assert any(question.several for question in asked)


def test_every_statement_and_every_misconception_is_asked_about():
    assert {id_ for entry in EVERY for id_ in entry.statements} == set(CLAIMS)
    assert {id_ for question in QUESTIONS.values() for id_ in question.misconceptions} == set(MISCONCEPTIONS)


def test_there_are_the_fifteen_misconceptions():
    assert len(MISCONCEPTIONS) == 15


@pytest.mark.skipif(not EVIDENCE.exists(), reason="the evidence file is not beside this course")
def test_the_misconceptions_are_those_of_the_evidence_file():
    """Section 6, in its order: every statement that it names for a belief stands beside that belief."""
    bank = EVIDENCE.read_text(encoding="utf-8").partition("## 6.")[2].partition("## 7.")[0]
    answers = re.findall(r'\d+ "[^"]*" → (.*?)(?= \d+ "|$)', bank, re.MULTILINE)
    assert len(answers) == len(MISCONCEPTIONS)
    for answer, entry in zip(answers, MISCONCEPTIONS.values(), strict=True):
        assert set(re.findall(r"S\d\d", answer)) <= set(entry.statements), entry.id


@pytest.mark.parametrize("entry", EVERY, ids=lambda entry: entry.id)
def test_a_question_explains_every_option_and_does_not_give_itself_away(entry):
    texts = [option.text for option in entry.options]
    assert 2 <= len(texts) <= 6
    whys = [option.why for option in entry.options]
    assert len(set(whys)) == len(whys), "each option has an explanation of its own"
    assert all(len(why.split()) >= 4 for why in whys)
    assert not any(re.match(r"(right|wrong)\b", why, re.IGNORECASE) for why in whys), "the page says that already"
    assert entry.ask.rstrip().endswith(("?", ".", ":"))


def test_the_right_option_stands_at_no_fixed_place_and_is_not_always_the_longest():
    single = [entry for entry in EVERY if not entry.several and len(entry.options) >= 3]
    right = [next(n for n, option in enumerate(entry.options) if option.right) for entry in single]
    for place in range(3):
        assert 0.15 < right.count(place) / len(right) < 0.55, place
    longest = [
        max(entry.options, key=lambda option: len(option.text)).right for entry in single if not hasattr(entry, "case")
    ]
    assert sum(longest) / len(longest) < 0.6


def test_a_fault_to_spot_is_asked_by_its_letter():
    shown = [question for question in QUESTIONS.values() if question.picture]
    for question in shown:
        error = MISTAKES[question.picture]
        assert question.id.startswith(error.exercise), question.id
        (right,) = [option for option in question.options if option.right]
        assert right.text.startswith(f"{error.letter}:"), question.id
    assert sorted(question.picture for question in shown) == sorted(MISTAKES), "every drawn error is asked about once"
    letters = [error.letter for error in MISTAKES.values()]
    assert abs(letters.count("A") - letters.count("B")) <= 2


def test_cases_unfold_and_not_all_are_what_they_seem():
    assert sum(case.looks == "harmless" and case.urgency in ("emergency", "urgent") for case in CASES.values()) >= 2
    assert sum(case.looks == "alarming" and case.urgency in ("self-care", "review") for case in CASES.values()) >= 2
    for id_ in CASES:
        assert 2 <= len(questions.of_case(id_)) <= 5


GOOD = """
[[question]]
id = "one"
lesson = "01_spasm"
statements = ["S01"]
ask = "What?"
options = [{ text = "a", right = true, why = "so" }, { text = "b", right = false, why = "not so" }]
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"01_spasm"', '"01_spasms"', "entry 'one', field 'lesson' is '01_spasms'.*did you mean '01_spasm'"),
        ('["S01"]', '["S99"]', "field 'statements.1.' is 'S99', which is not known"),
        ('["S01"]', "[]", "field 'statements' is empty"),
        ("right = true", "right = false", "'options' must list at least two, one of them right"),
        ("right = false", "right = true", "'options' has 2 right ones; say several = true"),
        ('text = "b"', 'text = "a"', "'options' has 'a' twice"),
        ('why = "so"', 'why = " "', "why' is empty"),
        (', { text = "b", right = false, why = "not so" }', "", "at least two"),
    ],
)
def test_a_bad_question_is_refused_with_a_sentence(tmp_path, old, new, words):
    path = tmp_path / "questions.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert list(questions.load(path)) == ["one"]
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        questions.load(path)


CASE = """
[[case]]
id = "tale"
title = "A tale"
looks = "plain"
urgency = "review"
signs = []
ends = "Well."
"""
STEP = """
[[step]]
id = "tale-{}"
case = "tale"
story = "Then."
statements = ["S28"]
ask = "What?"
options = [{{ text = "a", right = true, why = "so" }}, {{ text = "b", right = false, why = "not so" }}]
"""


def test_a_case_without_steps_or_a_step_without_case_is_refused(tmp_path):
    path = tmp_path / "cases.toml"
    steps = STEP.format(1) + STEP.format(2)
    path.write_text(CASE + steps, encoding="utf-8")
    assert len(questions.load_cases(path)[1]) == 2
    path.write_text(CASE + STEP.format(1), encoding="utf-8")
    with pytest.raises(ValueError, match="case 'tale' needs at least two steps"):
        questions.load_cases(path)
    path.write_text(CASE + steps.replace('case = "tale"', 'case = "tail"', 1), encoding="utf-8")
    with pytest.raises(ValueError, match="step 'tale-1': there is no case 'tail'"):
        questions.load_cases(path)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: questions.of_lesson("1"), "lesson is '1', but must be one of 01_spasm"),
        (lambda: questions.to_spot("x"), "lesson is 'x'"),
        (lambda: questions.of_case("x"), "case is 'x', but must be one of"),
    ],
)
def test_unknown_names_are_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
