"""A whole appointment on a throw-away station, for who wants to see the program."""
