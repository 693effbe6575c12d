"""Puts live Python into the site: JupyterLite with the lessons, the library and the browser's Python, all its own.

Without the browser's Python (``LIVE=0``, or it cannot be gathered) the rest of the site is built, without its buttons.
"""

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import trunkcare_runtime as runtime
from pybtex.database import parse_file
from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec
from sphinx.errors import ExtensionError
from sphinx.util import logging

import trunkcare_lib
from trunkcare_lib.entries import DATA
from trunkcare_lib.models.questions import LESSONS

logger = logging.getLogger(__name__)

LIBRARY = Path(trunkcare_lib.__file__).parent
NOTEBOOKS = LIBRARY.parent / "notebooks"
PURE = (
    *("trunkcare_lib", "icalendar", "tzdata", "segno"),
    *("ipywidgets", "jupyterlab_widgets", "comm", "anywidget", "psygnal", "typing_extensions"),
)
"""What the browser's Python gets beyond its own packages, as installed here, without tests and traces of it."""
NOT_FOR_THE_BROWSER = (".pyc", ".so", ".pyd", ".pth")
EXTENSIONS = Path(sys.prefix) / "share/jupyter/labextensions"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
LAB_EXTENSIONS = (KERNEL, "@jupyter-widgets/jupyterlab-manager", "anywidget")
KERNEL_WHEELS = ("ipykernel", "pyodide_kernel", "widgetsnbextension-4")
STARTS_WITH = ["micropip", "ssl", "sqlite3", "ipykernel", "comm", "pyodide_kernel", "jedi", "ipython", "trunkcare-lib"]
"""Loaded side by side while Python starts; one by one, as the kernel would, takes longer."""
LIVE_MB = 27
"""What a first start loads, with JupyterLite itself, as the pages say it. [MB, gzipped]"""
APPS = ("notebooks", "repl")
SCRIPT = Path(__file__).with_name("lite.js")
EMPTY = """\
# Your own notebook

The course’s library is here, with nothing to install. Change a line and press Shift + Enter.
What you write is saved in this browser; *File*, *Download* gives you a copy.
"""
FIRST_CELL = """\
from trunkcare_lib.dose import Dose

dose = Dose.parse("Hold 20–30 sec × 3 each side")
dose.sentence(), dose.session_s
"""


def look(app, config):
    """See whether the browser's Python can be had, before the pages say whether they can be run."""
    try:
        if os.environ.get("LIVE") == "0":
            raise runtime.Unavailable("LIVE=0 was given.")
        runtime.gather(runtime.cache(), runtime.mirrors())
        config.trunkcare_live = True
    except runtime.Unavailable as reason:
        config.trunkcare_live = False
        app.trunkcare_reason = str(reason)


def build(app, exception):
    """Put JupyterLite into the finished site, or say why it is not there."""
    if exception is not None or app.builder.format != "html":
        return
    site = Path(app.outdir) / "lite"
    shutil.rmtree(site, ignore_errors=True)
    if not app.config.trunkcare_live:
        logger.info("The site has no live Python: %s", app.trunkcare_reason)
        return
    with tempfile.TemporaryDirectory() as folder:
        write_sources(Path(folder), site, app.env.get_domain("std"))
        command = [Path(sys.executable).with_name("jupyter-lite"), "build"]
        built = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if built.returncode:
        raise ExtensionError(f"JupyterLite could not be built:\n{built.stdout[-2000:]}{built.stderr[-2000:]}")
    for font in site.glob("build/fa-*"):
        if font.suffix != ".woff2":  # for browsers that cannot run Python anyway
            font.unlink()
    shutil.copy2(SCRIPT, site)
    for app_name in APPS:
        page = site / app_name / "index.html"
        text = page.read_text(encoding="utf-8").replace("</head>", f'<script src="../{SCRIPT.name}"></script></head>')
        page.write_text(text, encoding="utf-8")


def write_sources(folder, site, domain):
    """What JupyterLite is built from: its settings, the lessons, the runtime with the library."""
    settings = {
        "LiteBuildConfig": {
            "apps": APPS,
            "contents": [str(folder / "contents")],
            "output_dir": str(site),
            "no_sourcemaps": True,
            "ignore_sys_prefix": ["federated_extensions"],  # others that are installed here were made for JupyterLab
            "federated_extensions": [str(EXTENSIONS / name) for name in LAB_EXTENSIONS],
        }
    }
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": STARTS_WITH}}
    config = {
        "appName": "TrunkCare",
        "exposeAppInBrowser": True,  # for lite.js
        # Its drive would be asked for every import: seconds. The kernel has no need of the reader's files.
        "disabledExtensions": ["@jupyterlite/application-extension:service-worker-manager"],
        "litePluginSettings": {f"{KERNEL}:kernel": kernel},
    }
    # Cells out of sight are there, too: for the browser's own search, and for screen readers.
    overrides = {
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
        "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 5},
    }
    for name, content in (
        ("jupyter_lite_config.json", settings),
        ("jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": config}),
        ("overrides.json", overrides),
    ):
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    terms = {name.lower(): f"{page}.md#{id_}" for name, _, kind, page, id_, _ in domain.get_objects() if kind == "term"}
    write_lessons(folder / "contents" / "notebooks", terms)
    write_runtime(folder / "static" / "pyodide")


