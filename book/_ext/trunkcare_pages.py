"""Makes the book's pages from the library's data.

A page of ``book/`` may use the data in Jinja (``{{ }}``, ``{% %}``). Each exercise has a page of one line in
``book/exercises/``, written here, which includes ``book/_templates/exercise.md``: a new entry makes its own page.
"""

import hashlib
import importlib
import json
import pkgutil
import re
from html import escape
from pathlib import Path

import jinja2
import trunkcare_coverage as coverage
from markupsafe import Markup
from sphinx_external_toc.api import Document, FileItem, GlobItem
from trunkcare_live import LIVE_MB
from trunkcare_plans import SHOWN
from trunkcare_runtime import VERSION as PYODIDE
from trunkcare_widgets import embedded, figure

import trunkcare_lib
from trunkcare_lib import evidence, vocabulary
from trunkcare_lib.dose import PARAMETERS, PART_NAMES
from trunkcare_lib.entries import DATA
from trunkcare_lib.figures import body, props
from trunkcare_lib.figures import dose as dose_figures
from trunkcare_lib.figures import mistakes as mistake_figures
from trunkcare_lib.figures import muscles as muscle_figures
from trunkcare_lib.figures import week as week_figure
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models import exercises, motion, questions, rules, spasm
from trunkcare_lib.parameter import TAGS
from trunkcare_lib.widgets.flipbook import Flipbook
from trunkcare_lib.widgets.guess import Guess
from trunkcare_lib.widgets.movement import Movement
from trunkcare_lib.widgets.screening import Screening

BOOK = Path(__file__).parents[1]
LIBRARY = Path(trunkcare_lib.__file__).parent
EXERCISES = "book/exercises"
STUB = '---\nreviewed: {reviewed}\n---\n{{% set exercise = exercises["{id}"] %}}{{% include "exercise.md" %}}\n'


def fingerprint():
    """One hash of all that the pages are made from; a change of it makes every page and every lesson anew."""
    files = [path for path in LIBRARY.rglob("*") if path.suffix in (".py", ".toml", ".bib", ".js", ".css", ".txt")]
    files += [*(BOOK / "_ext").glob("*.py"), *(BOOK / "_templates").rglob("*.*"), BOOK.parent / "_config.yml"]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def write_exercise_pages(app, config):
    """Write the one-line pages, only where they differ, and remove those of entries that are gone."""
    folder = Path(app.srcdir) / EXERCISES
    folder.mkdir(exist_ok=True)
    wanted = {
        folder / f"{id_}.md": STUB.format(id=id_, reviewed=entry.reviewed) for id_, entry in exercises.CATALOGUE.items()
    }
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for path in set(folder.glob("*.md")) - wanted.keys():
        path.unlink()


def watch_the_library(app, config):
    """Make the pages anew, and run the lessons again, when the library or the data has changed."""
    config.trunkcare_fingerprint = fingerprint()
    config.nb_execution_cache_path = str(Path(app.srcdir) / "_build" / ".jupyter_cache" / config.trunkcare_fingerprint)


def order_exercise_pages(app, config):
    """Put the exercise pages into the catalogue's order, which a glob of _toc.yml cannot say."""
    site_map = config.external_site_map
    for document in list(site_map.values()):
        for tree in document.subtrees:
            if GlobItem(f"{EXERCISES}/*") in tree.items:
                place = tree.items.index(GlobItem(f"{EXERCISES}/*"))
                names = [f"{EXERCISES}/{id_}" for id_ in exercises.CATALOGUE]
                tree.items[place : place + 1] = [FileItem(name) for name in names]
                for name in names:
                    site_map[name] = Document(docname=name)


def tables(name):
    """Every module of the library with a table of that name: the module's own name to the table."""
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages([str(LIBRARY)], "trunkcare_lib.")]
    return {module.__name__.rpartition(".")[2]: getattr(module, name) for module in modules if hasattr(module, name)}


