"""Flipbooks in a real Chromium, on a page of their own from file://, run by the book's own host."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect
from test_browser import AXE, barriers

from trunkcare_lib.widgets.flipbook import Flipbook

BOOK = Path(__file__).parents[1] / "book"
sys.path.append(str(BOOK / "_ext"))
from trunkcare_widgets import embedded, host_widgets, tag  # noqa: E402

PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Flipbooks</title><main><h1>Flipbooks</h1>{}</main><script>{}</script>"
)

# The page's timers, which only the test moves.
CLOCK = """
let now = 0, last = 0;
const due = new Map();
window.setTimeout = (call, wait) => (due.set(++last, [now + wait, call]), last);
window.clearTimeout = (timer) => due.delete(timer);
window.run = (span, end = now + span) => {
  for (;;) {
    const [timer, [at, call]] = [...due].sort((one, other) => one[1][0] - other[1][0])[0] ?? [0, [Infinity]];
    if (at > end + 1e-6) break;
    now = at;
    due.delete(timer);
    call();
  }
  now = end;
};
"""


def run(visit, wait_s):
    """Let the page's clock go on. [s]"""
    visit.page.evaluate(f"run({1000 * wait_s})")


def line(ax, *, to=1, **rest):
    ax.plot([0, to])


def tell(**values):
    return ", ".join(f"{name} {value}" for name, value in values.items())


def moving(**rest):
    """Two quick moves and a hold of 4 s."""
    return Flipbook(lambda ax, time_s, **rest: line(ax, to=time_s), tell, time_s=[0, 0.5, 1, 5], **rest)


def hosted(*widgets):
    """The body of a page with the widgets, as the build makes it."""
    context = {"body": "<p>Words between.</p>".join(map(embedded, widgets)), "script_files": []}
    host_widgets(None, "", "", context, None)
    return context["body"]


@pytest.fixture
def show(visit, tmp_path):
    """Put widgets on a page and give its flipbooks; motion is allowed and the clock stands still."""

    def put(*widgets, clock=CLOCK):
        file = tmp_path / "page.html"
        host = (BOOK / "_static/host.js").read_text(encoding="utf-8")
        file.write_text(PAGE.format(hosted(*widgets), host), encoding="utf-8")
        visit.page.emulate_media(reduced_motion="no-preference")
        visit.page.add_init_script(clock)
        visit.page.goto(file.as_uri())
        books = visit.page.locator(".tc-flipbook")
        expect(books).to_have_count(len(widgets))
        return [books.nth(number) for number in range(len(widgets))]

    return put


def says(book, words):
    """The sentence stands under the frame and is its alternative text."""
    expect(book.locator("figcaption")).to_have_text(words)
    expect(book.locator("[role=img]")).to_have_attribute("aria-label", words)
    expect(book.locator("[role=img] svg")).to_have_count(1)


def test_slider_and_menu_answer_to_the_keyboard_and_leave_the_neighbour_alone(show, visit):
    one, other = show(
        Flipbook(lambda ax, reps, bound: line(ax, to=reps), tell, reps=[1, 5], bound=["low", "high"]),
        Flipbook(lambda ax, reps: line(ax, to=reps), tell, labels={"reps": "how often"}, reps=[2, 3]),
    )
    says(one, "reps 1, bound low")
    before, neighbour = one.locator("svg").inner_html(), other.inner_html()
    one.get_by_label("reps", exact=True).press("ArrowRight")
    says(one, "reps 5, bound low")
    assert one.locator("svg").inner_html() != before
    one.get_by_label("bound", exact=True).select_option("high")
    says(one, "reps 5, bound high")
    assert one.get_by_label("reps", exact=True).get_attribute("data-lm-suppress-shortcuts") == "true"
    assert other.inner_html() == neighbour
    other.get_by_label("how often", exact=True).press("End")
    says(other, "reps 3")
    says(one, "reps 5, bound high")
    assert visit.troubles == []


