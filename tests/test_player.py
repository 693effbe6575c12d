"""The player: what it holds, and in a real Chromium whole sessions, by a clock that the test moves."""

import functools
import gzip
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect
from test_browser import AXE, OF_COLOUR, barriers
from trunkcare_widgets import embedded, host_widgets

from trunkcare_lib.figures import body
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models import session
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.widgets import player
from trunkcare_lib.widgets.player import RULES, Player

BOOK = Path(__file__).parents[1] / "book"
IDS = [id_ for id_, exercise in CATALOGUE.items() if not exercise.advice_against]
LONG = [("cat-camel", "high"), "side-stretch", "bird-dog", ("side-plank", "high"), "child-pose"]
SHORT = ["bird-dog", "child-pose"]
READY = {"Two of them": SHORT, "The other": [("cat-camel", "high")]}
PAGE = (
    '<!doctype html><html lang="en" data-theme="light"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>Session</title><style>{}'
    "body {{ color: var(--pst-color-text-base); background: var(--pst-color-background); }}</style>"
    '<main class="bd-article"><h1>Session</h1>{}</main><script>{}</script>'
)

# What a browser has for sound and for the screen, noting all that is asked of it.
DEVICE = """
window.noted = { spoken: [], beeps: [], locks: [], told: [] };
const has = %s;
const give = (owner, name, value) => Object.defineProperty(owner, name, { value, configurable: true, writable: true });
let left = has.good ?? Infinity;
give(window, "speechSynthesis", has.voice === null ? undefined : {
  getVoices: () => has.voice.map((lang) => ({ lang, localService: true })),
  speak(said) {
    noted.spoken.push([Date.now(), said.text, said.lang]);
    if (left-- <= 0) said.onerror?.({ error: "synthesis-failed" });
  },
  cancel: () => noted.spoken.push([Date.now(), null]), speaking: false, pending: false,
});
give(window, "SpeechSynthesisUtterance", has.voice === null ? undefined : class {
  constructor(text) { this.text = text; }
});
const param = { setValueAtTime() {}, linearRampToValueAtTime() {} };
give(window, "webkitAudioContext", undefined);
give(window, "AudioContext", has.audio === false ? undefined : class {
  state = "running"; currentTime = 0; destination = {};
  createGain() { return { gain: param, connect: (next) => next }; }
  createOscillator() {
    const frequency = {};
    const start = () => noted.beeps.push([Date.now(), frequency.value]);
    return { frequency, connect: (next) => next, start, stop() {} };
  }
});
give(navigator, "wakeLock", has.lock === false ? undefined : { request: async (kind) => {
  noted.locks.push(kind);
  return { release: () => noted.locks.push("released"), addEventListener() {} };
} });
document.addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => changes.forEach(({ target }) =>
  target.className === "tc-player-status" && target.textContent && noted.told.push(target.textContent),
)).observe(document.body, { subtree: true, childList: true }));
window.hide = (hidden) => {
  give(document, "hidden", hidden);
  give(document, "visibilityState", hidden ? "hidden" : "visible");
  document.dispatchEvent(new Event("visibilitychange"));
};
"""


@functools.cache
def hosted(text):
    """The body of a page with players, as the build makes it; `text` is a list of what each is given, as JSON."""
    given = json.loads(text)
    bodies = [embedded(Player(one) if isinstance(one, list) else Player(sessions=one)) for one in given]
    context = {"body": "".join(bodies), "script_files": []}
    host_widgets(None, "", "", context, None)
    return context["body"]


@pytest.fixture
def show(visit, tmp_path):
    """Put players on a page of their own, with what the browser has; give the first one. The clock stands still."""

    def put(*given, address="", change=lambda text: text, clock=True, **has):
        file = tmp_path / "page.html"
        css, host = ((BOOK / "_static" / name).read_text(encoding="utf-8") for name in ("trunkcare.css", "host.js"))
        file.write_text(PAGE.format(css, change(hosted(json.dumps(given))), host), encoding="utf-8")
        page = visit.page
        page.add_init_script(DEVICE % json.dumps({"voice": ["en-GB"]} | has))
        if clock:
            page.clock.install(time=0)
        page.goto(f"{file.as_uri()}{address}")
        expect(page.locator(".tc-player")).to_have_count(len(given))
        if clock:
            page.clock.pause_at(1000)
        return page.locator(".tc-player").first

    return put


