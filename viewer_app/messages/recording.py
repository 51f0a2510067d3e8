"""What the desk is told of a recording that it seals."""

from viewer_app.messages import Message

MESSAGES: dict[str, Message] = {
    "recording.copied": Message(
        "In een opname als {file} ({container}) vindt een station een gevraagd beeld niet precies. "
        "Beeld en geluid zijn daarom onveranderd overgezet naar MP4; dat gebeurde in het geheugen. "
        "De SHA-256 van het origineel staat in de goedkeuring: {sha256}",
        "In a recording like {file} ({container}) a station does not find the asked picture "
        "exactly. So its pictures and sound were copied, unchanged, into an MP4; that was done in "
        "memory. The SHA-256 of the original stands in the approval: {sha256}",
    ),
    "recording.not_copied": Message(
        "Beeld en geluid van {file} konden niet onveranderd worden overgezet naar MP4 ({reason}). "
        "De opname is verzegeld zoals zij is: een station vindt er een gevraagd beeld niet precies "
        "in.",
        "The pictures and sound of {file} could not be copied into an MP4 unchanged ({reason}). "
        "The recording was sealed as it is: a station does not find the asked picture in it "
        "exactly.",
    ),
    "recording.no_copier": Message(
        "Een opname als {file} wordt voor het verzegelen overgezet naar MP4, en het onderdeel dat "
        "dat doet (PyAV) is hier niet geïnstalleerd. Er is niets verzegeld. Laat de beheerder van "
        "deze computer ‘scripts/setup desk’ uitvoeren.",
        "A recording like {file} is copied into an MP4 before it is sealed, and the part that does "
        "that (PyAV) is not installed here. Nothing was sealed. Have the administrator of this "
        "computer run ‘scripts/setup desk’.",
    ),
    "recording.no_index": Message(
        "LET OP: {file} is nooit afgemaakt, bijvoorbeeld omdat de camera uitviel: waar de beelden "
        "staan (moov) ontbreekt. Een station kan de opname niet tonen. Laat haar herstellen met "
        "de programma's van de camera, controleer haar, en verzegel haar opnieuw.",
        "NOTE: {file} was never finished, for instance because the camera lost power: where its "
        "pictures are (moov) is missing. A station cannot show the recording. Have it repaired "
        "with the camera's own programs, check it, and seal it again.",
    ),
    "recording.ends_early": Message(
        "LET OP: {file} is niet afgemaakt of niet helemaal gekopieerd. Wat er is, is verzegeld; "
        "het einde ontbreekt. Vergelijk de opname met die in het camerasysteem.",
        "NOTE: {file} was not finished, or not copied completely. What there is was sealed; the "
        "end is missing. Compare the recording with the one in the camera system.",
    ),
    "recording.damaged_inside": Message(
        "LET OP: in {file} zijn stukken onvolledig ({count}). Daar kan het beeld haperen of het "
        "geluid wegvallen. Vergelijk de opname met die in het camerasysteem.",
        "NOTE: pieces of {file} are incomplete ({count}). There the picture may falter or the "
        "sound be missing. Compare the recording with the one in the camera system.",
    ),
    "recording.starts_late": Message(
        "{file} begint midden in een reeks beelden. De {count} beelden voor het eerste volledige "
        "kan niemand tonen; die staan niet in het pakket.",
        "{file} begins in the middle of a run of pictures. Nobody can show the {count} pictures "
        "before the first complete one; they are not in the package.",
    ),
    "recording.sound_before": Message(
        "Het geluid van {file} begint {lead_ms} milliseconden voor het eerste volledige beeld. In "
        "het pakket begint de film bij dat beeld; wat ervoor te horen was, hoort de kijker niet.",
        "The sound of {file} begins {lead_ms} milliseconds before the first complete picture. In "
        "the package the film begins with that picture; what could be heard before is not heard.",
    ),
    "recording.clock_jumps": Message(
        "LET OP: de klok in {file} springt ({count} keer). In het pakket lopen de beelden daar "
        "gewoon door: een tijd na zo'n sprong is niet die van de opname.",
        "NOTE: the clock in {file} jumps (times: {count}). In the package the pictures simply go "
        "on there: a time behind such a jump is not the recording's.",
    ),
    "recording.left_out": Message(
        "In {file} staat ook wat geen beeld of geluid is, zoals plaatsbepaling of ondertitels "
        "({count} sporen). Dat staat niet in het pakket.",
        "{file} also holds what is neither picture nor sound, such as positions or subtitles "
        "(tracks: {count}). That is not in the package.",
    ),
    "recording.no_picture": Message(
        "LET OP: in {file} is geen beeld gevonden. Een station zal de opname niet tonen. "
        "Controleer of dit de goede opname is.",
        "NOTE: no pictures were found in {file}. A station will not show the recording. Check "
        "whether this is the right one.",
    ),
    "recording.not_shown": Message(
        "LET OP: het eerste beeld van {file} ({codec}) kan niet worden getoond: het is beschadigd, "
        "of van een soort die een station niet kent. Speel de opname af voor u iemand uitnodigt.",
        "NOTE: the first picture of {file} ({codec}) cannot be shown: it is damaged, or of a kind "
        "that a station does not know. Play the recording before you invite anybody.",
    ),
    "recording.too_large": Message(
        "LET OP: het beeld van {file} is {width} bij {height} beeldpunten. Een station toont "
        "hoogstens 4096 bij 4096 en zal de opname weigeren. Haal een kleinere versie uit het "
        "camerasysteem, controleer haar, en verzegel die.",
        "NOTE: the picture of {file} is {width} by {height} pixels. A station shows at most 4096 "
        "by 4096 and will refuse the recording. Get a smaller version from the camera system, "
        "check it, and seal that.",
    ),
    "recording.not_opened": Message(
        "LET OP: {file} kan niet als film worden geopend ({reason}). Een station zal de opname "
        "waarschijnlijk niet tonen. Speel haar af voor u iemand uitnodigt.",
        "NOTE: {file} cannot be opened as a film ({reason}). A station will probably not show the "
        "recording. Play it before you invite anybody.",
    ),
}
