"""The built pages as files: complete, linked, self-sufficient, and each with its notice."""

import html
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pydata_sphinx_theme
import pytest
from fontTools.ttLib import TTFont
from pages import in_toc
from trunkcare_icons import keep_used

from trunkcare_lib.entries import DATA
from trunkcare_lib.evidence import CLAIMS, SOURCES
from trunkcare_lib.figures import body, mistakes
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.motion import MISTAKES, MOTIONS
from trunkcare_lib.models.spasm import CAUSES, RED_FLAGS, REGIONS, RELIEF
from trunkcare_lib.vocabulary import CONDITIONS, MUSCLES

ROOT = Path(__file__).parents[1]
PAGES = in_toc()
VERDICTS = ("avoid", "modify", "fine")
LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "object": "data",
}


class Page(HTMLParser):
    """What a page links to, loads, and names."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loads, self.ids, self.alts, self.words = [], [], set(), [], []
        self.silent = 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids |= {given[name] for name in ("id", "name") if given.get(name)}
        self.silent += tag in ("script", "style")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "link" and given.get("rel") in ("stylesheet", "preload", "icon", "shortcut icon", "modulepreload"):
            self.loads.append(given["href"])
        if LOADING.get(tag) in given:
            self.loads.append(given[LOADING[tag]])
        if tag == "img":
            self.alts.append(given.get("alt"))
        if given.get("role") == "img":
            self.alts.append(given.get("aria-label"))

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)

    @property
    def text(self):
        return re.sub(r"\s+", " ", "".join(self.words))


@cache
def read(path):
    return Page(path.read_text(encoding="utf-8"))


def pages_of(site):
    return [site / f"{name}.html" for name in [*PAGES, "index", "search", "genindex"]]


def test_exactly_the_pages_of_the_course_are_built(site):
    built = {
        path.relative_to(site).with_suffix("").as_posix()
        for path in site.rglob("*.html")
        if not {"_static", "lite"} & set(path.parts)
    }
    sheets = {f"handouts/{id_}" for id_, exercise in CATALOGUE.items() if not exercise.advice_against}
    assert built - {"index", "search", "genindex"} == set(PAGES) | sheets


def test_internal_links_lead_somewhere(site):
    broken = []
    for path in pages_of(site):
        for link in read(path).links:
            parts = urlsplit(link)
            if parts.scheme or link.startswith("//"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.exists():
                broken.append(f"{path.name}: {link}")
            elif parts.fragment.startswith("play="):  # for the player of that page
                assert {id_.removesuffix("+") for id_ in parts.fragment[5:].split(",")} <= {*CATALOGUE}, link
                assert target.name == "session.html"
            elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in read(target).ids:
                broken.append(f"{path.name}: {link} (no such place)")
    assert broken == []


def test_pages_load_nothing_from_elsewhere(site):
    for path in pages_of(site):
        assert [load for load in read(path).loads if urlsplit(load).netloc] == [], path.name
        text = path.read_text(encoding="utf-8")
        for foreign in ("require.min.js", "html-manager", "MathJax", "mathjax@", "unpkg", "jsdelivr", "thebe"):
            assert foreign not in text, f"{path.name}: {foreign}"
    for sheet in (site / "_static").glob("*.css"):
        assert not re.search(r"@import|url\(['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet.name


def drawn(static, style="*"):
    """The characters that the icon fonts of a folder can draw."""
    found = set()
    for path in (static / "vendor/fontawesome/webfonts").glob(f"fa-{style}-*.woff2"):
        with TTFont(path) as font:
            found |= set(map(chr, font.getBestCmap()))
    return found


def test_every_icon_in_use_is_served(site):
    """What pages and scripts name, by the theme's whole style sheet; and what the served style sheets draw."""
    static = site / "_static"
    theme = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"
    whole = (theme / "styles/pydata-sphinx-theme.css").read_text(encoding="utf-8")
    served = (static / "styles/pydata-sphinx-theme.css").read_text(encoding="utf-8")
    names = {}
    for path in [*pages_of(site), *static.glob("scripts/*theme.js"), *static.glob("*.js")]:
        for classes in re.findall(r"""["'= .](fa-\w[\w -]*)""", path.read_text(encoding="utf-8")):
            style = next((one for one in ("solid", "regular", "brands") if f"fa-{one}" in classes), "*")
            names |= {(name, style): path.name for name in classes.split() if name.startswith("fa-")}
    assert {"fa-magnifying-glass", "fa-moon", "fa-xmark"} <= {name for name, _ in names}
    for (name, style), where in names.items():
        assert re.search(rf"\.{name}\b(?!-)", whole), f"{where}: the theme has no {name}"
        if icon := re.search(rf'\.{name}:before[^{{}}]*{{content:"(?:\\([0-9a-f]+) ?|\\?(.))"}}', whole):
            assert icon[0][: icon[0].index("{")] in served, f"{where}: {name}"
            assert (chr(int(icon[1], 16)) if icon[1] else icon[2]) in drawn(static, style), f"{where}: {name}"
    sheets = "".join(path.read_text(encoding="utf-8") for path in static.rglob("*.css"))
    icons = {chr(int(code, 16)) for code in re.findall(r"\\(f[0-9a-f]{3})\b", sheets)}
    icons |= set(re.findall("[\ue000-\uf8ff]", sheets))
    assert len(icons) > 20
    assert icons <= drawn(static)


