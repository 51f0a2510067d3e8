"""Sentences about ``policy.toml``: what is wrong in it, and what its rules mean."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "policy.missing": Message(
        "De regels van de gemeente ({file}) zijn er niet. Zonder regels wordt niets getoond. Laat "
        "de beheerder het bestand terugzetten.",
        "The municipality's rules ({file}) are missing. Without rules nothing is shown. Let the "
        "administrator restore the file.",
    ),
    "policy.unreadable": Message(
        "De regels van de gemeente ({file}) kunnen niet worden gelezen. Laat de beheerder het "
        "bestand terugzetten.",
        "The municipality's rules ({file}) cannot be read. Let the administrator restore the file.",
    ),
    "policy.too_long": Message(
        "{file} is langer dan {most} bytes en wordt niet gelezen. Laat de beheerder het bestand "
        "terugzetten.",
        "{file} is longer than {most} bytes and is not read. Let the administrator restore the "
        "file.",
    ),
    "policy.not_utf8": Message(
        "{file}, regel {line}: hier staan tekens die geen UTF-8 zijn. Bewaar het bestand als "
        "UTF-8.",
        "{file}, line {line}: there are characters here that are no UTF-8. Save the file as UTF-8.",
    ),
    "policy.not_toml": Message(
        "{file}, regel {line}: dit is geen geldige TOML ({reason}). Verbeter deze regel of de "
        "regel ervoor.",
        "{file}, line {line}: this is not valid TOML ({reason}). Mend this line or the one before "
        "it.",
    ),
    "policy.unknown_key": Message(
        "{file}, regel {line}: de regel ‘{key}’ bestaat niet. Bedoeld is misschien ‘{nearest}’.",
        "{file}, line {line}: there is no rule ‘{key}’. Perhaps ‘{nearest}’ is meant.",
    ),
    "policy.unknown_rule": Message(
        "{file}, regel {line}: de regel ‘{key}’ bestaat niet. De regels zijn: {allowed}.",
        "{file}, line {line}: there is no rule ‘{key}’. The rules are: {allowed}.",
    ),
    "policy.not_text": Message(
        "{file}, regel {line}: ‘{key}’ is {found}. Het moet een tekst tussen aanhalingstekens "
        "zijn, van 1 tot en met {most} tekens op een regel.",
        "{file}, line {line}: ‘{key}’ is {found}. It must be a text in quotation marks, from 1 up "
        "to and including {most} characters on one line.",
    ),
    "policy.not_number": Message(
        "{file}, regel {line}: ‘{key}’ is {found}. Het moet een heel getal zijn, van {least} tot "
        "en met {most}.",
        "{file}, line {line}: ‘{key}’ is {found}. It must be a whole number, from {least} up to "
        "and including {most}.",
    ),
    "policy.not_one_of": Message(
        "{file}, regel {line}: ‘{key}’ is {found}. Het moet tussen aanhalingstekens een van deze "
        "zijn: {allowed}.",
        "{file}, line {line}: ‘{key}’ is {found}. It must be one of these, in quotation marks: "
        "{allowed}.",
    ),
    "policy.not_some_of": Message(
        "{file}, regel {line}: ‘{key}’ is {found}. Het moet een lijst zijn met een of meer van "
        "deze, elk hoogstens een keer: {allowed}.",
        "{file}, line {line}: ‘{key}’ is {found}. It must be a list of one or more of these, each "
        "once at most: {allowed}.",
    ),
    "policy.not_any_of": Message(
        "{file}, regel {line}: ‘{key}’ is {found}. Het moet een lijst zijn (ook leeg) met alleen "
        "deze erin, elk hoogstens een keer: {allowed}.",
        "{file}, line {line}: ‘{key}’ is {found}. It must be a list (empty, too) with only these "
        "in it, each once at most: {allowed}.",
    ),
    "policy.not_yes_or_no": Message(
        "{file}, regel {line}: ‘{key}’ is {found}. Het moet true (ja) of false (nee) zijn, zonder "
        "aanhalingstekens.",
        "{file}, line {line}: ‘{key}’ is {found}. It must be true or false, without quotation "
        "marks.",
    ),
    "policy.not_texts": Message(
        "{file}, regel {line}: ‘{key}’ is {found}. Het moet een tabel zijn voor elke taal, zoals "
        "[texts.nl]. De talen zijn: {allowed}.",
        "{file}, line {line}: ‘{key}’ is {found}. It must be a table for each language, such as "
        "[texts.nl]. The languages are: {allowed}.",
    ),
    "policy.no_language": Message(
        "{file}, regel {line}: ‘{key}’ noemt geen taal die de bezoeker kan lezen. De talen zijn: "
        "{allowed}.",
        "{file}, line {line}: ‘{key}’ names no language that a visitor can read. The languages "
        "are: {allowed}.",
    ),
    "policy.no_places": Message(
        "{file}, regel {line}: ‘{key}’ is {found}. Het moet een tabel zijn met een tekst voor een "
        "of meer van deze plaatsen: {allowed}.",
        "{file}, line {line}: ‘{key}’ is {found}. It must be a table with a text for one or more "
        "of these places: {allowed}.",
    ),
    "policy.no_place": Message(
        "{file}, regel {line}: ‘{key}’ noemt geen plaats waar de bezoeker leest. De plaatsen zijn: "
        "{allowed}.",
        "{file}, line {line}: ‘{key}’ names no place where a visitor reads. The places are: "
        "{allowed}.",
    ),
    "policy.no_dutch": Message(
        "{file}, regel {line}: ‘{key}’ staat er niet in het Nederlands. Wie een taal koos zonder "
        "eigen tekst leest de Nederlandse; zet erbij: {needed}.",
        "{file}, line {line}: ‘{key}’ is not there in Dutch. Who chose a language without a text "
        "of its own reads the Dutch one; add {needed}.",
    ),
    "policy.request_outlasts": Message(
        "{file}, regel {line}: een verzoek mag tot en met dag {request_days} (request_days), en "
        "een opname bestaat maar tot en met dag {retention_days} (retention_days). Maak het eerste "
        "niet groter dan het tweede.",
        "{file}, line {line}: a request is possible up to and including day {request_days} "
        "(request_days), and a recording exists up to and including day {retention_days} only "
        "(retention_days). Make the first no more than the second.",
    ),
    "policy.faulty": Message(
        "{file} kan zo niet worden gebruikt. Fouten: {count}.",
        "{file} cannot be used like this. Faults: {count}.",
    ),
    "policy.sound": Message(
        "{file} is in orde. {name}: een verzoek kan tot en met dag {request_days}, een opname "
        "wordt bewaard tot en met dag {retention_days}.",
        "{file} is in order. {name}: a request is possible up to and including day {request_days}, "
        "a recording is kept up to and including day {retention_days}.",
    ),
    "policy.usual": Message(
        "Er is geen bestand genoemd en dit is geen station: hier gelden de regels waarmee een "
        "station begint.",
        "No file was named and this is no station: these are the rules a station begins with.",
    ),
    # What the rules mean. A day is written as ‘maandag 2 maart 2026’.
    "explain.rules": Message(
        "Dit zijn de regels van {name}, in Nederlandse kalenderdagen. Een laatste dag telt geheel "
        "mee.",
        "These are the rules of {name}, in Dutch calendar days. A last day counts as a whole.",
    ),
    "explain.recorded": Message(
        "De opname is van {on}. Dat is dag 0.", "The recording is of {on}. That is day 0."
    ),
    "explain.last_request": Message(
        "Een verzoek is op tijd tot en met dag {days}: {on}.",
        "A request is in time up to and including day {days}: {on}.",
    ),
    "explain.in_time": Message(
        "Het verzoek is ontvangen op dag {day}, {on}: op tijd.",
        "The request was received on day {day}, {on}: in time.",
    ),
    "explain.too_late": Message(
        "Het verzoek is ontvangen op dag {day}, {on}: te laat, tenzij blijkt dat het uiterlijk "
        "{last} binnen was; dan telt die dag. Een bewaarplicht verandert dit niet.",
        "The request was received on day {day}, {on}: too late, unless it turns out to have come "
        "in on {last} at the latest; then that day counts. A legal hold does not change this.",
    ),
    "explain.older": Message(
        "Het verzoek is van {on}, voor de opname. Controleer beide datums.",
        "The request is of {on}, before the recording. Check both dates.",
    ),
    "explain.kept": Message(
        "De opname wordt bewaard tot en met dag {days}: {on}.",
        "The recording is kept up to and including day {days}: {on}.",
    ),
    "explain.no_hold": Message(
        "Een bewaarplicht, met een reden en een laatste dag, houdt haar tot en met die dag. Kijk "
        "wat dat doet met --hold.",
        "A legal hold, with a reason and a last day, keeps it up to and including that day. See "
        "what that does with --hold.",
    ),
    "explain.hold": Message(
        "De bewaarplicht houdt haar langer: tot en met {until}.",
        "The legal hold keeps it longer: up to and including {until}.",
    ),
    "explain.hold_idle": Message(
        "De bewaarplicht tot en met {until} verandert niets: zo lang wordt zij toch al bewaard.",
        "The legal hold up to and including {until} changes nothing: it is kept that long anyway.",
    ),
    "explain.destroyed": Message(
        "Vanaf {on} opent zij niet meer en moet zij vernietigd zijn.",
        "From {on} it opens no more and must have been destroyed.",
    ),
    "explain.left": Message(
        "Na de dag van het verzoek blijven er {days} dagen om te beslissen en te laten kijken: tot "
        "en met {on}.",
        "After the day of the request {days} days are left to decide and to view: up to and "
        "including {on}.",
    ),
    "explain.one_left": Message(
        "Na de dag van het verzoek blijft er {days} dag om te beslissen en te laten kijken: {on}.",
        "After the day of the request {days} day is left to decide and to view: {on}.",
    ),
    "explain.none_left": Message(
        "Na de dag van het verzoek blijven er {days} dagen: {on} is de laatste waarop zij er is.",
        "After the day of the request {days} days are left: {on} is the last on which it exists.",
    ),
    "explain.gone": Message(
        "Op de dag van het verzoek was de opname er niet meer: {on} was de laatste dag.",
        "On the day of the request the recording existed no more: {on} was the last day.",
    ),
    "explain.held": Message(
        "Wordt het verzoek uiterlijk {on} toegewezen, dan houdt het de opname vast tot de "
        "afspraak, hoogstens tot en met {until}.",
        "If the request is granted on {on} at the latest, it holds the recording until the "
        "appointment, up to and including {until} at most.",
    ),
    "explain.appointment": Message(
        "Een goedkeuring laat hoogstens {viewings} keer kijken, in een afspraak van hoogstens "
        "{minutes} minuten.",
        "An approval allows {viewings} viewing(s) at most, in an appointment of {minutes} minutes "
        "at most.",
    ),
    "explain.grounds": Message(
        "Alleen wie aan dit vereiste voldoet mag kijken: {grounds}.",
        "Only who meets this may view: {grounds}.",
    ),
    "explain.companions": Message(
        "Wie er mag meekijken, als de leidinggevende het vastlegt: {kinds}.",
        "Who may watch along, if the supervisor records it: {kinds}.",
    ),
    "explain.second_person": Message(
        "Bij het kijken is naast de leidinggevende een tweede medewerker aanwezig.",
        "A second member of staff is there during the viewing, beside the supervisor.",
    ),
    "explain.viewing": Message(
        "In een sessie staat de opname hoogstens {minutes} minuten op het scherm; dan gaat zij "
        "vanzelf dicht.",
        "In one session the recording is on screen for {minutes} minutes at most; then it closes "
        "by itself.",
    ),
    "explain.after_last_viewing": Message(
        "Kort na de laatste keer kijken vernietigt het station zijn exemplaar van de opname, "
        "tenzij een klacht, bezwaar, onderzoek of rechtszaak haar vasthoudt.",
        "Soon after the last viewing the station destroys its copy of the recording, unless a "
        "complaint, objection, investigation or court case holds it.",
    ),
    "explain.after_appointment": Message(
        "Kort na de laatste keer kijken, of na het einde van de afspraak, vernietigt het station "
        "zijn exemplaar van de opname, tenzij een klacht, bezwaar, onderzoek of rechtszaak haar "
        "vasthoudt.",
        "Soon after the last viewing, or after the end of the appointment, the station destroys "
        "its copy of the recording, unless a complaint, objection, investigation or court case "
        "holds it.",
    ),
    "explain.margins": Message(
        "De opname opent vanaf {early} minuten voor de afspraak tot {late} minuten erna.",
        "The recording opens from {early} minutes before the appointment until {late} minutes "
        "after it.",
    ),
}
