"""Planner: by value, and its modules in a real Chromium with Python's answers given by hand."""

import json
import re
from datetime import date

import pytest
import stage
from playwright.sync_api import expect
from test_browser import AXE, OF_COLOUR, barriers

from trunkcare_lib.figures import week as draw
from trunkcare_lib.models import plan, profile, screening
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.vocabulary import CONDITIONS, POSITIONS
from trunkcare_lib.widgets import planned, player
from trunkcare_lib.widgets.planner import AS_SHOWN, Planner, answer_to, offered, opened

LENA = {"goal": "relief", "minutes": 10, "signs": []}
RUTH = {
    **{"goal": "prevention", "minutes": 20, "signs": ["fragile-bones", "over-65"]},
    **{"conditions": ["osteoporosis"], "agreed": True},
}
TOMAS = {
    **{"goal": "control", "minutes": 20, "signs": ["cp-stroke"], "conditions": ["stroke-cp"], "agreed": True},
    **{
        "equipment": ["mat", "chair", "ball", "helper"],
        "positions": ["lying-on-back", "side-lying", "sitting-on-ball"],
    },
}
CASES = {"Lena": LENA, "Ruth": RUTH, "Tomas": TOMAS}
SITE = "https://example.org/trunk/book/session.html"
WHEN = {"start": "2026-11-30", "time": "07:30", "zone": "Europe/Berlin", "site": SITE}
EMERGENCY = LENA | {"signs": ["saddle-numb"]}
MARKED = {"name": "<b>&\"'</b>", "call": "</script><img src=x onerror=alert(1)>", "note": "1 < 2 & \"3\"\nso 'there'"}
BAD = [
    ({"minutes": 0}, "The minutes a day are 0"),
    ({"minutes": ""}, "The minutes a day are ''"),
    ({"minutes": "10.5"}, "The minutes a day are '10.5'"),
    ({"minutes": 61}, "The minutes a day are 61"),
    ({"goal": ""}, "The goal is ''"),
    ({"positions": []}, "No position is possible"),
    ({"positions": ["sitting-on-ball"]}, "there is no ball"),
    ({"conditions": ["gout"]}, "A condition is 'gout'"),
    ({"conditions": ["osteoporosis"]}, "Two answers contradict each other"),
    ({"signs": {"fever": "yes"}}, "signs are not answered"),
    ({"name": "x" * 61}, "The name has 61 characters"),
    ({"note": None}, "The note is None"),
    ({"shoe": 43}, "A field of the profile is 'shoe'"),
]


class Blank:
    """Paper on which the player's pictures are left out; test_player.py looks at them."""

    def __init__(self, size, salt):
        pass

    def svg(self, *args, **kwargs):
        return '<svg viewBox="0 0 4 3"></svg>'


@pytest.fixture(autouse=True, scope="module")
def drawn_once():
    """Each picture of a week is drawn once for all tests, those of the player never."""
    pictures = {}
    real = planned.svg

    def svg(*args, salt, **kwargs):
        if salt not in pictures:
            pictures[salt] = real(*args, salt=salt, **kwargs)
        return pictures[salt]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planned, "svg", svg)
        patch.setattr(player, "Sheet", Blank)
        player.shown.cache_clear()
        yield
    player.shown.cache_clear()


def ask(widget, form, file="", number=1):
    """What the page sends, and what comes back."""
    widget.set_state({"form": form | {"asked": number}, "file": file})
    return widget.answer


