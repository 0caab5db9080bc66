// Discord's command objects and a typed line -> commands one can pick, options with values, and what is still wrong with them.

export const OPTION = { subcommand: 1, group: 2, string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, attachment: 11 };

/** One row for each thing that can be run: a command, or each subcommand of one. */
export function leaves(command, options = command.options ?? [], words = [command.name], description = command.description ?? "") {
  const nested = options.filter((option) => option.type === OPTION.subcommand || option.type === OPTION.group);
  if (nested.length) return nested.flatMap((option) => leaves(command, option.options ?? [], [...words, option.name], option.description));
  return [{ path: words.join(" "), command, options, description }];
}

/** Commands whose words begin with, then contain, what was typed after the slash. */
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
    .sort(([a, one], [b, other]) => Boolean(one.lacking) - Boolean(other.lacking) || a - b || one.path.localeCompare(other.path))
    .map(([, command]) => command);
}

/**
 * Read a line such as `/letter to:New York copies:2`.
 * Null unless it begins with a command's whole name followed by white space; else {command, texts: {option: text}}.
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

/** `name:value name2:value two` -> texts by option; a value runs until the next known name and colon; the start belongs to `first`. */
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

/** Required options first, each kind in the order the bot gave. */
export function inOrder(options) {
  return [...options.filter((option) => option.required), ...options.filter((option) => !option.required)];
}

/** Whether the value must be one of a list, rather than any text. */
export function isStrict(option) {
  return Boolean(option.choices?.length) || [OPTION.boolean, OPTION.user, OPTION.channel, OPTION.role, OPTION.mentionable].includes(option.type);
}

/**
 * The value an option's text stands for, as {value} or {problem}: a sentence that says what to do next.
 * `rows` are the list's choices where the option has one.
 */
export function valueOf(option, text, rows) {
  const typed = text.trim();
  if (!typed) return option.required ? { problem: `${option.name} is required: type a value.` } : {};
  if (isStrict(option)) {
    const same = (word) => String(word).toLowerCase() === typed.replace(/^[@#]/, "").toLowerCase();
    const row = rows.find(({ name, value }) => same(name.replace(/^[@#]/, "")) || same(value));
    return row ? { value: row.value } : { problem: `${option.name}: “${shorten(typed)}” is not in the list; choose one of it.` };
  }
  if (option.type === OPTION.integer || option.type === OPTION.number) return numberOf(option, typed);
  return textOf(option, typed);
}

function numberOf(option, typed) {
  const number = Number(typed);
  const whole = option.type === OPTION.integer;
  if (!Number.isFinite(number) || (whole && !Number.isInteger(number))) {
    return { problem: `${option.name} takes a ${whole ? "whole " : ""}number, such as ${option.min_value ?? 3}.` };
  }
  if (option.min_value !== undefined && number < option.min_value) return { problem: `${option.name} is at least ${option.min_value}.` };
  if (option.max_value !== undefined && number > option.max_value) return { problem: `${option.name} is at most ${option.max_value}.` };
  return { value: number };
}

function textOf(option, typed) {
  const longest = option.max_length ?? 6000;
  if (typed.length > longest) return { problem: `${option.name} takes at most ${longest} characters; this has ${typed.length}.` };
  if (typed.length < (option.min_length ?? 0)) return { problem: `${option.name} takes at least ${option.min_length} characters.` };
  return { value: typed };
}

const shorten = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
