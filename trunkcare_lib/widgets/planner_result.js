// What Python answered to the planner's form, its files, and the player of its sessions. All words are set as text; only
// Python's own drawings are put in as they are, and the handout opens as a document of its own.
const TYPES = { ics: "text/calendar", json: "application/json", html: "text/html" };

function make(tag, values = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
}

const paragraphs = (texts) => texts.filter(Boolean).map((textContent) => make("p", { textContent }));
const listed = (texts) => make("ul", {}, ...texts.map((textContent) => make("li", { textContent })));
const part = (title, ...inside) => make("section", {}, make("h4", { textContent: title }), ...inside);
const folded = (title, ...inside) => make("details", {}, make("summary", { textContent: title }), ...inside);
const from = (sources) => (sources.length ? ` (${sources.join(", ")})` : "");

function file(text, kind) {
  const address = URL.createObjectURL(new Blob([text], { type: `${TYPES[kind]};charset=utf-8` }));
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  return address;
}

function save(text, kind) {
  const link = make("a", { href: file(text, kind), download: `trunkcare-plan.${kind}` });
  document.body.append(link);
  link.click();
  link.remove();
}

// Enough of a model for the player, which asks no Python.
function modelOf(values) {
  const heard = {};
  return {
    get: (name) => values[name],
    set(name, value) {
      values[name] = value;
      for (const tell of heard[`change:${name}`] ?? []) tell();
    },
    on: (event, tell) => (heard[event] ??= []).push(tell),
    off: (event, tell) => (heard[event] = (heard[event] ?? []).filter((other) => other !== tell)),
    save_changes() {},
  };
}

function exercise(item, site) {
  const name = site
    ? make("a", { href: new URL(`exercises/${item.id}.html`, site).href, target: "_blank", rel: "noopener", textContent: item.name })
    : item.name;
  const rows = [
    ["Days", `${item.days}${item.doses[0][0] > 1 ? `, from week ${item.doses[0][0]}` : ""}`],
    ["How much", ...item.doses.map(([week, dose], at) => (at ? `From week ${week}: ${dose}` : dose))],
    ["Why this one", item.reason],
    ["What to change for you", ...item.cautions],
  ].filter((row) => row.length > 1);
  const proof = folded("How sure is that?", listed(item.grades), ...paragraphs([item.sources.length ? `Sources: ${item.sources.join(", ")}.` : ""]));
  return make("li", {}, make("h5", {}, name), make("dl", {}, ...rows.flatMap(([what, ...texts]) => [make("dt", { textContent: what }), ...texts.map((textContent) => make("dd", { textContent }))])), proof);
}

function weeks(every) {
  const picture = make("div");
  picture.setAttribute("role", "img");
  const words = make("figcaption");
  words.setAttribute("aria-live", "polite");
  const choice = make("select", {}, ...every.map((week, value) => make("option", { value, textContent: week.name })));
  function show() {
    const week = every[Number(choice.value)];
    picture.innerHTML = week.picture; // Python's own drawing: no word of the reader's is in it
    picture.setAttribute("aria-label", week.words);
    words.textContent = week.words;
  }
  choice.addEventListener("change", show);
  show();
  return part("Your weeks", make("p", { className: "tc-planner-week" }, make("label", {}, "Show ", choice)), make("figure", {}, picture, words));
}

// Files, and the place for what comes later: the handout and the player.
function files(answer) {
  const status = make("p", { className: "tc-planner-status" });
  status.setAttribute("role", "status");
  const button = (textContent, disabled, listener) => {
    const own = make("button", { type: "button", textContent, disabled });
    own.addEventListener("click", listener);
    return own;
  };
  let handout = "";
  function print() {
    const opened = window.open(file(handout, "html"), "_blank");
    if (opened) opened.addEventListener("load", () => opened.print());
    status.textContent = opened ? "" : "Your browser does not let a new window open. Save the handout, open it, and print it there.";
  }
  const sheets = [button("Print the handout", true, print), button("Save the handout", true, () => save(handout, "html"))];
  const { ics, no_ics, json } = answer.files;
  const calendar = button("Save the calendar (.ics)", !ics, () => save(ics, "ics"));
  const why = make("p", { id: `tc-planner-${Date.now()}`, textContent: ics ? "" : `No calendar file: ${no_ics}` });
  if (!ics) calendar.setAttribute("aria-describedby", why.id);
  const plan = button("Save the plan (.json)", false, () => save(json, "json"));
  status.textContent = "The handout and the player are being made …";
  return {
    element: part("Take it with you", make("div", { className: "tc-planner-buttons" }, ...sheets, calendar, plan), why, status),
    more(late) {
      handout = late.handout;
      for (const sheet of sheets) sheet.disabled = false;
      status.textContent = "";
    },
  };
}

