"""Sentences of the session: rules of the municipality, and steps out of turn."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "session.wrong_state": Message(
        "Deze stap hoort niet bij dit moment van de afspraak. Volg de stappen op het scherm.",
        "This step does not belong to this moment of the appointment. Follow the steps on screen.",
    ),
    "session.conditions_missing": Message(
        "Nog niet alle voorwaarden zijn bevestigd. Bevestig ze een voor een met de betrokkene.",
        "Not all conditions are confirmed yet. Confirm them one by one with the visitor.",
    ),
    "session.companion_not_allowed": Message(
        "Iemand die meekwam mag er volgens de regels van de gemeente niet bij zijn. Vraag die "
        "persoon om buiten te wachten en leg alleen vast wie er mag blijven.",
        "Somebody who came along may not be there by the municipality's rules. Ask that person to "
        "wait outside, and record only who may stay.",
    ),
    "session.companions_too_many": Message(
        "Van elke soort begeleider mogen er hoogstens {most} bij zijn. Vraag de anderen om buiten "
        "te wachten.",
        "Of each kind of companion {most} at most may be there. Ask the others to wait outside.",
    ),
    "session.second_person_missing": Message(
        "Volgens de regels van de gemeente is er een tweede medewerker bij. Haal een collega en "
        "bevestig dat die er is.",
        "By the municipality's rules a second member of staff is there. Fetch a colleague and "
        "confirm it.",
    ),
    "presence.asked": Message(
        "De opname wacht tot de leidinggevende de wachtzin opnieuw heeft getypt.",
        "The recording waits until the supervisor has typed the passphrase again.",
    ),
    "presence.lost": Message(
        "De leidinggevende liet niet weten er nog te zijn. De opname is daarom gesloten. Roep de "
        "leidinggevende en maak zo nodig een nieuwe afspraak.",
        "The supervisor did not confirm to be there still, so the recording was closed. Call the "
        "supervisor, and make a new appointment if one is needed.",
    ),
    "session.recovered": Message(
        "Het station viel uit of werd afgebroken; de sessie is bij de volgende start afgesloten.",
        "The station lost power or was killed; the session was closed when it next started.",
    ),
    "session.internal": Message(
        "Het programma is vastgelopen en heeft de opname gesloten. Er is niets bewaard of "
        "gekopieerd. Meld dit bij de beheerder.",
        "The program failed and closed the recording. Nothing was kept or copied. Report this to "
        "the administrator.",
    ),
    "approval.other_station": Message(
        "Deze goedkeuring geldt niet voor dit station ({station}). Vraag de behandelaar om een "
        "pakket voor dit station.",
        "This approval is not for this station ({station}). Ask the desk for a package for this "
        "station.",
    ),
    "approval.demonstration": Message(
        "Dit is een demonstratiepakket. Een echt station opent geen demonstraties.",
        "This is a demonstration package. A real station opens no demonstrations.",
    ),
    "approval.not_demonstration": Message(
        "Dit is een demonstratiestation. Het opent geen echte opnamen; gebruik het station in de "
        "privacyruimte.",
        "This is a demonstration station. It opens no real recordings; use the station in the "
        "privacy room.",
    ),
    "approval.other_supervisor": Message(
        "Deze goedkeuring noemt u niet als leidinggevende. Laat een genoemde leidinggevende "
        "aanmelden, of vraag de behandelaar om een nieuw pakket.",
        "This approval does not name you as supervisor. Let a named supervisor sign in, or ask the "
        "desk for a new package.",
    ),
    "approval.not_yet_valid": Message(
        "De afspraak is nog niet begonnen. De opname kan vanaf {moment} worden bekeken.",
        "The appointment has not begun. The recording can be viewed from {moment}.",
    ),
    "approval.expired": Message(
        "De afspraak is voorbij sinds {moment}. Vraag de behandelaar om een nieuwe afspraak.",
        "The appointment ended at {moment}. Ask the desk for a new appointment.",
    ),
    "approval.used_up": Message(
        "De opname is al bekeken; toegestaan is {viewings} keer. Vraag de behandelaar om een "
        "nieuwe goedkeuring als dat nodig is.",
        "The recording has been viewed already; allowed is {viewings} time(s). Ask the desk for a "
        "new approval if one is needed.",
    ),
    "appointment.no_show": Message(
        "Vastgelegd is dat de bezoeker niet is verschenen. Voor een nieuwe afspraak moet de "
        "behandelaar een nieuwe goedkeuring geven.",
        "It was recorded that the visitor did not come. For a new appointment the desk has to give "
        "a new approval.",
    ),
    "appointment.not_begun": Message(
        "De afspraak is nog niet begonnen. Leg pas na het begin vast dat de bezoeker niet is "
        "verschenen.",
        "The appointment has not begun yet. Record only after it began that the visitor did not "
        "come.",
    ),
    "appointment.came": Message(
        "De bezoeker van deze afspraak is al hier geweest. Kijk in de agenda wat daarvan staat.",
        "The visitor of this appointment has been here already. See in the agenda what came of it.",
    ),
    "rule.requested_before_recorded": Message(
        "Het verzoek is ouder dan de opname. Controleer beide datums.",
        "The request is older than the recording. Check both dates.",
    ),
    "rule.requested_too_late": Message(
        "Het verzoek kwam op dag {day} na de opname; het mocht tot en met dag {days} ({last_day}).",
        "The request came on day {day} after the recording; it was possible up to and including "
        "day {days} ({last_day}).",
    ),
    "viewing.time_over": Message(
        "De opname stond {minutes} minuten op het scherm; langer laten de regels van de gemeente "
        "niet toe. Maak zo nodig een nieuwe afspraak.",
        "The recording was on screen for {minutes} minutes; the municipality's rules allow no "
        "longer. Make a new appointment if one is needed.",
    ),
    "viewing.speed_range": Message(
        "De opname kan van {least} tot {most} procent van de gewone snelheid lopen. Kies een "
        "snelheid daartussen.",
        "The recording can run at {least} to {most} percent of its own speed. Choose a speed "
        "within that.",
    ),
    "viewing.loop_range": Message(
        "Dit deel kan niet worden herhaald: het einde moet na het begin liggen, en binnen de "
        "opname. Kies begin en einde opnieuw.",
        "This part cannot be repeated: its end must come after its start, and within the "
        "recording. Choose start and end again.",
    ),
    "viewing.remark_too_long": Message(
        "De opmerking bij deze markering is {length} tekens lang; er passen er {limit}. Kort haar "
        "in en sla haar dan op.",
        "The remark at this marker is {length} characters long; {limit} fit. Shorten it and save "
        "it then.",
    ),
    "notice.last_day": Message(
        "Let op: vandaag ({last_day}) is de laatste dag waarop deze opname er is. Is er daarna nog "
        "een afspraak nodig, laat de behandelaar dan vandaag een bewaarplicht vastleggen.",
        "Note: today ({last_day}) is the last day on which this recording exists. If another "
        "appointment is needed after it, let the desk record a legal hold today.",
    ),
    "notice.last_days": Message(
        "Let op: deze opname is er nog tot en met {last_day} (dagen: {days}). Is er daarna nog een "
        "afspraak nodig, laat de behandelaar dan eerder een bewaarplicht vastleggen.",
        "Note: this recording exists up to and including {last_day} (days: {days}). If another "
        "appointment is needed after it, let the desk record a legal hold before.",
    ),
    "rule.other_ground": Message(
        "Op deze grond ({ground}) laat deze gemeente een opname niet zien; wel op: {allowed}.",
        "This municipality does not show a recording on this ground ({ground}), only on: "
        "{allowed}.",
    ),
    "rule.too_many_viewings": Message(
        "De goedkeuring staat {viewings} keer bekijken toe; de regels van de gemeente hoogstens "
        "{most} keer.",
        "The approval allows {viewings} viewings; the municipality's rules allow {most} at most.",
    ),
    "rule.appointment_too_long": Message(
        "De afspraak duurt langer dan de {most} minuten die de regels van de gemeente toestaan. "
        "Controleer begin en einde.",
        "The appointment lasts longer than the {most} minutes that the municipality's rules allow. "
        "Check its start and end.",
    ),
    "rule.hold_ended": Message(
        "De bewaarplicht duurde tot en met {last_day}. De opname mag niet meer worden bekeken, "
        "tenzij een nieuwe bewaarplicht is vastgelegd.",
        "The legal hold lasted up to and including {last_day}. The recording may no longer be "
        "viewed, unless a new hold is recorded.",
    ),
    "rule.held_too_long": Message(
        "Een toegewezen verzoek houdt een opname hoogstens {days} dagen vast, hier tot en met "
        "{last_day}. Kies een eerdere afspraak, of leg vast welke andere bewaarplicht geldt.",
        "A granted request holds a recording for {days} days at most, here up to and including "
        "{last_day}. Choose an earlier appointment, or record which other legal hold there is.",
    ),
    "rule.past_retention": Message(
        "De bewaartermijn van {days} dagen liep af na {last_day} en er is geen bewaarplicht "
        "vastgelegd. De opname mag niet meer worden bekeken.",
        "The retention period of {days} days ended after {last_day} and no legal hold is recorded. "
        "The recording may no longer be viewed.",
    ),
}
