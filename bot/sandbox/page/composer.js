// The message box: sends what is typed as a message or a command. `/` opens the command picker; a fully typed command works too.
import { AWAY } from "./api.js";
import { matching, parseLine } from "./commands.js";
import { el } from "./dom.js";
import { Listbox } from "./listbox.js";
import { CommandForm } from "./pills.js";

const LONGEST_NAME = 14; // of a channel in the placeholder, which a phone would cut off

/**
 * The composer. `say(text, files)` sends a message, `run(command, options)` a command; both resolve to an error message or
 * null. `tray` holds the files to send with the next message.
 */
export class Composer {
  #form = null;
  #last = null; // the last command sent; ArrowUp restores it

  constructor({ form, line, problem, status, tray, say, run }) {
    Object.assign(this, { form, line, problem, status, tray, say, run });
    this.input = el("textarea", { rows: 1, role: "combobox", autocomplete: "off", "aria-autocomplete": "list", maxlength: 4000, enterkeyhint: "send" });
    this.list = new Listbox({ steering: this.input, label: "Commands", pick: (row) => this.begin(row.value) });
    this.line.replaceChildren(this.input);
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.list.hide());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /** Set the user, the channel and the `commands` to pick from. */
  set({ world, user, channel, commands, name, writable }) {
    const moved = this.context?.channel.id !== channel.id || this.context?.user.id !== user.id;
    this.context = { world, user, channel };
    this.commands = commands;
    this.input.setAttribute("aria-label", `Message ${name}`);
    const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
    this.input.placeholder = writable ? `Type / or message ${short}` : "Open a post to write in it";
    this.input.disabled = !writable;
    if (moved) {
      this.#toText("", false);
      this.tray.take();
    }
    this.tray.open = writable && !this.#form;
    if (this.#form) this.#form.context = this.context;
  }

  /** Start a command as if it had been picked; `command` is a picker row or a path. */
  begin(command, texts = {}) {
    const chosen = typeof command === "string" ? this.commands.find(({ path }) => path === command) : command;
    if (!chosen) return;
    this.list.hide();
    this.tell(null);
    this.#form?.hide();
    this.#form = new CommandForm(chosen, texts, {
      context: this.context,
      tell: (sentence) => this.tell(sentence),
      announce: (words) => (this.status.textContent = words),
      send: () => this.#send(),
      leave: (text) => this.#toText(text, true),
    });
    this.tray.open = false;
    this.line.replaceChildren(this.#form.node);
    this.#form.focus();
  }

  /** Set the text and put the cursor at its end. */
  type(text) {
    this.#toText(text, true);
  }

  /** Focus the input. */
  focus() {
    if (!this.#form) this.input.focus();
  }

  /** Show an error, or clear it. It moves the message box up, so an open list would lie over the box, and it says all the list can say. */
  tell(sentence) {
    this.problem.textContent = sentence ?? "";
    if (!sentence) return;
    this.list.hide();
    this.#form?.hide();
  }

  /** Clear the message that the sandbox was away. */
  refresh() {
    if (this.problem.textContent === AWAY) this.tell(null);
    this.#form?.refresh();
  }

  #toText(text, focus) {
    this.#form?.hide();
    this.#form = null;
    this.input.value = text;
    this.line.replaceChildren(this.input);
    this.tray.open = !this.input.disabled;
    this.tell(null);
    if (focus) {
      this.input.focus();
      this.#typed();
    }
  }

  #typed() {
    this.tell(null);
    const { value } = this.input;
    if (!value.startsWith("/")) return this.list.hide();
    const line = parseLine(value, this.commands);
    if (line) return this.begin(line.command, line.texts);
    this.#offer(matching(this.commands, value.slice(1)));
  }

  #offer(commands) {
    const rows = commands.map((command) => ({
      name: `/${command.path}`,
      value: command,
      description: command.description,
      detail: this.context.world.application.name,
    }));
    const none = this.commands.length ? "No such command." : "The bot has no commands here (yet).";
    this.list.show(this.form, rows, { chooseFirst: true, empty: none, foot: rows.length ? "↑ ↓ and Enter to choose, Esc to close" : "" });
    this.status.textContent = rows.length === 1 ? "1 command" : `${rows.length} commands`;
  }

  #key(event) {
    if (event.isComposing) return;
    const { key } = event;
    const { list } = this;
    if ((key === "ArrowDown" || key === "ArrowUp") && list.open) list.move(key === "ArrowDown" ? 1 : -1);
    else if (key === "ArrowUp" && !this.input.value) this.#recall();
    else if ((key === "Enter" && !event.shiftKey) || (key === "Tab" && list.current)) list.current ? this.begin(list.current.value) : this.#send();
    else if (key === "Escape" && list.open) list.hide();
    else return;
    event.preventDefault();
  }

  #recall() {
    if (this.#last) this.begin(this.#last.path, this.#last.texts);
  }

  async #send() {
    if (this.#form) return this.#sendCommand();
    const text = this.input.value.trim();
    if (!text && !this.tray.size) return this.input.focus();
    if (text.startsWith("/")) {
      const command = this.commands.find(({ path }) => `/${path}` === text);
      return command ? this.begin(command) : this.tell("No such command. Type / to list the commands.");
    }
    this.#toText("", true);
    const files = this.tray.take();
    const complaint = await this.say(text, files);
    if (!complaint) return;
    this.#toText(text, true);
    this.tray.add(files);
    this.tell(complaint);
  }

  async #sendCommand() {
    const form = this.#form;
    if (form.stray) return this.tell(form.stray);
    const options = await form.values();
    if (options === null || this.#form !== form) return;
    this.#last = { path: form.command.path, texts: form.texts };
    this.#toText("", true);
    const complaint = await this.run(form.command, options);
    if (!complaint) return;
    if (!this.input.value && !this.#form) this.begin(form.command, form.texts);
    this.tell(complaint);
  }
}
