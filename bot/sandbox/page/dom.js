// Creates DOM elements. The page creates all of them here, so that outside text is never parsed as HTML.

/**
 * Create an element.
 * `attributes`: `class`, `text`, `on` ({event: listener}), `data` ({key: value}), `style` ({property: value}), otherwise an attribute;
 * null, undefined and false omit an attribute, true makes it empty. Children are nodes or strings; null and false are skipped.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "style") for (const [property, rule] of Object.entries(value)) node.style.setProperty(property, rule);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

let counter = 0;

/** A unique element id. */
export function freshId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** The link's address if it is http or https, else null: no other scheme is allowed. */
export function safeUrl(text) {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that opens in a new tab without a referrer; plain text if the address is not a web address. */
export function outsideLink(address, attributes, ...children) {
  const href = safeUrl(address);
  if (href === null) return el("span", { class: attributes.class ?? null }, ...children);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", title: href, ...attributes }, ...children);
}

/** Discord's colour number as "#rrggbb", or null. */
export function cssColour(number) {
  return Number.isInteger(number) && number >= 0 && number <= 0xffffff ? `#${number.toString(16).padStart(6, "0")}` : null;
}

/** Place a popover below `anchor`, or above it if there is more room; within the window and never over the composer. */
export function placeNear(popup, anchor) {
  const gap = 4;
  const box = anchor.getBoundingClientRect();
  const around = (anchor.closest(".composer") ?? anchor).getBoundingClientRect();
  const below = window.innerHeight - around.bottom - gap * 2;
  const above = around.top - gap * 2;
  const upwards = below < Math.min(popup.scrollHeight, 260) && above > below;
  popup.style.maxHeight = `${Math.max(120, Math.min(upwards ? above : below, 320))}px`;
  popup.style.minWidth = `${Math.min(box.width, window.innerWidth - gap * 2)}px`;
  const size = popup.getBoundingClientRect();
  popup.style.left = `${Math.max(gap, Math.min(box.left, window.innerWidth - size.width - gap))}px`;
  popup.style.top = `${upwards ? Math.max(gap, around.top - size.height - gap) : around.bottom + gap}px`;
}
