// What paper cannot do (be dark, unfold) and what a folder without a server cannot do (fetch excerpts for the search).
let theme;
let folded = [];

addEventListener("beforeprint", () => {
  theme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const part of folded) part.open = true;
});

addEventListener("afterprint", () => {
  document.documentElement.dataset.theme = theme;
  for (const part of folded) part.open = false;
});

// A formula that is wider than the page can be scrolled with the keyboard too.
addEventListener("DOMContentLoaded", () => {
  for (const formula of document.querySelectorAll('math[display="block"]')) {
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
  }
});

// Live Python: an app in its frame, on a click; from a folder it cannot start.
function start(button) {
  const dark = document.documentElement.dataset.theme === "dark" ? "&theme=JupyterLab%20Dark" : "";
  const frame = Object.assign(document.createElement("iframe"), { src: button.dataset.app + dark, title: "Live Python: try your own" });
  const place = button.closest(".tc-app");
  const said = Object.assign(document.createElement("p"), { role: "status", tabIndex: -1 });
  place.append(said, frame);
  said.textContent = "Python is starting. It takes 10 to 20 seconds, longer on a slow connection.";
  said.focus();
  button.remove();
  const late = setTimeout(() => (said.textContent = "Python has not started yet. If nothing comes, load the page again."), 60000);
  frame.addEventListener("shown", () => {
    clearTimeout(late);
    for (const other of [...place.children].filter((one) => one !== frame)) other.remove(); // a frame that moves loads anew
    frame.focus();
  }, { once: true });
}

addEventListener("DOMContentLoaded", () => {
  for (const way of document.querySelectorAll(".tc-button")) {
    if (location.protocol === "file:") {
      way.parentElement.querySelector("p").textContent = "Live Python needs the site on a server: open it where it is published, or type make serve.";
      way.remove();
    } else if (way.dataset.app) {
      way.addEventListener("click", () => start(way));
    }
  }
});

if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
