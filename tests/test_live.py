"""Live Python in the built site: every lesson runs in the browser, and what ships is what it should be."""

import gzip
import hashlib
import html
import json
import os
import re
import types
import zipfile
from urllib.parse import parse_qs, unquote, urlsplit

import nbformat
import pytest
import trunkcare_live as live
import trunkcare_runtime as runtime
from playwright.sync_api import expect
from trunkcare_pages import environment
from trunkcare_widgets import live_app

from trunkcare_lib.figures import week
from trunkcare_lib.models import balance, heat, load, plan
from trunkcare_lib.models.questions import LESSONS
from trunkcare_lib.widgets.doseline import answer_to

WIDGETS = ".tc-flipbook, .tc-guess, .tc-quiz, .tc-sketch, .tc-screening, .tc-doseline, .tc-planner"
START_MS = 120_000
CELLS = """() => jupyterapp.shell.currentWidget.content.widgets
  .filter(({model}) => model.type === 'code' && model.sharedModel.source.trim())"""
RAN = f"""() => {{
  const cells = window.jupyterapp?.shell?.currentWidget?.content?.widgets ? ({CELLS})() : [];
  return cells.length > 0 && cells.every(({{model}}) => model.executionCount);
}}"""
LAST = "jupyterapp.shell.currentWidget.content.widgets.at(-1).model"
OPEN = """async (lesson) => {
  const panel = jupyterapp.shell.currentWidget;
  const file = await (await fetch(`../files/notebooks/${lesson}.ipynb`)).json();
  const codes = file.cells.filter((cell) => cell.cell_type === 'code');
  for (const cell of codes) Object.assign(cell, {outputs: [], execution_count: null});
  await panel.sessionContext.session.kernel.requestExecute({code: '%reset -f'}).done;
  panel.model.fromJSON(file);
  jupyterapp.commands.execute('notebook:run-all-cells');
}"""
FLIPBOOK = ".tc-flipbook:has(input[type=range])"
EMPTY = "lite/notebooks/index.html?path=notebooks/empty.ipynb"
NUMBERS = """
from trunkcare_lib.models import balance, heat, load
numbers = [
    *heat.temperature_c([0, 10, 20], [5, 15, 30]).ravel(),
    *load.lumbar_compression_n([0, 30, 60], hand_load_kg=20),
    balance.critical_delay_s(body_mass_kg=80),
]
print([float(number).hex() for number in numbers])
"""


@pytest.fixture(scope="module")
def lite(site):
    """The folder of JupyterLite in the site; without it these tests are skipped loudly, and in CI they fail."""
    if not (site / "lite").is_dir():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(
            "NO LIVE PYTHON: it was NOT tested. `python book/_ext/trunkcare_runtime.py` says why it is not there."
        )
    return site / "lite"


