// Plays a session from the tables of its exercises. Its place is the wall clock's, never a count of ticks, so a tab that
// slept is right again at once. Nothing is stored, and nothing is sent: only voices of the device itself are used.
let made = 0;
const SOUNDS = [["voice", "Voice"], ["beeps", "Beeps"], ["silent", "Silent"]];
const TONES = {
  "get ready": [550], hold: [880], move: [880], rest: [440], switch: [660, 880], next: [550, 660], end: [880, 660, 440], tick: [1320],
};
const COUNTED_S = { hold: 10, rest: 5, "get ready": 5, switch: 5, next: 5 }; // the least length whose last seconds are ticked
const EARLY_S = 0.002; // a timer that comes a hair too soon is taken as in time
const LATE_S = 1; // what is later than this is not said any more
const NO_VOICE = "Your browser has no English voice; it beeps.";
const NO_SOUND = "Your browser can make no sound here; watch the screen.";
const DARK = "Your browser may let the screen go dark.";
const HEARTBEAT = "let t; onmessage = ({ data }) => { clearTimeout(t); t = setTimeout(() => postMessage(0), data); };";

function make(tag, values = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
}

function minutes(time_s) {
  const whole = Math.ceil(time_s - EARLY_S);
  return [whole >= 60 ? `${Math.floor(whole / 60)} min` : "", whole % 60 || whole < 60 ? `${whole % 60} s` : ""].join(" ").trim();
}

// One exercise after another: the table of each, shifted, and before each but the first the step that leads to it.
function compose(library, session, ends) {
  const plan = { items: [], steps: [], cues: [], total_s: 0 };
  session.forEach(([id, bound], item) => {
    const { next, bounds } = library[id];
    if (item) {
      plan.steps.push({ ...next, kind: "next", item, start_s: plan.total_s, end_s: plan.total_s + next.length_s });
      plan.cues.push([plan.total_s, next.say, true]);
      plan.total_s += next.length_s;
    }
    const from = plan.total_s;
    plan.items.push({ id, at: plan.steps.length, from: item ? from - next.length_s : 0, until: from + bounds[bound].total_s });
    for (const step of bounds[bound].steps) plan.steps.push({ ...step, item, start_s: from + step.start_s, end_s: from + step.end_s });
    for (const [at_s, text, milestone] of bounds[bound].cues) plan.cues.push([from + at_s, text, milestone]);
    plan.total_s = from + bounds[bound].total_s;
  });
  plan.cues.push([plan.total_s, ends, true]);
  return plan;
}

// A session from the address of the page, such as #play=cat-camel,pelvic-tilt+; null if the address has none.
function fromAddress(library) {
  if (!location.hash.startsWith("#play=")) return null;
  let ids;
  try {
    ids = decodeURIComponent(location.hash.slice(6)).split(",").map((id) => id.trim());
  } catch {
    throw new Error("it is broken");
  }
  if (ids.length > 30) throw new Error(`it has ${ids.length} exercises, and more than 30 are too many`);
  return ids.map((id) => {
    const name = id.replace(/\+$/, "");
    if (!Object.hasOwn(library, name)) throw new Error(name ? `there is no exercise “${name.slice(0, 40)}” here` : "it names no exercise");
    return [name, id === name ? "low" : "high"];
  });
}

