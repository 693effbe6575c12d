// Boxes to tick, and advice in words. evaluate is the same decision as models/screening.py, and a test holds the two
// together. Nothing is stored and nothing is sent: what is ticked lives in the boxes and goes with the page.
let made = 0;

const unique = (texts) => [...new Set(texts)];

// The advice for answers: sign id -> "yes", "no" or "unsure". Without a verdict `urgency` is null, and `least` is how
// urgent what is found so far is, or null.
export function evaluate(table, answers) {
  const order = table.levels.map((level) => level.id);
  const mildest = order.at(-1);
  const ids = table.signs.map((sign) => sign.id);
  const fires = (there) =>
    table.rules
      .filter((rule) => rule.when.every((id) => there.has(id)) && (!rule.any.length || rule.any.some((id) => there.has(id))))
      .sort((one, other) => order.indexOf(one.urgency) - order.indexOf(other.urgency));
  const there = new Set(ids.filter((id) => id in answers && answers[id] !== "no"));
  const unsure = ids.filter((id) => answers[id] === "unsure");
  const left = ids.filter((id) => !(id in answers));
  const fired = fires(there);
  const urgency = fired[0]?.urgency ?? mildest;
  const could = fires(new Set([...there, ...left]))[0]?.urgency ?? mildest;
  const level = table.levels.find((one) => one.id === urgency);
  const all = unique(fired.filter((rule) => rule.urgency === urgency).map((rule) => rule.advice));
  const advice = urgency === order[0] ? all.slice(0, 1) : all; // in an emergency one sentence is enough
  const found = { title: level.title, fired: fired.map((rule) => rule.id), reasons: unique(fired.map((rule) => rule.reason)), advice, left, unsure };
  if (order.indexOf(could) < order.indexOf(urgency) || (left.length && !fired.length)) {
    return { ...found, urgency: null, least: fired.length ? urgency : null, what_to_do: null };
  }
  const parts = [`${level.title}.`, ...advice, level.also, ...(unsure.length ? [table.unsure] : []), table.notice];
  return { ...found, urgency, least: urgency, also: level.also, what_to_do: parts.join(" ") };
}

function make(tag, values = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
}

const listed = (texts) => make("ul", {}, ...texts.map((text) => make("li", { textContent: text })));