@pytest.mark.parametrize("person", CASES.values(), ids=CASES)
def test_an_answer_says_what_the_plan_says(person):
    made, widget = plan.build(person), Planner()
    answer = ask(widget, person | WHEN)
    assert answer["form"] == person | WHEN | {"asked": 1}
    assert "error" not in answer
    assert answer["stop"] == ""
    assert answer["notes"] == [*made.notes]
    assert [item["id"] for item in answer["items"]] == [item.exercise for item in made.items]
    for item, shown in zip(made.items, answer["items"], strict=True):
        exercise = CATALOGUE[item.exercise]
        assert (shown["name"], shown["reason"]) == (exercise.name, item.reason)
        for week, sentence in shown["doses"]:
            assert sentence == item.dose(week).sentence(exercise.dosing.verb)
        assert [week for week, _ in shown["doses"]] == [n for n in (item.from_week, item.more_from_week) if n]
        assert len(shown["cautions"]) == len(item.cautions)
        for caution, words in zip(item.cautions, shown["cautions"], strict=True):
            assert words.endswith(f": {caution.advice}")
        assert all(grade.about in " ".join(shown["grades"]) for claim in exercise.claims for grade in claim.grades)
        assert shown["sources"]
    assert answer["left_out"] == [[CATALOGUE[id_].name, why] for id_, why in made.left_out]
    assert {*made.session(), *made.session(6)} <= {
        tuple(pair) for one in answer["sessions"] for pair in map(tuple, one["session"])
    }
    assert plan.read(answer["files"]["json"]) == made
    assert answer["files"]["ics"].startswith("BEGIN:VCALENDAR")
    assert "Europe/Berlin" in answer["files"]["ics"]
    assert widget.more["form"] == answer["form"]
    assert "<h1>My exercise plan</h1>" in widget.more["handout"]
    first = SITE + "#play=" + ",".join(id_ + "+" * (bound == "high") for id_, bound in made.session())
    assert f'aria-label="{first}"' in widget.more["handout"], "the square code leads to the first week's session"
    traits = widget.more["player"]
    real = player.Player(sessions=dict(planned.sessions(made)), rules=traits["rules"])
    same = {name: getattr(real, name) for name in ("library", "sessions", "session", "rules", "ends")}
    assert traits == same | {"changed": ""}
    told = traits["rules"]
    assert told.startswith(player.RULES)
    assert told.endswith(AS_SHOWN) == any(item.cautions for item in made.items)
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize("person", CASES.values(), ids=CASES)
def test_each_week_is_shown_once_and_each_day_can_be_played(person):
    made = plan.build(person)
    shown = planned.shown(made, {})
    firsts = [int(week["name"].split()[1]) for week in shown["weeks"]]
    assert [week["words"] for week in shown["weeks"]] == [draw.week_words(plan=made, number=n) for n in firsts]
    for number in range(1, made.weeks + 1):
        first = max(n for n in firsts if n <= number)
        assert [made.session(number, day) for day in range(7)] == [made.session(first, day) for day in range(7)]
    titles = dict(planned.sessions(made))
    assert len(titles) == len(planned.sessions(made)) == len(shown["sessions"])
    due = {made.session(week, day) for week in range(1, 7) for day in range(7)} - {()}
    assert {tuple(map(tuple, session)) for session in titles.values()} == due
    assert all(one["address"] == "" for one in shown["sessions"]), "no book, no link"


