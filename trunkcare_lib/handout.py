"""Sheets to print: a card for an exercise, and a page for a plan, each on one sheet of A4 or Letter.

A sheet is a whole HTML document with its style and pictures in it. It is black on white, and nothing on it is told by
colour alone.
"""

import re
from html import escape

from trunkcare_lib import sheet
from trunkcare_lib.evidence import GRADES
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.motion import MOTIONS
from trunkcare_lib.models.profile import GOALS
from trunkcare_lib.vocabulary import CONDITIONS

CARD_WEEKS = 4
PULL = "It may pull but must not hurt more than before; go back a little when it does."
EFFORT = (
    "Some discomfort may be there; stop when pain rises above 5 out of 10 "
    "(a limit borrowed from the care of other joints and tendons, not tested for spasm)."
)
ALWAYS = (
    "Always stop when pain is sharp, spreads into a leg, or turns to tingling or numbness. "
    "If you are worse the next morning, do less or leave it out."
)
ASK = "ask first, or read on its page, what to change."
PAGE_LINES, WHOLE_LETTERS, ITEM_LETTERS = 72, 140, 88
"""How many lines of small print the page of a plan has, how many letters a whole one holds, and one beside pictures."""
ROOMY_LINES = 58
"""With so many lines the small print can be larger."""


def card(exercise_id, *, address="", home=""):
    """Make the sheet of one exercise.

    Parameters
    ----------
    exercise_id : str
        An id of the catalogue.
    address : str
        The full address of the exercise's page; it is printed, and as a QR code too.
    home : str
        The way from the sheet back to that page, for a link that is seen on a screen only.

    Returns
    -------
    str
        An HTML document.

    Raises
    ------
    ValueError
        If the exercise is not known, the course advises against it, or the address is none of the web.
    """
    if not isinstance(exercise_id, str) or exercise_id not in CATALOGUE:
        raise ValueError(f"exercise_id is {exercise_id!r}, but must be one of {', '.join(CATALOGUE)}.")
    exercise = CATALOGUE[exercise_id]
    if exercise.advice_against:
        raise ValueError(f"{exercise_id} has no card: the course advises against it and gives no dose for it.")
    stops = range(1 + len(MOTIONS[exercise_id].ends))
    pictures = "".join(f"<li>{sheet.figure(exercise_id, number, 2.9)}</li>" for number in stops)
    pain = PULL if exercise.purpose in ("stretch", "mobility") else EFFORT
    grades = "; ".join(
        f"{grade.about}: {GRADES[grade.grade].rstrip('.')}" for claim in exercise.claims for grade in claim.grades
    )
    parts = [
        sheet.header(exercise.name, sheet.paragraph(exercise.summary), address),
        sheet.paragraph(_helped(exercise), "boxed"),
        f'<ul class="row">{pictures}</ul>',
        sheet.paragraph(exercise.dose.sentence(exercise.dosing.verb), "dose"),
        '<div class="row">',
        sheet.section("How to do it", sheet.listed(exercise.steps, "ol"), "wide"),
        "<div>",
        sheet.section("You should feel it", sheet.listed(exercise.felt)),
        sheet.section("Not there: change it or stop", sheet.listed(exercise.not_felt)),
        "</div></div>",
        f'<div class="row">{sheet.boxes("Tick each day you do it", [range(7)] * CARD_WEEKS)}',
        sheet.section("When to stop", sheet.paragraph(f"{pain} {ALWAYS}")),
        "</div>",
        _card_cautions(exercise),
        sheet.emergency(),
        sheet.footer(
            f"Evidence: {grades}. Reviewed {exercise.reviewed.day} {exercise.reviewed:%B %Y}, not yet by a clinician.",
            address,
        ),
    ]
    return sheet.document(exercise.name, parts, home, roomy=True)


def page(plan, address=""):
    """Make the sheet of a plan; where the plan says stop, the advice stands there and no exercise.

    Parameters
    ----------
    plan : Plan
        As from `models.plan.build`.
    address : str
        An address of the web to print, as a QR code too.

    Returns
    -------
    str
        An HTML document. What the reader has written stands in it as text, whatever signs it holds.

    Raises
    ------
    ValueError
        If the address is none of the web.
    """
    profile, advice = plan.profile, plan.advice
    line = '<span class="line"></span>'
    top = f"<p>Name: {f'<b>{escape(profile.name)}</b>' if profile.name else line} · Date: {line}</p>"
    note = f'<p class="small"><b>Note:</b> {escape(profile.note)}</p>' if profile.note else ""
    made = "Made with the TrunkCare course. No one has tested such a plan; most of its rules are expert opinion."
    if plan.stop:
        title, made, roomy = "No plan yet" if plan.left_out else "No exercises for now", "", True
        told = advice.what_to_do if advice.what_to_do not in plan.stop else ""
        out = [f"{CATALOGUE[id_].name}: {why}" for id_, why in plan.left_out]
        parts = [
            sheet.paragraph(plan.stop, "boxed"),
            sheet.section("Why each exercise is out", sheet.listed(out), "small") if out else "",
            sheet.section(advice.title, sheet.listed(advice.reasons) + sheet.paragraph(told)),
        ]
    else:
        title = "My exercise plan"
        top += sheet.paragraph(f"{GOALS[profile.goal].name}. At most {profile.minutes} min a day.")
        weeks = [[day for day in range(7) if plan.session(week, day)] for week in range(1, plan.weeks + 1)]
        cautions = _cautions(plan)
        roomy = _lines_of(plan, cautions) <= ROOMY_LINES
        gates = "".join(f"<li>{escape(gate.when)}: <b>{escape(gate.then)}</b></li>" for gate in plan.gates)
        parts = [
            f'<div class="boxed">{sheet.listed(plan.notes)}</div>' if plan.notes else "",
            f'<ol class="items">{"".join(map(_item, plan.items, cautions))}</ol>',
            sheet.boxes("Tick each day you did it", weeks),
            sheet.section("Go on, go back, or stop", f'<ul class="run">{gates}</ul>', "small"),
        ]
    parts = [sheet.header(title, top, address), *parts, sheet.emergency(profile.call), note]
    return sheet.document(title, [*parts, sheet.footer(made, address)], roomy=roomy)


