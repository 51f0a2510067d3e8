"""How fast the station is, each figure as a ratio to a rival measured in the same run."""
