// Native inputs, one figure, one sentence. All frames are in the model, or Python draws one when asked for it.
let made = 0;
const SPEEDS = [["½", 0.5], ["1", 1], ["2", 2], ["4", 4]];

function element(tag, properties = {}, attributes = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function render({ model, el }) {
  const id = `tc-flipbook-${++made}`;
  const controls = model.get("controls");
  const drawn = new Map(); // frames that Python drew on demand
  const gone = new AbortController();
  const figure = element("figure", { className: "tc-flipbook" });
  const picture = element("div", {}, { role: "img" });
  const sentence = element("figcaption", {}, { "aria-live": "polite" });
  let asked = null;

  const number = () => controls.reduce((sum, control, i) => sum * control.values.length + model.get("at")[i], 0);
  function frame() {
    const [place, words] = model.get("frames")[number()] ?? [];
    return words === undefined ? drawn.get(number()) : [model.get("pictures")[place], words];
  }
  function turn(which, to) {
    model.set("at", model.get("at").map((at, other) => (other === which ? to : at)));
  }

  const rows = controls.map((control, which) => {
    const row = element("p");
    const label = element("label", { htmlFor: `${id}-${which}`, textContent: control.label });
    const menu = control.kind === "menu";
    const input = menu
      ? element("select", { id: label.htmlFor })
      : element("input", { id: label.htmlFor, type: "range", min: 0, max: control.values.length - 1, step: 1 });
    if (menu) control.values.forEach((value, at) => input.append(element("option", { value: at, textContent: value })));
    else input.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take the arrow keys for itself
    const output = element("output", { htmlFor: input.id });
    input.addEventListener("input", () => {
      rows[which].stop?.();
      turn(which, Number(input.value));
      model.save_changes();
    });
    row.append(label, input);
    if (!menu) row.append(output);
    figure.append(row);
    return { control, which, input, output };
  });
  for (const row of rows) if (row.control.stays_s) player(row);
  figure.append(picture, sentence);
  el.append(figure);

  function player(row) {
    const bar = element("p", { className: "tc-flipbook-play" });
    const button = element("button", { type: "button", textContent: "Play" });
    const label = element("label", { htmlFor: `${id}-speed-${row.which}`, textContent: "speed" });
    const speed = element("select", { id: label.htmlFor });
    for (const [name, value] of SPEEDS) speed.append(element("option", { value, textContent: `${name} ×` }));
    speed.value = 1;
    bar.append(button, label, speed);
    figure.append(bar);
    const stays_s = row.control.stays_s;
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    let timer = null;

    function next() {
      // With reduced motion only the pages are shown that one can halt at, each for a second at least.
      const from = model.get("at")[row.which];
      const halts = calm.matches ? row.control.halts : null;
      let [to, wait_s] = [from, 0];
      do {
        wait_s += stays_s[to] / Number(speed.value);
        to = (to + 1) % stays_s.length;
      } while (halts && !halts.includes(to) && to !== from);
      timer = setTimeout(() => step(to), 1000 * Math.max(wait_s, calm.matches ? 1 : 0));
    }
    function step(to) {
      if (!figure.isConnected) return row.stop();
      if (frame()) turn(row.which, to); // else it is being drawn
      next();
    }
    row.stop = () => {
      if (timer === null) return;
      clearTimeout(timer);
      timer = null;
      button.textContent = "Play";
      sentence.setAttribute("aria-live", rows.some((other) => other.playing?.()) ? "off" : "polite");
      model.save_changes();
    };
    row.playing = () => timer !== null;
    button.addEventListener("click", () => {
      if (row.playing()) return row.stop();
      button.textContent = "Pause";
      sentence.setAttribute("aria-live", "off"); // a live region that ticks makes a screen reader unusable
      next();
    });
    document.addEventListener("visibilitychange", () => document.hidden && row.stop(), { signal: gone.signal });
  }

  function show() {
    rows.forEach(({ control, which, input, output }) => {
      const at = model.get("at")[which];
      input.value = at;
      output.value = control.values[at];
      if (control.kind !== "menu") input.setAttribute("aria-valuetext", control.values[at]);
    });
    const [svg, words] = frame() ?? ["", "drawing …"];
    picture.setAttribute("aria-label", words);
    sentence.textContent = words;
    if (frame()) picture.innerHTML = svg; // while the next is drawn the last picture stays, paler
    picture.classList.toggle("tc-drawing", !frame());
    if (!frame() && asked === null) {
      asked = number();
      model.send({ frame: asked });
    }
  }
  function answered(message) {
    if (message.frame === undefined) return;
    drawn.set(message.frame, [message.picture, message.words]);
    if (message.frame === asked) asked = null; // of all that were turned past, only the one now wanted is asked for
    show();
  }
  model.on("change:at", show);
  model.on("msg:custom", answered);
  show();
  return () => {
    for (const row of rows) row.stop?.();
    gone.abort();
    model.off("change:at", show);
    model.off("msg:custom", answered);
  };
}

export default { render };
