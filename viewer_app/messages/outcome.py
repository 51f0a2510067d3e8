"""Sentences of the letter after an appointment that ended early, at language level B1."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "outcome.one_of_two": Message(
        "Geef een sessiecode, of --approval met het kenmerk van de goedkeuring waarbij niemand "
        "kwam; niet allebei.",
        "Give a session code, or --approval with the id of the approval nobody came for; not both.",
    ),
    "outcome.no_session": Message(
        "Sessie {session} staat niet in dit logboek: er is geen brief gemaakt. Zoek de code op "
        "met ‘inzage audit list’.",
        "Session {session} is not in this trail: no letter was made. Look the code up with "
        "‘inzage audit list’.",
    ),
    "outcome.open": Message(
        "Sessie {session} is niet afgesloten: er is geen brief gemaakt. Sluit de sessie eerst af.",
        "Session {session} is not closed: no letter was made. Close the session first.",
    ),
    "outcome.completed": Message(
        "Sessie {session} is afgerond: de bezoeker zag de opname. Daar hoort geen brief bij.",
        "Session {session} was completed: the visitor saw the recording. That takes no letter.",
    ),
    "outcome.no_appointment": Message(
        "In sessie {session} is geen afspraak geopend: er is geen brief gemaakt. Kwam iemand niet, "
        "gebruik dan --approval.",
        "No appointment was opened in session {session}: no letter was made. If somebody did not "
        "come, use --approval.",
    ),
    "outcome.no_no_show": Message(
        "Bij goedkeuring {approval} is niet vastgelegd dat niemand kwam: er is geen brief gemaakt. "
        "Was er wel iemand, gebruik dan de sessiecode.",
        "It was not recorded of approval {approval} that nobody came: no letter was made. If "
        "somebody was there, use the session code.",
    ),
    "outcome.no_regime": Message(
        "In het logboek staat niet onder welke wet de opname valt: er is geen brief gemaakt. "
        "Schrijf de brief zelf.",
        "The trail does not say which law the recording falls under: no letter was made. Write "
        "the letter yourself.",
    ),
    "outcome.reference": Message("Kenmerk: {reference}", "Reference: {reference}"),
    "outcome.subject": Message(
        "Onderwerp: uw afspraak om een opname te bekijken",
        "Subject: your appointment to see a recording",
    ),
    "outcome.what": Message("Wat is er gebeurd?", "What happened?"),
    "outcome.not_shown": Message(
        "Op {on} had u een afspraak om een opname van een bodycam te bekijken. U hebt de opname "
        "toen niet gezien. In deze brief leest u waarom, en wat u nu kunt doen.",
        "On {on} you had an appointment to see a recording of a bodycam. You did not see the "
        "recording then. This letter tells you why, and what you can do now.",
    ),
    "outcome.shown": Message(
        "Op {on} had u een afspraak om een opname van een bodycam te bekijken. Het bekijken is "
        "eerder gestopt dan de bedoeling was. In deze brief leest u waarom, en wat u nu kunt doen.",
        "On {on} you had an appointment to see a recording of a bodycam. The viewing stopped "
        "earlier than was intended. This letter tells you why, and what you can do now.",
    ),
    "outcome.reason.not_appeared": Message(
        "Wij hebben u op de afspraak niet ontvangen.", "We did not meet you at the appointment."
    ),
    "outcome.reason.citizen_stopped": Message(
        "U wilde stoppen met kijken. Dat mag altijd.",
        "You wanted to stop watching. You may always do so.",
    ),
    "outcome.reason.conditions_broken": Message(
        "Voor het bekijken gelden voorwaarden. Onze medewerker legde vast dat een voorwaarde niet "
        "is nageleefd.",
        "There are conditions for viewing. Our member of staff recorded that a condition was not "
        "kept.",
    ),
    "outcome.reason.conditions_declined": Message(
        "Voor het bekijken gelden voorwaarden. U ging daar niet mee akkoord.",
        "There are conditions for viewing. You did not agree to them.",
    ),
    "outcome.reason.identity_not_proven": Message(
        "Wij konden niet vaststellen dat de opname voor u bedoeld was. Daarvoor vergelijken wij "
        "uw identiteitsbewijs met uw verzoek.",
        "We could not establish that the recording was meant for you. To do so we compare your "
        "identity document with your request.",
    ),
    "outcome.reason.no_document": Message(
        "Wij konden uw identiteitsbewijs niet bekijken. Zonder identiteitsbewijs mogen wij de "
        "opname niet laten zien.",
        "We could not look at your identity document. Without one we may not show the recording.",
    ),
    "outcome.reason.document_expired": Message(
        "Uw identiteitsbewijs was niet meer geldig. Zonder geldig identiteitsbewijs mogen wij de "
        "opname niet laten zien.",
        "Your identity document was no longer valid. Without a valid one we may not show the "
        "recording.",
    ),
    "outcome.reason.other_person": Message(
        "De gegevens op het identiteitsbewijs waren niet die van het verzoek. Alleen wie het "
        "verzoek deed, mag de opname zien.",
        "What was on the identity document was not what is in the request. Only the person who "
        "made the request may see the recording.",
    ),
    "outcome.reason.too_late": Message(
        "U kwam later dan de afspraak. Er was niet genoeg tijd meer om de opname te laten zien.",
        "You came later than the appointment. There was not enough time left to show the "
        "recording.",
    ),
    "outcome.reason.companion_stays": Message(
        "Er was iemand bij u die niet mee mocht kijken, en die bleef. Wij mogen de opname dan niet "
        "laten zien.",
        "Somebody was with you who was not allowed to watch along, and who stayed. We may not show "
        "the recording then.",
    ),
    "outcome.reason.wants_to_film": Message(
        "Wij mogen de opname niet laten zien als er wordt gefilmd. Onze medewerker legde vast dat "
        "u wilde filmen.",
        "We may not show the recording if somebody films. Our member of staff recorded that you "
        "wanted to film.",
    ),
    "outcome.reason.supervisor_stopped": Message(
        "Onze medewerker heeft het bekijken gestopt.", "Our member of staff stopped the viewing."
    ),
    "outcome.reason.signed_out": Message(
        "Onze medewerker heeft de afspraak afgesloten.",
        "Our member of staff ended the appointment.",
    ),
    "outcome.reason.technical": Message(
        "Er werkte iets niet. Dat lag niet aan u.",
        "Something did not work. That was not your fault.",
    ),
    "outcome.reason.station": Message(
        "Het kijkstation is gestopt voordat u klaar was.",
        "The viewing station stopped before you had finished.",
    ),
    "outcome.right_avg": Message(
        "U vroeg om inzage in persoonsgegevens (artikel 15 van de Algemene verordening "
        "gegevensbescherming).",
        "You asked for access to personal data (article 15 of the General Data Protection "
        "Regulation).",
    ),
    "outcome.right_wpg": Message(
        "U vroeg om inzage in politiegegevens (artikel 25 van de Wet politiegegevens).",
        "You asked for access to police data (article 25 of the Dutch Police Data Act, Wet "
        "politiegegevens).",
    ),
    "outcome.new": Message("Wilt u een nieuwe afspraak?", "Do you want a new appointment?"),
    "outcome.new_how": Message(
        "Neem dan contact op met {name}. Wij kijken opnieuw naar uw verzoek. Doe dit snel, want "
        "wij bewaren een opname niet lang. Neem naar de afspraak een geldig identiteitsbewijs mee.",
        "Then contact {name}. We will look at your request anew. Do so soon, because we do not "
        "keep a recording for long. Bring a valid identity document to the appointment.",
    ),
}
