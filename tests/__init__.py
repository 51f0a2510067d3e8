"""The tests. Shared parts are imported as ``tests.displays``, ``tests.tools`` and so on."""