def test_labels_and_width(show, visit):
    show(moving(side=["left", "right"]), moving(), clock="")  # axe needs the real one
    visit.page.evaluate(AXE)
    assert barriers(visit.page) == []
    visit.page.set_viewport_size({"width": 320, "height": 800})
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    ids = visit.page.evaluate("[...document.querySelectorAll('input, select')].map((input) => input.id)")
    assert len(set(ids)) == len(ids) == 5


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_it_plays_as_fast_as_the_real_thing_and_round_again(show, visit, key):
    (book,) = show(moving())
    run(visit, 60)
    says(book, "time_s 0")
    expect(book.locator("figcaption")).to_have_attribute("aria-live", "polite")
    book.get_by_role("button", name="Play").press(key)
    expect(book.get_by_role("button")).to_have_text("Pause")
    expect(book.locator("figcaption")).to_have_attribute("aria-live", "off")
    for wait_s, frame_s in ((0.4, 0), (0.1, 0.5), (0.5, 1), (3.9, 1), (0.1, 5), (0.5, 0), (0.5, 0.5)):
        run(visit, wait_s)
        says(book, f"time_s {frame_s}")
        assert book.get_by_label("time (s)", exact=True).get_attribute("aria-valuetext") == f"{frame_s} s"
    book.get_by_role("button", name="Pause").press(key)
    expect(book.locator("figcaption")).to_have_attribute("aria-live", "polite")
    run(visit, 60)
    says(book, "time_s 0.5")


def test_speed_halves_and_doubles(show, visit):
    (book,) = show(moving())
    assert book.get_by_label("speed", exact=True).locator("option").all_inner_texts() == ["½ ×", "1 ×", "2 ×", "4 ×"]
    for speed, wait_s in (("½ ×", 1), ("4 ×", 0.125)):
        book.get_by_label("time (s)", exact=True).press("Home")
        book.get_by_label("speed", exact=True).select_option(speed)
        book.get_by_role("button").press("Enter")
        run(visit, wait_s - 0.02)
        says(book, "time_s 0")
        run(visit, 0.02)
        says(book, "time_s 0.5")
        book.get_by_role("button").press("Enter")


def test_one_plays_while_the_other_stands(show, visit):
    one, other = show(moving(), moving())
    one.get_by_role("button").press("Enter")
    run(visit, 1)
    says(one, "time_s 1")
    says(other, "time_s 0")
    expect(other.locator("figcaption")).to_have_attribute("aria-live", "polite")
    expect(other.get_by_role("button")).to_have_text("Play")


def test_a_hand_on_the_slider_stops_it(show, visit):
    (book,) = show(moving(side=["left", "right"]))
    book.get_by_role("button").press("Enter")
    run(visit, 0.5)
    book.get_by_label("side", exact=True).select_option("right")
    run(visit, 0.5)
    says(book, "time_s 1, side right")
    book.get_by_label("time (s)", exact=True).press("Home")
    expect(book.get_by_role("button")).to_have_text("Play")
    run(visit, 60)
    says(book, "time_s 0, side right")


def test_with_reduced_motion_it_turns_a_page_a_second_at_most(show, visit):
    """Every page where nothing else is said; with halts only those, so that no pose is passed over."""
    times = [number / 10 for number in range(30)]
    every, halting = show(
        Flipbook(lambda ax, time_s: line(ax, to=time_s), tell, time_s=times),
        Flipbook(lambda ax, time_s: line(ax, to=time_s), tell, time_s=times, halts={"time_s": [0.0, 1.5, 2.9]}),
    )
    visit.page.emulate_media(reduced_motion="reduce")
    for each in (every, halting):
        each.get_by_label("speed").select_option("4 ×")
        each.get_by_role("button").press("Enter")
    for wait_s, page_s, halt_s in ((0.9, 0.0, 0.0), (0.1, 0.1, 1.5), (0.9, 0.1, 1.5), (0.1, 0.2, 2.9), (1, 0.3, 0.0)):
        run(visit, wait_s)
        says(every, f"time_s {page_s}")
        says(halting, f"time_s {halt_s}")


def test_it_stops_when_the_page_is_hidden_or_the_widget_is_gone(show, visit):
    hidden, gone = show(moving(), moving())
    hidden.get_by_role("button").press("Enter")
    visit.page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    visit.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(hidden.get_by_role("button")).to_have_text("Play")
    gone.get_by_role("button").press("Enter")
    visit.page.evaluate("window.gone = document.querySelectorAll('.tc-flipbook')[1]; gone.remove()")
    run(visit, 60)
    assert visit.page.evaluate("gone.querySelector('button').textContent") == "Play"
    assert visit.page.evaluate("gone.querySelector('figcaption').textContent") == "time_s 0"
    says(hidden, "time_s 0")


