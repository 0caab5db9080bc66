// A pop-up list of choices, controlled by keyboard from a text field or button (the ARIA combobox pattern).
import { el, freshId, placeNear } from "./dom.js";

/**
 * A row is {name, value, description, detail, emoji, colour, disabled, selected}.
 * The controlling element keeps the focus and names the current row in aria-activedescendant.
 */
export class Listbox {
  #rows = [];
  #current = -1;
  #anchor = null;

  constructor({ steering, label, pick, multiple = false, done = null }) {
    this.id = freshId("list");
    this.steering = steering;
    this.pick = pick;
    this.list = el("div", { id: this.id, role: "listbox", "aria-label": label, "aria-multiselectable": multiple ? "true" : null });
    this.foot = el("div", { class: "listbox-foot" });
    this.node = el("div", { class: "listbox", popover: "manual" }, this.list, this.foot);
    this.node.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the focus on the controlling element
    this.outside = (event) => {
      if (!this.node.contains(event.target) && !this.#anchor?.contains(event.target)) (done ?? (() => this.hide()))();
    };
    steering.setAttribute("aria-controls", this.id);
    steering.setAttribute("aria-expanded", "false");
  }

  get open() {
    return this.node.matches(":popover-open");
  }

  get current() {
    return this.open ? (this.#rows[this.#current] ?? null) : null;
  }

  get first() {
    return this.open ? (this.#rows.find((row) => !row.disabled) ?? null) : null;
  }

  /** Show rows at `anchor`. `chooseFirst` makes the first row current, for options that only allow listed values. */
  show(anchor, rows, { chooseFirst = false, foot = "", empty = null, keep = false } = {}) {
    const before = this.#current;
    this.#rows = rows;
    this.#anchor = anchor;
    this.list.replaceChildren(...rows.map((row, index) => this.#row(row, index)));
    if (!rows.length && empty) this.list.append(el("div", { class: "listbox-empty" }, empty));
    this.foot.replaceChildren(foot);
    if (!rows.length && !empty) return this.hide();
    if (!this.node.isConnected) (this.steering.closest("dialog") ?? document.body).append(this.node);
    if (!this.open) {
      this.node.showPopover();
      document.addEventListener("pointerdown", this.outside, true);
    }
    this.steering.setAttribute("aria-expanded", "true");
    placeNear(this.node, anchor);
    this.#mark(keep ? Math.min(before, rows.length - 1) : chooseFirst ? rows.findIndex((row) => !row.disabled) : -1);
  }

  hide() {
    if (this.open) this.node.hidePopover();
    document.removeEventListener("pointerdown", this.outside, true);
    this.node.remove();
    this.#rows = [];
    this.steering.setAttribute("aria-expanded", "false");
    this.steering.removeAttribute("aria-activedescendant");
  }

  /** Move by `step` rows, wrapping around and skipping disabled rows. */
  move(step) {
    const count = this.#rows.length;
    let next = this.#current;
    for (let tries = 0; tries < count; tries += 1) {
      next = next < 0 ? (step > 0 ? 0 : count - 1) : (next + step + count) % count;
      if (!this.#rows[next].disabled) return this.#mark(next);
    }
  }

  /** Clear the current row while the rows belong to an earlier text. */
  unmark() {
    this.#mark(-1);
  }

  /** Move to the next row that starts with `letter`. */
  jump(letter) {
    const count = this.#rows.length;
    for (let step = 1; step <= count; step += 1) {
      const index = (this.#current + step) % count;
      if (this.#rows[index].name.toLowerCase().startsWith(letter.toLowerCase())) return this.#mark(index);
    }
  }

  #mark(index) {
    this.#current = index;
    for (const [place, option] of this.list.querySelectorAll("[role=option]").entries()) {
      option.classList.toggle("current", place === index);
      if (place === index) option.scrollIntoView({ block: "nearest" });
    }
    if (index >= 0) this.steering.setAttribute("aria-activedescendant", `${this.id}-${index}`);
    else this.steering.removeAttribute("aria-activedescendant");
  }

  #row(row, index) {
    const choose = () => {
      if (!row.disabled) this.pick(row);
    };
    return el(
      "div",
      {
        id: `${this.id}-${index}`,
        role: "option",
        class: row.selected ? "selected" : "",
        "aria-selected": row.selected ? "true" : "false",
        "aria-disabled": row.disabled ? "true" : null,
        on: { click: choose, pointermove: () => !row.disabled && this.#current !== index && this.#mark(index) },
      },
      row.emoji ? el("span", { class: "emoji", "aria-hidden": "true" }, row.emoji) : null,
      row.colour ? el("span", { class: "dot", style: { background: row.colour }, "aria-hidden": "true" }) : null,
      el("span", { class: "row-words" }, el("bdi", { class: "row-name" }, row.name), row.description ? el("bdi", { class: "row-description" }, row.description) : null),
      row.detail ? el("span", { class: "row-detail" }, row.detail) : null,
    );
  }
}
