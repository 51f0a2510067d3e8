"""The desk: approves requests and seals recordings, on a machine of its own."""
