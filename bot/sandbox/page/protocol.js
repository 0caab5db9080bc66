// The protocol panel: calls between the bot and the sandbox, with status, duration and broken rules.
import { el } from "./dom.js";

const KEPT = 300; // rows; older ones are dropped

/** The protocol panel; `list` holds the rows, `count` shows how many broke a rule. */
export class Protocol {
  #last = 0;

  constructor({ list, count, onlyWrong, empty }) {
    this.list = list;
    this.count = count;
    this.empty = empty;
    onlyWrong.addEventListener("change", () => list.classList.toggle("only-wrong", onlyWrong.checked));
  }

  get last() {
    return this.#last;
  }

  add(calls) {
    for (const call of calls) {
      if (call.number <= this.#last) continue;
      this.#last = call.number;
      this.list.prepend(row(call));
    }
    while (this.list.children.length > KEPT) this.list.lastElementChild.remove();
    this.#tell();
  }

  /** Start over, for a restarted sandbox that counts from one. */
  reset() {
    this.#last = 0;
    this.clear();
  }

  clear() {
    this.list.replaceChildren();
    this.#tell();
  }

  #tell() {
    const wrong = this.list.querySelectorAll(".wrong").length;
    this.count.textContent = wrong || "";
    this.count.setAttribute("aria-label", wrong ? `${wrong} calls broke a rule` : "");
    this.empty.hidden = this.list.children.length > 0;
  }
}

/** Shorten ids to their last digits; the title has the whole path. */
const shortIds = (path) => path.replace(/\d{13,}(\d{4})/g, "…$1");

function row(call) {
  const violations = call.violations ?? [];
  const failed = Number(call.status) >= 400;
  const head = [
    el("span", { class: "call-method" }, call.method ?? call.kind ?? ""),
    el("span", { class: "call-path", title: call.path }, el("bdi", {}, shortIds(call.path ?? ""))),
    el("span", { class: `call-status${failed ? " bad" : ""}` }, call.status || ""),
    el("span", { class: "call-ms" }, Number.isFinite(call.ms) ? `${call.ms < 10 ? call.ms.toFixed(1) : Math.round(call.ms)} ms` : ""),
  ];
  const body = call.body ? el("pre", { tabindex: 0 }, typeof call.body === "string" ? call.body : JSON.stringify(call.body, null, 1)) : null;
  const rules = violations.length ? el("ul", { class: "violations" }, ...violations.map((sentence) => el("li", { title: sentence }, sentence))) : null;
  const line = body ? el("details", {}, el("summary", {}, ...head), body) : el("div", { class: "call-line" }, ...head);
  return el("li", { class: `call ${call.kind === "gateway" ? "gateway" : "rest"}${violations.length ? " wrong" : ""}` }, line, rules);
}
