// Real radio buttons and check boxes; the verdict in words, every option explained. What was answered is kept in this
// browser, by the words of the options, so that an edition that changes a question does not show an old answer to it.
let made = 0;

function element(tag, properties = {}, attributes = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

const place = (question) => `trunkcare-quiz-${question.id}`;

function remember(question, answer) {
  try {
    if (answer) localStorage.setItem(place(question), JSON.stringify(answer));
    else localStorage.removeItem(place(question));
    return true;
  } catch {
    return false; // the browser keeps nothing for this page
  }
}

function remembered(question) {
  try {
    const answer = JSON.parse(localStorage.getItem(place(question)));
    const known = question.options.map((option) => option.text);
    return answer?.ask === question.ask && answer.chosen.every((text) => known.includes(text)) ? answer : null;
  } catch {
    return null;
  }
}

function verdict(question, chosen) {
  const right = question.options.filter((option) => option.right);
  const found = right.filter((option) => chosen.includes(option.text)).length;
  const wrong = chosen.length - found;
  if (!question.several) return found ? "That is right." : `Not quite. Right is: ${right[0].text}`;
  if (found === right.length && !wrong) return `That is right: all ${found}, and nothing else.`;
  return `You found ${found} of ${right.length}${wrong ? `, and chose ${wrong} that ${wrong > 1 ? "are" : "is"} not right` : ""}.`;
}

export const isRight = (question, chosen) =>
  question.options.every((option) => option.right === chosen.includes(option.text));

function ask(question, number, id, changed) {
  const form = element("form");
  const status = element("p", { className: "tc-quiz-verdict" }, { role: "status" });
  const field = element("fieldset");
  const legend = element("legend", { textContent: `${number}. ${question.ask}` });
  const rows = question.options.map((option, which) => {
    const row = element("div", { className: "tc-quiz-option" });
    const label = element("label");
    const input = element("input", { type: question.several ? "checkbox" : "radio", name: id, value: which });
    input.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take the arrow keys for itself
    const why = element("p", { id: `${id}-${which}`, hidden: true });
    why.append(element("b", { textContent: option.right ? "Right. " : "Wrong. " }), option.why);
    label.append(input, element("span", { textContent: option.text }));
    row.append(label, why);
    return { row, input, why, option };
  });
  const picture = question.picture && element("div", { className: "tc-quiz-picture" }, { role: "img" });
  const caption = element("p", { className: "tc-quiz-caption" });
  if (question.story) form.append(element("p", { className: "tc-quiz-story", textContent: question.story }));
  field.append(legend);
  if (picture) field.append(picture, caption);
  if (question.several) field.append(element("p", { className: "tc-quiz-caption", textContent: "More than one can be right." }));
  field.append(...rows.map(({ row }) => row));
  form.append(field, element("button", { textContent: "Check my answer" }), status);

  const own = { form, checked: false, chosen: () => rows.filter(({ input }) => input.checked).map(({ option }) => option.text) };
  own.right = () => own.checked && isRight(question, own.chosen());
  function show() {
    for (const { row, input, why, option } of rows) {
      why.hidden = !own.checked;
      row.classList.toggle("tc-right", own.checked && option.right);
      if (own.checked) input.setAttribute("aria-describedby", why.id);
      else input.removeAttribute("aria-describedby");
    }
    if (picture) {
      const [svg, words] = own.checked ? question.solved : question.picture;
      picture.innerHTML = svg;
      picture.setAttribute("aria-label", words);
      caption.textContent = own.checked ? words : ""; // before, the words would spot the fault for those who can see it
    }
    status.textContent = own.checked ? verdict(question, own.chosen()) : "";
  }
  own.fill = (answer) => {
    own.checked = Boolean(answer?.checked);
    for (const { input, option } of rows) input.checked = Boolean(answer?.chosen.includes(option.text));
    show();
  };
  function keep() {
    remember(question, { ask: question.ask, chosen: own.chosen(), checked: own.checked });
    changed();
  }
  form.addEventListener("change", () => {
    own.checked = false;
    show();
    keep();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (own.chosen().length) {
      own.checked = true;
      show();
      keep();
    } else {
      status.textContent = "Choose an answer first.";
    }
  });
  own.fill(remembered(question));
  return own;
}

function render({ model, el }) {
  const questions = model.get("questions");
  const quiz = element("section", { className: "tc-quiz" }, { "aria-label": model.get("name") });
  const sum = element("p", { className: "tc-quiz-sum" }, { role: "status" });
  const ends = element("p", { className: "tc-quiz-story", textContent: model.get("ends") });
  const forget = element("button", { type: "button", textContent: "Forget my answers" });
  const note = element("span");
  const id = `tc-quiz-${++made}`;
  const asked = questions.map((question, n) => ask(question, n + 1, `${id}-${n + 1}`, changed));

  function changed() {
    const done = asked.filter((own) => own.checked);
    if (model.get("unfolds")) {
      const open = asked.findIndex((own) => !own.checked);
      asked.forEach((own, n) => (own.form.hidden = open >= 0 && n > open));
    }
    ends.hidden = !ends.textContent || done.length < asked.length;
    const right = done.filter((own) => own.right()).length;
    const said = `${done.length} of ${asked.length} answered, ${right} right.`;
    if (sum.textContent !== said) sum.textContent = said;
  }
  forget.addEventListener("click", () => {
    questions.forEach((question) => remember(question, null));
    asked.forEach((own) => own.fill(null));
    changed();
  });
  note.textContent = remember({ id: "probe" }, null)
    ? "Your answers are kept in this browser only."
    : "This browser does not keep your answers.";
  changed();
  if (model.get("unfolds")) quiz.append(element("p", { className: "tc-quiz-name", textContent: model.get("name") }));
  const foot = element("p", { className: "tc-quiz-foot" });
  foot.append(forget, note);
  quiz.append(...asked.map((own) => own.form), ends, sum, foot);
  el.append(quiz);
}

export default { render };
