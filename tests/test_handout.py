"""The sheets to print: all that must stand on them, one page of either paper, readable in grey and by everyone."""

import re
from itertools import combinations, cycle
from pathlib import Path
from types import SimpleNamespace

import pytest
import segno
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from test_browser import AXE, barriers
from trunkcare_handouts import write_handouts

from trunkcare_lib import handout, sheet
from trunkcare_lib.figures import body, person
from trunkcare_lib.figures import week as draw
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models import plan
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.profile import EQUIPMENT, GOALS, LONGEST
from trunkcare_lib.models.rules import PAIRS
from trunkcare_lib.models.screening import SIGNS
from trunkcare_lib.models.spasm import RED_FLAGS
from trunkcare_lib.vocabulary import CONDITIONS

CARDS = [id_ for id_, exercise in CATALOGUE.items() if not exercise.advice_against]
ADDRESS = "https://example.org/a-clinic/trunkcare/book/exercises/rhythmic-rotation.html"
LONG = {name: (("W" * 12 + " & word ") * 20)[:longest] for name, longest in LONGEST.items()}
NASTY = "<b>&\"'</b>"
PDF_PAGE = re.compile(rb"/Type\s*/Page\b")


def made(goal="relief", conditions=(), minutes=60, **more):
    """A plan for somebody with these conditions, with all that it needs, and the signs that go with them."""
    signs = [PAIRS[name].signs[0] for name in conditions if name in PAIRS]
    own = {"equipment": list(EQUIPMENT), "agreed": True, "signs": signs, "conditions": list(conditions)} | more
    return plan.build({"goal": goal, "minutes": minutes} | own)


def pages(page, document):
    """How many sheets a document takes, of A4 and of Letter."""
    page.set_content(document)
    return [len(PDF_PAGE.findall(page.pdf(format=paper))) for paper in ("A4", "Letter")]


def text_of(document):
    """The words of a document, as they stand in its HTML."""
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]*>", " ", document, flags=re.DOTALL))


@pytest.mark.parametrize("id_", CARDS)
def test_card_has_all_that_one_needs_at_home(id_):
    exercise, card = CATALOGUE[id_], handout.card(id_)
    words = text_of(card)
    for line in (
        exercise.name,
        exercise.dose.sentence(exercise.dosing.verb),
        *(*exercise.steps, *exercise.felt, *exercise.not_felt),
        *(flag.name for flag in RED_FLAGS.values() if flag.urgency == "emergency"),
        *(CONDITIONS[c.condition].name.split(" (")[0] for c in exercise.cautions if c.verdict != "fine"),
        *(grade.about for claim in exercise.claims for grade in claim.grades),
        "Always stop when pain is sharp",
        handout.UNLISTED,
        "Call:",
        "Education, not medical advice.",
        str(exercise.reviewed.year),
    ):
        assert line in words, line
    assert ("never alone" in words) == (exercise.group == "neuro")
    assert card.count('class="box"') == 4 * 7
    for number in (0, 1):
        assert f'aria-label="{body.stop_words(exercise=id_, number=number)}"' in card
    assert card.count("<figure>") >= 2
    thin = exercise.verdict("osteoporosis")
    assert (handout._brief(thin.advice) in words[: words.index(exercise.steps[0])]) == (thin.verdict == "modify")
    assert not re.search(r"https?://(?!www\.w3\.org)", card), "nothing is fetched"


def test_card_is_refused_with_a_reason():
    with pytest.raises(ValueError, match="pressure-vest has no card: the course advises against it"):
        handout.card("pressure-vest")
    with pytest.raises(ValueError, match="exercise_id is 'brigde', but must be one of child-pose, "):
        handout.card("brigde")
    for address in ("javascript:alert(1)", "https://a b", f"https://{'a' * 300}"):
        with pytest.raises(ValueError, match="but must begin with http"):
            handout.card("bridge", address=address)


