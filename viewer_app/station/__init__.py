"""The station: its state directory, keys, people, packages, and the machine it runs on."""