export function result({ load, modules }) {
  const element = make("div", { className: "tc-planner-result" });
  let now = null; // the answer that is shown, its files, and where its player is
  function clear() {
    now?.leave?.();
    now = null;
    element.replaceChildren();
  }
  function show(answer) {
    clear();
    const { advice, left_out, stop } = answer;
    const bySigns = stop && !left_out.length;
    const title = make("h3", { tabIndex: -1, textContent: bySigns ? advice.title : stop ? "No plan" : "Your plan" });
    element.append(title, ...paragraphs([answer.said]));
    if (stop) stopped(answer, bySigns);
    else planned(answer);
    element.append(make("p", { className: "tc-planner-last", textContent: "Education, not medical advice." }));
    title.focus();
    const lead = () => title.isConnected && title.scrollIntoView({ block: "start" });
    lead();
    setTimeout(lead, 400); // a frame in the book has grown by then
  }
  function stopped({ advice, stop, left_out }, bySigns) {
    const box = make("div", { className: `tc-planner-stop${bySigns ? ` tc-planner-${advice.urgency}` : ""}` }, ...paragraphs([stop]));
    element.append(box);
    if (bySigns && advice.reasons.length) element.append(part("Why", listed(advice.reasons)));
    if (!bySigns) element.append(part("Why each exercise is out", others(left_out)));
  }
  const others = (left_out) => listed(left_out.map(([name, why]) => `${name}: ${why}`));
  function planned(answer) {
    const { form, goal, notes } = answer;
    const own = { answer, files: files(answer), place: make("div"), link: make("p") };
    now = own;
    const stages = answer.stages.map(([week, name, text, sources]) => `From week ${week}: ${name}. ${text}${from(sources)}`);
    const gates = answer.gates.map(([when, then, sources]) => make("li", {}, `${when}: `, make("strong", { textContent: then }), from(sources)));
    element.append(
      ...paragraphs([`${goal.name}. At most ${answer.minutes} minutes a day, for six weeks.`]),
      ...(notes.length ? [make("div", { className: "tc-planner-notes" }, ...paragraphs(notes))] : []),
      part("What it can promise", ...paragraphs([`${goal.promise}${from(goal.sources)}`])),
      weeks(answer.weeks),
      part("Your exercises, in this order", make("ol", { className: "tc-planner-items" }, ...answer.items.map((item) => exercise(item, form.site)))),
      folded("Why not the others?", others(answer.left_out)),
      part("From week to week", listed(stages)),
      part("When to go up, to stay, to go down, to stop", make("ul", {}, ...gates)),
      own.files.element,
      part("Do a session now", own.place, own.link),
    );
  }
  async function more(late) {
    const own = now;
    if (!own || own.late) return;
    own.late = late;
    own.files.more(late);
    const values = { ...late.player };
    const model = modelOf(values);
    function lead() {
      const same = JSON.stringify(values.session);
      const address = own.answer.sessions.find((one) => JSON.stringify(one.session) === same)?.address;
      own.link.replaceChildren(...(address ? [make("a", { href: address, target: "_blank", rel: "noopener", textContent: "Open this session in the book (works without Python)" })] : []));
    }
    model.on("change:session", lead);
    lead();
    const player = (await load(modules.player)).default;
    if (own !== now) return;
    own.leave = player.render({ model, el: own.place });
  }
  return { element, show, more, clear };
}