def test_card_has_a_code_only_with_an_address():
    assert 'class="code"' not in handout.card("bridge")
    card = handout.card("bridge", address=ADDRESS)
    assert f'<svg role="img" aria-label="{ADDRESS}"' in card
    assert f">{ADDRESS}</a>" in card
    # Its dark squares, read back from the drawing, are those of a code of this address.
    drawn = re.search(r'aria-label="https[^>]*>.*?d="([^"]*)"', card)[1]
    code = [list(row) for row in segno.make(ADDRESS, error="m", micro=False).matrix]
    edge, size = 4, len(code)
    seen = [[0] * size for _ in range(size)]
    x = y = 0
    for kind, given in re.findall(r"([MmhH])([-\d. ]+)", drawn):
        numbers = [float(one) for one in given.split()]
        if kind == "h":
            for column in range(int(x), int(x + numbers[0])):
                seen[int(y) - edge][column - edge] = 1
            x += numbers[0]
        else:
            x, y = numbers if kind == "M" else (x + numbers[0], y + numbers[1])
    assert seen == code


def test_brief_advice_leaves_out_reasons_and_nothing_else():
    assert handout._brief("Leave it out, because it bends (a lot), too; ask first.") == "Leave it out; ask first."
    for exercise in CATALOGUE.values():
        for caution in exercise.cautions:
            brief = handout._brief(caution.advice)
            gone = [part for part in caution.advice.replace(brief, "").split() if part]
            assert brief == caution.advice or "because" in caution.advice or "(" in caution.advice, gone
            assert brief[-1] == caution.advice[-1]


def test_page_of_a_plan_has_all_that_one_needs_at_home():
    found = made("prevention", ["osteoporosis"], name="Ada", call="012 345", note="Ask Bob", minutes=30)
    page = handout.page(found, ADDRESS)
    words = text_of(page)
    assert len(found.items) >= plan.FEWEST
    for item in found.items:
        exercise = CATALOGUE[item.exercise]
        verb, days = exercise.dosing.verb, ", ".join(sheet.DAYS[day][:3] for day in item.days)
        first = f"From week {item.from_week}: " * (item.from_week > 1) + item.dose(item.from_week).sentence(verb)
        assert f"{exercise.name} ({'every day' if len(item.days) == 7 else days}) {first}" in words
        if item.more_from_week:
            more = item.dose(item.more_from_week).sentence(verb).partition(";")[0]
            assert f"From week {item.more_from_week}: {more}." in words
        for caution in item.cautions:
            assert caution.advice in words, "there is room for it in full"
        for number in (0, len(handout.MOTIONS[exercise.id].ends)):
            assert f'aria-label="{body.stop_words(exercise=exercise.id, number=number)}"' in page
    for stage in found.stages:
        assert f"From week {stage.from_week}, {stage.title.lower()}: {stage.text}" in words
    assert words.index(handout.PICTURES) < words.index(found.notes[0])
    assert handout.PICTURES not in text_of(handout.page(made("prevention")))
    assert 'class="second"' not in page
    for line in (*found.notes, *(gate.then for gate in found.gates), GOALS["prevention"].name, "30 min", "012 345"):
        assert line in words, line
    assert "Name: Ada ·" in words
    assert "Note: Ask Bob" in words
    assert page.index(found.notes[0]) < page.index("<h2>"), "what goes for all stands first"
    planned = [(week, day) for week in range(1, 7) for day in range(7) if found.session(week, day)]
    assert page.count('class="box"') == len(planned) < 6 * 7


def test_page_of_a_plan_with_a_later_start_has_no_box_before_it():
    found = made(conditions=["knee"], positions=["lying-on-back"], minutes=10)
    later = [item for item in found.items if item.from_week > 1]
    assert later, "else this tests nothing"
    alone = SimpleNamespace(**vars(found) | {"items": tuple(later), "weeks": 6})
    alone.session = lambda week, day: [item for item in later if day in item.days and week >= item.from_week]
    page = handout.page(alone)
    assert page.count('class="box"') == sum(
        len(alone.session(week, day)) > 0 for week in range(1, 7) for day in range(7)
    )
    assert "box" not in page[page.index("Week 1</caption>") : page.index("Week 2</caption>")]


