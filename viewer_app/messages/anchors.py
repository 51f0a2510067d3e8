"""Sentences about anchoring the trail elsewhere: places, witnesses, receipts."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    # --- anchors.toml --------------------------------------------------------------------------
    "anchors.not_toml": Message(
        "{file} is geen geldig TOML-bestand: {reason}.",
        "{file} is not a valid TOML file: {reason}.",
    ),
    "anchors.unreadable": Message(
        "De plaatsen voor het logboek ({file}) kunnen niet worden gelezen. Laat de beheerder het "
        "bestand en zijn rechten nakijken.",
        "The places for the audit trail ({file}) cannot be read. Let the administrator check the "
        "file and its permissions.",
    ),
    "anchors.unknown": Message(
        "In {file} staat ‘{key}’, dat dit programma niet kent. Toegestaan: {allowed}.",
        "{file} holds ‘{key}’, which this program does not know. Allowed: {allowed}.",
    ),
    "anchors.not_a_list": Message(
        "In {file} hoort elke plaats onder een eigen kop [[{key}]], met dubbele haken.",
        "In {file} each place belongs under a heading [[{key}]] of its own, with double brackets.",
    ),
    "anchors.missing": Message(
        "In {file} ontbreekt bij {place} de tekst ‘{key}’.",
        "In {file} the text ‘{key}’ is missing at {place}.",
    ),
    "anchors.name": Message(
        "In {file} is de naam bij {place} te lang, of er staan onzichtbare tekens in. Gebruik "
        "hoogstens 60 letters.",
        "In {file} the name at {place} is too long or holds invisible characters. Use 60 letters "
        "at most.",
    ),
    "anchors.name_twice": Message(
        "In {file} heten twee plaatsen ‘{name}’. Geef elke plaats een eigen naam.",
        "In {file} two places are called ‘{name}’. Give each place a name of its own.",
    ),
    "anchors.url": Message(
        "In {file} is het adres bij {place} geen adres als https://getuige.example, zonder naam en "
        "wachtwoord erin.",
        "In {file} the address at {place} is not one like https://witness.example, without name "
        "and password in it.",
    ),
    "anchors.key": Message(
        "In {file} is de sleutel bij {place} niet die van een getuige. Neem over wat ‘inzage "
        "witness show’ daar toont.",
        "In {file} the key at {place} is not a witness's. Copy what ‘inzage witness show’ shows "
        "there.",
    ),
    "anchors.path": Message(
        "In {file} hoort bij {place} het hele pad van een map, vanaf de wortel.",
        "In {file} the whole path of a folder, from the root, belongs at {place}.",
    ),
    "anchors.none": Message(
        "De regels ({policy}) eisen dat het logboek elders wordt verankerd, maar in {file} staat "
        "geen plaats. Laat de beheerder een getuige of map opgeven.",
        "The rules ({policy}) want the audit trail anchored elsewhere, but {file} names no place. "
        "Let the administrator name a witness or folder.",
    ),
    # --- bringing the checkpoint elsewhere -----------------------------------------------------
    "anchor.key_malformed": Message(
        "Dit is geen openbare sleutel van een getuige. Verwacht wordt naam+kenmerk+sleutel, zoals "
        "‘inzage witness show’ toont.",
        "This is not the public key of a witness. Expected is name+id+key, as ‘inzage witness "
        "show’ shows.",
    ),
    "anchor.cosignature_invalid": Message(
        "Onder deze verklaring staat een handtekening op naam van getuige {witness} die niet "
        "klopt. Vertrouw haar niet.",
        "Under this note stands a signature in the name of witness {witness} that does not hold. "
        "Do not trust it.",
    ),
    "anchor.silent": Message(
        "{place} antwoordt niet op tijd. Het station probeert het opnieuw.",
        "{place} does not answer in time. The station tries again.",
    ),
    "anchor.unreachable": Message(
        "{place} is niet te bereiken ({reason}). Het station probeert het opnieuw.",
        "{place} cannot be reached ({reason}). The station tries again.",
    ),
    "anchor.unknown_log": Message(
        "{place} kent het logboek van dit station niet. Laat de beheerder daar ‘inzage witness "
        "add’ uitvoeren met de ankersleutel van dit station.",
        "{place} does not know this station's trail. Let the administrator run ‘inzage witness "
        "add’ there with this station's anchor key.",
    ),
    "anchor.unknown_key": Message(
        "{place} kent een andere ankersleutel van dit station. Ga na of station en getuige bij "
        "elkaar horen.",
        "{place} knows another anchor key of this station. Check that station and witness belong "
        "together.",
    ),
    "anchor.refused": Message(
        "{place} neemt de stand van het logboek niet aan (antwoord {status}). Waarschuw de "
        "beheerder als het blijft gebeuren.",
        "{place} does not take the state of the trail (answer {status}). Call the administrator if "
        "it keeps happening.",
    ),
    "anchor.not_cosigned": Message(
        "Het antwoord van {place} draagt niet de handtekening van de ingestelde getuige. Ga na wie "
        "er op dat adres antwoordt.",
        "The answer of {place} does not carry the signature of the witness that was set. Check who "
        "answers at that address.",
    ),
    "anchor.ahead": Message(
        "{place} heeft het logboek met {known} gebeurtenissen gezien; hier zijn er nog maar "
        "{size}. Het is afgekapt, of een oude kopie is teruggezet. Bewaar alles en waarschuw de "
        "privacy officer.",
        "{place} has seen the trail with {known} events; here are only {size}. It was cut off, or "
        "an old copy was put back. Keep everything and call the privacy officer.",
    ),
    "anchor.fork": Message(
        "De eerste {size} gebeurtenissen zijn niet meer die welke {place} heeft gezien. Het "
        "logboek is herschreven. Bewaar alles en waarschuw de privacy officer.",
        "The first {size} events no longer are those that {place} has seen. The trail was "
        "rewritten. Keep everything and call the privacy officer.",
    ),
    "anchor.folder_missing": Message(
        "De map van {place} is er niet. Is de netwerkschijf verbonden?",
        "The folder of {place} is not there. Is the network share connected?",
    ),
    "anchor.folder_emptied": Message(
        "In de map van {place} ontbreekt wat dit station er heeft neergezet (stand {size}). Is de "
        "netwerkschijf verbonden? Anders heeft iemand er iets weggehaald.",
        "In the folder of {place} what this station put there (checkpoint {size}) is missing. Is "
        "the network share connected? If it is, somebody took something away.",
    ),
    "anchor.folder_taken": Message(
        "In de map van {place} staat al een ander bestand {file}. Het is niet overschreven. Zet "
        "het apart en ga na wie het daar zette.",
        "The folder of {place} already holds another file {file}. It was not overwritten. Put it "
        "away and find out who put it there.",
    ),
    "anchor.folder_failed": Message(
        "In de map van {place} kan niet worden geschreven ({reason}). Het station probeert het "
        "opnieuw.",
        "The folder of {place} cannot be written ({reason}). The station tries again.",
    ),
    "anchor.failed": Message(
        "Het verankeren bij {place} mislukte door een fout in het programma ({reason}). Meld dit "
        "aan de beheerder.",
        "Anchoring at {place} failed through a defect of the program ({reason}). Report this to "
        "the administrator.",
    ),
    "anchor.overdue": Message(
        "Het logboek is {days} dagen niet elders vastgelegd; de regels staan er {limit} toe. "
        "Controleer het netwerk, wacht een minuut en probeer het opnieuw, of vraag de beheerder.",
        "The audit trail has not been anchored elsewhere for {days} days; the rules allow {limit}. "
        "Check the network, wait a minute and try again, or ask the administrator.",
    ),
    # --- how it stands -------------------------------------------------------------------------
    "anchor.key": Message(
        "Ankersleutel van dit station, voor ‘inzage witness add’:",
        "Anchor key of this station, for ‘inzage witness add’:",
    ),
    "anchor.no_places": Message(
        "In {file} staat geen plaats: het logboek wordt nergens verankerd.",
        "{file} names no place: the trail is anchored nowhere.",
    ),
    "anchor.holds": Message(
        "tot en met {size} gebeurtenissen, {time}",
        "up to {size} events, {time}",
    ),
    "anchor.never": Message("nog nooit", "never yet"),
    "anchor.column.place": Message("Plaats", "Place"),
    "anchor.column.anchored": Message("Verankerd", "Anchored"),
    "anchor.column.trouble": Message("Bijzonderheden", "Trouble"),
    # --- a witness -----------------------------------------------------------------------------
    "witness.malformed": Message(
        "Dit is geen aanvraag voor een getuige (C2SP tlog-witness).",
        "This is not a request to a witness (C2SP tlog-witness).",
    ),
    "witness.unknown_log": Message(
        "Deze getuige kent dit logboek niet.",
        "This witness does not know this log.",
    ),
    "witness.unknown_key": Message(
        "Deze stand is niet ondertekend met de sleutel die deze getuige van het logboek kent.",
        "This checkpoint is not signed with the key this witness knows of the log.",
    ),
    "witness.conflict": Message(
        "De laatste stand die deze getuige van dit logboek heeft, telt {size} gebeurtenissen.",
        "The last checkpoint this witness has of this log counts {size} events.",
    ),
    "witness.fork": Message(
        "Van dit logboek bestaat een andere stand met {size} gebeurtenissen. Beide zijn bewaard.",
        "There is another checkpoint of this log with {size} events. Both were kept.",
    ),
    "witness.proof_invalid": Message(
        "Het bewijs dat het logboek vanaf {size} gebeurtenissen alleen is gegroeid, klopt niet.",
        "The proof that the log only grew from {size} events on does not hold.",
    ),
    "witness.state_damaged": Message(
        "Wat deze getuige van het logboek bewaart, is niet heel. Zet de map van de getuige terug; "
        "wis niets.",
        "What this witness keeps of the log is not whole. Restore the witness's directory; erase "
        "nothing.",
    ),
    "witness.not_kept": Message(
        "Deze getuige kan niets bewaren en tekent dus niet. Controleer de schijf.",
        "This witness cannot keep anything and so does not sign. Check the disk.",
    ),
    "witness.in_use": Message(
        "Er loopt al een getuige in {directory}.",
        "A witness is already running in {directory}.",
    ),
    "witness.exists": Message(
        "In {directory} is al een getuige gemaakt. Er is niets veranderd.",
        "A witness was already made in {directory}. Nothing was changed.",
    ),
    "witness.not_made": Message(
        "In {directory} is geen getuige gemaakt. Voer ‘inzage witness keygen’ uit.",
        "No witness was made in {directory}. Run ‘inzage witness keygen’.",
    ),
    "witness.home_unusable": Message(
        "De map {directory} van de getuige kan niet worden gebruikt ({reason}).",
        "The witness's directory {directory} cannot be used ({reason}).",
    ),
    "witness.home_open_to_others": Message(
        "Andere gebruikers kunnen in de map {directory} van de getuige. Beperk de rechten "
        "(chmod 700).",
        "Other users can get into the witness's directory {directory}. Restrict it (chmod 700).",
    ),
    "witness.settings_unreadable": Message(
        "De instellingen in {file} kunnen niet worden gelezen. Zet het bestand terug.",
        "The settings in {file} cannot be read. Restore the file.",
    ),
    "witness.settings_invalid": Message(
        "In {file} ontbreekt de instelling ‘{key}’, of zij klopt niet. Zet het bestand terug.",
        "In {file} the setting ‘{key}’ is missing or not right. Restore the file.",
    ),
    "witness.log_known": Message(
        "De getuige kent al een sleutel voor {name}. Er is niets veranderd.",
        "The witness already knows a key for {name}. Nothing was changed.",
    ),
    "witness.other_key": Message(
        "De sleutel in de sleutelbos is niet die van deze getuige. Zet de juiste terug, of maak "
        "een nieuwe getuige.",
        "The key in the keyring is not this witness's. Restore the right one, or make a new "
        "witness.",
    ),
    "witness.not_listening": Message(
        "Op {host}, poort {port}, kan niet worden geluisterd ({reason}). Kies een andere poort.",
        "Cannot listen at {host}, port {port} ({reason}). Choose another port.",
    ),
    "witness.listening": Message(
        "De getuige luistert op {host}, poort {port}. Ctrl+C om te stoppen.",
        "The witness listens at {host}, port {port}. Ctrl+C to stop.",
    ),
    "witness.key": Message(
        "Openbare sleutel van deze getuige, voor anchors.toml op het station:",
        "Public key of this witness, for anchors.toml at the station:",
    ),
    "witness.logs": Message(
        "Logboeken van stations ({count}):",
        "Trails of stations ({count}):",
    ),
    # --- receipts ------------------------------------------------------------------------------
    "receipt.too_long": Message(
        "De ontvangst is te lang voor een QR-code. De naam van gemeente of station is te lang.",
        "The receipt is too long for a QR code. The name of the municipality or station is too "
        "long.",
    ),
}