def _helped(exercise):
    return "Done by or with a therapist or a trained carer, never alone." if exercise.group == "neuro" else ""


def _card_cautions(exercise):
    """With what to avoid an exercise, and with what to do it another way."""
    avoid = "".join(
        f"<li><b>{escape(_name(caution))}:</b> {escape(_brief(caution.advice).rstrip('.'))}</li>"
        for caution in exercise.cautions
        if caution.verdict == "avoid"
    )
    modify = [_name(caution) for caution in exercise.cautions if caution.verdict == "modify"]
    words = ""
    if avoid:
        words = sheet.section(
            "Avoid it, until someone who knows your case agrees, with", f'<ul class="run">{avoid}</ul>'
        )
    if modify:
        words += sheet.section("Do it another way, as its page says, with", sheet.listed(modify, kind="run"))
    return f'<div class="small">{words}</div>'


def _item(item, cautions):
    """An exercise of a plan: two pictures, its days, its dose now and later, and what is asked of this person."""
    exercise = CATALOGUE[item.exercise]
    days = "every day" if len(item.days) == 7 else ", ".join(sheet.DAYS[day][:3] for day in item.days)
    pictures = "".join(sheet.figure(exercise.id, n, 1.9, small=True) for n in (0, len(MOTIONS[exercise.id].ends)))
    now, later = _doses(item)
    return (
        f'<li><div class="pair">{pictures}</div><div class="words"><h2>{escape(exercise.name)} ({days})</h2>'
        f"<p><b>{escape(now)}</b> {escape(later)} {_helped(exercise)}</p>"
        f"<p>{' '.join(f'<b>{escape(name)}:</b> {escape(words)}' for name, words in cautions)}</p></div></li>"
    )


def _doses(item):
    """The dose that an item begins with, and the one that it goes on to, if any."""
    verb, first, more = CATALOGUE[item.exercise].dosing.verb, item.from_week, item.more_from_week
    now = f"From week {first}: " * (first > 1) + item.dose(first).sentence(verb)
    return now, f"From week {more}: {item.dose(more).sentence(verb).partition(';')[0]}." if more else ""


def _cautions(plan):
    """For each item (condition, what it asks for), as much of it as the page has room for.

    First the reasons go; then, the longest first, what it asks for: the sheet says to ask, or to read it up.
    """
    asked = [[(_name(caution), caution.advice) for caution in item.cautions] for item in plan.items]
    if _lines_of(plan, asked) > PAGE_LINES:
        asked = [[(name, _brief(advice)) for name, advice in item] for item in asked]
    while _lines_of(plan, asked) > PAGE_LINES:
        longest = max((len(advice) for item in asked for _, advice in item), default=0)
        if longest <= len(ASK):
            named = [[("; ".join(name for name, _ in item), ASK)] * bool(item) for item in asked]
            fits = _lines_of(plan, named) <= PAGE_LINES
            return named if fits else [[("All that you have named", ASK)] * bool(item) for item in asked]
        asked = [[(name, ASK if len(advice) == longest else advice) for name, advice in item] for item in asked]
    return asked


def _lines_of(plan, cautions):
    """The lines of a page with these cautions: what it always has, the free texts, the notes, and the items."""
    gates = " • ".join(f"{gate.when}: {gate.then}" for gate in plan.gates)
    whole = [plan.profile.note, plan.profile.call, *plan.notes, gates]
    beside = [
        [" ".join((*_doses(item), _helped(CATALOGUE[item.exercise]))), " ".join(map(": ".join, asked))]
        for item, asked in zip(plan.items, cautions, strict=True)
    ]
    high = [max(5.2, 1.6 + sum(_lines(words, ITEM_LETTERS) for words in item)) for item in beside]
    return 24 + sum(_lines(words, WHOLE_LETTERS) for words in whole) + sum(high)


def _lines(words, letters):
    """How many lines a text takes, capitals and the signs of the Far East being wide."""
    return -(-sum(1.75 if sign.isupper() or sign > "⿿" else 1 for sign in words) // letters)


def _name(caution):
    return CONDITIONS[caution.condition].name.partition(" (")[0]


def _brief(advice):
    """An advice without its reasons: what to do stays, each word of it."""
    return re.sub(r", because [^;.]*| \([^)]*\)", "", advice)
