// Shows a select component (strings, users, roles, channels) as a button with a list, for one or several values.
import { CHANNEL } from "./world.js";
import { cssColour, el } from "./dom.js";
import { emojiText } from "./emoji.js";
import { Listbox } from "./listbox.js";

export const SELECT = { string: 3, user: 5, role: 6, mentionable: 7, channel: 8 };

/** A select's rows: its own options, or the server's users, roles and channels. */
export function selectRows(component, { world, user, channel }) {
  const chosen = new Set((component.default_values ?? []).map((value) => value.id));
  if (component.type === SELECT.string) {
    return (component.options ?? []).map((option) => ({
      name: option.label,
      value: option.value,
      description: option.description,
      emoji: emojiText(option.emoji),
      selected: Boolean(option.default),
    }));
  }
  const rows = [];
  if (component.type === SELECT.user || component.type === SELECT.mentionable) rows.push(...userRows(world, channel));
  if (component.type === SELECT.role || component.type === SELECT.mentionable) rows.push(...roleRows(channel));
  if (component.type === SELECT.channel) rows.push(...channelRows(world, user, channel, component.channel_types));
  return rows.map((row) => ({ ...row, selected: chosen.has(row.value) }));
}

export function userRows(world, channel) {
  const inside = channel.guild ? new Set(channel.guild.members.map((member) => member.user_id)) : null;
  const people = world.users.filter((person) => (inside ? inside.has(person.id) : channel.viewers?.includes(person.id)));
  if (!people.some((person) => person.id === world.application.id)) people.push({ id: world.application.id, name: world.application.name });
  return people.map((person) => ({ name: person.display_name || person.name, value: person.id, description: `@${person.name}`, key: person.name }));
}

export function roleRows(channel) {
  const roles = channel.guild?.roles ?? [];
  return roles.map((role) => ({ name: `@${role.name.replace(/^@/, "")}`, value: role.id, colour: cssColour(role.color || 0x8a94a6) }));
}

export function channelRows(world, user, channel, types = null) {
  if (!channel.guild) return [];
  const all = world.channelsOf(user, channel.guild).filter((each) => !types?.length || types.includes(each.type));
  return all.map((each) => ({ name: `#${each.name}`, value: each.id, description: each.type === CHANNEL.announcement ? "announcements" : null }));
}

/**
 * Build the widget. `changed(values)` runs when a choice is complete.
 * Returns {node, values(), complain(sentence)}.
 */
export function buildSelect({ rows, placeholder, min = 1, max = 1, disabled = false, label, changed = () => {} }) {
  const many = max > 1;
  const words = el("span", { class: "select-words" });
  const button = el(
    "button",
    { type: "button", class: "select", role: "combobox", "aria-haspopup": "listbox", "aria-label": label ?? placeholder, disabled },
    words,
    el("span", { class: "select-arrow", "aria-hidden": "true" }),
  );
  const problem = el("p", { class: "field-problem", role: "alert" });
  const list = new Listbox({ steering: button, label: label ?? placeholder, pick, multiple: many, done: close });
  let before = "";

  const chosen = () => rows.filter((row) => row.selected);
  const values = () => chosen().map((row) => row.value);
  const complain = (sentence) => problem.replaceChildren(sentence ?? "");

  function describe() {
    const names = chosen().map((row) => row.name);
    words.textContent = names.length ? names.join(", ") : placeholder;
    words.classList.toggle("placeholder", !names.length);
    button.setAttribute("aria-description", names.length ? `Chosen: ${names.join(", ")}` : "Nothing chosen");
  }

  function show(keep = false) {
    const foot = many ? el("span", {}, `Choose ${min === max ? min : `${min} to ${max}`}. `, el("button", { type: "button", on: { click: close } }, "Done")) : "";
    if (!keep) before = values().join("\n");
    list.show(button, rows, { foot, keep, chooseFirst: true, empty: "Nothing to choose from." });
  }

  function pick(row) {
    if (!many) {
      const same = row.selected;
      rows.forEach((other) => (other.selected = other === row && !(same && min === 0)));
      return close();
    }
    if (!row.selected && chosen().length >= max) return complain(`At most ${max}: remove one first.`);
    row.selected = !row.selected;
    complain(null);
    describe();
    show(true);
  }

  function close() {
    if (!list.open) return;
    list.hide();
    describe();
    if (chosen().length && chosen().length < min) return complain(`Choose at least ${min}.`);
    complain(null);
    if (!many || values().join("\n") !== before) changed(values());
  }

  button.addEventListener("click", () => (list.open ? close() : show()));
  button.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") list.open ? list.move(key === "ArrowDown" ? 1 : -1) : show();
    else if ((key === "Enter" || key === " ") && list.open) list.current ? pick(list.current) : close();
    else if (key === "Escape" && list.open) close();
    else if (key === "Tab") return close();
    else if (key.length === 1 && key !== " " && list.open) list.jump(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  describe();
  return { node: el("div", { class: "select-box" }, button, problem), values, complain, button };
}
