"""Quiz, Story and Sketch: by value, and on the built lessons in a real Chromium."""

import gzip
import re

import pytest
from playwright.sync_api import expect
from test_browser import AXE, barriers

from trunkcare_lib.models import questions
from trunkcare_lib.models.questions import CASES, LESSONS, QUESTIONS, Option, Question
from trunkcare_lib.widgets.quiz import Quiz, Story
from trunkcare_lib.widgets.sketch import Sketch

LESSON = "01_spasm"
ASKED = questions.of_lesson(LESSON)
TWO = (Option("a", True, "so"), Option("b", False, "not so"))
CURVE = {"x": "weeks", "y": "pain", "low": 0, "high": 100, "within": 5, "why": "It falls."}


def question(**given):
    return Question(**{"id": "one", "lesson": LESSON, "statements": ("S01",), "ask": "What?", "options": TWO} | given)


def test_quiz_carries_all_that_the_page_needs():
    quiz = Quiz([question(), question(id="two", several=True)])
    assert [entry["id"] for entry in quiz.questions] == ["one", "two"]
    assert quiz.questions[0]["options"][1] == {"text": "b", "right": False, "why": "not so"}
    assert quiz.questions[1]["several"]


def test_a_fault_to_spot_has_two_pictures_and_gives_nothing_away():
    (shown,) = Quiz([question(picture="bridge-arched")]).questions
    (before, words), (after, answer) = shown["picture"], shown["solved"]
    assert before.startswith("<svg")
    assert after != before
    assert "✗" not in before
    assert "✗" in after
    assert "error" not in words
    assert answer.startswith("B is the error")