def visiting(chromium):
    """A browser's context that reaches nothing but this machine; its `foreign` lists what was asked of others."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.foreign = []

    def own_only(route):
        if route.request.url.startswith(("http://127.0.0.1", "data:", "blob:")):
            return route.continue_()
        context.foreign.append(route.request.url)
        return route.abort()

    context.route("**/*", own_only)
    return context


@pytest.fixture
def page(chromium, lite):
    """A page of a reader who was never here, with patience: Python takes seconds to start, more on a busy machine."""
    context = visiting(chromium)
    page = context.new_page()
    page.set_default_timeout(START_MS)
    yield page
    context.close()
    assert context.foreign == []


def outputs(page):
    """For each code cell that has code its source and its outputs."""
    page.wait_for_function(RAN)
    return page.evaluate(f"() => ({CELLS})().map(c => [c.model.sharedModel.source, c.model.outputs.toJSON()])")


def printed(outs):
    return "".join("".join(out.get("text", "")) for out in outs)


@pytest.fixture(scope="module")
def running(chromium, lite, address):
    """A lesson that was opened by its button and has run; the others follow in the same kernel, to save its start."""
    context = visiting(chromium)
    page = context.new_page()
    page.set_default_timeout(START_MS)
    page.goto(f"{address}/notebooks/06_dosing.html")
    page.get_by_role("link", name="Run this lesson live").click()
    page.wait_for_function(RAN)
    yield page
    context.close()
    assert context.foreign == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_lesson_runs_live_from_top_to_bottom_as_in_cpython(running, page, address, lesson):
    page.goto(f"{address}/notebooks/{lesson}.html")
    button = page.get_by_role("link", name="Run this lesson live")
    assert button.get_attribute("href") == f"../lite/notebooks/index.html?path=notebooks/{lesson}.ipynb"
    shown = page.locator(WIDGETS).count() + page.locator(".tc-app").count()
    sentence = turned(page)
    running.evaluate(OPEN, lesson)
    cells = outputs(running)
    stored = nbformat.read(live.NOTEBOOKS / f"{lesson}.ipynb", as_version=4)
    stored = [cell for cell in stored.cells if cell.cell_type == "code"]
    assert [source for source, _ in cells] == [cell.source for cell in stored]
    every = [out for _, outs in cells for out in outs]
    assert [out for out in every if {out["output_type"], out.get("name")} & {"error", "stderr"}] == []
    for cell, (source, outs) in zip(stored, cells, strict=True):
        if cell.outputs:
            assert printed(outs) == printed(cell.outputs), source
    expect(running.locator(WIDGETS)).to_have_count(shown)
    expect(running.locator(FLIPBOOK).first.locator("[role=img] svg")).to_be_attached()
    assert turned(running) == sentence
    quiz = running.locator(".tc-quiz").last
    quiz.locator("input").first.press("Space")
    quiz.get_by_role("button").first.press("Enter")
    expect(quiz.get_by_role("status").first).to_contain_text(re.compile("right|found", re.IGNORECASE))


def turned(page):
    """What the first flipbook says once its first slider was moved; live, Python draws that frame only now."""
    book = page.locator(FLIPBOOK).first
    before = book.locator("figcaption").inner_text()
    book.locator("input[type=range]").first.press("ArrowRight")
    expect(book.locator("figcaption")).not_to_have_text(re.compile(f"^({re.escape(before)}|drawing …)$"))
    return book.locator("figcaption").inner_text()


def test_empty_notebook_computes_what_cpython_does_and_loads_what_the_pages_say(page, address, site):
    asked = set()
    page.goto(f"{address}/book/welcome.html")
    page.context.on("request", lambda request: asked.add(urlsplit(request.url).path))
    page.get_by_role("link", name="Open an empty notebook").click()
    (_, first), *_ = outputs(page)
    assert "Hold 20–30 s × 3 on each side" in first[0]["data"]["text/plain"]
    files = [site / path.lstrip("/") for path in asked]
    sizes = [len(gzip.compress(path.read_bytes(), 1)) for path in files if path.is_file()]
    assert sum(sizes) / 1e6 == pytest.approx(live.LIVE_MB, rel=0.1)
    page.evaluate(f"code => {LAST}.sharedModel.setSource(code)", NUMBERS)
    page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
    said = page.wait_for_function(f"() => {LAST}.outputs.toJSON()[0]?.text").json_value()
    here = [
        *heat.temperature_c([0, 10, 20], [5, 15, 30]).ravel(),
        *load.lumbar_compression_n([0, 30, 60], hand_load_kg=20),
        balance.critical_delay_s(body_mass_kg=80),
    ]
    assert [float.fromhex(number) for number in json.loads("".join(said).replace("'", '"'))] == pytest.approx(
        [float(number) for number in here], rel=1e-9
    )


def no_python(page):
    """Keep Python from starting: it takes long, and has no part in this."""
    page.route("**/pyodide.js", lambda route: route.abort())


def last_cell(page):
    return page.locator(".jp-CodeCell").last.locator(".cm-content")


def test_edited_cell_survives_a_reload_until_it_is_thrown_away(page, address):
    no_python(page)
    page.goto(f"{address}/book/welcome.html")
    page.get_by_role("link", name="Open an empty notebook").click()
    last_cell(page).click()
    page.keyboard.type("my_own = '</script> & 20–30'")
    expect(last_cell(page)).to_have_text("my_own = '</script> & 20–30'")
    page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
    page.reload()
    expect(last_cell(page)).to_have_text("my_own = '</script> & 20–30'")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{address}/book/welcome.html")
    page.get_by_role("link", name="Start again from the original").click()
    page.wait_for_url(lambda url: "anew" not in url)
    expect(last_cell(page)).to_have_text("")


def test_copy_that_was_only_run_gives_way_to_a_newer_lesson(page, address):
    """The reader's copy was saved from an older course: unchanged by the reader it goes, with changes it stays."""
    no_python(page)
    key = "trunkcare-live-notebooks/empty.ipynb"
    old = {"cells": [{"cell_type": "markdown", "source": "An older lesson", "metadata": {}}], "metadata": {}}
    for begun, stays in (("An older lesson", False), ("A still older lesson", True)):
        page.goto(f"{address}/book/welcome.html")
        page.evaluate("key => localStorage.removeItem(key)", key)
        page.goto(f"{address}/{EMPTY}")
        page.wait_for_function("key => localStorage.getItem(key)", arg=key)
        page.evaluate(
            """async ([old, begun, key]) => {
              jupyterapp.shell.currentWidget.context.dispose();  // or it saves itself over the old one
              const content = { nbformat: 4, nbformat_minor: 5, ...old };
              const file = { type: "notebook", format: "json", content };
              await jupyterapp.serviceManager.contents.save("notebooks/empty.ipynb", file);
              localStorage.setItem(key, begun);
            }""",
            [old, begun, key],
        )
        page.reload()
        expect(page.locator(".jp-MarkdownCell").first).to_contain_text("An older" if stays else "Your own notebook")


