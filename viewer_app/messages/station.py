"""Sentences of the station room: enrolment, state directory and settings."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "station.not_enrolled": Message(
        "Deze computer is nog niet ingeschreven als station ({directory}). Laat de beheerder "
        "‘inzage station enrol’ uitvoeren.",
        "This computer has not been enrolled as a station yet ({directory}). Let the administrator "
        "run ‘inzage station enrol’.",
    ),
    "station.enrolled": Message(
        "Deze computer is al ingeschreven als station ({directory}). Er is niets veranderd.",
        "This computer is already enrolled as a station ({directory}). Nothing was changed.",
    ),
    "station.leftovers": Message(
        "In de map staat al {file}, misschien van een eerder station. Zet de hele map apart en "
        "probeer het opnieuw. Er is niets veranderd.",
        "The directory already holds {file}, perhaps of an earlier station. Put all of it "
        "away and try again. Nothing was changed.",
    ),
    "station.id_malformed": Message(
        "De naam van een station bestaat uit letters, cijfers, punten en streepjes, hoogstens 64, "
        "en begint met een letter of cijfer.",
        "The id of a station consists of letters, digits, dots and dashes, 64 at most, and starts "
        "with a letter or digit.",
    ),
    "home.unusable": Message(
        "De map {directory} van het station kan niet worden gebruikt ({reason}). Laat de beheerder "
        "de map en haar rechten nakijken.",
        "The station's directory {directory} cannot be used ({reason}). Let the administrator "
        "check the directory and its permissions.",
    ),
    "home.open_to_others": Message(
        "Andere gebruikers van deze computer kunnen in de map {directory} van het station. Het "
        "programma start zo niet. Laat de beheerder de rechten beperken (chmod 700).",
        "Other users of this computer can get into the station's directory {directory}. The "
        "program does not start like this. Let the administrator restrict it (chmod 700).",
    ),
    "settings.unreadable": Message(
        "De instellingen in {file} kunnen niet worden gelezen. Laat de beheerder het bestand "
        "terugzetten.",
        "The settings in {file} cannot be read. Let the administrator restore the file.",
    ),
    "settings.invalid": Message(
        "In {file} ontbreekt de instelling ‘{key}’, of zij klopt niet. Laat de beheerder het "
        "bestand terugzetten.",
        "In {file} the setting ‘{key}’ is missing or not right. Let the administrator restore the "
        "file.",
    ),
    # the sandbox
    "sandbox.missing": Message(
        "Dit systeem mist {what}, waarmee het station zichzelf afsluit. Zonder dat worden geen "
        "echte opnamen getoond. Laat de beheerder een nieuwere Linux-kernel installeren (5.19 of "
        "later, met Landlock aan), of in policy.toml anders besluiten.",
        "This system lacks {what}, with which the station closes itself in. Without it no real "
        "recordings are shown. Let the administrator install a newer Linux kernel (5.19 or later, "
        "with Landlock on), or decide otherwise in policy.toml.",
    ),
    "sandbox.too_late": Message(
        "Het station kon zichzelf niet afsluiten, omdat er al iets liep. Start het opnieuw; "
        "gebeurt het weer, waarschuw dan de beheerder.",
        "The station could not close itself in, because something was running already. Start it "
        "again; if it happens again, tell the administrator.",
    ),
    "sandbox.failed": Message(
        "Het station kon zichzelf niet afsluiten ({reason}). Start het opnieuw; gebeurt het weer, "
        "waarschuw dan de beheerder.",
        "The station could not close itself in ({reason}). Start it again; if it happens again, "
        "tell the administrator.",
    ),
    "errand.lost": Message(
        "Het hulpproces van het station is gestopt, dus wordt het logboek nu niet elders "
        "vastgelegd of nagerekend. Start het station opnieuw.",
        "The station’s helper process has ended, so the trail is not anchored elsewhere or "
        "verified now. Restart the station.",
    ),
}
