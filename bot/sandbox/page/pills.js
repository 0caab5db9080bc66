// The options of a chosen command as labelled pills, filled in by keyboard, with suggestions while typing.
import { api } from "./api.js";
import { OPTION, inOrder, isStrict, keyed, parseOptions, valueOf } from "./commands.js";
import { el, freshId } from "./dom.js";
import { readFile } from "./files.js";
import { Listbox } from "./listbox.js";
import { channelRows, roleRows, userRows } from "./select.js";

const PAUSE = 120; // milliseconds without a key before suggestions are requested

/**
 * The form of one command. `context` is {world, user, channel}; `tell(sentence)` shows an error, `announce(words)` tells a screen
 * reader, `send()` runs when Enter has nothing to choose, `leave(text)` when the user goes back.
 */
export class CommandForm {
  #fields = [];

  constructor(command, texts, { context, tell, announce, send, leave }) {
    Object.assign(this, { command, context, tell, announce, send, leave });
    this.options = inOrder(command.options);
    const chip = el("span", { class: "chip", title: command.description }, `/${command.path}`);
    this.tail = this.#buildTail();
    this.node = el("span", { class: "pills", role: "group", "aria-label": `Command /${command.path}` }, chip, this.tail.pill);
    for (const option of this.options) if (option.required || option.name in texts) this.#add(option, texts[option.name] ?? "");
    this.#offerRest();
  }

  /** Focus the first missing option, else the end of the last one, else the tail. */
  focus() {
    const missing = this.#fields.find((field) => field.option.required && !field.input.value);
    const place = missing ?? this.#fields.at(-1) ?? this.tail;
    place.input.focus();
    if (place.list) place.input.setSelectionRange(place.input.value.length, place.input.value.length);
  }

