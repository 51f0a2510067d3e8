"""Words of the commands."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "command.passphrase_now": Message("Huidige wachtzin", "Present passphrase"),
    "command.passphrase": Message("Nieuwe wachtzin", "New passphrase"),
    "command.passphrase_again": Message("Nog een keer", "Once more"),
    "command.passphrases_differ": Message(
        "De twee wachtzinnen zijn niet gelijk. Probeer het opnieuw.",
        "The two passphrases differ. Try again.",
    ),
    "command.station": Message("Dit is station {station}.", "This is station {station}."),
    "command.station_address": Message(
        "Adres voor de behandelaar (--station):", "Address for the desk (--station):"
    ),
    "command.station_audit_key": Message(
        "Openbare sleutel van het logboek; geef hem aan de auditor:",
        "Public key of the audit trail; give it to the auditor:",
    ),
    "command.supervisor_added": Message(
        "{name} kan zich aanmelden. Sleutel voor de behandelaar (--supervisor):",
        "{name} can sign in. Key for the desk (--supervisor):",
    ),
    "command.auditor_added": Message(
        "{name} kan het logboek inzien op dit station.",
        "{name} can review the audit trail on this station.",
    ),
    "command.passphrase_changed": Message(
        "De wachtzin van {name} is gewijzigd; de sleutel is dezelfde gebleven.",
        "The passphrase of {name} was changed; the key is still the same.",
    ),
    "command.key_pin": Message("Pincode van de beveiligingssleutel", "PIN of the security key"),
    "command.key_touch": Message(
        "Raak de beveiligingssleutel aan: het lampje knippert.",
        "Touch the security key: its light is blinking.",
    ),
    "command.key_twice": Message(
        "Steek de nieuwe beveiligingssleutel in de computer; u raakt hem straks twee keer aan.",
        "Put the new security key in the computer; you will touch it twice.",
    ),
    "command.key_added": Message(
        "{name} meldt zich vanaf nu ook met deze beveiligingssleutel aan. Zonder de sleutel gaat "
        "er niets meer open.",
        "From now on {name} signs in with this security key, too. Without the key nothing opens.",
    ),
    "command.key_removed": Message(
        "{name} meldt zich vanaf nu met de wachtzin alleen aan.",
        "From now on {name} signs in with the passphrase alone.",
    ),
    "command.with_key": Message("met beveiligingssleutel", "with a security key"),
    "command.person_removed": Message(
        "{name} kan zich niet meer aanmelden op dit station.",
        "{name} can no longer sign in to this station.",
    ),
    # confirming
    "command.type_to_confirm": Message("Typ {word} om door te gaan", "Type {word} to go on"),
    "command.unconfirmed": Message(
        "Dit is niet bevestigd, dus is er niets veranderd. Typ wat er gevraagd wordt, of geef "
        "--yes mee.",
        "This was not confirmed, so nothing was changed. Type what is asked for, or add --yes.",
    ),
    # the keys of desks
    "desk_key.question_add": Message(
        "Wat met deze sleutel van {desk} is ondertekend, wordt op dit station getoond. Vergelijk "
        "het kenmerk met de behandelaar, over een weg die u vertrouwt: {key}",
        "What is signed with this key of {desk} will be shown on this station. Compare the "
        "fingerprint with the desk, by a way you trust: {key}",
    ),
    "desk_key.question_retire": Message(
        "Deze sleutel van {desk} telt daarna voor niets nieuws meer, voorgoed ({key}). Afspraken "
        "die dit station ermee heeft en die blijven gelden: {kept}.",
        "After this, this key of {desk} counts for nothing new any more, for good ({key}). "
        "Appointments that this station has with it and that stay: {kept}.",
    ),
    "desk_key.added": Message(
        "De sleutel van {desk} is vastgelegd ({key}).", "The key of {desk} was pinned ({key})."
    ),
    "desk_key.retired": Message(
        "De sleutel van {desk} telt voor niets nieuws meer ({key}). Afspraken die blijven gelden: "
        "{kept}. Laat de behandelaar andere pakketten opnieuw verzegelen.",
        "The key of {desk} counts for nothing new any more ({key}). Appointments that stay: "
        "{kept}. Have the desk seal other packages anew.",
    ),
    "desk_key.at_next_start": Message(
        "Een Inzagestation dat al loopt, merkt dit pas als het opnieuw wordt gestart.",
        "An Inzagestation that is running will notice when it is started again.",
    ),
    "desk_key.trusted": Message("vertrouwd", "trusted"),
    "desk_key.retired_since": Message(
        "ingetrokken op {date}, nog {kept} afspraken", "retired on {date}, {kept} appointments left"
    ),
    "desk_key.known": Message(
        "Deze sleutel is al vastgelegd ({key}). Er is niets veranderd.",
        "This key is pinned already ({key}). Nothing was changed.",
    ),
    "desk_key.retired_before": Message(
        "Deze sleutel is eerder ingetrokken en wordt niet opnieuw vertrouwd ({key}). Laat de "
        "behandelaar een nieuwe sleutel maken.",
        "This key was retired earlier and is not trusted again ({key}). Let the desk make a new "
        "key.",
    ),
    "desk_key.unknown": Message(
        "Dit station vertrouwt geen sleutel met dit kenmerk. ‘inzage station desk-key list’ toont "
        "ze.",
        "This station trusts no key with this fingerprint. ‘inzage station desk-key list’ shows "
        "them.",
    ),
    "desk_key.last": Message(
        "Dit is de enige sleutel die dit station vertrouwt. Leg eerst de nieuwe vast; is deze "
        "uitgelekt, geef dan --compromised mee.",
        "This is the only key that this station trusts. Pin the new one first; if this one has "
        "leaked, add --compromised.",
    ),
    # backup and restore
    "backup.written": Message(
        "De reservekopie staat in {file} ({size} bytes). Zij bevat persoonsgegevens: bewaar haar "
        "niet langer dan nodig. Sleutels en opnamen zitten er niet in.",
        "The backup is in {file} ({size} bytes). It holds personal data: keep it no longer than "
        "needed. Keys and recordings are not in it.",
    ),
    "backup.exists": Message(
        "{file} bestaat al en wordt niet overschreven. Kies een andere naam.",
        "{file} exists already and is not overwritten. Choose another name.",
    ),
    "backup.disk_full": Message(
        "De schijf is vol, dus er is geen reservekopie ({file}). Maak ruimte en probeer het "
        "opnieuw.",
        "The disk is full, so there is no backup ({file}). Make room and try again.",
    ),
    "backup.not_written": Message(
        "De reservekopie {file} kon niet worden geschreven ({reason}). Er is niets achtergebleven.",
        "The backup {file} could not be written ({reason}). Nothing was left behind.",
    ),
    "backup.unreadable": Message(
        "{file} van het station kan niet worden gelezen ({reason}), dus er is geen reservekopie. "
        "Laat de schijf en de rechten nakijken.",
        "{file} of the station cannot be read ({reason}), so there is no backup. Have the disk and "
        "the permissions checked.",
    ),
    "backup.name": Message(
        "In de map van het station staat iets met een naam die niet in een reservekopie kan "
        "({file}). Haal het daar weg en probeer het opnieuw.",
        "In the station's directory there is something whose name cannot be in a backup ({file}). "
        "Take it away there and try again.",
    ),
    "home.busy": Message(
        "Er wordt al een reservekopie van {directory} gemaakt of teruggezet. Wacht tot dat klaar "
        "is.",
        "A backup of {directory} is being made or put back already. Wait until that is done.",
    ),
    "restore.done": Message(
        "De reservekopie van station {station} van {date} staat in {directory}. Zij opent geen "
        "enkele opname: de sleutels zitten in de sleutelbos van de oude computer.",
        "The backup of station {station} of {date} is in {directory}. It opens no recording at "
        "all: the keys are in the keyring of the old machine.",
    ),
    "restore.next": Message(
        "Richt het station nu opnieuw in (‘inzage station enrol’), voeg de leidinggevenden toe en "
        "laat de behandelaar nieuwe pakketten verzegelen. Het oude logboek blijft daarnaast te "
        "lezen.",
        "Now enrol the station anew (‘inzage station enrol’), add the supervisors and have the "
        "desk seal new packages. The old audit trail can still be read beside it.",
    ),
    "restore.key": Message(
        "Vergelijk de sleutel van het logboek met die van de auditor: {key}",
        "Compare the key of the audit trail with the auditor's: {key}",
    ),
    "restore.behind": Message(
        "Deze reservekopie is ouder dan wat elders van het logboek is gezien: daar {seen} "
        "gebeurtenissen, hier {size}. Zoek een nieuwere, of meld aan de privacyfunctionaris wat "
        "ontbreekt.",
        "This backup is older than what was seen of the trail elsewhere: {seen} events there, "
        "{size} here. Look for a newer one, or tell the privacy officer what is missing.",
    ),
    "restore.not_empty": Message(
        "In {directory} staat al iets. Een reservekopie wordt alleen in een lege map teruggezet. "
        "Er is niets veranderd.",
        "There is something in {directory} already. A backup is only put back in an empty "
        "directory. Nothing was changed.",
    ),
    "restore.unreadable": Message(
        "De reservekopie {file} kan niet worden gelezen ({reason}).",
        "The backup {file} cannot be read ({reason}).",
    ),
    "restore.damaged": Message(
        "Dit is geen hele reservekopie van een station. Er is niets teruggezet. Neem een andere.",
        "This is not the whole backup of a station. Nothing was put back. Take another one.",
    ),
    "restore.disk_full": Message(
        "De schijf is vol, dus er is niets teruggezet van {file}. Maak ruimte en probeer het "
        "opnieuw.",
        "The disk is full, so nothing of {file} was put back. Make room and try again.",
    ),
    "restore.not_written": Message(
        "De reservekopie {file} kon niet worden teruggezet ({reason}). Er is niets achtergebleven.",
        "The backup {file} could not be put back ({reason}). Nothing was left behind.",
    ),
    "station.restored": Message(
        "In {directory} staat een reservekopie van een eerder station. Die opent niets: de "
        "sleutels zijn er niet. Laat de beheerder ‘inzage station enrol’ uitvoeren, de "
        "leidinggevenden toevoegen en de behandelaar om nieuwe pakketten vragen.",
        "In {directory} there is the backup of an earlier station. It opens nothing: the keys are "
        "not there. Let the administrator run ‘inzage station enrol’, add the supervisors and ask "
        "the desk for new packages.",
    ),
    "station.other_restored": Message(
        "Hier is station {station} teruggezet. Richt het onder dezelfde naam opnieuw in, of "
        "gebruik een andere map.",
        "Station {station} was put back here. Enrol it anew under the same id, or use another "
        "directory.",
    ),
    "station.follows": Message(
        "Het nieuwe logboek volgt op het teruggezette en noemt het laatste daarvan: {size} "
        "gebeurtenissen.",
        "The new audit trail follows the one that was put back, and names the last of it: {size} "
        "events.",
    ),
}
