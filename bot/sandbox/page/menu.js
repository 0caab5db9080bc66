// The "Apps" menu on each message, with the bot's message and user commands.
import { el, freshId, placeNear } from "./dom.js";

const ON_USER = 2;
const ON_MESSAGE = 3;

/** A button that opens the Apps menu of a message; null if the bot has none. `run(command, target)` runs one. */
export function menuButton(message, { world, user, channel, run }) {
  const ephemeral = Boolean(message.ephemeral_for);
  const onMessage = ephemeral ? [] : world.commandsFor(user, channel, ON_MESSAGE);
  const onAuthor = message.author ? world.commandsFor(user, channel, ON_USER) : [];
  if (!onMessage.length && !onAuthor.length) return null;
  const groups = [
    [onMessage, "This message", message.id],
    [onAuthor, world.nameOf(message.author?.id) ?? message.author?.username ?? "Author", message.author?.id],
  ];
  const button = el("button", { type: "button", class: "icon apps", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "Apps for this message" }, "⋯");
  button.addEventListener("click", () => openMenu(button, groups, run));
  return button;
}

function openMenu(button, groups, run) {
  const items = [];
  const menu = el("div", { class: "menu", role: "menu", popover: "auto", "aria-label": "Apps" });
  for (const [commands, title, target] of groups) {
    if (!commands.length) continue;
    const id = freshId("menu");
    const rows = commands.map(({ command }) => {
      const item = el("button", { type: "button", role: "menuitem", tabindex: -1 }, command.name);
      item.addEventListener("click", () => {
        menu.hidePopover();
        button.focus();
        run(command, target);
      });
      return item;
    });
    items.push(...rows);
    menu.append(el("div", { role: "group", "aria-labelledby": id }, el("p", { id, class: "menu-title" }, el("bdi", {}, title)), ...rows));
  }
  menu.addEventListener("keydown", (event) => steer(event, items, menu, button));
  menu.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    button.setAttribute("aria-expanded", String(open));
    if (!open) menu.remove();
  });
  document.body.append(menu);
  menu.showPopover();
  placeNear(menu, button);
  items[0].focus();
}

function steer(event, items, menu, button) {
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (event.key === "Escape") button.focus();
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length).focus();
}
