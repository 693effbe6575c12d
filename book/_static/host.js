// Runs the page's anywidgets from the state that Sphinx embeds: no kernel, no require.js, no foreign host, also from file://.
const states = {};
const models = {};

function model(id) {
  if (models[id]) return models[id];
  const { _esm, _css, ...values } = states[id].state;
  const listeners = {};
  return (models[id] = {
    get: (name) => values[name],
    set(name, value) {
      values[name] = value;
      for (const tell of listeners[`change:${name}`] ?? []) tell();
    },
    on: (event, tell) => (listeners[event] ??= []).push(tell),
    off: (event, tell) => (listeners[event] = (listeners[event] ?? []).filter((other) => other !== tell)),
    save_changes() {},
    send() {},
  });
}

const styled = new Set();
const modules = new Map();
function load(source) {
  if (!modules.has(source)) {
    modules.set(source, import(URL.createObjectURL(new Blob([source], { type: "text/javascript" }))));
  }
  return modules.get(source);
}

async function show(view) {
  const id = JSON.parse(view.textContent).model_id;
  const el = document.createElement("div");
  el.className = "tc-widget";
  view.after(el);
  try {
    const { _esm, _css } = states[id].state;
    if (_css && !styled.has(_css)) {
      styled.add(_css);
      const style = document.createElement("style");
      style.textContent = _css;
      document.head.append(style);
    }
    const widget = (await load(_esm)).default;
    await widget.initialize?.({ model: model(id) });
    await widget.render({ model: model(id), el });
  } catch (error) {
    el.textContent = "This interactive could not start in your browser. The text of the page says what it shows.";
    console.error(error);
  }
}

addEventListener("DOMContentLoaded", () => {
  for (const part of document.querySelectorAll('script[type="application/vnd.jupyter.widget-state+json"]')) {
    Object.assign(states, JSON.parse(part.textContent).state);
  }
  document.querySelectorAll('script[type="application/vnd.jupyter.widget-view+json"]').forEach(show);
});
