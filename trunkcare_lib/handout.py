"""Sheets to print on A4 or Letter: a card for an exercise on one, and a plan on one, or two where one is too full.

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
MADE = "Made with the TrunkCare course. No one has tested such a plan; most of its rules are expert opinion."
PICTURES = "The pictures do not show what to change for you: keep to the words beside them."
SECOND = "See the second sheet."
ALL_SECOND = "The second sheet has all of it in full, and what to do from week to week."
UNLISTED = "A condition that is not listed has not been judged: that does not make the exercise safe with it."
ALWAYS_MM = 50.5
"""What a plan's sheet always has, but its texts: the top, titles, boxes to tick, lines and gaps."""


def card(exercise_id, *, address="", home=""):
    """Make the sheet of one exercise, as an HTML document.

    Parameters
    ----------
    exercise_id : str
        An id of the catalogue.
    address : str
        The full address of the exercise's page; it is printed, and as a QR code too.
    home : str
        The way from the sheet back to that page, for a link that is seen on a screen only.

    Raises ValueError if the exercise is not known, the course advises against it, or the address is none of the web.
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
    reviewed = f"{exercise.reviewed.day} {exercise.reviewed:%B %Y}"
    parts = [
        sheet.header(exercise.name, sheet.paragraph(exercise.summary), address),
        sheet.paragraph(_helped(exercise), "boxed"),
        _pictured(exercise),
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
        sheet.footer(f"Evidence: {grades}. Reviewed {reviewed}, not yet by a clinician.", address),
    ]
    return sheet.document(exercise.name, parts, home)


def page(plan, address=""):
    """Make the sheet of a plan, and where it is too full a second; where the plan says stop, only the advice.

    Parameters
    ----------
    plan : Plan
        As from `models.plan.build`. What the reader has written stands there as text, whatever signs it holds.
    address : str
        An address of the web to print, as a QR code too.

    Raises ValueError if the address is none of the web.
    """
    if plan.stop:
        return _stopped(plan, address)
    cautions, size, moved = _chosen(plan, address)
    weeks = [[day for day in range(7) if plan.session(week, day)] for week in range(1, plan.weeks + 1)]
    runs = [sheet.run(*run) for run in _runs(plan)]
    title, boxed = "My exercise plan", "".join(f"<li>{words}</li>" for words in _warned(plan, moved))
    aim = sheet.paragraph(f"{GOALS[plan.profile.goal].name}. At most {plan.profile.minutes} min a day.")
    parts = [
        sheet.header(title, _name_line(plan) + aim, address),
        f'<div class="boxed"><ul>{boxed}</ul></div>' if boxed else "",
        f'<ol class="items">{"".join(map(_item, plan.items, cautions))}</ol>',
        sheet.boxes("Tick each day you did it", weeks),
        *runs[moved:],
        sheet.emergency(plan.profile.call),
        sheet.footer(MADE + sheet.PLAYS * bool(address), address),
        _second(plan, runs[:moved]) if moved else "",
    ]
    return sheet.document(title, parts, size=size)


def _stopped(plan, address):
    """The sheet where the plan says stop."""
    advice = plan.advice
    title = "No plan yet" if plan.left_out else "No exercises for now"
    told = advice.what_to_do if advice.what_to_do not in plan.stop else ""
    out = [f"{CATALOGUE[id_].name}: {why}" for id_, why in plan.left_out]
    parts = [
        sheet.header(title, _name_line(plan), address),
        sheet.paragraph(plan.stop, "boxed"),
        sheet.section("Why each exercise is out", sheet.listed(out), "small") if out else "",
        sheet.section(advice.title, sheet.listed(advice.reasons) + sheet.paragraph(told)),
        *(sheet.run(*run) for run in _runs(plan)),
        sheet.emergency(plan.profile.call),
        sheet.footer("", address),
    ]
    return sheet.document(title, parts)


def _name_line(plan):
    name = f"<b>{escape(plan.profile.name)}</b>" if plan.profile.name else sheet.LINE
    return f"<p>Name: {name} · Date: {sheet.LINE}</p>"


def _warned(plan, moved):
    """What the reader must know before the pictures, as HTML."""
    changed = any(item.cautions for item in plan.items)
    return [f"<b>{PICTURES}</b>"] * changed + [f"<b>{ALL_SECOND}</b>"] * bool(moved) + [*map(escape, plan.notes)]


def _helped(exercise):
    return "Done by or with a therapist or a trained carer, never alone." if exercise.group == "neuro" else ""


def _pictured(exercise):
    """What osteoporosis changes, at the pictures: they may show the movement to leave out; nothing if it forbids it."""
    caution = exercise.verdict("osteoporosis")
    told = caution and caution.verdict == "modify"
    return f'<p class="small boxed">{sheet.told(_name(caution), _brief(caution.advice))}</p>' if told else ""


def _card_cautions(exercise):
    """With what to avoid an exercise, and with what to do it another way."""
    avoid, modify = ([one for one in exercise.cautions if one.verdict == verdict] for verdict in ("avoid", "modify"))
    avoid = [sheet.told(_name(caution), _brief(caution.advice).rstrip(".")) for caution in avoid]
    words = sheet.run("Avoid it, until someone who knows your case agrees, with", avoid)
    words += sheet.run("Do it another way, as its page says, with", [escape(_name(caution)) for caution in modify])
    return words + sheet.paragraph(UNLISTED, "small")


def _item(item, cautions):
    """An exercise of a plan: two pictures, its days, its dose now and later, and what is asked of this person."""
    id_, (title, *words) = item.exercise, _beside(item, cautions)
    pictures = "".join(sheet.figure(id_, number, 1.9, small=True) for number in (0, len(MOTIONS[id_].ends)))
    words = "".join(f"<p>{each}</p>" for each in words)
    return f'<li><div class="pair">{pictures}</div><div class="words"><h2>{title}</h2>{words}</div></li>'


def _beside(item, cautions):
    """What stands beside the pictures, as HTML: the title, the dose, and the cautions."""
    exercise, first, more = CATALOGUE[item.exercise], item.from_week, item.more_from_week
    days = "every day" if len(item.days) == 7 else ", ".join(sheet.DAYS[day][:3] for day in item.days)
    verb = exercise.dosing.verb
    now = f"From week {first}: " * (first > 1) + item.dose(first).sentence(verb)
    later = f"From week {more}: {item.dose(more).sentence(verb).partition(';')[0]}." if more else ""
    dose = f"<b>{escape(now)}</b> {escape(later)} {_helped(exercise)}"
    return escape(f"{exercise.name} ({days})"), dose, " ".join(sheet.told(*caution) for caution in cautions)


def _runs(plan):
    """Title and lines (HTML) of what goes for the weeks; what moves to a second sheet first comes first."""
    stages = [sheet.told(f"From week {stage.from_week}, {stage.title.lower()}", stage.text) for stage in plan.stages]
    gates = [f"{escape(gate.when)}: <b>{escape(gate.then)}</b>" for gate in plan.gates]
    note = [sheet.told("Note", plan.profile.note)] if plan.profile.note else []
    return ("From week to week", stages), ("", note), ("Go on, go back, or stop", gates)


def _second(plan, runs):
    """The second sheet: in full what to change for this person, as large as it fits, and what has moved there."""
    told = {item.exercise: [sheet.told(*one) for one in _asked(item)] for item in plan.items if item.cautions}
    words = [line for lines in told.values() for line in lines] + runs
    high = {
        size: 35 + 6 * len(told) + sum(sheet.text_mm(each, size.words, 187) for each in words) for size in sheet.SIZES
    }
    size = max((size for size in sheet.SIZES if high[size] <= sheet.HIGH_MM), default=sheet.SIZES[0])
    changes = f"<h2>What to change for you</h2>{_name_line(plan)}" if told else ""
    for id_, lines in told.items():
        changes += f"<h3>{escape(CATALOGUE[id_].name)}</h3><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    return f'<section class="second"{size.style()}>{changes}{"".join(runs)}</section>'


def _chosen(plan, address=""):
    """The first of the ways that fits, or the last."""
    return next(filter(lambda way: _high_mm(plan, address, *way) <= sheet.HIGH_MM, ways := [*_ways(plan)]), ways[-1])


def _ways(plan):
    """Ways to print a plan, the best first: all in full, the largest first; without reasons; with a second sheet.

    Each has the cautions to print beside the pictures, the size, and how many of the runs move to a second sheet.
    """
    asked, least = [_asked(item) for item in plan.items], sheet.SIZES[0]
    yield from ((asked, size, 0) for size in reversed(sheet.SIZES))
    asked = [[(name, _brief(advice)) for name, advice in item] for item in asked]
    yield asked, least, 0
    lengths = sorted({0, *(len(advice) for item in asked for _, advice in item)}, reverse=True)
    yield from (([_shortened(item, most) for item in asked], least, moved) for moved in (1, 2, 3) for most in lengths)


def _asked(item):
    return [(_name(caution), caution.advice) for caution in item.cautions]


def _shortened(asked, longest):
    """What an item asks for, with what is longer left to the second sheet."""
    left = "; ".join(name for name, advice in asked if len(advice) > longest)
    return [one for one in asked if len(one[1]) <= longest] + [(left, SECOND)] * bool(left)


def _high_mm(plan, address, cautions, size, moved):
    """The height of the first sheet, at the most. [mm]"""
    runs = _runs(plan)[moved:]
    whole = [" • ".join(lines) for lines in (*(lines for _, lines in runs), sheet.SIGNS)]
    whole += [f"{sheet.NOTICE} {MADE}{sheet.PLAYS} {address}"]
    boxed = [*_warned(plan, moved), f"Worse, or not sure? Call: {escape(plan.profile.call)}"]
    high = (
        ALWAYS_MM
        + sum(1 + 4.5 * bool(title) for title, _ in runs)
        + sum(sheet.text_mm(words, size.small) for words in whole)
    )
    high += sum(sheet.text_mm(words, size.small, 182) for words in boxed)
    high += 4.1 * (sheet.lines(plan.profile.name, 110, 9.5) > 1)
    wide = sheet.WIDE_MM - 3 - 2 * size.wide
    for title, *words in map(_beside, plan.items, cautions):
        text = sum(sheet.text_mm(each, size.words, wide) for each in words)
        high += 1 + max(size.high, text + 4.5 * sheet.lines(title, wide, 9.5))
    return high


def _name(caution):
    return CONDITIONS[caution.condition].name.partition(" (")[0]


def _brief(advice):
    """An advice without its reasons: what to do stays, each word of it."""
    return re.sub(r", because [^;.]*| \([^)]*\)", "", advice)