def charts():
    """The figures of each model, by the model's name."""
    return {room: importlib.import_module(f"trunkcare_lib.figures.{room}") for room in tables("PUBLISHED")}


def parameters(room):
    """The Parameters of a room of the library, by name."""
    return tables("PARAMETERS")[room]


def published(room):
    """The published values that a model is held to."""
    return tables("PUBLISHED")[room].values()


def about(room):
    """What a model is about: the first line of its room."""
    return importlib.import_module(f"trunkcare_lib.models.{room}").__doc__.partition("\n")[0]


def number(value, unit="", like=None):
    """A number in at most three figures (all before the point), or with as many decimals as another, and its unit."""
    text = f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    if like is not None:
        text = f"{value:.{len(number(like).partition('.')[2])}f}"
    if abs(value) >= 100_000:
        text = f"{value:,.0f}".replace(",", " ")
    return f"{text} {unit}".rstrip().replace("-", "−", 1 if text.startswith("-") else 0)


def guess(*args):
    """A Guess, made here without a kernel; the arguments are as for the class."""
    return Markup(embedded(Guess(*args)))


def screening():
    """The check of the warning signs, made here without a kernel."""
    return Markup(embedded(Screening()))


def guide_lines():
    """The guide's lines, each with the name and page of the entry that carries it (None for a dividing line)."""
    places = {}
    for part in evidence.PARTS.values():
        places |= dict.fromkeys(part.guide, (part.name, ""))
    for page, entries in (
        ("spasm", spasm.REGIONS),
        ("causes", spasm.CAUSES),
        ("relief", spasm.RELIEF),
        ("safety", spasm.RED_FLAGS),
    ):
        for entry in entries.values():
            places |= dict.fromkeys(entry.guide, (entry.name, f"{page}.md"))
    lines = (DATA / "guide.txt").read_text(encoding="utf-8").splitlines()
    position = 0
    for exercise in exercises.of_the_guide():
        own = [exercise.guide.name, *exercise.guide.steps, exercise.guide.dose, exercise.guide.benefit]
        for line in filter(None, own):
            position = lines.index(line, position)
            places[position] = (exercise.name, f"exercises/{exercise.id}.md")
    return [(line, places.get(number) or places.get(line.strip())) for number, line in enumerate(lines)]


def markdown(value):
    """Text of the data as Markdown that shows just these characters."""
    if isinstance(value, Markup):
        return value
    text = re.sub(r"([\\`*_{}\[\]<>#$|~])", r"\\\1", str(value))
    return re.sub(r"^(\d+)\. ", r"\1\\. ", text)


def cite(keys):
    """Citations of the bibliography, those that we have not seen ourselves with a dagger; or a dash."""
    seen = [key for key in keys if evidence.SOURCES[key].seen]
    unseen = [key for key in keys if key not in seen]
    roles = ["{cite:p}`" + ",".join(part) + "`" + mark for part, mark in ((seen, ""), (unseen, "†")) if part]
    return Markup(" ".join(roles) or "—")


def source(key):
    """A caution's or a default's source."""
    words = {"course": "course default", "expert": "expert opinion"}
    return words.get(key) or cite([key])


def badge(grade):
    """A grade as a coloured word."""
    return Markup(f'<span class="tc-grade tc-{grade.grade.lower()}">{grade.grade}</span>')


def graded(grades):
    """Grades with what each is about: a bare word would claim too much."""
    return Markup("; ".join(f"{badge(grade)} {markdown(grade.about)}" for grade in grades))


def says(lines):
    """The guide's own lines, letter by letter."""
    return Markup('<div class="tc-says">' + "".join(f"<p>{escape(line)}</p>" for line in lines if line) + "</div>")


def picture(draw, words, *args, **kwargs):
    """A drawn figure with its sentence as alternative text and caption."""
    size = kwargs.pop("size", (5.4, 2.6))
    sentence = words(*args, **kwargs)
    return Markup(figure(svg(draw, *args, size=size, salt=sentence, **kwargs), sentence))


