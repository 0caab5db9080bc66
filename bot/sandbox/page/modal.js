// Shows the bot's modal as a dialog with labels, required marks and limits, and collects its fields.
import { markdown } from "./components.js";
import { el, freshId } from "./dom.js";
import { readFile } from "./files.js";
import { buildSelect, selectRows } from "./select.js";

const PART = { row: 1, textInput: 4, text: 10, label: 18, upload: 19, radio: 21, checkboxes: 22, checkbox: 23 };
const SELECTS = new Set([3, 5, 6, 7, 8]);
const PARAGRAPH = 2;

/**
 * Open a modal. `context` is what selects need ({world, user, channel}); `submit(fields)` resolves to an error message,
 * or null when the dialog may close.
 */
export function openModal(modal, context, submit) {
  const fields = [];
  const title = freshId("modal");
  const problem = el("p", { class: "field-problem", role: "alert" });
  const send = el("button", { type: "submit", class: "button primary" }, "Submit");
  const cancel = el("button", { type: "button", class: "button secondary", on: { click: () => dialog.close() } }, "Cancel");
  const form = el(
    "form",
    { novalidate: true },
    el("header", {}, el("h2", { id: title }, el("bdi", {}, modal.title ?? "")), el("p", { class: "quiet" }, `${context.world.application.name} shows this form. Do not share passwords or other secrets.`)),
    el("div", { class: "modal-parts" }, ...(modal.components ?? []).map((part) => draw(part, context, fields)).filter(Boolean)),
    problem,
    el("footer", {}, cancel, send),
  );
  const dialog = el("dialog", { class: "modal", "aria-labelledby": title }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = fields.filter((field) => !field.check());
    if (wrong.length) return wrong[0].focus();
    send.disabled = true;
    problem.textContent = "";
    const values = await Promise.all(fields.map(async (field) => [field.id, await field.value()]));
    const complaint = await submit(Object.fromEntries(values));
    send.disabled = false;
    if (complaint) problem.textContent = complaint;
    else dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.focus();
}

function draw(part, context, fields) {
  if (part.type === PART.text) return markdown(part.content, context.world);
  if (part.type === PART.row) return (part.components ?? []).map((inner) => labelled({ label: inner.label, component: inner }, context, fields));
  if (part.type === PART.label) return labelled(part, context, fields);
  return el("p", { class: "unknown-part" }, `A component of type ${part.type}, which this page can't show`);
}

function labelled({ label, description, component }, context, fields) {
  const id = freshId("field");
  const built = (BUILDERS[component.type] ?? (SELECTS.has(component.type) ? select : null))?.(component, { ...context, id, label });
  if (!built) return el("p", { class: "unknown-part" }, `A component of type ${component.type}, which this page can't show`);
  const required = component.required ?? component.type !== PART.checkbox;
  const problem = el("p", { class: "field-problem", role: "alert", id: `${id}-problem` });
  const complain = (sentence) => {
    problem.textContent = sentence ?? "";
    built.focusable.toggleAttribute("aria-invalid", Boolean(sentence));
    return !sentence;
  };
  fields.push({ id: component.custom_id, value: built.value, focus: () => built.focusable.focus(), check: () => complain(built.wrong(required)) });
  const words = [el("bdi", {}, label ?? ""), required ? el("span", { class: "required", title: "required" }, el("span", { "aria-hidden": "true" }, " *"), el("span", { class: "unseen" }, " (required)")) : null];
  const help = description ? el("p", { class: "quiet", id: `${id}-help` }, description) : null;
  built.focusable.setAttribute("aria-describedby", `${help ? `${id}-help ` : ""}${id}-problem`);
  if (built.group) {
    built.node.setAttribute("aria-labelledby", `${id}-label`);
    return el("div", { class: "field" }, el("div", { class: "field-label", id: `${id}-label` }, ...words), help, built.node, problem);
  }
  return el("div", { class: "field" }, el("label", { class: "field-label", for: id }, ...words), help, built.node, problem);
}

const BUILDERS = { [PART.textInput]: textInput, [PART.radio]: options, [PART.checkboxes]: options, [PART.checkbox]: checkbox, [PART.upload]: upload };

function textInput(component, { id }) {
  const longest = component.max_length ?? 4000;
  const shortest = component.min_length ?? 0;
  const attributes = { id, maxlength: longest, placeholder: component.placeholder, autocomplete: "off", "aria-required": component.required === false ? null : "true" };
  const input = component.style === PARAGRAPH ? el("textarea", { ...attributes, rows: 4 }) : el("input", { ...attributes, type: "text" });
  input.value = component.value ?? "";
  const left = el("span", { class: "counter", "aria-hidden": "true" });
  const count = () => (left.textContent = `${input.value.length} / ${longest}`);
  input.addEventListener("input", count);
  count();
  return {
    node: el("div", { class: "text-input" }, input, left),
    focusable: input,
    value: () => input.value,
    wrong(required) {
      if (required && !input.value.trim()) return "This field is required.";
      if (input.value && input.value.length < shortest) return `At least ${shortest} characters; this has ${input.value.length}.`;
      return null;
    },
  };
}

function select(component, { id, label, world, user, channel }) {
  const rows = selectRows(component, { world, user, channel });
  const min = component.min_values ?? 1;
  const widget = buildSelect({ rows, placeholder: component.placeholder || "Make a selection", min, max: component.max_values ?? 1, disabled: component.disabled, label });
  widget.button.id = id;
  return {
    node: widget.node,
    focusable: widget.button,
    value: () => widget.values(),
    wrong(required) {
      const count = widget.values().length;
      if (required && count < Math.max(min, 1)) return min > 1 ? `Choose at least ${min}.` : "Choose one.";
      return null;
    },
  };
}

/** Radio buttons, or checkboxes for several choices. */
function options(component, { id }) {
  const many = component.type === PART.checkboxes;
  const inputs = (component.options ?? []).map((option) => el("input", { type: many ? "checkbox" : "radio", name: id, value: option.value, checked: option.default }));
  const rows = (component.options ?? []).map((option, index) => el("label", { class: "choice" }, inputs[index], el("span", {}, el("bdi", {}, option.label), option.description ? el("small", {}, option.description) : null)));
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const min = many ? (component.min_values ?? 1) : 1;
  const max = component.max_values ?? inputs.length;
  return {
    group: true,
    node: el("div", { role: many ? "group" : "radiogroup" }, ...rows),
    focusable: inputs[0] ?? el("span"),
    value: () => (many ? chosen() : (chosen()[0] ?? null)),
    wrong(required) {
      if (required && chosen().length < min) return min > 1 ? `Choose at least ${min}.` : "Choose one.";
      return many && chosen().length > max ? `At most ${max}.` : null;
    },
  };
}

function checkbox(component, { id }) {
  const input = el("input", { type: "checkbox", id, checked: component.default });
  return { node: el("div", { class: "choice" }, input), focusable: input, value: () => input.checked, wrong: () => null };
}

function upload(component, { id }) {
  const max = component.max_values ?? 1;
  const input = el("input", { type: "file", id, multiple: max > 1 });
  return {
    node: input,
    focusable: input,
    value: () => Promise.all([...input.files].map(readFile)),
    wrong(required) {
      if (required && input.files.length < (component.min_values ?? 1)) return "Choose a file.";
      return input.files.length > max ? `At most ${max} files.` : null;
    },
  };
}