function soundOf(note) {
  let audio = null;
  let mute = false; // the voice was tried and failed
  const born = Date.now();
  const voice = () => globalThis.speechSynthesis?.getVoices?.().find((one) => /^en\b/i.test(one.lang) && one.localService !== false);
  const can = () => globalThis.speechSynthesis && globalThis.SpeechSynthesisUtterance;
  if (can()) voice(); // some browsers look for their voices only when asked

  function wake() {
    try {
      audio ??= new (globalThis.AudioContext ?? globalThis.webkitAudioContext)();
      if (audio.state === "suspended") audio.resume();
    } catch {
      audio = null;
    }
    return audio;
  }
  function beep(kind) {
    if (!kind) return;
    if (!wake()) return note(NO_SOUND);
    const long_s = kind === "tick" ? 0.05 : 0.16;
    TONES[kind].forEach((pitch, number) => {
      const [tone, loud, from] = [audio.createOscillator(), audio.createGain(), audio.currentTime + number * 1.4 * long_s];
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(kind === "tick" ? 0.12 : 0.3, from);
      loud.gain.linearRampToValueAtTime(0.0001, from + long_s); // or it ends with a click
      tone.connect(loud).connect(audio.destination);
      tone.start(from);
      tone.stop(from + long_s);
    });
  }
  function instead(kind) {
    mute = true;
    note(NO_VOICE);
    beep(kind);
  }
  function speak(text, kind) {
    const own = can() ? voice() : null;
    const loading = can() && !speechSynthesis.getVoices().length && Date.now() - born < 1000;
    if (mute || (!own && !loading)) return instead(kind);
    try {
      if (speechSynthesis.speaking || speechSynthesis.pending) speechSynthesis.cancel();
      const said = Object.assign(new SpeechSynthesisUtterance(text), { lang: own?.lang ?? "en", rate: 1 });
      if (own) said.voice = own;
      said.onerror = ({ error }) => error !== "canceled" && error !== "interrupted" && !mute && instead(kind);
      speechSynthesis.speak(said);
    } catch {
      instead(kind);
    }
  }
  return {
    say: (mode, text, kind) => (mode === "voice" ? speak(text, kind) : mode === "beeps" && beep(kind)),
    tick: (mode) => (mode === "beeps" || (mode === "voice" && mute)) && beep("tick"),
    unlock: (mode) => mode !== "silent" && wake(), // only in a click may a page begin to sound
    again: () => (mute = false),
    hush: () => can() && speechSynthesis.cancel(),
    close: () => audio?.close?.(),
  };
}

