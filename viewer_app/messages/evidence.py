"""Sentences of the evidence room: age files, keys and sealed packages."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    # The header of an age file.
    "age.not_age": Message(
        "Dit is geen versleuteld bestand dat dit programma kent. Vraag de behandelaar om het "
        "pakket opnieuw te sturen.",
        "This is no encrypted file that this program knows. Ask the desk to send the package "
        "again.",
    ),
    "age.header_too_long": Message(
        "Het begin van het versleutelde bestand is langer dan {limit} bytes en wordt niet gelezen. "
        "Verzegel de opname voor minder ontvangers.",
        "The start of the encrypted file is longer than {limit} bytes and is not read. Seal the "
        "recording for fewer recipients.",
    ),
    "age.header_cut_off": Message(
        "Het versleutelde bestand houdt midden in zijn begin op. Kopieer het pakket opnieuw, of "
        "vraag de behandelaar om het opnieuw te sturen.",
        "The encrypted file ends in the middle of its start. Copy the package again, or ask the "
        "desk to send it again.",
    ),
    "age.header_malformed": Message(
        "Regel {line} van het begin van het versleutelde bestand klopt niet. Het bestand is "
        "beschadigd of veranderd; vraag de behandelaar om een nieuw pakket.",
        "Line {line} of the start of the encrypted file is not right. The file is damaged or was "
        "changed; ask the desk for a new package.",
    ),
    "age.stanza_malformed": Message(
        "Een sleutelregel ({kind}) van het versleutelde bestand klopt niet. Het bestand is "
        "beschadigd of veranderd; vraag de behandelaar om een nieuw pakket.",
        "A key line ({kind}) of the encrypted file is not right. The file is damaged or was "
        "changed; ask the desk for a new package.",
    ),
    "age.weak_share": Message(
        "Een sleutelregel van het versleutelde bestand is onveilig gemaakt. Open het bestand niet "
        "en meld dit bij de behandelaar.",
        "A key line of the encrypted file was made in an unsafe way. Do not open the file and "
        "report this to the desk.",
    ),
    "age.passphrase_mixed": Message(
        "Het versleutelde bestand is zowel met een wachtzin als voor ontvangers versleuteld. Dat "
        "mag niet; vraag de behandelaar om een nieuw pakket.",
        "The encrypted file is encrypted with a passphrase and for recipients as well. That is not "
        "allowed; ask the desk for a new package.",
    ),
    "age.header_changed": Message(
        "Het begin van het versleutelde bestand is veranderd nadat het werd gemaakt. Bewaar het "
        "pakket, open het niet en meld dit bij de behandelaar.",
        "The start of the encrypted file was changed after it was made. Keep the package, do not "
        "open it and report this to the desk.",
    ),
    "age.other_key": Message(
        "Dit bestand is niet voor deze sleutel versleuteld. Vraag de behandelaar om een pakket "
        "voor dit station en deze leidinggevende.",
        "This file is not encrypted for this key. Ask the desk for a package for this station and "
        "this supervisor.",
    ),
    # The clip itself.
    "clip.truncated": Message(
        "De opname is afgekapt of het einde ervan is beschadigd. Kopieer het pakket opnieuw, of "
        "vraag de behandelaar om het opnieuw te sturen.",
        "The recording is cut off, or its end is damaged. Copy the package again, or ask the desk "
        "to send it again.",
    ),
    "clip.not_authentic": Message(
        "Een deel van de opname (blok {chunk}) is beschadigd of veranderd en wordt niet getoond. "
        "Bewaar het pakket en meld dit bij de behandelaar.",
        "A part of the recording (block {chunk}) is damaged or was changed and is not shown. Keep "
        "the package and report this to the desk.",
    ),
    "clip.closed": Message(
        "De opname is al gesloten. Open de afspraak opnieuw.",
        "The recording has been closed already. Open the appointment again.",
    ),
    "clip.unreadable": Message(
        "De opname kan niet worden gelezen ({reason}). Controleer of de schijf nog is aangesloten.",
        "The recording cannot be read ({reason}). Check that the disk is still connected.",
    ),
    "clip.swapped": Message(
        "De opname in dit pakket is een andere dan die is goedgekeurd. Bewaar het pakket en meld "
        "dit bij de behandelaar.",
        "The recording in this package is not the one that was approved. Keep the package and "
        "report this to the desk.",
    ),
    "clip.changed": Message(
        "De opname in dit pakket is na de goedkeuring beschadigd of veranderd. Kopieer het pakket "
        "opnieuw; gebeurt het weer, meld dit dan bij de behandelaar.",
        "The recording in this package was damaged or changed after it was approved. Copy the "
        "package again; if it happens once more, report this to the desk.",
    ),
    # Keys as text.
    "key.malformed": Message(
        "Dit is geen sleutel. Kopieer de hele sleutel, zonder spaties of andere tekens.",
        "This is not a key. Copy the whole key, without spaces or other characters.",
    ),
    "key.checksum": Message(
        "In deze sleutel zit een tikfout. Kopieer de hele sleutel opnieuw.",
        "This key has a typing mistake. Copy the whole key again.",
    ),
    "key.not_recipient": Message(
        "Dit is geen openbare sleutel van een leidinggevende of station. Zo een sleutel begint met "
        "age1.",
        "This is not the public key of a supervisor or station. Such a key starts with age1.",
    ),
    "key.weak_recipient": Message(
        "Deze openbare sleutel is onveilig en wordt niet gebruikt. Vraag om een nieuwe sleutel.",
        "This public key is unsafe and is not used. Ask for a new key.",
    ),
    "key.not_identity": Message(
        "Dit is geen geheime sleutel die dit programma kent.",
        "This is no secret key that this program knows.",
    ),
    "key.file_unreadable": Message(
        "De geheime sleutel in {file} kan niet worden gelezen ({reason}).",
        "The secret key in {file} cannot be read ({reason}).",
    ),
    "desk.pin_malformed": Message(
        "Dit is geen sleutel van een behandelaar. ‘inzage desk keygen’ toont hem als NAAM=SLEUTEL.",
        "This is not the key of a desk. ‘inzage desk keygen’ shows it, as NAME=KEY.",
    ),
    "station.address_malformed": Message(
        "Dit is geen adres van een station. ‘inzage station enrol’ toont het als NAAM=age1….",
        "This is not the address of a station. ‘inzage station enrol’ shows it, as ID=age1….",
    ),
    # The package around clip and approval.
    "package.not_package": Message(
        "Dit bestand is geen pakket met een opname. Vraag de behandelaar om het bestand dat "
        "eindigt op .inzage.",
        "This file is no package with a recording. Ask the desk for the file that ends in .inzage.",
    ),
    "package.incomplete": Message(
        "Dit pakket is niet compleet, of er is iets achter geplakt. Kopieer het opnieuw, of vraag "
        "de behandelaar om het opnieuw te sturen.",
        "This package is not complete, or something was added behind it. Copy it again, or ask the "
        "desk to send it again.",
    ),
    "package.members": Message(
        "Dit pakket bevat niet precies een opname en een goedkeuring. Vraag de behandelaar om een "
        "nieuw pakket.",
        "This package does not hold exactly one recording and one approval. Ask the desk for a new "
        "package.",
    ),
    "package.compressed": Message(
        "Dit pakket is opnieuw ingepakt met een ander programma. Vraag de behandelaar om het "
        "pakket zelf, zonder het in te pakken.",
        "This package was packed again with another program. Ask the desk for the package itself, "
        "without packing it.",
    ),
    "package.layout": Message(
        "Dit pakket is niet zo opgebouwd als de behandelaar het maakt: het is beschadigd of "
        "veranderd. Vraag de behandelaar om het opnieuw te sturen.",
        "This package is not built the way the desk makes it: it is damaged or was changed. Ask "
        "the desk to send it again.",
    ),
    "package.approval_damaged": Message(
        "De goedkeuring in dit pakket is beschadigd of veranderd. Vraag de behandelaar om het "
        "pakket opnieuw te sturen.",
        "The approval in this package is damaged or was changed. Ask the desk to send the package "
        "again.",
    ),
    "package.unreadable": Message(
        "Dit pakket kan niet worden gelezen ({reason}). Controleer de schijf en de rechten.",
        "This package cannot be read ({reason}). Check the disk and the permissions.",
    ),
    "package.exists": Message(
        "Er is al een bestand {file}. Het wordt niet overschreven; kies een andere naam.",
        "There is a file {file} already. It is not overwritten; choose another name.",
    ),
    "package.disk_full": Message(
        "De schijf is vol, dus {file} is niet gemaakt. Maak ruimte en verzegel de opname opnieuw.",
        "The disk is full, so {file} was not made. Make room and seal the recording again.",
    ),
    "package.not_written": Message(
        "{file} kon niet worden gemaakt ({reason}). Controleer de map en de rechten.",
        "{file} could not be made ({reason}). Check the directory and the permissions.",
    ),
}