def test_page_without_a_plan_has_the_advice_and_no_exercise():
    found = made(signs=["saddle-numb"], name=NASTY)
    page = handout.page(found, ADDRESS)
    words = text_of(page)
    assert found.stop in words.replace("&#x27;", "'")
    for line in (found.advice.title, *found.advice.reasons):
        assert line in words
    assert "<figure" not in page
    assert "box to tick" not in page
    assert not [exercise.name for exercise in CATALOGUE.values() if exercise.name in words]
    assert "My exercise plan" not in words
    assert words.replace("&#x27;", "'").count(found.advice.what_to_do) == 1


def test_page_without_a_plan_says_why_each_exercise_is_out():
    found = made(conditions=["osteoporosis"], positions=["kneeling"])
    words = text_of(handout.page(found)).replace("&#x27;", "'")
    assert found.stop in words
    assert "box to tick" not in words
    for id_, why in found.left_out:
        assert f"{CATALOGUE[id_].name}: {why}" in words


def test_no_caution_is_lost_where_the_page_has_no_room():
    found = made("prevention", ["osteoporosis", "stroke-cp", "cognition-asd"], **LONG)
    page = handout.page(found)
    first, second = map(text_of, page.split('<section class="second"'))
    assert handout.PICTURES in first
    assert handout.ALL_SECOND in first
    assert handout.SECOND in first
    assert "What to change for you" in second
    for item, shown in zip(found.items, map(text_of, page.split('<div class="pair">')[1:]), strict=True):
        for caution in item.cautions:
            assert CONDITIONS[caution.condition].name.split(" (")[0] in shown
            assert caution.advice in second
    for line in (*(stage.text for stage in found.stages), *(gate.then for gate in found.gates)):
        assert line in first + second, line


def test_every_caution_of_every_plan_stands_somewhere():
    """In full beside the pictures, or without its reasons, or on the second sheet, and then the first one says so."""
    ways = set()
    for goal, name in zip(cycle(GOALS), CONDITIONS, strict=False):
        for names, more in (([name], {}), ([name, "cognition-asd"], LONG), ([name, "osteoporosis"], {})):
            found = made(goal, dict.fromkeys(names), **more)
            cautions, _, moved = handout._chosen(found, ADDRESS) if found.items else ([], None, 0)
            for item, shown in zip(found.items, cautions, strict=True):
                left = [names for names, words in shown if words == handout.SECOND]
                for caution in item.cautions:
                    name, both = handout._name(caution), (caution.advice, handout._brief(caution.advice))
                    here = dict(shown).get(name)
                    assert here in both or (moved and name in left[0].split("; "))
                    ways.add((bool(moved), here == caution.advice))
            if moved:
                second = text_of(handout._second(found, []))
                assert all(caution.advice in second for item in found.items for caution in item.cautions)
    assert ways == {(moved, full) for moved in (False, True) for full in (False, True)}


def test_pain_rules_are_those_of_the_pages():
    page = (Path(__file__).parents[1] / "book/_templates/exercise.md").read_text(encoding="utf-8")
    rules = re.search(
        r"The usual pain rules: \{% if exercise.purpose in (\(.*?\)) %\}(.*?)\{% else %\}(.*?)\{% endif %\} (.*)", page
    )
    purposes, pull, effort, always = rules.groups()
    assert purposes == '("stretch", "mobility")'
    assert pull == handout.PULL[0].lower() + handout.PULL[1:]
    assert always == handout.ALWAYS
    rule, _, source = effort.partition(" (")
    ours, _, why = (handout.EFFORT[0].lower() + handout.EFFORT[1:]).partition(" (")
    assert rule == ours
    assert "5 out of 10" in rule
    assert source.split(";")[0] == why.split(", not")[0]


def test_cards_take_one_page_of_either_paper(visit):
    for id_ in CARDS:
        assert pages(visit.page, handout.card(id_, address=ADDRESS)) == [1, 1], id_
    assert visit.troubles == []


