"""Sentences about exports in other forms, proofs of one session, and what is kept how long."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    # --- a collector ---------------------------------------------------------------------------
    "export.collector_malformed": Message(
        nl="Dit is geen adres van een ontvanger. Geef tcp://127.0.0.1:601, udp://127.0.0.1:514 of "
        "unix:/pad/van/socket.",
        en="This is no address of a collector. Give tcp://127.0.0.1:601, udp://127.0.0.1:514 or "
        "unix:/path/of/socket.",
    ),
    "export.collector_elsewhere": Message(
        nl="{address} is een andere computer. Het logboek gaat niet onversleuteld over het "
        "netwerk: laat een ontvanger op deze computer het doorsturen.",
        en="{address} is another computer. The trail does not cross the network unencrypted: let "
        "a collector on this computer pass it on.",
    ),
    "export.not_sent": Message(
        nl="De ontvanger {address} nam niet alles aan ({reason}); {sent} berichten waren "
        "verstuurd. Ga na of hij draait en begin opnieuw.",
        en="The collector {address} did not take everything ({reason}); {sent} messages had been "
        "sent. Check that it is running and start again.",
    ),
    "export.not_recorded": Message(
        nl="Het logboek van dit station wordt alleen uitgevoerd als dat zelf kan worden "
        "vastgelegd, en nu schrijft een ander programma erin. Sluit Inzagestation (of stop "
        "de dienst die het logboek schrijft), of gebruik --trail met een kopie.",
        en="The trail of this station is only exported where that can be recorded in it, and now "
        "another program is writing to it. Close Inzagestation (or stop the service that writes "
        "the trail), or use --trail with a copy.",
    ),
    # --- the proof of one session --------------------------------------------------------------
    "bundle.no_session": Message(
        nl="Sessie {session} staat niet in dit logboek. Zoek haar op met inzage audit list.",
        en="Session {session} is not in this trail. Look it up with inzage audit list.",
    ),
    "bundle.not_closed": Message(
        nl="Sessie {session} is nog niet afgesloten. Maak het bewijs daarna.",
        en="Session {session} is not closed yet. Make the proof afterwards.",
    ),
    "bundle.malformed": Message(
        nl="Regel {line} van {file} hoort niet in een sessiebewijs. Vraag om het bestand opnieuw.",
        en="Line {line} of {file} does not belong in a session proof. Ask for the file again.",
    ),
    "bundle.incomplete": Message(
        nl="{file} is niet volledig: er staan {lines} gebeurtenissen in. "
        "Vraag om het bestand opnieuw.",
        en="{file} is not complete: it holds {lines} events. Ask for the file again.",
    ),
    "bundle.not_trusted": Message(
        nl="{file} begint met een sleutel van {origin} die u niet hebt opgegeven, en geen "
        "opgegeven ontvangstbewijs hoort erbij. Geef de eerste sleutel van dat jaar (--key) of het "
        "ontvangstbewijs van de sessie (--anchor).",
        en="{file} starts from a key of {origin} that you have not given, and no receipt that was "
        "given belongs to it. Give the first key of that year (--key) or the receipt of the "
        "session (--anchor).",
    ),
    "bundle.changed": Message(
        nl="{file} klopt niet: gebeurtenissen, bewijs en ondertekende stand horen niet bij elkaar. "
        "Vertrouw dit bestand niet.",
        en="{file} does not hold: events, proof and signed checkpoint do not belong together. "
        "Do not trust this file.",
    ),
    "bundle.written": Message(
        nl="Bewijs van sessie {session} ({events} gebeurtenissen) staat in {file}.",
        en="The proof of session {session} ({events} events) is in {file}.",
    ),
    "bundle.holds": Message(
        nl="{file} klopt: sessie {session}, {events} gebeurtenissen, precies zoals ze zijn "
        "ondertekend in een logboek van {size}.",
        en="{file} holds: session {session}, {events} events, exactly as they were signed in a "
        "trail of {size}.",
    ),
    "bundle.between": Message(
        nl="Tussen haar eerste en laatste gebeurtenis staan er {between} van iets anders; "
        "die zijn niet te lezen.",
        en="Between its first and its last event there are {between} of something else, which "
        "cannot be read.",
    ),
    # --- exports -------------------------------------------------------------------------------
    "audit.exported_as": Message(
        nl="Uitgevoerd naar {file}: {lines} regels.",
        en="Exported to {file}: {lines} lines.",
    ),
    "audit.sent": Message(
        nl="{sent} berichten verstuurd naar {address}.",
        en="{sent} messages sent to {address}.",
    ),
    "audit.whole_only": Message(
        nl="JSON-regels bevatten altijd het hele logboek; --from en --until horen bij een andere "
        "vorm.",
        en="JSON lines always hold the whole trail; --from and --until belong to another form.",
    ),
    "audit.needs_activity": Message(
        nl="Geef met --activity de verwerkingsactiviteit uit het register van de gemeente (een "
        "URI).",
        en="Give with --activity the processing activity in the municipality's register (a URI).",
    ),
    "audit.needs_oin": Message(
        nl="Geef met --oin het OIN van de gemeente: 20 cijfers.",
        en="Give with --oin the municipality's OIN: 20 digits.",
    ),
    "audit.needs_target": Message(
        nl="Geef met -o een bestand, of voor syslog met --to een ontvanger op deze computer.",
        en="Give a file with -o, or for syslog a collector on this computer with --to.",
    ),
    # --- how long --------------------------------------------------------------------------------
    "retention.broken": Message(
        nl="Het logboek {file} is niet zoals het is ondertekend, dus het vervalt niet: het is "
        "bewijs. Ga het na met inzage audit verify en waarschuw de privacy officer.",
        en="The trail {file} is not as it was signed, so it does not fall away: it is evidence. "
        "Verify it with inzage audit verify and call the privacy officer.",
    ),
    "retention.none": Message(
        nl="Er vervalt niets: elk jaar wordt nog {years} hele jaren bewaard.",
        en="Nothing falls away: every year is kept for {years} whole years more.",
    ),
    "retention.would_remove": Message(
        nl="{year} zou vervallen ({file}, {size} gebeurtenissen). Voer het uit met --apply.",
        en="{year} would fall away ({file}, {size} events). Do it with --apply.",
    ),
    "retention.removed": Message(
        nl="{year} is vervallen ({file}, {size} gebeurtenissen). De laatste stand is bewaard.",
        en="{year} fell away ({file}, {size} events). Its last checkpoint is kept.",
    ),
    "retention.erased": Message(
        nl="Persoonsgegevens gewist bij {events} gebeurtenissen ({values} waarden). "
        "Alle bewijzen staan nog.",
        en="Personal values erased beside {events} events ({values} values). Every proof stands.",
    ),
    "retention.one_or_before": Message(
        nl="Noem het nummer van een gebeurtenis, of een dag met --before.",
        en="Name the number of an event, or a day with --before.",
    ),
}
