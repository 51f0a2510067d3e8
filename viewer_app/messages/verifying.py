"""Sentences of the audit room, on what a verification finds and concludes."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    # --- what a verification finds -------------------------------------------------------------
    "verify.empty": Message(
        nl="Het logboek is leeg; ook het begin ontbreekt. Het is gewist of nooit begonnen. "
        "Bewaar het bestand en zoek de laatste stand die elders is bewaard.",
        en="The trail is empty; even its start is missing. It was emptied or never begun. "
        "Keep the file and look for the last checkpoint kept elsewhere.",
    ),
    "verify.schema": Message(
        nl="Aan de opbouw van het bestand is geknoeid: {object} is niet zoals het programma het "
        "maakte. Ga na wie bij het bestand kon.",
        en="The structure of the file was tampered with: {object} is not as the program made it. "
        "Find out who could reach the file.",
    ),
    "verify.pages": Message(
        nl="Het databasebestand zelf is beschadigd. Bewaar het en zet een kopie terug waarvan de "
        "stand bewezen is.",
        en="The database file itself is damaged. Keep it and restore a copy whose checkpoint is "
        "proved.",
    ),
    "verify.unreadable": Message(
        nl="Gebeurtenis {seq} kan niet worden gelezen; vanaf daar is niets te bewijzen. "
        "Bewaar het bestand en zoek een kopie.",
        en="Event {seq} cannot be read; from there on nothing can be proved. "
        "Keep the file and look for a copy.",
    ),
    "verify.gap": Message(
        nl="Gebeurtenis {seq} ontbreekt. Er is iets uit het logboek verwijderd.",
        en="Event {seq} is missing. Something was removed from the trail.",
    ),
    "verify.stray": Message(
        nl="Er staat een gebeurtenis {seq} buiten de reeks. Zij is niet ondertekend, en buiten dit "
        "programma om toegevoegd.",
        en="There is an event {seq} outside the sequence. It is not signed, and was added by "
        "something else than this program.",
    ),
    "verify.body": Message(
        nl="Gebeurtenis {seq} heeft niet de vorm waarin dit programma schrijft. "
        "De tekst is veranderd.",
        en="Event {seq} is not in the form this program writes. Its text was changed.",
    ),
    "verify.place": Message(
        nl="Op plaats {seq} staat gebeurtenis {says}, of een gebeurtenis van een ander logboek. "
        "Er is verplaatst of hernummerd.",
        en="At place {seq} stands event {says}, or an event of another trail. "
        "Something was moved or renumbered.",
    ),
    "verify.column": Message(
        nl="De zoekgegevens van gebeurtenis {seq} zeggen iets anders dan de ondertekende tekst. "
        "Lijsten en tellingen kunnen niet kloppen.",
        en="The look-up columns of event {seq} say something else than the signed text. "
        "Lists and counts may be wrong.",
    ),
    "verify.index": Message(
        nl="De index {index} vindt niet alle gebeurtenissen die hij hoort te vinden. Lijsten en "
        "tellingen kunnen niet kloppen; de gebeurtenissen zelf zijn apart nagegaan.",
        en="The index {index} does not find all the events it should find. Lists and counts may be "
        "wrong; the events themselves are verified apart.",
    ),
    "verify.signature": Message(
        nl="Vanaf gebeurtenis {seq} klopt de handtekening niet meer. Die gebeurtenis, of haar "
        "handtekening, is veranderd.",
        en="From event {seq} on the signature does not hold. That event, or its signature, was "
        "changed.",
    ),
    "verify.other_key": Message(
        nl="Het logboek begint niet met de sleutel waarmee dit station is ingeschreven. "
        "Het is een ander logboek, of het is vervangen.",
        en="The trail does not start with the key this station was enrolled with. "
        "It is another trail, or it was replaced.",
    ),
    "verify.tile": Message(
        nl="Een bewaarde tussenstand (vanaf gebeurtenis {seq}) hoort niet bij de gebeurtenissen. "
        "De gebeurtenissen zelf kloppen.",
        en="A stored tree hash (from event {seq} on) does not belong to the events. "
        "The events themselves hold.",
    ),
    "verify.private": Message(
        nl="Bij gebeurtenis {seq} staat een andere waarde voor {name} dan is vastgelegd. "
        "Die waarde is veranderd.",
        en="Beside event {seq} stands another value for {name} than was committed to. "
        "That value was changed.",
    ),
    "verify.year_missing": Message(
        nl="Het logboek van dit jaar is er niet, en is niet door de bewaartermijn vervallen. Zoek "
        "een kopie, en ga na wie bij de bestanden kon.",
        en="The trail of this year is missing, and did not fall away by retention. Look for a "
        "copy, and find out who could reach the files.",
    ),
    "verify.year_fallen_away": Message(
        nl="Dit jaar is vervallen. De laatste stand ({size} gebeurtenissen) is bewaard.",
        en="This year has fallen away. Its last checkpoint ({size} events) was kept.",
    ),
    "verify.link_kept": Message(
        nl="De bewaarde laatste stand van dit vervallen jaar is een andere dan het jaar erna "
        "noemt. Zij is veranderd.",
        en="The last checkpoint kept of this year, which has fallen away, is not the one that the "
        "year after names. It was changed.",
    ),
    "verify.link_changed": Message(
        nl="De eerste gebeurtenis ({seq}) noemt geen stand die het jaar ervoor heeft ondertekend. "
        "Zij is veranderd, of het jaar ervoor is een ander logboek.",
        en="The first event ({seq}) names no checkpoint that the year before signed. It was "
        "changed, or the year before is another trail.",
    ),
    "verify.link_cut": Message(
        nl="Volgens het jaar erna had dit logboek {size} gebeurtenissen; nu eindigt het voor "
        "gebeurtenis {seq}. Het is afgekapt of een oude kopie is teruggezet.",
        en="By the year after this trail had {size} events; now it ends before event {seq}. It was "
        "cut off or an old copy was put back.",
    ),
    "verify.link_fork": Message(
        nl="De eerste {size} gebeurtenissen zijn niet meer die welke het jaar erna noemt. "
        "Het logboek is herschreven met de sleutel van het station.",
        en="The first {size} events no longer are those that the year after names. "
        "The trail was rewritten with the station's key.",
    ),
    "verify.link_after": Message(
        nl="Volgens het jaar erna eindigde dit logboek na {size} gebeurtenissen; vanaf gebeurtenis "
        "{seq} is er later nog iets bij gezet.",
        en="By the year after this trail ended after {size} events; from event {seq} on something "
        "was added later.",
    ),
    "verify.link_key": Message(
        nl="De laatste gebeurtenis ({seq}) noemt niet de sleutel waarmee het jaar erna begint. "
        "Een van beide logboeken is vervangen.",
        en="The last event ({seq}) does not name the key that the year after begins with. "
        "One of the two trails was replaced.",
    ),
    "verify.session_open": Message(
        nl="Sessie {session} is nog niet afgesloten. Is zij niet bezig, start dan het station "
        "opnieuw: het sluit haar af als onderbroken.",
        en="Session {session} is not closed yet. If it is not under way, restart the station: it "
        "closes it as interrupted.",
    ),
    "verify.session_after_close": Message(
        nl="Na het afsluiten van sessie {session} is nog iets vastgelegd (gebeurtenis {seq}).",
        en="After session {session} was closed something more was recorded (event {seq}).",
    ),
    "verify.session_opened_twice": Message(
        nl="Sessie {session} is tweemaal geopend (gebeurtenis {seq}).",
        en="Session {session} was opened twice (event {seq}).",
    ),
    "verify.session_not_opened": Message(
        nl="Gebeurtenis {seq} hoort bij sessie {session}, die nooit is geopend.",
        en="Event {seq} belongs to session {session}, which was never opened.",
    ),
    "verify.viewing_unconfirmed": Message(
        nl="In sessie {session} begon de inzage zonder geslaagde identiteitscontrole en bevestigde "
        "voorwaarden (gebeurtenis {seq}).",
        en="In session {session} the viewing began without a passed identity check and confirmed "
        "conditions (event {seq}).",
    ),
    "verify.viewing_unguarded": Message(
        nl="In sessie {session} begon de inzage zonder dat vaststond dat het scherm beschermd was "
        "(gebeurtenis {seq}).",
        en="In session {session} the viewing began without proof that the screen was protected "
        "(event {seq}).",
    ),
    "verify.viewing_after_refusal": Message(
        nl="In sessie {session} is beeld getoond nadat de identiteitscontrole was mislukt "
        "(gebeurtenis {seq}).",
        en="In session {session} film was shown after the identity check had failed (event {seq}).",
    ),
    "verify.viewing_after_failure": Message(
        nl="In sessie {session} is beeld getoond nadat de bescherming of de opname niet meer "
        "klopte (gebeurtenis {seq}).",
        en="In session {session} film was shown after the protection or the recording had failed "
        "(event {seq}).",
    ),
    "verify.closed_without_end": Message(
        nl="Sessie {session} is gesloten zonder dat is vastgelegd hoe zij eindigde "
        "(gebeurtenis {seq}).",
        en="Session {session} was closed without a record of how it ended (event {seq}).",
    ),
    "verify.viewing_not_started": Message(
        nl="In sessie {session} is beeld getoond zonder dat de inzage was begonnen "
        "(gebeurtenis {seq}).",
        en="In session {session} film was shown although the viewing had not begun (event {seq}).",
    ),
    "verify.viewing_after_wipe": Message(
        nl="In sessie {session} is beeld getoond nadat de sleutels waren gewist "
        "(gebeurtenis {seq}).",
        en="In session {session} film was shown after the keys had been wiped (event {seq}).",
    ),
    "verify.viewing_without_presence": Message(
        nl="In sessie {session} is de film bediend terwijl de leidinggevende nog moest tonen er te "
        "zijn (gebeurtenis {seq}).",
        en="In session {session} the film was handled while the supervisor still had to show to be "
        "there (event {seq}).",
    ),
    "verify.identity_not_overruled": Message(
        nl="In sessie {session} weken de machineleesbare regels van het document af, en is de "
        "identiteit toch vastgesteld zonder een vastgelegde reden (gebeurtenis {seq}).",
        en="In session {session} the document's machine readable zone did not agree, and the "
        "identity was accepted all the same without a recorded reason (event {seq}).",
    ),
    "verify.marked_outside": Message(
        nl="In sessie {session} is een moment gemarkeerd terwijl er geen film te zien was "
        "(gebeurtenis {seq}).",
        en="In session {session} a moment was marked while no film was to be seen (event {seq}).",
    ),
    "verify.stills_unannounced": Message(
        nl="In sessie {session} zijn losse beelden getoond zonder dat dit vooraf is vastgelegd "
        "(gebeurtenis {seq}).",
        en="In session {session} single pictures were shown without a record beforehand "
        "(event {seq}).",
    ),
    "verify.resumed_unstalled": Message(
        nl="In sessie {session} ging de film verder na een haperende opslag, zonder dat het "
        "haperen is vastgelegd (gebeurtenis {seq}).",
        en="In session {session} the film went on after the storage had stalled, without a record "
        "that it stalled (event {seq}).",
    ),
    "verify.speed_impossible": Message(
        nl="In sessie {session} staat een snelheid die geen speler heeft (gebeurtenis {seq}).",
        en="In session {session} a speed is recorded that no player has (event {seq}).",
    ),
    "verify.loop_impossible": Message(
        nl="In sessie {session} staat dat een deel werd herhaald dat niet bestaat "
        "(gebeurtenis {seq}).",
        en="In session {session} it is recorded that a part was repeated which does not exist "
        "(event {seq}).",
    ),
    "verify.shown_impossible": Message(
        nl="In sessie {session} staat dat er iets is getoond dat niet kan zijn getoond "
        "(gebeurtenis {seq}).",
        en="In session {session} something is recorded as shown that cannot have been shown "
        "(event {seq}).",
    ),
    "verify.keys_not_wiped": Message(
        nl="Sessie {session} is gesloten zonder dat het wissen van de sleutels is vastgelegd "
        "(gebeurtenis {seq}).",
        en="Session {session} was closed without a record that the keys were wiped (event {seq}).",
    ),
    "verify.not_anchored": Message(
        nl="Er is geen stand van elders om mee te vergelijken. Of er aan het eind iets is "
        "weggehaald, is zo niet te zien. Geef een bewaarde stand mee.",
        en="There is no checkpoint from elsewhere to compare with. Whether something was taken "
        "off the end cannot be seen. Give a checkpoint that was kept.",
    ),
    "verify.anchor_unusable": Message(
        nl="Het logboek is niet heel, dus er valt niets met een bewaarde stand te vergelijken.",
        en="The trail is not whole, so nothing can be compared with a checkpoint that was kept.",
    ),
    "verify.anchor_unknown": Message(
        nl="Een bewaarde stand is niet door dit logboek ondertekend ({reason}). Zij is van een "
        "ander logboek, of dit logboek is herschreven.",
        en="A checkpoint that was kept is not signed by this trail ({reason}). It is of another "
        "trail, or this trail was rewritten.",
    ),
    "verify.anchor_ahead": Message(
        nl="Elders is vastgelegd dat het logboek {size} gebeurtenissen had; nu eindigt het voor "
        "gebeurtenis {seq}. Het is afgekapt of een oude kopie is teruggezet.",
        en="Elsewhere it was recorded that the trail had {size} events; now it ends before event "
        "{seq}. It was cut off or an old copy was put back.",
    ),
    "verify.anchor_fork": Message(
        nl="De eerste {size} gebeurtenissen zijn niet meer die welke elders zijn vastgelegd. "
        "Het logboek is herschreven met de sleutel van het station.",
        en="The first {size} events no longer are those recorded elsewhere. "
        "The trail was rewritten with the station's key.",
    ),
    "verify.clock_step": Message(
        nl="Bij gebeurtenis {seq} is de klok verzet ({seconds} s sinds de vorige gebeurtenis); "
        "het station heeft dat gemeld. De volgorde staat vast.",
        en="At event {seq} the clock was moved ({seconds} s since the event before); the station "
        "reported it. The order is certain.",
    ),
    "verify.process_ended": Message(
        nl="Het controleren is onverwacht afgebroken; er is dus niets over het logboek gezegd. "
        "Controleer opnieuw, en vraag de beheerder als het weer gebeurt.",
        en="The verification broke off unexpectedly, so nothing was said about the trail. "
        "Verify again, and ask the administrator if it happens again.",
    ),
    "verify.clock_hidden": Message(
        nl="Bij gebeurtenis {seq} sprong de klok zonder dat het station dat meldde. "
        "De tijden eromheen zijn niet betrouwbaar.",
        en="At event {seq} the clock jumped and the station did not report it. "
        "The times around it cannot be relied on.",
    ),
    # --- verdicts ------------------------------------------------------------------------------
    "verdict.integrity": Message(nl="Ongeschonden", en="Integrity"),
    "verdict.completeness": Message(nl="Volledig", en="Completeness"),
    "verdict.anchoring": Message(nl="Verankerd", en="Anchoring"),
    "verdict.clock": Message(nl="Klok", en="Clock"),
    "verdict.holds": Message(nl="klopt", en="holds"),
    "verdict.attention": Message(nl="aandacht", en="attention"),
    "verdict.not_proven": Message(nl="niet bewezen", en="not proven"),
    "verdict.broken": Message(nl="klopt niet", en="broken"),
    "verdict.integrity.holds": Message(
        nl="Alle {size} gebeurtenissen zijn zoals ze zijn ondertekend.",
        en="All {size} events are as they were signed.",
    ),
    "verdict.completeness.holds": Message(
        nl="Alle sessies ({sessions}) zijn heel en in de juiste volgorde.",
        en="Every session ({sessions}) is whole and in the right order.",
    ),
    "verdict.anchoring.holds": Message(
        nl="Bewezen gelijk aan wat elders is vastgelegd tot en met {anchored} van {size} "
        "gebeurtenissen (tot {time}).",
        en="Proved to be what was recorded elsewhere up to {anchored} of {size} events "
        "(until {time}).",
    ),
    "verdict.clock.holds": Message(
        nl="De klok is nergens verzet.",
        en="The clock was moved nowhere.",
    ),
}
