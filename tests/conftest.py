"""What the tests share: the built site, a server for it, and a browser that reaches nothing else."""

import functools
import http.server
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from browser import ARGUMENTS, find
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import expect, sync_playwright
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]

# The same examples in every run: a failure of the suite is a change of the course, not of luck.
settings.register_profile("trunkcare", derandomize=True, deadline=None, database=None)
settings.load_profile("trunkcare")


LIVE_LESSONS = "test_lesson_runs_live"


class Schedule(LoadScopeScheduling):
    """Gives each worker that has time the next test; those that must stay together go to one worker, and first."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        if LIVE_LESSONS in nodeid:
            return LIVE_LESSONS  # one start of Python in the browser
        return file if file.endswith(("test_site.py", ".ipynb")) else nodeid  # one build, and one kernel for a lesson


def pytest_xdist_make_scheduler(config, log):
    """Not `--dist loadgroup`: with pytest 9.2, pytest-xdist 3.8 tears the groups apart without a word."""
    config.option.loadscopereorder = False  # the order is ours
    return Schedule(config, log)


def pytest_collection_modifyitems(items):
    """First what one worker begins with the build for, last what needs the site too, so that none waits for it."""

    def order(item):
        if item.path.name == "test_site.py":
            return 0
        return 1 if "site" not in getattr(item, "fixturenames", ()) else 2 if LIVE_LESSONS in item.nodeid else 3

    items.sort(key=order)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the site, built from scratch with warnings as errors, once for all workers."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder, report = folder / "book", folder / "book.txt"
    with FileLock(f"{folder}.lock"):
        if not report.exists():
            command = [Path(sys.executable).with_name("jupyter-book"), "build", ROOT, "--path-output", folder]
            built = subprocess.run([*command, "-W", "-n", "--keep-going"], capture_output=True, text=True, cwd=ROOT)
            report.write_text(f"{built.returncode}\n{built.stdout[-4000:]}{built.stderr[-4000:]}", encoding="utf-8")
    returned, _, said = report.read_text(encoding="utf-8").partition("\n")
    assert returned == "0", "The book does not build cleanly:\n" + said
    return folder / "_build" / "html"


expect.set_options(timeout=30_000)  # a busy machine is no failure


class QuietServer(http.server.ThreadingHTTPServer):
    """A server that takes it well when a page is closed before all of it has come."""

    def handle_error(self, request, client_address):
        """Say nothing: what a page lacks, the browser's side tells."""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """Say nothing: the tests look at the browser's side."""


@pytest.fixture(scope="session")
def address(site):
    """The address of a server that serves the site on this machine."""
    server = QuietServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium; without one the tests are skipped loudly, and in CI they fail."""
    path = find()
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(
            "NO BROWSER: the built pages were NOT tested. `make browser` tries to install one."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Visit:
    """A page in the browser, and all that went wrong on it."""

    def __init__(self, page):
        self.page, self.troubles = page, []
        page.route("**/*", self._own_only)
        page.on("console", lambda message: message.type in ("error", "warning") and self._note("console", message.text))
        page.on("pageerror", lambda error: self._note("error", error))
        page.on("requestfailed", lambda request: self._failed(request))
        page.on("response", lambda response: response.status >= 400 and self._note(response.status, response.url))

    def _note(self, what, detail):
        self.troubles.append(f"{what}: {detail}")

    def _failed(self, request):
        if request.failure != "net::ERR_ABORTED":  # a click that leaves the page ends what it was loading
            self._note("failed", f"{request.url} {request.failure}")

    def _own_only(self, route):
        if route.request.url.startswith(("http://127.0.0.1", "file://", "data:", "blob:")):
            return route.continue_()
        self._note("foreign request", route.request.url)
        return route.abort()


@pytest.fixture
def visit(chromium):
    """A fresh page on a desktop screen, with reduced motion."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield Visit(context.new_page())
    context.close()