def go(own, name="Start"):
    own.get_by_role("button", name=name, exact=True).click()


def run(own, wait_s):
    own.page.clock.run_for(round(1000 * wait_s))


def noted(own, what):
    """What the device noted, the times in seconds from 1000 s, where the clock was stopped."""
    return [
        [entry[0] / 1000 - 1000, *entry[1:]] if isinstance(entry, list) else entry
        for entry in own.page.evaluate(f"noted.{what}")
    ]


def spoken(own):
    return [(at_s, text) for at_s, text, *_ in noted(own, "spoken") if text is not None]


def texts(own):
    return [text for _, text in spoken(own)]


def test_a_whole_session_is_said_in_time_in_order_and_word_for_word(show, visit):
    """Nearly twelve minutes, each cue within 100 ms of the wall clock; what screen readers get is milestones alone."""
    own = show(LONG)
    every = session.cues(session.steps(LONG))
    assert every[-1].at_s > 600
    assert [text for _, text in spoken(own)] == [], "nothing before the reader starts it"
    go(own)
    for _ in range(8):
        run(own, every[-1].at_s / 8)
    run(own, 5)
    said = spoken(own)
    assert [text for _, text in said] == [cue.text for cue in every]
    assert max(abs(at_s - cue.at_s) for (at_s, _), cue in zip(said, every, strict=True)) <= 0.1
    assert noted(own, "told") == [cue.text for cue in every if cue.milestone]
    assert {lang for _, _, lang in noted(own, "spoken")} == {"en-GB"}
    assert noted(own, "beeps") == []
    expect(own.locator(".tc-player-now")).to_have_text("Finished.")
    expect(own.locator(".tc-player-left")).to_have_text("Done: 11 min 49 s")
    assert own.locator("progress").first.evaluate("bar => bar.value / bar.max") == 1
    go(own, "Start again")
    assert texts(own)[len(every) :] == [every[0].text]
    assert visit.troubles == []


def test_the_screen_says_what_is_now_how_long_and_what_comes(show):
    own = show(SHORT)
    expect(own.locator(".tc-player-which")).to_have_text("Exercise 1 of 2: Bird-dog")
    expect(own.locator(".tc-player-left")).to_have_text("3 min 49 s left of 3 min 49 s")
    expect(own.get_by_text(RULES)).to_be_visible()
    go(own)
    run(own, 11.5)
    expect(own.locator(".tc-player-now")).to_have_text("Hold · left side · 2 of 10")
    expect(own.locator(".tc-player-means")).to_have_text("Left leg and right arm")
    expect(own.locator(".tc-player-count")).to_have_text("3")
    expect(own.locator(".tc-player-count")).to_have_attribute("aria-hidden", "true")
    expect(own.locator(".tc-player-then")).to_have_text("Then: Rest")
    assert own.locator("progress").first.evaluate("bar => bar.value") == 11, "it moves once a second"
    run(own, 120)
    expect(own.locator(".tc-player-now")).to_have_text("Next: Child’s pose")
    expect(own.locator(".tc-player-which")).to_have_text("Exercise 2 of 2: Child’s pose")
    expect(own.locator(".tc-player-left")).to_have_text("1 min 38 s left of 3 min 49 s")
    expect(own.locator("[aria-current=step] button")).to_have_text("Child’s pose")


def test_pause_back_and_skip_by_button_and_by_key(show):
    own = show(SHORT)
    go(own)
    run(own, 9)  # 1 s into the first rest
    go(own, "Pause")
    run(own, 600)
    assert texts(own)[1:] == ["Hold. Glass of water on your back.", "Rest."], "nothing is said while it is paused"
    go(own, "Go on")
    run(own, 1.9)
    assert texts(own)[3:] == ["Rest."]
    run(own, 0.1)
    assert texts(own)[4:] == ["Hold."]
    go(own, "Back")  # at the start of a step to the one before it, else to its own start
    assert texts(own)[5:] == ["Rest."]
    run(own, 2.5)
    own.press("ArrowLeft")
    own.press("ArrowRight")
    assert texts(own)[6:] == ["Rest.", "Hold."]
    own.locator(".tc-player-which").click()
    own.page.keyboard.press("Space")
    expect(own.get_by_role("button", name="Go on")).to_be_visible()
    own.page.keyboard.press("Space")
    own.get_by_role("button", name="Back", exact=True).focus()
    own.page.keyboard.press("Space")  # the button's own
    expect(own.locator(".tc-player-now")).to_have_text("Rest")
    expect(own.get_by_role("button", name="Pause")).to_be_visible()
    own.press("ArrowRight")
    go(own, "Pause")
    own.get_by_label("Voice").focus()
    own.page.keyboard.press("ArrowRight")  # the radio buttons keep their keys
    expect(own.get_by_label("Beeps")).to_be_checked()
    expect(own.locator(".tc-player-now")).to_have_text("Hold · left side · 2 of 10")
    go(own, "Child’s pose")
    expect(own.locator(".tc-player-now")).to_have_text("Next: Child’s pose")
    go(own, "Start over")
    expect(own.locator(".tc-player-left")).to_have_text("3 min 49 s left of 3 min 49 s")
    milestones = {cue.text for cue in session.cues(session.steps(SHORT)) if cue.milestone}
    assert set(noted(own, "told")) <= milestones
    for thing in (own, own.get_by_label("Voice")):
        expect(thing).to_have_attribute("data-lm-suppress-shortcuts", "true")