def test_a_page_written_later_gets_its_icon(tmp_path):
    for folder in ("styles", "vendor/fontawesome/webfonts"):
        (tmp_path / folder).mkdir(parents=True)
    page = tmp_path / "page.html"
    for icons in (["fa-heart"], ["fa-heart", "fa-star"], ["fa-star"]):
        page.write_text("".join(f'<i class="fa-solid {icon}"></i>' for icon in icons))
        keep_used(tmp_path, [page])
        sheet = (tmp_path / "styles/pydata-sphinx-theme.css").read_text(encoding="utf-8")
        for icon, character in (("fa-heart", "\uf004"), ("fa-star", "\uf005")):
            assert (character in drawn(tmp_path, "solid")) == (icon in icons)
            assert (f".{icon}:before" in sheet) == (icon in icons)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_what_it_is_and_leads_to_safety(site, name):
    page = read(site / f"{name}.html")
    assert "Education, not medical advice" in page.text
    assert re.search(
        r"Content reviewed on \d{1,2} \w+ \d{4} against what we have read of its sources, not yet by a clinician",
        page.text,
    )
    here = (site / f"{name}.html").parent
    targets = [(here / link).resolve() for link in page.links if link.endswith("safety.html")]
    assert (site / "book/safety.html").resolve() in targets or name == "book/safety"


def test_every_picture_has_alternative_text_that_was_written(site):
    for path in pages_of(site):
        for alt in read(path).alts:
            assert alt is not None, path.name
            assert not re.search(r"\.(png|svg|jpe?g)$|^_|/", alt), f"{path.name}: {alt}"
    assert any(alt.startswith("10 holds of 5 s") for alt in read(site / "book/exercises/bridge.html").alts)


@pytest.mark.parametrize("exercise", CATALOGUE.values(), ids=list(CATALOGUE))
def test_exercise_page_shows_all_that_the_data_say(site, exercise):
    text = read(site / f"book/exercises/{exercise.id}.html").text
    shown = [exercise.name, exercise.summary, exercise.evidence_on_benefit, exercise.advice_against]
    if guide := exercise.guide:
        shown += [guide.name, *guide.steps, guide.dose, guide.benefit]
    for many in (exercise.steps, exercise.cues, exercise.felt, exercise.not_felt, exercise.easier, exercise.harder):
        shown += many
    shown += [words for mistake in exercise.errors for words in (mistake.error, mistake.fix)]
    shown += [words for caution in exercise.cautions for words in (caution.advice, caution.verdict)]
    shown += [] if exercise.advice_against else [part.why for part in exercise.dosing.added]
    shown += [words for claim in exercise.claims for words in (claim.evidence, claim.reason, claim.title)]
    dose = exercise.dose.sentence(exercise.dosing.verb)
    assert (dose in text) == (exercise.advice_against is None), "what the course advises against has no dose to follow"
    for words in filter(None, shown):
        assert re.sub(r"\s+", " ", words) in text, words


