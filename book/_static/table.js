// Gives a table of class tc-filter a choice of grade and sortable headings; without this script it is a plain table.
const ORDER = ["STRONG", "MODERATE", "LIMITED", "CONFLICTING", "EXPERT", "NONE", "AGAINST"];
const gradesOf = (row) => [...row.querySelectorAll(".tc-grade")].map((badge) => badge.textContent);
const keyOf = (row, column) =>
  column === 2 ? Math.min(...gradesOf(row).map((grade) => ORDER.indexOf(grade))) : row.cells[column].textContent.trim();
const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "en", { numeric: true }));

function addFilter(table, rows) {
  const label = document.createElement("label");
  label.textContent = "Show statements with the grade ";
  const select = document.createElement("select");
  for (const grade of ["all grades", ...ORDER]) select.add(new Option(grade));
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  const show = () => {
    const all = select.selectedIndex === 0;
    for (const row of rows) row.hidden = !all && !gradesOf(row).includes(select.value);
    count.textContent = ` ${rows.filter((row) => !row.hidden).length} of ${rows.length} statements`;
  };
  select.addEventListener("change", show);
  label.append(select);
  const line = document.createElement("p");
  line.className = "tc-filter-line";
  line.append(label, count);
  (table.closest(".pst-scrollable-table-container") ?? table).before(line);
  show();
}

function addSorting(table, rows) {
  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.append(...(heading.querySelector("p")?.childNodes ?? heading.childNodes));
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = heading.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", up ? "ascending" : "descending");
      const sorted = rows.toSorted((a, b) => (up ? 1 : -1) * compare(keyOf(a, heading.cellIndex), keyOf(b, heading.cellIndex)));
      table.tBodies[0].append(...sorted);
    });
  }
}

// On a phone a row becomes a card: each cell then carries its column's name, and the roles that display: block takes away.
function labelCells(table) {
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  table.classList.add("tc-stack");
  table.setAttribute("role", "table");
  for (const part of [table.tHead, ...table.tBodies]) part.setAttribute("role", "rowgroup");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    for (const cell of row.cells) cell.setAttribute("role", cell.tagName === "TH" ? "columnheader" : "cell");
  }
  for (const row of table.tBodies[0].rows) {
    for (const cell of row.cells) cell.dataset.name = names[cell.cellIndex];
  }
}

addEventListener("DOMContentLoaded", () => {
  [...document.querySelectorAll(".bd-article table")].filter((table) => table.tHead).forEach(labelCells);
  for (const table of document.querySelectorAll("table.tc-filter")) {
    const rows = [...table.tBodies[0].rows];
    addFilter(table, rows);
    addSorting(table, rows);
  }
});
