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
