// Turns Discord's commands and a typed line into commands to pick, options with values, and error messages.

export const OPTION = { subcommand: 1, group: 2, string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, attachment: 11 };

/** A command, option or choice as a client in `locale` shows it; `key` is the name that the bot gave it. */
export function localized(row, locale) {
  const told = (key) => row[`${key}_localizations`]?.[locale] ?? row[key];
  const parts = ["options", "choices"].filter((key) => row[key]).map((key) => [key, row[key].map((each) => localized(each, locale))]);
  return { ...row, key: row.name, name: told("name"), description: told("description"), ...Object.fromEntries(parts) };
}

/** One row per runnable command or subcommand: `path` is what is typed, `key` what the bot calls it. */
export function leaves(command, options = command.options ?? [], words = [command], description = command.description ?? "") {
  const nested = options.filter((option) => option.type === OPTION.subcommand || option.type === OPTION.group);
  if (nested.length) return nested.flatMap((option) => leaves(command, option.options ?? [], [...words, option], option.description));
  const called = (key) => words.map((word) => word[key] ?? word.name).join(" ");
  return [{ path: called("name"), key: called("key"), command, options, description }];
}

/** Options by the names that the bot gave them. */
export function keyed(options, values) {
  const keys = new Map(options.map((option) => [option.name, option.key ?? option.name]));
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [keys.get(name) ?? name, value]));
}

/**
 * The commands that match the text after the slash: first those starting with it, then those containing it. Of these, commands without
 * subcommands come first: they are what a bot is for, and everyone may use them; a group is often for the few who look after a server.
 */
export function matching(commands, typed) {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ path, description }) => {
    const name = path.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.split(" ").some((word) => word.startsWith(wanted))) return 1;
    if (name.includes(wanted)) return 2;
    return description.toLowerCase().includes(wanted) ? 3 : null;
  };
  return commands
    .map((command) => [rank(command), command])
    .filter(([place]) => place !== null)
    .sort(([a, command], [b, other]) => a - b || grouped(command) - grouped(other) || command.path.localeCompare(other.path))
    .map(([, command]) => command);
}

/** 1 for a subcommand, else 0. */
export const grouped = ({ path }) => Number(path.includes(" "));

/**
 * Parse a line such as `/letter to:New York copies:2`.
 * Returns {command, texts: {option: text}}, or null unless the line starts with a full command name and a space.
 */
export function parseLine(line, commands) {
  const body = line.replace(/^\s*\//, "");
  const longestFirst = [...commands].sort((a, b) => b.path.length - a.path.length);
  for (const command of longestFirst) {
    const words = command.path.split(" ").map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const found = new RegExp(`^${words.join("\\s+")}(\\s|$)`, "i").exec(body);
    if (found && (found[1] || body.length > found[0].length)) {
      return { command, texts: parseOptions(body.slice(found[0].length), command.options) };
    }
  }
  return null;
}

/** Parse `name:value name2:value two` into texts by option. A value ends at the next known name and colon; text before the first name belongs to `first`. */
export function parseOptions(text, options, first = inOrder(options)[0]) {
  const marks = [];
  for (const found of text.matchAll(/(?<=^|\s)([^\s:]{1,32}):/g)) {
    const option = options.find(({ name }) => name === found[1].toLowerCase());
    if (option) marks.push({ name: option.name, from: found.index, to: found.index + found[0].length });
  }
  const texts = {};
  const before = text.slice(0, marks[0]?.from ?? text.length).trim();
  if (before && first) texts[first.name] = before;
  marks.forEach(({ name, to }, index) => {
    texts[name] = text.slice(to, marks[index + 1]?.from ?? text.length).trim();
  });
  return texts;
}

/** The options, required ones first, otherwise in the bot's order. */
export function inOrder(options) {
  return [...options.filter((option) => option.required), ...options.filter((option) => !option.required)];
}

/** True if the value must come from a list. */
export function isStrict(option) {
  return Boolean(option.choices?.length) || [OPTION.boolean, OPTION.user, OPTION.channel, OPTION.role, OPTION.mentionable].includes(option.type);
}

/**
 * An option's text as {value}, or {problem}: a message that says what to do next.
 * `rows` are the choices of an option with a list.
 */
export function valueOf(option, text, rows) {
  const typed = text.trim();
  if (!typed) return option.required ? { problem: `${option.name} is required: type a value.` } : {};
  if (isStrict(option)) {
    const same = (word) => String(word).toLowerCase() === typed.replace(/^[@#]/, "").toLowerCase();
    const row = rows.find(({ name, value }) => same(name.replace(/^[@#]/, "")) || same(value));
    return row ? { value: row.value } : { problem: `${option.name}: “${shorten(typed)}” is not in the list; choose one from the list.` };
  }
  if (option.type === OPTION.integer || option.type === OPTION.number) return numberOf(option, typed);
  return textOf(option, typed);
}

function numberOf(option, typed) {
  const number = Number(typed);
  const whole = option.type === OPTION.integer;
  if (!Number.isFinite(number) || (whole && !Number.isInteger(number))) {
    return { problem: `${option.name} must be a ${whole ? "whole " : ""}number, such as ${option.min_value ?? 3}.` };
  }
  if (option.min_value !== undefined && number < option.min_value) return { problem: `${option.name} must be at least ${option.min_value}.` };
  if (option.max_value !== undefined && number > option.max_value) return { problem: `${option.name} must be at most ${option.max_value}.` };
  return { value: number };
}

function textOf(option, typed) {
  const longest = option.max_length ?? 6000;
  if (typed.length > longest) return { problem: `${option.name} can have at most ${longest} characters; this has ${typed.length}.` };
  if (typed.length < (option.min_length ?? 0)) return { problem: `${option.name} needs at least ${option.min_length} characters.` };
  return { value: typed };
}

const shorten = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