def test_plans_take_one_page_of_either_paper_or_say_that_they_take_two(visit):
    core = [name for name, condition in CONDITIONS.items() if condition.core]
    groups = [group for size in (0, 1, 2) for group in combinations(core, size)]
    texts = [(group, more) for group in groups for more in ({}, LONG) if more or len(group) < 2]
    plans = [found for goal in GOALS for group, more in texts if (found := made(goal, group, **more)).items]
    assert len(plans) > 40
    fullest = {}
    for number, found in enumerate(plans):
        way = cautions, size, moved = handout._chosen(found, ADDRESS)
        whole = cautions == [handout._asked(item) for item in found.items]
        high = handout._high_mm(found, ADDRESS, *way), number
        fullest[moved, size, whole] = max(fullest.get((moved, size, whole), high), high)
    assert {(moved > 0, whole) for moved, _, whole in fullest} >= {(False, True), (False, False), (True, False)}
    wide = {"name": "W" * 60, "call": "W" * 120, "note": "W" * 300}
    unsure = ("limb-pain", "fragile-bones", "cp-stroke", "pregnant", "child")
    much = {"signs": {sign: "unsure" if sign in unsure else "no" for sign in SIGNS}, **wide}
    most = made("relief", ["cognition-asd", "shoulder"], **much)
    assert most.items
    chosen = [most, *(plans[number] for _, number in fullest.values())]
    for found in chosen:
        moved = handout._chosen(found, ADDRESS)[2]
        page = handout.page(found, ADDRESS)
        assert page.count('class="second"') == bool(moved)
        assert pages(visit.page, page) == [1 + bool(moved)] * 2, found.profile
    stopped = made(signs=["saddle-numb", "fever", "ill"], **LONG)
    assert pages(visit.page, handout.page(stopped, ADDRESS)) == [1, 1]


def test_a_plan_with_room_is_printed_larger(visit):
    """A plan of five without many words fills most of the sheet, and its pictures are larger than the smallest."""
    sizes = sheet.SIZES
    assert [*sizes] == sorted(sizes)
    for goal, conditions in (("control", ["stroke-cp"]), ("control", []), ("relief", ["knee"]), ("prevention", [])):
        found = made(goal, conditions)
        assert handout._chosen(found, ADDRESS)[1] > sizes[0] or conditions
        visit.page.set_viewport_size({"width": 726, "height": 1000})  # the paper's width
        visit.page.emulate_media(media="print")
        visit.page.set_content(handout.page(found, ADDRESS))
        high = visit.page.locator("main").bounding_box()["height"] / 96 * 25.4
        assert 0.9 * sheet.HIGH_MM < high <= sheet.HIGH_MM


def test_free_texts_stand_there_as_they_were_written(visit):
    for signs in ([], ["saddle-numb"]):
        visit.page.set_content(handout.page(made(signs=signs, name=NASTY, call=NASTY, note=NASTY)))
        shown = visit.page.locator("main").inner_text()
        assert shown.count(NASTY) == 3
        assert visit.page.locator("b b").count() == 0


def test_sheets_have_no_barrier_and_fit_a_phone(visit):
    page = visit.page
    found = made("control", ["stroke-cp"], **LONG)
    stopped = made(signs=["fever"], call="a" * 120)
    card = handout.card("trunk-rotation", address=ADDRESS, home="../x.html")
    for document in (card, handout.page(found, ADDRESS), handout.page(stopped)):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.set_content(document)
        page.evaluate(AXE)
        assert barriers(page) == []
        assert page.locator("h1").count() == page.locator("main").count() == 1
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.get_by_role("button", name="Print").bounding_box()["height"] >= 44
        size = "Math.min(...all.map(one => parseFloat(getComputedStyle(one).fontSize)))"
        smallest = f"(all => {size})([...document.querySelectorAll('main :not(svg, svg *)')])"
        assert round(page.evaluate(smallest) * 0.75, 3) >= 11
        page.emulate_media(media="print")
        assert not page.get_by_role("button", name="Print").is_visible()
        assert round(page.evaluate(smallest) * 0.75, 3) >= 8.5
        page.emulate_media(media="null")


