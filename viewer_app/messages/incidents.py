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
    "settings.anchors_elsewhere": Message(
        nl="{policy} vraagt om verankering, en dit station laat het logboek onder een andere "
        "gebruiker schrijven: die twee gaan nog niet samen. Zet ‘anchor_days’ op 0 of haal "
        "‘audit_socket’ weg uit station.toml.",
        en="{policy} asks for anchors, and this station has its trail written under another user: "
        "the two do not go together yet. Set ‘anchor_days’ to 0, or remove ‘audit_socket’ from "
        "station.toml.",
    ),
    "review.elsewhere": Message(
        nl="Dit station laat zijn logboek onder een andere gebruiker schrijven en kan het niet "
        "lezen. Gebruik ‘inzage audit list’ en ‘inzage audit verify’ als die gebruiker.",
        en="This station has its trail written under another user and cannot read it. "
        "Use ‘inzage audit list’ and ‘inzage audit verify’ as that user.",
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
