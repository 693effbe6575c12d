// The reader's curve first, then the true one over it. Native sliders set the points; a point can also be dragged.
let made = 0;
const WIDE = 340, HIGH = 220, LEFT = 44, RIGHT = 8, TOP = 14, BOTTOM = 34, ASIDE = 16;

function element(tag, properties = {}, attributes = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function drawn(tag, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

const short = (value) => `${Number(value.toPrecision(3))}`.replace("-", "−");
const evenly = (at) => at.every((value, n) => n < 2 || Math.abs(value - 2 * at[n - 1] + at[n - 2]) < 1e-9);

// A step of 1, 2 or 5 (or of ten times, a tenth of these …) that cuts the axis into a hundred parts at most.
function stepOf(low, high) {
  const power = 10 ** Math.floor(Math.log10((high - low) / 100));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => (high - low) / step <= 100.001);
}

function verdict(model, guess, answer) {
  const [at, within] = ["at", "within"].map((name) => model.get(name));
  const off = guess.map((value, n) => Math.abs(value - answer[n]));
  const near = off.filter((by) => by <= within).length;
  const worst = off.indexOf(Math.max(...off));
  const said = `${near} of your ${at.length} points ${near === 1 ? "is" : "are"} within ${short(within)}.`;
  if (near === at.length) return `${said} Well guessed.`;
  const [yours, truth] = [guess[worst], answer[worst]].map(short);
  return `${said} Furthest off is your point at ${short(at[worst])} (${model.get("x")}): you drew ${yours}, it is ${truth}.`;
}

function render({ model, el }) {
  const id = `tc-sketch-${++made}`;
  const [at, [low, high]] = ["at", "ends"].map((name) => model.get(name));
  const step = stepOf(low, high);
  const onStep = (value) => Number((Math.round(value / step) * step).toPrecision(6));
  const places = Math.max(0, -Math.floor(Math.log10(step))); // no finer than the reader can draw
  const answer = model.get("answer").map((value) => Number(value.toFixed(places)));
  const guess = at.map(() => onStep((low + high) / 2));
  const across = (n) => LEFT + ASIDE + (n / (at.length - 1)) * (WIDE - LEFT - RIGHT - 2 * ASIDE);
  const up = (value) => HIGH - BOTTOM - ((value - low) / (high - low)) * (HIGH - BOTTOM - TOP);
  const path = (values) => values.map((value, n) => `${n ? "L" : "M"}${across(n).toFixed(1)} ${up(value).toFixed(1)}`).join("");

  const form = element("form", { className: "tc-sketch" });
  const question = element("p", { id, className: "tc-sketch-question", textContent: model.get("question") });
  const svg = drawn("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, "aria-hidden": "true" }); // the sliders say the same
  for (const value of [low, (low + high) / 2, high]) {
    svg.append(drawn("path", { d: `M${LEFT} ${up(value)}H${WIDE - RIGHT}`, class: "tc-sketch-grid" }));
    svg.append(drawn("text", { x: LEFT - 8, y: up(value) + 4, "text-anchor": "end" }, short(value)));
  }
  at.forEach((value, n) => svg.append(drawn("text", { x: across(n), y: HIGH - BOTTOM + 22, "text-anchor": "middle" }, short(value))));
  const truth = drawn("path", { class: "tc-sketch-truth", d: "" });
  const own = drawn("path", { class: "tc-sketch-own" });
  const handles = at.map((_, n) => drawn("circle", { class: "tc-sketch-handle", r: 9, cx: across(n) }));
  svg.append(truth, own, ...handles);

  const sliders = element("div", { className: "tc-sketch-sliders" }, { role: "group", "aria-labelledby": id });
  const rows = at.map((value, n) => {
    const row = element("p");
    const label = element("label", { htmlFor: `${id}-${n}`, textContent: `at ${short(value)}` });
    const input = element("input", { id: label.htmlFor, type: "range", min: low, max: high, step, value: guess[n] });
    input.setAttribute("aria-label", `${label.textContent} (${model.get("x")})`);
    input.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take the arrow keys for itself
    const shown = element("span", { className: "tc-sketch-value" });
    input.addEventListener("input", () => set(n, Number(input.value)));
    row.append(label, input, shown);
    sliders.append(row);
    return { input, shown };
  });
  function set(n, value) {
    guess[n] = Math.min(high, Math.max(low, value));
    rows[n].input.value = guess[n];
    rows[n].shown.textContent = short(guess[n]);
    rows[n].input.setAttribute("aria-valuetext", `${short(guess[n])}; ${model.get("y")}`);
    handles[n].setAttribute("cy", up(guess[n]));
    own.setAttribute("d", path(guess));
  }
  guess.forEach((value, n) => set(n, value));
  handles.forEach((handle, n) => {
    handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const box = svg.getBoundingClientRect();
      const y = ((event.clientY - box.top) / box.height) * HIGH;
      const value = low + ((HIGH - BOTTOM - y) / (HIGH - BOTTOM - TOP)) * (high - low);
      set(n, onStep(value));
    });
  });

  const said = element("div", {}, { role: "status" });
  const axes = `Across: ${model.get("x")}${evenly(at) ? "" : " (not to scale)"}. Upwards: ${model.get("y")}.`;
  form.append(question, element("p", { textContent: axes }));
  const board = element("div", { className: "tc-sketch-board" });
  board.append(svg, sliders);
  form.append(board, element("button", { textContent: "This is my curve: compare" }), said);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    truth.setAttribute("d", path(answer));
    rows.forEach(({ shown }, n) => (shown.textContent = `${short(guess[n])} → ${short(answer[n])}`));
    said.replaceChildren(
      element("p", { className: "tc-sketch-verdict", textContent: verdict(model, guess, answer) }),
      element("p", { textContent: `Dashed is your curve, the full line is the answer: ${at.map((value, n) => `${short(answer[n])} at ${short(value)}`).join(", ")}.` }),
      element("p", { textContent: model.get("why") }),
    );
  });
  el.append(form);
}

export default { render };
