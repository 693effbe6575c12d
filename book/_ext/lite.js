// In JupyterLite: a lesson runs by itself once it is open, its links lead to the book, and a copy can be thrown away.
const site = new URL("..", document.currentScript.src);
const asked = new URLSearchParams(location.search);

function until(found) {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const value = found();
      if (value) resolve(clearInterval(timer) ?? value);
    }, 50);
  });
}

const sources = ({ cells }) => cells.map(({ source }) => [source].flat().join("")).join("\n\n");

// A copy that the reader never changed gives way to a newer lesson; one with changes stays.
function outdated(mine, original) {
  const key = `trunkcare-live-${asked.get("path")}`;
  const begun = localStorage.getItem(key);
  if (mine === original) localStorage.setItem(key, original);
  return mine === begun && mine !== original;
}

let moved = false;
for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(kind, () => (moved = true), true);

async function openLesson() {
  const app = await until(() => window.jupyterapp?.shell && window.jupyterapp);
  if (asked.has("anew")) {
    const path = asked.get("path");
    if (confirm("Throw away your copy of this lesson, with all that you changed in it?")) {
      await app.serviceManager.contents.delete(path).catch(() => {}); // there is none
    }
    location.replace(`?path=${encodeURIComponent(path)}`);
    return;
  }
  const panel = await until(() => app.shell.currentWidget?.sessionContext && app.shell.currentWidget);
  await panel.context.ready;
  const file = await fetch(new URL(`lite/files/${asked.get("path")}`, site));
  if (!file.ok) return; // a notebook of the reader's own
  if (outdated(sources(panel.context.model.toJSON()), sources(await file.json()))) {
    await app.serviceManager.contents.delete(asked.get("path"));
    location.reload();
    return;
  }
  await panel.sessionContext.ready;
  const { activeCellIndex, mode } = panel.content;
  const done = app.commands.execute("notebook:run-all-cells");
  // It goes to the last cell; but a reader begins at the top, and who types already goes on in the same place.
  panel.content.activeCellIndex = moved ? activeCellIndex : 0;
  panel.content.mode = mode;
  if (!moved) panel.content.outerNode.scrollTo(0, 0);
  await done;
  if (!moved) panel.content.outerNode.scrollTo(0, 0);
}

// JupyterLab takes the book's pages for files of its own.
addEventListener("click", (event) => {
  const [, path, kind, place] = event.target.closest?.("a[href]")?.href.match(/\/files\/(.+)\.(md|ipynb)(#.*)?$/) ?? [];
  if (!path) return;
  const link = event.target.closest("a");
  link.href = new URL(kind === "md" ? `${path}.html${place ?? ""}` : `lite/notebooks/index.html?path=${path}.ipynb`, site);
  event.stopPropagation();
}, true);

// As an app in a page: only what the line of Python shows, in a frame as high as that.
async function bare() {
  const style = document.createElement("style");
  style.textContent = `
    .jp-Toolbar, .jp-CodeConsole-input, .jp-InputArea, .jp-OutputPrompt, .jp-CodeConsole-banner { display: none !important; }
    .jp-CodeConsole-content { height: 100% !important; }
    .lm-SplitPanel-handle { display: none !important; }
    body, .lm-Widget { background: var(--jp-layout-color1) !important; }`;
  document.head.append(style);
  const shown = await until(() => document.querySelector(".jp-OutputArea-output > *"));
  // The console would take Enter for its own line; so a field or button gets it from the browser alone.
  addEventListener("keydown", (event) => event.key === "Enter" && shown.contains(event.target) && event.stopPropagation(), true);
  // And on a press it would take the focus and scroll, so that the click would fall beside the button.
  addEventListener("mousedown", (event) => event.target.closest?.(".jp-OutputArea-output") && event.stopPropagation(), true);
  new ResizeObserver(() => (frameElement.style.height = `${shown.scrollHeight + 120}px`)).observe(shown);
  frameElement.dispatchEvent(new Event("shown"));
}

if (asked.has("path")) openLesson();
else if (frameElement) bare();
