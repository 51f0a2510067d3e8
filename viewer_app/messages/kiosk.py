"""Sentences of installing, checking and removing the kiosk."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "kiosk.not_root": Message(
        "Alleen root kan de kiosk inrichten of verwijderen. Gebruik sudo, of bekijk met --print "
        "wat er zou gebeuren.",
        "Only root can install or remove the kiosk. Use sudo, or see with --print what would "
        "happen.",
    ),
    "kiosk.no_systemd": Message(
        "Dit systeem is niet met systemd gestart; de kiosk werkt er niet. Er is niets veranderd.",
        "This system was not started with systemd; the kiosk does not work on it. Nothing was "
        "changed.",
    ),
    "kiosk.taken": Message(
        "{path} bestaat al en is niet van de kiosk. Zet het bestand apart en probeer het opnieuw. "
        "Er is niets veranderd.",
        "{path} exists already and is not the kiosk's. Put the file away and try again. Nothing "
        "was changed.",
    ),
    "kiosk.unusable": Message(
        "{path} kan niet worden geschreven of gelezen ({reason}). Herstel dat en voer de opdracht "
        "nog eens uit.",
        "{path} cannot be written or read ({reason}). Mend that and run the command once more.",
    ),
    "kiosk.manifest": Message(
        "{path} is niet te lezen, dus niet te zien is wat er is ingericht. Zet het bestand terug "
        "uit een reservekopie, of verwijder het en richt de kiosk opnieuw in.",
        "{path} cannot be read, so it cannot be seen what was installed. Restore it from a backup, "
        "or remove it and install the kiosk anew.",
    ),
    "kiosk.not_installed": Message(
        "Op deze computer is geen kiosk ingericht. Doe dat met ‘inzage kiosk install’.",
        "No kiosk is installed on this computer. Install it with ‘inzage kiosk install’.",
    ),
    "kiosk.step_failed": Message(
        "De opdracht ‘{command}’ mislukte ({status}). De bestanden staan er; herstel wat de "
        "opdracht hierboven meldt en voer ‘inzage kiosk install’ nog eens uit.",
        "The command ‘{command}’ failed ({status}). The files are in place; mend what the command "
        "says above and run ‘inzage kiosk install’ once more.",
    ),
    # differences
    "kiosk.absent": Message(
        "{path} ontbreekt. Voer ‘inzage kiosk install’ nog eens uit.",
        "{path} is missing. Run ‘inzage kiosk install’ once more.",
    ),
    "kiosk.changed": Message(
        "{path} is niet zoals deze versie het schrijft. Ga na wie dat veranderde; voer dan ‘inzage "
        "kiosk install’ nog eens uit. Eigen instellingen horen in een aanvulling (systemctl edit).",
        "{path} is not as this version writes it. Find out who changed it; then run ‘inzage kiosk "
        "install’ once more. Settings of your own belong in a drop-in (systemctl edit).",
    ),
    "kiosk.permissions": Message(
        "{path} is niet van root, of heeft andere rechten dan bij het inrichten. Ga na wie dat "
        "veranderde; voer dan ‘inzage kiosk install’ nog eens uit.",
        "{path} is not root's, or has other permissions than when it was installed. Find out who "
        "changed it; then run ‘inzage kiosk install’ once more.",
    ),
    "kiosk.plugin": Message(
        "{path} kan het scherm aan andere programma’s geven. Voer ‘inzage kiosk install’ nog eens "
        "uit: dan wordt het apart gezet.",
        "{path} can give the screen to other programs. Run ‘inzage kiosk install’ once more: it "
        "is then set apart.",
    ),
    "kiosk.program_writable": Message(
        "{path} is van een andere gebruiker dan root of door anderen te beschrijven; wie dat kan, "
        "kan het programma vervangen. Installeer het programma als root, bijvoorbeeld in /opt.",
        "{path} belongs to another user than root, or others can write it; whoever can may replace "
        "the program. Install the program as root, for example in /opt.",
    ),
    # what the commands say
    "kiosk.would_write": Message(
        "Dit bestand zou worden geschreven (rechten {mode}):",
        "This file would be written (permissions {mode}):",
    ),
    "kiosk.would_set_apart": Message(
        "Deze Qt-onderdelen zouden apart worden gezet; ze geven het scherm door:",
        "These parts of Qt would be set apart; they pass the screen on:",
    ),
    "kiosk.would_run": Message(
        "Daarna zou dit worden uitgevoerd:", "After that this would be run:"
    ),
    "kiosk.not_run": Message(
        "De bestanden staan onder {path}. Dit is niet uitgevoerd, en hoort op het systeem zelf:",
        "The files are below {path}. This was not run, and is to be done on the system itself:",
    ),
    "kiosk.installed": Message(
        "De kiosk is ingericht. Schrijf het station in met ‘inzage-as-station station enrol’ en "
        "start dan opnieuw op. Met SSH of een andere weg naar root blijft het station bereikbaar: "
        "het scherm vraagt niet meer om aanmelden.",
        "The kiosk is installed. Enrol the station with ‘inzage-as-station station enrol’, then "
        "restart. SSH or another way to root keeps the station within reach: the screen no longer "
        "asks anybody to sign in.",
    ),
    "kiosk.writer_installed": Message(
        "Schrijf ook de gebruiker in die het logboek schrijft, met dezelfde naam en regels "
        "(‘inzage-as-writer station enrol’), en zet in de station.toml van het station "
        '‘audit_socket = "/run/inzage-writer/audit.sock"’. Anders schrijft het programma zijn '
        "logboek zelf.",
        "Enrol the user who writes the audit trail, too, with the same id and rules "
        "(‘inzage-as-writer station enrol’), and set ‘audit_socket = "
        '"/run/inzage-writer/audit.sock"’ in the station\'s own station.toml. Otherwise the '
        "program writes its trail itself.",
    ),
    "kiosk.writer_removed": Message(
        "Gebleven zijn ook het logboek en de map van de gebruiker die het schrijft ({state}), en "
        "het wachtwoord van diens sleutelbos ({credential}).",
        "The audit trail and directory of the user who writes it ({state}), and the password of "
        "that user's keyring ({credential}), stayed as well.",
    ),
    "kiosk.as_installed": Message(
        "Alles is zoals het is ingericht ({count} bestanden).",
        "Everything is as it was installed ({count} files).",
    ),
    "kiosk.left": Message(
        "{path} is veranderd sinds het inrichten en is blijven staan.",
        "{path} was changed since it was installed, and was left.",
    ),
    "kiosk.removed": Message(
        "De kiosk is verwijderd. De map van het station ({state}), het wachtwoord van de "
        "sleutelbos ({credential}) en de twee gebruikers zijn gebleven: zonder die zijn de "
        "sleutels verloren.",
        "The kiosk was removed. The station's directory ({state}), the password of its keyring "
        "({credential}) and the two users stayed: without them the keys are lost.",
    ),
}