def test_after_a_sleep_only_what_is_now_is_said(show):
    own = show(LONG)
    every = session.steps(LONG)
    go(own)
    run(own, 2)
    for sleep_s in (37.3, 141.9, 400):
        heard = len(texts(own))
        own.page.clock.fast_forward(round(1000 * sleep_s))
        at_s = own.page.evaluate("Date.now()") / 1000 - 1000
        assert texts(own)[heard:] == [next(step for step in every if at_s < step.end_s).say]
    at_s = own.page.evaluate("Date.now()") / 1000 - 1000
    run(own, 60)
    later = [cue for cue in session.cues(every) if at_s < cue.at_s <= at_s + 60]
    said = [entry for entry in spoken(own) if entry[0] > at_s]
    assert [text for _, text in said] == [cue.text for cue in later], "and then it goes on in time"
    assert max(abs(one[0] - cue.at_s) for one, cue in zip(said, later, strict=True)) <= 0.1
    own.page.clock.fast_forward(3_600_000)
    assert texts(own)[-1] == "Finished."
    go(own, "Child’s pose")
    go(own, "Go on")
    run(own, 15)
    own.page.clock.fast_forward(20_000)
    assert texts(own)[-1] == "Hold. Breathe into the back of your ribs.", "its half was called for 5 s ago"


# A hidden page's timers come once a second at most; a worker's are not slowed down.
SLOW = """(works) => {
  const real = window.setTimeout;
  window.setTimeout = (call, wait) => real(call, Math.max(1000, wait));
  window.alive = 0;
  window.Worker = class {
    constructor() { if (!works) throw new Error("no workers here"); alive++; }
    postMessage(wait) { real(() => this.onmessage?.(), wait); }
    terminate() { this.onmessage = null; alive--; }
  };
}"""


@pytest.mark.parametrize(("works", "late_s"), [(True, 0.1), (False, 1.01)])
def test_in_a_hidden_tab_it_goes_on_in_time(show, works, late_s):
    own = show(LONG)
    go(own)
    run(own, 6)
    own.page.evaluate(SLOW, works)
    own.page.evaluate("hide(true)")
    run(own, 300)
    every = [cue for cue in session.cues(session.steps(LONG)) if cue.at_s <= 306]
    said = spoken(own)
    assert [text for _, text in said] == [cue.text for cue in every]
    assert max(abs(at_s - cue.at_s) for (at_s, _), cue in zip(said, every, strict=True)) <= late_s
    assert own.page.evaluate("alive") == works
    own.page.evaluate("hide(false)")
    assert own.page.evaluate("alive") == 0


def test_a_real_worker_wakes_a_hidden_page_whose_timers_are_dead(show):
    own = show(SHORT, clock=False)
    go(own)
    own.page.evaluate(
        "window.setTimeout = () => 0; hide(true); const now = Date.now; Date.now = () => now.call(Date) + 6000;"
    )
    own.page.wait_for_function("noted.spoken.some(([, text]) => text?.startsWith('Hold'))")


NO_VOICE = "Your browser has no English voice; it beeps."


