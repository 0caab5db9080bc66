// Renders a message's components and embeds: containers, sections, galleries, buttons, selects.
import { cssColour, el, outsideLink, safeUrl } from "./dom.js";
import { emojiText } from "./emoji.js";
import { renderMarkdown } from "./markdown.js";
import { covered, file, picture, resolveMedia } from "./media.js";
import { buildSelect, selectRows } from "./select.js";
import { messageTime } from "./time.js";

const COMPONENT = { row: 1, button: 2, section: 9, text: 10, thumbnail: 11, gallery: 12, file: 13, separator: 14, container: 17 };
const BUTTON_STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };
const LINK_BUTTON = 5;

/**
 * Render components. `context` is {message, world, user, channel, press(component, node), choose(component, values, node)}.
 */
export function renderComponents(components, context) {
  return (components ?? []).map((component) => draw(component, context)).filter(Boolean);
}

function draw(component, context) {
  const painter = PAINTERS[component.type];
  if (!painter) return el("p", { class: "unknown-part" }, `A component of type ${component.type}, which this page can't show`);
  return painter(component, context);
}

const PAINTERS = {
  [COMPONENT.row]: (row, context) => el("div", { class: "action-row" }, ...renderComponents(row.components, context)),
  [COMPONENT.button]: button,
  [COMPONENT.section]: section,
  [COMPONENT.text]: (text, { world }) => markdown(text.content, world),
  [COMPONENT.thumbnail]: thumbnail,
  [COMPONENT.gallery]: gallery,
  [COMPONENT.file]: (part, { message }) => {
    const shown = file(resolveMedia({ ...part.file, size: part.size }, message), part.name ?? nameIn(part.file?.url));
    return part.spoiler ? covered(shown) : shown;
  },
  [COMPONENT.separator]: ({ divider = true, spacing = 1 }) => el("hr", { class: `separator${divider ? "" : " blank"}${spacing === 2 ? " wide" : ""}` }),
  [COMPONENT.container]: container,
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
};

/** A block of text with Discord's markdown. */
export function markdown(text, world, attributes = {}) {
  return el("div", { class: "markdown", dir: "auto", ...attributes }, renderMarkdown(text ?? "", world.names));
}

function container(component, context) {
  const accent = cssColour(component.accent_color);
  const node = el("div", { class: `container${accent ? " accented" : ""}`, style: accent ? { "--accent-of-bot": accent } : {} }, ...renderComponents(component.components, context));
  return component.spoiler ? covered(node) : node;
}

function section(component, context) {
  return el(
    "div",
    { class: "section" },
    el("div", { class: "section-words" }, ...renderComponents(component.components, context)),
    component.accessory ? el("div", { class: "accessory" }, draw(component.accessory, context)) : null,
  );
}

function thumbnail(component, { message }) {
  const media = resolveMedia(component.media, message);
  const node = el("div", { class: "thumbnail" }, picture(media, component.description, { link: false }));
  return component.spoiler ? covered(node) : node;
}

function gallery(component, { message }) {
  const items = (component.items ?? []).map((item) => {
    const media = resolveMedia(item.media, message);
    return picture(media, item.description ?? media?.description, { spoiler: item.spoiler });
  });
  return el("div", { class: "gallery", data: { count: Math.min(items.length, 5) } }, ...items);
}

function button(component, context) {
  const emoji = emojiText(component.emoji);
  const words = [emoji ? el("span", { class: "emoji", "aria-hidden": component.label ? "true" : null }, emoji) : null, component.label ? el("bdi", {}, component.label) : null];
  const style = BUTTON_STYLES[component.style] ?? "secondary";
  if (component.style === LINK_BUTTON && safeUrl(component.url) && !component.disabled) {
    return outsideLink(component.url, { class: `button ${style}` }, ...words, el("span", { class: "leaves", "aria-label": "(opens in a new tab)" }, "↗"));
  }
  const node = el("button", { type: "button", class: `button ${style}`, disabled: component.disabled || !component.custom_id }, ...words);
  node.addEventListener("click", () => context.press(component, node));
  return node;
}

function select(component, context) {
  const placeholder = component.placeholder || "Make a selection";
  const widget = buildSelect({
    rows: selectRows(component, context),
    placeholder,
    min: component.min_values ?? 1,
    max: component.max_values ?? 1,
    disabled: component.disabled,
    changed: (values) => context.choose(component, values, widget.button),
  });
  return widget.node;
}

/** An embed, Discord's older kind of card. */
export function renderEmbed(embed, { world, message }) {
  const colour = cssColour(embed.color);
  const linked = (address, ...words) => (address ? outsideLink(address, {}, ...words) : words);
  return el(
    "article",
    { class: "embed", style: colour ? { "--accent-of-bot": colour } : {} },
    el(
      "div",
      { class: "embed-words" },
      embed.provider?.name ? el("div", { class: "embed-provider" }, embed.provider.name) : null,
      embed.author?.name ? el("div", { class: "embed-author" }, linked(embed.author.url, embed.author.name)) : null,
      embed.title ? el("div", { class: "embed-title" }, linked(embed.url, renderMarkdown(embed.title, world.names))) : null,
      embed.description ? markdown(embed.description, world) : null,
      embed.fields?.length ? el("div", { class: "embed-fields" }, ...embed.fields.map((field) => embedField(field, world))) : null,
    ),
    embed.thumbnail?.url ? el("div", { class: "thumbnail" }, picture(resolveMedia(embed.thumbnail, message), embed.thumbnail.description, { link: false })) : null,
    embed.image?.url ? el("div", { class: "embed-image" }, picture(resolveMedia(embed.image, message), embed.image.description)) : null,
    embed.footer?.text || embed.timestamp
      ? el("footer", {}, embed.footer?.text ?? "", embed.footer?.text && embed.timestamp ? " · " : "", embed.timestamp ? messageTime(embed.timestamp) : null)
      : null,
  );
}

function embedField(field, world) {
  return el("div", { class: field.inline ? "embed-field inline" : "embed-field" }, el("div", { class: "field-name" }, renderMarkdown(field.name, world.names)), markdown(field.value, world));
}

function nameIn(address) {
  const last = (address ?? "").split("?")[0].split("/").at(-1) || "file";
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // not an escape: keep the % as it is
  }
}
