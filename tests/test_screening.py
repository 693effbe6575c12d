"""The check of the warning signs against the decision table written a second time, in Python and in the browser."""

import itertools
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect
from readability import grade
from test_browser import AXE, barriers
from test_flipbook import PAGE, hosted

from trunkcare_lib.entries import DATA
from trunkcare_lib.models import screening
from trunkcare_lib.models.questions import CASES
from trunkcare_lib.models.screening import ANSWERS, GROUPS, LEVELS, RULES, SIGNS, WORST_FIRST, load, screen
from trunkcare_lib.models.spasm import RED_FLAGS
from trunkcare_lib.widgets.screening import Screening

ROOT = Path(__file__).parents[1]
TEXT = (DATA / "screening.toml").read_text(encoding="utf-8")
ORDER = WORST_FIRST.index
ALL = len(SIGNS)
EARLY = "signs are not answered, so it is too early for 'self-care'"
NERVE = {"limb-weak", "band-numb", "cord-signs", "lost-skill"}


def of_the_evidence_file(there):
    """Section 5C of the evidence file, by hand: how urgent it says that is, at the least."""

    def has(*signs):
        return any(sign in there for sign in signs)

    if (
        has("saddle-numb")  # saddle numbness
        or has("bladder-bowel", "sexual-change")  # new bladder/bowel/sexual dysfunction
        or has("both-legs")  # bilateral leg pain/weakness/numbness
        or has("getting-weaker", "balance-control")  # progressive weakness or gait loss; S27
        or has("accident")  # major trauma
        or (has("fever") and has("ill"))  # fever + back pain + unwell
        or has("sudden-severe", "pulsing-lump", "collapse")  # suspected aneurysm
        or has("chest-breath")  # chest pain; S30: breathless
    ):
        return "emergency"
    if (
        (has("cancer") and has("new-pain"))  # known cancer + new pain
        or (has("small-force") and has("fragile-bones", "steroids", "over-65"))  # suspected fracture; S30: age
        or has("night-pain")  # severe unremitting night pain
        or has("injected-drugs", "weak-defences")  # IV drug use/immunosuppression
        or has("cord-signs")  # new UMN signs
        or (has("cp-stroke") and has("tone-change", "lost-skill", "limb-weak", "limb-numb", "band-numb"))
        or has("weight-loss")  # S30
        or (has("pregnant") and has("bleeding", "waves"))  # S30
    ):
        return "urgent"
    if has("one-week", "recurrent", "limb-numb", "morning-stiffness", "recent-surgery", "old-spine"):
        return "review"
    return "self-care"


def by_hand(there):
    """The evidence file's table, and where the course is more careful than it: the same as the rules, written anew."""
    there = set(there)
    nerve, infection = bool(there & NERVE), bool(there & {"fever", "ill"})
    if (
        there & {"stroke-signs", "head-jaw", "drowsy", "heavy-bleeding"}
        or ("fever" in there and (nerve or there & {"limb-numb", "steroids", "hot-wound", "vomiting", "cancer"}))
        or there >= {"hot-wound", "ill"}
        or (there & {"weak-defences", "injected-drugs"} and (infection or nerve))
        or (there & {"cancer", "recent-surgery"} and nerve)
        or (there >= {"cp-stroke", "tone-change"} and there & {"vomiting", "limb-weak"})
        or there >= {"pregnant", "night-pain"}
    ):
        ours = "emergency"
    elif (
        there & {"fever", "ill", "vomiting", "urine", "belly", "limb-weak", "band-numb", "lost-skill", "hot-wound"}
        or ("limb-numb" in there and there & {"cancer", "recent-surgery"})
        or (there >= {"new-pain", "waves"} and there & {"over-65", "fragile-bones", "steroids"})
        or there >= {"old-spine", "tone-change"}
        or there >= {"pregnant", "recurrent"}
        or there >= {"bleeding", "waves"}
    ):
        ours = "urgent"
    elif there & {"cancer", "tone-change", "bleeding", "fragile-bones", "child", "limb-pain", "cp-stroke"} or (
        "new-pain" in there and there & {"steroids", "over-65", "pregnant"}
    ):
        ours = "review"
    else:
        ours = "self-care"
    return min(ours, of_the_evidence_file(there), key=ORDER)


