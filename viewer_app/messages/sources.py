"""Sentences about the places that packages are fetched from."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    # --- sources.toml --------------------------------------------------------------------------
    "sources.not_toml": Message(
        "{file} is geen geldig TOML-bestand: {reason}.",
        "{file} is not a valid TOML file: {reason}.",
    ),
    "sources.unreadable": Message(
        "De plaatsen waar pakketten vandaan komen ({file}) kunnen niet worden gelezen. Laat de "
        "beheerder het bestand en zijn rechten nakijken.",
        "The places where packages come from ({file}) cannot be read. Let the administrator check "
        "the file and its permissions.",
    ),
    "sources.unknown": Message(
        "In {file} staat ‘{key}’, dat dit programma niet kent. Toegestaan: {allowed}.",
        "{file} holds ‘{key}’, which this program does not know. Allowed: {allowed}.",
    ),
    "sources.not_a_list": Message(
        "In {file} hoort elke plaats onder een eigen kop [[{key}]], met dubbele haken.",
        "In {file} each place belongs under a heading [[{key}]] of its own, with double brackets.",
    ),
    "sources.missing": Message(
        "In {file} ontbreekt bij {place} de tekst ‘{key}’.",
        "In {file} the text ‘{key}’ is missing at {place}.",
    ),
    "sources.name": Message(
        "In {file} kan de naam bij {place} niet. Gebruik hoogstens 30 kleine letters, cijfers en "
        "streepjes, en begin niet met een streepje.",
        "In {file} the name at {place} cannot be used. Use 30 small letters, digits and hyphens at "
        "most, and do not begin with a hyphen.",
    ),
    "sources.name_twice": Message(
        "In {file} heten twee plaatsen ‘{name}’. Geef elke plaats een eigen naam.",
        "In {file} two places are called ‘{name}’. Give each place a name of its own.",
    ),
    "sources.url": Message(
        "In {file} is het adres bij {place} geen adres als https://wolk.example/inzage/, zonder "
        "naam en wachtwoord erin.",
        "In {file} the address at {place} is not one like https://cloud.example/inzage/, without "
        "name and password in it.",
    ),
    "sources.not_https": Message(
        "In {file} begint het adres bij {place} niet met https. Zonder versleutelde verbinding "
        "haalt het station niets op.",
        "In {file} the address at {place} does not begin with https. Without an encrypted "
        "connection the station fetches nothing.",
    ),
    "sources.path": Message(
        "In {file} hoort bij {place} het hele pad van een map, vanaf de wortel.",
        "In {file} the whole path of a folder, from the root, belongs at {place}.",
    ),
    # --- fetching ------------------------------------------------------------------------------
    "source.trouble": Message(
        "Niet alle pakketten kunnen nu worden opgehaald. Een nieuwe afspraak kan ontbreken.",
        "Not all packages can be fetched now. A new appointment may be missing.",
    ),
    "source.silent": Message(
        "{place} hangt: er komt al een tijd niets. Het station wacht, en werkt verder gewoon. Laat "
        "de beheerder de plaats nakijken.",
        "{place} hangs: nothing has come for a while. The station waits, and otherwise works. Let "
        "the administrator check the place.",
    ),
    "source.slow": Message(
        "{place} is te traag. Wat binnen is blijft bewaard, en het station gaat straks verder.",
        "{place} is too slow. What has come is kept, and the station goes on later.",
    ),
    "source.unreachable": Message(
        "{place} is niet te bereiken ({reason}). Het station probeert het opnieuw.",
        "{place} cannot be reached ({reason}). The station tries again.",
    ),
    "source.certificate": Message(
        "De server van {place} bewijst niet dat hij het is: het certificaat klopt niet. Laat de "
        "beheerder adres en certificaat nakijken.",
        "The server of {place} does not prove that it is the one: its certificate does not hold. "
        "Let the administrator check address and certificate.",
    ),
    "source.login": Message(
        "{place} laat het station niet binnen. Geef de naam en het wachtwoord op met ‘inzage "
        "station source login {place}’.",
        "{place} does not let the station in. Give name and password with ‘inzage station source "
        "login {place}’.",
    ),
    "source.forbidden": Message(
        "Het station mag niet lezen wat in {place} staat. Vraag wie die plaats beheert om dat "
        "recht.",
        "The station may not read what lies in {place}. Ask whoever keeps that place for the right "
        "to.",
    ),
    "source.not_there": Message(
        "In {place} is niet meer wat er volgens het adres of de lijst zou zijn. Laat de beheerder "
        "het adres nakijken als dit blijft.",
        "In {place} there no longer is what address or list say. Let the administrator check the "
        "address if this stays so.",
    ),
    "source.redirected": Message(
        "{place} stuurt het station door naar een ander adres, en dat volgt het niet. Laat de "
        "beheerder het juiste adres opgeven.",
        "{place} sends the station on to another address, which it does not follow. Let the "
        "administrator give the right address.",
    ),
    "source.refused": Message(
        "{place} weigert (HTTP-status {status}). Het station probeert het opnieuw.",
        "{place} refuses (HTTP status {status}). The station tries again.",
    ),
    "source.no_webdav": Message(
        "Wat op het adres van {place} antwoordt spreekt geen WebDAV. Laat de beheerder het adres "
        "nakijken.",
        "What answers at the address of {place} does not speak WebDAV. Let the administrator check "
        "the address.",
    ),
    "source.folder_missing": Message(
        "De map van {place} is er niet. Laat de beheerder nakijken of de schijf is gekoppeld.",
        "The folder of {place} is not there. Let the administrator check whether the disk is "
        "mounted.",
    ),
    "source.too_many": Message(
        "In {place} liggen meer dan {most} bestanden. Vraag de behandelaar om op te ruimen; tot "
        "dan haalt het station daar niets op.",
        "There are more than {most} files in {place}. Ask the desk to tidy up; until then the "
        "station fetches nothing there.",
    ),
    "source.too_large": Message(
        "Het pakket {file} in {place} is groter dan het station ophaalt. Vraag de behandelaar of "
        "dit klopt.",
        "The package {file} in {place} is larger than the station fetches. Ask the desk whether "
        "this is right.",
    ),
    "source.changed": Message(
        "Het pakket {file} in {place} veranderde tijdens het ophalen. Het station haalt het "
        "opnieuw.",
        "The package {file} in {place} changed while it was fetched. The station fetches it anew.",
    ),
    "source.cut_off": Message(
        "Het pakket {file} uit {place} brak af. Wat binnen is blijft bewaard, en het station gaat "
        "straks verder.",
        "The package {file} from {place} broke off. What has come is kept, and the station goes on "
        "later.",
    ),
    "source.misleading": Message(
        "{place} stuurt van {file} iets anders dan het aanbood. Er is niets van bewaard. Laat de "
        "beheerder de server nakijken.",
        "{place} sends something else of {file} than it offered. None of it was kept. Let the "
        "administrator check the server.",
    ),
    "source.name_taken": Message(
        "Er ligt al een ander bestand bij de nieuwe pakketten onder de naam van {file} uit "
        "{place}. Laat de beheerder dat weghalen.",
        "Another file lies with the new packages already under the name of {file} from {place}. "
        "Let the administrator take it away.",
    ),
    "source.disk_full": Message(
        "De schijf is te vol om pakketten uit {place} op te halen. Maak ruimte; het station "
        "probeert het opnieuw.",
        "The disk is too full to fetch packages from {place}. Make room; the station tries again.",
    ),
    "source.not_written": Message(
        "Een pakket uit {place} kon niet worden bewaard ({reason}). Laat de beheerder de schijf en "
        "de rechten nakijken.",
        "A package from {place} could not be kept ({reason}). Let the administrator check the disk "
        "and the permissions.",
    ),
    "source.busy": Message(
        "Er wordt al iets uit {place} opgehaald door een vorige keer dat het programma liep. Het "
        "station probeert het opnieuw.",
        "Something is still being fetched from {place} by an earlier run of the program. The "
        "station tries again.",
    ),
    "source.failed": Message(
        "Ophalen uit {place} is mislukt ({reason}). Meld dit bij de beheerder.",
        "Fetching from {place} failed ({reason}). Report this to the administrator.",
    ),
    "source.unknown": Message(
        "Er is geen WebDAV-plaats met de naam {name} in {file}. Kijk met ‘inzage station sources’ "
        "welke er zijn.",
        "There is no WebDAV place called {name} in {file}. See with ‘inzage station sources’ which "
        "there are.",
    ),
    "source.bad_login": Message(
        "Deze naam of dit wachtwoord kan niet: leeg, of met een dubbele punt in de naam. Er is "
        "niets bewaard.",
        "This name or password cannot be used: empty, or with a colon in the name. Nothing was "
        "kept.",
    ),
    "doctor.title.sources": Message("Ophalen van pakketten", "Fetching packages"),
    "doctor.sources": Message(
        "Geen moeilijkheden bij het ophalen van pakketten; plaatsen: {count}.",
        "No trouble with fetching packages; places: {count}.",
    ),
    # --- the commands --------------------------------------------------------------------------
    "source.none": Message(
        "Er is geen plaats om pakketten op te halen; {file} staat er niet of is leeg.",
        "There is no place to fetch packages from; {file} is not there or is empty.",
    ),
    "source.column.place": Message("Plaats", "Place"),
    "source.column.visited": Message("Goed bezocht", "Visited well"),
    "source.column.trouble": Message("Moeilijkheid", "Trouble"),
    "source.never": Message("nog niet", "not yet"),
    "source.user": Message("Naam bij {place}", "Name at {place}"),
    "source.password": Message("Wachtwoord bij {place}", "Password at {place}"),
    "source.logged_in": Message(
        "Naam en wachtwoord voor {place} staan in de sleutelbos.",
        "Name and password for {place} are in the keyring.",
    ),
    "source.logged_out": Message(
        "Naam en wachtwoord voor {place} zijn uit de sleutelbos gehaald.",
        "Name and password for {place} were taken out of the keyring.",
    ),
}