def read_app(path):
    """The address that the button of an app on a page opens."""
    return html.unescape(re.search(r'data-app="([^"]+)"', path.read_text(encoding="utf-8"))[1])


def test_live_apps_compute_what_the_reader_types(page, address, site, tmp_path):
    """A dose and a plan, as Python computes them here; the plan's files; and the book plays its session."""
    page.goto(f"{address}/notebooks/06_dosing.html")
    page.get_by_role("button", name="Try your own here").press("Enter")
    expect(page.locator(".tc-app").get_by_role("status")).to_contain_text("Python is starting")
    expect(page.locator(".tc-app figure")).to_be_visible()
    app = page.frame_locator("iframe")
    field = app.get_by_label("A dose, as a guide or a leaflet writes it")
    first = answer_to("Hold 20–30 sec × 3 each side")["words"]
    expect(app.locator("figcaption")).to_contain_text(first, timeout=START_MS)
    for line in ("Hold 7 sec × 4", "3–5 reps, 4 s each"):
        field.fill(line)
        field.press("Enter")
        expect(app.locator("figcaption")).to_contain_text(answer_to(line)["words"])
    field.fill("Hold <b>until</b> tired")
    field.press("Enter")
    expect(app.locator(".tc-doseline")).to_contain_text("did not understand")
    expect(field).to_have_value("Hold <b>until</b> tired")
    expect(app.locator(".jp-CodeConsole-input")).to_be_hidden()
    expect(page.locator(".tc-app figure")).to_have_count(0)
    bottom = app.locator(".tc-doseline").evaluate("shown => shown.getBoundingClientRect().bottom")
    assert app.locator(".jp-CodeConsole-content").evaluate("shown => shown.scrollHeight - shown.clientHeight") <= 1
    assert bottom <= page.locator("iframe").evaluate("frame => frame.clientHeight"), "the frame shows all of it"
    # In the same Python, which takes long to start: what the button on the page of the plan starts.
    code = parse_qs(urlsplit(read_app(site / "book/plan.html")).query)["code"][0]
    page.frames[1].evaluate("code => jupyterapp.shell.currentWidget.console.inject(code)", code)
    make = app.get_by_role("button", name="Make the plan")
    expect(make).to_be_visible(timeout=60_000)
    for none in app.get_by_label("None of these").all():
        none.check()
    app.get_by_label("Knee arthritis or knee replacement").check()
    app.get_by_label("Whom to call").fill("A <b>number</b>")
    make.click()  # by the mouse: JupyterLab would scroll on a press, and the click be lost
    made = plan.build({"goal": "relief", "minutes": 10, "signs": [], "conditions": ["knee"]})
    expect(app.locator(".tc-planner-result figcaption").first).to_have_text(week.week_words(plan=made))
    expect(app.get_by_role("button", name="Print the handout")).to_be_enabled(timeout=60_000)
    files = {}
    for name in ("Save the plan", "Save the calendar", "Save the handout"):
        with page.expect_download() as loading:
            app.get_by_role("button", name=name).click()
        loading.value.save_as(tmp_path / name)
        files[name] = (tmp_path / name).read_bytes().decode()
    assert plan.read(files["Save the plan"]).items == made.items
    named = [line for line in made.to_ics().split("\r\n") if line.startswith("UID:")]
    assert [line for line in files["Save the calendar"].split("\r\n") if line.startswith("UID:")] == named
    assert "A &lt;b&gt;number&lt;/b&gt;" in files["Save the handout"]
    page.goto(app.get_by_role("link", name="Open this session in the book").get_attribute("href"))
    assert page.url.endswith("book/session.html#play=" + ",".join(id_ for id_, _ in made.session(1)))
    player = page.locator(".tc-player")
    expect(player.get_by_label("Session", exact=True).locator("option:checked")).to_have_text("Your plan")
    expect(player.locator(".tc-player-list li")).to_have_count(len(made.session(1)))


