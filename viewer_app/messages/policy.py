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
    "policy.request_outlasts": Message(
        "{file}, regel {line}: een verzoek mag tot en met dag {request_days} (request_days), en "
        "een opname bestaat maar tot en met dag {retention_days} (retention_days). Maak het eerste "
        "niet groter dan het tweede.",
        "{file}, line {line}: a request is possible up to and including day {request_days} "
        "(request_days), and a recording exists up to and including day {retention_days} only "
        "(retention_days). Make the first no more than the second.",
    ),
}
