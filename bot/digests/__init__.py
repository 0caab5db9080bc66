"""A subscription into editions: when one is due, and its way to the channel, once and only once."""