def test_live_app_is_loaded_only_on_a_click(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/notebooks/06_dosing.html", wait_until="networkidle")
    assert [url for url in asked if "/lite/" in url] == []


def test_link_of_a_live_lesson_leads_to_the_book_and_to_the_other_lessons(page, address):
    no_python(page)
    page.goto(f"{address}/lite/notebooks/index.html?path=notebooks/06_dosing.ipynb")
    for link, leads_to in (
        ("Safety first", "/book/safety.html"),
        ("Lesson 4", "/lite/notebooks/index.html?path=notebooks/04_stretching.ipynb"),
    ):
        with page.context.expect_page() as opened:
            page.get_by_role("link", name=link).first.click()
        opened.value.wait_for_url(f"{address}{leads_to}", wait_until="commit")
        opened.value.close()


def test_everything_that_ships_of_the_runtime_has_its_hash(lite):
    folder = lite / "static/pyodide"
    entries = json.loads((folder / "pyodide-lock.json").read_text())["packages"]
    hashes = {entry["file_name"]: entry["sha256"] for entry in entries.values()} | runtime.CORE
    shipped = {path.name for path in folder.iterdir()} - {"pyodide-lock.json"}
    assert shipped == set(hashes)
    for name in shipped:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == hashes[name], name
    for name, digest in runtime.files().items():
        assert hashes[name] == digest, f"{name} is not the official one"


def test_what_ships_tells_nothing_of_the_machine_that_built_it(lite):
    for path in lite.rglob("*.json"):
        assert str(live.LIBRARY.parent) not in path.read_text(encoding="utf-8"), path
    for wheel in (lite / "static/pyodide").glob("*-py3-none-any.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                assert not name.endswith((".so", ".pyd", ".pth", "direct_url.json")), f"{wheel.name}: {name}"


def test_library_ships_whole(lite):
    (wheel,) = (lite / "static/pyodide").glob("trunkcare_lib-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for path in live.LIBRARY.rglob("*.*"):
            if "__pycache__" not in path.parts:
                assert archive.read(str(path.relative_to(live.LIBRARY.parent))) == path.read_bytes()


def test_links_of_live_lessons_lead_somewhere(site, lite):
    for path in (lite / "files/notebooks").glob("*.ipynb"):
        text = "\n".join(
            cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"
        )
        assert not re.search(r"\{[a-z:]+\}`", text), path.name
        for link in re.findall(r"\]\(([^)]+)\)", text):
            page, _, place = unquote(link).partition("#")
            if page.endswith(".ipynb"):
                assert (path.parent / page).exists(), link
            elif not page.startswith("http"):
                built = site / "notebooks" / page.replace(".md", ".html")
                assert built.exists(), f"{path.name}: {link}"
                assert not place or f'id="{place}"' in built.read_text(encoding="utf-8"), f"{path.name}: {link}"


def seen(monkeypatch, tmp_path, **given):
    """What `look` decides with these variables and an empty cache."""
    for name in ("LIVE", "MIRROR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.setattr(runtime, "cache", lambda: tmp_path / "cache")
    app = types.SimpleNamespace(trunkcare_reason="")
    config = types.SimpleNamespace()
    live.look(app, config)
    return config.trunkcare_live, app.trunkcare_reason


def test_site_is_built_without_live_python_where_that_is_wished(monkeypatch, tmp_path):
    assert seen(monkeypatch, tmp_path, LIVE="0") == (False, "LIVE=0 was given.")


def test_wrong_file_of_a_mirror_never_ships(monkeypatch, tmp_path):
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    for name in runtime.files():
        (mirror / name).write_bytes(b"not Pyodide")
    there, reason = seen(monkeypatch, tmp_path, MIRROR=mirror)
    assert not there
    assert "is changed or cut short" in reason
    assert list((tmp_path / "cache").glob("*")) == []


def test_runtime_that_was_spoilt_after_it_was_gathered_never_ships(monkeypatch, tmp_path, lite):
    (spoilt := tmp_path / "cache").mkdir()
    for name in runtime.files():
        (spoilt / name).write_bytes((lite / "static/pyodide" / name).read_bytes())
    (spoilt / "pyodide.asm.wasm").write_bytes(b"\0asm")
    monkeypatch.setattr(runtime, "cache", lambda: spoilt)
    with pytest.raises(runtime.Unavailable, match=r"pyodide\.asm\.wasm has 4 bytes"):
        live.write_runtime(tmp_path / "site")


def test_pages_without_live_python_say_how_else_and_have_no_dead_button():
    block = environment("../", live=False).get_template("live.html").render(name="01_spasm", label="Run")
    assert "make lab" in block
    assert "lite/" not in block
    shown = live_app({"answer": answer_to("10 reps"), "live": "DoseLine()"}, None)
    assert "make lab" in shown
    assert "<button" not in shown
