// Discord's partial emoji -> text; custom ones are pictures from elsewhere, so their name stands for them.

export function emojiText(emoji) {
  if (!emoji?.name) return null;
  return emoji.id ? `:${emoji.name}:` : emoji.name;
}
