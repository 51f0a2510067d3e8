"""Sentences of destruction: what was destroyed, what was not, and the report about it."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "destruction.unreadable": Message(
        "De mappen met pakketten kunnen niet worden gelezen of veranderd ({reason}). Wat "
        "vernietigd moet worden ligt er misschien nog. Laat de beheerder de schijf en de rechten "
        "nakijken.",
        "The directories of packages cannot be read or changed ({reason}). What must be destroyed "
        "may still be there. Let the administrator check the disk and the permissions.",
    ),
    "destruction.failed": Message(
        "Deze opname moest worden vernietigd en dat is niet gelukt ({reason}); zij is er nog. Het "
        "wordt elke dag opnieuw geprobeerd. Laat de beheerder de schijf en de rechten nakijken.",
        "This recording had to be destroyed and was not ({reason}); it is still there. It is tried "
        "again every day. Let the administrator check the disk and the permissions.",
    ),
    "destruction.directory": Message(
        "Wat er opzij is gelegd is een map, geen pakket ({reason}), en wordt niet vanzelf "
        "vernietigd. Laat de beheerder nakijken wat erin zit, en de map verwijderen.",
        "What was set aside is a directory, not a package ({reason}), and is not destroyed by "
        "itself. Let the administrator see what is in it, and remove the directory.",
    ),
    # what a run says
    "destruction.none": Message(
        "Er hoeft niets te worden vernietigd.", "Nothing must be destroyed."
    ),
    "destruction.fate.due": Message(
        "{what}: moet sinds {since} vernietigd zijn ({cause}).",
        "{what}: must have been destroyed since {since} ({cause}).",
    ),
    "destruction.fate.in_use": Message(
        "{what}: wordt nu misschien bekeken en blijft liggen tot de volgende keer ({cause}).",
        "{what}: may be on the screen now and is left for the next run ({cause}).",
    ),
    "destruction.fate.destroyed": Message(
        "{what}: vernietigd ({cause}).", "{what}: destroyed ({cause})."
    ),
    "destruction.fate.failed": Message("{what}: niet vernietigd.", "{what}: not destroyed."),
    # why
    "destruction.cause.retention": Message("bewaartermijn voorbij", "past its retention"),
    "destruction.cause.hold": Message("bewaarplicht voorbij", "past its legal hold"),
    "destruction.cause.last_viewing": Message(
        "voor het laatst bekeken", "viewed for the last time"
    ),
    "destruction.cause.appointment": Message("afspraak voorbij", "past its appointment"),
    "destruction.cause.unreadable": Message(
        "niet te lezen en te lang geleden gekomen", "cannot be read and came too long ago"
    ),
    "destruction.cause.begun": Message(
        "afgemaakt wat eerder was begonnen", "finished what was begun before"
    ),
    # the report
    "destruction.column.about": Message("opname", "recording"),
    "destruction.column.clip_sha256": Message("controlegetal (SHA-256)", "digest (SHA-256)"),
    "destruction.column.cause": Message("reden", "reason"),
    "destruction.column.since": Message("moest weg vanaf", "due since"),
    "destruction.column.started": Message("begonnen", "begun"),
    "destruction.column.finished": Message("geëindigd", "ended"),
    "destruction.column.outcome": Message("uitkomst", "outcome"),
    "destruction.column.reason": Message("waarom niet", "why not"),
    "destruction.column.trail": Message("logboek", "trail"),
    "destruction.column.seq": Message("gebeurtenis", "event"),
    "destruction.outcome.ok": Message("vernietigd", "destroyed"),
    "destruction.outcome.failed": Message("niet vernietigd", "not destroyed"),
    "destruction.outcome.open": Message("begonnen, nog niet geëindigd", "begun, not ended yet"),
    "destruction.reported": Message(
        "{file} is gemaakt. Aantal vernietigingen: {lines}.",
        "{file} was written. Number of destructions: {lines}.",
    ),
}