function render({ model, el }) {
  const id = `tc-player-${++made}`;
  const gone = new AbortController();
  const on = (target, event, listener) => target.addEventListener(event, listener, { signal: gone.signal });
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = matchMedia("(max-width: 40rem)");
  const button = (textContent, listener, className = "") => {
    const own = make("button", { type: "button", textContent, className });
    on(own, "click", listener);
    return own;
  };

  const choice = make("select", { id: `${id}-choice` });
  const chooser = make("p", { className: "tc-player-choice", hidden: true }, make("label", { htmlFor: choice.id, textContent: "Session" }), choice);
  const broken = make("p", { className: "tc-player-broken", hidden: true });
  const which = make("p", { className: "tc-player-which" });
  const picture = make("div", { className: "tc-player-picture" });
  const now = make("p", { className: "tc-player-now" });
  const means = make("p", { className: "tc-player-means" });
  const count = make("p", { className: "tc-player-count" });
  const then = make("p", { className: "tc-player-then" });
  const stage = make("div", { className: "tc-player-stage" }, picture, make("div", { className: "tc-player-words" }, now, means, count, then));
  const bar = make("progress", { max: 1, value: 0 });
  const left = make("p", { className: "tc-player-left" });
  const go = button("Start", () => (playing ? pause() : play()), "tc-player-go");
  const buttons = make("div", { className: "tc-player-buttons" }, go, button("Back", back), button("Skip", skip), button("Start over", over));
  const rules = make("p", { className: "tc-player-rules" });
  const radios = SOUNDS.map(([value]) => make("input", { type: "radio", name: `${id}-sound`, value, checked: value === "voice" }));
  const sounds = make("fieldset", {}, make("legend", { textContent: "Sound" }));
  radios.forEach((radio, number) => sounds.append(make("label", {}, radio, SOUNDS[number][1])));
  const flash = make("input", { type: "checkbox" });
  const flashing = make("label", { className: "tc-player-flash" }, flash, "Flash the screen at each change");
  const big = button("Big screen", grow);
  const options = make("div", { className: "tc-player-options" }, sounds, flashing, big);
  const noted = make("p", { className: "tc-player-note" });
  const dark = make("p", { className: "tc-player-note", textContent: DARK, hidden: true });
  const keys = make("p", { className: "tc-player-keys", textContent: "Keys, once you are in the player: space starts and pauses, ← and → go back and skip, Esc leaves the big screen." });
  const list = make("ol", { className: "tc-player-list" });
  const how = make("ol");
  const doses = make("p");
  const help = make("details", { className: "tc-player-help" }, make("summary", { textContent: "How to do it" }), doses, how);
  const status = make("p", { className: "tc-player-status" });
  const root = make("section", { className: "tc-player", tabIndex: -1 }, chooser, broken, which, stage, bar, left, buttons, rules, options, noted, dark, keys, help, list, status);
  root.setAttribute("aria-label", "Session to follow");
  picture.setAttribute("role", "img");
  count.setAttribute("aria-hidden", "true"); // a number that is read each second makes a screen reader unusable
  bar.setAttribute("aria-label", "Share of the session that is done");
  list.setAttribute("aria-label", "In this session");
  for (const line of [status, noted, broken]) line.setAttribute("role", "status");
  for (const own of [root, choice, flash, ...radios]) own.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the keys

  const sound = soundOf((words) => (noted.textContent = words));
  const mode = () => radios.find((radio) => radio.checked).value;
  let plan;
  let given = null; // the session from the address
  let playing = false;
  let held_s = 0; // the place while it does not play
  let began = 0; // the time at which the session would have begun, had it never been paused
  let said = -1; // the last cue whose time has come
  let counted = null;
  let seen = {}; // what stands on the screen
  let flashed = -Infinity;
  let timer = null;
  let frame = null;
  let worker = null;
  let lock = null;

  const place = () => Math.min(playing ? (Date.now() - began) / 1000 : held_s, plan.total_s);
  function number(at_s) {
    const found = plan.steps.findIndex((step) => at_s < step.end_s - EARLY_S);
    return found < 0 ? plan.steps.length - 1 : found;
  }
  const due = (at_s) => plan.cues.findLastIndex((cue) => cue[0] <= at_s + EARLY_S);
  const ended = (at_s) => at_s >= plan.total_s - EARLY_S;

  function play() {
    if (ended(held_s)) held_s = 0;
    document.dispatchEvent(new CustomEvent("tc-player-start", { detail: root }));
    playing = true;
    began = Date.now() - 1000 * held_s;
    noted.textContent = "";
    if (narrow.matches && !full()) which.scrollIntoView(); // picture, time and Pause on one screen
    sound.unlock(mode());
    announce(held_s);
    stayAwake();
    beat();
    tick();
  }
  function pause() {
    if (!playing) return;
    sound.hush();
    stop();
  }
  function stop() {
    held_s = place();
    playing = false;
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    worker?.terminate();
    worker = null;
    lock?.release?.();
    lock = null;
    show();
  }
  function jump(to_s) {
    held_s = to_s;
    began = Date.now() - 1000 * to_s;
    if (!playing) return show();
    announce(to_s);
    tick();
  }
  function back() {
    const at_s = place();
    const step = plan.steps[number(at_s)];
    jump(at_s - step.start_s > 2 || ended(at_s) ? step.start_s : (plan.steps[number(at_s) - 1] ?? step).start_s);
  }
  function skip() {
    jump(plan.steps[number(place())].end_s);
  }
  function over() {
    status.textContent = "";
    jump(0);
  }

  // After a start or a jump: what is now is said, whatever its time was.
  function announce(at_s) {
    if (ended(at_s)) return;
    const step = plan.steps[number(at_s)];
    said = due(at_s);
    counted = null;
    sound.say(mode(), step.say, step.kind);
    const milestones = plan.cues.filter((cue) => cue[2] && cue[0] <= at_s + EARLY_S);
    status.textContent = milestones.at(-1)[1];
  }
  // What has become due since: only the last of it, and after a sleep only what is now.
  function catchUp(at_s) {
    const last = due(at_s);
    if (last <= said) return;
    const passed = plan.cues.slice(said + 1, last + 1).filter((cue) => cue[2]);
    said = last;
    const [time_s, text] = plan.cues[last];
    const step = plan.steps[number(at_s)];
    const end = last === plan.cues.length - 1;
    const begins = time_s === step.start_s;
    sound.say(mode(), at_s - time_s > LATE_S && !end ? step.say : text, end ? "end" : begins ? step.kind : step.kind === "hold" ? "tick" : ""); // before a hold the ticks count
    if (passed.length) status.textContent = passed.at(-1)[1];
    else if (mode() === "silent") status.textContent = text; // else a screen reader has no word of it
    if (flash.checked && !calm.matches && begins && Date.now() - flashed > 1000) {
      flashed = Date.now();
      stage.classList.remove("tc-flash");
      stage.getBoundingClientRect(); // or the browser does not see that it begins anew
      stage.classList.add("tc-flash");
    }
  }
  function tick() {
    clearTimeout(timer);
    if (!playing) return;
    if (!root.isConnected) return pause();
    const at_s = place();
    catchUp(at_s);
    if (ended(at_s)) return stop(); // without a hush: the last word is spoken to its end
    const step = plan.steps[number(at_s)];
    const rest_s = Math.ceil(step.end_s - at_s - EARLY_S);
    if (rest_s !== counted && rest_s <= 3 && counted !== null && step.end_s - step.start_s >= (COUNTED_S[step.kind] ?? Infinity)) sound.tick(mode());
    counted = rest_s;
    show();
    const cue = plan.cues[said + 1]?.[0] ?? plan.total_s;
    const wait_ms = Math.max(1, Math.ceil(1000 * (Math.min(cue, step.end_s - rest_s + 1) - at_s)));
    timer = setTimeout(tick, wait_ms);
    worker?.postMessage(Math.min(wait_ms, 250));
  }
  // The timers of a hidden page are slowed down, those of a worker are not.
  function beat() {
    worker?.terminate();
    worker = null;
    if (!playing || !document.hidden) return draw();
    cancelAnimationFrame(frame);
    try {
      const address = URL.createObjectURL(new Blob([HEARTBEAT], { type: "text/javascript" }));
      worker = new Worker(address);
      URL.revokeObjectURL(address);
      worker.onmessage = tick;
      worker.onerror = () => (worker = null);
      worker.postMessage(250);
    } catch {
      worker = null;
    }
  }
  async function stayAwake() {
    if (!playing || document.hidden || lock) return;
    try {
      const got = await navigator.wakeLock.request("screen");
      dark.hidden = true;
      if (playing && !lock) {
        lock = got;
        got.addEventListener?.("release", () => lock === got && (lock = null));
      } else got.release();
    } catch {
      dark.hidden = false;
    }
  }

  function draw() {
    cancelAnimationFrame(frame);
    paint(place());
    if (playing && !document.hidden && !calm.matches) frame = requestAnimationFrame(draw);
  }
  // The picture of a time: into a hold in the last seconds before it, back in the first seconds after it.
  function paint(at_s) {
    const at = number(at_s);
    const [before, step, after] = [plan.steps[at - 1], plan.steps[at], plan.steps[at + 1]];
    const own = model.get("library")[plan.items[step.item].id];
    const long_s = step.end_s - step.start_s;
    const gone_s = at_s - step.start_s;
    const way_s = Math.min(own.way_s, long_s / 2);
    const way = calm.matches ? own.halts : own.way;
    const shown = (share) => (way.findLast((key) => key[0] <= share + 1e-6) ?? way[0])[1];
    let [shows, side, end] = [own.home, step.side, false];
    if (step.kind === "move" && !ended(at_s)) [shows, end] = [shown(gone_s / long_s), true];
    else if (step.kind === "hold" && !ended(at_s)) [shows, end] = [own.way.at(-1)[1], true];
    else if (before?.kind === "hold" && before.item === step.item && gone_s < way_s && !calm.matches) [shows, side] = [shown(1 - gone_s / way_s), before.side];
    else if (after?.kind === "hold" && step.end_s - at_s < way_s && !calm.matches) shows = shown(1 - (step.end_s - at_s) / way_s);
    if (seen.own !== own || seen.shows !== shows) picture.innerHTML = own.pictures[shows]; // Python's own drawing
    const words = own.words[side][end ? "end" : "start"];
    if (seen.words !== words) picture.setAttribute("aria-label", words);
    picture.classList.toggle("tc-mirrored", Boolean(own.drawn) && side !== own.drawn);
    seen = { own, shows, words };
  }
  function put(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }
  function show() {
    const at_s = place();
    const at = number(at_s);
    const [step, after] = [plan.steps[at], plan.steps[at + 1]];
    const { id: current } = plan.items[step.item];
    const own = model.get("library")[current];
    const end = ended(at_s);
    const many = plan.items.length > 1;
    put(which, `${many ? `Exercise ${step.item + 1} of ${plan.items.length}: ` : ""}${own.name}`);
    put(now, end ? model.get("ends") : step.shows);
    const told = (step.kind !== "next" && own.words[step.side].means) || own.position;
    put(means, end ? "" : told[0].toUpperCase() + told.slice(1));
    put(count, end ? "" : String(Math.ceil(step.end_s - at_s - EARLY_S)));
    put(then, end ? "" : after ? `Then: ${after.shows.replace(/^Next: /, "")}` : "Then: the end");
    put(left, end ? `Done: ${minutes(plan.total_s)}` : `${minutes(plan.total_s - at_s)} left of ${minutes(plan.total_s)}`);
    put(go, playing ? "Pause" : end ? "Start again" : at_s > 0 ? "Go on" : "Start");
    bar.max = plan.total_s;
    bar.value = at_s;
    stage.dataset.kind = end ? "end" : step.kind;
    [...list.children].forEach((row, item) => {
      if (item === step.item && !end) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
      row.querySelector("progress").value = Math.min(Math.max(at_s - plan.items[item].from, 0), row.querySelector("progress").max);
    });
    if (help.dataset.id !== current) {
      help.dataset.id = current;
      put(doses, own.dose);
      how.replaceChildren(...own.how.map((line) => make("li", { textContent: line })));
    }
    if (!playing || calm.matches) paint(at_s); // else `draw` does
  }

  // When to stop; whether somebody must be there; and that a plan from elsewhere may ask for changes.
  function warn() {
    const session = model.get("session");
    const helped = session.map(([own]) => model.get("library")[own].helped).find(Boolean);
    const foreign = JSON.stringify(session) === JSON.stringify(given) && model.get("changed");
    rules.textContent = [helped, foreign, model.get("rules")].filter(Boolean).join(" ");
    rules.hidden = !rules.textContent;
  }
  function load() {
    pause();
    warn();
    plan = compose(model.get("library"), model.get("session"), model.get("ends"));
    [held_s, said, seen] = [0, -1, {}];
    status.textContent = "";
    const same = JSON.stringify(model.get("session"));
    choice.value = [...choice.options].find((option) => option.dataset.session === same)?.value ?? "";
    list.hidden = plan.items.length < 2;
    list.replaceChildren(...plan.items.map(({ id: own, from, until }) => {
      const part = make("progress", { max: until - from, value: 0 });
      part.setAttribute("aria-hidden", "true");
      const step = button(model.get("library")[own].name, () => jump(from));
      return make("li", {}, step, part);
    }));
    show();
  }
  function option(title, session) {
    const own = make("option", { value: String(choice.options.length), textContent: title });
    own.dataset.session = JSON.stringify(session);
    choice.append(own);
  }
  function choose(session) {
    model.set("session", session);
    model.save_changes();
  }
  // A session in the address is offered and chosen; an address that is broken is told, and the ready ones stay.
  function read() {
    choice.replaceChildren();
    for (const { title, session } of model.get("sessions")) option(title, session);
    broken.hidden = true;
    broken.textContent = "";
    try {
      const own = choice.options.length ? fromAddress(model.get("library")) : null;
      given = own;
      if (own) {
        option("Your plan", own);
        choose(own);
        requestAnimationFrame(() => root.scrollIntoView()); // the host has yet to put it into the page
      }
    } catch (error) {
      broken.hidden = false;
      broken.textContent = `The plan in the address of this page cannot be played: ${error.message}. Choose a session from the list.`;
      choose(model.get("sessions")[0].session);
      requestAnimationFrame(() => root.scrollIntoView());
    }
    chooser.hidden = choice.options.length < 2;
    load();
    if (choice.options.length && location.hash.startsWith("#play=") && broken.hidden) choice.value = choice.lastElementChild.value;
  }

  const full = () => document.fullscreenElement === root || root.classList.contains("tc-big");
  async function grow() {
    if (full()) return shrink();
    try {
      await root.requestFullscreen();
    } catch {
      root.classList.add("tc-big"); // where only videos may fill the screen
      sized();
    }
  }
  function shrink() {
    if (document.fullscreenElement === root) document.exitFullscreen();
    root.classList.remove("tc-big");
    sized();
  }
  function sized() {
    big.textContent = full() ? "Leave the big screen" : "Big screen";
  }

  on(root, "keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const within = event.target.closest("button, input, select, summary");
    if (event.key === "Escape" && full()) shrink();
    else if (event.key === " " && !within) go.click();
    else if (event.key === "ArrowLeft" && !within?.matches("input, select")) back();
    else if (event.key === "ArrowRight" && !within?.matches("input, select")) skip();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  on(root, "focusout", ({ relatedTarget }) => {
    if (root.classList.contains("tc-big") && relatedTarget && !root.contains(relatedTarget)) go.focus(); // what lies behind is not seen
  });
  on(choice, "change", () => choose(JSON.parse(choice.selectedOptions[0].dataset.session)));
  on(sounds, "change", () => {
    sound.again();
    sound.hush();
    noted.textContent = "";
    if (playing) sound.unlock(mode());
  });
  on(document, "visibilitychange", () => {
    if (!playing) return;
    beat();
    stayAwake();
    tick();
  });
  on(document, "fullscreenchange", sized);
  on(document, "tc-player-start", ({ detail }) => detail !== root && pause());
  on(globalThis, "pagehide", pause);
  on(globalThis, "hashchange", () => location.hash.startsWith("#play=") && read());
  on(calm, "change", () => draw());
  model.on("change:session", load);
  el.append(root);
  read();
  return () => {
    pause();
    gone.abort();
    sound.close();
    model.off("change:session", load);
  };
}

export default { render };
