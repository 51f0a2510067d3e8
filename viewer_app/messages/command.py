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
}
