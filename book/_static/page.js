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

if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
