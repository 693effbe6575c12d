// A form; the plan is Python's to make. An answer is shown only where it belongs to the form that was sent last. What the
// reader enters is only ever set as text or value; it goes to Python and nowhere else.
let made = 0;
const LONG_MS = 10000;
const LARGEST_FILE = 1e6;
const CALENDAR = ["start", "time", "zone"];
const loaded = new Map();

function load(source) {
  if (!loaded.has(source)) loaded.set(source, import(URL.createObjectURL(new Blob([source], { type: "text/javascript" }))));
  return loaded.get(source);
}

function make(tag, values = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
}

const whole = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd"); // half a character cannot be sent

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

// Where the book has its page to play a session, when this runs in the book's own JupyterLite.
function siteOf({ origin, pathname }) {
  const at = pathname.lastIndexOf("/lite/");
  return at < 0 ? "" : `${origin}${pathname.slice(0, at)}/book/session.html`;
}

async function render({ model, el }) {
  const [modules, choices, table] = ["modules", "choices", "table"].map((name) => model.get(name));
  const [{ evaluate }, { result }] = [await load(modules.check), await load(modules.result)];
  const name = `tc-planner-${++made}`;
  const out = result({ load, modules });
  const told = new Set(); // the forms whose answers have been shown
  const root = make("section", { className: "tc-planner" });
  root.setAttribute("aria-label", "Plan builder");

  const alertOf = (id) => {
    const line = make("p", { id: `${name}-${id}`, className: "tc-planner-error" });
    line.setAttribute("role", "alert");
    return line;
  };
  const alert = alertOf("error");
  const fileAlert = alertOf("file-error");
  function wrong(line, element, text) {
    line.textContent = text;
    if (text) element.setAttribute("aria-describedby", line.id);
    else element.removeAttribute("aria-describedby");
  }

  // Fields.
  function box(type, group, { id, name: words, on = false, promise = "" }) {
    const input = make("input", { type, id: `${name}-${group}-${id}`, name: `${name}-${group}`, value: id, checked: on });
    const more = make("span", { id: `${input.id}-more`, className: "tc-planner-more", textContent: promise });
    if (promise) input.setAttribute("aria-describedby", more.id);
    return { input, element: make("div", { className: "tc-planner-box" }, make("label", { htmlFor: input.id }, input, make("span", { textContent: words })), ...(promise ? [more] : [])) };
  }
  function boxes(type, group, legend, entries) {
    const made = entries.map((entry) => box(type, group, entry));
    const element = make("fieldset", {}, make("legend", { textContent: legend }), make("div", { className: "tc-planner-boxes" }, ...made.map((one) => one.element)));
    const inputs = made.map((one) => one.input);
    const get = () => inputs.filter((input) => input.checked).map((input) => input.value);
    const set = (ids) => inputs.forEach((input) => (input.checked = ids.includes(input.value)));
    return { element, get, set };
  }
  function field(id, words, values, tag = "input") {
    const input = make(tag, { id: `${name}-${id}`, autocomplete: "off", ...values });
    return { input, element: make("p", { className: "tc-planner-field" }, make("label", { htmlFor: input.id, textContent: words }), input) };
  }
  const [least, most] = choices.minutes;
  const goal = boxes("radio", "goal", "What is the plan for?", choices.goals.map((entry, at) => ({ ...entry, on: !at })));
  const conditions = boxes("checkbox", "conditions", "Which of these do you have?", choices.conditions);
  const agreed = box("checkbox", "agreed", { id: "yes", name: "A doctor, physiotherapist or midwife who knows of this has agreed to exercise" });
  const positions = boxes("checkbox", "positions", "Which positions can you get into?", choices.positions);
  const equipment = boxes("checkbox", "equipment", "What do you have?", choices.equipment);
  const fields = {
    minutes: field("minutes", `Minutes a day, at most (${least} to ${most})`, { type: "number", min: least, max: most, step: 1, value: 10, inputMode: "numeric" }),
    name: field("name", "Whose plan is it? (if you like)", { type: "text", maxLength: choices.longest.name }),
    call: field("call", "Whom to call when it gets worse (name and number)", { type: "text", maxLength: choices.longest.call }),
    note: field("note", "A note for the handout", { rows: 3, maxLength: choices.longest.note }, "textarea"),
    start: field("start", "First day", { type: "date", value: today() }),
    time: field("time", "At", { type: "time", value: "18:00" }),
    zone: field("zone", "Time zone", { type: "text", maxLength: 60, spellcheck: false, value: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "" }),
  };

  // The check of the warning signs: a group is answered once one of its boxes is ticked.
  const groups = table.groups.map((group) => {
    const signs = table.signs.filter((sign) => sign.group === group.id).map((sign) => ({ ...sign, ...box("checkbox", group.id, { id: sign.id, name: sign.text }) }));
    const none = box("checkbox", group.id, { id: "none", name: "None of these" });
    none.element.classList.add("tc-planner-none");
    const [hint, note] = [make("p"), make("div", { className: "tc-planner-note" })];
    for (const live of [hint, note]) live.setAttribute("aria-live", "polite");
    const legend = make("legend", { textContent: group.ask });
    const own = { ...group, signs, none: none.input, hint, note, ticked: () => signs.filter((sign) => sign.input.checked) };
    own.element = make("fieldset", {}, legend, ...signs.map((sign) => sign.element), none.element, hint, note);
    for (const sign of signs) {
      sign.input.addEventListener("change", () => {
        if (sign.input.checked) none.input.checked = false;
        hint.textContent = "";
        stale();
        checked(own);
      });
    }
    // A sign that is ticked is never cleared unseen: "None of these" beside it is taken back, and the sign is named.
    none.input.addEventListener("change", () => {
      if (own.ticked().length) {
        none.input.checked = false;
        hint.textContent = `You have ticked ${own.ticked().map((sign) => `“${sign.text}”`).join(", ")}. If that is wrong, take that tick away.`;
      }
      stale();
      checked(own);
    });
    return own;
  });
  const answered = (group) => group.none.checked || group.ticked().length > 0;
  function answers() {
    const given = {};
    for (const group of groups.filter(answered)) for (const sign of group.signs) given[sign.id] = sign.input.checked ? "yes" : "no";
    return given;
  }
  const emergency = () => {
    const found = evaluate(table, answers());
    return found.urgency === table.levels[0].id ? found : null;
  };
  // An emergency is said at once, below the tick that made it one; it stays there until it is none.
  let urgent = "";
  function checked(group) {
    const found = emergency();
    const words = found ? [found.title, found.advice.join(" "), found.also] : [];
    if (urgent !== words.join(" ")) {
      for (const { note } of groups) note.replaceChildren();
      if (found) group.note.append(make("div", { className: "tc-planner-emergency" }, ...words.map((textContent) => make("p", { textContent }))));
      urgent = words.join(" ");
    }
    if (answered(group)) group.element.classList.remove("tc-planner-open");
  }

  // Ask, and wait.
  const go = make("button", { className: "tc-planner-go" }, make("span", { textContent: "Make the plan" }), make("span", { textContent: "Working …" }));
  const slow = make("p", { className: "tc-planner-slow" });
  slow.setAttribute("role", "status");
  const back = make("button", { type: "button", textContent: "Go to what is left to answer", hidden: true });
  back.addEventListener("click", () => groups.find((group) => !answered(group))?.signs[0].input.focus());
  const saved = field("file", "Open a saved plan (.json)", { type: "file", accept: ".json,application/json" });
  let timer = null;

  function collected() {
    const minutes = fields.minutes.input.value;
    return {
      goal: goal.get()[0] ?? "", minutes: /^\d+$/.test(minutes) ? Number(minutes) : minutes, signs: answers(),
      conditions: conditions.get(), positions: positions.get(), equipment: equipment.get(), agreed: agreed.input.checked,
      ...Object.fromEntries(["name", "call", "note", ...CALENDAR].map((id) => [id, whole(fields[id].input.value)])),
    };
  }
  function filled(profile) {
    goal.set([profile.goal]);
    for (const [own, id] of [[conditions, "conditions"], [positions, "positions"], [equipment, "equipment"]]) own.set(profile[id]);
    agreed.input.checked = profile.agreed;
    for (const id of ["minutes", "name", "call", "note"]) fields[id].input.value = profile[id];
    const listed = Array.isArray(profile.signs);
    for (const group of groups) {
      for (const { id, input } of group.signs) input.checked = listed ? profile.signs.includes(id) : ["yes", "unsure", true].includes(profile.signs[id]);
      group.none.checked = !group.ticked().length && (listed || group.signs.every(({ id }) => id in profile.signs));
      group.hint.textContent = "";
    }
    checked(groups.find((group) => group.ticked().length) ?? groups[0]);
  }
  function ask(form, file = "") {
    model.set("form", { ...form, asked: Date.now() + Math.random(), site: siteOf(location) }); // two views never ask alike
    model.set("file", file);
    model.save_changes();
    wait(true);
  }
  function wait(on) {
    go.classList.toggle("tc-busy", on);
    out.element.setAttribute("aria-busy", on);
    clearTimeout(timer);
    slow.textContent = "";
    if (on) timer = setTimeout(() => (slow.textContent = "No answer yet. Python may still be starting, or it is gone: then run this again, or load the page anew."), LONG_MS);
  }
  // A plan goes for the signs it was made with, and with no others; so does one that is still on its way.
  function stale() {
    told.add(model.get("form").asked);
    wait(false);
    out.clear();
  }
  function submit(event) {
    event.preventDefault();
    const open = groups.filter((group) => !answered(group));
    const left = open.length > 0 && !emergency();
    back.hidden = !left;
    for (const group of groups) group.element.classList.toggle("tc-planner-open", left && open.includes(group));
    wrong(alert, go, left ? `First answer the warning signs. Left: ${open.map((group) => `“${group.ask}”`).join(", ")}.` : "");
    if (!left) ask(collected());
  }
  async function choose() {
    const [file] = saved.input.files;
    if (!file) return;
    wrong(fileAlert, saved.input, "");
    try {
      if (file.size > LARGEST_FILE) throw new Error("it is too large for one");
      ask(Object.fromEntries(CALENDAR.map((id) => [id, whole(fields[id].input.value)])), whole(await file.text()) || " ");
    } catch (error) {
      wrong(fileAlert, saved.input, `The file “${file.name}” is no saved plan: ${error.message}.`);
    }
    saved.input.value = ""; // so that the same file can be chosen again
  }
  function show() {
    const [form, file, answer] = ["form", "file", "answer"].map((id) => model.get(id));
    if (!form.asked || answer.form?.asked !== form.asked || told.has(form.asked)) return;
    told.add(form.asked);
    wait(false);
    wrong(alert, go, file ? "" : (answer.error ?? ""));
    wrong(fileAlert, saved.input, file ? (answer.error ?? "") : "");
    if (answer.error && !file) out.clear(); // a plan for other answers must not stand below it
    if (answer.error) return;
    if (answer.filled) filled(answer.filled);
    out.show(answer);
    more();
  }
  function more() {
    const [answer, late] = [model.get("answer"), model.get("more")];
    if (answer.form?.asked && late.form?.asked === answer.form.asked) out.more(late);
  }

  const step = (title, ...inside) => make("div", { className: "tc-planner-step" }, make("h3", { textContent: title }), ...inside);
  const form = make("form", { noValidate: true, autocomplete: "off" },
    make("p", { textContent: "What you enter goes to the Python behind this form and nowhere else. In the book that runs in your own browser. A notebook that is saved with its widgets keeps it." }),
    make("div", { className: "tc-planner-saved" }, saved.element, fileAlert),
    step("1. Warning signs first", make("p", { textContent: "Tick what is there. Not sure about one? Tick it too: it counts as yes." }), ...groups.map((group) => group.element)),
    step("2. The plan", goal.element, fields.minutes.element, conditions.element, agreed.element, positions.element, equipment.element),
    step("3. For the handout", fields.name.element, fields.call.element, fields.note.element),
    step("4. For your calendar", make("div", { className: "tc-planner-row" }, ...CALENDAR.map((id) => fields[id].element))),
    make("div", { className: "tc-planner-ask" }, go, alert, back, slow),
  );
  form.addEventListener("submit", submit);
  saved.input.addEventListener("change", choose);
  root.append(form, out.element);
  for (const own of [root, ...root.querySelectorAll("input, textarea")]) own.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the keys
  root.addEventListener("beforeinput", (event) => event.inputType === "insertLineBreak" && event.stopPropagation(), true); // and Enter
  el.append(root);

  if (model.get("form").goal) {
    filled({ ...collected(), ...model.get("form") }); // another view of a form that was sent
    for (const id of CALENDAR) fields[id].input.value = model.get("form")[id] ?? "";
  }
  model.on("change:answer", show);
  model.on("change:more", more);
  show();
  return () => {
    clearTimeout(timer);
    out.clear();
    model.off("change:answer", show);
    model.off("change:more", more);
  };
}

export default { render };
