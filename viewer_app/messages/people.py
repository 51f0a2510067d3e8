"""Sentences about the people of a station: signing in, passphrases, enrolling."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "signin.unknown": Message(
        "Deze naam is hier niet bekend. Kies uw naam uit de lijst, of laat de beheerder u "
        "toevoegen.",
        "This name is not known here. Choose your name from the list, or let the administrator add "
        "you.",
    ),
    "signin.wrong": Message(
        "De wachtzin klopt niet. Probeer het opnieuw; elke fout kost meer tijd (nu {seconds} s).",
        "The passphrase is not right. Try again; each mistake makes the wait longer (now "
        "{seconds} s).",
    ),
    "signin.wait": Message(
        "Wacht na de verkeerde wachtzin nog {seconds} s. Wat u nu typte, is niet geprobeerd.",
        "Wait another {seconds} s after the wrong passphrase. What you typed now was not tried.",
    ),
    "signin.attempts_damaged": Message(
        "Het bestand {file}, dat verkeerde wachtzinnen telt, is beschadigd. Aanmelden kan zo niet. "
        "Laat de beheerder nagaan hoe dat kwam en het bestand weghalen.",
        "The file {file}, which counts wrong passphrases, is damaged. Signing in is not possible. "
        "Let the administrator find out why and remove the file.",
    ),
    "signin.attempts_unwritable": Message(
        "De aanmeldpoging kan niet worden opgeschreven ({reason}), dus er wordt niets geprobeerd. "
        "Laat de beheerder de schijf en de rechten nakijken.",
        "The attempt to sign in cannot be written down ({reason}), so nothing is tried. Let the "
        "administrator check the disk and the permissions.",
    ),
    "person.damaged": Message(
        "De sleutel van {name} op dit station is beschadigd. Laat de beheerder het bestand "
        "terugzetten, of {name} verwijderen en opnieuw toevoegen.",
        "The key of {name} on this station is damaged. Let the administrator restore the file, or "
        "remove {name} and add them again.",
    ),
    "person.unreadable": Message(
        "De sleutels van dit station kunnen niet worden gelezen ({name}: {reason}). Laat de "
        "beheerder de schijf en de rechten nakijken.",
        "The keys of this station cannot be read ({name}: {reason}). Let the administrator check "
        "the disk and the permissions.",
    ),
    "person.name_malformed": Message(
        "Een aanmeldnaam bestaat uit kleine letters, cijfers, punten en streepjes, hoogstens 32, "
        "en begint met een letter. Kies een andere naam.",
        "A sign-in name consists of lower-case letters, digits, dots, dashes and underscores, 32 "
        "at most, and starts with a letter. Choose another name.",
    ),
    "person.exists": Message(
        "{name} staat al op dit station. Er is niets veranderd; kies een andere naam of verwijder "
        "{name} eerst.",
        "{name} is on this station already. Nothing was changed; choose another name or remove "
        "{name} first.",
    ),
    "person.unknown": Message(
        "{name} staat niet op dit station. Controleer de naam.",
        "{name} is not on this station. Check the name.",
    ),
    "person.not_written": Message(
        "De sleutel van {name} kon niet worden geschreven of verwijderd ({reason}). Controleer de "
        "schijf en de rechten.",
        "The key of {name} could not be written or removed ({reason}). Check the disk and the "
        "permissions.",
    ),
    "person.removal_unconfirmed": Message(
        "Er is niets veranderd. Wie {name} verwijdert, kan dat niet ongedaan maken: opnamen die "
        "voor {name} zijn verzegeld, gaan met deze sleutel nooit meer open. Voeg --yes toe als dat "
        "de bedoeling is.",
        "Nothing was changed. Removing {name} cannot be undone: recordings sealed for {name} never "
        "open with this key again. Add --yes if that is meant.",
    ),
    "person.has_key": Message(
        "{name} meldt zich al met een beveiligingssleutel aan. Haal die eerst weg (remove-key) als "
        "er een andere voor in de plaats komt.",
        "{name} signs in with a security key already. Take it away first (remove-key) if another "
        "takes its place.",
    ),
    "person.without_key": Message(
        "{name} heeft hier geen beveiligingssleutel. Er is niets veranderd.",
        "{name} has no security key here. Nothing was changed.",
    ),
    "security_key.absent": Message(
        "Er zit geen beveiligingssleutel in de computer. Steek uw sleutel in de USB-poort en "
        "probeer het opnieuw. Uw wachtzin is niet geprobeerd.",
        "There is no security key in the computer. Put your key in the USB port and try again. "
        "Your passphrase was not tried.",
    ),
    "security_key.other": Message(
        "Dit is niet de beveiligingssleutel waarmee u zich op dit station aanmeldt. Steek uw eigen "
        "sleutel in de USB-poort en probeer het opnieuw. Uw wachtzin is niet geprobeerd.",
        "This is not the security key that you sign in to this station with. Put your own key in "
        "the USB port and try again. Your passphrase was not tried.",
    ),
    "security_key.untouched": Message(
        "De beveiligingssleutel is niet op tijd aangeraakt. Probeer het opnieuw en raak de sleutel "
        "aan zodra het lampje knippert. Uw wachtzin is niet geprobeerd.",
        "The security key was not touched in time. Try again, and touch the key as soon as its "
        "light blinks. Your passphrase was not tried.",
    ),
    "security_key.cancelled": Message(
        "Er wordt niet meer op de beveiligingssleutel gewacht: er is gestopt. Probeer het opnieuw.",
        "The security key is not waited for any more: this was stopped. Try again.",
    ),
    "security_key.denied": Message(
        "Het programma mag de beveiligingssleutel niet gebruiken. Laat de beheerder het station "
        "toegang geven tot de sleutel (zie de handleiding voor de beheerder).",
        "The program may not use the security key. Let the administrator give the station access "
        "to the key (see the administrator's manual).",
    ),
    "security_key.failed": Message(
        "De beveiligingssleutel gaf geen bruikbaar antwoord ({reason}). Haal hem eruit, steek hem "
        "er weer in en probeer het opnieuw; helpt dat niet, waarschuw dan de beheerder.",
        "The security key gave no answer that can be used ({reason}). Take it out, put it back and "
        "try again; if that does not help, call the administrator.",
    ),
    "security_key.pin_always": Message(
        "Deze beveiligingssleutel vraagt bij elk gebruik om zijn eigen pincode. Dat kan hier niet: "
        "de wachtzin is er al. Zet dat op de sleutel uit, of neem een andere sleutel.",
        "This security key asks for its own PIN at every use. That is not possible here, where "
        "there is a passphrase already. Turn it off on the key, or take another key.",
    ),
    "security_key.pin_wrong": Message(
        "De pincode van de beveiligingssleutel klopt niet. Er is niets veranderd. Probeer het "
        "opnieuw; na acht fouten op rij zet de sleutel zichzelf op slot.",
        "The PIN of the security key is not right. Nothing was changed. Try again; after eight "
        "mistakes in a row the key locks itself.",
    ),
    "security_key.pin_replug": Message(
        "De beveiligingssleutel neemt na deze fouten geen pincode meer aan. Haal hem eruit, steek "
        "hem er weer in en probeer het opnieuw.",
        "After these mistakes the security key takes no more PINs. Take it out, put it back and "
        "try again.",
    ),
    "security_key.pin_blocked": Message(
        "De beveiligingssleutel heeft zichzelf op slot gezet na te veel verkeerde pincodes. Neem "
        "een andere sleutel; deze moet eerst worden gewist met het programma van de fabrikant.",
        "The security key has locked itself after too many wrong PINs. Take another key; this one "
        "must first be reset with its maker's program.",
    ),
    "security_key.several": Message(
        "Er zit meer dan één beveiligingssleutel in de computer. Laat alleen de sleutel zitten die "
        "bij deze persoon hoort en probeer het opnieuw.",
        "There is more than one security key in the computer. Leave only the key that is this "
        "person's and try again.",
    ),
    "security_key.system": Message(
        "Beveiligingssleutels werken alleen op een station met Linux. Er is niets veranderd.",
        "Security keys work only on a station with Linux. Nothing was changed.",
    ),
    "security_key.unsuitable": Message(
        "Deze beveiligingssleutel kan niet wat hier nodig is (FIDO2 met hmac-secret). Neem een "
        "andere sleutel.",
        "This security key cannot do what is needed here (FIDO2 with hmac-secret). Take another "
        "key.",
    ),
    "passphrase.too_short": Message(
        "De wachtzin is te kort: neem ten minste {characters} tekens. Vier of meer losse woorden "
        "zijn sterk en goed te onthouden.",
        "The passphrase is too short: take at least {characters} characters. Four or more "
        "unrelated words are strong and easy to remember.",
    ),
    "passphrase.repeated": Message(
        "De wachtzin is steeds hetzelfde teken en zo geraden. Kies vier of meer losse woorden.",
        "The passphrase is one character over and over, and soon guessed. Choose four or more "
        "unrelated words.",
    ),
    "passphrase.holds_name": Message(
        "In de wachtzin staat de aanmeldnaam {name}; dat is het eerste wat iemand probeert. Kies "
        "een wachtzin zonder uw naam.",
        "The passphrase holds the sign-in name {name}, which is the first thing anyone tries. "
        "Choose a passphrase without your name.",
    ),
}
