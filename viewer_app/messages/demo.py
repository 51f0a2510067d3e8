"""Words of the demonstration and its tour."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "demo.no_film": Message(
        "De demonstratiefilm ontbreekt. Start de demonstratie met ‘scripts/demo’; die maakt de "
        "film.",
        "The demonstration film is missing. Start the demonstration with ‘scripts/demo’, which "
        "makes the film.",
    ),
    "demo.directory_taken": Message(
        "In {directory} staat al iets. Kies een nieuwe of lege map; er is niets veranderd.",
        "There is something in {directory} already. Choose a new or empty directory; nothing was "
        "changed.",
    ),
    "demo.preparing": Message(
        "Een station, een behandelaar, een leidinggevende en een verzegelde demonstratiefilm "
        "worden gemaakt in een tijdelijke map …",
        "Making a station, a desk, a supervisor and a sealed demonstration clip in a temporary "
        "directory …",
    ),
    "demo.how": Message(
        "Meld u aan als {name} met deze wachtzin: {passphrase}",
        "Sign in as {name} with this passphrase: {passphrase}",
    ),
    "demo.how_auditor": Message(
        "De auditor is {name}, met deze wachtzin: {passphrase}",
        "The auditor is {name}, with this passphrase: {passphrase}",
    ),
    "demo.how_to_end": Message(
        "F12 stopt een sessie; Alt+F4 of Ctrl+C in dit venster sluit het programma. Alles wordt "
        "daarna weggegooid.",
        "F12 stops a session; Alt+F4, or Ctrl+C here, closes the program. Everything is thrown "
        "away afterwards.",
    ),
    "demo.trail_holds": Message(
        "Logboek nagegaan: {size} gebeurtenissen, ongeschonden en volledig.",
        "Audit trail verified: {size} events, whole and complete.",
    ),
    "demo.trail_broken": Message(
        "Het logboek van de demonstratie klopt niet.",
        "The audit trail of the demonstration does not hold.",
    ),
    "demo.left": Message(
        "Beelden van elk scherm en het uitgevoerde logboek: {directory}",
        "Pictures of each screen and the exported audit trail: {directory}",
    ),
    "tour.done": Message(
        "Sessie {session} is afgerond; {count} verschillende filmbeelden stonden op het scherm.",
        "Session {session} is complete; {count} different frames were seen on the screen.",
    ),
    "tour.wrong_passphrase": Message(
        "De leidinggevende vergist zich in de wachtzin: het station weigert.",
        "The supervisor mistypes the passphrase: the station refuses.",
    ),
    "tour.sign_in": Message(
        "Met de juiste wachtzin opent de dag: een afspraak, en een pakket voor een ander station "
        "dat apart is gelegd.",
        "With the right passphrase the day opens: an appointment, and a package for another "
        "station that was set aside.",
    ),
    "tour.identity": Message(
        "De leidinggevende vergelijkt het identiteitsbewijs met de goedkeuring. Van het document "
        "wordt niets bewaard.",
        "The supervisor compares the identity document with the approval. Nothing of the document "
        "is kept.",
    ),
    "tour.conditions": Message(
        "De bezoeker en de leidinggevende bevestigen de voorwaarden; de wachtzin opent de opname.",
        "Visitor and supervisor confirm the conditions; the passphrase opens the recording.",
    ),
    "tour.viewing": Message(
        "De opname speelt uit het geheugen, met een bewegend watermerk.",
        "The recording plays from memory, with a moving watermark.",
    ),
    "tour.seek": Message("Vijf seconden vooruit.", "Five seconds forward."),
    "tour.closer": Message(
        "Half zo snel, beeld voor beeld en van dichtbij; één moment krijgt een markering.",
        "At half the speed, frame by frame and from nearby; one moment is marked.",
    ),
    "tour.mark": Message("Hier is het te zien.", "Here it can be seen."),
    "tour.finish": Message(
        "De opname is gezien. Sleutels en beelden worden gewist en het logboek wordt ondertekend.",
        "The recording was seen. Keys and pictures are wiped, and the audit trail is signed.",
    ),
    "tour.review": Message(
        "De auditor meldt zich aan, leest de sessie en laat het hele logboek nagaan.",
        "The auditor signs in, reads the session and has the whole trail verified.",
    ),
    "tour.remark": Message("Rustig verlopen.", "All went quietly."),
    "tour.stuck": Message(
        "De rondleiding kwam niet verder: er werd vergeefs gewacht op ‘{what}’.",
        "The tour got stuck: it waited in vain for ‘{what}’.",
    ),
    "tour.no_frames": Message(
        "Er zijn maar {count} verschillende filmbeelden op het scherm gezien.",
        "Only {count} different frames were seen on the screen.",
    ),
}
