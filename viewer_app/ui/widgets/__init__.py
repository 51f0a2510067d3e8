"""The parts the screens are made of, all of the same look and the same manners."""
