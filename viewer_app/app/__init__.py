"""The composition root: the rooms put together into one program. No rules of its own."""
