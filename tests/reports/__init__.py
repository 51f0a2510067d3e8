"""The reports on paper."""
