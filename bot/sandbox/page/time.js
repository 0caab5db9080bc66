// Formats times in the user's time zone and language; relative times are updated.
import { el } from "./dom.js";

const LOCALE = navigator.language || "en";
const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

const format = (date, style) => new Intl.DateTimeFormat(LOCALE, STYLES[style]).format(date);

/** "in 3 minutes", "2 hours ago": the largest whole unit between `date` and `now`. */
function relative(date, now = new Date()) {
  const seconds = Math.round((date - now) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(LOCALE).format(Math.trunc(seconds / size), unit);
}

/** `<t:SECONDS:STYLE>` as a time element, or null if the number is not a date. */
export function timestamp(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const attributes = { class: "timestamp", datetime: date.toISOString(), title: format(date, "F") };
  if (style !== "R") return el("time", attributes, format(date, style));
  return el("time", { ...attributes, data: { relative: "" } }, relative(date));
}

/** A message's time: the time alone for today, otherwise with the date. */
export function messageTime(iso, now = new Date()) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return el("time", {}, "");
  const style = date.toDateString() === now.toDateString() ? "t" : "s";
  return el("time", { datetime: date.toISOString(), title: format(date, "F") }, format(date, style));
}

/** Update every relative time below `root`. */
export function refreshRelative(root = document) {
  for (const node of root.querySelectorAll("time[data-relative]")) node.textContent = relative(new Date(node.dateTime));
}
