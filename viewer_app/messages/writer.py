"""Sentences of a trail that a process under a user of its own writes."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "trail.writer_silent": Message(
        nl="Het programma dat het logboek schrijft ({socket}) antwoordt niet. De stap is niet "
        "uitgevoerd; een inzage stopt. Waarschuw de beheerder.",
        en="The program that writes the audit trail ({socket}) does not answer. The step was not "
        "taken; a viewing stops. Call the administrator.",
    ),
    "trail.other_station": Message(
        nl="Het programma dat op {socket} luistert schrijft het logboek van een ander station "
        "({station}). Laat de beheerder ‘audit_socket’ in station.toml nakijken, of beide "
        "gebruikers met dezelfde naam inschrijven.",
        en="The program that listens on {socket} writes the audit trail of another station "
        "({station}). Let the administrator check ‘audit_socket’ in station.toml, or enrol both "
        "users with the same id.",
    ),
    "trail.written_elsewhere": Message(
        nl="Het logboek van dit station wordt onder een andere gebruiker geschreven (via "
        "{socket}). Alleen die heeft het bestand en de sleutel. Stop zijn dienst en voer deze "
        "opdracht uit als die gebruiker. Er is niets veranderd.",
        en="The audit trail of this station is written under another user (through {socket}). Only "
        "that one has the file and the key. Stop its service and run this command as that user. "
        "Nothing was changed.",
    ),
    "trail.stranger": Message(
        nl="Een programma van een gebruiker die dat niet mag ({user}) wilde in het logboek "
        "schrijven. Het is niet toegelaten. Laat de beheerder nagaan wat het was.",
        en="A program of a user who may not ({user}) tried to write in the audit trail. It was not "
        "let in. Let the administrator find out what it was.",
    ),
    "trail.event_reserved": Message(
        nl="Wat alleen het logboek zelf mag schrijven ({action}) werd door een programma gestuurd. "
        "Het is geweigerd. Laat de beheerder nagaan of het programma nog te vertrouwen is.",
        en="What only the audit trail itself may write ({action}) was sent by a program. It was "
        "refused. Let the administrator find out whether that program can still be trusted.",
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
    # who may read it
    "home.no_group": Message(
        nl="De groep {group} die het logboek mag lezen bestaat niet op deze computer. Maak haar, "
        "of noem met --readers een andere; zij staat in station.toml als ‘audit_readers’.",
        en="The group {group} that may read the audit trail does not exist on this computer. Make "
        "it, or name another one with --readers; station.toml has it as ‘audit_readers’.",
    ),
    "home.not_opened": Message(
        nl="Het logboek kon niet leesbaar worden gemaakt voor de groep {group} ({reason}). Maak de "
        "gebruiker die het schrijft lid van die groep.",
        en="The audit trail could not be made readable for the group {group} ({reason}). Make the "
        "user who writes it a member of that group.",
    ),
}
