// The page itself: the current user and channel, and the data between the sandbox and the parts of the page.
import { Refused, api, follow } from "./api.js";
import { keyed } from "./commands.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { FileTray, readFile } from "./files.js";
import { MessageLog } from "./messages.js";
import { menuButton } from "./menu.js";
import { openModal } from "./modal.js";
import { Protocol } from "./protocol.js";
import { newcomerCard, showChannels, showPlace, showUsers } from "./surroundings.js";
import { refreshRelative } from "./time.js";
import { World } from "./world.js";

const HISTORY = 50; // messages loaded at a time
const RELOAD_MS = 5000; // until the page reconnects from scratch
const byId = (id) => document.getElementById(id);

let world = null;
let user = null;
let channel = null;
let stop = () => {};
let pending = 0; // requests of this page still running
let sent = 0;
let lost = false; // true if the sandbox restarted without this channel's messages

const log = new MessageLog({ log: byId("log"), scroller: byId("scroller"), jump: byId("jump"), trimmed: () => (byId("earlier").hidden = false) });
const tray = new FileTray({ button: byId("attach"), list: byId("tray"), ground: byId("main"), tell: (sentence) => composer.tell(sentence), changed: () => composer.focus() });
const composer = new Composer({ form: byId("composer"), line: byId("line"), problem: byId("problem"), status: byId("status"), tray, say, run });
const protocol = new Protocol({ list: byId("calls"), count: byId("wrong-count"), onlyWrong: byId("only-wrong"), empty: byId("no-calls") });

// ---- the current place, kept in the address as #user/channel -------------------------------------------------------------------------

async function readState() {
  world = new World(await api.state());
  showConnection(world.connected, world.awaited ? `${world.application.name} is starting. Its commands appear here as soon as it answers: within seconds, or a minute or two where it starts for the first time.` : null);
}

async function arrive() {
  const [wantedUser, wantedChannel] = location.hash.slice(1).split("/").map(unquoted);
  const before = user;
  user = world.user(wantedUser) ?? world.user(sessionStorage.getItem("user")) ?? world.users[0];
  if (!user) return;
  sessionStorage.setItem("user", user.id);
  const wanted = wantedChannel ?? sessionStorage.getItem("channel");
  channel = (wanted && world.channelFor(user, wanted)) || world.firstChannel(user);
  if (channel.id === "dm") await openDirectMessages();
  sessionStorage.setItem("channel", channel.id);
  if (before?.id !== user.id) listen();
  await showAll();
}

function unquoted(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // not an escape: keep the % as it is
  }
}

/** The sandbox creates a user's DM channel on first use. */
async function openDirectMessages() {
  await api.messages("dm", user.id);
  await readState();
  channel = world.dmOf(user);
}

/** Switch to `toUser` and `toChannel`, or to the user's first channel if they can't see that one. */
function go(toUser, toChannel) {
  const place = `#${toUser.name}/${toChannel ?? ""}`;
  if (place === location.hash) return arrive();
  location.hash = place;
}

async function showAll() {
  drawer(false);
  surround();
  let messages = [];
  const place = channel;
  try {
    messages = world.hasMessages(place) ? (await api.messages(place.id, user.id, null, HISTORY)).messages : [];
  } catch (problem) {
    composer.tell(problem.message);
  }
  if (place !== channel) return; // the user has switched channels meanwhile
  byId("earlier").hidden = messages.length < HISTORY;
  log.fill(messages, messageContext());
  welcome();
}

function surround() {
  const name = showPlace({ world, channel });
  showUsers({ select: byId("user"), roles: byId("roles"), world, user });
  showChannels({ nav: byId("channels"), world, user, channel });
  const commands = world.hasMessages(channel) ? world.commandsFor(user, channel) : [];
  composer.set({ world, user, channel, commands, name, writable: world.hasMessages(channel) });
}