@pytest.mark.parametrize("has", [{"voice": None}, {"voice": []}, {"voice": ["de-DE"]}, {"good": 0}])
def test_without_a_voice_it_beeps_and_says_so(show, has):
    """No speech at all, no voice, none that speaks English, or one that fails: each kind of step has its tone."""
    own = show(SHORT, **has)
    run(own, 2)  # the browser looks for its voices
    go(own)
    run(own, 3 * 60 + 50)
    expect(own.get_by_text(NO_VOICE)).to_be_visible()
    assert len(spoken(own)) == ("good" in has), "a voice that has failed is not tried again and again"
    tones = {}
    for at_s, pitch in noted(own, "beeps"):
        tones.setdefault(round(at_s - 2, 3), []).append(pitch)
    assert tones[0] == [550], "get ready"
    assert tones[5] == tones[11] == [880], "hold"
    assert tones[8] == [440], "rest"
    assert tones[62] == [660, 880], "switch"
    assert tones[229] == [880, 660, 440], "end"
    ticks = [at_s for at_s, pitches in tones.items() if pitches == [1320]]
    assert ticks[:6] == [2, 3, 4, 69, 70, 71], (
        "the last three seconds: of getting ready, of the switch, not of a hold of 3 s"
    )
    assert {176, 177, 178} < set(ticks), "of a hold of 20 s"
    assert 159 in ticks, "halfway: no tone as if something began"
    own.get_by_label("Silent").check()
    expect(own.get_by_text(NO_VOICE)).to_have_count(0)


def test_a_voice_that_fails_later_is_replaced_at_once(show):
    own = show(SHORT, good=2)
    go(own)
    run(own, 9)
    assert texts(own) == [step.say for step in session.steps(SHORT)[:3]]
    assert noted(own, "beeps") == [[8, 440]], "the third failed, and its beep came instead"
    expect(own.get_by_text(NO_VOICE)).to_be_visible()


def test_without_any_sound_it_still_runs(show, visit):
    own = show(SHORT, voice=None, audio=False)
    go(own)
    expect(own.get_by_text("Your browser can make no sound here; watch the screen.")).to_be_visible()
    run(own, 12)
    expect(own.locator(".tc-player-now")).to_have_text("Hold · left side · 2 of 10")
    assert visit.troubles == []


def test_beeps_and_silence_are_what_they_say(show):
    own = show(SHORT)
    own.get_by_label("Silent").check()
    go(own)
    run(own, 9)
    assert texts(own) == []
    assert noted(own, "beeps") == []
    own.get_by_label("Beeps").check()
    run(own, 9)
    assert texts(own) == []
    assert [pitch for _, pitch in noted(own, "beeps")] == [880, 440, 880]
    assert own.get_by_role("status").filter(has_text="browser").count() == 0


def test_the_screen_is_kept_on_while_it_plays(show):
    own = show(SHORT)
    assert noted(own, "locks") == []
    go(own)
    expect(own.get_by_text("Your browser may let the screen go dark.")).to_be_hidden()
    assert noted(own, "locks") == ["screen"]
    run(own, 1)
    go(own, "Pause")
    assert noted(own, "locks") == ["screen", "released"]
    go(own, "Go on")
    run(own, 400)
    assert noted(own, "locks") == ["screen", "released"] * 2, "and let go at the end"


def test_without_a_wake_lock_it_says_that_the_screen_may_go_dark(show):
    own = show(SHORT, lock=False)
    line = own.get_by_text("Your browser may let the screen go dark.")
    expect(line).to_be_hidden()
    go(own)
    expect(line).to_be_visible()


def test_only_one_plays_and_none_after_the_page_is_left_or_the_player_is_gone(show):
    first = show(SHORT, SHORT)
    second = first.page.locator(".tc-player").nth(1)
    go(first)
    run(first, 5)
    go(second)
    expect(first.get_by_role("button", name="Go on")).to_be_visible()
    run(first, 5)
    first.page.evaluate("dispatchEvent(new Event('pagehide'))")
    expect(second.get_by_role("button", name="Go on")).to_be_visible()
    go(second, "Go on")
    heard = len(texts(first))
    second.evaluate("own => own.remove()")
    run(first, 60)
    assert len(texts(first)) == heard
    assert noted(first, "locks")[-1] == "released"


def picture(own):
    return own.locator(".tc-player-picture")


def at_rest(text):
    """SVG text as the browser writes it, to compare: only the numbers of its paths."""
    return re.findall(r' d="([^"]*)"', text)