MARCH = """
[[motion]]
id = "march"
things = ["mat"]
cycle = [[0, 0], [0.5, 1], [1, 0]]
stops = [{ pose = "crook-lying", says = "feet flat" }, { pose = "one-knee-to-chest", says = "one knee up" }]

[[mistake]]
id = "march-neck"
exercise = "march"
error = "Pushing with the neck and head"
pose = "bridge-neck"
beside = "bridge"
at = "neck"
says = "weight on the neck"
good = "weight on the shoulders"
letter = "B"
"""


@pytest.mark.parametrize("exercise", CATALOGUE.values(), ids=lambda exercise: exercise.id)
def test_exercise_page_shows_motion_start_ends_and_errors(site, exercise):
    path = site / f"book/exercises/{exercise.id}.html"
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", path.read_text(encoding="utf-8"))
    captions = [html.unescape(caption) for caption in captions]
    motion = MOTIONS[exercise.id]
    for number in range(1 + len(motion.ends) + len(motion.also)):
        assert body.stop_words(exercise=exercise.id, number=number) in captions
    for mistake in MISTAKES.values():
        if mistake.exercise == exercise.id:
            assert mistakes.marked_words(name=mistake.id) in captions
    (state,) = re.findall(r'widget-state\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
    widgets = json.loads(state)["state"].values()
    (flipbook,) = [widget for widget in widgets if "frames" in widget]
    players = [(path.parent / widget["later"]).read_text(encoding="utf-8") for widget in widgets if "later" in widget]
    assert len(players) == (not exercise.advice_against)
    assert all(f'"session": [["{exercise.id}", "low"]]' in player for player in players)
    times = motion.moments(exercise.dose)
    assert [words for _, words in flipbook["frames"]] == [
        body.movement_words(exercise=exercise.id, time_s=time_s) for time_s in times
    ]
    assert len(flipbook["pictures"]) >= 2


def test_a_new_entry_makes_its_page_with_no_other_edit(tmp_path):
    """A copy of the course with one exercise more, which the guide lacks: built, listed, with its dose and cautions."""
    course = tmp_path / "course"
    shutil.copytree(ROOT, course, ignore=shutil.ignore_patterns(".*", "_build", "exercises"))
    data = course / "trunkcare_lib/data/exercises.toml"
    entry = next(part for part in re.split(r"(?m)^(?=\[\[exercise\]\])", data.read_text()) if 'id = "bridge"' in part)
    entry = re.sub(
        r"(?m)^guide = .*\n",
        "",
        entry.replace('id = "bridge"', 'id = "march"').replace('name = "Bridge"', 'name = "March"'),
    )
    entry = entry.replace('verb = "Hold"', 'verb = "Move"')
    added = "".join(
        f'\n[[exercise.dosing.added]]\nfield = "{field}"\nvalue = {value}\nsource = "course"\nwhy = "Ours."\n'
        for field, value in (("reps", 8), ("cycle_s", 3))
    )
    data.write_text(data.read_text() + "\n" + entry + added)
    motions = course / "trunkcare_lib/data/motions.toml"
    motions.write_text(motions.read_text() + MARCH)
    for lesson in course.glob("notebooks/*.ipynb"):  # their code, and the models' pictures, are not what this is about
        lesson.write_text(lesson.read_text().replace('"cell_type": "code"', '"cell_type": "raw"'))
    for model in course.glob("book/models/*.md"):
        model.write_text(re.sub(r"(?m)^\{\{ flipbook\(.*$", "", model.read_text()))
    template = course / "book/_templates/exercise.md"  # what is drawn for the others takes its time, too
    for drawn in ("animation", "player", "stills", "mistakes"):
        own = f"{{{{ {drawn}(exercise) if exercise.id == 'march' else '' }}}}"
        assert f"{{{{ {drawn}(exercise) }}}}" in template.read_text()
        template.write_text(template.read_text().replace(f"{{{{ {drawn}(exercise) }}}}", own))
    (course / "book/session.md").write_text("---\nreviewed: 2026-11-29\n---\n# Play a session\n")
    command = [Path(sys.executable).with_name("jupyter-book"), "build", course, "-W", "-n", "--keep-going"]
    built = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(course), "LIVE": "0"}, cwd=course
    )
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    assert "The site has no live Python: LIVE=0 was given." in built.stdout
    assert not (course / "_build/html/lite").exists()
    assert not any("lite/" in link for link in read(course / "_build/html/book/welcome.html").links)
    page = read(course / "_build/html/book/exercises/march.html").text
    assert "Move 8 times, 3 s each" in page
    assert "End, seen from the right: one knee up;" in page
    assert "a common error, pushing with the neck and head" in page.lower()
    assert "this exercise is not in the guide; the course has added it" in page
    assert "exercises/march.html" in (course / "_build/html/book/exercises.html").read_text(encoding="utf-8")