  /** The texts by option, to restore the command later. */
  get texts() {
    return Object.fromEntries(this.#fields.filter((field) => field.option.type !== OPTION.attachment).map((field) => [field.option.name, field.picked ?? field.input.value]));
  }

  /** The options' values, or null if one is wrong: then it is focused and `tell` has shown why. */
  async values() {
    this.hide();
    const values = {};
    for (const field of this.#fields) {
      const result = await this.#valueOf(field);
      field.pill.classList.toggle("wrong", Boolean(result.problem));
      if (result.problem) {
        this.tell(result.problem);
        field.input.focus();
        return null;
      }
      if (result.value !== undefined) values[field.option.name] = result.value;
    }
    return values;
  }

  hide() {
    for (const field of [...this.#fields, this.tail]) this.#close(field);
  }

  // ---- one option ---------------------------------------------------------------------------------------------------------------

  #add(option, text) {
    const attachment = option.type === OPTION.attachment;
    const id = freshId("option");
    const input = attachment
      ? el("input", { id, type: "file", "aria-label": option.name })
      : el("input", { id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-label": `${option.name}${option.required ? ", required" : ""}`, "aria-description": option.description });
    const label = el("label", { for: id, title: option.description }, option.name, option.required ? el("span", { class: "required", "aria-hidden": "true" }, "*") : null);
    const field = { option, input, pill: el("span", { class: "pill" }, label, input), picked: null, asked: 0 };
    if (!attachment) {
      input.value = text.name ?? text;
      field.picked = text.name ? text : null;
      field.list = new Listbox({ steering: input, label: `Suggestions for ${option.name}`, pick: (row) => this.#pick(field, row) });
    }
    const events = { input: () => this.#typed(field), focus: () => this.#suggest(field, 0), blur: () => this.#close(field), keydown: (event) => this.#key(field, event) };
    for (const [name, listener] of Object.entries(events)) input.addEventListener(name, listener);
    this.tail.pill.before(field.pill);
    this.#fields.push(field);
    this.#widen(field);
    return field;
  }

  #typed(field) {
    field.picked = null;
    this.tell(null);
    field.pill.classList.remove("wrong");
    const { option, input } = field;
    if (option.type === OPTION.attachment) return this.#offerRest();
    const texts = parseOptions(input.value, this.options, option);
    const own = texts[option.name] ?? "";
    if (Object.keys(texts).some((name) => name !== option.name) || own !== input.value.trim()) {
      this.#spread({ [option.name]: own, ...texts });
    } else this.#suggest(field, PAUSE);
    this.#widen(field);
  }

  /** Move `name:value` typed into an option to the option it names, and focus the last one named. */
  #spread(texts) {
    let last = null;
    for (const [name, text] of Object.entries(texts)) {
      const option = this.options.find((candidate) => candidate.name === name);
      last = this.#fields.find((field) => field.option === option) ?? this.#add(option, "");
      if (option.type === OPTION.attachment) continue;
      last.input.value = text;
      last.picked = null;
      this.#widen(last);
    }
    this.#offerRest();
    last.input.focus();
    this.#suggest(last, PAUSE);
  }

  #widen({ input }) {
    input.style.setProperty("--width", `${Math.min(Math.max(input.value.length + 1, 6), 60)}ch`);
  }

  // ---- suggestions --------------------------------------------------------------------------------------------------------------

  #suggest(field, pause) {
    if (!field.list) return;
    clearTimeout(field.timer);
    const { option } = field;
    field.list.unmark();
    field.shownFor = null; // until the answer arrives, the list belongs to an earlier text
    if (option.autocomplete) field.timer = setTimeout(() => this.#ask(field), pause);
    else if (isStrict(option)) this.#show(field, filtered(this.#rows(option), field.picked ? "" : field.input.value), true);
    else field.list.show(field.pill, [], { empty: option.description || "Type a value." });
  }

  async #ask(field) {
    field.asked += 1;
    const turn = field.asked;
    field.stop?.abort();
    field.stop = new AbortController();
    const { user, channel } = this.context;
    const options = keyed(this.options, { ...this.#sound(), [field.option.name]: field.input.value });
    try {
      const answer = await api.complete({ user: user.id, channel: channel.id, name: this.command.key, options, focused: field.option.key ?? field.option.name }, field.stop.signal);
      if (turn === field.asked && document.activeElement === field.input) this.#show(field, answer.choices ?? [], false);
    } catch (problem) {
      if (problem.name !== "AbortError" && turn === field.asked) field.list.show(field.pill, [], { empty: problem.message });
    }
  }

  /** The valid values so far, sent to the bot with the option being typed. */
  #sound() {
    const named = this.#fields.filter((field) => field.list).map((field) => [field.option.name, this.#typedValue(field).value]);
    return Object.fromEntries(named.filter(([, value]) => value !== undefined));
  }

  #show(field, rows, strict) {
    field.shownFor = field.input.value;
    const shown = rows.map((row) => ({ ...row, selected: row.value === field.picked?.value }));
    const typed = field.input.value.trim();
    const whole = rows.some((row) => row.name.toLowerCase() === typed.toLowerCase()); // then Enter sends the command
    field.list.show(field.pill, shown, {
      chooseFirst: strict && Boolean(typed) && !whole,
      empty: strict ? "Nothing in the list matches." : `${field.option.description || field.option.name}. No suggestions; your text is sent as typed.`,
      foot: rows.length ? (strict ? "↑ ↓ and Enter to choose" : "↑ ↓ and Enter to choose, Tab for the first, or send what you typed") : "",
    });
    this.announce(rows.length === 1 ? "1 suggestion" : `${rows.length} suggestions`);
  }

  #rows(option) {
    const { world, user, channel } = this.context;
    if (option.choices?.length) return option.choices;
    if (option.type === OPTION.boolean) return [{ name: "True", value: true }, { name: "False", value: false }];
    if (option.type === OPTION.user) return userRows(world, channel);
    if (option.type === OPTION.role) return roleRows(channel);
    if (option.type === OPTION.channel) return channelRows(world, user, channel, option.channel_types);
    return [...userRows(world, channel), ...roleRows(channel)];
  }

  async #valueOf({ option, input, ...field }) {
    if (option.type !== OPTION.attachment) return this.#typedValue({ option, input, ...field });
    if (input.files.length) return { value: await readFile(input.files[0]) };
    return option.required ? { problem: `${option.name} is required: choose a file.` } : {};
  }

  #typedValue({ option, input, picked }) {
    if (picked) return { value: picked.value };
    return valueOf(option, input.value, isStrict(option) ? this.#rows(option) : []);
  }

  #close(field) {
    clearTimeout(field.timer);
    field.asked += 1; // a pending answer is now stale
    field.list?.hide();
  }

  // ---- keys ---------------------------------------------------------------------------------------------------------------------

