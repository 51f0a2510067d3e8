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
        "De sleutelbos van deze computer is op slot: er is geen wachtwoord voor gegeven. Meld u "
        "opnieuw aan op de computer, met het wachtwoord, en start het programma opnieuw.",
        "This computer's keyring is locked: no password was given for it. Sign in to the computer "
        "again, with the password, and restart the program.",
    ),
    "keyring.other_password": Message(
        "De sleutelbos van deze computer bleef op slot, want het wachtwoord van het aanmelden is "
        "niet het wachtwoord waarmee hij is gemaakt (of hij is daarna weer op slot gezet). De "
        "sleutels zijn er nog. Laat de beheerder hem met het oude wachtwoord ontgrendelen en het "
        "nieuwe instellen.",
        "This computer's keyring stayed locked, because the password of signing in is not the one "
        "it was made with (or it was locked again since). The keys are still there. Let the "
        "administrator unlock it with the old password and set the new one.",
    ),
    "keyring.new": Message(
        "Voor deze gebruiker van de computer is er nog geen sleutelbos. Meld u opnieuw aan op de "
        "computer, met het wachtwoord: dan wordt hij gemaakt. Is dit station al ingericht, laat "
        "dan de beheerder nagaan waar de sleutelbos is gebleven.",
        "There is no keyring for this user of the computer yet. Sign in to the computer again, "
        "with the password, which makes it. If this station was set up before, let the "
        "administrator find out where its keyring went.",
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
