"""Places elsewhere that packages are fetched from, into the inbox."""
