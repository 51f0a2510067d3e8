"""The screens: Qt Widgets on top of the session, and nothing of keys, SQL, libVLC or files."""
