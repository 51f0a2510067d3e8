"""Sentences about lists and cases of requests, and of deciding on them."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    # The file, and where in it.
    "list.refused": Message(
        "Van {file} is niets verzegeld, en er is niets gemaakt. Verbeter eerst:",
        "Nothing of {file} was sealed, and nothing was made. Put right first:",
    ),
    "list.at_column": Message(
        "{file}, regel {line}, kolom ‘{field}’", "{file}, line {line}, column ‘{field}’"
    ),
    "list.at_line": Message("{file}, regel {line}", "{file}, line {line}"),
    "list.at_field": Message("{file}, veld ‘{field}’", "{file}, field ‘{field}’"),
    "list.found": Message(
        "Er staat iets als ‘{found}’ (a is een letter, 0 een cijfer).",
        "There is something like ‘{found}’ (a is a letter, 0 a digit).",
    ),
    "list.unreadable": Message(
        "{file} kan niet worden gelezen ({reason}). Controleer de naam, de schijf en de rechten.",
        "{file} cannot be read ({reason}). Check the name, the disk and the permissions.",
    ),
    "list.too_long": Message(
        "{file} is groter dan {limit} bytes: dit is geen lijst of zaak. Kies het goede bestand.",
        "{file} is larger than {limit} bytes: this is no list or case. Choose the right file.",
    ),
    # A list.
    "list.not_utf8": Message(
        "hier staat iets dat geen UTF-8 is. Sla de lijst op als ‘CSV UTF-8’.",
        "something here is not UTF-8. Save the list as ‘CSV UTF-8’.",
    ),
    "list.broken": Message(
        "een aanhalingsteken is niet gesloten of staat verkeerd. Sla de lijst opnieuw op als CSV.",
        "a quotation mark is not closed or is misplaced. Save the list as CSV again.",
    ),
    "list.no_header": Message(
        "dit is geen regel met kolomnamen. De eerste regel noemt de kolommen; toegestaan zijn: "
        "{allowed}.",
        "this is no line of column names. The first line names the columns; allowed are: "
        "{allowed}.",
    ),
    "list.unknown_column": Message(
        "deze kolom is niet bekend. Toegestaan zijn: {allowed}. Haal andere kolommen weg.",
        "this column is not known. Allowed are: {allowed}. Remove other columns.",
    ),
    "list.column_twice": Message(
        "deze kolom staat er tweemaal. Laat er een staan.",
        "this column is there twice. Leave one of them.",
    ),
    "list.column_missing": Message(
        "deze kolom ontbreekt. Voeg haar toe.", "this column is missing. Add it."
    ),
    "list.cells": Message(
        "hier staan {cells} cellen; de eerste regel noemt {columns} kolommen. Zet een tekst met "
        "het scheidingsteken erin tussen aanhalingstekens.",
        "there are {cells} cells here; the first line names {columns} columns. Put a text with "
        "the separator in it between quotation marks.",
    ),
    "list.no_requests": Message(
        "er staat geen enkel verzoek in.", "there is not a single request in it."
    ),
    "list.too_many": Message(
        "er staan {count} verzoeken in; hoogstens {most} gaan er tegelijk. Splits de lijst.",
        "there are {count} requests in it; {most} at most go at once. Split the list.",
    ),
    "list.case_twice": Message(
        "deze zaak staat ook op regel {first}, of krijgt dezelfde bestandsnaam. Een zaak staat "
        "eenmaal in de lijst.",
        "this case is on line {first} too, or gets the same file name. A case is in the list once.",
    ),
    # A field.
    "list.empty": Message("hier staat niets. Vul het in.", "there is nothing here. Fill it in."),
    "list.invisible": Message(
        "hier staan onzichtbare tekens of een nieuwe regel. Typ het opnieuw.",
        "there are invisible characters or a new line here. Type it anew.",
    ),
    "list.choice": Message("toegestaan is een van: {allowed}.", "allowed is one of: {allowed}."),
    "list.case": Message(
        "naar dit zaaknummer kan geen bestand heten. Het heeft minstens een letter (a-z) of cijfer "
        "en hoogstens {limit} tekens.",
        "no file can be called after this case number. It has at least one letter (a-z) or digit "
        "and {limit} characters at most.",
    ),
    "list.clip": Message(
        "toegestaan is de naam van een bestand, zonder map. Geef de map met --clips.",
        "allowed is the name of a file, without a directory. Give the directory with --clips.",
    ),
    "list.viewings": Message(
        "toegestaan is een heel getal van 1 tot en met {most}.",
        "allowed is a whole number from 1 up to and including {most}.",
    ),
    # A case.
    "zaak.malformed": Message(
        "dit is geen zaak in JSON. Haal de zaak opnieuw op uit de Zaken API.",
        "this is no case in JSON. Fetch the case from the Zaken API again.",
    ),
    "zaak.not_one_person": Message(
        "er moet precies een rol zijn met omschrijvingGeneriek ‘initiator’ en betrokkeneType "
        "‘natuurlijk_persoon’; het zijn er {count}. Haal de zaak op met "
        "?expand=rollen,eigenschappen.",
        "there must be exactly one role with omschrijvingGeneriek ‘initiator’ and betrokkeneType "
        "‘natuurlijk_persoon’; there are {count}. Fetch the case with "
        "?expand=rollen,eigenschappen.",
    ),
    "zaak.property_twice": Message(
        "deze eigenschap staat er tweemaal. Laat er een staan.",
        "this property is there twice. Leave one of them.",
    ),
    # What was decided.
    "approve.head": Message("Zaak {case}", "Case {case}"),
    "approve.head_line": Message("Zaak {case} (regel {line})", "Case {case} (line {line})"),
    "approve.allowed": Message(
        "Mag: het verzoek kwam op dag {day} na de opname, en dat kon tot en met {last}. De opname "
        "wordt bewaard tot en met {kept}.",
        "Allowed: the request came on day {day} after the recording, and it was possible up to and "
        "including {last}. The recording is kept up to and including {kept}.",
    ),
    "approve.refused": Message(
        "Mag niet, en is niet verzegeld:", "Not allowed, and was not sealed:"
    ),
    "approve.would_seal": Message("Wordt dan {file}.", "It will be {file}."),
    "approve.sealed": Message("Verzegeld: {file}.", "Sealed: {file}."),
    "approve.sealed_before": Message(
        "Was al verzegeld: {file} is overgeslagen.", "Sealed before: {file} was skipped."
    ),
    "approve.failed": Message("Niet verzegeld: {why}", "Not sealed: {why}"),
    "approve.ignored": Message(
        "Niet gebruikt van de zaak: {names}.", "Not used of the case: {names}."
    ),
    "approve.letter_before": Message(
        "De brief {file} was er al en is niet overschreven.",
        "The letter {file} was there already and was not overwritten.",
    ),
    "approve.letter_dry": Message("De brief wordt dan {file}.", "The letter will be {file}."),
    "approve.letter_how": Message(
        "Met --letters MAP komt er een brief.", "With --letters DIR there will be a letter."
    ),
    "approve.counted": Message(
        "Verzegeld: {sealed}. Al eerder: {sealed_before}. Geweigerd: {refused}. Mislukt: {failed}.",
        "Sealed: {sealed}. Before: {sealed_before}. Refused: {refused}. Failed: {failed}.",
    ),
    "approve.counted_dry": Message(
        "Er is niets gemaakt. Te verzegelen: {granted}. Al eerder: {sealed_before}. Geweigerd: "
        "{refused}. Mislukt: {failed}.",
        "Nothing was made. To seal: {granted}. Before: {sealed_before}. Refused: {refused}. "
        "Failed: {failed}.",
    ),
}
