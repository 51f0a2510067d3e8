"""Sentences of the audit room."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    # --- the trail cannot be written or read ---------------------------------------------------
    "trail.missing": Message(
        nl="Het logboek {file} is er niet. Zonder logboek kan niets worden getoond. "
        "Waarschuw de beheerder; maak zelf geen nieuw logboek.",
        en="The audit trail {file} is missing. Without it nothing can be shown. "
        "Call the administrator; do not make a new one.",
    ),
    "trail.exists": Message(
        nl="Er staat al een logboek {file}. Het is niet overschreven.",
        en="There already is an audit trail {file}. It was not overwritten.",
    ),
    "trail.in_use": Message(
        nl="Een ander programma schrijft al in het logboek {file}. "
        "Sluit het andere venster van Inzagestation, of vraag de beheerder.",
        en="Another program is already writing to the audit trail {file}. "
        "Close the other Inzagestation window, or ask the administrator.",
    ),
    "trail.disk_full": Message(
        nl="De schijf is vol, dus het logboek {file} kan niet worden bijgewerkt. "
        "De inzage stopt. Vraag de beheerder om ruimte te maken.",
        en="The disk is full, so the audit trail {file} cannot be written. "
        "The viewing stops. Ask the administrator to make room.",
    ),
    "trail.locked": Message(
        nl="Het logboek {file} wordt vastgehouden door een ander programma. "
        "Sluit dat programma en probeer het opnieuw.",
        en="The audit trail {file} is held by another program. Close that program and try again.",
    ),
    "trail.damaged": Message(
        nl="Het logboek {file} is beschadigd. Er wordt niets getoond en niets gewijzigd. "
        "Bewaar het bestand en waarschuw de beheerder en de privacy officer.",
        en="The audit trail {file} is damaged. Nothing is shown and nothing is changed. "
        "Keep the file and call the administrator and the privacy officer.",
    ),
    "trail.not_a_trail": Message(
        nl="{file} is geen logboek van Inzagestation. Het bestand is niet aangeraakt. "
        "Kies het juiste bestand.",
        en="{file} is not an audit trail of Inzagestation. The file was not touched. "
        "Choose the right file.",
    ),
    "trail.newer": Message(
        nl="Het logboek {file} heeft een vorm (versie {version}) die dit programma niet kent. "
        "Werk Inzagestation bij. Het bestand is niet gewijzigd.",
        en="The audit trail {file} has a form (version {version}) this program does not know. "
        "Update Inzagestation. The file was not changed.",
    ),
    "trail.schema_changed": Message(
        nl="Aan de opbouw van het logboek {file} is geknoeid: {object} is niet zoals dit programma "
        "het maakte. Bewaar het bestand en waarschuw de privacy officer.",
        en="The structure of the audit trail {file} was tampered with: {object} is not as this "
        "program made it. Keep the file and call the privacy officer.",
    ),
    "trail.read_only": Message(
        nl="Het logboek {file} staat op een plek waar niet geschreven mag worden. "
        "Vraag de beheerder om de map schrijfbaar te maken.",
        en="The audit trail {file} is on a read-only place. "
        "Ask the administrator to make the directory writable.",
    ),
    "trail.no_permission": Message(
        nl="Dit programma mag het logboek {file} niet openen. "
        "Vraag de beheerder om de rechten op de map te herstellen.",
        en="This program may not open the audit trail {file}. "
        "Ask the administrator to restore the permissions of the directory.",
    ),
    "trail.unreadable": Message(
        nl="Het logboek {file} kan niet worden geopend. Controleer of de map nog bestaat en "
        "vraag de beheerder.",
        en="The audit trail {file} cannot be opened. Check that its directory still exists and "
        "ask the administrator.",
    ),
    "trail.wal_unreadable": Message(
        nl="Naast het logboek {file} staan nog onverwerkte gebeurtenissen ({file}-wal), en op deze "
        "plek kunnen ze niet worden gelezen. Kopieer beide bestanden naar een schrijfbare map.",
        en="Beside the audit trail {file} there are events not yet merged ({file}-wal), and here "
        "they cannot be read. Copy both files to a directory that is writable.",
    ),
    "trail.disk_failing": Message(
        nl="De schijf meldt een fout bij het logboek {file}. De inzage stopt. "
        "Waarschuw de beheerder: de schijf is mogelijk kapot.",
        en="The disk reports an error on the audit trail {file}. The viewing stops. "
        "Call the administrator: the disk may be failing.",
    ),
    "trail.replaced": Message(
        nl="Het logboek {file} is tijdens het gebruik verplaatst, verwijderd of vervangen. "
        "De inzage stopt. Waarschuw de beheerder en de privacy officer.",
        en="The audit trail {file} was moved, deleted or replaced while in use. "
        "The viewing stops. Call the administrator and the privacy officer.",
    ),
    "trail.other_writer": Message(
        nl="Een ander programma heeft in het logboek {file} geschreven. De inzage stopt. "
        "Sluit het andere programma en start Inzagestation opnieuw.",
        en="Another program has written to the audit trail {file}. The viewing stops. "
        "Close the other program and start Inzagestation again.",
    ),
    "trail.other_origin": Message(
        nl="Het logboek {file} is van een ander station of jaar ({origin}). "
        "Zet het logboek van dit station terug.",
        en="The audit trail {file} belongs to another station or year ({origin}). "
        "Put back the trail of this station.",
    ),
    "trail.other_key": Message(
        nl="De sleutel van dit station past niet bij het logboek {file}. "
        "Waarschuw de beheerder: sleutelbos of logboek is vervangen.",
        en="This station's key does not fit the audit trail {file}. "
        "Call the administrator: the keyring or the trail was replaced.",
    ),
    "trail.head_invalid": Message(
        nl="De laatste handtekening in het logboek {file} klopt niet. Er wordt niets getoond. "
        "Bewaar het bestand en waarschuw de privacy officer.",
        en="The last signature in the audit trail {file} does not hold. Nothing is shown. "
        "Keep the file and call the privacy officer.",
    ),
    "trail.closed": Message(
        nl="Het logboek {file} is al gesloten. Start Inzagestation opnieuw.",
        en="The audit trail {file} is already closed. Start Inzagestation again.",
    ),
    "trail.continued": Message(
        nl="Het logboek {file} is afgesloten: een nieuw jaar heeft een nieuw logboek. "
        "Start Inzagestation opnieuw.",
        en="The audit trail {file} has ended: a new year has a new trail. "
        "Start Inzagestation again.",
    ),
    "trail.link_broken": Message(
        nl="Het logboek {file} sluit niet aan op dat van het jaar ervoor. Er wordt niets getoond. "
        "Bewaar beide bestanden en waarschuw de privacy officer.",
        en="The audit trail {file} does not follow from that of the year before. Nothing is shown. "
        "Keep both files and call the privacy officer.",
    ),
    "trail.failed": Message(
        nl="Het logboek {file} kan niet worden bijgewerkt of gelezen. Start Inzagestation opnieuw; "
        "waarschuw de beheerder als het blijft gebeuren.",
        en="The audit trail {file} cannot be written or read. Start Inzagestation again; "
        "call the administrator if it keeps happening.",
    ),
    "trail.event_invalid": Message(
        nl="Een gebeurtenis past niet in het logboek ({reason}). De stap is niet uitgevoerd. "
        "Meld dit aan de beheerder.",
        en="An event does not fit the audit trail ({reason}). The step was not taken. "
        "Report this to the administrator.",
    ),
    "trail.event_too_large": Message(
        nl="Een gebeurtenis is te lang voor het logboek ({action}). De stap is niet uitgevoerd. "
        "Kort de opmerking in.",
        en="An event is too long for the audit trail ({action}). The step was not taken. "
        "Shorten the remark.",
    ),
    # --- keys, notes, proofs -------------------------------------------------------------------
    "trail.key_malformed": Message(
        nl="Dit is geen openbare sleutel van een logboek. Verwacht wordt naam+kenmerk+sleutel, "
        "zoals bij het inschrijven van het station is getoond.",
        en="This is not the public key of an audit trail. Expected is name+id+key, as shown when "
        "the station was enrolled.",
    ),
    "trail.note_malformed": Message(
        nl="Dit is geen ondertekende verklaring. Vraag om het bestand opnieuw.",
        en="This is not a signed note. Ask for the file again.",
    ),
    "trail.note_unsigned": Message(
        nl="De verklaring is niet door de verwachte sleutel ondertekend. Vertrouw haar niet; "
        "controleer van welk station zij komt.",
        en="The note is not signed by the expected key. Do not trust it; check which station it "
        "comes from.",
    ),
    "trail.checkpoint_malformed": Message(
        nl="De verklaring bevat geen stand van een logboek. Vraag om het bestand opnieuw.",
        en="The note holds no checkpoint of an audit trail. Ask for the file again.",
    ),
    "trail.proof_invalid": Message(
        nl="Voor deze plaats in het logboek bestaat geen bewijs. Kies een bestaande gebeurtenis.",
        en="There is no proof for this place in the audit trail. Choose an event that exists.",
    ),
    # --- exports -------------------------------------------------------------------------------
    "export.exists": Message(
        nl="{file} bestaat al en is niet overschreven. Kies een andere naam.",
        en="{file} already exists and was not overwritten. Choose another name.",
    ),
    "export.disk_full": Message(
        nl="De schijf is vol; {file} is niet geschreven. Maak ruimte of kies een andere schijf.",
        en="The disk is full; {file} was not written. Make room or choose another disk.",
    ),
    "export.not_written": Message(
        nl="{file} kan niet worden geschreven ({reason}). Kies een andere map.",
        en="{file} cannot be written ({reason}). Choose another directory.",
    ),
    "export.not_read": Message(
        nl="{file} kan niet worden gelezen ({reason}). Controleer de naam.",
        en="{file} cannot be read ({reason}). Check the name.",
    ),
    "export.malformed": Message(
        nl="Regel {line} van {file} is geen regel van een logboekuitvoer. "
        "Vraag om het bestand opnieuw.",
        en="Line {line} of {file} is not a line of a trail export. Ask for the file again.",
    ),
    "export.changed": Message(
        nl="Regel {line} van {file} is veranderd: zij hoort niet bij de ondertekende stand. "
        "Vertrouw deze uitvoer niet.",
        en="Line {line} of {file} was changed: it does not belong to the signed checkpoint. "
        "Do not trust this export.",
    ),
    "export.incomplete": Message(
        nl="In {file} staan {lines} gebeurtenissen, maar de ondertekende stand telt er {size}. "
        "Vraag om het bestand opnieuw.",
        en="{file} holds {lines} events, but the signed checkpoint counts {size}. "
        "Ask for the file again.",
    ),
    # --- words of the commands -----------------------------------------------------------------
    "verdict.more": Message(nl="… en nog {count}.", en="… and {count} more."),
    "audit.exported": Message(
        nl="{size} gebeurtenissen uitgevoerd naar {file}. Bewaar deze ondertekende stand erbij:",
        en="{size} events exported to {file}. Keep this signed checkpoint with it:",
    ),
    "audit.export_holds": Message(
        nl="{file} klopt: {size} gebeurtenissen, precies zoals ze zijn ondertekend.",
        en="{file} holds: {size} events, exactly as they were signed.",
    ),
    "audit.no_key": Message(
        nl="Op deze computer is geen station ingeschreven. Geef de openbare sleutel van het "
        "logboek mee met --key.",
        en="No station is enrolled on this computer. Give the public key of the trail with --key.",
    ),
    "audit.column.session": Message(nl="Sessie", en="Session"),
    "audit.column.opened": Message(nl="Begin", en="Start"),
    "audit.column.closed": Message(nl="Einde", en="End"),
    "audit.column.supervisor": Message(nl="Leidinggevende", en="Supervisor"),
    "audit.column.object": Message(nl="Waarover", en="About"),
    "audit.column.end": Message(nl="Afloop", en="Outcome"),
    "audit.column.reason": Message(nl="Reden", en="Reason"),
    "audit.column.seq": Message(nl="Nr.", en="No."),
    "audit.column.time": Message(nl="Tijd", en="Time"),
    "audit.column.action": Message(nl="Actie", en="Action"),
    "audit.column.outcome": Message(nl="Resultaat", en="Result"),
    "audit.column.actor": Message(nl="Door", en="By"),
    "audit.column.details": Message(nl="Bijzonderheden", en="Details"),
    "audit.end.open": Message(nl="bezig", en="under way"),
    "audit.end.completed": Message(nl="afgerond", en="completed"),
    "audit.end.refused": Message(nl="geweigerd", en="refused"),
    "audit.end.aborted": Message(nl="afgebroken", en="aborted"),
    "audit.end.interrupted": Message(nl="onderbroken", en="interrupted"),
}
