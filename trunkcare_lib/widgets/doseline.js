// A form with one line of text. What it means is Python's to say; an answer is shown only where it belongs to the line
// and the end of the ranges that were asked last. What the reader typed is only ever set as text.
let made = 0;
const LONG_MS = 10000;
const ENDS = [["low", "least"], ["high", "most"]];

function make(tag, values = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
}

function render({ model, el }) {
  const id = `tc-doseline-${++made}`;
  const input = make("input", { type: "text", id, autocomplete: "off", spellcheck: false, enterKeyHint: "go" });
  const go = make("button", { className: "tc-doseline-go" });
  go.append(make("span", { textContent: "Show its timeline" }), make("span", { textContent: "Working …" }));
  const alert = make("p", { id: `${id}-error`, className: "tc-doseline-error" });
  alert.setAttribute("role", "alert");
  const slow = make("p", { className: "tc-doseline-slow" });
  slow.setAttribute("role", "status");
  const examples = make("p", { className: "tc-doseline-examples" }, make("span", { id: `${id}-from`, textContent: "From the guide:" }));
  examples.setAttribute("role", "group");
  examples.setAttribute("aria-labelledby", `${id}-from`);
  for (const line of model.get("examples")) {
    const button = make("button", { type: "button", textContent: line });
    button.addEventListener("click", () => {
      input.value = line;
      ask(line, model.get("bound"));
    });
    examples.append(button);
  }
  const radios = ENDS.map(([value]) => make("input", { type: "radio", name: `${id}-bound`, value }));
  const ends = make("fieldset", { hidden: true }, make("legend", { textContent: "Of each range, draw the" }));
  radios.forEach((radio, which) => {
    radio.addEventListener("change", () => ask(model.get("line"), radio.value));
    ends.append(make("label", {}, radio, ENDS[which][1]));
  });
  const field = make("div", { className: "tc-doseline-field" }, make("label", { htmlFor: id, textContent: "A dose, as a guide or a leaflet writes it" }), input, go);
  const form = make("form", {}, field, alert, slow, examples, ends);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(input.value.replace(/\p{Surrogate}/gu, "\ufffd"), model.get("bound")); // half a character cannot be sent
  });

  const picture = make("div", { hidden: true });
  picture.setAttribute("role", "img");
  const caption = make("figcaption");
  caption.setAttribute("aria-live", "polite");
  const figure = make("figure", {}, picture, caption);
  const rest = make("div", { className: "tc-doseline-rest" });
  const root = make("section", { className: "tc-doseline" }, form, figure, rest);
  root.setAttribute("aria-label", "A dose and its timeline");
  for (const own of [root, input, ...radios]) own.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the keys
  root.addEventListener("beforeinput", (event) => event.inputType === "insertLineBreak" && event.stopPropagation(), true); // and Enter

  let told = null; // the answer that stands there
  let timer = null;

  function ask(line, bound) {
    told = null; // asked again, it is said again
    if (model.get("line") !== line) model.set("line", line);
    model.set("bound", bound);
    model.save_changes();
    show();
  }
  function wait(on) {
    go.classList.toggle("tc-busy", on);
    figure.setAttribute("aria-busy", on);
    if (on === (timer !== null)) return;
    clearTimeout(timer);
    timer = on ? setTimeout(late, LONG_MS) : null;
    if (!on) slow.textContent = "";
  }
  function late() {
    slow.textContent = "No answer yet. Python may still be starting, or it is gone: then run this again, or load the page anew.";
  }
  function show() {
    const [line, bound, answer] = ["line", "bound", "answer"].map((name) => model.get(name));
    for (const radio of radios) radio.checked = radio.value === bound;
    const fits = answer.line === line && answer.bound === bound;
    wait(!fits);
    if (fits && answer !== told) tell(answer);
  }
  function tell(answer) {
    told = answer;
    const wrong = Boolean(answer.error);
    alert.textContent = answer.error ?? "";
    input.setAttribute("aria-invalid", wrong);
    if (wrong) input.setAttribute("aria-describedby", alert.id);
    else input.removeAttribute("aria-describedby");
    picture.hidden = !answer.picture;
    picture.innerHTML = answer.picture ?? ""; // from our own frame.svg: no word of the reader's is in it
    picture.setAttribute("aria-label", answer.words ?? "");
    if (!answer.range && ends.contains(document.activeElement)) input.focus(); // what hides must not take the focus along
    ends.hidden = !answer.range;
    const said = wrong ? [] : [answer.line, answer.words, answer.note].filter(Boolean);
    caption.replaceChildren(...said.flatMap((text, at) => [at ? " " : "", make(at ? "span" : "strong", { textContent: text })]));
    rest.replaceChildren(...(wrong ? [] : [make("p", {}, make("strong", { textContent: "In full: " }), answer.sentence), table(answer.rows)]));
  }
  function table(rows) {
    const cells = (row, scope) => row.map((text, at) => make(scope === "col" || !at ? "th" : "td", { textContent: text, ...(scope === "col" || !at ? { scope } : {}) }));
    const head = make("tr", {}, ...cells(["Part", "Value", "From"], "col"));
    const body = rows.map((row) => make("tr", {}, ...cells(row, "row")));
    return make("table", {}, make("caption", { textContent: "What it is made of" }), make("thead", {}, head), make("tbody", {}, ...body));
  }
  function moved() {
    // From Python, or from another view: what is typed here and not yet asked gives way.
    if (input.value !== model.get("line")) input.value = model.get("line");
    show();
  }

  el.append(root);
  model.on("change:line", moved);
  for (const name of ["bound", "answer"]) model.on(`change:${name}`, show);
  moved();
  return () => {
    clearTimeout(timer);
    model.off("change:line", moved);
    for (const name of ["bound", "answer"]) model.off(`change:${name}`, show);
  };
}

export default { render };