def test_muscle_page_has_every_part_in_every_exercise(site):
    page = read(site / "book/muscles.html")
    for muscle in MUSCLES.values():
        start = page.text.index(f"{muscle.layer[1:]}")
        row = page.text[page.text.rindex(muscle.name, 0, start) : start + 4000]
        assert muscle.does[1:] in row
        for exercise in CATALOGUE.values():
            for part in exercise.muscles:
                if part.muscle == muscle.id:
                    assert f"{exercise.name}: {part.role}{f'; {part.note}' if part.note else ''}" in row, exercise.id
    assert {f"exercises/{id_}.html" for id_ in CATALOGUE} <= set(page.links)


def test_exercise_page_shows_its_muscles_on_the_map(site):
    for exercise in CATALOGUE.values():
        page = read(site / f"book/exercises/{exercise.id}.html")
        maps = [alt for alt in page.alts if alt.startswith(f"{exercise.name}, the trunk ")]
        assert len(maps) >= 2
        for part in exercise.muscles:
            assert all(MUSCLES[part.muscle].name.lower() in alt for alt in maps)
        assert "muscles.html" in " ".join(page.links)


def test_evidence_table_has_every_statement_with_grade_and_reason(site):
    text = read(site / "book/evidence.html").text
    for claim in CLAIMS.values():
        assert claim.title in text
        assert claim.reason in text
        assert all(grade.about in text for grade in claim.grades)


def test_safety_page_has_every_sign_with_what_to_do(site):
    text = read(site / "book/safety.html").text
    for flag in RED_FLAGS.values():
        assert flag.name in text
        assert flag.what_to_do in text
    emergency, urgent, review = (
        text.rindex(words) for words in ("Get emergency help now", "See a clinician today", "Book a review")
    )
    assert emergency < urgent < review


def test_references_show_every_source_and_what_was_seen_of_it(site):
    text = read(site / "book/references.html").text
    assert text.count("[VERIFIED") + text.count("[RECALLED") == len(SOURCES)


def test_guide_page_shows_the_guide_whole(site):
    text = read(site / "book/guide.html").text
    for line in (DATA / "guide.txt").read_text(encoding="utf-8").splitlines():
        assert line.strip("⸻ ") in text


def test_pages_of_spasm_causes_and_relief_show_all_that_the_data_say(site):
    for page, entries in (("spasm", REGIONS), ("causes", CAUSES), ("relief", RELIEF)):
        text = read(site / f"book/{page}.html").text
        for entry in entries.values():
            for name, value in vars(entry).items():
                if name in (
                    "meaning",
                    "mechanism",
                    "evidence",
                    "what_to_do",
                    "how",
                    "stop_when",
                    "do_not",
                    "guide",
                    "name",
                ):
                    for words in [value] if isinstance(value, str) else value:
                        assert re.sub(r"\s+", " ", words) in text, words