def test_a_title_says_weeks_days_and_minutes():
    made = plan.build(LENA)
    titles = [title for title, _ in planned.sessions(made)]
    minutes = [-(-made.session_s(week, day) // 60) for week, day in ((1, 0), (2, 0), (2, 1), (3, 0), (3, 1))]
    assert titles == [
        f"Week 1, every day: {minutes[0]} min",
        f"Week 2, Monday, Wednesday, Friday: {minutes[1]} min",
        f"Week 2, Tuesday, Thursday, Saturday, Sunday: {minutes[2]} min",
        f"Weeks 3 to 6, Monday, Wednesday, Friday: {minutes[3]} min",
        f"Weeks 3 to 6, Tuesday, Thursday, Saturday, Sunday: {minutes[4]} min",
    ]


@pytest.mark.parametrize("signs", [["saddle-numb"], {"saddle-numb": "yes"}], ids=["all", "the rest unanswered"])
def test_an_emergency_has_advice_and_no_plan(signs):
    widget = Planner()
    answer = ask(widget, EMERGENCY | WHEN | {"signs": signs})
    advice = screening.screen(["saddle-numb"])
    assert answer["advice"]["title"] == advice.title == "Get emergency help now"
    assert advice.what_to_do in answer["stop"]
    assert {*answer} == {"form", "advice", "stop", "left_out"}
    assert answer["left_out"] == []
    assert widget.more == {}


def test_too_few_exercises_say_why_each_is_out():
    answer = ask(Planner(), LENA | {"positions": ["side-lying"]})
    assert answer["stop"].startswith("No plan: ")
    assert len(answer["left_out"]) == len(CATALOGUE)
    assert "files" not in answer


@pytest.mark.parametrize(("wrong", "words"), BAD, ids=[str(wrong)[:40] for wrong, _ in BAD])
def test_what_is_entered_wrong_is_answered_with_one_sentence(wrong, words):
    widget, form = Planner(), LENA | WHEN | wrong
    answer = ask(widget, form)
    assert {*answer} == {"form", "error"}
    assert words in answer["error"]
    assert answer["error"].endswith(".")
    assert "\n" not in answer["error"]
    assert widget.form == answer["form"] == form | {"asked": 1}
    assert widget.more == {}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"start": ""}, "The first day is '', but must be a date such as 2026-11-30."),
        ({"start": 5}, "The first day is 5, but must be a date"),
        ({"start": "9999-12-31"}, "The first day is in the year 9999"),
        ({"time": ""}, "The time is ''"),
        ({"zone": "Mars/Base"}, "The time zone 'Mars/Base' is not known"),
    ],
)
def test_without_a_good_date_there_is_a_plan_but_no_calendar(wrong, why):
    made, told = answer_to(LENA | WHEN | wrong)
    assert made.items
    assert told["files"]["ics"] == ""
    assert told["files"]["no_ics"].startswith(why)
    assert told["files"]["json"]


def test_without_a_zone_the_calendar_keeps_the_time_of_the_clock():
    _, told = answer_to(LENA | WHEN | {"zone": ""})
    assert "DTSTART:20261130T073000\r\n" in told["files"]["ics"]


@pytest.mark.parametrize("site", [None, "", 5, "file:///x", "javascript:alert(1)", "http://a b", "http://" + 200 * "a"])
def test_only_an_address_of_the_web_is_linked(site):
    assert planned.address(site, [("bridge", "low")]) == ""
    assert planned.address(SITE, [("bridge", "low"), ("cat-camel", "high")]) == f"{SITE}#play=bridge,cat-camel+"


@pytest.mark.parametrize("person", CASES.values(), ids=CASES)
def test_a_saved_plan_comes_back_as_it_was(person):
    person = person | MARKED
    made, told = answer_to(person | WHEN)
    again, shown = opened(told["files"]["json"], WHEN)
    assert again == made
    assert profile.of(shown.pop("filled")) == profile.of(person)
    assert shown.pop("said") == "The saved plan is open, and the form shows its answers."
    for one in (told, shown):  # the calendar says when it was made
        one["files"]["ics"] = re.sub(r"DTSTAMP:\w+", "", one["files"]["ics"])
    assert shown == told


def changed(**values):
    return json.dumps(json.loads(plan.build(RUTH).to_json()) | values)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (changed(items=[]), "it was edited, or another edition"),
        (changed(version=2), "The plan has version 2"),
        (changed(format="other"), "The file holds no plan of TrunkCare"),
        (json.dumps({"profile": RUTH}), "The file holds no plan of TrunkCare"),
    ],
    ids=["edited", "another version", "another format", "only the answers"],
)
def test_a_file_with_good_answers_gives_a_plan_made_anew(text, words):
    made, told = opened(text, {})
    assert made == plan.build(RUTH)
    assert words in told["said"]
    assert told["said"].endswith("and the plan is made anew from them.")
    assert profile.of(told["filled"]) == made.profile


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (plan.build(LENA).to_json()[:-1], "it is cut off, or is something else"),
        (" ", "it is cut off, or is something else"),
        ("[" * 50_000, "it is cut off, or is something else"),
        ("[]", "The file holds no plan"),
        (changed(profile=None), "The profile is None"),
        (changed(profile={**RUTH, "minutes": 99}), "The minutes a day are 99"),
        (changed(profile={**RUTH, "signs": {"fragile-bones": "yes"}}), "signs are not answered"),
        ("x" * 100_001, "The file has 100001 characters"),
    ],
    ids=["cut off", "empty", "deep", "list", "no profile", "bad profile", "unfinished check", "long"],
)
def test_a_file_without_good_answers_is_refused_in_one_sentence(text, words):
    widget = Planner()
    answer = ask(widget, WHEN, text)
    assert {*answer} == {"form", "error"}
    assert words in answer["error"]
    assert widget.file == text
    assert answer["form"] == WHEN | {"asked": 1}


