"""Sentences about signed approvals: who signed, and what they may say."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "approval.not_a_token": Message(
        "De goedkeuring is niet leesbaar: zij is beschadigd of niet door de behandelaar gemaakt. "
        "Vraag de behandelaar om een nieuw pakket.",
        "The approval cannot be read: it is damaged or was not made by the desk. Ask the desk for "
        "a new package.",
    ),
    "approval.too_long": Message(
        "De goedkeuring is langer dan {limit} bytes en wordt niet gelezen. Vraag de behandelaar om "
        "een nieuw pakket.",
        "The approval is longer than {limit} bytes and is not read. Ask the desk for a new "
        "package.",
    ),
    "approval.algorithm": Message(
        "De goedkeuring is niet ondertekend op de manier die dit programma vertrouwt. Meld dit bij "
        "de behandelaar.",
        "The approval is not signed in the way this program trusts. Report this to the desk.",
    ),
    "approval.type": Message(
        "Dit is een ondertekend bericht, maar geen goedkeuring om een opname te bekijken. Meld dit "
        "bij de behandelaar.",
        "This is a signed message, but no approval to view a recording. Report this to the desk.",
    ),
    "approval.critical": Message(
        "De goedkeuring stelt eisen die deze versie van het programma niet kent. Vraag de "
        "beheerder om een nieuwere versie.",
        "The approval makes demands that this version of the program does not know. Ask the "
        "administrator for a newer version.",
    ),
    "approval.unknown_desk": Message(
        "De goedkeuring is ondertekend met een sleutel die dit station niet kent ({key}). Heeft de "
        "behandelaar een nieuwe sleutel, laat de beheerder die dan vastleggen (‘inzage station "
        "desk-key add’) en leg het pakket opnieuw bij de nieuwe pakketten. Meld dit anders.",
        "The approval is signed with a key that this station does not know ({key}). If the desk "
        "has a new key, let the administrator pin it (‘inzage station desk-key add’) and put the "
        "package among the new packages again. Otherwise report this.",
    ),
    "approval.retired_desk": Message(
        "De goedkeuring is ondertekend met een sleutel die dit station niet meer vertrouwt "
        "({key}). Vraag de behandelaar het pakket opnieuw te verzegelen, met de sleutel van nu.",
        "The approval is signed with a key that this station no longer trusts ({key}). Ask the "
        "desk to seal the package anew, with its present key.",
    ),
    "approval.bad_signature": Message(
        "De handtekening onder de goedkeuring klopt niet: zij is veranderd nadat zij werd "
        "ondertekend. Bewaar het pakket en meld dit bij de behandelaar.",
        "The signature of the approval is not right: it was changed after it was signed. Keep the "
        "package and report this to the desk.",
    ),
    "approval.desk_kind": Message(
        "De goedkeuring is voor een demonstratie en de sleutel voor echte opnamen, of andersom. "
        "Meld dit bij de behandelaar.",
        "The approval is for a demonstration and the key for real recordings, or the other way "
        "round. Report this to the desk.",
    ),
    "approval.claim_missing": Message(
        "In de goedkeuring ontbreekt een gegeven ({claim}). Vraag de behandelaar om een nieuw "
        "pakket.",
        "A fact is missing in the approval ({claim}). Ask the desk for a new package.",
    ),
    "approval.claim_invalid": Message(
        "Een gegeven in de goedkeuring klopt niet ({claim}). Vraag de behandelaar om een nieuw "
        "pakket.",
        "A fact in the approval is not right ({claim}). Ask the desk for a new package.",
    ),
}