def flipbook(draw, words, **kwargs):
    """A Flipbook, made here without a kernel; the keywords are as for the class."""
    return Markup(embedded(Flipbook(draw, words, **kwargs)))


def animation(exercise):
    """An exercise in motion, to play at the tempo of its dose."""
    return Markup(embedded(Movement(exercise.id)))


def stills(exercise):
    """The start and the ends of an exercise, side by side where there is room."""
    moves = motion.MOTIONS[exercise.id]
    size = props.size([stop.pose for stop in moves.stops], 3.6)
    numbers = range(1 + len(moves.ends) + len(moves.also))
    pictures = [picture(body.stop, body.stop_words, exercise=exercise.id, number=n, size=size) for n in numbers]
    return Markup(f'<div class="tc-row">{Markup("").join(pictures)}</div>')


def mistakes(exercise):
    """The errors of an exercise that are drawn, each beside the right form."""
    pictures = [
        picture(mistake_figures.marked, mistake_figures.marked_words, name=error.id, size=props.pair_size(error))
        for error in motion.MISTAKES.values()
        if error.exercise == exercise.id
    ]
    return Markup(f'<div class="tc-row">{Markup("").join(pictures)}</div>') if pictures else ""


def dose_parts(dose):
    """The parts of a dose as keywords of a figure."""
    return {name: getattr(dose, name) for name in PART_NAMES if getattr(dose, name) is not None}


def span(range_s):
    """A range of seconds in minutes, to the half minute."""
    low, high = (f"{round(end_s / 30) / 2 or 0.5:g}" for end_s in range_s)
    return f"{low} min" if low == high else f"{low} to {high} min"


def dose_rows(exercise):
    """For each part of an exercise's dose its name, value, origin and reason."""
    why = {part.field: part.why for part in exercise.dosing.added}
    parts = dose_parts(exercise.dose)
    if exercise.dose.sets == 1:
        del parts["sets"]
    for name, value in parts.items():
        parameter = PARAMETERS[name]
        ends = value if isinstance(value, tuple) else (value,)
        yield {
            "name": parameter.meaning,
            "value": f"{'–'.join(f'{end:g}' for end in ends)} {parameter.unit}",
            "origin": origin(exercise.dose.provenance[name]),
            "why": why.get(name, "The guide says so."),
        }


def origin(provenance):
    """Where a part of a dose comes from, in words or as a citation."""
    return "the guide" if provenance == "guide" else source(provenance.removeprefix("source:"))


def guide_doses():
    """The doses of the exercises for which the guide gives one, by name."""
    return {exercise.name: exercise.dose for exercise in exercises.of_the_guide() if exercise.guide.dose}


def judged(condition, verdict):
    """The exercises with a verdict for a condition, without those that the course advises against anyway."""
    cautions = [(exercise, exercise.verdict(condition)) for exercise in exercises.CATALOGUE.values()]
    return [entry for entry, caution in cautions if caution and caution.verdict == verdict and not entry.advice_against]


def map_views(exercise):
    """The views of the muscle map that show a muscle of the exercise."""
    muscles = {part.muscle for part in exercise.muscles}
    return [view for view, shown in muscle_figures.SHOWN.items() if muscles & {*shown}]


def uses(muscle):
    """Each exercise in which a muscle has a part, with that part."""
    for exercise in exercises.CATALOGUE.values():
        for part in exercise.muscles:
            if part.muscle == muscle:
                yield exercise, part


def bare(line):
    """A line of the guide without its bullet."""
    return line.removeprefix("• ")


def lead(text):
    """A text with its first sentence in bold."""
    first, stop, rest = text.partition(". ")
    return Markup(f"**{markdown(first + stop.strip())}** {markdown(rest)}")


