"""One module for each screen. A screen shows and asks; the conductor acts on the session."""