  #pick(field, row) {
    if (field === this.tail) return this.#addByName(row.value);
    field.picked = row;
    field.input.value = row.name;
    this.#widen(field);
    this.#close(field);
    this.#onward();
  }

  #onward() {
    const missing = this.#fields.find((field) => field.option.required && !field.input.value);
    if (missing) return missing.input.focus();
    this.tail.input.focus();
  }

  #key(field, event) {
    if (event.isComposing) return;
    const { key } = event;
    const list = field.list;
    if ((key === "ArrowDown" || key === "ArrowUp") && list?.open) list.move(key === "ArrowDown" ? 1 : -1);
    else if (key === "ArrowDown" && list) this.#suggest(field, 0);
    else if (key === "Enter") list?.current ? this.#pick(field, list.current) : this.send();
    else if (key === "Tab" && !event.shiftKey && this.#tabTarget(field)) this.#pick(field, this.#tabTarget(field));
    else if (key === "Escape") list?.open ? this.#close(field) : this.leave("");
    else if (key === "Backspace" && !field.input.value) this.#back(field);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * The row that Tab chooses: the current one, else the first remaining option, or the first suggestion for typed text;
   * null moves to the next option.
   */
  #tabTarget(field) {
    const { list, input, picked, shownFor } = field;
    if (!list?.open) return null;
    if (field === this.tail) return list.current ?? list.first;
    return list.current ?? (input.value && !picked && shownFor === input.value ? list.first : null);
  }

  /** Backspace in an empty option removes it and goes to the previous one, or from the first to the command's name. */
  #back(field) {
    const index = field === this.tail ? this.#fields.length : this.#fields.indexOf(field);
    if (index === 0) return this.leave(`/${this.command.path}`);
    const before = this.#fields[index - 1];
    if (field !== this.tail && !field.option.required) {
      this.#close(field);
      this.#fields.splice(index, 1);
      field.pill.remove();
      this.#offerRest();
    }
    before.input.focus();
  }

  // ---- remaining options ------------------------------------------------------------------------------------------------

  #buildTail() {
    const input = el("input", { type: "text", class: "tail", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-label": "More options; Enter sends" });
    const tail = { input, pill: el("span", { class: "tail-box" }, input), option: {} };
    tail.list = new Listbox({ steering: input, label: "Remaining options", pick: (row) => this.#pick(tail, row) });
    input.addEventListener("focus", () => this.#offer());
    input.addEventListener("blur", () => this.#close(tail));
    input.addEventListener("input", (event) => !event.isComposing && this.#tailTyped());
    input.addEventListener("keydown", (event) => this.#key(tail, event));
    return tail;
  }

  get #left() {
    return this.options.filter((option) => !this.#fields.some((field) => field.option === option));
  }

  #offerRest() {
    const left = this.#left.length;
    this.tail.input.placeholder = left ? `+${left} more, or Enter` : "Enter sends";
  }

  #offer() {
    const rows = this.#left.map((option) => ({ name: option.name, value: option.name, description: option.description, detail: "optional" }));
    const shown = filtered(rows, this.tail.input.value);
    this.tail.list.show(this.tail.pill, shown, { chooseFirst: Boolean(this.tail.input.value), foot: footOf(shown, this.tail.input.value) });
  }

  #tailTyped() {
    this.tell(null);
    const named = parseOptions(this.tail.input.value, this.options, null);
    if (!Object.keys(named).length) return this.#takeWords() || this.#offer();
    this.tail.input.value = "";
    this.#spread(named);
  }

  /** Text that starts no option's name is the value of the only remaining option. Returns true if it was used so. */
  #takeWords() {
    const typed = this.tail.input.value;
    const [only, ...others] = this.#left;
    if (!only || others.length || only.type === OPTION.attachment || only.name.startsWith(typed.trim().toLowerCase())) return false;
    const named = typed.toLowerCase().startsWith(`${only.name} `) ? only.name.length + 1 : 0;
    this.tail.input.value = "";
    this.#spread({ [only.name]: typed.slice(named) });
    return true;
  }

  #addByName(name) {
    this.tail.input.value = "";
    const field = this.#add(this.options.find((option) => option.name === name), "");
    this.#offerRest();
    field.input.focus();
  }

  /** The error message for tail text that names no option; null if there is none. */
  get stray() {
    const words = this.tail.input.value.trim();
    if (!words) return null;
    const [first, ...others] = this.#left;
    if (!first) return `/${this.command.path} has no more options: remove “${words}”, then press Enter.`;
    const does = others.length ? `press Tab to choose one, or type its name and a colon, such as ${first.name}:` : `press Tab to add ${first.name}.`;
    return `“${words}” is not an option of /${this.command.path}. Remove it, then ${does}`;
  }

  /** The sandbox is back: request missing suggestions again. */
  refresh() {
    const field = this.#fields.find(({ input }) => input === document.activeElement);
    this.hide();
    if (field) this.#suggest(field, 0);
  }
}

function footOf(rows, typed) {
  if (!rows.length) return "";
  if (typed) return "Tab or Enter to add it";
  return rows.length === 1 ? `Tab to add ${rows[0].name}, Enter to send` : "↑ ↓ and Tab to add one, Enter to send";
}

function filtered(rows, typed) {
  const wanted = typed.trim().replace(/^[@#]/, "").toLowerCase();
  const fits = (word) => String(word ?? "").replace(/^[@#]/, "").toLowerCase().includes(wanted);
  return rows.filter((row) => fits(row.name) || fits(row.key)).slice(0, 25);
}
