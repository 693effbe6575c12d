"""What sheets to print are made of: sizes, the document, pictures, boxes to tick, a QR code, what is an emergency.

Whatever text comes in stands there as text, whatever signs it holds.
"""

import functools
import re
from dataclasses import dataclass
from html import escape

from trunkcare_lib.entries import DATA
from trunkcare_lib.figures import body, props
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models.motion import MOTIONS
from trunkcare_lib.models.spasm import RED_FLAGS, URGENCIES

SIGNS = tuple(flag.name for flag in RED_FLAGS.values() if flag.urgency == "emergency")
PLAYS = " The square code plays a session of week 1:"
NOTICE = "Education, not medical advice."
HIGH_MM, WIDE_MM = 263.5, 192.0
"""The room for print: the height of Letter and the width of A4, whichever is less, without the margins."""
MM = 0.3528
"""Millimetres in a point."""
LEADING = 1.2
"""Height of a line by the size of its letters, as in ``data/handout.css``."""
LINE = '<span class="line"></span>'
EMS = {
    sign: em
    for em, signs in (
        (0.28, " !'’|,./:;I[]fijlt·"), (0.35, '()-r{}“”•"'), (0.5, "Jcksvxyz*"), (0.72, "&ABCDEFHKNPRSTUVXYZw"),
        (0.78, "GOQ"), (0.84, "Mm"), (0.95, "W%"), (1.02, "—…@"),
    )
    for sign in signs
}  # fmt: skip
"""Widths of signs in Arial; most others are 0.56 wide."""
BOLD = 1.06
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, order=True)
class Size:
    """How large a sheet is printed: its small print and the words beside pictures [pt], and small pictures [mm]."""

    small: float
    words: float
    wide: float
    high: float

    def style(self):
        """As an HTML attribute, for print; a screen has sizes of its own."""
        return (
            f' style="--print-small: {self.small:.2f}pt; --print-words: {self.words}pt; '
            f'--wide: {self.wide}mm; --high: {self.high}mm"'
        )


SIZES = tuple(
    Size(*(start + n * step for start, step in ((8.5, 0.15), (8.5, 0.25), (28, 1.25), (17, 1.25)))) for n in range(20)
)
"""From the smallest that can be read on."""


def lines(words, wide_mm, points):
    """How many lines a text (HTML) takes, at the most, in Arial of so many points, what is bold being wider."""
    room, count, at, bold = wide_mm / (points * MM), 1, 0.0, 1.0
    for word in re.findall(r"</?b>|(?:<(?!/?b>)|[^\s<])+", words):
        if word in ("<b>", "</b>"):
            bold = BOLD if word == "<b>" else 1.0
            continue
        long = bold * _ems(word)
        if at and at + long > room:
            count, at = count + 1, 0.0
        count += int(long // room)
        at += long % room + EMS[" "]
    return count if words else 0


@functools.cache
def _ems(word):
    return sum(EMS.get(sign) or (1.25 if sign > "⿿" else 0.8 if sign.isupper() else 0.56) for sign in word)


def text_mm(words, points, wide_mm=WIDE_MM):
    """How high a paragraph is, at the most. [mm]"""
    return lines(words, wide_mm, points) * points * LEADING * MM


def document(title, parts, home="", *, size=SIZES[2]):
    """Make a sheet of its parts (HTML texts), printed in a size.

    `home` is an address to go back to, for a link seen on a screen only.
    """
    style = (DATA / "handout.css").read_text(encoding="utf-8")
    back = f'<a href="{escape(home)}">Back to its page</a>' if home else ""
    tools = f'<div class="tools"><button type="button" onclick="print()">Print</button>{back}</div>'
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} · TrunkCare</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<main{size.style()}>\n{tools}\n{chr(10).join(filter(None, parts))}\n</main>\n</body>\n</html>\n"
    )


def header(title, words, address=""):
    """Make the top: the title, what follows it (HTML), and a QR code that leads to the address, if there is one."""
    code = f'<div class="code">{qr_code(address)}</div>' if address else ""
    return f"<header><div><h1>{escape(title)}</h1>{words}</div>{code}</header>"


def footer(words, address=""):
    """Make the last lines: what all sheets say, some words, and the address."""
    where = f' <a href="{escape(address)}">{escape(address)}</a>' if address else ""
    return f"<footer><b>{NOTICE}</b> {escape(words)}{where}</footer>"


