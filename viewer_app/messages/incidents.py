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
    # --- the writer as a process of its own ----------------------------------------------------
    "trail.writer_silent": Message(
        nl="Het programma dat het logboek schrijft ({socket}) antwoordt niet. De stap is niet "
        "uitgevoerd; een inzage stopt. Waarschuw de beheerder.",
        en="The program that writes the audit trail ({socket}) does not answer. The step was not "
        "taken; a viewing stops. Call the administrator.",
    ),
    "audit.serving": Message(
        nl="Het logboek neemt gebeurtenissen aan op {socket}.",
        en="The audit trail takes events at {socket}.",
    ),
    "audit.serve_platform": Message(
        nl="Een logboek onder een eigen gebruiker kan alleen op Linux.",
        en="A trail under a user of its own works on Linux only.",
    ),
    "trail.socket_unusable": Message(
        nl="Op die plek kan het logboek geen verzoeken aannemen ({reason}). "
        "Kies met --socket een andere plek.",
        en="The audit trail cannot take requests at that place ({reason}). "
        "Choose another one with --socket.",
    ),
}