def write_runtime(folder):
    """The browser's Python with the library, which loads by itself where a cell imports it."""
    runtime.gather(folder, [str(runtime.cache())])  # looked at once more on the way: what is wrong never ships
    wheels = [packed(name, folder) for name in PURE]
    with zipfile.ZipFile(wheels[PURE.index(LIBRARY.name)], "a") as library:
        library.writestr(*fonts(next(folder.glob("matplotlib-*.whl"))))
    for name in KERNEL_WHEELS:
        (wheel,) = (EXTENSIONS / KERNEL / "static/pypi").glob(f"{name}*.whl")
        wheels.append(Path(shutil.copy2(wheel, folder)))
    lock = PyodideLockSpec.from_json(runtime.LOCK)
    lock.packages = {name: lock.packages[name] for name in runtime.packages()}
    add_wheels_to_spec(lock, wheels, folder).to_json(folder / runtime.LOCK.name)


def fonts(matplotlib):
    """Matplotlib's list of its fonts: its wheel has one, marked as of another version, so it would look for fonts anew.

    That takes a second of each start, and a warning that no reader needs.
    """
    with zipfile.ZipFile(matplotlib) as wheel:
        listed = json.loads(wheel.read("matplotlib/fontlist.json"))
        version = re.search(r"\n    __version__ = (\d+)", wheel.read("matplotlib/font_manager.py").decode())
    return "matplotlib/fontlist.json", json.dumps(listed | {"_version": int(version[1])})


def packed(name, folder):
    """An installed package as a wheel for any machine."""
    found = importlib.metadata.distribution(name)
    wheel = folder / f"{name}-{found.version}-py3-none-any.whl"
    files = {str(file): file.locate() for file in found.files}
    if name == LIBRARY.name:  # installed as a link to its folder
        files |= {str(path.relative_to(LIBRARY.parent)): path for path in sorted(LIBRARY.rglob("*.*"))}
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, path in files.items():
            of_this_machine = inside.startswith(("..", "__editable__")) or path.name == "direct_url.json"
            idle = path.suffix in NOT_FOR_THE_BROWSER or "/tests/" in inside
            if not of_this_machine and not idle:
                archive.write(path, inside)
    return wheel


def write_lessons(folder, terms):
    """The lessons as JupyterLite shows them, and an empty notebook."""
    folder.mkdir(parents=True)
    for lesson in LESSONS:
        notebook = json.loads((NOTEBOOKS / f"{lesson}.ipynb").read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = plain("".join(cell["source"]), terms)
        (folder / f"{lesson}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    notebook["cells"] = [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": EMPTY},
        *(
            {"cell_type": "code", "id": id_, "metadata": {}, "source": code, "outputs": [], "execution_count": None}
            for id_, code in (("first", FIRST_CELL), ("empty", ""))
        ),
    ]
    (folder / "empty.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def plain(text, terms):
    """Markdown with the roles that only the book knows as words with links; `terms` leads to those of the glossary."""

    def term(role):
        return f"[{role[1]}](../{terms[(role[2] or role[1]).lower()]})"

    text = re.sub(r"\{term\}`([^`<]+?)(?: <([^>]+)>)?`", term, text)
    return re.sub(r"\{cite:([pt])\}`([^`]+)`", citation, text)


def citation(role):
    """Sources as names and years, linked to the references."""
    sources = [short(key.strip()) for key in role[2].split(",")]
    if role[1] == "t":
        return "; ".join(f"[{names} ({year})](../book/references.md)" for names, year in sources)
    return "(" + "; ".join(f"[{names}, {year}](../book/references.md)" for names, year in sources) + ")"


def short(key):
    """A source's first names, and its year."""
    entry = bibliography()[key]
    names = [" ".join(person.last_names).strip("{}") for person in entry.persons["author"]]
    shown = names[0] if len(names) == 1 else " and ".join(names) if len(names) == 2 else f"{names[0]} et al."
    return shown, entry.fields.get("year", "no date")


@cache
def bibliography():
    """The entries of the references."""
    return parse_file(DATA / "references.bib").entries


def setup(app):
    app.add_config_value("trunkcare_live", False, "env")
    app.connect("config-inited", look)
    app.connect("build-finished", build)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