function render({ model, el }) {
  const table = model.get("table");
  const name = `tc-check-${++made}`;
  const root = make("section", { className: "tc-check" });
  root.setAttribute("aria-label", "Check of the warning signs");
  root.dataset.lmSuppressShortcuts = "true";
  const signs = new Map();
  const nones = new Map();
  const notes = [];

  const form = make("form", { className: "tc-check-form", autocomplete: "off" });
  form.addEventListener("submit", (event) => event.preventDefault());
  const box = (id, text) => {
    const input = make("input", { type: "checkbox", id: `${name}-${id}` });
    input.dataset.lmSuppressShortcuts = "true";
    return [input, make("label", { htmlFor: input.id }, input, make("span", { textContent: text }))];
  };
  for (const group of table.groups) {
    const field = make("fieldset", {}, make("legend", { textContent: group.ask }));
    const inside = table.signs.filter((sign) => sign.group === group.id);
    const [none, label] = box(`none-${group.id}`, "None of these");
    label.className = "tc-check-none";
    const note = make("p", { className: "tc-check-note" });
    note.setAttribute("aria-live", "polite");
    for (const sign of inside) {
      const [input, words] = box(sign.id, sign.text);
      signs.set(sign.id, input);
      input.addEventListener("change", () => {
        if (input.checked) none.checked = false;
        note.textContent = "";
        tell();
      });
      field.append(words);
    }
    // A sign that is ticked is never cleared unseen: "None of these" beside it is taken back, and the sign is named.
    none.addEventListener("change", () => {
      const ticked = inside.filter((sign) => signs.get(sign.id).checked);
      if (ticked.length) {
        none.checked = false;
        note.textContent = `You have ticked ${ticked.map((sign) => `“${sign.text}”`).join(", ")}. If that is wrong, take that tick away.`;
        note.scrollIntoView({ block: "nearest" });
      }
      tell();
    });
    nones.set(group.id, none);
    notes.push(note);
    field.append(label, note);
    form.append(field);
  }

  const said = make("div", {});
  said.setAttribute("role", "status");
  const shown = make("div", { className: "tc-check-said", tabIndex: 0 }, said); // it may scroll, so it takes the keyboard
  shown.setAttribute("role", "group");
  shown.setAttribute("aria-label", "Advice");
  const more = make("div", { className: "tc-check-more" });
  const sheet = make("div", { className: "tc-check-sheet" });
  const print = make("button", { type: "button", textContent: "Print" });
  const again = make("button", { type: "button", textContent: "Start again", className: "tc-check-again" });
  let last = null;

  // A group is answered once one of its boxes is ticked: what is not ticked in it is then a no.
  function answers() {
    const given = {};
    for (const group of table.groups) {
      const inside = table.signs.filter((sign) => sign.group === group.id);
      if (!nones.get(group.id).checked && !inside.some((sign) => signs.get(sign.id).checked)) continue;
      for (const sign of inside) given[sign.id] = signs.get(sign.id).checked ? "yes" : "no";
    }
    return given;
  }

  function tell() {
    const given = answers();
    const found = evaluate(table, given);
    const open = table.groups.filter((group) => table.signs.some((sign) => sign.group === group.id && !(sign.id in given)));
    const emergency = found.urgency === table.levels[0].id;
    const done = emergency || !open.length;
    const left = `Left to answer: ${open.map((group) => `“${group.ask}”`).join(", ")}.`;
    const lines = [];
    if (done) lines.push(found.advice.join(" "), found.also);
    else if (!Object.keys(given).length) lines.push("Tick what is there. The advice stands here as soon as you have answered.");
    else if (found.least) lines.push(`So far, at the least: ${found.title}. It may be more urgent. ${left}`);
    else lines.push(left);
    const words = [done ? found.title : "", ...lines].filter(Boolean);
    // Said once: a screen reader reads the status anew whenever it is written, so it is written only when it changes.
    if (JSON.stringify(words) !== last) {
      last = JSON.stringify(words);
      shown.className = `tc-check-said${done ? ` tc-check-${found.urgency}` : ""}`;
      said.replaceChildren(...words.map((text, at) => make("p", { textContent: text, className: done && !at ? "tc-check-title" : "" })));
    }
    more.replaceChildren(...(done && found.reasons.length ? [make("p", { textContent: "Why:" }), listed(found.reasons)] : []));
    if (done) more.append(make("p", { textContent: table.notice }));
    const first = listed(table.signs.filter((sign) => sign.group === table.groups[0].id).map((sign) => sign.text));
    const ticked = table.signs.filter((sign) => signs.get(sign.id).checked).map((sign) => sign.text);
    sheet.replaceChildren(
      make("p", { className: "tc-check-title", textContent: `Check of the warning signs, ${new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}` }),
      ...words.map((text, at) => make("p", { textContent: text, className: done && !at ? "tc-check-title" : "" })),
      make("p", { textContent: ticked.length ? "Ticked:" : "Nothing was ticked." }),
      listed(ticked),
      ...(done && found.reasons.length ? [make("p", { textContent: "Why:" }), listed(found.reasons)] : []),
      ...(emergency ? [] : [make("p", { textContent: "The first list. Call your local emergency number if one of these appears:" }), first]),
      make("p", { textContent: `${table.notice} Education, not medical advice (TrunkCare).` }),
    );
    root.classList.toggle("tc-check-begun", Boolean(Object.keys(given).length));
  }

  print.addEventListener("click", () => {
    tell(); // with today's date
    const page = document.documentElement;
    page.classList.add("tc-check-print");
    root.classList.add("tc-check-printed");
    const back = () => {
      page.classList.remove("tc-check-print");
      root.classList.remove("tc-check-printed");
    };
    addEventListener("afterprint", back, { once: true });
    window.print();
  });
  again.addEventListener("click", () => {
    for (const input of [...signs.values(), ...nones.values()]) input.checked = false;
    for (const note of notes) note.textContent = "";
    tell();
    const first = signs.values().next().value;
    first.focus();
    first.closest("fieldset").scrollIntoView({ block: "start" });
  });

  const intro = make("p", {
    className: "tc-check-intro",
    textContent: "Tick what is there, for you or for the person you care for. Not sure about one? Tick it too: it counts as yes. Nothing is stored, and nothing is sent.",
  });
  root.append(intro, form, shown, more, make("div", { className: "tc-check-buttons" }, print, again), sheet);
  el.append(root);
  tell();
}

export default { render };