function welcome() {
  const card = newcomerCard({ world, user, channel, commands: composer.commands, empty: log.size === 0, begin: (path) => composer.begin(path), slash: () => composer.type("/") });
  const notice = lost ? el("p", { class: "notice", role: "status" }, "The sandbox was restarted; earlier messages are gone.") : "";
  byId("start").replaceChildren(notice, card ?? "");
  if (log.stuck) log.toEnd();
}

const messageContext = () => ({
  world,
  user,
  channel,
  press: (component, node) => use(node, (message) => api.press({ user: user.id, message, custom_id: component.custom_id })),
  choose: (component, values, node) => use(node, (message) => api.choose({ user: user.id, message, custom_id: component.custom_id, values })),
  dismiss: (message) => log.dismiss(message.id),
  menu: (message) => menuButton(message, { world, user, channel, run: runMenu }),
  openChannel: (id) => go(user, id),
});

// ---- user actions ----------------------------------------------------------------------------------------------------------------

async function say(content, files) {
  const place = { user: user.id, channel: channel.id };
  return refusal(async () => api.say({ ...place, content, attachments: await Promise.all(files.map(readFile)) }));
}

async function run(command, options) {
  localStorage.setItem("has-used-a-command", "1");
  return perform(`/${command.path}`, () => api.command({ user: user.id, channel: channel.id, name: command.key, options: keyed(command.options, options), type: 1 }));
}

async function runMenu(command, target) {
  const complaint = await perform(command.name, () => api.command({ user: user.id, channel: channel.id, name: command.key ?? command.name, type: command.type, target }));
  composer.tell(complaint);
}

/** Do something the bot answers with a new message. Resolves to the error message, or null. */
async function perform(words, act) {
  sent += 1;
  const key = `sent-${sent}`;
  const place = channel;
  log.wait(key, `Sending ${words}`);
  log.toEnd();
  const complaint = await refusal(async () => {
    const outcome = await act();
    log.settle(key);
    if (place === channel) conclude(outcome, (words) => log.fail(outcome.interaction_id, words));
  });
  log.settle(key);
  return complaint;
}

/** Press a button or choose in a menu: it is disabled meanwhile, and errors are shown under the message. */
async function use(node, act) {
  const id = node.closest(".message").dataset.id;
  log.note(id, null);
  node.setAttribute("aria-busy", "true");
  const complaint = await refusal(async () => conclude(await act(id), (words) => log.note(id, words, node)));
  node.removeAttribute("aria-busy");
  if (complaint) log.note(id, complaint, node);
}

/** Handle an interaction's outcome: open its modal, or show its error; answers arrive as events. */
function conclude(outcome, tell) {
  if (outcome.status === "modal" && outcome.modal) openModal(outcome.modal, { world, user, channel }, (fields) => submit(outcome.interaction_id, fields));
  else if (outcome.status === "timeout") tell("The application did not respond.");
  else if (outcome.status === "failed") tell(`The interaction failed${outcome.error ? `: ${outcome.error}` : ""}.`);
  else if (outcome.message?.channel_id === channel.id && !log.has(outcome.message.id)) log.upsert(outcome.message); // a newer version arrives as an event, perhaps first
}

async function submit(interaction, fields) {
  let complaint = null;
  const refused = await refusal(async () => conclude(await api.submit({ user: user.id, interaction_id: interaction, fields }), (words) => (complaint = words)));
  return refused ?? complaint;
}

async function refusal(act) {
  pending += 1;
  try {
    await act();
    return null;
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    return problem.message;
  } finally {
    pending -= 1;
  }
}

// ---- events -----------------------------------------------------------------------------------------------------------------

function listen() {
  stop();
  let opened = 0;
  stop = follow(user.id, {
    open: () => {
      opened += 1;
      if (opened > 1) readAnew();
    },
    lost: (forGood) => {
      showConnection(false, "Can't reach the sandbox; trying again.");
      if (forGood) setTimeout(() => location.reload(), RELOAD_MS);
    },
    message: ({ channel_id, message }) => channel_id === channel.id && log.upsert(message),
    message_delete: ({ channel_id, id }) => channel_id === channel.id && log.remove(id),
    failed: ({ interaction_id, channel_id, reason }) => {
      if (channel_id === channel.id && !pending) log.fail(interaction_id, reason === "did not respond" ? "The application did not respond." : `The interaction failed: ${reason}.`);
    },
    connected: ({ bot_connected }) => showConnection(bot_connected),
    commands: () => soon(),
    state: () => soon(),
    call: (call) => protocol.add([call]),
  });
}