def qr_code(address):
    """Make a QR code, as SVG, with the address as its text alternative.

    Raises
    ------
    ValueError
        If the address is none of the web, or longer than 300 characters: its squares would be too small to read.
    """
    if not isinstance(address, str) or not re.fullmatch(r"https?://\S+", address) or len(address) > 300:
        raise ValueError(
            f"address is {address!r}, but must begin with http:// or https://, hold no spaces "
            "and have at most 300 characters."
        )
    import segno  # a sheet without an address does without it

    drawn = segno.make(address, error="m", micro=False).svg_inline(omitsize=True)
    return drawn.replace("<svg", f'<svg role="img" aria-label="{escape(address)}"', 1)


def section(title, words, kind=""):
    """Make a section: its title, and what it holds (HTML)."""
    return f"<section{_class(kind)}><h2>{escape(title)}</h2>{words}</section>"


def paragraph(words, kind=""):
    """Make a paragraph, or nothing."""
    return f"<p{_class(kind)}>{escape(words)}</p>" if words else ""


def listed(lines, tag="ul", kind=""):
    """Make a list of texts, or nothing."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<{tag}{_class(kind)}>{lines}</{tag}>" if lines else ""


def told(name, words):
    """Make a line that begins with a bold name."""
    return f"<b>{escape(name)}:</b> {escape(words)}"


def run(title, lines):
    """Make a section in small print, with or without a title, of lines (HTML) that run on; or nothing."""
    lines = "".join(f"<li>{line}</li>" for line in lines)
    head = f"<h2>{escape(title)}</h2>" if title else ""
    return f'<section class="small">{head}<ul class="run">{lines}</ul></section>' if lines else ""


def _class(kind):
    return f' class="{kind}"' if kind else ""


def figure(exercise, number, inches, *, small=False):
    """Make a picture of a stop of an exercise with its sentence as text alternative, and the least of it below.

    `number` is as for `figures.body.stop`; `inches` is the width it is drawn at, near to that on paper, so that its
    words can be read there. A `small` one has no words in it, and below it only "Start" or "End".
    """
    drawn, words = _picture(exercise, number, inches, small)
    which, _, says = words.partition(": ")
    which, _, view = which.partition(", seen ")
    end = "One end" if MOTIONS[exercise].cycle else "End"
    short = (end if number else "Start") + f", {view}" * (view == "from above")
    caption = short if small else f"{which}: {says.partition(';')[0].rstrip('.')}"
    picture = f'<div role="img" aria-label="{escape(words)}">{drawn}</div>'
    return f"<figure>{picture}<figcaption>{escape(caption)}</figcaption></figure>"


@functools.cache
def _picture(exercise, number, inches, small):
    """The SVG and its sentence; drawn once."""
    size = props.size([stop.pose for stop in MOTIONS[exercise].stops], inches)
    words = body.stop_words(exercise=exercise, number=number)
    draw = _wordless if small else body.stop
    return svg(draw, exercise=exercise, number=number, size=size, salt=f"sheet: {words}"), words


def _wordless(ax, *, exercise, number):
    """A stop without its words and the key to its muscles, which would be too small to read."""
    body.stop(ax, exercise=exercise, number=number)
    for text in list(ax.texts):
        text.remove()
    if number:
        ax.collections[-1].remove()


def boxes(title, weeks):
    """Make boxes to tick, a table a week: `weeks` has for each the numbers of the days (0 is Monday) that have one."""
    head = "".join(f'<th scope="col" aria-label="{day}">{day[0]}</th>' for day in DAYS)
    box = '<span class="box" role="img" aria-label="box to tick"></span>'
    tables = "".join(
        f"<table><caption>Week {week}</caption><thead><tr>{head}</tr></thead><tbody><tr>"
        + "".join(f"<td>{box if number in days else '–'}</td>" for number in range(7))
        + "</tr></tbody></table>"
        for week, days in enumerate(weeks, 1)
    )
    return section(title, f'<div class="weeks">{tables}</div>')


def emergency(call=""):
    """Say with which signs to get help now, and leave room for the number to call where `call` does not say it."""
    title = f"{URGENCIES['emergency']}: call your local emergency number with any of these"
    number = f"<b>{escape(call)}</b>" if call else LINE
    words = f"{listed(SIGNS, kind='run')}<p><b>Worse, or not sure? Call:</b> {number}</p>"
    return section(title, words, "small boxed")
