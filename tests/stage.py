"""A widget's module on a page without Jupyter: what it sends is kept, and Python answers when the test says."""

MODEL = """async ({source, style, values, sends}) => {
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
  const heard = {};
  Object.assign(window, { heard, sent: [] });
  window.model = {
    get: (name) => values[name],
    set(name, value) {
      values[name] = value;
      for (const tell of heard[`change:${name}`] ?? []) tell();
    },
    on: (event, tell) => (heard[event] ??= []).push(tell),
    off: (event, tell) => (heard[event] = heard[event].filter((other) => other !== tell)),
    save_changes: () => window.sent.push(Object.fromEntries(sends.map((name) => [name, values[name]]))),
  };
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  window.leave = await (await import(url)).default.render({ model, el: document.querySelector("main") });
}"""


def put(page, widget, names, sends, style=None):
    """Render a widget into the page's `main`, with the traits of these names; it sends those named in `sends`."""
    state = widget.get_state()
    values = {name: state[name] for name in names}
    style = state["_css"] if style is None else style
    page.evaluate(MODEL, {"source": state["_esm"], "style": style, "values": values, "sends": sends})
