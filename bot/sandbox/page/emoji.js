// Discord's partial emoji as text. Custom ones are shown by name, since their pictures are on other servers.

export function emojiText(emoji) {
  if (!emoji?.name) return null;
  return emoji.id ? `:${emoji.name}:` : emoji.name;
}