def some_subsets(count, seed=5):
    """Random sets of signs, small and large; the same in every run."""
    dice = random.Random(seed)
    return [tuple(dice.sample([*SIGNS], dice.choice([0, 1, 2, 3, 4, 5, 8, 12, 20]))) for _ in range(count)]


def neighbourhoods():
    """For each rule all subsets of its own signs and two more of each group: what nearly fires, and what it meets."""
    dice = random.Random(7)
    for rule in RULES.values():
        own = [*rule.when, *rule.any]
        others = [sign for sign in SIGNS if sign not in own]
        signs = own + dice.sample(others, max(0, 9 - len(own)))
        for size in range(len(signs) + 1):
            yield from itertools.combinations(signs, size)


SUBSETS = [*(signs for size in range(4) for signs in itertools.combinations(SIGNS, size)), *some_subsets(4000)]


def test_every_single_pair_and_triple_is_as_the_decision_table_says():
    for there in SUBSETS:
        assert screen(there).urgency == by_hand(there), there


def test_every_neighbourhood_of_a_rule_is_as_the_decision_table_says():
    for there in neighbourhoods():
        assert screen(there).urgency == by_hand(there), there


def test_it_is_never_milder_than_the_evidence_file():
    for there in SUBSETS:
        assert ORDER(screen(there).urgency) <= ORDER(of_the_evidence_file(set(there))), there


@given(st.sets(st.sampled_from(sorted(SIGNS))), st.sampled_from(sorted(SIGNS)))
def test_one_sign_more_never_makes_it_milder(there, more):
    before, after = screen(list(there)), screen([*there, more])
    assert ORDER(after.urgency) <= ORDER(before.urgency)
    assert set(before.fired) <= set(after.fired)


def alone(rule):
    """The least that makes a rule fire, in each of its ways."""
    return [(*rule.when, other) for other in rule.any] or [rule.when]


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_each_rule_fires_by_itself_and_needs_all_of_its_signs(rule):
    for signs in alone(rule):
        advice = screen(signs)
        assert rule.id in advice.fired
        assert rule.reason in advice.reasons
        assert ORDER(advice.urgency) <= ORDER(rule.urgency)
        for missing in signs:
            assert rule.id not in screen([sign for sign in signs if sign != missing]).fired, missing


def test_every_red_flag_is_reached_and_never_milder():
    assert {rule.flag for rule in RULES.values()} - {None} == RED_FLAGS.keys()
    for flag in RED_FLAGS.values():
        rules = [rule for rule in RULES.values() if rule.flag == flag.id]
        assert all(ORDER(rule.urgency) <= ORDER(flag.urgency) for rule in rules)
        assert any(rule.urgency == flag.urgency for rule in rules), "at its own urgency too"


def test_every_sign_matters_and_every_group_asks():
    assert {sign for rule in RULES.values() for sign in (*rule.when, *rule.any)} == SIGNS.keys()
    assert {sign.group for sign in SIGNS.values()} == GROUPS.keys()
    signs = [*SIGNS.values()]
    assert [sign.group for sign in signs] == sorted((sign.group for sign in signs), key=[*GROUPS].index)


def test_the_first_group_is_all_that_is_an_emergency_by_itself():
    assert {id_ for id_ in SIGNS if screen([id_]).urgency == "emergency"} == {
        sign.id for sign in SIGNS.values() if sign.group == "now"
    }


@pytest.mark.parametrize(
    ("signs", "urgency"),
    [
        ({"saddle-numb"}, "emergency"),
        ({"fever", "weak-defences"}, "emergency"),
        ({"small-force", "fragile-bones"}, "urgent"),
        ({"small-force"}, "self-care"),
        ({"limb-numb"}, "review"),
        ({"limb-numb", "limb-weak"}, "urgent"),
        ({"under-40", "morning-stiffness"}, "review"),
        ({"cancer", "new-pain"}, "urgent"),
        ({"cp-stroke", "tone-change"}, "urgent"),
        ({"cp-stroke", "tone-change", "vomiting"}, "emergency"),
        ({"pregnant", "bleeding"}, "urgent"),
        ({"pregnant", "heavy-bleeding"}, "emergency"),
        ({"recent-surgery"}, "review"),
        ({"recent-surgery", "hot-wound"}, "urgent"),
        ({"one-week"}, "review"),
        ({"over-65"}, "self-care"),
        ({"over-65", "new-pain"}, "review"),
        ({"over-65", "new-pain", "waves"}, "urgent"),
        ({"under-40", "new-pain", "waves", "small-force"}, "self-care"),
        ({"fever", "vomiting"}, "emergency"),
        ({"cancer", "fever"}, "emergency"),
        ({"cancer", "one-week"}, "review"),
        ({"recent-surgery", "limb-numb"}, "urgent"),
        ({"old-spine", "tone-change"}, "urgent"),
        ({"pregnant", "recurrent"}, "urgent"),
        ({"pregnant", "new-pain"}, "review"),
        ({"bleeding", "waves"}, "urgent"),
        ({"urine"}, "urgent"),
        ({"belly"}, "urgent"),
        ({"head-jaw"}, "emergency"),
        ({"fragile-bones"}, "review"),
        ({"child", "under-40"}, "review"),
        ({"limb-pain"}, "review"),
        ({"cp-stroke"}, "review"),
        (set(), "self-care"),
    ],
)
def test_well_known_pictures(signs, urgency):
    assert screen(list(signs)).urgency == urgency