def test_half_a_character_in_a_file_is_replaced_since_it_cannot_be_sent():
    _, told = opened(changed(profile=RUTH | {"name": "a\ud83d"}), {})
    assert told["filled"]["name"] == "a?"
    json.dumps(told, ensure_ascii=False).encode()


def test_what_the_reader_writes_stays_text():
    widget = Planner()
    answer = ask(widget, LENA | WHEN | MARKED)
    kept = json.loads(answer["files"]["json"])["profile"]
    assert {name: kept[name] for name in MARKED} == MARKED == {name: answer["form"][name] for name in MARKED}
    handout = widget.more["handout"]
    assert "&lt;b&gt;&amp;&quot;&#x27;&lt;/b&gt;" in handout
    assert "&lt;img src=x onerror=alert(1)&gt;" in handout
    assert not any(text in handout for text in MARKED.values())
    assert not any(text in str(answer["weeks"]) for text in MARKED.values())


def test_form_and_file_together_are_answered_once_and_each_by_its_own():
    widget, answers = Planner(), []
    widget.observe(lambda change: answers.append(change["new"]), "answer")
    saved = plan.build(LENA).to_json()
    ask(widget, WHEN, saved, 1)
    ask(widget, LENA | {"minutes": 0}, "", 2)
    ask(widget, LENA | {"minutes": 0}, "", 2)
    ask(widget, LENA, "", 3)
    assert [(answer["form"]["asked"], "filled" in answer, "error" in answer) for answer in answers] == [
        (1, True, False),
        (2, False, True),
        (3, False, False),
    ]


def test_the_form_offers_all_there_is():
    choices = offered()
    assert [entry["id"] for entry in choices["conditions"]] == sorted(
        CONDITIONS, key=lambda id_: not CONDITIONS[id_].core
    )
    assert {entry["id"] for entry in choices["positions"] if not entry["on"]} == {"sitting-on-ball"}
    assert len(choices["positions"]) == len(POSITIONS)
    assert {entry["id"] for entry in choices["equipment"] if entry["on"]} == {"mat", "chair"}
    assert not any(entry["on"] for entry in choices["conditions"])
    assert all(goal["promise"] for goal in choices["goals"])


def test_the_page_shows_an_example_and_the_code_of_the_live_app_makes_the_same_widget():
    widget = Planner()
    assert {*widget.answer} == {"picture", "words"}
    assert widget.answer["words"] == draw.week_words(plan=plan.build(LENA), number=1)
    assert widget.answer["picture"].startswith("<svg")
    *statements, last = widget.live.split("; ")
    made = {}
    exec("; ".join(statements), made)
    assert eval(last, made).answer == widget.answer


PAGE = """<!doctype html><html lang="en" data-theme="light"><title>A plan</title>
<style>body { margin: 0; color: var(--tc-ink); background: var(--tc-paper); font: 17px/1.5 sans-serif }</style>
<main><h1>A plan</h1><h2>Your own</h2></main>"""
SENDS = ("form", "file")
NAMES = ("form", "file", "answer", "more", "choices", "table", "modules", "live")


