"""What ``inzage doctor`` says. What a check found wrong is often another room's sentence."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "doctor.ready": Message(
        "Niets staat het tonen van opnamen in de weg.",
        "Nothing stands in the way of showing recordings.",
    ),
    "doctor.not_ready": Message(
        "Zo opent dit station geen echte opnamen. Herstel wat hierboven op ‘fout’ staat.",
        "Like this the station opens no real recordings. Mend what is marked ‘fails’ above.",
    ),
    "doctor.state.ok": Message("goed", "ok"),
    "doctor.state.attention": Message("let op", "attention"),
    "doctor.state.fails": Message("fout", "fails"),
    # the checks
    "doctor.title.home": Message("Map van het station", "The station's directory"),
    "doctor.title.settings": Message("Inschrijving", "Enrolment"),
    "doctor.title.policy": Message("Regels van de gemeente", "The municipality's rules"),
    "doctor.title.keyring": Message("Sleutelbos", "Keyring"),
    "doctor.title.trail": Message("Logboek", "Audit trail"),
    "doctor.title.verified": Message(
        "Laatste controle door de auditor", "The auditor's last check"
    ),
    "doctor.title.bundle": Message("Eigen kopie van libVLC", "The program's own copy of libVLC"),
    "doctor.title.player": Message("Afspelen (libVLC)", "Playback (libVLC)"),
    "doctor.title.guard": Message("Bescherming tegen schermopname", "Protection from capture"),
    "doctor.title.hardening": Message("Afgesloten proces", "Closed process"),
    "doctor.title.sandbox": Message("Opgesloten programma", "Sandbox"),
    "doctor.title.user": Message("Gebruiker", "User"),
    "doctor.title.session": Message("Ter plaatse of op afstand", "On the spot or remote"),
    "doctor.title.disk": Message("Ruimte op de schijf", "Room on the disk"),
    "doctor.title.swap": Message("Wisselgeheugen", "Swap"),
    "doctor.title.core_dumps": Message("Geheugen na een storing", "Memory after a crash"),
    "doctor.title.locked_memory": Message("Vergrendeld geheugen", "Locked memory"),
    "doctor.title.clock": Message("Klok", "Clock"),
    "doctor.title.displays": Message("Aantal schermen", "Number of displays"),
    "doctor.title.kiosk": Message("Inrichting van de kiosk", "Set-up of the kiosk"),
    # what is right
    "doctor.home": Message(
        "Alleen de gebruiker van het station kan erin.", "Only the station's user can get in."
    ),
    "doctor.settings": Message("Het station is ingeschreven.", "The station is enrolled."),
    "doctor.policy": Message("De regels zijn te lezen.", "The rules can be read."),
    "doctor.keyring": Message(
        "De sleutelbos is open en versleutelt.", "The keyring is unlocked and encrypts."
    ),
    "doctor.trail": Message(
        "Alle {size} gebeurtenissen zijn zoals ze zijn ondertekend.",
        "All {size} events are as they were signed.",
    ),
    "doctor.verified": Message("Nagerekend op {moment}.", "Verified on {moment}."),
    "doctor.player": Message("libVLC start.", "libVLC starts."),
    "doctor.hardening": Message(
        "Andere programma’s kunnen het geheugen niet lezen, ook niet na een storing.",
        "Other programs cannot read the memory, not after a crash either.",
    ),
    "doctor.sandbox": Message(
        "De kernel heeft wat nodig is om het programma op te sluiten.",
        "The kernel has what it takes to close the program in.",
    ),
    "doctor.user": Message(
        "Het programma draait niet als beheerder.", "The program does not run as administrator."
    ),
    "doctor.session": Message(
        "Niets wijst op bediening op afstand.", "Nothing points to remote use."
    ),
    "doctor.disk": Message("{free} MiB vrij.", "{free} MiB free."),
    "doctor.swap_off": Message("Uitgeschakeld.", "Off."),
    "doctor.swap_encrypted": Message(
        "Versleuteld, of in het geheugen zelf.", "Encrypted, or in memory itself."
    ),
    "doctor.swap_kept_out": Message(
        "Het programma komt er niet in (MemorySwapMax=0).",
        "The program does not get into it (MemorySwapMax=0).",
    ),
    "doctor.core_dumps": Message("Wordt nergens bewaard.", "Is kept nowhere."),
    "doctor.locked_memory": Message(
        "Genoeg voor sleutels en buffers.", "Enough for keys and buffers."
    ),
    "doctor.clock": Message("Wordt gelijk gehouden.", "Is kept synchronised."),
    "doctor.displays": Message(
        "Aangesloten: {count}. De regels staan er {allowed} toe.",
        "Connected: {count}. The rules allow {allowed}.",
    ),
    "doctor.kiosk": Message(
        "Alles is zoals het is ingericht.", "Everything is as it was installed."
    ),
    # what is not
    "doctor.trail_broken": Message(
        "Het logboek is niet zoals het is ondertekend. Bewaar het bestand, verander niets, en bel "
        "de privacyfunctionaris; ‘inzage audit verify’ wijst de plaats aan.",
        "The trail is not as it was signed. Keep the file, change nothing, and call the privacy "
        "officer; ‘inzage audit verify’ points to the place.",
    ),
    "doctor.trail_elsewhere": Message(
        "Een andere gebruiker schrijft het logboek en deze mag het niet lezen: een auditor ziet "
        "op het scherm niets. Laat de schrijver zijn groep noemen (‘inzage audit serve "
        "--readers’) en maak deze gebruiker daar lid van.",
        "Another user writes the trail and this one may not read it: an auditor sees nothing on "
        "the screen. Have the writer name a group (‘inzage audit serve --readers’), and make this "
        "user a member of it.",
    ),
    "doctor.never_verified": Message(
        "De auditor heeft het logboek hier nog niet nagerekend. Vraag dat te doen.",
        "The auditor has not verified the trail here yet. Ask for it to be done.",
    ),
    "doctor.user_root": Message(
        "Dit draait als root. Een fout in het programma treft dan de hele computer, en root kan "
        "alles lezen. Start het als de eigen gebruiker van het station.",
        "This runs as root. A fault in the program then reaches the whole computer, and root can "
        "read everything. Start it as the station's own user.",
    ),
    "doctor.session_remote": Message(
        "U werkt op afstand. Beheren kan zo; een opname hoort alleen ter plaatse te worden "
        "getoond.",
        "You are working remotely. That will do for administration; a recording is to be shown on "
        "the spot only.",
    ),
    "doctor.disk_little": Message(
        "Nog maar {free} MiB vrij. Is de schijf vol, dan opent er niets. Maak ruimte.",
        "Only {free} MiB free. When the disk is full nothing opens. Make room.",
    ),
    "doctor.disk_full": Message(
        "Nog maar {free} MiB vrij: te weinig om een sessie vast te leggen. Maak ruimte.",
        "Only {free} MiB free: too little to record a session. Make room.",
    ),
    "doctor.swap_open": Message(
        "Het geheugen kan onversleuteld op schijf komen ({where}). Zet wisselgeheugen uit "
        "(swapoff -a, en de regel in /etc/fstab weg) of versleutel het.",
        "Memory can end up on the disk unencrypted ({where}). Turn swap off (swapoff -a, and the "
        "line in /etc/fstab away) or encrypt it.",
    ),
    "doctor.core_dumps_kept": Message(
        "Na een storing van een programma bewaart het systeem zijn geheugen. Dit programma sluit "
        "zich daarvan uit; het schermprogramma niet. Zet kernel.core_pattern op |/bin/false; "
        "‘inzage kiosk install’ doet dat.",
        "After a program crashes the system keeps its memory. This program shuts itself out of "
        "that; the display server does not. Set kernel.core_pattern to |/bin/false; ‘inzage kiosk "
        "install’ does.",
    ),
    "doctor.locked_memory_small": Message(
        "Het programma mag maar {limit} KiB vergrendelen; buffers kunnen dan in het "
        "wisselgeheugen komen. Stel LimitMEMLOCK=64M in.",
        "The program may lock only {limit} KiB; buffers can then get into swap. Set "
        "LimitMEMLOCK=64M.",
    ),
    "doctor.clock_free": Message(
        "De klok wordt niet gelijk gehouden. Goedkeuringen gelden op tijd, en het logboek noemt "
        "tijden. Zet tijdsynchronisatie aan (systemd-timesyncd of chrony).",
        "The clock is not kept synchronised. Approvals hold by the time, and the trail tells "
        "times. Turn time synchronisation on (systemd-timesyncd or chrony).",
    ),
    "doctor.screens_unnamed": Message(
        "Er zijn twee schermen, maar Weston weet niet welk van de bezoeker is; dan is alles op één "
        "scherm. Zet in {path} welk scherm welk is, zoals docs/kiosk.md zegt.",
        "There are two screens, but Weston does not know which is the visitor’s; everything is on "
        "one then. Say in {path} which is which, as docs/kiosk.md tells.",
    ),
    "doctor.displays_unknown": Message(
        "Niet te zien is hoeveel schermen er zijn aangesloten. Kijk zelf of er maar één is.",
        "It cannot be seen how many displays are connected. See for yourself that there is one.",
    ),
}
