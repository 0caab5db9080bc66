"""Scripts a developer runs by hand: from open data sets to files under `data/`. Nothing here runs with the bot."""