def test_the_picture_is_in_step_and_mirrored_on_the_other_side(show):
    """The bird-dog is drawn with the right leg and the left arm; so the left side, which comes first, is mirrored."""
    own = show(SHORT)
    own.page.emulate_media(reduced_motion="no-preference")
    entry = player.shown("bird-dog")
    go(own)
    seen = {}
    for at_s in (1, 3.75, 5.5, 8.4, 9.4, 62.5, 66.5, 70, 72.5):
        run(own, at_s - (max(seen) if seen else 0))
        shape = at_rest(picture(own).inner_html())
        number = next(n for n, text in enumerate(entry["pictures"]) if at_rest(text) == shape)
        seen[at_s] = number, picture(own).evaluate("p => p.firstChild && getComputedStyle(p.firstChild).transform")
    last, mirror, plain = len(entry["pictures"]) - 1, "matrix(-1, 0, 0, 1, 0, 0)", "none"
    assert seen[1] == (0, mirror)
    assert 0 < seen[3.75][0] < last, "on the way in the last seconds of getting ready"
    assert seen[5.5] == (last, mirror)
    assert 0 < seen[8.4][0] < last, "on the way back"
    assert seen[9.4][0] < last
    assert seen[62.5][1] == mirror, "still the left side, on the way back"
    assert seen[66.5] == (0, mirror) or seen[66.5] == (0, plain)
    assert seen[70][1] == plain
    assert seen[72.5] == (last, plain)
    expect(picture(own)).to_have_attribute("aria-label", re.compile("right leg and left arm out"))
    expect(own.locator(".tc-player-now")).to_have_text("Hold · right side · 1 of 10")


def test_with_reduced_motion_only_start_and_ends_are_shown(show):
    own = show(["cat-camel", "bird-dog"])
    go(own)
    at_s, seen = 0, {}
    for until_s, id_ in ((1, "cat-camel"), (5.5, "cat-camel"), (8, "cat-camel"), (50, "bird-dog"), (64, "bird-dog"),
                         (65, "bird-dog"), (68, "bird-dog"), (70, "bird-dog")):  # fmt: skip
        run(own, until_s - at_s)
        at_s, shape = until_s, at_rest(picture(own).inner_html())
        pictures = player.shown(id_)["pictures"]
        seen[at_s] = next(n for n, text in enumerate(pictures) if at_rest(text) == shape)
    cat = player.shown("cat-camel")
    assert [seen[at_s] for at_s in (1, 5.5, 8)] == [cat["home"], *(number for _, number in cat["halts"])]
    last = len(player.shown("bird-dog")["pictures"]) - 1
    assert [seen[at_s] for at_s in (50, 64, 65, 68, 70)] == [0, 0, last, 0, 0]


def test_the_screen_flashes_only_if_asked_and_never_with_reduced_motion(show):
    own = show(SHORT)
    own.page.emulate_media(reduced_motion="no-preference")
    flashed = own.locator(".tc-flash")
    go(own)
    run(own, 6)
    expect(flashed).to_have_count(0)
    own.get_by_label("Flash the screen at each change").check()
    run(own, 3)
    expect(flashed).to_have_count(1)
    own.page.emulate_media(reduced_motion="reduce")
    expect(own.get_by_label("Flash the screen at each change")).to_be_hidden()


def test_an_address_brings_a_session_and_a_broken_one_is_told(show, visit):
    own = show(READY, address="#play=cat-camel+,child-pose")
    choice = own.get_by_label("Session", exact=True)
    expect(choice.locator("option:checked")).to_have_text("Your plan")
    assert choice.locator("option").all_inner_texts() == [*READY, "Your plan"]
    go(own)
    run(own, 400)
    every = session.cues(session.steps([("cat-camel", "high"), "child-pose"]))
    assert texts(own) == [cue.text for cue in every]
    expect(own.locator(".tc-player-rules")).to_have_text(f"{player.CHANGED} {session.STOP}")
    choice.select_option("The other")
    expect(own.locator(".tc-player-which")).to_have_text("Cat–camel")
    expect(own.locator(".tc-player-rules")).to_have_text(session.STOP)
    for address, words in (
        ("bridge", "there is no exercise “bridge” here"),
        ("<img src=x onerror=alert(1)>", "there is no exercise “<img src=x onerror=alert(1)>” here"),
        ("", "it names no exercise"),
        ("%E0%A4%A", "it is broken"),
        ("toString", "there is no exercise “toString” here"),
        (",".join(["bird-dog"] * 31), "it has 31 exercises, and more than 30 are too many"),
    ):
        own.page.evaluate("address => (location.hash = `#play=${address}`)", address)
        broken = f"The plan in the address of this page cannot be played: {words}. Choose a session from the list."
        expect(own.locator(".tc-player-broken")).to_have_text(broken)
        assert choice.locator("option").all_inner_texts() == list(READY)
        expect(choice.locator("option:checked")).to_have_text("Two of them")
        expect(own.locator(".tc-player-which")).to_have_text("Exercise 1 of 2: Bird-dog")
    own.page.evaluate("location.hash = '#play=bird-dog'")
    expect(own.locator(".tc-player-broken")).to_be_hidden()
    expect(own.locator(".tc-player-which")).to_have_text("Bird-dog")
    assert visit.troubles == []