def sort_by_verdict(cautions):
    """The cautions with what to avoid first."""
    return sorted(cautions, key=lambda caution: ("avoid", "modify", "fine").index(caution.verdict))


def environment(up, repository="", live=False):
    """The Jinja environment of a page; `up` leads from it to the top, `live` says whether the site has Python."""
    jinja = jinja2.Environment(
        loader=jinja2.FileSystemLoader(BOOK / "_templates"),
        undefined=jinja2.StrictUndefined,
        finalize=markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters = (cite, source, badge, graded, says, bare, lead, dose_parts, sort_by_verdict, number)
    jinja.filters |= {function.__name__: function for function in filters} | {"plain": Markup}
    jinja.globals |= {
        **{name: getattr(evidence, name) for name in ("CLAIMS", "GRADES", "PARTS")},
        **{name: getattr(vocabulary, name) for name in ("MUSCLES", "POSITIONS", "CONDITIONS")},
        **{name: getattr(spasm, name) for name in ("REGIONS", "CAUSES", "RELIEF", "RED_FLAGS", "URGENCIES")},
        **{name: getattr(questions, name) for name in ("QUESTIONS", "CASES", "STEPS", "MISCONCEPTIONS")},
        "coverage": coverage,
        "LESSONS": questions.LESSONS,
        "exercises": exercises.CATALOGUE,
        "GROUPS": exercises.GROUPS,
        "figures": dose_figures,
        "body": body,
        "muscle_map": muscle_figures,
        "week_figure": week_figure,
        **{name: getattr(rules, name) for name in ("GOALS", "GATES")},
        "MOTIONS": motion.MOTIONS,
        "TAGS": TAGS,
        "charts": charts(),
        "up": Markup(up),
        "live": live,
        "megabytes": LIVE_MB,
        "pyodide": PYODIDE,
        "repository": repository,
        **{
            function.__name__: function
            for function in (
                *(guide_lines, guide_doses, picture, flipbook, dose_rows, span, judged),
                *(map_views, uses, animation, stills, mistakes, tables, parameters, published, about, guess),
                *(screening, *SHOWN),
            )
        },
    }
    return jinja


def render_page(app, docname, source):
    """Fill the data into a page of ``book/``."""
    jinja = environment(
        "../" * docname.count("/"), app.config.html_theme_options.get("repository_url", ""), app.config.trunkcare_live
    )
    if docname.startswith("book/"):
        source[0] = jinja.from_string(source[0]).render()
    elif docname.startswith("notebooks/"):
        button = jinja.get_template("live.html").render(
            name=docname.removeprefix("notebooks/"), label="Run this lesson live"
        )
        source[0] = with_button(with_links(source[0]), button)
    if docname in ("book/coverage", "book/lessons"):
        for path in coverage.lesson_files():
            app.env.note_dependency(path)


def with_links(lesson):
    """A lesson with each number of a statement in its text linked to what the evidence says to it."""
    notebook = json.loads(lesson)
    number = re.compile(rf"(?<![\[\w#])({'|'.join(evidence.CLAIMS)})(?![\w\]])")
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            text = "".join(cell["source"])
            cell["source"] = number.sub(lambda found: f"[{found[1]}](#claim-{found[1].lower()})", text)
    return json.dumps(notebook)


def with_button(lesson, button):
    """A lesson with its way to live Python, above what it teaches."""
    notebook = json.loads(lesson)
    first = notebook["cells"][0]
    before, goals, after = "".join(first["source"]).partition("After this lesson you can\n")
    first["source"] = f"{before}{button}\n{goals}{after}"
    return json.dumps(notebook)


def setup(app):
    app.add_config_value("trunkcare_fingerprint", "", "env")
    app.connect("config-inited", watch_the_library)
    app.connect("config-inited", write_exercise_pages, priority=700)
    app.connect("config-inited", order_exercise_pages, priority=950)
    app.connect("source-read", render_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
