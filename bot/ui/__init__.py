"""Pages into Discord's views and messages, and presses of their buttons back into requests."""
