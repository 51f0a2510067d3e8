"""Sentences of the desk room."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    # The desk itself.
    "desk.not_made": Message(
        "Op deze computer is nog geen behandelaar ingericht ({directory}). Voer eerst ‘inzage desk "
        "keygen’ uit.",
        "No desk has been set up on this computer yet ({directory}). Run ‘inzage desk keygen’ "
        "first.",
    ),
    "desk.exists": Message(
        "Op deze computer is al een behandelaar ingericht ({directory}). Er is niets veranderd.",
        "A desk has been set up on this computer already ({directory}). Nothing was changed.",
    ),
    "desk.name_malformed": Message(
        "Zo kan een behandelaar niet heten. Gebruik hoogstens 200 tekens, zonder ‘=’, zonder "
        "onzichtbare tekens en zonder spaties aan begin of eind.",
        "A desk cannot be called this. Use 200 characters at most, without ‘=’, without invisible "
        "characters and without spaces at either end.",
    ),
    "desk.home_unusable": Message(
        "De map {directory} van de behandelaar kan niet worden gebruikt ({reason}). Controleer de "
        "map, de schijf en de rechten.",
        "The desk's directory {directory} cannot be used ({reason}). Check the directory, the disk "
        "and the permissions.",
    ),
    "desk.home_open_to_others": Message(
        "Andere gebruikers van deze computer kunnen in de map {directory} van de behandelaar. "
        "Beperk eerst de rechten (chmod 700).",
        "Other users of this computer can get into the desk's directory {directory}. Restrict it "
        "first (chmod 700).",
    ),
    "desk.settings_unreadable": Message(
        "De instellingen van de behandelaar ({file}) kunnen niet worden gelezen. Zet het bestand "
        "terug uit een kopie.",
        "The desk's settings ({file}) cannot be read. Restore the file from a copy.",
    ),
    "desk.settings_invalid": Message(
        "In {file} ontbreekt ‘{key}’, of het klopt niet. Zet het bestand terug uit een kopie.",
        "In {file} ‘{key}’ is missing or not right. Restore the file from a copy.",
    ),
    "desk.other_key": Message(
        "De sleutel ‘{key}’ in de sleutelbos is niet die van deze behandelaar. Er is niets "
        "ondertekend of geopend. Waarschuw de beheerder.",
        "The key ‘{key}’ in the keyring is not that of this desk. Nothing was signed or opened. "
        "Call the administrator.",
    ),
    "desk.other_signer": Message(
        "Deze goedkeuring is ondertekend door een andere behandelaar (sleutel {key}). Wat zij zegt "
        "is hier niet na te gaan en wordt niet getoond. Vraag na van wie het pakket komt.",
        "This approval was signed by another desk (key {key}). What it says cannot be verified "
        "here and is not shown. Find out who the package comes from.",
    ),
    # What is typed.
    "moment.malformed": Message(
        "Dit is geen tijdstip. Schrijf het als 2026-03-02T14:30, zo nodig met zone: "
        "2026-03-02T14:30+01:00.",
        "This is not a moment. Write it as 2026-03-02T14:30, with a zone where needed: "
        "2026-03-02T14:30+01:00.",
    ),
    "moment.never": Message(
        "Deze tijd bestond die dag niet: de klok ging toen een uur vooruit. Schrijf de zone erbij, "
        "bijvoorbeeld +01:00 voor wintertijd.",
        "This time did not exist on that day: the clock went forward an hour. Add the zone, for "
        "example +01:00 for winter time.",
    ),
    "moment.twice": Message(
        "Deze tijd was er die dag tweemaal: de klok ging toen een uur terug. Schrijf de zone "
        "erbij: +02:00 voor de eerste keer, +01:00 voor de tweede.",
        "This time came twice on that day: the clock went back an hour. Add the zone: +02:00 for "
        "the first time, +01:00 for the second.",
    ),
    "day.malformed": Message(
        "Dit is geen datum. Schrijf hem als 1980-02-29.",
        "This is not a date. Write it as 1980-02-29.",
    ),
    "day.other_century": Message(
        "Deze datum ligt niet in de jaren 2000 tot en met 2199.",
        "This date is not in the years 2000 up to and including 2199.",
    ),
    # The request.
    "desk.request_refused": Message(
        "De opname is niet verzegeld, en er is geen bestand gemaakt:",
        "The recording was not sealed, and no file was made:",
    ),
    "request.in_future": Message(
        "Het tijdstip bij {option} ligt in de toekomst. Controleer datum en tijd.",
        "The moment at {option} is in the future. Check date and time.",
    ),
    "request.window_order": Message(
        "De afspraak eindigt (--until) niet na haar begin (--from). Controleer beide tijden.",
        "The appointment does not end (--until) after it begins (--from). Check both times.",
    ),
    "request.window_past": Message(
        "De afspraak is al voorbij (--until). Kies een nieuwe tijd.",
        "The appointment is over already (--until). Choose another time.",
    ),
    "request.not_supervisor": Message(
        "Een sleutel bij --supervisor is van een station of van deze behandelaar zelf. Die mogen "
        "de opname niet kunnen openen. Vraag de beheerder om de sleutel van de leidinggevende.",
        "A key at --supervisor is that of a station or of this desk itself. Those must not be able "
        "to open the recording. Ask the administrator for the supervisor's key.",
    ),
    "request.text": Message(
        "Wat bij {option} staat kan niet in een goedkeuring: het is leeg of te lang, heeft "
        "onzichtbare tekens, of een spatie aan begin of eind.",
        "What is at {option} cannot be in an approval: it is empty or too long, has invisible "
        "characters, or a space at either end.",
    ),
    "request.hold_incomplete": Message(
        "Een bewaarplicht heeft een reden, een grondslag, een naam van wie besloot en een laatste "
        "dag. Geef --hold-reason, --hold-basis, --hold-by en --hold-until alle vier.",
        "A legal hold has a reason, a basis, a name of who decided and a last day. Give all four: "
        "--hold-reason, --hold-basis, --hold-by and --hold-until.",
    ),
    "request.birth_date": Message(
        "De geboortedatum bij {option} kan niet: zij ligt in de toekomst of voor 1900.",
        "The birth date at {option} cannot be: it is in the future or before 1900.",
    ),
    "request.list": Message(
        "Geef bij {option} minstens een en hoogstens 64 sleutels, elk maar een keer.",
        "Give at least one and at most 64 keys at {option}, each of them once.",
    ),
    "request.viewings": Message(
        "Het aantal bij {option} moet een heel getal zijn van 1 tot en met 100.",
        "The number at {option} must be a whole number from 1 up to and including 100.",
    ),
    "request.moment": Message(
        "Het tijdstip bij {option} moet in de jaren 2000 tot en met 2199 liggen.",
        "The moment at {option} must be in the years 2000 up to and including 2199.",
    ),
    # The recording and the package.
    "recording.unreadable": Message(
        "De opname {file} kan niet worden gelezen ({reason}). Controleer de naam, de schijf en de "
        "rechten.",
        "The recording {file} cannot be read ({reason}). Check the name, the disk and the "
        "permissions.",
    ),
    "recording.empty": Message(
        "De opname {file} is leeg. Haal haar opnieuw uit het camerasysteem.",
        "The recording {file} is empty. Fetch it from the camera system again.",
    ),
    "recording.not_a_film": Message(
        "{file} is geen film die een station kan tonen (MP4, MOV, Matroska, AVI of MPEG-TS). Kies "
        "het filmbestand zelf, niet een afspeellijst, een zip of een beveiligde uitvoer. Een film "
        "van een andere soort (.mpg, .vob, .wmv) moet eerst worden omgezet naar MP4.",
        "{file} is no film that a station can show (MP4, MOV, Matroska, AVI or MPEG-TS). Choose "
        "the film file itself, not a playlist, a zip or a protected export. A film of another kind "
        "(.mpg, .vob, .wmv) has to be converted to MP4 first.",
    ),
    "recording.changed": Message(
        "De opname {file} veranderde tijdens het verzegelen. Wacht tot zij helemaal gekopieerd is "
        "en verzegel haar opnieuw.",
        "The recording {file} changed while it was being sealed. Wait until it has been copied "
        "completely and seal it again.",
    ),
    # A recording as an Axis body worn system encrypted it.
    "axis.which_recording": Message(
        "Geef of de opname zelf, of --from-axis met --key: een opname zoals het camerasysteem die "
        "versleutelde, en de privésleutel ervan.",
        "Give either the recording itself, or --from-axis with --key: a recording as the camera "
        "system encrypted it, and the private key for it.",
    ),
    "axis.passphrase": Message("Wachtzin van {file}", "Passphrase of {file}"),
    "axis.key_file_missing": Message(
        "Naast de opname {file} staat geen sleutelbestand {key_file}. Haal het op uit hetzelfde "
        "camerasysteem en zet het ernaast.",
        "There is no key file {key_file} beside the recording {file}. Fetch it from the same "
        "camera system and put it there.",
    ),
    "axis.key_file_twice": Message(
        "Naast de opname {file} staan twee sleutelbestanden, {first} en {second}. Laat alleen het "
        "goede staan.",
        "There are two key files beside the recording {file}, {first} and {second}. Leave only the "
        "right one there.",
    ),
    "axis.file_unreadable": Message(
        "Het sleutelbestand {file} kan niet worden gelezen ({reason}). Controleer de naam, de "
        "schijf en de rechten.",
        "The key file {file} cannot be read ({reason}). Check the name, the disk and the "
        "permissions.",
    ),
    "axis.file_too_long": Message(
        "{file} is geen sleutelbestand: het is groter dan {limit} bytes. Kies het goede bestand.",
        "{file} is no key file: it is larger than {limit} bytes. Choose the right file.",
    ),
    "axis.key_file_malformed": Message(
        "In het sleutelbestand {file} staat ‘{attribute}’ niet, niet precies een keer, of niet in "
        "base64. Haal het opnieuw uit het camerasysteem.",
        "In the key file {file} ‘{attribute}’ is missing, there more than once, or not in base64. "
        "Fetch it from the camera system again.",
    ),
    "axis.key_file_length": Message(
        "In het sleutelbestand {file} is ‘{attribute}’ {length} bytes lang; het moeten er "
        "{expected} zijn. Haal het opnieuw uit het camerasysteem, en controleer of de privésleutel "
        "(--key) erbij hoort.",
        "In the key file {file} ‘{attribute}’ is {length} bytes long; it must be {expected}. Fetch "
        "it from the camera system again, and check that the private key (--key) belongs to it.",
    ),
    "axis.private_key_malformed": Message(
        "In {file} staat geen privésleutel in PEM, of hij is beschadigd. Kies het bestand met "
        "‘PRIVATE KEY’ in de eerste regel.",
        "{file} holds no private key in PEM, or it is damaged. Choose the file with ‘PRIVATE KEY’ "
        "in its first line.",
    ),
    "axis.private_key_not_rsa": Message(
        "De privésleutel in {file} is geen RSA-sleutel. Het camerasysteem versleutelt alleen voor "
        "RSA-sleutels; kies de sleutel die daarvoor is gemaakt.",
        "The private key in {file} is no RSA key. The camera system encrypts to RSA keys only; "
        "choose the key that was made for it.",
    ),
    "axis.private_key_passphrase": Message(
        "De wachtzin van de privésleutel {file} klopt niet, of de sleutel is beschadigd. Probeer "
        "het opnieuw.",
        "The passphrase of the private key {file} is wrong, or the key is damaged. Try again.",
    ),
    "axis.other_private_key": Message(
        "De privésleutel {file} past niet op het sleutelbestand {key_file}, of dat is beschadigd. "
        "Kies de privésleutel die in het camerasysteem stond toen de opname werd gemaakt.",
        "The private key {file} does not fit the key file {key_file}, or that is damaged. Choose "
        "the private key that the camera system had when the recording was made.",
    ),
    "axis.length": Message(
        "De versleutelde opname {file} is {size} bytes lang; dat is geen veelvoud van 16. Zij is "
        "niet helemaal gekopieerd, of niet versleuteld. Haal haar opnieuw uit het camerasysteem.",
        "The encrypted recording {file} is {size} bytes long, which is no multiple of 16. It was "
        "not copied completely, or is not encrypted. Fetch it from the camera system again.",
    ),
    "axis.padding": Message(
        "De versleutelde opname {file} eindigt niet zoals het hoort: zij is afgebroken of "
        "beschadigd. Er is niets verzegeld. Haal haar opnieuw uit het camerasysteem.",
        "The encrypted recording {file} does not end as it must: it was cut off or damaged. "
        "Nothing was sealed. Fetch it from the camera system again.",
    ),
    "axis.not_a_film": Message(
        "Wat in {file} versleuteld is, begint niet als een film die een station kan tonen. Het "
        "sleutelbestand hoort bij een ander bestand, {file} is beschadigd, of het is geen film.",
        "What is encrypted in {file} does not start as a film that a station can show. The key "
        "file belongs to another file, {file} is damaged, or it is no film.",
    ),
    "package.suffix": Message(
        "Het pakket {file} moet een naam hebben die eindigt op {suffix}: alleen die bestanden "
        "neemt een station aan.",
        "The package {file} must have a name that ends in {suffix}: a station takes no other "
        "files.",
    ),
    # Words of the commands.
    "desk.made": Message(
        "Behandelaar ingericht. Geef deze regel aan de beheerder van elk station, die hem vastlegt "
        "met ‘inzage station desk-key add’, of bij het inrichten met --desk:",
        "The desk is set up. Give this line to the administrator of each station, who pins it with "
        "‘inzage station desk-key add’, or when enrolling with --desk:",
    ),
    "desk.made_demonstration": Message(
        "Deze behandelaar ondertekent alleen demonstraties. Een echt station neemt ze niet aan.",
        "This desk signs demonstrations only. A real station takes none of them.",
    ),
    "desk.sealing": Message("verzegelen", "sealing"),
    "desk.checking": Message("nagaan", "checking"),
    "desk.sealed": Message(
        "{file} is gemaakt. Breng het naar de inbox van het station; de afspraak is van {start} "
        "tot {end} (Nederlandse tijd).",
        "{file} was made. Bring it to the station's inbox; the appointment is from {start} until "
        "{end} (Dutch time).",
    ),
    "desk.held": Message(
        "De bewaartermijn loopt eerder af. Het toegewezen verzoek houdt de opname vast tot en met "
        "{until}; leg dat ook vast waar het origineel staat.",
        "The retention period ends before that. The granted request holds the recording up to and "
        "including {until}; record that also where the original is kept.",
    ),
    "desk.sealed_from_axis": Message(
        "De opname was door het camerasysteem versleuteld en is onder het verzegelen ontsleuteld; "
        "er is niets onversleuteld opgeslagen. SHA-256 van het versleutelde origineel: {sha256}",
        "The recording was encrypted by the camera system and was decrypted while it was sealed; "
        "nothing was stored without encryption. SHA-256 of the encrypted original: {sha256}",
    ),
    "desk.hold": Message(
        "{reason} ({basis}), besloten door {by}, tot en met {until}",
        "{reason} ({basis}), decided by {by}, up to and including {until}",
    ),
    "desk.hold.complaint": Message("klacht", "complaint"),
    "desk.hold.objection": Message("bezwaar of beroep", "objection or appeal"),
    "desk.hold.investigation": Message("onderzoek door politie of OM", "criminal investigation"),
    "desk.hold.proceedings": Message("zaak bij de rechter", "court proceedings"),
    "desk.hold.request": Message("toegewezen verzoek", "granted request"),
    "desk.not_for_us": Message(
        "De goedkeuring is niet voor deze behandelaar versleuteld. Wat zij zegt is alleen te lezen "
        "bij de behandelaar, de leidinggevende of het station waarvoor zij is.",
        "The approval is not encrypted to this desk. What it says can be read only by the desk, "
        "the supervisor or the station it is for.",
    ),
    "desk.no_desk": Message(
        "Op deze computer is geen behandelaar ingericht, dus de goedkeuring kan hier niet worden "
        "gelezen.",
        "No desk has been set up on this computer, so the approval cannot be read here.",
    ),
    "desk.signed_here": Message("door deze behandelaar, {desk}", "by this desk, {desk}"),
    "desk.whole": Message(
        "elke byte is zoals zij is goedgekeurd", "every byte is as it was approved"
    ),
    "desk.not_checked": Message(
        "begin en lengte kloppen; alles nagaan met --check",
        "start and length are right; compare all of it with --check",
    ),
    "desk.yes": Message("ja", "yes"),
    "desk.no": Message("nee", "no"),
    "desk.regime.avg": Message("AVG", "GDPR (AVG)"),
    "desk.regime.wpg": Message("Wpg (Wet politiegegevens)", "Police Data Act (Wpg)"),
    "desk.ground.filmed": Message("gefilmd", "was filmed"),
    "desk.ground.bystander": Message(
        "vermoedt als omstander gefilmd te zijn", "suspects being filmed as a bystander"
    ),
    "desk.bytes": Message("{count} bytes groot", "{count} bytes"),
    "desk.keys": Message("sleutels die haar openen: {count}", "keys that open it: {count}"),
    "desk.field.package": Message("Pakket", "Package"),
    "desk.field.clip": Message("Opname", "Clip"),
    "desk.field.header_sha256": Message("Kenmerk van het begin", "Digest of the start"),
    "desk.field.sha256": Message("Kenmerk van alles", "Digest of all of it"),
    "desk.copied_from": Message(
        "overgezet uit een opname in {container} van {size} bytes, SHA-256 {sha256}",
        "copied from a recording in {container} of {size} bytes, SHA-256 {sha256}",
    ),
    "desk.field.original": Message("Origineel", "Original"),
    "desk.field.state": Message("Staat van de opname", "State of the clip"),
    "desk.field.approval": Message("Goedkeuring", "Approval"),
    "desk.field.signed": Message("Ondertekend", "Signed"),
    "desk.field.approval_id": Message("Nummer", "Number"),
    "desk.field.case": Message("Zaak", "Case"),
    "desk.field.name": Message("Naam", "Name"),
    "desk.field.birth_date": Message("Geboortedatum", "Birth date"),
    "desk.field.ground": Message("Grond", "Ground"),
    "desk.field.regime": Message("Wet", "Law"),
    "desk.field.recorded_at": Message("Opgenomen", "Recorded"),
    "desk.field.requested_at": Message("Aangevraagd", "Requested"),
    "desk.field.issued_at": Message("Besloten", "Decided"),
    "desk.field.valid_from": Message("Afspraak van", "Appointment from"),
    "desk.field.valid_until": Message("Afspraak tot", "Appointment until"),
    "desk.field.stations": Message("Stations", "Stations"),
    "desk.field.supervisors": Message("Leidinggevenden", "Supervisors"),
    "desk.field.viewings": Message("Aantal keren", "Viewings"),
    "desk.field.hold": Message("Bewaarplicht", "Legal hold"),
    "desk.field.demonstration": Message("Demonstratie", "Demonstration"),
}
