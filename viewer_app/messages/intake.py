"""Sentences of intake and of the packages that a station keeps."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "intake.not_a_file": Message(
        "Dit is geen bestand maar een map, een verwijzing of een apparaat. Leg het pakket zelf "
        "(eindigend op .inzage) in de map voor nieuwe pakketten.",
        "This is no file but a directory, a link or a device. Put the package itself (ending in "
        ".inzage) in the directory for new packages.",
    ),
    "intake.other_key": Message(
        "Dit pakket is niet voor dit station ({station}) gemaakt. Vraag de behandelaar om een "
        "pakket voor dit station.",
        "This package was not made for this station ({station}). Ask the desk for a package for "
        "this station.",
    ),
    "intake.no_supervisor": Message(
        "Dit pakket noemt geen leidinggevende van dit station, dus niemand hier kan het openen. "
        "Vraag de behandelaar om een pakket voor een leidinggevende die hier werkt.",
        "This package names no supervisor of this station, so nobody here can open it. Ask the "
        "desk for a package for a supervisor who works here.",
    ),
    "intake.recipients": Message(
        "De opname is voor {found} ontvangers versleuteld, maar de goedkeuring noemt er {named}. "
        "Bewaar het pakket en meld dit bij de behandelaar.",
        "The recording is encrypted for {found} recipients, but the approval names {named}. Keep "
        "the package and report this to the desk.",
    ),
    "intake.duplicate": Message(
        "Dit pakket is al eerder ontvangen en staat bij de afspraken. U hoeft niets te doen; dit "
        "exemplaar kan weg.",
        "This package was received before and is among the appointments. There is nothing to do; "
        "this copy can go.",
    ),
    "intake.inbox_unreadable": Message(
        "De map voor nieuwe pakketten kan niet worden gelezen ({reason}). Laat de beheerder de map "
        "en haar rechten nakijken.",
        "The directory for new packages cannot be read ({reason}). Let the administrator check the "
        "directory and its permissions.",
    ),
    "intake.disk_full": Message(
        "De schijf is vol, dus een nieuw pakket is blijven liggen waar het lag. Maak ruimte en "
        "kijk opnieuw.",
        "The disk is full, so a new package was left where it was. Make room and look again.",
    ),
    "intake.not_moved": Message(
        "Een nieuw pakket kon niet worden gelezen of opgeborgen ({reason}) en is blijven liggen "
        "waar het lag. Laat de beheerder de schijf en de rechten nakijken.",
        "A new package could not be read or put away ({reason}) and was left where it was. Let the "
        "administrator check the disk and the permissions.",
    ),
    "set_aside.unreadable": Message(
        "De map met geweigerde pakketten kan niet worden gelezen ({reason}). Laat de beheerder de "
        "map en haar rechten nakijken.",
        "The directory of refused packages cannot be read ({reason}). Let the administrator check "
        "the directory and its permissions.",
    ),
    "set_aside.reason_lost": Message(
        "Dit pakket is geweigerd, maar de reden is niet meer te lezen; zij staat ook in het "
        "logboek. Leg het pakket opnieuw in de map voor nieuwe pakketten om het te laten "
        "controleren.",
        "This package was refused, but the reason can no longer be read; it stands in the audit "
        "trail as well. Put the package in the directory for new packages again to have it "
        "checked.",
    ),
    "packages.unreadable": Message(
        "De map met pakketten kan niet worden gelezen ({reason}). Laat de beheerder de map en haar "
        "rechten nakijken.",
        "The directory of packages cannot be read ({reason}). Let the administrator check the "
        "directory and its permissions.",
    ),
    "package.gone": Message(
        "Het pakket van deze afspraak is er niet meer. Vraag de behandelaar om het opnieuw te "
        "sturen.",
        "The package of this appointment is no longer there. Ask the desk to send it again.",
    ),
    "package.approval_replaced": Message(
        "De goedkeuring in het pakket is een andere dan bij deze afspraak werd getoond. Ga terug "
        "naar de afspraken en meld dit bij de behandelaar.",
        "The approval in the package is not the one that was shown for this appointment. Go back "
        "to the appointments and report this to the desk.",
    ),
    "package.misnamed": Message(
        "Dit pakket ligt onder een verkeerde naam bij de afspraken en telt daar niet. Leg het in "
        "de map voor nieuwe pakketten.",
        "This package lies among the appointments under a wrong name and does not count there. Put "
        "it in the directory for new packages.",
    ),
}