def test_a_technique_is_said_and_shown_to_need_a_helper(show, visit):
    own = show(["slow-rocking"])
    expect(own.locator(".tc-player-rules")).to_have_text(f"{session.HELPED} {session.STOP}")
    go(own)
    assert texts(own) == ["Slow rocking on a therapy ball. Get ready. Only with a therapist."]
    assert visit.troubles == []


def test_words_from_python_come_out_as_text(show, visit):
    own = show(
        SHORT, change=lambda text: text.replace('"name": "Bird-dog"', '"name": "<img src=x onerror=alert(1)>&amp;"')
    )
    expect(own.locator(".tc-player-which")).to_have_text("Exercise 1 of 2: <img src=x onerror=alert(1)>&amp;")
    expect(own.get_by_role("button", name="<img")).to_be_visible()
    assert own.locator("img").count() == 0
    assert visit.troubles == []


def test_it_is_free_of_barriers_and_fits_a_phone(show, visit):
    own = show(READY, clock=False)
    page = visit.page
    page.evaluate(AXE)
    for theme, rules in (("light", None), ("dark", OF_COLOUR)):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        assert barriers(page, rules) == [], theme
    own.get_by_text("How to do it").click()
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for target in own.locator("button:visible, select, summary, label:has(input):visible").all():
            assert target.bounding_box()["height"] >= 44, target.inner_text()
    page.emulate_media(media="print")
    expect(own).to_be_hidden()


def test_big_screen_by_the_browser_or_in_its_place_and_the_focus_stays(show):
    own = show(SHORT)
    big = own.get_by_role("button", name="Big screen")
    for way in ("", "Element.prototype.requestFullscreen = undefined"):
        own.page.evaluate(f"{way}; 0")
        big.focus()
        own.page.keyboard.press("Enter")
        leave = own.get_by_role("button", name="Leave the big screen")
        expect(leave).to_be_focused()
        box = own.bounding_box()
        assert (box["x"], box["y"], box["width"]) == (0, 0, 1280)
        if way:
            own.page.evaluate("const head = document.querySelector('h1'); head.tabIndex = 0; head.focus()")
            expect(own.get_by_role("button", name="Start", exact=True)).to_be_focused()  # what lies behind is not seen
            leave.focus()
        own.page.keyboard.press("Escape")
        expect(big).to_be_focused()
        assert own.bounding_box()["width"] < 1280


STUB = """async ([source, values]) => {
  const heard = {};
  const tell = (event) => (heard[event] ?? []).forEach((listener) => listener());
  window.model = {
    get: (name) => values[name],
    set(name, value) { values[name] = value; tell(`change:${name}`); },
    on: (event, listener) => (heard[event] ??= []).push(listener),
    off(event, listener) { heard[event] = heard[event].filter((other) => other !== listener); },
    save_changes() {},
  };
  const module = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  window.leave = module.default.render({ model, el: document.body });
  window.listening = () => Object.values(heard).flat().length;
}"""


def test_a_session_set_from_python_is_shown_and_a_view_that_goes_leaves_nothing(visit):
    own = Player(["bridge"])
    state = own.get_state()
    page = visit.page
    page.evaluate(DEVICE % json.dumps({"voice": ["en-GB"]}))
    page.evaluate(
        STUB, [state["_esm"], {name: state[name] for name in ("library", "sessions", "session", "rules", "ends")}]
    )
    expect(page.locator(".tc-player-which")).to_have_text("Bridge")
    page.get_by_role("button", name="Start", exact=True).click()
    own.session = ["child-pose", ("cat-camel", "high")]
    page.evaluate(
        "([library, session]) => { model.set('library', library); model.set('session', session); }",
        [own.library, own.session],
    )
    expect(page.locator(".tc-player-which")).to_have_text("Exercise 1 of 2: Child’s pose")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    page.get_by_role("button", name="Start", exact=True).click()
    page.evaluate("leave()")
    assert page.evaluate("listening()") == 0
    expect(page.get_by_role("button", name="Go on")).to_be_visible()