class Desk:
    """The module on a page of the book's live Python, and the Python that answers it when the test says so."""

    def __init__(self, page):
        self.page, self.python = page, Planner()
        page.route("**/lite/**", lambda route: route.fulfill(body=PAGE, content_type="text/html; charset=utf-8"))
        page.goto("http://127.0.0.1:9/trunk/lite/repl/index.html")
        stage.put(page, self.python, NAMES, SENDS)
        self.go, self.result = page.locator(".tc-planner-go"), page.locator(".tc-planner-result")
        self.alert = page.get_by_role("alert").nth(1)
        self.title = self.result.get_by_role("heading", level=3)

    def sent(self):
        """What the page has asked since it was looked at last."""
        return self.page.evaluate("sent.splice(0)")

    def answers(self):
        """Python's answers to all that was asked, not yet delivered."""
        made = []
        for asked in self.sent():
            self.python.set_state(asked)
            made.append((self.python.answer, self.python.more))
        return made

    def deliver(self, answer, more):
        for name, value in (("answer", answer), ("more", more)):
            self.page.evaluate(f"text => model.set('{name}', JSON.parse(text))", json.dumps(value))

    def settle(self):
        for pair in self.answers():
            self.deliver(*pair)

    def no_signs(self):
        for none in self.page.get_by_label("None of these").all():
            none.check()

    def make(self):
        self.go.press("Enter")
        self.settle()


@pytest.fixture
def desk(visit):
    yield Desk(visit.page)
    assert visit.troubles == []


