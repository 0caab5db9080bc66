"""Scripts that a developer runs by hand to make files under `data/` from open data sets. The bot doesn't use them."""