# ---------------------------------------------------------------- what is said


def test_reasons_stand_worst_first_and_only_the_worst_advice_is_given():
    advice = screen(["one-week", "cancer", "new-pain", "saddle-numb"])
    assert [RULES[id_].urgency for id_ in advice.fired] == ["emergency", "urgent", "review", "review"]
    assert advice.reasons == tuple(RULES[id_].reason for id_ in advice.fired)
    assert "Call your local emergency number or go to an emergency department now." in advice.what_to_do
    assert "Book a visit" not in advice.what_to_do


def test_in_an_emergency_one_sentence_says_what_to_do():
    advice = screen(["saddle-numb", "stroke-signs", "accident", "one-week"])
    assert advice.what_to_do.startswith(
        "Get emergency help now. Keep still and call your local emergency number now. Do no exercise"
    )
    assert len(advice.reasons) == 4
    assert screen(["saddle-numb", "chest-breath"]).what_to_do.count("emergency number") == 1


def test_each_verdict_says_whom_to_call_and_how_fast():
    for there in SUBSETS[:1200]:
        advice = screen(there)
        assert advice.what_to_do.startswith(LEVELS[advice.urgency].title)
        assert screening.NOTICE in advice.what_to_do
        assert bool(advice.reasons) == (advice.urgency != "self-care")
        if advice.urgency == "emergency":
            assert re.search("call your local emergency number", advice.what_to_do, re.IGNORECASE)
        if advice.urgency == "urgent":
            assert re.search(r"today|at once", advice.what_to_do)


def test_self_care_always_has_its_safety_net():
    words = screen([]).what_to_do
    assert "Come back to this check if anything changes" in words
    assert "still there after a week, book a review" in words
    assert "ask for help, whatever this list says" in words
    for urgency in ("urgent", "review"):
        assert "call your local emergency number" in LEVELS[urgency].also


def test_unsure_counts_as_yes_and_the_advice_says_so():
    for there in (*itertools.combinations(SIGNS, 2), *some_subsets(200)):
        sure, unsure = (screen({sign: word if sign in there else "no" for sign in SIGNS}) for word in ("yes", "unsure"))
        assert (sure.urgency, sure.reasons) == (unsure.urgency, unsure.reasons)
        assert (screening.UNSURE in unsure.what_to_do) == bool(there)
        assert screening.UNSURE not in sure.what_to_do
        assert unsure.unsure == tuple(sign for sign in SIGNS if sign in there)


def test_true_and_false_and_lists_are_yes_and_no():
    there = {"fever", "under-40"}
    given = {sign: sign in there for sign in SIGNS}
    assert screen(given) == screen(there) == screen([*there]) == screen(tuple(there))
    assert set(ANSWERS.values()) == {"yes", "no", "unsure"}


# ---------------------------------------------------------------- what is refused


def test_an_emergency_needs_no_further_answer():
    for id_ in SIGNS:
        if screen([id_]).urgency == "emergency":
            assert screen({id_: "yes"}).urgency == "emergency"
            assert screen({id_: "unsure"}).urgency == "emergency"


def test_self_care_needs_every_answer():
    with pytest.raises(ValueError, match=f"^{ALL} of {ALL} {EARLY}"):
        screen({})
    for missing in SIGNS:
        with pytest.raises(ValueError, match=f"^1 of {ALL} {EARLY}"):
            screen({sign: "no" for sign in SIGNS if sign != missing})
    assert screen(dict.fromkeys(SIGNS, "no")).urgency == "self-care"


