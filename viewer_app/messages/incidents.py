"""Sentences of what the station finds wrong with its own trail."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "trail.broken": Message(
        nl="Het logboek {file} is niet meer zoals het is geschreven (eerste gebeurtenis: {seq}). "
        "Er wordt geen inzage meer geopend. Bewaar het bestand en waarschuw de beheerder en de "
        "privacy officer; ‘inzage audit verify’ zegt er meer over.",
        en="The audit trail {file} is no longer as it was written (first event: {seq}). "
        "No viewing is opened any more. Keep the file and call the administrator and the privacy "
        "officer; ‘inzage audit verify’ tells more.",
    ),
}
