// Renders Discord's markdown. Nothing is ever parsed as HTML: whatever is not markup becomes a text node.
import { el, outsideLink, safeUrl } from "./dom.js";
import { timestamp } from "./time.js";

const DEEPEST = 16; // maximum nesting; deeper markup is shown as typed
const ANGLE =
  /<(?:t:(-?\d{1,14})(?::([tTdDfFRsS]))?|@!?(\d{1,20})|#(\d{1,20})|@&(\d{1,20})|a?:(\w{1,32}):\d{1,20}|\/([^:<>\n]{1,100}):\d{1,20}|(https?:\/\/[^\s<>]+))>/y;
const BARE_URL = /https?:\/\/[^\s<]+/y;
const QUOTE = /(?: *> [^\n]*(?:\n|$))+/y;
const LONG_QUOTE = / *>>> ([^]*)/y;
const HEADING = /(#{1,3})[^\S\n]+([^\n]+)(?:\n|$)/y;
const SMALL = /-# +([^\n]+)(?:\n|$)/y;
const ITEM = /^( *)(?:([-*])|(\d{1,9})\.) +(\S.*)$/;
const SHRUG = "¯\\_(ツ)_/¯";

/**
 * Render `source` as Discord renders a message.
 * `names` turns ids into names: {user(id), channel(id), role(id)}, each a string or null. Returns a DocumentFragment.
 */
export function renderMarkdown(source, names = {}) {
  const fragment = document.createDocumentFragment();
  const text = String(source).replace(/\r\n?/g, "\n");
  fragment.append(...parse(text, { names, depth: 0, lineStart: true, quote: false, link: false, list: false }));
  return fragment;
}

function parse(text, state) {
  if (state.depth > DEEPEST) return [text];
  const nodes = [];
  const failed = new Set(); // delimiters known to have no end, which keeps long runs linear
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const atLineStart = at === 0 ? state.lineStart : text[at - 1] === "\n";
    const found = (atLineStart && blockAt(text, at, state)) || inlineAt(text, at, state, failed);
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (found.node === undefined) plain += found.plain;
    else {
      if (plain) nodes.push(plain);
      plain = "";
      nodes.push(found.node);
    }
    at += found.length;
  }
  if (plain) nodes.push(plain);
  return nodes;
}

const inner = (text, state, changes = {}) => parse(text, { ...state, lineStart: false, ...changes, depth: state.depth + 1 });

function sticky(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

// ---- blocks -------------------------------------------------------------------------------------------------------------------

function blockAt(text, at, state) {
  const first = text[at];
  if (first === "#") return heading(text, at, state);
  if (first === "-" && text[at + 1] === "#") return small(text, at, state);
  if (!state.quote && (first === ">" || first === " ")) {
    const found = quote(text, at, state);
    if (found) return found;
  }
  return !state.list && /[-* \d]/.test(first) ? list(text, at, state) : null;
}

function heading(text, at, state) {
  const found = sticky(HEADING, text, at);
  const words = found?.[2].replace(/\s+#+\s*$/, "").trim();
  if (!words || /^#+$/.test(words)) return null;
  const level = found[1].length;
  return { node: el(`h${level + 2}`, { class: `md-h${level}` }, ...inner(words, state)), length: found[0].length };
}

function small(text, at, state) {
  const found = sticky(SMALL, text, at);
  if (!found || !found[1].trim() || found[1].startsWith("-#")) return null;
  return { node: el("small", {}, ...inner(found[1].trimEnd(), state)), length: found[0].length };
}

function quote(text, at, state) {
  const long = sticky(LONG_QUOTE, text, at);
  const found = long ?? sticky(QUOTE, text, at);
  if (!found) return null;
  const words = long ? long[1] : found[0].replace(/^ *> /gm, "").replace(/\n$/, "");
  return { node: el("blockquote", {}, ...inner(words, state, { lineStart: true, quote: true })), length: found[0].length };
}

function list(text, at, state) {
  let end = at;
  const open = []; // lists not yet closed, outermost first: {indent, node, item}
  let root = null;
  while (end < text.length) {
    const stop = text.indexOf("\n", end) < 0 ? text.length : text.indexOf("\n", end);
    const line = text.slice(end, stop);
    const item = ITEM.exec(line);
    if (item) {
      const started = placeItem(open, item, state);
      if (!root) root = started;
      else if (started && open.length === 1) break; // another kind of list starts at the outermost level
    } else if (root && /^ {2,}\S/.test(line)) open.at(-1).item.append("\n", ...inner(line.trim(), state, { list: true }));
    else break;
    end = Math.min(stop + 1, text.length);
  }
  return root ? { node: root, length: end - at } : null;
}

/** Add a list item at the level of its indent. Returns the new list if it had to start one. */
function placeItem(open, [, spaces, bullet, number, words], state) {
  const indent = spaces.length;
  const tag = bullet ? "ul" : "ol";
  while (open.length > 1 && indent < open.at(-1).indent) open.pop();
  const last = open.at(-1);
  const nested = last && indent > last.indent && open.length < DEEPEST;
  let started = null;
  if (!last || nested || last.node.localName !== tag) {
    started = el(tag, tag === "ol" && number !== "1" ? { start: Number(number) } : {});
    if (last && !nested && open.length === 1) {
      open[0] = { indent, node: started, item: null };
      return started;
    }
    if (last) (nested ? last.item : open.at(-2).item).append(started);
    if (last && !nested) open.pop();
    open.push({ indent, node: started, item: null });
  }
  const item = el("li", {}, ...inner(words, state, { lineStart: true, list: true }));
  open.at(-1).node.append(item);
  open.at(-1).item = item;
  return started;
}

// ---- inline -------------------------------------------------------------------------------------------------------------------

function inlineAt(text, at, state, failed) {
  switch (text[at]) {
    case "\\": // in the words of a link Discord undoes no escape: the backslash shows, and the sign behind it keeps its meaning
      return !state.link && /[^0-9A-Za-z\s]/.test(text[at + 1] ?? " ") ? { plain: text[at + 1], length: 2 } : null;
    case "¯":
      return text.startsWith(SHRUG, at) ? { plain: SHRUG, length: SHRUG.length } : null;
    case "`":
      return (text.startsWith("```", at) && once("```", failed, () => codeBlock(text, at))) || inlineCode(text, at);
    case "*":
    case "_":
      return emphasis(text, at, state, failed);
    case "~":
      return once("~~", failed, () => paired(text, at, "~~", state, (children) => el("s", {}, ...children)));
    case "|":
      return once("||", failed, () => paired(text, at, "||", state, spoiler));
    case "[":
      return state.link ? null : maskedLink(text, at, state);
    case "<":
      return angle(text, at, state);
    case "h":
      return state.link ? null : bareUrl(text, at);
    default:
      return null;
  }
}

function once(delimiter, failed, attempt) {
  if (failed.has(delimiter)) return null;
  const found = attempt();
  if (found === undefined) failed.add(delimiter); // undefined: no end in the text; null: it does not start here
  return found ?? null;
}

function codeBlock(text, at) {
  const end = text.indexOf("```", at + 3);
  if (end < 0) return undefined;
  let code = text.slice(at + 3, end);
  const language = /^([a-z0-9_+\-.#]+)\n/i.exec(code);
  if (language) code = code.slice(language[0].length);
  code = code.replace(/^\n+/, "").replace(/\n+$/, "");
  if (!code) return null;
  const length = end + 3 - at + (text[end + 3] === "\n" ? 1 : 0);
  return { node: el("pre", { tabindex: 0 }, el("code", { data: language ? { language: language[1] } : {} }, code)), length };
}

function inlineCode(text, at) {
  let ticks = 1;
  while (text[at + ticks] === "`") ticks += 1;
  const fence = "`".repeat(ticks);
  for (let end = text.indexOf(fence, at + ticks); end > 0; end = text.indexOf(fence, end)) {
    let after = end + ticks;
    if (text[after] !== "`") {
      const code = text.slice(at + ticks, end).replace(/^ (?=`)|(?<=`) $/g, "");
      return { node: el("code", {}, code), length: after - at };
    }
    while (text[after] === "`") after += 1;
    end = after;
  }
  return { plain: fence, length: ticks };
}

function paired(text, at, mark, state, build) {
  if (!text.startsWith(mark, at)) return null;
  const end = text.indexOf(mark, at + mark.length + 1);
  if (end < 0) return undefined;
  return { node: build(inner(text.slice(at + mark.length, end), state)), length: end + mark.length - at };
}

function spoiler(children) {
  const hidden = el("span", { inert: true, "aria-hidden": "true" }, ...children);
  const shell = el("span", { class: "spoiler", role: "button", tabindex: 0, "aria-label": "Spoiler, press to show" }, hidden);
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (shell.classList.contains("shown")) return;
    event.preventDefault();
    shell.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) shell.removeAttribute(name);
    hidden.removeAttribute("inert");
    hidden.removeAttribute("aria-hidden");
  };
  shell.addEventListener("click", show);
  shell.addEventListener("keydown", show);
  return shell;
}

/** Italics, bold or underline, whichever is longest; italics on a tie, as in `***both***`. */
function emphasis(text, at, state, failed) {
  const mark = text[at];
  const double = once(mark + mark, failed, () => doubleEnd(text, at, mark, state));
  let single = mark === "*" ? starEnd(text, at, state) : underscoreEnd(text, at, state);
  if (single && /^[*_]+$/.test(text.slice(at, single))) single = null; // only delimiters
  if (single && (!double || single + 1 >= double + 2)) {
    return { node: el("em", {}, ...inner(text.slice(at + 1, single), state)), length: single + 1 - at };
  }
  if (!double) return null;
  const tag = mark === "*" ? "strong" : "u";
  return { node: el(tag, {}, ...inner(text.slice(at + 2, double), state)), length: double + 2 - at };
}

const escapes = (text, at, state) => text[at] === "\\" && !state.link;

function doubleEnd(text, at, mark, state) {
  if (text[at + 1] !== mark) return null;
  for (let end = at + 2; end < text.length - 1; end += 1) {
    if (escapes(text, end, state)) end += 1;
    else if (end > at + 2 && text[end] === mark && text[end + 1] === mark && text[end + 2] !== mark) return end;
  }
  return undefined;
}

function starEnd(text, at, state) {
  for (let end = at + 1; end < text.length; end += 1) {
    const char = text[end];
    if (char === "*" && text[end + 1] === "*") end += 1;
    else if (char === "*") return end > at + 1 ? end : null;
    else if (escapes(text, end, state)) end += 1;
    else if (/\s/.test(char) && (end === at + 1 || lonelyStar(text, end + 1))) return null;
  }
  return null;
}

const lonelyStar = (text, at) => text[at] === "*" && text[at + 1] !== "*";

function underscoreEnd(text, at, state) {
  for (let end = at + 1; end < text.length; end += 1) {
    if (escapes(text, end, state)) end += 1;
    else if (text[end] === "_" && text[end + 1] === "_") end += 1;
    else if (text[end] === "_") return end > at + 1 && !/\w/.test(text[end + 1] ?? "") ? end : null;
  }
  return null;
}

function maskedLink(text, at, state) {
  const close = balancedEnd(text, at, "[", "]");
  if (close < 0 || text[close + 1] !== "(") return null;
  const end = balancedEnd(text, close + 1, "(", ")");
  if (end < 0) return null;
  const words = text.slice(at + 1, close);
  const target = /^\s*(?:<([^<>\s]+)>|([^\s<>]+))(?:\s+(?:"([^"\n]*)"|'([^'\n]*)'))?\s*$/.exec(text.slice(close + 2, end));
  const href = target && safeUrl(target[1] ?? target[2]);
  if (!href || !words.trim() || /https?:\/\//i.test(words)) return null; // a link text that looks like an address must not hide another
  const title = target[3] ?? target[4];
  const node = outsideLink(href, title ? { title: `${title}\n${href}` } : {}, ...inner(words, state, { link: true }));
  return { node, length: end + 1 - at };
}

/** Index of the bracket that closes the one at `at`, or -1. */
function balancedEnd(text, at, opening, closing) {
  let depth = 0;
  const limit = Math.min(text.length, at + 2048);
  for (let end = at; end < limit; end += 1) {
    if (text[end] === "\\") end += 1;
    else if (text[end] === opening) depth += 1;
    else if (text[end] === closing && (depth -= 1) === 0) return end;
  }
  return -1;
}

function angle(text, at, { names }) {
  const found = sticky(ANGLE, text, at);
  if (!found) return null;
  const [whole, seconds, style, user, channel, role, emoji, command, url] = found;
  const mention = (sign, name, fallback) => el("span", { class: "mention" }, el("bdi", {}, sign + (name ?? fallback)));
  let node;
  if (seconds) node = timestamp(Number(seconds), style ?? "f");
  else if (user) node = mention("@", names.user?.(user), "unknown-user");
  else if (channel) node = mention("#", names.channel?.(channel), "unknown");
  else if (role) node = mention("@", names.role?.(role), "unknown-role");
  else if (emoji) node = el("span", { class: "emoji-name" }, `:${emoji}:`);
  else if (command) node = mention("/", command);
  else node = safeUrl(url) && outsideLink(url, {}, url);
  return node ? { node, length: whole.length } : null;
}

function bareUrl(text, at) {
  const found = /\w/.test(text[at - 1] ?? "") ? null : sticky(BARE_URL, text, at);
  if (!found) return null;
  let address = found[0];
  let surplus = address.split(")").length - address.split("(").length; // a closing bracket belongs to the sentence unless the address has the opening one
  while (/[.,:;"'\]]$/.test(address) || (surplus > 0 && address.endsWith(")"))) {
    if (address.endsWith(")")) surplus -= 1;
    address = address.slice(0, -1);
  }
  return safeUrl(address) ? { node: outsideLink(address, {}, address), length: address.length } : null;
}
