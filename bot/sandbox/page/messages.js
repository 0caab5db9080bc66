// The message log: messages in order, edits in place, and pending answers.
import { attachments } from "./media.js";
import { markdown, renderComponents, renderEmbed } from "./components.js";
import { cssColour, el } from "./dom.js";
import { messageTime } from "./time.js";

const FLAG = { published: 1 << 0, noEmbeds: 1 << 2, ephemeral: 1 << 6, loading: 1 << 7, components: 1 << 15 };
const CONTEXT_MENU = 23; // a message type: the answer to a context menu
const BY_APP = new Set([20, CONTEXT_MENU]); // 20: the answer to a slash command
const THREAD_OPENED = 18;
const TOGETHER = 7 * 60 * 1000; // messages by one author within this time share a header
const KEPT = 400; // rows; keeps a long session fast
const TRIMMED_AT_ONCE = 100;
const NEAR_END = 120; // within so many pixels of the end, new messages scroll into view

const byId = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** One channel's messages as one user sees them. `context` is that of components.js plus {dismiss(message), menu(message)}. */
export class MessageLog {
  #rows = new Map(); // message id -> {message, node}
  #waiting = new Map(); // interaction id or our own key -> node
  #dismissed = new Set();

  constructor({ log, scroller, jump, trimmed }) {
    this.log = log;
    this.trimmed = trimmed;
    this.scroller = scroller;
    this.jump = jump;
    jump.addEventListener("click", () => this.toEnd());
    scroller.addEventListener("scroll", () => this.#offerJump(), { passive: true });
    this.stuck = true;
    const ends = new ResizeObserver(() => this.stuck && this.toEnd()); // keep the end in view as pictures load and the composer grows
    ends.observe(log);
    ends.observe(scroller);
  }

  /** Show another channel, or reload this one, without announcing its whole history to screen readers. */
  fill(messages, context) {
    this.context = context;
    this.log.setAttribute("aria-live", "off");
    this.log.replaceChildren();
    this.#rows.clear();
    this.#waiting.clear();
    for (const message of messages) this.upsert(message);
    this.toEnd();
    setTimeout(() => this.log.setAttribute("aria-live", "polite"), 300);
  }

  get oldest() {
    return this.log.querySelector("[data-id]")?.dataset.id ?? null;
  }

  get size() {
    return this.#rows.size + this.#waiting.size;
  }

  /** Insert earlier messages without moving the visible ones. */
  prepend(messages) {
    const height = this.scroller.scrollHeight - this.scroller.scrollTop;
    for (const message of messages) this.upsert(message);
    this.scroller.scrollTop = this.scroller.scrollHeight - height;
  }

  has(id) {
    return this.#rows.has(id);
  }

  /** Show a message, or update it in place. */
  upsert(message) {
    if (this.#dismissed.has(message.id)) return;
    const known = this.#rows.get(message.id);
    this.settle(message.interaction_metadata?.id ?? message.interaction?.id);
    const node = messageRow(message, this.context);
    if (known) known.node.replaceWith(node);
    else this.log.insertBefore(node, this.#after(message.id));
    this.#rows.set(message.id, { message, node });
    this.#group(node);
    if (node.nextElementSibling) this.#group(node.nextElementSibling);
    this.#trim();
    this.#followEnd();
  }

  remove(id) {
    const known = this.#rows.get(id);
    if (!known) return;
    const next = known.node.nextElementSibling;
    known.node.remove();
    this.#rows.delete(id);
    if (next) this.#group(next);
  }

  /** Dismiss an ephemeral message; it reappears only when the page is reloaded. */
  dismiss(id) {
    this.#dismissed.add(id);
    this.remove(id);
  }

  /** Show a sent command without an answer yet, under `key`. */
  wait(key, words, { ephemeral = false } = {}) {
    if (this.#waiting.has(key)) return;
    const dots = el("p", { class: "thinking" }, words, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")));
    this.#addWaiting(key, el("div", { class: "message waiting" }, el("div", { class: "avatar blank", "aria-hidden": "true" }), el("div", { class: "body" }, dots, ephemeral ? onlyYou() : null)));
  }

  /** Show a failed command. */
  fail(key, words) {
    this.settle(key);
    const close = el("button", { type: "button", class: "link", on: { click: () => this.settle(key) } }, "Dismiss");
    this.#addWaiting(key, el("div", { class: "message failed" }, el("div", { class: "avatar blank", "aria-hidden": "true" }, "!"), el("div", { class: "body" }, el("p", {}, words, " ", close))));
  }

  settle(key) {
    this.#waiting.get(key)?.remove();
    this.#waiting.delete(key);
  }

  /** Show the error of a press: below the pressed component's row, else at the message's end. */
  note(id, words, pressed = null) {
    const body = this.#rows.get(id)?.node.querySelector(".body");
    body?.querySelector(".press-problem")?.remove();
    if (!words) return;
    const note = el("p", { class: "press-problem", role: "alert" }, words);
    const row = pressed?.closest(".action-row, .section");
    if (row && body?.contains(row)) row.after(note);
    else body?.append(note);
    note.scrollIntoView({ block: "nearest" });
  }

  /** True if any of these messages is shown. */
  hasAny(ids) {
    return ids.some((id) => this.#rows.has(id));
  }

  get ids() {
    return [...this.#rows.keys()];
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.stuck = true;
    this.jump.hidden = true;
  }

  #addWaiting(key, node) {
    this.#waiting.set(key, node);
    this.log.append(node);
    this.#followEnd();
  }

  /** The row that a message with this id goes before; searched from the end, where nearly all belong. */
  #after(id) {
    let after = null;
    for (let node = this.log.lastElementChild; node; node = node.previousElementSibling) {
      if (node.dataset.id ? byId(node.dataset.id, id) < 0 : node.classList.contains("failed")) break;
      after = node;
    }
    return after;
  }

  /** Remove the oldest rows while the end is in view; "Show earlier messages" reloads them. */
  #trim() {
    if (!this.stuck || this.#rows.size <= KEPT) return;
    while (this.#rows.size > KEPT - TRIMMED_AT_ONCE) {
      const first = this.log.firstElementChild;
      if (!first.dataset.id) break;
      this.remove(first.dataset.id);
    }
    this.trimmed();
  }

  #followEnd() {
    if (this.stuck) this.toEnd();
    else this.#offerJump();
  }

  #offerJump() {
    const rest = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight;
    this.stuck = rest < NEAR_END;
    this.jump.hidden = this.stuck;
  }

  #group(node) {
    const before = node.previousElementSibling;
    const { author, written, alone } = node.dataset;
    const same = before && !alone && before.dataset.author === author && written - before.dataset.written < TOGETHER && !before.dataset.ephemeral;
    node.classList.toggle("grouped", Boolean(same));
  }
}

/** Render one message. */
function messageRow(message, context) {
  const { world } = context;
  const author = message.author ?? {};
  const isApp = author.bot || author.id === world.application.id;
  const name = world.nameOf(author.id) ?? author.global_name ?? author.username ?? "unknown";
  const ephemeral = Boolean(message.ephemeral_for || message.flags & FLAG.ephemeral);
  const used = usedLine(message, world);
  const row = el("article", { class: `message${ephemeral ? " ephemeral" : ""}`, "aria-label": `${name}${isApp ? ", app" : ""}` });
  const alone = used || ephemeral || message.referenced_message || message.thread;
  Object.assign(row.dataset, { id: message.id, author: author.id, written: Date.parse(message.timestamp) || 0, ...(alone ? { alone: 1 } : {}), ...(ephemeral ? { ephemeral: 1 } : {}) });
  row.append(
    used ?? replyLine(message, world) ?? "",
    avatar(author, name, isApp, world),
    el(
      "div",
      { class: "body" },
      el(
        "header",
        {},
        el("bdi", { class: "author" }, name),
        isApp ? el("span", { class: "badge" }, "APP") : null,
        messageTime(message.timestamp),
        message.flags & FLAG.published ? el("span", { class: "badge quiet" }, "Published") : null,
      ),
      ...content(message, context),
      ephemeral ? onlyYou(() => context.dismiss(message)) : null,
    ),
    context.menu(message) ?? "",
  );
  return row;
}

function content(message, context) {
  const { world } = context;
  const edited = message.edited_timestamp && !message.thinking ? el("span", { class: "edited", title: new Date(message.edited_timestamp).toLocaleString() }, "(edited)") : null;
  if (message.thinking || message.flags & FLAG.loading) {
    const name = world.nameOf(message.author?.id) ?? "The application";
    return [el("p", { class: "thinking" }, `${name} is thinking`, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")))];
  }
  if (message.type === THREAD_OPENED) return [el("p", { class: "quiet" }, `started a thread: ${message.content ?? ""}`)];
  const own = { ...context, message };
  const parts = message.flags & FLAG.components ? [] : ordinary(message, own);
  const components = renderComponents(message.components, own);
  if (edited && parts[0]?.classList?.contains("markdown")) parts[0].append(" ", edited);
  else if (edited) components.push(edited);
  return [...parts, ...components, message.thread ? threadCard(message.thread, context) : null];
}

function ordinary(message, context) {
  const text = message.content ? [markdown(message.content, context.world)] : [];
  const embeds = message.flags & FLAG.noEmbeds ? [] : (message.embeds ?? []).map((embed) => renderEmbed(embed, context));
  return [...text, ...attachments(message), ...embeds];
}

/** "Mia used /letter": the user whose command a message answers. */
function usedLine(message, world) {
  const asked = message.interaction_metadata ?? message.interaction;
  const name = asked?.name ?? message.interaction?.name;
  if (!asked || !name || !BY_APP.has(message.type)) return null;
  const who = world.nameOf(asked.user?.id ?? asked.user_id) ?? asked.user?.username ?? "Someone";
  const command = message.type === CONTEXT_MENU ? name : `/${name}`;
  return el("p", { class: "used" }, el("bdi", { class: "who" }, who), " used ", el("span", { class: "command" }, command));
}

function replyLine(message, world) {
  const replied = message.referenced_message;
  if (!replied) return null;
  const who = world.nameOf(replied.author?.id) ?? replied.author?.username ?? "someone";
  return el("p", { class: "used" }, "in reply to ", el("bdi", { class: "who" }, who), el("span", { class: "excerpt" }, `: ${(replied.content || "a message").slice(0, 80)}`));
}

function threadCard(thread, { openChannel }) {
  return el("button", { type: "button", class: "thread-card", on: { click: () => openChannel(thread.id) } }, "Thread: ", el("bdi", {}, thread.name ?? thread.id));
}

function onlyYou(dismiss) {
  return el("p", { class: "only-you" }, "Only you can see this", dismiss ? " · " : "", dismiss ? el("button", { type: "button", class: "link", on: { click: dismiss } }, "Dismiss") : null);
}

/** A round avatar with a name's first letter. */
function avatar(author, name, isApp, world) {
  const colour = isApp ? null : colourOf(world.user(author.id));
  return el("div", { class: `avatar${isApp ? " app" : ""}`, "aria-hidden": "true", style: colour ? { "--avatar": colour } : {} }, [...name][0]?.toUpperCase() ?? "?");
}

function colourOf(user) {
  const colour = user?.avatar_color ?? user?.color;
  return typeof colour === "string" && /^#[0-9a-f]{3,8}$/i.test(colour) ? colour : cssColour(colour);
}