def test_story_unfolds_and_ends():
    case = next(iter(CASES))
    story = Story(case)
    assert (story.name, story.unfolds, story.ends) == (CASES[case].title, True, CASES[case].ends)
    assert story.questions[0]["story"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: Quiz([]), "asked is empty"),
        (lambda: Quiz([question(), question()]), "asked has 'one' twice"),
        (lambda: Quiz([question()], " "), "name is empty"),
        (lambda: Quiz([question(picture="bridge-bent")]), "one has the picture 'bridge-bent', which is not a drawn"),
        (lambda: Story("tale"), "case is 'tale', but must be one of"),
        (lambda: Sketch("?", [0, 1], [0, 1], **CURVE), "at has 2 and answer 2 values"),
        (lambda: Sketch("?", [0, 1, 2], [0, 1], **CURVE), "at has 3 and answer 2 values"),
        (lambda: Sketch("?", [0, 2, 1], [0, 1, 2], **CURVE), "must rise"),
        (lambda: Sketch("?", [0, 1, 2], [0, 1, 101], **CURVE), "answer has 101, but the axis goes from 0 to 100"),
        (lambda: Sketch(" ", [0, 1, 2], [0, 1, 2], **CURVE), "question is empty"),
        (lambda: Sketch("?", [0, 1, 2], [0, 1, 2], **CURVE | {"high": 0}), "low below high"),
        (lambda: Sketch("?", [0, 1, 2], [0, 1, 2], **CURVE | {"within": 0}), "within is 0, but must be above 0"),
        (lambda: Sketch("?", [0, 1, float("nan")], [0, 1, 2], **CURVE), "must rise"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def quiz_of(page, name="Check yourself"):
    return page.get_by_role("region", name=name)


def answer(page, form, options, chosen):
    """Answer with the keyboard alone: the first option has the focus."""
    inputs = form.locator("input").all()
    inputs[0].focus()
    if inputs[0].get_attribute("type") == "radio":
        page.keyboard.press("Space")
        for _ in range(options.index(chosen[0])):
            page.keyboard.press("ArrowDown")
    else:
        for option in options:
            if option in chosen:
                page.keyboard.press("Space")
            page.keyboard.press("Tab")
    expect(form.locator("input:checked")).to_have_count(len(chosen))


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_quiz_is_answered_by_keyboard_alone(visit, address, lesson):
    """First each question wrong and explained, then all of them right."""
    page, asked = visit.page, questions.of_lesson(lesson)
    page.goto(f"{address}/notebooks/{lesson}.html")
    forms = quiz_of(page).locator("form")
    expect(forms).to_have_count(len(asked))
    total = quiz_of(page).locator(".tc-quiz-sum")
    for number, (form, entry) in enumerate(zip(forms.all(), asked, strict=True)):
        options = [option.text for option in entry.options]
        right = [option.text for option in entry.options if option.right]
        wrong = [option.text for option in entry.options if not option.right][:1]
        for chosen in (wrong, right):
            if entry.several and chosen is right:  # take the wrong one back
                form.locator("input").nth(options.index(wrong[0])).focus()
                page.keyboard.press("Space")
            answer(page, form, options, chosen)
            page.keyboard.press("Enter")
            said = form.get_by_role("status").inner_text()
            assert said.startswith("That is right") == (chosen is right), said
            count = number + (chosen is right)
            expect(total).to_have_text(f"{number + 1} of {len(asked)} answered, {count} right.")
            for option in entry.options:
                expect(form.get_by_text(option.why)).to_be_visible()
    page.evaluate(AXE)
    assert barriers(page, within=".tc-quiz") == [], "with all explanations shown"  # of the rest, see test_browser
    assert visit.troubles == []


def test_no_answer_is_lost_on_a_reload_until_it_is_forgotten(visit, address):
    page = visit.page
    page.goto(f"{address}/notebooks/{LESSON}.html")
    first, second = quiz_of(page).locator("form").nth(0), quiz_of(page).locator("form").nth(1)
    first.locator("input").nth(1).check()
    first.get_by_role("button").click()
    second.locator("input").nth(0).check()  # chosen, but not yet checked
    page.reload()
    assert first.locator("input").nth(1).is_checked()
    said = first.get_by_role("status")
    expect(said).not_to_be_empty()
    assert second.locator("input").nth(0).is_checked()
    expect(second.get_by_role("status")).to_be_empty()
    quiz_of(page).get_by_role("button", name="Forget my answers").click()
    expect(said).to_be_empty()
    page.reload()
    expect(quiz_of(page).locator("input:checked")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('trunkcare-quiz-'))") == []


@pytest.mark.parametrize(
    "kept", ["not json", "{}", "null", '{"ask": "another question", "chosen": [], "checked": true}', '{"chosen": 3}']
)
def test_what_does_not_fit_the_question_is_not_shown(visit, address, kept):
    """An edition that changed a question, or another program, has left something in the browser."""
    page = visit.page
    page.goto(f"{address}/notebooks/{LESSON}.html")
    page.evaluate("([id, kept]) => localStorage.setItem(`trunkcare-quiz-${id}`, kept)", [ASKED[0].id, kept])
    page.reload()
    expect(quiz_of(page).locator("form")).to_have_count(len(ASKED))
    expect(quiz_of(page).locator("input:checked")).to_have_count(0)


def test_a_browser_that_keeps_nothing_still_has_its_quiz(visit, address):
    page = visit.page
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })")
    page.goto(f"{address}/notebooks/{LESSON}.html")
    form = quiz_of(page).locator("form").first
    form.locator("input").first.check()
    form.get_by_role("button").click()
    expect(form.get_by_role("status")).not_to_be_empty()
    expect(quiz_of(page)).to_contain_text("does not keep your answers")


def test_nothing_chosen_is_no_answer(visit, address):
    page = visit.page
    page.goto(f"{address}/notebooks/{LESSON}.html")
    form = quiz_of(page).locator("form").first
    form.get_by_role("button").click()
    expect(form.get_by_role("status")).to_have_text("Choose an answer first.")
    expect(quiz_of(page).locator(".tc-quiz-sum")).to_have_text(f"0 of {len(ASKED)} answered, 0 right.")


def test_a_case_unfolds_step_by_step_and_ends(visit, address):
    page, case = visit.page, next(iter(CASES))
    page.goto(f"{address}/notebooks/08_caution.html")
    story = quiz_of(page, CASES[case].title)
    steps = questions.of_case(case)
    for number, step in enumerate(steps):
        assert [form.is_visible() for form in story.locator("form").all()] == [n <= number for n in range(len(steps))]
        expect(story.get_by_text(CASES[case].ends, exact=True)).to_be_hidden()
        form = story.locator("form").nth(number)
        expect(form).to_contain_text(step.story)
        form.locator("input").last.check()
        form.get_by_role("button").click()
    expect(story.get_by_text(CASES[case].ends, exact=True)).to_be_visible()


