"""Sentences of the vault: the keyring of the operating system."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "keyring.missing": Message(
        "Deze computer heeft geen sleutelbos waarin sleutels veilig staan. Laat de beheerder "
        "een Secret Service installeren (bijvoorbeeld gnome-keyring) en meld u opnieuw aan.",
        "This computer has no keyring to keep keys safe in. Let the administrator install a Secret "
        "Service (gnome-keyring, for example) and sign in to the computer again.",
    ),
    "keyring.locked": Message(
        "De sleutelbos van deze computer is op slot. Ontgrendel hem (meld u opnieuw aan op de "
        "computer) en start het programma opnieuw.",
        "This computer's keyring is locked. Unlock it (sign in to the computer again) and restart "
        "the program.",
    ),
    "keyring.failed": Message(
        "De sleutelbos van deze computer antwoordt niet ({reason}). Start de computer opnieuw; "
        "helpt dat niet, waarschuw dan de beheerder.",
        "This computer's keyring does not answer ({reason}). Restart the computer; if that does "
        "not help, call the administrator.",
    ),
    "keyring.lost": Message(
        "De sleutel ‘{key}’ staat niet, of niet heel, in de sleutelbos van deze computer. Zonder "
        "die sleutel opent hier niets. Waarschuw de beheerder.",
        "The key ‘{key}’ is not in this computer's keyring, or not whole. Without it nothing opens "
        "here. Call the administrator.",
    ),
    "keyring.taken": Message(
        "In de sleutelbos van deze computer staat al een sleutel ‘{key}’. Hij is niet vervangen.",
        "This computer's keyring already holds a key ‘{key}’. It was not replaced.",
    ),
}
