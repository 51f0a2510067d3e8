"""Words of the reports, and what can go wrong in making one."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    # --- refusals ------------------------------------------------------------------------------
    "report.no_session": Message(
        "Sessie {session} staat niet in dit logboek. Zoek haar op met inzage audit list.",
        "Session {session} is not in this trail. Look it up with inzage audit list.",
    ),
    "report.not_closed": Message(
        "Sessie {session} is nog niet afgesloten. Maak het verslag daarna.",
        "Session {session} is not closed yet. Make the report afterwards.",
    ),
    "report.not_proved": Message(
        "Wat in {file} over deze sessie staat, past niet bij de handtekening. Er is geen verslag "
        "gemaakt. Ga het logboek na met inzage audit verify.",
        "What {file} says of this session does not fit the signature. No report was made. Verify "
        "the trail with inzage audit verify.",
    ),
    "report.session_or_days": Message(
        "Noem een sessiecode, of een periode met --from en --until.",
        "Name a session code, or a period with --from and --until.",
    ),
    "report.written": Message("Het verslag staat in {file}.", "The report is in {file}."),
    # --- on every page -------------------------------------------------------------------------
    "report.page": Message("pagina {page} van {pages}", "page {page} of {pages}"),
    "report.foot.session": Message(
        "Inzagestation · verslag van inzage {session} · bevat geen beeld van de film",
        "Inzagestation · report of viewing {session} · holds no picture of the film",
    ),
    "report.foot.period": Message(
        "Inzagestation · periodeverslag {period}", "Inzagestation · period report {period}"
    ),
    "report.notice.personal": Message(
        "Vertrouwelijk: bevat persoonsgegevens", "Confidential: contains personal data"
    ),
    # --- one session ---------------------------------------------------------------------------
    "report.session.title": Message("Verslag van inzage", "Report of a viewing"),
    "report.session.under": Message(
        "Sessie {session} · station {station} · {day}",
        "Session {session} · station {station} · {day}",
    ),
    "report.summary": Message("In het kort", "In short"),
    "report.fact.municipality": Message("Gemeente", "Municipality"),
    "report.fact.time": Message("Wanneer", "When"),
    "report.fact.supervisor": Message("Leidinggevende", "Supervisor"),
    "report.fact.case": Message("Zaaknummer", "Case number"),
    "report.fact.approval": Message("Toestemming", "Approval"),
    "report.fact.ground": Message("Grond van het verzoek", "Ground of the request"),
    "report.fact.regime": Message("Wet", "Law"),
    "report.fact.clip": Message("Kenmerk van de opname", "Digest of the recording"),
    "report.fact.identity": Message("Identiteit", "Identity"),
    "report.fact.conditions": Message("Voorwaarden", "Conditions"),
    "report.fact.companions": Message("Keek mee", "Watched along"),
    "report.fact.second_person": Message("Tweede medewerker", "Second member of staff"),
    "report.second_person.there": Message("was erbij", "was there"),
    "report.companion.legal_representative": Message(
        "wettelijk vertegenwoordiger", "legal representative"
    ),
    "report.companion.interpreter": Message("tolk", "interpreter"),
    "report.companion.parent_of_minor": Message("ouder van een minderjarige", "parent of a minor"),
    "report.fact.guard": Message("Beveiliging van het scherm", "Protection of the screen"),
    "report.fact.watermark": Message("Code in het beeld", "Code in the picture"),
    "report.fact.shown": Message("Getoond", "Shown"),
    "report.fact.end": Message("Afloop", "Outcome"),
    "report.fact.keys": Message("Sleutels", "Keys"),
    "report.fact.failures": Message("Storingen", "Failures"),
    "report.fact.remarks": Message("Opmerkingen", "Remarks"),
    "report.time.span": Message(
        "{day}, van {start} tot {end} uur ({minutes} min)",
        "{day}, from {start} to {end} ({minutes} min)",
    ),
    "report.hold.complaint": Message("een klacht", "a complaint"),
    "report.hold.objection": Message("bezwaar of beroep", "an objection or appeal"),
    "report.hold.investigation": Message(
        "een onderzoek van politie of OM", "a criminal investigation"
    ),
    "report.hold.proceedings": Message("een zaak bij de rechter", "court proceedings"),
    "report.hold.request": Message("het toegewezen verzoek", "the granted request"),
    "report.regime.avg": Message("AVG", "GDPR (AVG)"),
    "report.regime.wpg": Message("Wet politiegegevens", "Police Data Act (Wpg)"),
    "report.ground.filmed": Message("gefilmd", "filmed"),
    "report.ground.bystander": Message(
        "vermoedt als omstander te zijn gefilmd", "suspects having been filmed as a bystander"
    ),
    "report.identity.passed": Message("{document}, alles klopte", "{document}, everything agreed"),
    "report.identity.failed": Message(
        "{document}; niet akkoord: {points}", "{document}; not agreed: {points}"
    ),
    "report.identity.overruled": Message(
        "{document}; verschil in de code aanvaard: {points}",
        "{document}; difference in the code accepted: {points}",
    ),
    "report.document.passport": Message("Paspoort", "Passport"),
    "report.document.identity_card": Message("Identiteitskaart", "Identity card"),
    "report.document.driving_licence": Message("Rijbewijs", "Driving licence"),
    "report.document.residence_permit": Message("Verblijfsdocument", "Residence permit"),
    "report.failed.still_valid": Message("geldigheid", "validity"),
    "report.failed.photo_matches": Message("foto", "photo"),
    "report.failed.name_matches": Message("naam", "name"),
    "report.failed.birth_date_matches": Message("geboortedatum", "date of birth"),
    "report.failed.document_accepted": Message("soort document", "kind of document"),
    "report.failed.zone_matches": Message("code van het document", "code of the document"),
    "report.field.document": Message("soort document", "kind of document"),
    "report.field.expiry": Message("geldigheid", "validity"),
    "report.field.name": Message("naam", "name"),
    "report.field.surname": Message("achternaam", "surname"),
    "report.field.given_names": Message("voornamen", "given names"),
    "report.field.birth_date": Message("geboortedatum", "date of birth"),
    "report.condition.alone": Message("alleen in de ruimte", "alone in the room"),
    "report.condition.no_filming": Message("niet filmen", "no filming"),
    "report.condition.no_copy": Message("geen kopie", "no copy"),
    "report.condition.supervisor_stays": Message("leidinggevende blijft erbij", "supervisor stays"),
    "report.not_reached": Message("niet aan toegekomen", "not reached"),
    "report.shown.part": Message(
        "{shown} van {length} ({percent} %), in {runs} stukken",
        "{shown} of {length} ({percent} %), in {runs} runs",
    ),
    "report.shown.still": Message(
        "alleen het eerste beeld, stilstaand", "only the first picture, standing still"
    ),
    "report.shown.nothing": Message("geen beeld getoond", "no picture was shown"),
    "report.keys.wiped": Message("gewist om {time} uur", "wiped at {time}"),
    "report.keys.recovered": Message(
        "weg met het geheugen van het programma, dat werd afgebroken",
        "gone with the memory of the program, which was cut off",
    ),
    "report.keys.never": Message("niet gebruikt", "not used"),
    # --- the film ------------------------------------------------------------------------------
    "report.viewing": Message("Wat is getoond", "What was shown"),
    "report.viewing.none": Message(
        "In deze sessie is de film niet afgespeeld.", "The film was not played in this session."
    ),
    "report.timeline.film": Message("Film", "Film"),
    "report.timeline.run": Message("Stuk {number}", "Run {number}"),
    "report.timeline.never": Message("niet getoond", "not shown"),
    "report.timeline.once": Message("eenmaal", "once"),
    "report.timeline.more": Message("vaker", "more often"),
    "report.timeline.pause": Message("stilgezet", "paused"),
    "report.column.run": Message("Stuk", "Run"),
    "report.column.from": Message("Van", "From"),
    "report.column.to": Message("Tot", "To"),
    "report.column.speed": Message("Snelheid", "Speed"),
    "report.column.began": Message("Begonnen om", "Began at"),
    "report.pauses": Message("Stilgezet: {parts}.", "Paused: {parts}."),
    "report.pause": Message("op {position} ({seconds} s)", "at {position} ({seconds} s)"),
    "report.pause.open": Message("op {position}", "at {position}"),
    "report.speeds": Message("Langzamer of sneller: {parts}.", "Slower or faster: {parts}."),
    "report.speed": Message("{start}–{end} op {percent} %", "{start}–{end} at {percent} %"),
    "report.loops": Message("Herhaald: {parts}.", "Repeated: {parts}."),
    "report.loop": Message("{start}–{end} ({times} keer)", "{start}–{end} ({times} times)"),
    "report.stepped": Message("Stap voor stap bekeken: {parts}.", "Seen step by step: {parts}."),
    "report.scrubbed": Message(
        "Met de schuif doorgebladerd, hoogstens: {parts}.", "Dragged through, at most: {parts}."
    ),
    "report.hovered": Message(
        "Kleine beelden boven de tijdlijn, hoogstens: {parts}.",
        "Small pictures above the timeline, at most: {parts}.",
    ),
    "report.stills": Message("samen {pictures} beelden", "{pictures} pictures together"),
    "report.stills.untold": Message(
        "de laatste zijn niet vastgelegd", "the last of them are not recorded"
    ),
    "report.stalls": Message("Gewacht op de opslag: {parts}.", "Waited for the storage: {parts}."),
    "report.marks": Message("Gemarkeerde momenten", "Marked moments"),
    "report.column.position": Message("In de film", "In the film"),
    "report.column.remark": Message("Opmerking", "Remark"),
    "report.remark.none": Message("geen opmerking", "no remark"),
    "report.remark.erased": Message("gewist", "erased"),
    "report.remark.left_out": Message(
        "niet opgenomen in dit verslag", "not included in this report"
    ),
    "report.timeline.mark": Message("gemarkeerd", "marked"),
    # --- the events ----------------------------------------------------------------------------
    "report.events": Message("Alles wat is vastgelegd", "Everything that was recorded"),
    "report.column.seq": Message("Nr.", "No."),
    "report.column.time": Message("Tijd", "Time"),
    "report.column.what": Message("Wat", "What"),
    "report.column.outcome": Message("Resultaat", "Result"),
    "report.column.details": Message("Bijzonderheden", "Details"),
    "report.outcome.ok": Message("gedaan", "done"),
    "report.outcome.refused": Message("geweigerd", "refused"),
    "report.outcome.failed": Message("mislukt", "failed"),
    "report.action.session.opened": Message(
        "Aangemeld, sessie geopend", "Signed in, session opened"
    ),
    "report.action.signin.refused": Message("Aanmelden geweigerd", "Sign-in refused"),
    "report.action.appointment.chosen": Message("Afspraak gekozen", "Appointment chosen"),
    "report.action.appointment.no_show": Message("Niet verschenen", "Visitor did not come"),
    "report.action.identity.compared": Message("Code vergeleken", "Code compared"),
    "report.action.identity.checked": Message("Identiteit nagegaan", "Identity checked"),
    "report.action.conditions.confirmed": Message("Voorwaarden bevestigd", "Conditions confirmed"),
    "report.action.guard.proven": Message("Scherm beveiligd", "Screen protected"),
    "report.action.guard.refused": Message("Scherm niet beveiligd", "Screen not protected"),
    "report.action.guard.lost": Message("Beveiliging weggevallen", "Protection lost"),
    "report.action.viewing.started": Message("Opname geopend", "Recording opened"),
    "report.action.viewing.not_shown": Message("Opname niet getoond", "Recording not shown"),
    "report.action.viewing.played": Message("Film gestart", "Film played"),
    "report.action.viewing.paused": Message("Film stilgezet", "Film paused"),
    "report.action.viewing.sought": Message("Naar ander moment", "Went elsewhere"),
    "report.action.viewing.stepped": Message("Stap voor stap", "Step by step"),
    "report.action.viewing.scrubbed": Message("Door de film gesleept", "Dragged through film"),
    "report.action.viewing.stills": Message("Losse beelden getoond", "Single pictures shown"),
    "report.action.viewing.hovered": Message("Tijdlijn aangewezen", "Timeline pointed at"),
    "report.action.viewing.thumbnails": Message("Kleine beelden getoond", "Small pictures shown"),
    "report.action.viewing.speed_set": Message("Snelheid gewijzigd", "Speed changed"),
    "report.action.viewing.loop_set": Message("Deel herhalen", "Part to be repeated"),
    "report.action.viewing.loop_cleared": Message("Niet meer herhalen", "No more repeating"),
    "report.action.viewing.marked": Message("Moment gemarkeerd", "Moment marked"),
    "report.action.viewing.stalled": Message("Wachtte op opslag", "Waited for storage"),
    "report.action.viewing.resumed": Message("Opslag was terug", "Storage was back"),
    "report.action.viewing.continued": Message("Film loopt", "Film goes on"),
    "report.action.viewing.ended": Message("Einde van de film", "End of the film"),
    "report.action.viewing.shown": Message("Wat is getoond", "What was shown"),
    "report.action.viewing.stopped": Message("Inzage klaar", "Viewing finished"),
    "report.action.presence.asked": Message("Leidinggevende gevraagd", "Supervisor asked"),
    "report.action.presence.confirmed": Message("Leidinggevende aanwezig", "Supervisor present"),
    "report.action.integrity.failed": Message("Opname beschadigd", "Recording damaged"),
    "report.action.keys.wiped": Message("Sleutels gewist", "Keys wiped"),
    "report.action.session.refused": Message("Sessie geweigerd", "Session refused"),
    "report.action.session.aborted": Message("Sessie afgebroken", "Session stopped early"),
    "report.action.session.interrupted": Message("Sessie onderbroken", "Session interrupted"),
    "report.action.session.recovered": Message(
        "Afgebroken sessie gevonden", "Cut-off session found"
    ),
    "report.action.session.closed": Message("Sessie afgesloten", "Session closed"),
    "report.detail.compared": Message("vergeleken: {value}", "compared: {value}"),
    "report.detail.differs": Message("verschilt: {value}", "differs: {value}"),
    "report.detail.overruled": Message("aanvaard: {value}", "accepted: {value}"),
    "report.language.nl": Message("Nederlands", "Dutch"),
    "report.language.en": Message("Engels", "English"),
    "report.language.de": Message("Duits", "German"),
    "report.language.fr": Message("Frans", "French"),
    "report.language.pl": Message("Pools", "Polish"),
    "report.language.tr": Message("Turks", "Turkish"),
    "report.language.uk": Message("Oekraïens", "Ukrainian"),
    "report.language.ar": Message("Arabisch", "Arabic"),
    "report.detail.language": Message("gelezen in het {value}", "read in {value}"),
    "report.detail.companions": Message("keek mee: {value}", "watched along: {value}"),
    "report.detail.second_person": Message(
        "een tweede medewerker was erbij", "a second member of staff was there"
    ),
    "report.detail.position_ms": Message("op {value}", "at {value}"),
    "report.detail.to_ms": Message("naar {value}", "to {value}"),
    "report.detail.from_ms": Message("van {value}", "from {value}"),
    "report.detail.start_ms": Message("van {value}", "from {value}"),
    "report.detail.end_ms": Message("tot {value}", "up to {value}"),
    "report.detail.pictures": Message("beelden: {value}", "pictures: {value}"),
    "report.detail.passes": Message("keer herhaald: {value}", "times repeated: {value}"),
    "report.detail.length_ms": Message("lengte {value}", "length {value}"),
    "report.detail.speed_percent": Message("snelheid {value} %", "speed {value} %"),
    "report.detail.clip_sha256": Message("kenmerk {value}", "digest {value}"),
    "report.detail.original_sha256": Message("origineel {value}", "original {value}"),
    "report.detail.desk": Message("behandelaar {value}", "desk {value}"),
    "report.detail.hold": Message("bewaard om {value}", "held for {value}"),
    "report.detail.hold_until": Message("tot en met {value}", "up to and including {value}"),
    "report.detail.package": Message("pakket {value}", "package {value}"),
    "report.detail.platform": Message("scherm {value}", "screen {value}"),
    "report.detail.watermark": Message("beeldcode {value}", "picture code {value}"),
    "report.detail.last_action": Message("laatst {value}", "last {value}"),
    # --- how it ended --------------------------------------------------------------------------
    "report.end.completed": Message("afgerond", "completed"),
    "report.end.refused": Message("geweigerd", "refused"),
    "report.end.aborted": Message("afgebroken", "stopped early"),
    "report.end.interrupted": Message("onderbroken", "interrupted"),
    "report.reason.finished": Message(
        "De bezoeker heeft de opname gezien.", "The visitor saw the recording."
    ),
    "report.reason.signed_out": Message(
        "De leidinggevende meldde zich af.", "The supervisor signed out."
    ),
    "report.reason.not_appeared": Message("De bezoeker kwam niet.", "The visitor did not come."),
    "report.reason.citizen_stopped": Message(
        "De bezoeker wilde stoppen.", "The visitor wanted to stop."
    ),
    "report.reason.supervisor_stopped": Message(
        "De leidinggevende stopte meteen.", "The supervisor stopped at once."
    ),
    "report.reason.conditions_broken": Message(
        "Een voorwaarde is niet nageleefd.", "A condition was not kept."
    ),
    "report.reason.conditions_declined": Message(
        "De bezoeker ging niet akkoord met de voorwaarden.",
        "The visitor did not agree to the conditions.",
    ),
    "report.reason.identity_not_proven": Message(
        "De identiteit kon niet worden vastgesteld.", "The identity could not be confirmed."
    ),
    "report.reason.no_document": Message(
        "De bezoeker had geen identiteitsbewijs bij zich.", "The visitor had no identity document."
    ),
    "report.reason.document_expired": Message(
        "Het identiteitsbewijs was verlopen.", "The identity document had expired."
    ),
    "report.reason.other_person": Message(
        "De bezoeker is niet de persoon in de goedkeuring.",
        "The visitor is not the person in the approval.",
    ),
    "report.reason.too_late": Message("De bezoeker kwam te laat.", "The visitor came too late."),
    "report.reason.companion_stays": Message(
        "Een begeleider wilde niet weggaan.", "A companion did not want to leave."
    ),
    "report.reason.wants_to_film": Message(
        "De bezoeker wilde het scherm filmen.", "The visitor wanted to film the screen."
    ),
    "report.reason.technical": Message("Er werkte iets niet.", "Something did not work."),
    "report.reason.station_stopped": Message(
        "Het programma is beëindigd.", "The program was ended."
    ),
    # --- a period ------------------------------------------------------------------------------
    "report.period.title": Message("Verslag over een periode", "Report of a period"),
    "report.period.days": Message(
        "{first} tot en met {last}", "{first} up to and including {last}"
    ),
    "report.period.empty": Message("geen sessies", "no sessions"),
    "report.period.unclosed": Message(
        "Niet afgesloten en hier niet meegeteld: {count}.",
        "Not closed, and not counted here: {count}.",
    ),
    "report.period.ends": Message("Hoe sessies afliepen", "How sessions ended"),
    "report.period.reasons": Message("Waarom niet afgerond", "Why not completed"),
    "report.period.weeks": Message("Sessies per week", "Sessions a week"),
    "report.period.incidents": Message("Weigeringen en incidenten", "Refusals and incidents"),
    "report.period.turned_away": Message(
        "Geweigerd en niet verschenen, per wet", "Refused and not appeared, by law"
    ),
    "report.period.no_law": Message("Wet niet vastgelegd", "Law not recorded"),
    "report.period.no_incidents": Message("Geen.", "None."),
    "report.period.sessions": Message("Alle sessies", "All sessions"),
    "report.tile.sessions": Message("sessies", "sessions"),
    "report.tile.shown": Message("met film", "with film"),
    "report.tile.median": Message("mediaan met film", "median with film"),
    "report.tile.refused": Message("geweigerd", "refused"),
    "report.column.day": Message("Dag", "Day"),
    "report.column.session": Message("Sessie", "Session"),
    "report.column.supervisor": Message("Leidinggevende", "Supervisor"),
    "report.column.end": Message("Afloop", "Outcome"),
    "report.column.minutes": Message("Min.", "Min."),
    "report.column.shown": Message("Film", "Film"),
    "report.action.package.set_aside": Message("Pakket opzij gelegd", "Package set aside"),
    "report.action.clock.step": Message("Klok verzet", "Clock moved"),
    "report.action.audit.storage_full": Message("Schijf vol", "Disk full"),
    # --- the proof -----------------------------------------------------------------------------
    "report.proof": Message("Bewijs", "Proof"),
    "report.proof.code": Message(
        "De ondertekende stand als QR-code", "The signed checkpoint as a QR code"
    ),
    "report.proof.origin": Message("Logboek", "Audit trail"),
    "report.proof.size": Message(
        "Gebeurtenissen in het logboek tot en met deze stand",
        "Events in the trail up to this checkpoint",
    ),
    "report.proof.places": Message("Deze sessie daarin", "This session in it"),
    "report.proof.span": Message(
        "nr. {first} tot en met {last}, {events} gebeurtenissen",
        "no. {first} up to and including {last}, {events} events",
    ),
    "report.proof.root": Message(
        "Wortel over al deze gebeurtenissen", "Root over all these events"
    ),
    "report.proof.session_how": Message(
        "Bij het maken van dit verslag is nagerekend dat deze gebeurtenissen in het logboek staan "
        "en dat de stand is ondertekend met de sleutel van het station. Controleer dat zelf met "
        "inzage audit bundle {session} en inzage audit verify --bundle. Dit papier alleen bewijst "
        "niets.",
        "When this report was made these events were computed to be in the trail, and the "
        "checkpoint to be signed with the station's key. Check that yourself with inzage audit "
        "bundle {session} and inzage audit verify --bundle. This paper alone proves nothing.",
    ),
    "report.proof.period_how": Message(
        "Dit is de stand van het logboek toen dit verslag is gemaakt. Controleer met inzage audit "
        "verify --anchor dat het logboek er nog mee overeenkomt. Dit papier alleen bewijst niets.",
        "This is the checkpoint of the trail when this report was made. Check with inzage audit "
        "verify --anchor that the trail still agrees with it. This paper alone proves nothing.",
    ),
    "report.proof.note": Message(
        "De ondertekende stand, teken voor teken:", "The signed checkpoint, sign by sign:"
    ),
}
