"""Sentences of the identity check: the machine readable zone, the document, and the comparison."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    # The zone as it was typed or read.
    "mrz.empty": Message(
        "Er is niets gelezen. Typ de regels met de tekens < onderaan of achterop het document, of "
        "lees ze met de lezer.",
        "Nothing was read. Type the lines with the signs < at the bottom or on the back of the "
        "document, or read them with the reader.",
    ),
    "mrz.character": Message(
        "Regel {line}, teken {position}: dit teken komt in deze regels niet voor. Er staan alleen "
        "letters zonder accent, cijfers en het teken <.",
        "Line {line}, character {position}: this character does not occur in these lines. They "
        "have letters without accents, digits and the sign < only.",
    ),
    "mrz.visa": Message(
        "Dit zijn de regels van een visum. Dat is geen identiteitsbewijs; lees de regels op de "
        "bladzijde met de foto.",
        "These are the lines of a visa, which is no proof of identity. Read the lines on the page "
        "with the photograph.",
    ),
    "mrz.one_line": Message(
        "Er is maar één regel gelezen. Een paspoort heeft er twee en een kaart twee of drie; lees "
        "ze allemaal.",
        "Only one line was read. A passport has two and a card two or three; read all of them.",
    ),
    "mrz.line_count": Message(
        "Er zijn {lines} regels gelezen. Een paspoort heeft er twee, een kaart twee of drie en een "
        "Nederlands rijbewijs één.",
        "{lines} lines were read. A passport has two, a card two or three, and a Dutch driving "
        "licence one.",
    ),
    "mrz.length": Message(
        "Er zijn {length} tekens gelezen. Een paspoort heeft er 88, een kaart 90 of 72 en een "
        "Nederlands rijbewijs 30; tel ook elk teken < mee.",
        "{length} characters were read. A passport has 88, a card 90 or 72, and a Dutch driving "
        "licence 30; every sign < counts.",
    ),
    "mrz.line_length": Message(
        "Regel {line} heeft {length} tekens; het moeten er {expected} zijn. Tel ook elk teken < "
        "mee, ook die aan het eind van de regel.",
        "Line {line} has {length} characters; it must have {expected}. Every sign < counts, those "
        "at the end of the line too.",
    ),
    "mrz.document_code": Message(
        "De eerste twee tekens van regel 1 zijn niet die van een paspoort (P) of een kaart (I, A "
        "of C). Controleer het begin van de eerste regel.",
        "The first two characters of line 1 are not those of a passport (P) or a card (I, A or C). "
        "Check the start of the first line.",
    ),
    "mrz.country": Message(
        "Regel {line}, teken {first} tot en met {last}: hier hoort een landcode te staan. "
        "Controleer deze tekens.",
        "Line {line}, characters {first} to {last}: a country code belongs here. Check these "
        "characters.",
    ),
    "mrz.digit_needed": Message(
        "Regel {line}, teken {position}: hier hoort een cijfer te staan. Kijk of een letter voor "
        "een cijfer is aangezien: O voor 0, I voor 1, S voor 5, B voor 8 of Z voor 2.",
        "Line {line}, character {position}: a digit belongs here. See whether a letter was taken "
        "for a digit: O for 0, I for 1, S for 5, B for 8 or Z for 2.",
    ),
    "mrz.letter_needed": Message(
        "Regel {line}, teken {position}: hier hoort een letter te staan. Kijk of een cijfer voor "
        "een letter is aangezien: 0 voor O, 1 voor I, 5 voor S, 8 voor B of 2 voor Z.",
        "Line {line}, character {position}: a letter belongs here. See whether a digit was taken "
        "for a letter: 0 for O, 1 for I, 5 for S, 8 for B or 2 for Z.",
    ),
    "mrz.sex": Message(
        "Regel {line}, teken {position}: hier staat M, F of <. Controleer dit teken; een X op het "
        "document is in deze regels een <.",
        "Line {line}, character {position}: M, F or < stands here. Check this character; an X on "
        "the document is a < in these lines.",
    ),
    "mrz.number_missing": Message(
        "In regel {line} staat geen documentnummer. Controleer de regel; zonder nummer is dit geen "
        "identiteitsbewijs.",
        "Line {line} has no document number. Check the line; without a number this is no proof of "
        "identity.",
    ),
    "mrz.number_runs_on": Message(
        "Het documentnummer in regel {line} is langer dan negen tekens, maar het vervolg klopt "
        "niet. Controleer deze regel teken voor teken.",
        "The document number in line {line} has more than nine characters, but the rest of it is "
        "not right. Check this line character by character.",
    ),
    "mrz.number_check": Message(
        "Het documentnummer (regel {line}, vanaf teken {first}) klopt niet met zijn "
        "controlecijfer. Controleer het nummer en het cijfer erachter; let op 0 en O, 1 en I, "
        "5 en S, 8 en B.",
        "The document number (line {line}, from character {first}) does not fit its check digit. "
        "Check the number and the digit behind it; mind 0 and O, 1 and I, 5 and S, 8 and B.",
    ),
    "mrz.birth_check": Message(
        "De geboortedatum (regel {line}, teken {first} tot en met {last}) klopt niet met het "
        "controlecijfer erachter. Controleer deze tekens.",
        "The birth date (line {line}, characters {first} to {last}) does not fit the check digit "
        "behind it. Check these characters.",
    ),
    "mrz.birth_date": Message(
        "De geboortedatum (regel {line}, teken {first} tot en met {last}) bestaat niet. De "
        "volgorde is jaar, maand, dag; controleer deze tekens.",
        "The birth date (line {line}, characters {first} to {last}) does not exist. The order is "
        "year, month, day; check these characters.",
    ),
    "mrz.expiry_check": Message(
        "De datum ‘geldig tot’ (regel {line}, teken {first} tot en met {last}) klopt niet met het "
        "controlecijfer erachter. Controleer deze tekens.",
        "The date of expiry (line {line}, characters {first} to {last}) does not fit the check "
        "digit behind it. Check these characters.",
    ),
    "mrz.expiry_date": Message(
        "De datum ‘geldig tot’ (regel {line}, teken {first} tot en met {last}) bestaat niet. De "
        "volgorde is jaar, maand, dag; controleer deze tekens.",
        "The date of expiry (line {line}, characters {first} to {last}) does not exist. The order "
        "is year, month, day; check these characters.",
    ),
    "mrz.expiry_unknown": Message(
        "Regel {line} noemt geen volledige datum ‘geldig tot’. Kijk op het document zelf of het "
        "geldig is.",
        "Line {line} has no complete date of expiry. See on the document itself whether it is "
        "valid.",
    ),
    "mrz.optional_check": Message(
        "Het persoonlijke nummer (regel {line}, teken {first} tot en met {last}) klopt niet met "
        "het controlecijfer erachter. Controleer deze tekens; zij worden niet bewaard.",
        "The personal number (line {line}, characters {first} to {last}) does not fit the check "
        "digit behind it. Check these characters; they are not kept.",
    ),
    "mrz.composite_check": Message(
        "Het laatste controlecijfer klopt niet met de rest. Er is ergens een teken verkeerd, te "
        "beginnen bij regel {line}, teken {first} tot en met {last}; lees de regels opnieuw.",
        "The last check digit does not fit the rest. A character is wrong somewhere, beginning at "
        "line {line}, characters {first} to {last}; read the lines again.",
    ),
    "mrz.names": Message(
        "De naam (regel {line}, teken {first} tot en met {last}) klopt niet van vorm: twee tekens "
        "< staan tussen achternaam en voornamen, één teken < staat tussen andere delen.",
        "The name (line {line}, characters {first} to {last}) is not formed right: two signs < "
        "part surname and given names, one sign < parts the rest.",
    ),
    "mrz.licence_start": Message(
        "De regel begint niet zoals die van een Nederlands rijbewijs (D1NLD). Van een ander "
        "rijbewijs wordt geen regel gelezen; bekijk de kaart zelf.",
        "The line does not begin as that of a Dutch driving licence (D1NLD). Of another licence no "
        "line is read; look at the card itself.",
    ),
    "mrz.licence_check": Message(
        "De regel van het rijbewijs (teken {first} tot en met {last}) klopt niet met het "
        "controlecijfer aan het eind van regel {line}. Controleer elk teken.",
        "The line of the driving licence (characters {first} to {last}) does not fit the check "
        "digit at the end of line {line}. Check each character.",
    ),
    # The document.
    "identity.other_document": Message(
        "Dit document staat niet in de Wet op de identificatieplicht. Vraag om een paspoort, "
        "identiteitskaart, rijbewijs of verblijfsdocument.",
        "This document is not named in the law on proof of identity. Ask for a passport, identity "
        "card, driving licence or residence permit.",
    ),
    "identity.not_accepted": Message(
        "De gemeente neemt dit soort document niet aan. Vraag om een ander identiteitsbewijs.",
        "The municipality does not accept this kind of document. Ask for another proof of "
        "identity.",
    ),
    "identity.expired": Message(
        "Het document is verlopen. Vraag om een geldig identiteitsbewijs.",
        "The document has expired. Ask for a valid proof of identity.",
    ),
    "identity.other_kind": Message(
        "De gelezen code is van een ander soort document dan u hebt gekozen. Kijk welk document u "
        "in handen hebt.",
        "The code that was read is of another kind of document than you chose. See which document "
        "you hold.",
    ),
    "identity.not_overruled": Message(
        "De gelezen code komt niet overal overeen. Schrijf op waarom u toch doorgaat, of beëindig "
        "de afspraak.",
        "The code that was read does not agree everywhere. Write down why you go on all the same, "
        "or end the appointment.",
    ),
    # How a field differs.
    "identity.surname_particles": Message(
        "Alleen de voorvoegsels van de achternaam verschillen, zoals ‘van’ of ‘de’. Vergelijk de "
        "naam op het document met die in de goedkeuring.",
        "Only the particles of the surname differ, such as ‘van’ or ‘de’. Compare the name on the "
        "document with that in the approval.",
    ),
    "identity.surname_accents": Message(
        "De achternaam verschilt alleen in hoe een letter is geschreven, zoals ue voor ü of y voor "
        "ij. Vergelijk de naam op het document met die in de goedkeuring.",
        "The surname differs only in how a letter is written, such as ue for ü or y for ij. "
        "Compare the name on the document with that in the approval.",
    ),
    "identity.surname_letter": Message(
        "De achternaam verschilt één letter. Dat kan een tikfout in de goedkeuring zijn; vergelijk "
        "de namen.",
        "The surname differs by one letter. It may be a slip in the approval; compare the names.",
    ),
    "identity.surname_other": Message(
        "Op het document staat een andere achternaam dan in de goedkeuring. Het kan de naam van "
        "een partner zijn; kijk op het document.",
        "The document has another surname than the approval. It may be that of a partner; look at "
        "the document.",
    ),
    "identity.given_missing": Message(
        "Het document of de goedkeuring noemt geen voornamen, het andere wel. Vergelijk de namen.",
        "The document or the approval has no given names, and the other has. Compare the names.",
    ),
    "identity.given_order": Message(
        "De voornamen zijn dezelfde, maar staan in een andere volgorde. Vergelijk de namen.",
        "The given names are the same, but in another order. Compare the names.",
    ),
    "identity.given_accents": Message(
        "De voornamen verschillen alleen in hoe een letter is geschreven, zoals ue voor ü of y "
        "voor ij. Vergelijk de namen.",
        "The given names differ only in how a letter is written, such as ue for ü or y for ij. "
        "Compare the names.",
    ),
    "identity.given_letter": Message(
        "De voornamen verschillen één letter. Dat kan een tikfout in de goedkeuring zijn; "
        "vergelijk de namen.",
        "The given names differ by one letter. It may be a slip in the approval; compare the "
        "names.",
    ),
    "identity.given_other": Message(
        "Op het document staan andere voornamen dan in de goedkeuring. Het kan een roepnaam zijn; "
        "kijk op het document.",
        "The document has other given names than the approval. It may be a name for daily use; "
        "look at the document.",
    ),
    "identity.name_not_latin": Message(
        "De naam in de goedkeuring staat niet in Latijnse letters en is niet te vergelijken. "
        "Vergelijk de namen zelf.",
        "The name in the approval is not in Latin letters and cannot be compared. Compare the "
        "names yourself.",
    ),
    "identity.birth_unknown": Message(
        "Het document noemt geen geboortedatum. Stel op een andere manier vast wie de bezoeker is.",
        "The document has no birth date. Establish in another way who the visitor is.",
    ),
    "identity.birth_turned_round": Message(
        "Dag en maand van de geboortedatum zijn omgewisseld. Vergelijk het document met de "
        "goedkeuring.",
        "Day and month of the birth date are turned round. Compare the document with the approval.",
    ),
    "identity.birth_year": Message(
        "Alleen het geboortejaar verschilt. Vergelijk het document met de goedkeuring.",
        "Only the year of birth differs. Compare the document with the approval.",
    ),
    "identity.birth_month": Message(
        "Alleen de geboortemaand verschilt. Vergelijk het document met de goedkeuring.",
        "Only the month of birth differs. Compare the document with the approval.",
    ),
    "identity.birth_day": Message(
        "Alleen de dag van de geboortedatum verschilt. Vergelijk het document met de goedkeuring.",
        "Only the day of the birth date differs. Compare the document with the approval.",
    ),
    "identity.birth_other": Message(
        "Op het document staat een andere geboortedatum dan in de goedkeuring.",
        "The document has another birth date than the approval.",
    ),
    # What was taken for the same all the same.
    "identity.initials": Message(
        "Voor een of meer voornamen zijn voorletters vergeleken.",
        "Of one or more given names the initials were compared.",
    ),
    "identity.some_given_names": Message(
        "Het document heeft meer voornamen dan de goedkeuring.",
        "The document has more given names than the approval.",
    ),
    "identity.cut_off": Message(
        "De naam past niet in de regels van het document en is vergeleken voor zover hij daar "
        "staat. Lees de hele naam op het document.",
        "The name does not fit the lines of the document and was compared as far as it stands "
        "there. Read the whole name on the document.",
    ),
    "identity.particles_short": Message(
        "De voorvoegsels van de achternaam zijn in de goedkeuring afgekort.",
        "The particles of the surname are abbreviated in the approval.",
    ),
    "identity.one_of_two_surnames": Message(
        "Het document of de goedkeuring heeft twee achternamen, het andere één daarvan. Kijk of "
        "het de naam van een partner is.",
        "The document or the approval has two surnames, and the other one of these. See whether it "
        "is that of a partner.",
    ),
    "identity.surnames_turned_round": Message(
        "De twee achternamen staan op het document in de andere volgorde.",
        "The two surnames are in the other order on the document.",
    ),
    "identity.surname_first": Message(
        "De goedkeuring is gelezen met de achternaam voorop.",
        "The approval was read with the surname first.",
    ),
    "identity.birth_partly_known": Message(
        "Van de geboortedatum op het document is een deel onbekend; de rest komt overeen.",
        "A part of the birth date on the document is unknown; the rest is the same.",
    ),
}
