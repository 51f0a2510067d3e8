"""The trail in the forms that other systems read: spreadsheets, logbooks of processing, a SIEM.

Each form is a stream of pieces, made from events as they are read, so that a trail of any length
takes the same memory. These are copies to work with. What proves something is the trail itself, its
JSON lines export (``viewer_app.audit.export``) and the proof of a session
(``viewer_app.audit.bundle``).
"""
