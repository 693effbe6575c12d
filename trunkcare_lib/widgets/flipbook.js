// Native range inputs, one figure, one sentence. All frames are in the model: nothing is computed here.
let made = 0;

function render({ model, el }) {
  const id = `tc-flipbook-${++made}`;
  const controls = model.get("controls");
  const figure = document.createElement("figure");
  figure.className = "tc-flipbook";
  el.append(figure);
  const outputs = controls.map((control, which) => {
    const row = document.createElement("p");
    const label = document.createElement("label");
    label.htmlFor = `${id}-${which}`;
    label.textContent = control.label;
    const input = document.createElement("input");
    Object.assign(input, { type: "range", id: label.htmlFor, min: 0, max: control.values.length - 1, step: 1 });
    input.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take the arrow keys for itself
    const output = document.createElement("output");
    output.htmlFor = input.id;
    input.addEventListener("input", () => {
      model.set("at", model.get("at").map((at, other) => (other === which ? Number(input.value) : at)));
      model.save_changes();
    });
    row.append(label, input, output);
    figure.append(row);
    return { input, output, values: control.values };
  });
  const picture = document.createElement("div");
  picture.setAttribute("role", "img");
  const sentence = document.createElement("figcaption");
  sentence.setAttribute("aria-live", "polite");
  figure.append(picture, sentence);

  const show = () => {
    const at = model.get("at");
    const [svg, words] = model.get("frames")[controls.reduce((sum, c, i) => sum * c.values.length + at[i], 0)];
    outputs.forEach(({ input, output, values }, i) => {
      input.value = at[i];
      output.value = values[at[i]];
      input.setAttribute("aria-valuetext", values[at[i]]);
    });
    picture.innerHTML = svg;
    picture.setAttribute("aria-label", words);
    sentence.textContent = words;
  };
  model.on("change:at", show);
  show();
  return () => model.off("change:at", show);
}

export default { render };