def test_a_grey_print_tells_as_much():
    """The sheet itself is grey; muscles are told by lines, planned days by boxes, ends of the dose by their shape."""
    style = re.search(r"<style>(.*?)</style>", handout.card("bridge"), re.DOTALL)[1]
    colours = re.findall(r"#(\w{3,6})\b", style)
    assert colours
    assert [colour for colour in colours if len(set(colour)) != 1] == []
    assert not re.search(r"rgb|hsl|\b(red|green|blue|orange)\b", style)

    def grey(colour):
        return sum(share * part for share, part in zip((0.299, 0.587, 0.114), to_rgb(colour), strict=True))

    looks = {
        role: (look["dash"] == "-", grey(look["fill"]) > grey(look["lines"])) for role, look in person.LOOKS.items()
    }
    assert len(set(looks.values())) == len(looks)
    for look in person.LOOKS.values():
        assert abs(grey(look["fill"]) - grey(look["lines"])) > 0.2
    assert len({look["marker"] for look in draw.MARKS.values()}) == len(draw.MARKS)


def test_small_picture_has_the_muscles_and_no_words():
    small, large = sheet.figure("bridge", 1, 1.9, small=True), sheet.figure("bridge", 1, 2.9)
    assert "works</text>" in large
    for id_ in CARDS:
        assert "<text" not in sheet.figure(id_, 1, 1.9, small=True)
    active, key = "var(--tc-active,", 1
    assert small.count(active) == large.count(active) - key - large.count("steadies</text>")
    assert ">End</figcaption>" in small
    assert ">Start, from above</figcaption>" in sheet.figure("trunk-rotation", 0, 1.9, small=True)


@pytest.mark.parametrize("number", [1, 2, 6])
@pytest.mark.parametrize("goal", GOALS)
def test_week_and_its_words_are_the_plan(goal, number):
    found = made(goal, minutes=15)
    ax = Figure().subplots()
    draw.week(ax, plan=found, number=number)
    marks = {
        (names.get_offsets()[at][0], names.get_offsets()[at][1], bound)
        for names in ax.collections
        for bound in [next(b for b, means in draw.MEANS.items() if means == names.get_label())]
        for at in range(len(names.get_offsets()))
    }
    due = [(day, *entry) for day in range(7) for entry in found.session(number, day)]
    rows = [item.exercise for item in found.items]
    assert marks == {(day, rows.index(id_), bound) for day, id_, bound in due}
    shown = [text.get_text() for text in ax.texts]
    words = draw.week_words(plan=found, number=number)
    for day in range(7):
        time_min = f"{found.session_s(number, day) / 60:.1f}" if found.session(number, day) else "–"
        assert shown[len(shown) - 8 + day] == time_min
        assert time_min in (*words.split(), "–")
    assert "limit: 15 min a day" in ax.get_xlabel()
    assert "of 15 min at most." in words
    for item in found.items:
        assert CATALOGUE[item.exercise].name.split(" (")[0] in words
        assert (f"from week {item.from_week}" in shown) == (item.from_week > number) or item.from_week == 1
    text = svg(draw.week, plan=found, number=number)
    assert re.findall(r"#[0-9a-f]{6}\b", re.sub(r"var\([^)]*\)", "", text)) == []


def test_week_says_why_it_is_not_drawn():
    with pytest.raises(ValueError, match="The plan has no exercises"):
        draw.week_words(plan=made(signs=["saddle-numb"]))
    for number in (0, 7, True, 1.0):
        with pytest.raises(ValueError, match=f"number is {number}, but the plan has the weeks 1 to 6"):
            draw.week(Figure().subplots(), plan=made(), number=number)


def test_site_gets_a_sheet_for_each_exercise_with_a_dose(tmp_path):
    config = SimpleNamespace(html_baseurl="")
    app = SimpleNamespace(outdir=tmp_path, config=config, builder=SimpleNamespace(format="html"))
    write_handouts(app, ValueError())
    assert list(tmp_path.iterdir()) == []
    write_handouts(app, None)
    folder = tmp_path / "handouts"
    assert sorted(path.stem for path in folder.iterdir()) == sorted(CARDS)
    bridge = folder / "bridge.html"
    assert 'href="../book/exercises/bridge.html"' in bridge.read_text(encoding="utf-8")
    assert 'class="code"' not in bridge.read_text(encoding="utf-8")
    first = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    (folder / "gone.html").write_text("", encoding="utf-8")
    write_handouts(app, None)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == first
    config.html_baseurl = "https://example.org/course/"
    write_handouts(app, None)
    assert ">https://example.org/course/book/exercises/bridge.html</a>" in bridge.read_text(encoding="utf-8")
