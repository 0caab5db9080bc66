// Everything around the messages: the channel list, the header, the user switch, the hint for newcomers.
import { grouped } from "./commands.js";
import { el } from "./dom.js";
import { CHANNEL } from "./world.js";

const SIGN = { [CHANNEL.announcement]: "»", [CHANNEL.forum]: "≡", [CHANNEL.dm]: "@" }; // characters that every font has
const KIND = { [CHANNEL.announcement]: "announcements", [CHANNEL.forum]: "forum", [CHANNEL.dm]: "direct messages" };
const SHOWN_COMMANDS = 4; // in the hint for newcomers

const sign = (world, channel) => (world.isThread(channel) ? "↳" : (SIGN[channel.type] ?? "#"));

/** The servers and channels that the user can see. */
export function showChannels({ nav, world, user, channel }) {
  const focused = document.activeElement?.dataset?.channel;
  const link = (each) =>
    el(
      "li",
      { class: world.isThread(each) ? "thread" : "" },
      el(
        "a",
        { href: `#${user.name}/${each.id}`, "aria-current": each.id === channel.id ? "page" : null, data: { channel: each.id } },
        el("span", { class: "sign", "aria-hidden": "true" }, sign(world, each)),
        el("bdi", {}, each.name),
        KIND[each.type] ? el("span", { class: "unseen" }, ` (${KIND[each.type]})`) : null,
      ),
    );
  const servers = world.guildsOf(user).map((guild) =>
    el(
      "section",
      { "aria-label": guild.name },
      el("h3", {}, el("bdi", {}, guild.name), guild.unavailable ? el("span", { class: "badge quiet" }, "unavailable") : null),
      el("ul", {}, ...world.channelsOf(user, guild).map(link)),
    ),
  );
  nav.replaceChildren(...servers, el("section", { "aria-label": "Direct messages" }, el("h3", {}, "Direct messages"), el("ul", {}, link(world.dmOf(user)))));
  if (focused) nav.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
}

/** Show the header above the messages, and a forum's posts. Returns the channel's name. */
export function showPlace({ world, channel }) {
  const name = `${channel.type === CHANNEL.dm ? "@" : "#"}${channel.name}`;
  document.getElementById("channel-name").replaceChildren(el("span", { class: "sign", "aria-hidden": "true" }, sign(world, channel)), el("bdi", {}, channel.name));
  const server = channel.guild?.name ?? "Direct messages";
  document.getElementById("topic").textContent = channel.topic ? `${server} · ${channel.topic}` : server;
  document.getElementById("log").setAttribute("aria-label", `Messages in ${name}`);
  document.title = `${name} · Sandbox`;
  return name;
}

/** The users to switch between, with the current user's roles. */
export function showUsers({ select, roles, world, user }) {
  if (document.activeElement !== select || select.options.length !== world.users.length) {
    select.replaceChildren(...world.users.filter((person) => !person.bot && person.id !== world.application.id).map((person) => el("option", { value: person.id }, `${person.display_name || person.name} (${person.name})`)));
  }
  select.value = user.id;
  const lines = world.guildsOf(user).map((guild) => `${guild.name}: ${standing(world, user, guild)}`);
  roles.replaceChildren(...lines.map((line) => el("span", {}, line)));
}

function standing(world, user, guild) {
  if (guild.owner_id === user.id) return "owner";
  const held = guild.members.find((member) => member.user_id === user.id)?.roles ?? [];
  const names = held.filter((id) => id !== guild.id).map((id) => world.roles.get(id)?.name).filter(Boolean);
  return names.join(", ") || "member";
}

/** 1 for /help, which newcomers are shown first, else 0. */
const helps = ({ key }) => Number(key === "help");

/** What is shown before the first message: a forum's posts, or a hint for newcomers. */
export function newcomerCard({ world, user, channel, commands, empty, begin, slash }) {
  if (channel.type === CHANNEL.forum) return forum(world, user, channel);
  const fresh = !localStorage.getItem("has-used-a-command");
  if (!empty && !fresh) return null;
  const offered = commands.toSorted((command, other) => helps(other) - helps(command) || grouped(command) - grouped(other)).slice(0, SHOWN_COMMANDS);
  return el(
    "section",
    { class: "welcome", "aria-label": "First steps" },
    el("h3", {}, fresh ? "Welcome to the sandbox" : "Nothing here yet"),
    el("p", {}, "Type ", el("button", { type: "button", class: "key", on: { click: slash } }, "/"), " to see what the bot can do."),
    offered.length
      ? el("ul", {}, ...offered.map((command) => el("li", {}, el("button", { type: "button", class: "try", on: { click: () => begin(command.path) } }, `/${command.path}`), el("span", {}, command.description))))
      : el("p", { class: "quiet" }, "The bot has no commands here yet."),
    fresh ? el("p", { class: "quiet" }, "This is a local copy of Discord: users and servers are made up, the bot is real.") : null,
  );
}

function forum(world, user, channel) {
  const posts = world.channelsOf(user, channel.guild).filter((thread) => thread.parent_id === channel.id && world.isThread(thread));
  return el(
    "section",
    { class: "welcome", "aria-label": "Posts" },
    el("h3", {}, "Posts"),
    posts.length ? el("ul", {}, ...posts.map((post) => el("li", {}, el("a", { href: `#${user.name}/${post.id}` }, el("bdi", {}, post.name)), ...tagsOf(post, channel)))) : el("p", { class: "quiet" }, "No posts yet. A forum contains posts, each with its own messages."),
  );
}

function tagsOf(post, channel) {
  const names = (channel.tags ?? []).filter((tag) => post.applied_tags?.includes(tag.id)).map((tag) => tag.name);
  return names.map((name) => el("span", { class: "badge quiet" }, el("bdi", {}, name)));
}
