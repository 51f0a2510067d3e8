"""Sentences of the letter that refuses a request, at language level B1, and of its command."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "letter.no_ground": Message(
        "De regels van de gemeente hebben niets tegen dit verzoek: er is geen brief gemaakt. Een "
        "weigering om een andere reden schrijft u zelf.",
        "The municipality's rules have nothing against this request: no letter was made. A refusal "
        "for another reason is yours to write.",
    ),
    "letter.no_sender": Message(
        "In de regels staat de naam van de gemeente niet: er is geen brief gemaakt. Vul hem in bij "
        "‘municipality’.",
        "The rules do not name the municipality: no letter was made. Fill it in at ‘municipality’.",
    ),
    "letter.check_dates": Message(
        "Het verzoek is ouder dan de opname: er is geen brief gemaakt. Controleer --recorded-at en "
        "--requested-at.",
        "The request is older than the recording: no letter was made. Check --recorded-at and "
        "--requested-at.",
    ),
    "letter.exists": Message(
        "{file} bestaat al en wordt niet overschreven. Kies een andere naam.",
        "{file} exists already and is not overwritten. Choose another name.",
    ),
    "letter.not_written": Message(
        "{file} kan niet worden geschreven ({reason}). Controleer de map, de schijf en de rechten.",
        "{file} cannot be written ({reason}). Check the directory, the disk and the permissions.",
    ),
    "letter.made": Message(
        "{file} is gemaakt. Lees de brief na voordat u hem verstuurt.",
        "{file} was made. Read the letter before you send it.",
    ),
    "letter.date": Message("Datum: {on}", "Date: {on}"),
    "letter.case": Message("Zaaknummer: {case}", "Case number: {case}"),
    "letter.subject": Message(
        "Onderwerp: uw verzoek om een opname te bekijken",
        "Subject: your request to see a recording",
    ),
    "letter.salutation": Message("Geachte heer of mevrouw,", "Dear Sir or Madam,"),
    "letter.refused": Message(
        "Op {requested} kregen wij uw verzoek om een opname van een bodycam te bekijken. De opname "
        "is van {recorded}. Wij laten u de opname niet zien. In deze brief leest u waarom, en wat "
        "u kunt doen als u het er niet mee eens bent.",
        "On {requested} we received your request to see a recording of a bodycam. The recording is "
        "of {recorded}. We do not show you the recording. This letter tells you why, and what you "
        "can do if you do not agree.",
    ),
    "letter.why": Message("Waarom niet?", "Why not?"),
    "letter.too_late": Message(
        "Uw verzoek kwam te laat. U kunt een opname bekijken als u daar binnen {days} dagen na de "
        "dag van de opname om vraagt. Dat kon tot en met {last}. Uw verzoek kwam op {on}.",
        "Your request came too late. You can see a recording if you ask for it within {days} days "
        "after the day of the recording. That was possible up to and including {last}. Your "
        "request came on {on}.",
    ),
    "letter.gone": Message(
        "De opname mag niet meer worden bekeken. Wij bewaren een opname {days} dagen. Deze opname "
        "bewaarden wij tot en met {last}.",
        "The recording may no longer be viewed. We keep a recording for {days} days. We kept this "
        "recording up to and including {last}.",
    ),
    "letter.hold_ended": Message(
        "De opname mag niet meer worden bekeken. Wij moesten deze opname bewaren tot en met "
        "{last}. Die tijd is voorbij.",
        "The recording may no longer be viewed. We had to keep this recording up to and including "
        "{last}. That time is over.",
    ),
    "letter.ground": Message(
        "Niet iedereen kan een opname bekijken. In onze regels staat wie dat kan, namelijk wie: "
        "{allowed}. In uw verzoek staat: {ground}.",
        "Not everybody can see a recording. Our rules say who can, namely who: {allowed}. Your "
        "request says: {ground}.",
    ),
    "letter.law_avg": Message(
        "Dit is een besluit op uw verzoek om inzage in persoonsgegevens (artikel 15 van de "
        "Algemene verordening gegevensbescherming). De termijnen staan in de regels voor bodycams "
        "van {name}.",
        "This is a decision on your request for access to personal data (article 15 of the General "
        "Data Protection Regulation). The periods are in the rules for bodycams of {name}.",
    ),
    "letter.law_wpg": Message(
        "Dit is een besluit op uw verzoek om inzage in politiegegevens (artikel 25 van de Wet "
        "politiegegevens). De termijnen staan in de regels voor bodycams van {name}.",
        "This is a decision on your request for access to police data (article 25 of the Dutch "
        "Police Data Act, Wet politiegegevens). The periods are in the rules for bodycams of "
        "{name}.",
    ),
    "letter.disagree": Message("Bent u het niet met ons eens?", "Do you not agree with us?"),
    "letter.objection": Message(
        "U kunt bezwaar maken. Stuur daarvoor een brief aan {name}, binnen zes weken na de dag "
        "waarop wij deze brief hebben verstuurd. Schrijf daarin uw naam en adres, de datum, het "
        "zaaknummer van deze brief, en waarom u het niet met ons eens bent. Zet uw handtekening "
        "eronder. Dit kost u niets.",
        "You can object. To do so, send a letter to {name}, within six weeks after the day on "
        "which we sent this letter. Write in it your name and address, the date, the case number "
        "of this letter, and why you do not agree with us. Put your signature under it. This is "
        "free of charge.",
    ),
    "letter.complaint": Message(
        "U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens. Hoe dat gaat, leest u "
        "op autoriteitpersoonsgegevens.nl.",
        "You can also complain to the Autoriteit Persoonsgegevens, the Dutch data protection "
        "authority. You can read how on autoriteitpersoonsgegevens.nl.",
    ),
    "letter.greeting": Message("Met vriendelijke groet,", "Yours faithfully,"),
}
