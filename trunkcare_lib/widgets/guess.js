// A form with one number. The answer is said in words, politely, and only after a guess was made.
let made = 0;

function verdict(guess, [low, high], unit) {
  const range = low === high ? `${low} ${unit}` : `anything from ${low} to ${high} ${unit}`;
  if (guess < low) return `Your ${guess} is too low. Right is ${range}.`;
  if (guess > high) return `Your ${guess} is too high. Right is ${range}.`;
  return low === high ? `That is right: ${range}.` : `That is right: ${range} is.`;
}

function render({ model, el }) {
  const id = `tc-guess-${++made}`;
  const form = document.createElement("form");
  form.className = "tc-guess";
  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = model.get("question");
  const input = document.createElement("input");
  Object.assign(input, { id, type: "number", min: 0, step: "any", required: true, inputMode: "decimal" });
  const unit = document.createElement("span");
  unit.textContent = model.get("unit");
  const button = document.createElement("button");
  button.textContent = "This is my guess";
  const said = document.createElement("div");
  said.setAttribute("role", "status");
  form.append(label, input, unit, button, said);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = document.createElement("p");
    first.className = "tc-guess-verdict";
    first.textContent = verdict(Number(input.value), model.get("answer"), model.get("unit"));
    const why = document.createElement("p");
    why.textContent = model.get("why");
    said.replaceChildren(first, why);
  });
  el.append(form);
}

export default { render };