def test_a_widget_that_fails_leaves_its_start_picture_and_its_sentence(visit, tmp_path):
    file = tmp_path / "page.html"
    host = (BOOK / "_static/host.js").read_text(encoding="utf-8")
    broken = hosted(moving(start={"time_s": 1})).replace("function render", "function rendered")
    file.write_text(PAGE.format(broken, host), encoding="utf-8")
    visit.page.goto(file.as_uri())
    place = visit.page.locator(".tc-widget")
    expect(place).to_contain_text("could not start in your browser")
    expect(place.get_by_role("img", name="time_s 1")).to_be_visible()
    expect(place.locator("figcaption")).to_have_text("time_s 1")


def test_without_scripts_the_start_picture_stands_there(chromium, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(PAGE.format(hosted(moving(start={"time_s": 5})), ""), encoding="utf-8")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    expect(page.get_by_role("img", name="time_s 5")).to_be_visible()
    expect(page.locator("figcaption")).to_have_text("time_s 5")
    context.close()


STUB = """async ([source, values]) => {
  const heard = {};
  const tell = (event, what) => (heard[event] ?? []).forEach((listener) => listener(what));
  window.asked = [];
  window.answer = (frame) => tell("msg:custom", { frame, picture: "<svg></svg>", words: `frame ${frame}` });
  const model = {
    get: (name) => values[name],
    set(name, value) { values[name] = value; tell(`change:${name}`); },
    on: (event, listener) => (heard[event] ??= []).push(listener),
    off(event, listener) { heard[event] = heard[event].filter((other) => other !== listener); },
    save_changes() {},
    send: (message) => asked.push(message.frame),
  };
  const module = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  window.leave = module.default.render({ model, el: document.body });
  window.listening = () => Object.values(heard).flat().length;
}"""


def test_frames_are_asked_for_when_first_shown_and_only_the_latest(visit, monkeypatch):
    """A model whose Python draws on demand, as in the browser's Python."""
    monkeypatch.setattr("sys.platform", "emscripten")
    state = Flipbook(lambda ax, reps: line(ax), tell, reps=[1, 2, 3, 4, 5], start={"reps": 2}).get_state()
    page = visit.page
    page.evaluate(STUB, [state["_esm"], {name: state[name] for name in ("controls", "at", "frames", "pictures")}])
    book = page.locator(".tc-flipbook")
    says(book, "reps 2")
    slider = book.get_by_label("reps", exact=True)
    for _ in range(3):
        slider.press("ArrowRight")
    expect(book.locator("figcaption")).to_have_text("drawing …")
    assert page.evaluate("asked") == [2], "one at a time"
    page.evaluate("answer(2)")
    expect(book.locator("figcaption")).to_have_text("drawing …")
    assert page.evaluate("asked") == [2, 4], "what was turned past is not asked for"
    page.evaluate("answer(4)")
    says(book, "frame 4")
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    page.evaluate("answer(3)")
    says(book, "frame 2")
    assert page.evaluate("asked") == [2, 4, 3], "a frame that is here is not asked for again"
    page.evaluate("leave()")
    assert page.evaluate("listening()") == 0


def test_two_builds_give_the_same_text_with_steady_ids_and_no_more_than_is_needed():
    one, two = (hosted(moving(), moving(side=["</script><!--", "b"])) for _ in range(2))
    assert one == two
    assert one.count("</script>") == 3
    assert "<!--" not in one
    assert one.count("function render") == 1, "each module stands once"
    for unneeded in ("_model_module", "layout", "tabbable", "_view_name", "_anywidget_id"):
        assert unneeded not in one


def test_the_same_data_are_the_same_bytes_whatever_their_order():
    """A lesson that was just run and one from the cache give a flipbook's state in different orders."""
    assert tag("state", {"at": [0], "frames": {"b": 1, "a": 2}}) == tag(
        "state", {"frames": {"a": 2, "b": 1}, "at": [0]}
    )
