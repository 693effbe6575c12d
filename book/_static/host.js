// Runs the page's anywidgets from the state that the build embeds: no kernel, no require.js, no foreign host, also from
// file://. What stands in the page for a widget, its still picture, goes when the widget is there, and stays if it fails.
const modules = new Map();
const styled = new Set();

function load(source) {
  if (!modules.has(source)) {
    modules.set(source, import(URL.createObjectURL(new Blob([source], { type: "text/javascript" }))));
  }
  return modules.get(source);
}

function dress(source) {
  if (styled.has(source)) return;
  styled.add(source);
  document.head.append(Object.assign(document.createElement("style"), { textContent: source }));
}

function model(values) {
  const listeners = {};
  return {
    get: (name) => values[name],
    set(name, value) {
      values[name] = value;
      for (const tell of listeners[`change:${name}`] ?? []) tell();
    },
    on: (event, tell) => (listeners[event] ??= []).push(tell),
    off: (event, tell) => (listeners[event] = (listeners[event] ?? []).filter((other) => other !== tell)),
    save_changes() {},
    send() {},
  };
}

// Resolves when the reader comes near a place: what is heavy waits for that.
function near(place) {
  return new Promise((resolve) => {
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && resolve(watch.disconnect()), { rootMargin: "1000px" });
    watch.observe(place);
  });
}

// A script and not a fetch: a page from a folder may not fetch.
function loaded(src) {
  return new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror })));
}

async function valuesOf(view, page) {
  const values = page.state[JSON.parse(view.textContent).model_id];
  if (!values.later) return { ...values, _esm: page.sources[values._esm], _css: page.sources[values._css] };
  await near(view.previousElementSibling);
  await loaded(values.later);
  return globalThis.tcLater[values.later.split("/").at(-1)];
}

async function show(view, page) {
  const place = view.previousElementSibling;
  const el = document.createElement("div");
  try {
    const values = await valuesOf(view, page);
    const widget = (await load(values._esm)).default;
    dress(values._css);
    const own = model(values);
    await widget.initialize?.({ model: own });
    await widget.render({ model: own, el });
    place.replaceChildren(el);
  } catch (error) {
    el.textContent = "This interactive could not start in your browser. The text of the page says what it shows.";
    place.append(el);
    console.error(error);
  }
}

addEventListener("DOMContentLoaded", () => {
  const state = document.querySelector('script[type="application/vnd.jupyter.widget-state+json"]');
  if (!state) return;
  const page = JSON.parse(state.textContent);
  document.querySelectorAll('script[type="application/vnd.jupyter.widget-view+json"]').forEach((view) => show(view, page));
});