def test_without_scripts_each_session_stands_there_with_its_doses(chromium, tmp_path):
    text = hosted(json.dumps([READY]))
    still = text[: text.index("<script")]
    for title, exercises in READY.items():
        assert f"<p>{title}</p>" in still
        for id_, _ in session.listed(exercises):
            entry = CATALOGUE[id_]
            assert f"<li>{entry.name}: {entry.dose.sentence(entry.dosing.verb)}</li>" in still
    assert f"<p>{RULES}</p>" in still


def test_all_exercises_together_are_light_enough_for_a_page():
    text = hosted(json.dumps([{"All": IDS}]))
    assert len(gzip.compress(text.encode(), mtime=0)) < 200_000
    assert "<text" not in text, "words would be mirrored, too"


@pytest.mark.parametrize("id_", IDS)
def test_the_pictures_of_an_exercise_go_from_start_to_end(id_):
    entry = player.shown(id_)
    assert len(set(entry["pictures"])) == len(entry["pictures"]) > 5
    shares, numbers = zip(*entry["way"], strict=True)
    assert (shares[0], shares[-1]) == (0, 1)
    assert list(shares) == sorted(shares)
    assert set(numbers) == set(range(len(entry["pictures"])))
    assert numbers[0] == entry["home"]
    assert max(abs(one - two) for one, two in pairwise(numbers)) == 1, "nothing jumps"
    assert bool(entry["drawn"]) == (CATALOGUE[id_].dose.sides == 2)


def test_the_side_that_is_drawn_is_the_one_that_is_said():
    for id_, (drawn, _) in session.SIDES.items():
        words = player.shown(id_)["words"]
        other = session.OTHER[drawn]
        said = words[drawn]["start"] + words[drawn]["end"]
        mirrored = words[other]["start"] + words[other]["end"]
        part = {"side-stretch": "{} arm overhead", "side-plank": "on the {} side", "bird-dog": "{} leg and"}[id_]
        assert part.format(drawn) in said
        assert part.format(other) in mirrored


def test_a_plain_picture_says_what_it_shows():
    assert body.plain_words(exercise="bridge", at=1).startswith("Seen from the right: hips lifted")
    assert body.plain_words(exercise="bird-dog", at=1.4).count("on the way to") == 1
    assert svg(body.plain, exercise="bridge", at=0.5) != svg(body.plain, exercise="bridge", at=0)
    for at in (-0.1, 1.5, True, "1", float("nan")):
        with pytest.raises(ValueError, match="but bridge has the stops 0 to 1"):
            body.plain_words(exercise="bridge", at=at)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "A player needs either exercises or sessions"),
        ({"exercises": ["bridge"], "sessions": {"x": ["bridge"]}}, "give one of them"),
        ({"exercises": ["plank"]}, "exercises has 'plank'"),
        ({"exercises": ["pressure-vest"]}, "it advises against it"),
        ({"sessions": {}}, "sessions is {}, but must map at least one title"),
        ({"sessions": {" ": ["bridge"]}}, "sessions has the title ' '"),
        ({"sessions": {"x": []}}, r"exercises is \[\]"),
    ],
)
def test_a_player_refuses_what_it_cannot_play(given, words):
    with pytest.raises(ValueError, match=words):
        Player(**given)


def test_a_session_may_be_set_and_a_wrong_one_is_refused():
    own = Player(["bridge"])
    own.session = ["bridge", ("pelvic-tilt", "high")]
    assert own.session == [["bridge", "low"], ["pelvic-tilt", "high"]]
    assert set(own.library) == {"bridge", "pelvic-tilt"}
    with pytest.raises(ValueError, match="exercises has 'plank'"):
        own.session = ["plank"]
    assert own.session == [["bridge", "low"], ["pelvic-tilt", "high"]]


def test_in_the_browser_s_python_only_the_stops_are_drawn(monkeypatch):
    monkeypatch.setattr("sys.platform", "emscripten")
    assert player.shown.__wrapped__("bridge")["way"] == [[0, 0], [1, 1]]
    stops = player.shown.__wrapped__("cat-camel")
    assert [number for _, number in stops["way"]] == [1, 0, 1, 2, 1]
    assert len(stops["pictures"]) == 3
