"""Sentences about the screen the program draws on."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "screen.missing": Message(
        "Er is geen beeldscherm om het programma op te tonen. Start het vanaf het scherm van het "
        "station.",
        "There is no screen to show the program on. Start it from the station's own screen.",
    ),
    "screen.other": Message(
        "Qt tekent op ‘{platform}’ in plaats van op het scherm van dit station. Het programma "
        "stopt. Waarschuw de beheerder.",
        "Qt draws on ‘{platform}’ instead of on this station's screen. The program stops. Call the "
        "administrator.",
    ),
}