let timer = null;

/** Reload the state, once for a burst of changes. */
function soon() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const complaint = await refusal(readState);
    if (complaint) return showConnection(false, complaint);
    user = world.user(user.id) ?? world.users[0];
    const still = world.channelFor(user, channel.id);
    if (!still) return arrive();
    channel = still;
    log.context = messageContext();
    surround();
    welcome();
  }, 80);
}

async function readAnew() {
  const complaint = await refusal(readState);
  if (complaint) return;
  const shown = log.ids;
  await arrive();
  if (shown.length && !log.hasAny(shown)) {
    lost = true;
    welcome();
  }
  composer.refresh();
  protocol.reset();
  await readCalls();
}

async function readCalls() {
  await refusal(async () => protocol.add((await api.calls(protocol.last)).calls));
}

function showConnection(connected, words = null) {
  byId("connection").textContent = connected ? "bot online" : "bot offline";
  byId("connection").classList.toggle("online", connected);
  byId("banner").hidden = connected;
  byId("banner").textContent = connected ? "" : (words ?? "No bot is connected. Start one with this sandbox's address and token; its commands then appear here.");
}

// ---- page layout --------------------------------------------------------------------------------------------------------------------

function drawer(open) {
  document.body.classList.toggle("drawer-open", open);
  byId("shade").hidden = !open;
  byId("open-sidebar").setAttribute("aria-expanded", String(open));
  if (open) byId("channels").querySelector("a")?.focus();
}

function showProtocol(open) {
  byId("protocol").hidden = !open;
  byId("open-protocol").setAttribute("aria-expanded", String(open));
  localStorage.setItem("protocol", open ? "open" : "");
  if (open) readCalls();
}

function theme(choice) {
  if (choice) document.documentElement.dataset.theme = choice;
  if (choice) localStorage.setItem("theme", choice);
}

function wire() {
  const dark = () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  byId("theme").addEventListener("click", () => theme(dark() ? "light" : "dark"));
  byId("open-sidebar").addEventListener("click", () => drawer(true));
  byId("shade").addEventListener("click", () => drawer(false));
  byId("open-protocol").addEventListener("click", () => showProtocol(byId("protocol").hidden));
  byId("close-protocol").addEventListener("click", () => {
    showProtocol(false);
    byId("open-protocol").focus();
  });
  byId("clear-calls").addEventListener("click", async () => {
    await refusal(api.clearCalls);
    protocol.clear();
  });
  byId("user").addEventListener("change", (event) => go(world.user(event.target.value), channel.id));
  byId("earlier").addEventListener("click", earlier);
  window.addEventListener("hashchange", () => {
    lost = false; // show it once
    arrive();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("drawer-open")) {
      drawer(false);
      byId("open-sidebar").focus();
    }
  });
  setInterval(() => refreshRelative(), 15_000);
}

async function earlier() {
  await refusal(async () => {
    const { messages } = await api.messages(channel.id, user.id, log.oldest, HISTORY);
    log.prepend(messages);
    byId("earlier").hidden = messages.length < HISTORY;
  });
}

async function start() {
  theme(localStorage.getItem("theme"));
  wire();
  const complaint = await refusal(readState);
  if (complaint) {
    showConnection(false, complaint);
    byId("start").replaceChildren(el("p", { class: "quiet" }, complaint));
    return setTimeout(() => location.reload(), RELOAD_MS);
  }
  if (localStorage.getItem("protocol")) showProtocol(true);
  await arrive();
  document.body.dataset.ready = "1";
}

start();
