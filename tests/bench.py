"""Measures what the widgets of the built site cost, each number beside its aim: `make bench`. A program, not a test."""

import functools
import gzip
import http.server
import io
import json
import os
import platform
import re
import threading
from pathlib import Path
from statistics import median

import matplotlib.style
from bench_models import milliseconds
from browser import ARGUMENTS, find
from conftest import QuietHandler
from matplotlib.figure import Figure
from playwright.sync_api import sync_playwright

from trunkcare_lib.figures import (
    balance,
    body,
    course,
    dose,
    fatigue,
    frame,
    heat,
    load,
    mistakes,
    reflex,
    signs,
    stretch,
)
from trunkcare_lib.models.exercises import of_the_guide

SITE = Path(__file__).parents[1] / "_build/html"
STATE = re.compile(r'<script type="application/vnd\.jupyter\.widget-state\+json">(.*?)</script>', re.DOTALL)
DEFAULT_KB = 918
"""The default widget manager with require.js, gzipped, as measured when this way was chosen. [kB]"""
FIGURES = [
    (body.movement, {"exercise": "bridge", "time_s": 1.5}, (5.4, 2.6)),
    (mistakes.marked, {"name": "bridge-arched"}, (5.4, 2.0)),
    (dose.timeline, {"hold_s": 5, "reps": 10, "rest_s": 5, "sides": 2}, (5.4, 2.6)),
    (dose.programme, {"doses": {entry.name: entry.dose for entry in of_the_guide()[:3]}}, (5.4, 2.3)),
    (heat.warming_by_depth, {"time_min": 5}, (5.4, 2.6)),
    (stretch.session, {"hold_s": 20, "rest_s": 10, "reps": 3}, (5.4, 2.6)),
    (fatigue.session, {"hold_s": 5, "rest_s": 5, "effort_percent": 39}, (5.4, 2.6)),
    (load.bending, {"flexion_deg": 60, "hand_load_kg": 20}, (5.4, 3.4)),
    (reflex.resistance_by_angle, {"speed_deg_s": 100, "tone": "moderate"}, (5.4, 2.6)),
    (balance.stable_gains, {"delay_s": 0.1}, (5.4, 2.6)),
    (course.before_and_after, {"start_week": 1, "effect": 10}, (5.4, 2.9)),
    (signs.thousand, {"sensitivity": 0.8, "specificity": 0.9}, (4.8, 2.9)),
]
"""The figures that are timed; a new one that moves gets a line here."""
STEP = """(times) => {
  const input = document.querySelector('.tc-flipbook input[type=range]');
  const spent = [];
  for (let step = 0; step < times; step++) {
    input.value = (Number(input.value) + 1) % (Number(input.max) + 1);
    const start = performance.now();
    input.dispatchEvent(new Event('input'));
    document.body.getBoundingClientRect();  // the new frame is laid out here, not put off
    spent.push(performance.now() - start);
  }
  return spent;
}"""
READY = """() => document.querySelectorAll('.tc-widget').length ===
  document.querySelectorAll('.tc-widget > div > *').length && performance.now()"""


def packed(data):
    """Bytes as a server sends them: gzipped, unless that makes more of them."""
    raw = data.encode() if isinstance(data, str) else data
    return min(len(gzip.compress(raw)), len(raw))


def anew(draw, given, size):
    """One frame the common way: a new figure each time, with constrained layout."""
    with matplotlib.style.context(["default", frame.STYLE]):
        figure = Figure(figsize=size, layout="constrained")
        draw(figure.subplots(), **given)
        figure.savefig(io.StringIO(), format="svg")


def row(what, measured, aim=""):
    print(f"{what:62} {measured:>22}   {aim}")


def weigh(pages):
    """Bytes of script, of flipbooks and of pages."""
    host = packed((SITE / "_static/host.js").read_bytes())
    for name, (_, state) in pages.items():
        if state:
            there = [widget for widget in state["state"].values() if "later" not in widget]
            modules = {state["sources"][widget["_esm"]] for widget in there}
            script = host + sum(map(packed, modules))
            largest = max((packed(json.dumps(widget)) for widget in there), default=0)
            row(f"{name}: script for its widgets", f"{script / 1000:.1f} kB", f"< 10 kB; default {DEFAULT_KB} kB")
            row(f"{name}: its largest flipbook", f"{largest / 1000:.1f} kB", "< 60 kB")
    name = max(pages, key=lambda name: packed(pages[name][0]))
    row(f"largest page, {name}", f"{packed(pages[name][0]) / 1000:.1f} kB", "< 250 kB")


def visit(browser, address, name, flipbook):
    """A first view of a page: its bytes and, where it has a flipbook, the time until ready and of a slider's step."""
    ready, steps = [], []
    for _ in range(5):
        page = browser.new_page()
        bodies = []
        page.on("requestfinished", lambda request, bodies=bodies: bodies.append(request))
        page.goto(f"{address}/{name}.html", wait_until="commit")
        if flipbook:
            ready.append(page.wait_for_function(READY).json_value())
        page.wait_for_load_state("networkidle")
        if flipbook and page.locator(".tc-flipbook input[type=range]").count():
            steps += page.evaluate(STEP, 40)
        sizes = [packed(request.response().body()) for request in bodies if request.url.startswith("http")]
        page.close()
    row(f"{name}: first view, all {len(sizes)} responses", f"{sum(sizes) / 1000:.0f} kB", "< 200 kB")
    if ready:
        row(f"{name}: ready to use", f"{median(ready):.0f} ms", "< 1000 ms")
    if steps:
        row(f"{name}: slider step, laid out", f"{median(steps):.1f} ms", "< 16 ms")


def main():
    pages = {}
    for path in SITE.rglob("*.html"):
        if "lite" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        state = STATE.search(text)
        pages[path.relative_to(SITE).with_suffix("").as_posix()] = text, json.loads(state[1]) if state else None
    exercises = [name for name in pages if name.startswith("book/exercises/")]
    largest = max(exercises, key=lambda name: packed(pages[name][0]))
    models = [name for name in pages if name.startswith("book/models/")]
    heaviest = max(models, key=lambda name: packed(pages[name][0]))
    lessons = [name for name in pages if name.startswith("notebooks/")]
    longest = max(lessons, key=lambda name: packed(pages[name][0]))
    chosen = ["book/welcome", largest, heaviest, longest, "book/screening"]
    visited = dict.fromkeys([*chosen, *(name for name in pages if pages[name][1])][:9])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=SITE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        print(
            f"{os.cpu_count()} cores, Python {platform.python_version()}, Chromium {browser.version}; sizes gzipped\n"
        )
        weigh(pages)
        for name in visited:
            visit(browser, f"http://127.0.0.1:{server.server_port}", name, pages[name][1] is not None)
        browser.close()
    server.shutdown()
    for draw, given, size in FIGURES:
        sheet = frame.Sheet(size, "bench")
        ours = milliseconds(lambda sheet=sheet, draw=draw, given=given: sheet.svg(draw, **given))
        theirs = milliseconds(lambda draw=draw, given=given, size=size: anew(draw, given, size))
        row(f"{draw.__name__}: drawing a frame", f"{ours:.0f} ms ({ours / theirs:.0%} of anew)", "< 20 ms")


if __name__ == "__main__":
    main()
