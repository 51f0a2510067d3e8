"""Sentences of the capture guard and of what the process does to protect itself."""

from viewer_app.messages import Message

_ASK_NL = "De opname blijft dicht. Laat de beheerder"
_ASK_EN = "The recording stays closed. Let the administrator"

MESSAGES: dict[str, Message] = {
    "guard.proven": Message(
        "Andere programma’s kunnen het scherm niet opnemen.",
        "Other programs cannot capture the screen.",
    ),
    # platforms on which there is no proof
    "guard.x11": Message(
        "Dit scherm werkt met X11. Daarop kan elk programma meekijken met de opname; daarom opent "
        "het station hier geen echte opnamen. Start het programma op de kiosk (Weston).",
        "This screen runs on X11. Every program can capture it there; therefore the station opens "
        "no real recordings here. Start the program on the kiosk (Weston).",
    ),
    "guard.macos": Message(
        "macOS kan niet beletten dat andere programma’s het scherm opnemen; daarom opent het "
        "station hier geen echte opnamen. Gebruik een station met de kiosk (Weston op Linux) of "
        "met Windows.",
        "macOS cannot stop other programs from capturing the screen; therefore the station opens "
        "no real recordings here. Use a station with the kiosk (Weston on Linux) or with Windows.",
    ),
    "guard.wine": Message(
        "Het programma draait onder Wine. Dat beschermt het scherm niet tegen opname; daarom opent "
        "het station hier geen echte opnamen. Gebruik Windows zelf, of de kiosk (Weston op Linux).",
        "The program runs under Wine, which does not protect the screen from capture; therefore "
        "the station opens no real recordings here. Use Windows itself, or the kiosk (Weston on "
        "Linux).",
    ),
    "guard.unknown_platform": Message(
        "Van dit soort scherm is niet te bewijzen dat andere programma’s het niet kunnen opnemen; "
        "daarom opent het station hier geen echte opnamen. Gebruik de kiosk (Weston op Linux) of "
        "Windows.",
        "For this kind of screen it cannot be proven that other programs cannot capture it; "
        "therefore the station opens no real recordings here. Use the kiosk (Weston on Linux) or "
        "Windows.",
    ),
    "guard.display_unclear": Message(
        "Het is niet duidelijk op welk scherm het programma tekent, dus ook niet of dat scherm "
        "beschermd is. Laat de beheerder het programma starten zoals de kiosk dat doet "
        "(QT_QPA_PLATFORM=wayland).",
        "It is not clear on which screen the program draws, so neither is whether that screen is "
        "protected. Let the administrator start the program as the kiosk does "
        "(QT_QPA_PLATFORM=wayland).",
    ),
    # the compositor
    "guard.no_compositor": Message(
        "Het schermprogramma (Weston) is niet bereikbaar. De opname blijft dicht. Start het "
        "station opnieuw; helpt dat niet, bel dan de beheerder.",
        "The display server (Weston) cannot be reached. The recording stays closed. Restart the "
        "station; if that does not help, call the administrator.",
    ),
    "guard.compositor_silent": Message(
        "Het schermprogramma gaf niet op tijd een goed antwoord, dus bescherming tegen opname is "
        "niet bewezen. Probeer het opnieuw; helpt dat niet, start dan het station opnieuw.",
        "The display server gave no proper answer in time, so protection from capture is not "
        "proven. Try again; if that does not help, restart the station.",
    ),
    "guard.compositor_changed": Message(
        "Het schermprogramma is vervangen terwijl het station aanstond. De opname blijft dicht. "
        "Start het station opnieuw en meld dit bij de beheerder.",
        "The display server was replaced while the station was running. The recording stays "
        "closed. Restart the station and report this to the administrator.",
    ),
    "guard.compositor_unknown": Message(
        "Het scherm wordt niet door de kiosk (Weston) verzorgd. Van andere schermprogramma’s is "
        f"niet bewezen dat ze opname weigeren. {_ASK_NL} het station als kiosk inrichten.",
        "The screen is not run by the kiosk (Weston). Other display servers are not proven to "
        f"refuse capture. {_ASK_EN} set up the station as a kiosk.",
    ),
    "guard.same_user": Message(
        "De kiosk draait onder dezelfde gebruiker als dit programma; dan kan een ander programma "
        f"het beeld uit het geheugen lezen. {_ASK_NL} de kiosk een eigen gebruiker geven.",
        "The kiosk runs as the same user as this program; another program can then read the "
        f"picture from memory. {_ASK_EN} give the kiosk a user of its own.",
    ),
    "guard.nested": Message(
        "De kiosk draait in een venster of op afstand en niet rechtstreeks op het scherm; wat "
        f"eronder ligt kan alles opnemen. {_ASK_NL} Weston met de DRM-backend starten.",
        "The kiosk runs in a window or remotely instead of directly on the screen; what lies below "
        f"it can capture everything. {_ASK_EN} start Weston with its DRM backend.",
    ),
    "guard.debug": Message(
        "De kiosk is gestart met --debug; dan kan elk programma het scherm opnemen. "
        f"{_ASK_NL} Weston zonder --debug starten.",
        "The kiosk was started with --debug; every program can then capture the screen. "
        f"{_ASK_EN} start Weston without --debug.",
    ),
    "guard.kiosk_modules": Message(
        "De kiosk laadt extra modules; daarmee kan het scherm worden gedeeld. "
        f"{_ASK_NL} Weston zonder --modules en zonder Xwayland starten.",
        "The kiosk loads extra modules, with which the screen can be shared. "
        f"{_ASK_EN} start Weston without --modules and without Xwayland.",
    ),
    "guard.kiosk_shell": Message(
        "Weston draait niet met de kiosk-shell, dus andere vensters kunnen over of naast de opname "
        f"staan. {_ASK_NL} Weston met --shell=kiosk-shell.so starten.",
        "Weston does not run the kiosk shell, so other windows can stand over or beside the "
        f"recording. {_ASK_EN} start Weston with --shell=kiosk-shell.so.",
    ),
    "guard.kiosk_config": Message(
        "De instellingen van de kiosk kunnen door anderen dan de beheerder zijn gewijzigd. "
        f"{_ASK_NL} Weston starten met --no-config, of met een bestand dat alleen root kan "
        "wijzigen.",
        "The settings of the kiosk may have been changed by others than the administrator. "
        f"{_ASK_EN} start Weston with --no-config, or with a file that only root can change.",
    ),
    "guard.kiosk_option": Message(
        "De kiosk is gestart met een optie waarvan niet vaststaat dat ze veilig is. "
        f"{_ASK_NL} Weston starten zoals de kiosk dat voorschrijft.",
        "The kiosk was started with an option that is not known to be safe. "
        f"{_ASK_EN} start Weston as the kiosk prescribes.",
    ),
    "guard.unknown_global": Message(
        "Het schermprogramma biedt andere programma’s iets aan waarvan niet vaststaat dat het "
        f"veilig is. {_ASK_NL} de kiosk van dit programma gebruiken.",
        "The display server offers other programs something that is not known to be safe. "
        f"{_ASK_EN} use this program’s kiosk.",
    ),
    "guard.screenshooter": Message(
        "Het schermprogramma liet een proefpoging om het scherm op te nemen toe. "
        f"{_ASK_NL} Weston zonder --debug starten.",
        "The display server allowed a trial attempt to capture the screen. "
        f"{_ASK_EN} start Weston without --debug.",
    ),
    "guard.screen_plugin": Message(
        "In dit programma is een onderdeel van Qt geladen dat het scherm aan andere programma’s "
        f"kan geven. {_ASK_NL} het programma starten zoals de kiosk dat doet.",
        "This program has loaded a part of Qt that can give the screen to other programs. "
        f"{_ASK_EN} start the program as the kiosk does.",
    ),
    # the session bus
    "guard.screencast_service": Message(
        "Er draait een dienst die het scherm kan delen of opnemen. "
        f"{_ASK_NL} die dienst uitzetten (xdg-desktop-portal, GNOME, KDE of een deelprogramma).",
        "A service is running that can share or record the screen. "
        f"{_ASK_EN} turn that service off (xdg-desktop-portal, GNOME, KDE or a sharing program).",
    ),
    "guard.bus_unreadable": Message(
        "Niet te zien is of er een dienst draait die het scherm kan delen (D-Bus antwoordt niet). "
        "Start het station opnieuw; helpt dat niet, bel dan de beheerder.",
        "It cannot be seen whether a service runs that can share the screen (D-Bus does not "
        "answer). Restart the station; if that does not help, call the administrator.",
    ),
    # Windows
    "guard.remote_session": Message(
        "Het programma wordt op afstand bediend. Op de andere computer kan alles worden opgenomen. "
        "Meld u aan op het station zelf.",
        "The program is used from another computer, where everything can be captured. Sign in at "
        "the station itself.",
    ),
    "guard.no_window": Message(
        "Er is nog geen venster om tegen opname te beschermen. Probeer het opnieuw.",
        "There is no window yet to protect from capture. Try again.",
    ),
    "guard.window_captured": Message(
        "Windows beschermt een venster van dit programma niet tegen opname. Sluit andere "
        "programma’s en probeer het opnieuw; helpt dat niet, bel dan de beheerder.",
        "Windows does not protect a window of this program from capture. Close other programs and "
        "try again; if that does not help, call the administrator.",
    ),
    "guard.too_many_screens": Message(
        "Er zijn meer schermen aangesloten dan de regels van de gemeente toestaan; daarop kan "
        "iemand anders meekijken. De opname blijft dicht. Koppel het andere scherm los (ook een "
        "beamer of een opnamekastje) en begin opnieuw.",
        "More screens are connected than the municipality’s rules allow; somebody else could watch "
        "there. The recording stays closed. Disconnect the other screen (a projector or a capture "
        "box is one, too) and start again.",
    ),
    "guard.several_screens": Message(
        "Er was meer dan één scherm aangesloten, zoals de regels van de gemeente toestaan.",
        "More than one screen was connected, as the municipality’s rules allow.",
    ),
    "guard.failed": Message(
        "De controle op schermopname is mislukt; daarom blijft de opname dicht. Start het station "
        "opnieuw en meld dit bij de beheerder.",
        "The check for screen capture failed; therefore the recording stays closed. Restart the "
        "station and report this to the administrator.",
    ),
    # the process
    "hardening.core_dumps": Message(
        "Het systeem kan bij een storing het geheugen van dit programma in een bestand bewaren. "
        "Laat de beheerder core dumps uitzetten (RLIMIT_CORE 0).",
        "After a crash the system may keep this program’s memory in a file. Let the administrator "
        "turn core dumps off (RLIMIT_CORE 0).",
    ),
    "hardening.memory_readable": Message(
        "Andere programma’s van dezelfde gebruiker kunnen het geheugen van dit programma lezen. "
        "Laat de beheerder nagaan waarom het systeem dit niet afsluit (PR_SET_DUMPABLE).",
        "Other programs of the same user can read this program’s memory. Let the administrator "
        "find out why the system does not close it (PR_SET_DUMPABLE).",
    ),
    "hardening.privileges": Message(
        "Dit programma kan nieuwe rechten krijgen. Laat de beheerder nagaan waarom het systeem dit "
        "niet afsluit (PR_SET_NO_NEW_PRIVS).",
        "This program can gain new privileges. Let the administrator find out why the system does "
        "not close that off (PR_SET_NO_NEW_PRIVS).",
    ),
    "hardening.heap_not_cleared": Message(
        "Geheugen dat het programma teruggeeft, wordt niet overschreven. Laat de beheerder het "
        "starten zoals de kiosk doet, met "
        "GLIBC_TUNABLES=glibc.malloc.perturb=165:glibc.malloc.tcache_count=0.",
        "Memory that the program gives back is not overwritten. Let the administrator start it as "
        "the kiosk does, with GLIBC_TUNABLES=glibc.malloc.perturb=165:glibc.malloc.tcache_count=0.",
    ),
    "hardening.memory_not_locked": Message(
        "Het systeem houdt sleutels en wachtzinnen niet buiten het wisselgeheugen. Laat de "
        "beheerder het programma meer geheugen laten vergrendelen (LimitMEMLOCK=64M).",
        "The system does not keep keys and passphrases out of swap. Let the administrator allow "
        "the program to lock more memory (LimitMEMLOCK=64M).",
    ),
    "hardening.swap_open": Message(
        "Wat in het geheugen staat kan onversleuteld op de schijf komen. Laat de beheerder het "
        "wisselgeheugen uitzetten of versleutelen.",
        "What is in memory can end up on the disk, unencrypted. Let the administrator turn swap "
        "off or encrypt it.",
    ),
    "hardening.foreign_code": Message(
        "Het programma is gestart met een instelling die vreemde programmacode kan laden, zoals "
        "LD_PRELOAD of PYTHONPATH. Laat de beheerder het programma starten zonder deze instelling.",
        "The program was started with a setting that can load foreign code, such as LD_PRELOAD or "
        "PYTHONPATH. Let the administrator start the program without it.",
    ),
}
