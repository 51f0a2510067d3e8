"""The audit trail: a signed, append-only log of every step, and its review."""