def test_claims_are_shown_with_grade_reason_and_caveat(site):
    pages = ["spasm", "causes", "relief", "safety", "exercises", *(f"exercises/{id_}" for id_ in CATALOGUE)]
    text = " ".join(read(site / f"book/{page}.html").text for page in pages)
    for claim in CLAIMS.values():
        for words in filter(
            None, (claim.evidence, claim.reason, claim.caveat, *(grade.about for grade in claim.grades))
        ):
            assert re.sub(r"\s+", " ", words) in text, words


def test_exercise_page_warns_before_it_teaches(site):
    for exercise in CATALOGUE.values():
        text = read(site / f"book/exercises/{exercise.id}.html").text
        start = text.index("Before you start")
        before = text[start : text.index(exercise.steps[0])]
        assert "Numb between the legs" in before
        assert "get help now" in before
        assert ("never alone from this page" in before) == (exercise.group == "neuro")
        for caution in exercise.cautions:
            assert (CONDITIONS[caution.condition].name in before) == (caution.verdict == "avoid"), caution.condition
        table = text[text.index("What a condition means") :]
        order = [
            table.index(caution.advice)
            for verdict in VERDICTS
            for caution in exercise.cautions
            if caution.verdict == verdict
        ]
        assert order == sorted(order), "what to avoid stands first"


def test_dose_table_says_where_each_number_comes_from(site):
    table = read(site / "book/exercises/side-plank.html").text.partition("Where each number comes from")[2]
    assert re.search(r"repetitions \(on each side\) 5 the guide", table)
    assert re.search(
        r"how a? ?long a position is kept 5–10 s the guide|how long a position is kept 5–10 s the guide", table
    )
    assert re.search(r"each in turn\) 2 course default", table)
    assert re.search(r"days in a week 2–3 \[Ratamess", table)
    assert "2.5 to 3 min a session" in read(site / "book/exercises/side-plank.html").text


def test_safety_page_says_what_the_course_added_and_why(site):
    text = read(site / "book/safety.html").text
    assert text.count("Added by this course (S30)") == sum(flag.origin == "course" for flag in RED_FLAGS.values())
    first_list = text[: text.index("Further down")]
    for flag in RED_FLAGS.values():
        assert flag.why in text
        assert (flag.name in first_list) == (flag.urgency == "emergency")


def test_table_of_conditions_names_what_to_avoid_and_what_to_change(site):
    table = read(site / "book/exercises.html").text.partition("What to avoid and what to change")[2]
    row = table[table.index("Stroke or cerebral palsy") : table.index("Reduced understanding")]
    assert row.index("Side plank") < row.index("Child’s pose"), "side plank is to avoid, child’s pose to change"
    assert "vest" not in row


def test_unseen_sources_carry_a_dagger(site):
    assert re.search(r"Garber and others, 2011\]†", re.sub(r"\s*\]", "]", read(site / "book/evidence.html").text))


def test_a_picture_on_a_page_is_drawn_anew_to_the_same_bytes(site):
    """Drawn here a second time, in another process than the build's."""
    from trunkcare_lib.figures import dose as draw
    from trunkcare_lib.figures.frame import svg

    parts = {
        "hold_s": 5,
        "reps": 10,
        "rest_s": 5,
        "sides": 1,
        "sets": 1,
        "sessions_per_day": 1,
        "days_per_week": (3, 5),
    }
    sentence = draw.timeline_words(**parts)
    text = (site / "book/exercises/bridge.html").read_text(encoding="utf-8")
    assert svg(draw.timeline, size=(5.4, 2.6), salt=sentence, **parts) in text


@pytest.mark.parametrize(
    "name", ["dose", "models.heat", "models.fatigue", "models.load", "models.reflex", "models.pose"]
)
def test_the_table_of_numbers_has_every_number_of_the_library(site, name):
    """In the order of the room, each with its meaning and its tag."""
    text = re.sub(r"\s+", " ", read(site / "book/numbers.html").text)
    section = text[text.index(f"Numbers of {name.rpartition('.')[2]}#") :]
    at = 0
    for key, parameter in importlib.import_module(f"trunkcare_lib.{name}").PARAMETERS.items():
        at = section.index(f" {key} {parameter.meaning} ", at)
        assert f" {parameter.tag}" in section[at : at + 300], key