def test_a_milder_verdict_waits_for_what_could_make_it_worse_and_says_what_is_found():
    with pytest.raises(ValueError, match=rf"{ALL - 1} of {ALL} .* 'urgent' \(it could be 'emergency'\)") as caught:
        screen({"weight-loss": "yes"})
    assert "Found so far, at the least: See a clinician today. Contact a doctor today." in str(caught.value)
    answers = dict.fromkeys(SIGNS, "no") | {"weight-loss": "yes"}
    del answers["recurrent"]
    assert screen(answers).urgency == "urgent", "no answer to this could make it worse"
    del answers["fever"]
    assert screen(answers).urgency == "urgent", "fever by itself is no emergency"
    del answers["ill"]
    with pytest.raises(ValueError, match=f"3 of {ALL}"):
        screen(answers)


@given(st.dictionaries(st.sampled_from(sorted(SIGNS)), st.sampled_from(["yes", "no", "unsure"])), st.data())
def test_a_verdict_from_some_answers_stands_whatever_the_others_are(answers, data):
    rest = {sign: data.draw(st.sampled_from(["yes", "no"])) for sign in SIGNS if sign not in answers}
    try:
        urgency = screen(answers).urgency
    except ValueError:
        return
    assert screen(answers | rest).urgency == urgency


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (["fevr"], "'fevr' is not known; did you mean 'fever'?"),
        ({"saddle_numb": "yes"}, "'saddle_numb' is not known; did you mean 'saddle-numb'?"),
        ({"fever": "Yes"}, "'Yes' is not known; did you mean 'yes'?"),
        ({"fever": "unsur"}, "did you mean 'unsure'?"),
        ({"fever": None}, "None is not known; known are yes, no, unsure"),
        ({"fever": 1}, "1 is not known"),
        ({"fever": ["yes"]}, "is not known"),
        ([["fever"]], "is not known"),
        ([3], "3 is not known"),
        ("fever", "answers is 'fever', but must be a mapping of signs to answers, or a list of signs"),
        (None, "answers is None, but must be"),
    ],
)
def test_what_is_not_known_is_refused_in_a_sentence(answers, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        screen(answers)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('flag = "saddle-numbness"', 'flag = "sadle-numbness"', "did you mean 'saddle-numbness'"),
        ('when = ["both-legs"]\nurgency = "emergency"', 'when = ["both-legs"]\nurgency = "review"', "is milder than"),
        ('when = ["both-legs"]', "when = []", "'when' is empty"),
        ('when = ["both-legs"]', 'when = ["both-leg"]', "did you mean 'both-legs'"),
        ('any = ["bleeding", "waves", "recurrent"]', 'any = ["bleding"]', "did you mean 'bleeding'"),
        ('why = "Too much blood may be lost."\n', "", "must all be there, or 'flag' must name a red flag"),
        ('id = "review"\ntitle', 'id = "rewiev"\ntitle', "did you mean 'review'"),
        ('group = "now"\ntext = "Heavy', 'group = "later"\ntext = "Heavy', "'later' is not known"),
        ('when = ["weight-loss"]\nurgency = "urgent"', 'when = ["ill"]\nurgency = "emergency"', "is too mild"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(tmp_path, old, new, words):
    assert TEXT.count(old) == 1
    path = tmp_path / "screening.toml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(words)):
        load(path)


# ---------------------------------------------------------------- the table is guarded: a changed rule is seen


def changed(rule):
    """The rule with one thing wrong, in each way that a slip could make."""
    fields = vars(rule)
    for urgency in WORST_FIRST[:3]:
        if urgency != rule.urgency:
            yield fields | {"urgency": urgency}
    for sign in rule.when:
        if len(rule.when) > 1:
            yield fields | {"when": tuple(other for other in rule.when if other != sign)}
        if rule.any:
            yield fields | {"any": ()}
    for sign in rule.any:
        if len(rule.any) > 1:
            yield fields | {"any": tuple(other for other in rule.any if other != sign)}
    yield None  # left out


def test_the_decision_table_sees_almost_every_slip(monkeypatch):
    """Each rule is changed in each way, and each time the table written by hand sees it, or nothing changed at all."""
    singles = [signs for size in range(4) for signs in itertools.combinations(SIGNS, size)]
    unseen = []
    for rule in RULES.values():
        touching = [set(signs) for signs in singles if {*rule.when, *rule.any} & set(signs)]
        for fields in changed(rule):
            slip = None
            if fields is not None:
                slip = object.__new__(screening.Rule)
                slip.__dict__.update(fields)
            rules = {id_: slip if id_ == rule.id else kept for id_, kept in RULES.items()}
            monkeypatch.setattr(screening, "RULES", {id_: kept for id_, kept in rules.items() if kept is not None})
            if not any(screening._fired(there)[1] != by_hand(there) for there in touching):
                unseen.append((rule.id, fields and {k: fields[k] for k in ("when", "any", "urgency")}))
    # What is not seen adds words only: another rule says the same urgency for the same signs.
    assert {id_ for id_, _ in unseen} <= {
        *("limb-numb-weak", "surgery-wound", "surgery-fever", "morning-stiffness-young"),
        *("stroke-cp-change", "pregnant-belly"),
    }, unseen


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("group", GROUPS)
def test_the_signs_are_in_plain_words(group):
    assert grade([sign.text for sign in SIGNS.values() if sign.group == group]) <= 8


def test_the_words_of_rules_and_levels_are_plain():
    own = [word for rule in RULES.values() for word in (rule.why, rule.what_to_do) if word]
    assert grade(own) <= 8
    assert grade([level.also for level in LEVELS.values()]) <= 8


def test_nothing_names_a_diagnosis():
    words = " ".join([TEXT, *(flag.what_to_do + flag.why for flag in RED_FLAGS.values())]).lower()
    for name in ("cauda equina", "aneurysm", "metasta", "sepsis", "fracture of", "slipped disc", "you have "):
        assert name not in words.replace("you have been seen", "").replace("if you have had", "").replace(
            "you have newly lost", ""
        ), name


# ---------------------------------------------------------------- the cases


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_case_ends_as_the_check_says(case):
    assert screen(case.signs).urgency == case.urgency


# ---------------------------------------------------------------- in the browser


@pytest.fixture(scope="module")
def page(chromium):
    page = chromium.new_page()
    page.goto("about:blank")
    yield page
    page.close()


# Each case is a text with one letter for each sign, "-" where it is not answered; each result is sent back once.
LETTERS = {"y": "yes", "n": "no", "u": "unsure"}
MODULE = """async ([source, table, letters, cases]) => {
    const url = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
    const {evaluate} = await import(url);
    const results = new Map();
    const places = cases.map((text) => {
        const given = {};
        table.signs.forEach((sign, at) => { if (text[at] in letters) given[sign.id] = letters[text[at]]; });
        const {urgency, least, what_to_do, reasons, fired, left, unsure} = evaluate(table, given);
        const result = JSON.stringify([urgency, least, what_to_do, reasons, fired, left, unsure]);
        if (!results.has(result)) results.set(result, results.size);
        return results.get(result);
    });
    return [[...results.keys()], places];
}"""


def in_python(answers):
    try:
        advice = screen(answers)
    except ValueError as error:
        return [None, str(error)]
    left = [sign for sign in SIGNS if sign not in answers]
    return [
        *(advice.urgency, advice.urgency, advice.what_to_do, [*advice.reasons], [*advice.fired], left),
        [*advice.unsure],
    ]


def incomplete(count, seed=9):
    """Random answers, some of them left out, some unsure."""
    dice = random.Random(seed)
    for _ in range(count):
        share = dice.choice([0.01, 0.05, 0.3])
        yield {
            sign: dice.choice(["yes", "unsure"]) if dice.random() < share else "no"
            for sign in dice.sample([*SIGNS], dice.choice([1, 5, 20, 35, 44, 47, 48]))
        }


def compare(page, cases):
    """Hold the page to Python, case by case; how many had a verdict."""
    source = (ROOT / "trunkcare_lib/widgets/screening.js").read_text(encoding="utf-8")
    letter = {word: letter for letter, word in LETTERS.items()}
    texts = ["".join(letter[answers[sign]] if sign in answers else "-" for sign in SIGNS) for answers in cases]
    results, places = page.evaluate(MODULE, [source, Screening().table, LETTERS, texts])
    results = [json.loads(result) for result in results]
    verdicts = 0
    for answers, place in zip(cases, places, strict=True):
        expected, found = in_python(answers), results[place]
        if expected[0] is None:
            assert (found[0], found[2]) == (None, None), answers
            assert expected[1].startswith(f"{len(found[5])} of {len(SIGNS)} signs are not answered")
            assert f"it is too early for '{found[1] or 'self-care'}'" in expected[1]
        else:
            verdicts += 1
            assert found == expected, answers
    return verdicts


def test_the_page_decides_as_python_does(page):
    """All singles, pairs and triples, the neighbourhood of each rule, and thousands more: one call with all."""
    sets = dict.fromkeys([*SUBSETS, *neighbourhoods()])
    cases = [{sign: "yes" if sign in there else "no" for sign in SIGNS} for there in map(set, sets)]
    assert compare(page, cases) == len(cases) > 20_000


def test_the_page_decides_as_python_does_when_answers_are_missing_or_unsure(page):
    cases = [{}, *({sign: word} for sign in SIGNS for word in ("yes", "no", "unsure")), *incomplete(4000)]
    verdicts = compare(page, cases)
    assert 500 < verdicts < len(cases) - 500


@pytest.fixture
def check(visit, tmp_path):
    """The widget on a page of its own from file://, on a phone."""
    file = tmp_path / "page.html"
    host = (ROOT / "book/_static/host.js").read_text(encoding="utf-8")
    file.write_text(PAGE.format(hosted(Screening()), host), encoding="utf-8")
    visit.page.set_viewport_size({"width": 320, "height": 640})
    visit.page.add_init_script(
        "window.printed = 0; window.print = () => { printed++; dispatchEvent(new Event('afterprint')); };"
    )
    visit.page.goto(file.as_uri())
    expect(visit.page.locator(".tc-check")).to_have_count(1)
    return visit.page


def box(page, id_):
    return page.get_by_label(SIGNS[id_].text, exact=True)


def none(page, *groups):
    for group in groups:
        page.get_by_role("group", name=GROUPS[group].ask).get_by_label("None of these").check()


def test_an_emergency_is_said_at_once_and_in_sight(check, visit):
    said = check.get_by_role("status")
    box(check, "saddle-numb").check()
    expect(said).to_contain_text("Get emergency help now")
    expect(said).to_contain_text("Call your local emergency number or go to an emergency department now.")
    expect(said.get_by_text("Get emergency help now")).to_be_in_viewport()
    box(check, "saddle-numb").uncheck()
    expect(said).not_to_contain_text("emergency")
    box(check, "ill").check()
    expect(said).not_to_contain_text("emergency help")
    box(check, "fever").check()
    expect(said).to_contain_text("Get emergency help now")
    expect(said.get_by_text("Get emergency help now")).to_be_in_viewport()
    assert visit.troubles == []


def test_other_advice_waits_for_every_group_and_names_those_left(check):
    said = check.get_by_role("status")
    box(check, "weight-loss").check()
    expect(said).to_contain_text("So far, at the least: See a clinician today. It may be more urgent.")
    expect(said).not_to_contain_text("Contact a doctor today")
    for left in ("now", "happened", "you", "goes"):
        expect(said).to_contain_text(f"“{GROUPS[left].ask}”")
    expect(said).not_to_contain_text(f"“{GROUPS['besides'].ask}”")
    none(check, "now", "happened", "you")
    expect(said).to_contain_text(f"Left to answer: “{GROUPS['goes'].ask}”.")
    none(check, "goes")
    expect(said).to_contain_text("Contact a doctor today.")
    expect(check.locator(".tc-check-more")).to_contain_text(RULES["weight-loss"].reason)
    box(check, "weight-loss").uncheck()
    none(check, "besides")
    expect(said).to_contain_text(LEVELS["self-care"].title)
    expect(said).to_contain_text("If it is still there after a week, book a review")
    box(check, "weight-loss").check()
    expect(said).to_contain_text("See a clinician today")
    assert not check.get_by_label("None of these").nth(1).is_checked()


def test_none_of_these_never_clears_a_sign_unseen(check):
    said = check.get_by_role("status")
    for group, id_ in (("now", "saddle-numb"), ("besides", "fever")):
        field = check.get_by_role("group", name=GROUPS[group].ask)
        wrong = field.get_by_label("None of these")
        box(check, id_).check()
        before = said.inner_text()
        wrong.focus()
        check.keyboard.press("Space")
        assert box(check, id_).is_checked()
        assert not wrong.is_checked()
        note = field.get_by_text(f"You have ticked “{SIGNS[id_].text}”. If that is wrong, take that tick away.")
        expect(note).to_be_in_viewport()
        bar = check.locator(".tc-check-said").bounding_box()
        assert note.bounding_box()["y"] + note.bounding_box()["height"] <= bar["y"], "the advice does not lie over it"
        assert said.inner_text() == before
        box(check, id_).uncheck()
        expect(note).to_be_hidden()
        wrong.check()
        assert wrong.is_checked()
    box(check, "fever").check()
    assert not check.get_by_role("group", name=GROUPS["besides"].ask).get_by_label("None of these").is_checked()


def test_it_says_the_same_only_once(check):
    check.evaluate(
        """() => { window.said = 0; new MutationObserver(() => said++).observe(
            document.querySelector(".tc-check [role=status]"), {childList: true, subtree: true}); }"""
    )
    none(check, "now", "besides", "happened", "you", "goes")
    assert check.evaluate("said") == 5
    for id_ in ("under-40", "over-65", "pregnant"):
        box(check, id_).check()
    assert check.evaluate("said") == 5, "no new advice, so nothing is said"


def test_it_works_by_keyboard_alone(check):
    check.locator("body").press("Tab")
    assert check.evaluate("document.activeElement.id").endswith("saddle-numb")
    for _ in range([*SIGNS].index("chest-breath")):
        check.keyboard.press("Tab")
    check.keyboard.press("Space")
    assert box(check, "chest-breath").is_checked()
    expect(check.get_by_role("status")).to_contain_text("Get emergency help now")
    seen = """() => { const at = document.activeElement.getBoundingClientRect();
        return at.bottom <= document.querySelector(".tc-check-said").getBoundingClientRect().top; }"""
    for _ in range(20):
        check.keyboard.press("Tab")
        assert check.evaluate(seen), "the advice does not lie over the box in use"
    check.get_by_role("button", name="Start again").press("Enter")
    assert not box(check, "chest-breath").is_checked()
    assert check.evaluate("document.activeElement.id").endswith("saddle-numb")
    expect(check.get_by_role("status")).to_contain_text("Tick what is there.")


def test_it_prints_the_advice_and_what_was_ticked(check):
    box(check, "fever").check()
    box(check, "ill").check()
    check.get_by_role("button", name="Print").click()
    assert check.evaluate("printed") == 1
    check.emulate_media(media="print")
    sheet = check.locator(".tc-check-sheet")
    expect(sheet).to_be_visible()
    today = check.evaluate("new Date().toLocaleDateString('en-GB', {day: 'numeric', month: 'long', year: 'numeric'})")
    for words in (today, "Get emergency help now", SIGNS["fever"].text, SIGNS["ill"].text, "not a diagnosis"):
        expect(sheet).to_contain_text(words)
    expect(sheet).not_to_contain_text(SIGNS["cancer"].text)
    expect(sheet).not_to_contain_text("The first list")
    expect(check.locator(".tc-check-form")).to_be_hidden()
    check.emulate_media(media="screen")
    box(check, "ill").uncheck()
    none(check, "now", "happened", "you", "goes")
    check.emulate_media(media="print")
    expect(sheet).to_contain_text("The first list. Call your local emergency number if one of these appears:")
    expect(sheet).to_contain_text(SIGNS["saddle-numb"].text)
    check.emulate_media(media="screen")
    expect(sheet).to_be_hidden()


def test_no_barriers_at_any_stage_and_nothing_is_kept_or_sent(check, visit):
    check.evaluate(AXE)
    check.add_style_tag(content="body { color: var(--tc-ink); background: var(--tc-paper); }")
    asked = []
    check.on("request", lambda request: asked.append(request.url))
    for id_ in (None, "fever", "ill"):
        if id_:
            box(check, id_).check()
        for theme in ("light", "dark"):
            check.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
            assert barriers(check) == [], (id_, theme)
        assert check.evaluate("document.documentElement.scrollWidth") <= 320
    assert check.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert asked == []
    assert all(
        check.locator(".tc-check input").nth(n).get_attribute("data-lm-suppress-shortcuts") == "true" for n in range(5)
    )
    expect(check.locator(".tc-check-intro")).to_contain_text("Nothing is stored, and nothing is sent.")
    check.reload()
    assert not box(check, "fever").is_checked()
    assert visit.troubles == []
