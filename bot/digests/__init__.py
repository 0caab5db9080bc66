"""Turns subscriptions into editions: when one is due, what it says, and its way to the channel, exactly once."""