def test_a_fault_to_spot_is_marked_only_after_the_answer(visit, address):
    page = visit.page
    page.goto(f"{address}/notebooks/05_strengthening.html")
    form = quiz_of(page, "Spot the fault: bridge").locator("form").first
    picture = form.locator(".tc-quiz-picture")
    assert "error" not in picture.get_attribute("aria-label")
    form.locator("input").first.check()
    form.get_by_role("button").click()
    assert re.match("[AB] is the error", picture.get_attribute("aria-label"))


def sketches(page):
    return page.locator(".tc-sketch")


def test_a_curve_is_drawn_by_keyboard_or_mouse_and_compared(visit, address):
    page = visit.page
    page.goto(f"{address}/notebooks/{LESSON}.html")
    sketch = sketches(page).first
    sliders = sketch.get_by_role("slider").all()
    assert 3 <= len(sliders) <= 8
    sliders[0].focus()
    before = float(sliders[0].input_value())
    page.keyboard.press("ArrowUp")
    assert float(sliders[0].input_value()) > before
    handle = sketch.locator("circle").nth(1)
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 30)
    page.mouse.up()
    assert float(sliders[1].input_value()) > before
    expect(sketch.get_by_role("status")).to_be_empty()
    assert not sketch.locator(".tc-sketch-truth").get_attribute("d")
    sketch.get_by_role("button").click()
    assert sketch.locator(".tc-sketch-truth").get_attribute("d")
    expect(sketch.get_by_role("status")).to_contain_text(re.compile(rf"of your {len(sliders)} points (is|are) within"))


def test_the_true_curve_is_said_in_words_and_a_right_guess_is_praised(visit, address):
    page = visit.page
    page.goto(f"{address}/notebooks/{LESSON}.html")
    sketch = sketches(page).first
    sketch.get_by_role("button").click()
    said = sketch.get_by_role("status").inner_text()
    truth = [float(value) for value in re.findall(r"([\d.]+) at [\d.]+", said)]
    for slider, value in zip(sketch.get_by_role("slider").all(), truth, strict=True):
        slider.fill(str(value))
    sketch.get_by_role("button").click()
    expect(sketch.get_by_role("status")).to_contain_text(f"{len(truth)} of your {len(truth)} points are within")
    expect(sketch.get_by_role("status")).to_contain_text("Well guessed.")


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_interactive_of_a_lesson_answers_without_a_kernel(visit, address, lesson):
    """Each slider, menu and form of the page changes what the page says; no foreign host, no error."""
    page = visit.page
    page.goto(f"{address}/notebooks/{lesson}.html")
    for book in page.locator(".tc-flipbook").all():
        for control in book.locator("p:not(.tc-flipbook-play) > :is(input, select)").all():
            said, at = book.locator("figcaption").inner_text(), control.input_value()
            if control.evaluate("e => e.tagName") == "SELECT":
                control.select_option("1" if at == "0" else "0")
            else:
                control.focus()
                page.keyboard.press("End" if at == "0" else "Home")
            assert book.locator("figcaption").inner_text() != said
            if control.evaluate("e => e.tagName") == "SELECT":
                control.select_option(at)
            else:
                control.fill(at)
    for form in page.locator(".tc-guess, .tc-sketch").all():
        if number := form.locator("input[type=number]").all():
            number[0].fill("1")
        form.get_by_role("button").click()
        expect(form.get_by_role("status")).not_to_be_empty()
    assert page.locator(".tc-widget").count() >= 6
    assert visit.troubles == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_weighs_less_than_250_kb(site, lesson):
    assert len(gzip.compress((site / f"notebooks/{lesson}.html").read_bytes(), mtime=0)) < 250_000


def test_a_lesson_reads_without_scripts(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/notebooks/{LESSON}.html")
    for entry in ASKED:
        assert page.get_by_text(entry.ask, exact=True).is_visible()
        why = page.get_by_text(entry.options[0].why)
        assert why.count()
        assert not why.first.is_visible(), "the answer is folded"
    context.close()


def test_every_question_has_an_id_of_its_own_in_the_browser():
    ids = [entry.id for entry in QUESTIONS.values()] + list(questions.STEPS)
    assert len(ids) == len(set(ids))
