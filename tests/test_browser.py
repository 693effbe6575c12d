"""Every page in a real Chromium that reaches nothing else: no trouble, no barrier, and the interactives work."""

import gzip
from pathlib import Path

import axe_playwright_python
import pytest
from pages import in_toc
from playwright.sync_api import expect

from trunkcare_lib.evidence import CLAIMS
from trunkcare_lib.figures import dose as draw

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
OF_COLOUR = ["color-contrast", "link-in-text-block"]
LESSON = "notebooks/06_dosing.html"


def barriers(page, rules=None, within=None):
    """Serious and critical findings of axe (of all its rules, or those named), each with the first element."""
    only = {"runOnly": rules} if rules else {}
    options = {"resultTypes": ["violations"], "preload": False} | only
    run = "([within, options]) => axe.run(within ?? document, options)"
    found = page.evaluate(run, [within, options])["violations"]
    return [
        f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found if rule["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("name", [*in_toc(), "search", "genindex"])
def test_page_is_free_of_trouble_and_barriers(visit, address, name):
    page = visit.page
    page.goto(f"{address}/{name}.html", wait_until="networkidle" if name == "search" else "load")
    page.evaluate(AXE)
    own = None if name == in_toc()[0] else "main"  # what stands around it is the same on every page
    for theme, rules, within in (("light", None, None), ("dark", OF_COLOUR, own)):  # all else is the same in both
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        assert barriers(page, rules, within) == [], theme
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"the page is wider than {width} px"
    assert visit.troubles == []


@pytest.fixture(params=["http", "file"])
def where(request, site, address):
    """The address of the site from a server, and from a folder."""
    return address if request.param == "http" else site.as_uri()


def test_flipbook_answers_to_the_keyboard_and_says_what_it_shows(visit, where):
    page = visit.page
    page.goto(f"{where}/{LESSON}")
    book = page.locator(".tc-flipbook").first
    slider = book.get_by_label("hold: how long a position is kept")
    sentence, picture = book.locator("figcaption"), book.locator("[role=img]")
    assert sentence.inner_text() == draw.timeline_words(hold_s=3, reps=3, rest_s=5, sides=1)
    before = picture.inner_html()
    slider.focus()
    slider.press("ArrowRight")
    says = draw.timeline_words(hold_s=5, reps=3, rest_s=5, sides=1)
    assert sentence.inner_text() == says
    assert picture.get_attribute("aria-label") == says
    assert picture.inner_html() != before
    assert slider.get_attribute("aria-valuetext") == "5 s"
    assert sentence.get_attribute("aria-live") == "polite"
    assert slider.get_attribute("data-lm-suppress-shortcuts") == "true", "or JupyterLab takes the arrow keys"
    assert book.locator("output").first.inner_text() == "5 s"
    slider.press("End")
    book.get_by_label("sides").press("End")
    assert sentence.inner_text() == draw.timeline_words(hold_s=30, reps=3, rest_s=5, sides=2)
    other = page.locator(".tc-flipbook figcaption", has_text="12 × 15 s: 3 min of work")
    assert other.count() == 1, "the other figures stay as they were"
    assert visit.troubles == []


def test_guess_keeps_its_answer_until_a_guess_is_made(visit, where):
    page = visit.page
    page.goto(f"{where}/{LESSON}")
    form = page.locator(".tc-guess").first
    assert "10 holds of 5 s are 50 s" not in page.locator("main").inner_text()
    field = form.get_by_label("Bridge, hold 5 sec × 10 reps")
    for guess, verdict in (
        ("95", "Your 95 is too low. Right is 100 s"),
        ("105", "too high. Right is 100 s"),
        ("100", "That is right: 100 s"),
    ):
        field.fill(guess)
        field.press("Enter")
        assert verdict in form.get_by_role("status").inner_text()
        assert "10 holds of 5 s are 50 s" in form.get_by_role("status").inner_text()
    assert visit.troubles == []


def test_every_number_of_a_range_is_a_right_guess(visit, address):
    visit.page.goto(f"{address}/{LESSON}")
    form = visit.page.locator(".tc-guess").nth(1)
    for guess, verdict in (
        ("60", "is right"),
        ("75", "is right"),
        ("90", "is right"),
        ("91", "too high"),
        ("59", "too low"),
    ):
        form.locator("input").fill(guess)
        form.locator("input").press("Enter")
        assert verdict in form.get_by_role("status").inner_text()
        assert "60 to 90 s" in form.get_by_role("status").inner_text()


def test_empty_guess_is_not_taken(visit, address):
    visit.page.goto(f"{address}/{LESSON}")
    form = visit.page.locator(".tc-guess").first
    form.get_by_role("button").click()
    assert form.get_by_role("status").inner_text() == ""


def test_a_widget_that_fails_says_so_and_leaves_the_others_alone(visit, address):
    page = visit.page
    page.route(
        "**/06_dosing.html", lambda route: route.fulfill(body=broken(route.fetch().text()), content_type="text/html")
    )
    page.goto(f"{address}/{LESSON}")
    page.locator(".tc-flipbook").first.wait_for()
    assert "could not start in your browser" in page.locator(".tc-widget").first.inner_text()


def broken(text):
    """The lesson with the module of its guesses cut short."""
    assert "A form with one number" in text
    return text.replace("// A form with one number", "throw new Error('broken on purpose'); //")


@pytest.mark.parametrize(
    ("door", "leads_to"),
    [("My back hurts now", "book/safety"), ("I want to learn", "book/lessons"), ("I teach", "book/instructors")],
)
def test_each_door_leads_to_its_page_in_one_click(visit, address, door, leads_to):
    page = visit.page
    page.goto(f"{address}/index.html")
    page.wait_for_url("**/welcome.html")
    page.locator(".tc-doors .sd-card", has_text=door).click()
    page.wait_for_url(f"**/{leads_to}.html*")
    assert visit.troubles == []


def test_safety_is_one_click_away_on_a_phone(visit, address):
    page = visit.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/book/exercises/side-plank.html")
    page.mouse.wheel(0, 3000)
    page.wait_for_function("scrollY > 2000")
    expect(page.locator("header.tc-notice a")).to_be_in_viewport(ratio=1)
    page.locator("header.tc-notice a").click()
    page.wait_for_url("**/safety.html")


def test_evidence_table_filters_by_grade_and_sorts(visit, address):
    page = visit.page
    page.goto(f"{address}/book/evidence.html")
    page.get_by_label("Show statements with the grade").select_option("AGAINST")
    against = [id_ for id_, claim in CLAIMS.items() if "AGAINST" in {grade.grade for grade in claim.grades}]
    rows = page.locator("table.tc-filter tbody tr")
    assert [row.locator("td").first.inner_text() for row in rows.all() if row.is_visible()] == against
    assert page.get_by_role("status").first.inner_text() == f"{len(against)} of {len(CLAIMS)} statements"
    page.get_by_label("Show statements with the grade").select_option("all grades")
    page.get_by_role("button", name="Grade").press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Grade")
    assert rows.first.locator(".tc-grade").first.inner_text() == "STRONG"
    page.get_by_role("button", name="Grade").press("Enter")
    assert rows.first.locator(".tc-grade").first.inner_text() != "STRONG"
    page.get_by_role("button", name="Number").press("Enter")
    assert rows.first.locator("td").first.inner_text() == "S01"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_jump_within_a_page_leaves_its_heading_in_sight(visit, address, width):
    page = visit.page
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{address}/book/safety.html#book-a-review")
    heading = page.get_by_role("heading", name="Book a review")
    expect(heading).to_be_in_viewport(ratio=1)
    on_top = "h => document.elementFromPoint(h.getBoundingClientRect().x + 9, h.getBoundingClientRect().y + 15)"
    assert heading.evaluate(f"h => h.contains(({on_top})(h))"), "the bars at the top lie over it"


def test_search_finds_an_exercise_from_any_page(visit, where):
    page = visit.page
    page.goto(f"{where}/book/exercises/side-plank.html")
    page.keyboard.press("Control+k")
    expect(page.locator("dialog input[name=q]")).to_be_focused()
    page.keyboard.type("bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=bridge")
    page.locator("#search-results li a", has_text="Bridge").first.wait_for()


@pytest.mark.parametrize("name", ["book/welcome", "book/exercises/bridge"])
def test_a_first_view_weighs_less_than_200_kb(visit, address, name):
    answers = []
    visit.page.on("response", lambda answer: answers.append(answer))
    visit.page.goto(f"{address}/{name}.html", wait_until="networkidle")
    weights = sorted(((len(gzip.compress(one.body(), mtime=0)), one.url) for one in answers), reverse=True)
    assert any(url.endswith(".woff2") for _, url in weights), "all is counted"
    assert sum(weight for weight, _ in weights) < 200_000, weights[:8]


def test_a_player_comes_when_the_reader_does(visit, where):
    """It is heavy, so it is no part of a first view."""
    page, asked = visit.page, []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{where}/book/exercises/bridge.html")
    assert "Bridge: Hold 5 s × 10" in page.locator(".tc-widget").nth(1).inner_text()
    assert [url for url in asked if "/later/" in url] == []
    page.locator(".tc-widget").nth(1).scroll_into_view_if_needed()
    player = page.locator(".tc-player")
    player.get_by_role("button", name="Start", exact=True).click()
    expect(player.get_by_role("button", name="Pause")).to_be_visible()
    expect(player.get_by_role("status").last).to_contain_text("Bridge. Get ready.")
    assert len([url for url in asked if "/later/" in url]) == 1
    assert visit.troubles == []


def test_code_is_coloured_and_can_be_copied(visit, address):
    """What a page without code does not load."""
    page = visit.page
    page.goto(f"{address}/book/instructors.html")
    assert page.locator("div.highlight button.copybtn").count() == page.locator("div.highlight pre").count() > 0
    page.goto(f"{address}/{LESSON}")
    assert page.locator("div.highlight button.copybtn").count() > 0
    word, text = page.locator("div.highlight .kn").first, page.locator("div.highlight pre").first
    assert word.evaluate("e => getComputedStyle(e).color") != text.evaluate("e => getComputedStyle(e).color")
    assert visit.troubles == []


def test_dark_theme_is_there_before_the_first_paint(chromium, address):
    context = chromium.new_context(color_scheme="dark", java_script_enabled=True)
    page = context.new_page()
    page.goto(f"{address}/book/welcome.html", wait_until="commit")
    page.wait_for_function("document.body !== null")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    context.close()


def test_page_reads_without_scripts(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/book/exercises/bridge.html")
    assert page.get_by_role("heading", name="How to do it").is_visible()
    assert page.get_by_role("link", name="Warning signs").first.is_visible()
    context.close()


def test_print_leaves_out_what_paper_cannot_do(visit, address):
    page = visit.page
    page.goto(f"{address}/book/exercises/bridge.html")
    page.emulate_media(media="print")
    assert page.get_by_text("Lie on your back with your knees bent").first.is_visible()
    for name in (".bd-sidebar-primary", ".tc-notice", ".bd-header-article"):
        assert not page.locator(name).first.is_visible(), name
    assert page.locator(".bd-footer-content").get_by_text("Education, not medical advice").is_visible()


def test_a_dark_page_prints_light_with_nothing_folded(visit, address):
    page = visit.page
    page.goto(f"{address}/{LESSON}")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.locator("article details[open]").count() == 0
