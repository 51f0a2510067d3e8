"""Sentences of the playback room."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "player.libvlc_missing": Message(
        nl="Het afspeelonderdeel (libVLC 3) ontbreekt op dit werkstation. Laat de beheerder het "
        "installeren: op Debian de pakketten libvlc5 en vlc-plugin-base, op Windows VLC 3 "
        "(64-bits). De opname is ongewijzigd.",
        en="The playback component (libVLC 3) is missing on this workstation. Have the "
        "administrator install it: on Debian the packages libvlc5 and vlc-plugin-base, on "
        "Windows VLC 3 (64-bit). The recording is unchanged.",
    ),
    "player.libvlc_version": Message(
        nl="Op dit werkstation staat libVLC {version}, maar dit programma werkt met libVLC 3. "
        "Laat de beheerder VLC 3 installeren.",
        en="This workstation has libVLC {version}, but this program works with libVLC 3. Have the "
        "administrator install VLC 3.",
    ),
    "player.libvlc_refuses": Message(
        nl="Het afspeelonderdeel (libVLC) is aanwezig maar start niet. Waarschijnlijk ontbreken "
        "er onderdelen van: laat de beheerder VLC 3 (op Debian ook vlc-plugin-base) opnieuw "
        "installeren.",
        en="The playback component (libVLC) is present but does not start. Parts of it are "
        "probably missing: have the administrator install VLC 3 again (on Debian "
        "vlc-plugin-base as well).",
    ),
    "player.bundle_unsafe": Message(
        nl="Het afspeelonderdeel van dit station is beschadigd of veranderd (bestand {file}). Er "
        "wordt niets afgespeeld. Laat de beheerder nagaan wie er in de programmamap kan schrijven "
        "en het onderdeel opnieuw aanmaken met scripts/make-libvlc-bundle.",
        en="The playback component of this station is damaged or was changed (file {file}). "
        "Nothing is played. Have the administrator find out who can write in the program’s "
        "directory and make the component again with scripts/make-libvlc-bundle.",
    ),
    "player.libvlc_not_own": Message(
        nl="Dit station speelt af met de libVLC van het systeem, die ook kan opslaan en verzenden; "
        "daarom blijft de opname dicht. Laat de beheerder de eigen kopie maken met "
        "scripts/make-libvlc-bundle en het station opnieuw starten.",
        en="This station plays with the system’s libVLC, which can also save and send; therefore "
        "the recording stays closed. Let the administrator make the private copy with "
        "scripts/make-libvlc-bundle and restart the station.",
    ),
    "player.still_stopping": Message(
        nl="De vorige opname is nog niet helemaal gestopt, omdat de schijf niet reageert. Wacht "
        "even en probeer het opnieuw; blijft dit zo, laat de beheerder dan de schijf "
        "controleren.",
        en="The previous recording has not stopped completely yet, because the disk does not "
        "respond. Wait a moment and try again; if this continues, have the administrator check "
        "the disk.",
    ),
    "player.stopped": Message(
        nl="De opname is niet geopend, omdat er tijdens het openen op stoppen is gedrukt. Er is "
        "niets vertoond; sluit de afspraak af of begin opnieuw.",
        en="The recording was not opened, because stop was pressed while it was opening. Nothing "
        "was shown; close the appointment or start again.",
    ),
    "player.not_a_video": Message(
        nl="Deze opname bevat geen beeld dat kan worden afgespeeld: het is geen video, of een "
        "soort die dit programma niet kent. Sluit de afspraak en vraag de behandelaar om de "
        "opname als MP4-video opnieuw aan te leveren.",
        en="This recording has no picture that can be played: it is not a video, or a kind this "
        "program does not know. Close the appointment and ask the desk to supply the recording "
        "again as an MP4 video.",
    ),
    "player.no_index": Message(
        nl="Van deze opname ontbreekt het einde, en daarmee de index die een speler nodig heeft om "
        "de beelden te vinden: waarschijnlijk viel de camera uit, of is het bestand niet helemaal "
        "gekopieerd. Sluit de afspraak en vraag de behandelaar om de opname opnieuw van de camera "
        "te halen of met de software van de camera te laten herstellen.",
        en="The end of this recording is missing, and with it the index that a player needs to "
        "find the pictures: the camera probably lost power, or the file was not copied completely. "
        "Close the appointment and ask the desk to fetch the recording from the camera again, or "
        "to have it repaired with the camera’s own software.",
    ),
    "player.ends_early": Message(
        nl="Dit is het einde van wat er is. De rest is niet opgenomen of niet bewaard, "
        "bijvoorbeeld omdat de accu van de camera leeg was. Wat u hebt gezien, is niet veranderd "
        "sinds de behandelaar het heeft verzegeld.",
        en="This is the end of what there is. The rest was not recorded or not kept, for instance "
        "because the camera’s battery ran out. What you saw has not changed since the desk sealed "
        "it.",
    ),
    "player.no_picture": Message(
        nl="Deze opname heeft alleen geluid en geen beeld, en kan hier niet worden vertoond. Sluit "
        "de afspraak en vraag de behandelaar of dit de juiste opname is.",
        en="This recording has sound only and no picture, and cannot be shown here. Close the "
        "appointment and ask the desk whether this is the right recording.",
    ),
    "player.codec_unknown": Message(
        nl="Het beeld van deze opname is op een manier opgeslagen die dit programma niet kan "
        "tonen ({codec}). Sluit de afspraak en vraag de behandelaar om de opname als MP4-video met "
        "H.264 opnieuw aan te leveren.",
        en="The picture of this recording is stored in a way that this program cannot show "
        "({codec}). Close the appointment and ask the desk to supply the recording again as an MP4 "
        "video with H.264.",
    ),
    "player.encrypted": Message(
        nl="Het beeld van deze opname is nog versleuteld door het camerasysteem zelf en kan hier "
        "niet worden vertoond. Sluit de afspraak en vraag de behandelaar om de opname ontsleuteld "
        "uit het camerasysteem te halen.",
        en="The picture of this recording is still encrypted by the camera system itself and "
        "cannot be shown here. Close the appointment and ask the desk to export the recording "
        "from the camera system decrypted.",
    ),
    "player.no_frames": Message(
        nl="In deze opname staat geen enkel beeld: er is niets opgenomen. Sluit de afspraak en "
        "vraag de behandelaar of dit de juiste opname is.",
        en="There is not one picture in this recording: nothing was recorded. Close the "
        "appointment and ask the desk whether this is the right recording.",
    ),
    "player.picture_too_large": Message(
        nl="Het beeld van deze opname is te groot ({width} bij {height} beeldpunten; hoogstens "
        "4096 bij 4096). Vraag de behandelaar om een kleinere versie.",
        en="The picture of this recording is too large ({width} by {height} pixels; at most "
        "4096 by 4096). Ask the desk for a smaller version.",
    ),
    "player.read_failed": Message(
        nl="De opname kon niet verder worden gelezen, daarom is het afspelen gestopt. "
        "Controleer of de schijf met de opname nog is aangesloten en begin de afspraak opnieuw; "
        "lukt dat niet, waarschuw dan de beheerder.",
        en="The recording could not be read any further, so playback was stopped. Check that "
        "the disk with the recording is still connected and start the appointment again; if "
        "that fails, tell the administrator.",
    ),
    "player.broke_off": Message(
        nl="Het afspelen is afgebroken: het afspeelonderdeel kon deze opname niet verder tonen. "
        "Begin de afspraak opnieuw; gebeurt het weer, vraag de behandelaar dan om de opname "
        "opnieuw aan te leveren.",
        en="Playback broke off: the playback component could not show this recording any "
        "further. Start the appointment again; if it happens again, ask the desk to supply the "
        "recording again.",
    ),
    # what inzage doctor says of the copy of libVLC
    "bundle.whole": Message(
        nl="Het afspeelonderdeel is een eigen kopie van libVLC met alleen wat afspelen nodig "
        "heeft.",
        en="The playback component is a private copy of libVLC with only what playback needs.",
    ),
    "bundle.not_here": Message(
        nl="Op dit systeem speelt het station af met de geïnstalleerde libVLC; een eigen kopie is "
        "er alleen op Linux.",
        en="On this system the station plays with the installed libVLC; there is a private copy on "
        "Linux only.",
    ),
    "bundle.missing": Message(
        nl="Het station speelt af met de libVLC van het systeem, die ook kan opslaan en verzenden. "
        "Maak de eigen kopie met scripts/make-libvlc-bundle.",
        en="The station plays with the system’s libVLC, which can also save and send. Make the "
        "private copy with scripts/make-libvlc-bundle.",
    ),
    "bundle.damaged": Message(
        nl="De eigen kopie van libVLC is niet wat er is gekopieerd (bestand {file}). Ga na wie er "
        "in de programmamap kan schrijven en maak de kopie opnieuw met scripts/make-libvlc-bundle.",
        en="The private copy of libVLC is not what was copied (file {file}). Find out who can "
        "write in the program’s directory and make it again with scripts/make-libvlc-bundle.",
    ),
    "bundle.open_to_others": Message(
        nl="Andere gebruikers kunnen de eigen kopie van libVLC veranderen ({file}). Sluit dit af "
        "en maak de kopie opnieuw met scripts/make-libvlc-bundle.",
        en="Other users can change the private copy of libVLC ({file}). Close that off and make "
        "the copy again with scripts/make-libvlc-bundle.",
    ),
    "bundle.outdated": Message(
        nl="De eigen kopie van libVLC is niet meer wat nodig is ({file}): het systeem heeft een "
        "nieuwere, of dit programma wil er meer of minder van. Maak de kopie opnieuw met "
        "scripts/make-libvlc-bundle.",
        en="The private copy of libVLC is not what is needed any more ({file}): the system has a "
        "newer one, or this program wants more or less of it. Make the copy again with "
        "scripts/make-libvlc-bundle.",
    ),
}