def saved(page, name):
    """The name and the text of the file that a button saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).press("Enter")
    return download.value.suggested_filename, download.value.path().read_bytes().decode()


def test_a_plan_is_made_by_keyboard_alone_and_its_files_are_saved(desk, tmp_path):
    page, keyboard = desk.page, desk.page.keyboard
    expect(desk.result).to_be_empty()
    page.get_by_label("Open a saved plan (.json)").focus()
    for group in screening.GROUPS:  # each "None of these" is the last of its group
        for _ in range(1 + sum(sign.group == group for sign in screening.SIGNS.values())):
            keyboard.press("Tab")
        keyboard.press("Space")
    keyboard.press("Tab")
    expect(page.get_by_role("radio").first).to_be_focused()
    keyboard.press("ArrowDown")
    keyboard.press("Tab")
    keyboard.press("Control+A")
    keyboard.type("12")
    for label, text in MARKED.items():
        page.get_by_label({"name": "Whose plan", "call": "Whom to call", "note": "A note"}[label]).focus()
        keyboard.insert_text(text)
    page.get_by_label("First day").fill("2026-11-30")
    desk.go.focus()
    keyboard.press("Enter")
    expect(desk.go).to_have_accessible_name("Working …")
    ((answer, more),) = desk.answers()
    assert answer["form"]["goal"] == "prevention"
    assert answer["form"]["minutes"] == 12
    assert {name: answer["form"][name] for name in MARKED} == MARKED
    assert answer["form"]["signs"] == dict.fromkeys(screening.SIGNS, "no")
    assert answer["form"]["site"] == "http://127.0.0.1:9/trunk/book/session.html"
    asked = {"goal": "prevention", "minutes": 12, "signs": answer["form"]["signs"]}
    made = plan.build(asked | MARKED | {"positions": [id_ for id_ in POSITIONS if id_ != "sitting-on-ball"]})
    desk.deliver(answer, {})
    expect(desk.title).to_have_text("Your plan")
    expect(desk.title).to_be_focused()
    expect(page.get_by_role("button", name="Print the handout")).to_be_disabled()
    desk.deliver(answer, more)
    names = [CATALOGUE[item.exercise].name for item in made.items]
    assert desk.result.locator(".tc-planner-items h5").all_inner_texts() == names
    expect(desk.result.get_by_role("link", name=names[0], exact=True)).to_have_attribute(
        "href", f"http://127.0.0.1:9/trunk/book/exercises/{made.items[0].exercise}.html"
    )
    for item in made.items:
        expect(desk.result).to_contain_text(item.reason)
    choice = desk.result.get_by_label("Show")
    expect(desk.result.locator("figcaption")).to_have_text(draw.week_words(plan=made, number=1))
    choice.select_option(label=answer["weeks"][-1]["name"])
    expect(desk.result.locator("figcaption")).to_have_text(answer["weeks"][-1]["words"])
    assert page.locator(".tc-planner :is(b, img)").count() == 0, "what the reader wrote is text"

    assert saved(page, "Save the calendar (.ics)") == ("trunkcare-plan.ics", answer["files"]["ics"])
    name, text = saved(page, "Save the plan (.json)")
    assert name == "trunkcare-plan.json"
    assert plan.read(text) == made
    assert saved(page, "Save the handout") == ("trunkcare-plan.html", more["handout"])

    page.get_by_label("Minutes a day").fill("55")
    file = tmp_path / "mine.json"
    file.write_text(text, encoding="utf-8")
    for _ in range(2):  # the same file again
        page.get_by_label("Open a saved plan (.json)").set_input_files(file)
        page.wait_for_function("sent.length")
        desk.settle()
        expect(desk.result).to_contain_text("The saved plan is open, and the form shows its answers.")
    assert page.get_by_label("Minutes a day").input_value() == "12"
    assert page.get_by_label("A note").input_value() == MARKED["note"]
    expect(page.get_by_label("None of these").first).to_be_checked()
    desk.make()
    assert desk.python.answer["form"]["signs"] == answer["form"]["signs"]
    assert plan.read(desk.python.answer["files"]["json"]) == made


def test_the_handout_is_printed_from_a_window_of_its_own(desk):
    desk.page.context.add_init_script("window.print = () => (window.printed = true)")
    desk.page.get_by_label("A note").fill(MARKED["call"])
    desk.no_signs()
    desk.make()
    with desk.page.context.expect_page() as opened_page:
        desk.page.get_by_role("button", name="Print the handout").press("Enter")
    sheet = opened_page.value
    sheet.wait_for_function("window.printed")
    expect(sheet.get_by_role("heading", level=1)).to_have_text("My exercise plan")
    expect(sheet.locator("main")).to_contain_text(MARKED["call"])
    desk.page.evaluate("window.open = () => null")
    desk.page.get_by_role("button", name="Print the handout").press("Enter")
    expect(desk.result.get_by_text("does not let a new window open")).to_be_visible()


def test_a_session_is_played_and_linked(desk):
    desk.no_signs()
    desk.make()
    sessions = desk.python.more["player"]["sessions"]
    choice = desk.result.get_by_label("Session", exact=True)
    expect(choice.locator("option")).to_have_text([one["title"] for one in sessions])
    link = desk.result.get_by_role("link", name="Open this session in the book")
    start = desk.result.get_by_role("button", name="Start", exact=True)
    expect(link).to_have_attribute("href", desk.python.answer["sessions"][0]["address"])
    choice.select_option(label=sessions[-1]["title"])
    expect(link).to_have_attribute("href", desk.python.answer["sessions"][-1]["address"])
    assert "cat-camel+," in link.get_attribute("href")
    start.press("Enter")
    expect(desk.result.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    assert desk.sent() == [], "the player asks no Python"
    assert desk.page.evaluate("leave(), Object.values(heard).flat().length") == 0, "a view that goes leaves nothing"
    expect(desk.result).to_be_empty()


def test_an_emergency_is_said_at_once_and_makes_no_plan(desk):
    page = desk.page
    desk.no_signs()
    desk.make()
    expect(desk.title).to_have_text("Your plan")
    sign = page.get_by_label(screening.SIGNS["saddle-numb"].text)
    sign.check()
    said = page.locator(".tc-planner-note").first
    expect(said).to_contain_text("Get emergency help now")
    expect(said).to_have_attribute("aria-live", "polite")
    expect(desk.result).to_be_empty()  # no exercise stands beside it
    page.get_by_label("None of these").first.click()
    expect(said).to_contain_text("Get emergency help now")
    expect(sign).to_be_checked()
    expect(page.get_by_label("None of these").first).not_to_be_checked()
    expect(page.get_by_text(f"You have ticked “{screening.SIGNS['saddle-numb'].text}”.")).to_be_visible()
    page.get_by_label("None of these").nth(1).uncheck()  # it is said whatever else is open
    desk.make()
    expect(desk.title).to_have_text("Get emergency help now")
    expect(desk.result).to_contain_text(screening.screen(["saddle-numb"]).what_to_do)
    assert desk.result.get_by_role("button").count() == desk.result.locator("svg, ol").count() == 0
    sign.uncheck()
    expect(said).to_be_empty()


def test_signs_that_are_an_emergency_together_are_said_below_the_last_of_them(desk):
    notes = desk.page.locator(".tc-planner-note")
    rule = next(r for r in screening.RULES.values() if r.urgency == "emergency" and len(r.when) == 2 and not r.any)
    for id_ in rule.when:
        assert notes.filter(has_text="Get emergency help now").count() == 0
        desk.page.get_by_label(screening.SIGNS[id_].text).check()
    group = [*screening.GROUPS].index(screening.SIGNS[rule.when[1]].group)
    expect(notes.nth(group)).to_contain_text("Get emergency help now")
    desk.page.get_by_label(screening.SIGNS[rule.when[0]].text).uncheck()
    expect(notes.nth(group)).to_be_empty()


def test_nothing_is_asked_before_the_signs_are_answered(desk):
    desk.make()
    assert desk.sent() == []
    expect(desk.alert).to_contain_text("First answer the warning signs.")
    expect(desk.go).to_have_accessible_description(desk.alert.inner_text())
    for group in screening.GROUPS.values():
        expect(desk.alert).to_contain_text(f"“{group.ask}”")
    desk.page.get_by_label("None of these").first.check()
    desk.page.get_by_role("button", name="Go to what is left to answer").press("Enter")
    expect(
        desk.page.get_by_role("group", name="Besides the pain: any of these?").get_by_role("checkbox").first
    ).to_be_focused()
    desk.no_signs()
    desk.make()
    expect(desk.alert).to_be_empty()
    expect(desk.go).to_have_accessible_description("")
    expect(desk.title).to_have_text("Your plan")


def test_an_error_keeps_what_was_entered(desk, tmp_path):
    page, minutes = desk.page, desk.page.get_by_label("Minutes a day")
    desk.no_signs()
    desk.make()
    minutes.fill("99")
    page.get_by_label("A note").fill("mine")
    page.get_by_label("Painful wrist or hand").check()
    desk.make()
    expect(desk.alert).to_have_text("The minutes a day are 99, but must be a whole number from 1 to 60.")
    expect(desk.go).to_have_accessible_description(desk.alert.inner_text())
    expect(desk.result).to_be_empty()
    file = tmp_path / "<b>cut.json"
    for text, words in (('{"format": ', "it is cut off"), ("", "it is cut off"), ("x" * 1_000_001, "is too large")):
        file.write_text(text, encoding="utf-8")
        page.get_by_label("Open a saved plan").set_input_files(file)
        if len(text) < 1000:
            page.wait_for_function("sent.length")
        desk.settle()
        expect(page.get_by_role("alert").first).to_contain_text(words)
    expect(page.get_by_label("Open a saved plan")).to_have_accessible_description(
        page.get_by_role("alert").first.inner_text()
    )
    assert (minutes.input_value(), page.get_by_label("A note").input_value()) == ("99", "mine")
    expect(page.get_by_label("Painful wrist or hand")).to_be_checked()
    expect(page.get_by_label("None of these").first).to_be_checked()


LAB = """document.addEventListener("keydown", ({ target }) => target.addEventListener("beforeinput", (event) => {
  if (event.inputType === "insertLineBreak") event.preventDefault();
}, { once: true }), true)"""


def test_enter_is_the_form_s_own_where_jupyterlab_would_take_it(desk):
    desk.page.evaluate(LAB)
    desk.no_signs()
    desk.page.get_by_label("A note").press("Enter")
    assert desk.page.get_by_label("A note").input_value() == "\n"
    desk.page.get_by_label("Minutes a day").press("Enter")
    assert len(desk.sent()) == 1


def test_an_answer_to_an_earlier_form_is_not_shown(desk):
    desk.no_signs()
    desk.page.get_by_label("Minutes a day").fill("0")
    desk.go.press("Enter")
    desk.page.get_by_label("Minutes a day").fill("15")
    desk.go.press("Enter")
    early, late = desk.answers()
    desk.deliver(*early)
    expect(desk.alert).to_be_empty()
    expect(desk.go).to_have_accessible_name("Working …")
    desk.deliver(*late)
    expect(desk.title).to_have_text("Your plan")
    expect(desk.result).to_contain_text("At most 15 minutes a day")
    desk.deliver(*early)
    expect(desk.alert).to_be_empty()
    expect(desk.title).to_have_text("Your plan")


def test_no_answer_for_long_is_told(visit):
    visit.page.clock.install(time=date.today().isoformat())
    desk = Desk(visit.page)
    desk.no_signs()
    desk.go.press("Enter")
    visit.page.clock.fast_forward(11_000)
    expect(visit.page.get_by_text("Python may still be starting, or it is gone")).to_be_visible()


def test_a_sign_that_is_ticked_while_python_works_makes_the_plan_stale(desk):
    desk.no_signs()
    desk.go.press("Enter")
    desk.page.get_by_label(screening.SIGNS["fever"].text).check()
    expect(desk.go).to_have_accessible_name("Make the plan")
    desk.settle()
    expect(desk.result).to_be_empty()
    desk.make()
    expect(desk.title).to_have_text(screening.screen(["fever"]).title)


def test_another_view_shows_the_form_that_was_sent_and_its_plan(desk):
    desk.no_signs()
    desk.page.get_by_label("Minutes a day").fill("7")
    desk.page.get_by_label("First day").fill("2027-01-02")
    desk.make()
    desk.page.evaluate("leave(), document.querySelector('.tc-planner').remove()")
    stage.put(desk.page, desk.python, NAMES, SENDS, style="")
    expect(desk.title).to_have_text("Your plan")
    assert desk.page.get_by_label("Minutes a day").input_value() == "7"
    assert desk.page.get_by_label("First day").input_value() == "2027-01-02"
    expect(desk.page.get_by_label("None of these").first).to_be_checked()
    expect(desk.result.get_by_role("button", name="Start", exact=True)).to_be_visible()


SMALL = """all => all.map((one) => [one.textContent.slice(0, 40), one.getBoundingClientRect().height])
  .filter(([, height]) => height && height < 43.9)"""


@pytest.mark.parametrize(("theme", "rules"), [("light", None), ("dark", OF_COLOUR)])  # all else is the same in both
def test_every_state_is_free_of_barriers_and_fits_a_small_screen(desk, theme, rules):
    page = desk.page
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    page.evaluate(AXE)
    page.set_viewport_size({"width": 360, "height": 800})
    desk.make()
    assert barriers(page, OF_COLOUR) == [], "with an error"
    page.get_by_label("Stroke or cerebral palsy").check()
    desk.no_signs()
    page.get_by_label(screening.SIGNS["cp-stroke"].text).check()
    page.get_by_label("A doctor, physiotherapist or midwife").check()
    page.get_by_label("A therapist or a trained carer").check()
    page.get_by_label("Control: ").check()
    page.get_by_label("Whose plan").fill("W" * 60)
    desk.make()
    expect(desk.title).to_have_text("Your plan")
    expect(desk.result.get_by_role("button", name="Start", exact=True)).to_be_visible()
    page.evaluate("document.querySelectorAll('.tc-planner details').forEach((one) => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert barriers(page, rules) == [], "with a plan"
    targets = ".tc-planner :is(button, select, .tc-planner-box label, input[type=text], summary)"
    assert page.locator(targets).evaluate_all(SMALL) == []
    page.get_by_label(screening.SIGNS["saddle-numb"].text).check()
    desk.make()
    assert barriers(page, OF_COLOUR) == [], "with an emergency"
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
