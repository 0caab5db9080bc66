// Renders attachments and media as pictures, files or placeholders. From other servers only a message's own pictures are loaded, over https.
import { el, outsideLink } from "./dom.js";

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;

/** The path of an attachment on this sandbox, whatever the host's spelling; null for anything else. */
function localAddress(address) {
  try {
    const url = new URL(address, location.href);
    const here = url.origin === location.origin || ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
    return here && url.pathname.startsWith("/attachments/") ? url.pathname + url.search : null;
  } catch {
    return null;
  }
}

/** The address of a picture on another server; null unless it is plain https. */
function outsideAddress(address) {
  try {
    const url = new URL(address);
    return url.protocol === "https:" && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}

/** The message's attachment for `attachment://name`; otherwise the media unchanged. */
export function resolveMedia(media, message) {
  const name = /^attachment:\/\/(.+)$/.exec(media?.url ?? "")?.[1];
  const own = name && message?.attachments?.find((attachment) => attachment.filename === name);
  return own ? { ...media, ...own } : media;
}

function isPicture(media) {
  if (media.content_type) return media.content_type.startsWith("image/") && !media.content_type.includes("svg");
  return PICTURE.test((media.filename ?? media.url ?? "").split("?")[0]);
}

/** A picture with its description, readable under "ALT". */
export function picture(media, description, { spoiler = false, link = true } = {}) {
  const address = localAddress(media.url) ?? outsideAddress(media.url);
  if (address === null) return elsewhere(media, description);
  const outside = localAddress(media.url) === null;
  const size = media.width && media.height ? { width: media.width, height: media.height } : {};
  const image = el("img", { src: address, alt: description ?? "", loading: "lazy", referrerpolicy: "no-referrer", ...size });
  image.addEventListener("error", () => {
    if (outside) frame.replaceWith(elsewhere(media, description));
    else frame.replaceChildren(el("span", { class: "no-picture" }, description || "The picture could not be shown."));
  });
  const shown = link ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer", "aria-label": `Open picture: ${description || media.filename || "no description"}` }, image) : image;
  const frame = el("figure", { class: "picture" }, shown, description && link ? altText(description) : null);
  return spoiler ? covered(frame) : frame;
}

function altText(description) {
  return el("details", { class: "alt" }, el("summary", { "aria-label": "Text description of the picture" }, "ALT"), el("figcaption", {}, description));
}

function elsewhere(media, description) {
  return el(
    "figure",
    { class: "picture elsewhere" },
    el("span", {}, description || "A picture from another site that could not be loaded"),
    outsideLink(media.url ?? "", {}, media.url ?? ""),
  );
}

/** Content hidden behind a spoiler until pressed. */
export function covered(node) {
  const shell = el("div", { class: "covered" }, node);
  node.inert = true;
  const button = el("button", { type: "button", class: "uncover" }, "Spoiler: show");
  button.addEventListener("click", () => {
    node.inert = false;
    shell.classList.add("shown");
    button.remove();
  });
  shell.append(button);
  return shell;
}

/** A downloadable file with its size. */
export function file(media, name = media.filename ?? media.name ?? "file") {
  const address = localAddress(media.url);
  const words = [el("bdi", { class: "file-name" }, name), media.size ? el("span", { class: "file-size" }, bytes(media.size)) : null];
  const shown = address ? el("a", { href: address, download: name }, ...words) : el("span", {}, ...words);
  return el("div", { class: "file" }, shown);
}

/** All attachments of an ordinary message. */
export function attachments(message) {
  return (message.attachments ?? []).map((attachment) => {
    const spoiler = attachment.filename?.startsWith("SPOILER_");
    if (isPicture(attachment)) return picture(attachment, attachment.description, { spoiler });
    return spoiler ? covered(file(attachment)) : file(attachment);
  });
}

function bytes(size) {
  if (size < 1024) return `${size} B`;
  return size < 1024 * 1024 ? `${(size / 1024).toFixed(1)} kB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
}
