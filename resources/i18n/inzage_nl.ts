<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl" sourcelanguage="en">
<context>
    <name>AfterwardsScreen</name>
    <message>
        <source>Back to closing</source>
        <translation>Terug naar afsluiten</translation>
    </message>
</context>
<context>
    <name>AgendaScreen</name>
    <message>
        <source>This station is not protected. Recordings do not open.</source>
        <translation>Dit station is niet beveiligd. Opnamen gaan niet open.</translation>
    </message>
    <message>
        <source>Elsewhere another audit trail was seen than the one on this station.</source>
        <translation>Elders is een ander logboek gezien dan dat van dit station.</translation>
    </message>
    <message>
        <source>The audit trail has not been recorded elsewhere for more than a day.</source>
        <translation>Het logboek is al meer dan een dag niet elders vastgelegd.</translation>
    </message>
    <message>
        <source>Checking {package}</source>
        <translation>{package} wordt gecontroleerd</translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>Afspraken</translation>
    </message>
    <message>
        <source>Choose the appointment of the visitor who is with you.</source>
        <translation>Kies de afspraak van de bezoeker die bij u is.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Afmelden</translation>
    </message>
    <message>
        <source>Look for new packages</source>
        <translation>Nieuwe pakketten zoeken</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>Komend</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>Voorbij</translation>
    </message>
    <message>
        <source>Older ones are in the audit trail.</source>
        <translation>Oudere staan in het logboek.</translation>
    </message>
    <message>
        <source>Today, {date}</source>
        <translation>Vandaag, {date}</translation>
    </message>
    <message>
        <source>There are no appointments for you on this station.</source>
        <translation>Er zijn op dit station geen afspraken voor u.</translation>
    </message>
    <message>
        <source>Ask the desk whether the package was sent to this station, with your name.</source>
        <translation>Vraag de behandelaar of het pakket naar dit station is gestuurd, met uw naam erin.</translation>
    </message>
    <message>
        <source>Packages that are not ready</source>
        <translation>Pakketten die niet klaar zijn</translation>
    </message>
    <message>
        <source>This package is still being copied. Wait, then look again.</source>
        <translation>Dit pakket wordt nog gekopieerd. Wacht even en zoek dan opnieuw.</translation>
    </message>
</context>
<context>
    <name>AppointmentCard</name>
    <message>
        <source>Case {case}</source>
        <translation>Zaak {case}</translation>
    </message>
    <message>
        <source>Recorded on {date}</source>
        <translation>Opgenomen op {date}</translation>
    </message>
    <message>
        <source>Was filmed</source>
        <translation>Is zelf gefilmd</translation>
    </message>
    <message>
        <source>May be filmed as a bystander</source>
        <translation>Is misschien als omstander gefilmd</translation>
    </message>
    <message>
        <source>From {start} to {end}</source>
        <translation>Van {start} tot {end}</translation>
    </message>
    <message>
        <source>Open appointment</source>
        <translation>Afspraak openen</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>Niet verschenen</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Verwacht</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Aangekomen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Geweigerd</translation>
    </message>
    <message>
        <source>Not appeared</source>
        <translation>Niet verschenen</translation>
    </message>
    <message>
        <source>Viewed</source>
        <translation>Bekeken</translation>
    </message>
</context>
<context>
    <name>AuditorSignInScreen</name>
    <message>
        <source>Review</source>
        <translation>Controle</translation>
    </message>
    <message>
        <source>Auditors see the sessions and their events here, never a recording.</source>
        <translation>Auditors zien hier de sessies en wat erin gebeurde, nooit een opname.</translation>
    </message>
    <message>
        <source>The auditor&apos;s door</source>
        <translation>Ingang voor de auditor</translation>
    </message>
    <message>
        <source>Your visit to the audit trail is recorded in it as well.</source>
        <translation>Ook uw bezoek wordt in het logboek vastgelegd.</translation>
    </message>
    <message>
        <source>No auditor was added yet. Ask the administrator to add one.</source>
        <translation>Er is nog geen auditor toegevoegd. Vraag de beheerder om dat te doen.</translation>
    </message>
    <message>
        <source>Back to the supervisor&apos;s sign-in</source>
        <translation>Terug naar aanmelden als leidinggevende</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>Marked</source>
        <translation>Gemarkeerd</translation>
    </message>
</context>
<context>
    <name>ClosingScreen</name>
    <message>
        <source>The viewing is finished</source>
        <translation>De inzage is afgerond</translation>
    </message>
    <message>
        <source>The viewing does not take place</source>
        <translation>De inzage gaat niet door</translation>
    </message>
    <message>
        <source>The appointment was stopped</source>
        <translation>De afspraak is gestopt</translation>
    </message>
    <message>
        <source>The viewing was interrupted</source>
        <translation>De inzage is onderbroken</translation>
    </message>
    <message>
        <source>Write down what matters and close the session.</source>
        <translation>Schrijf op wat van belang is en sluit de sessie.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Waarom</translation>
    </message>
    <message>
        <source>The recording is locked. No copy was made.</source>
        <translation>De opname zit op slot. Er is geen kopie gemaakt.</translation>
    </message>
    <message>
        <source>What you can tell the visitor</source>
        <translation>Wat u de bezoeker kunt vertellen</translation>
    </message>
    <message>
        <source>Remarks (may stay empty)</source>
        <translation>Opmerkingen (mag leeg blijven)</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Opmerkingen</translation>
    </message>
    <message>
        <source>For the audit trail. Write no names and no numbers of documents.</source>
        <translation>Voor het logboek. Schrijf geen namen en geen nummers van documenten op.</translation>
    </message>
    <message>
        <source>Let the visitor read what happens now</source>
        <translation>Laat de bezoeker lezen wat er nu gebeurt</translation>
    </message>
    <message>
        <source>Close the session</source>
        <translation>Sessie sluiten</translation>
    </message>
    <message>
        <source>Let the visitor know that a new appointment is possible.</source>
        <translation>Laat de bezoeker weten dat een nieuwe afspraak mogelijk is.</translation>
    </message>
    <message>
        <source>You have seen the recording. You do not get a copy.</source>
        <translation>U hebt de opname gezien. U krijgt geen kopie.</translation>
    </message>
    <message>
        <source>Ask the desk whether a new appointment is possible.</source>
        <translation>Vraag de behandelaar of een nieuwe afspraak mogelijk is.</translation>
    </message>
    <message>
        <source>The recording is kept until the end of {day}.</source>
        <translation>De opname wordt bewaard tot en met {day}.</translation>
    </message>
    <message>
        <source>Questions or a complaint? The municipality&apos;s privacy officer can help you.</source>
        <translation>Vragen of een klacht? De privacyfunctionaris van de gemeente helpt u verder.</translation>
    </message>
</context>
<context>
    <name>CompanionRow</name>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
</context>
<context>
    <name>CompanyCard</name>
    <message>
        <source>Who else is here?</source>
        <translation>Wie is er nog meer?</translation>
    </message>
    <message>
        <source>A colleague is here, too.</source>
        <translation>Er is ook een collega bij.</translation>
    </message>
    <message>
        <source>The rules ask for a second member of staff. No name is recorded.</source>
        <translation>De regels vragen om een tweede medewerker. Er wordt geen naam vastgelegd.</translation>
    </message>
</context>
<context>
    <name>ConditionsScreen</name>
    <message>
        <source>The points in order: {points}</source>
        <translation>De punten op volgorde: {points}</translation>
    </message>
    <message>
        <source>Open the recording</source>
        <translation>Opname openen</translation>
    </message>
    <message>
        <source>Passphrase of {name}</source>
        <translation>Wachtzin van {name}</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Uw wachtzin</translation>
    </message>
    <message>
        <source>Only with this passphrase can the recording be opened.</source>
        <translation>Alleen met deze wachtzin kan de opname open.</translation>
    </message>
    <message>
        <source>Confirm the colleague.</source>
        <translation>Bevestig de collega.</translation>
    </message>
    <message>
        <source>Tick all four points.</source>
        <translation>Vink alle punten aan.</translation>
    </message>
    <message>
        <source>Cannot go on</source>
        <translation>Kan niet doorgaan</translation>
    </message>
    <message>
        <source>The visitor does not agree</source>
        <translation>De bezoeker gaat niet akkoord</translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message>
        <source>Stopping</source>
        <translation>Wordt gestopt</translation>
    </message>
    <message>
        <source>Checking the passphrase</source>
        <translation>Wachtzin wordt gecontroleerd</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>U bent niet aangemeld.</translation>
    </message>
    <message>
        <source>This appointment cannot be opened.</source>
        <translation>Deze afspraak kan niet worden geopend.</translation>
    </message>
    <message>
        <source>It was not recorded.</source>
        <translation>Het is niet vastgelegd.</translation>
    </message>
    <message>
        <source>The check was not recorded.</source>
        <translation>De controle is niet vastgelegd.</translation>
    </message>
    <message>
        <source>Comparing the code</source>
        <translation>Code wordt vergeleken</translation>
    </message>
    <message>
        <source>Opening the recording</source>
        <translation>Opname wordt geopend</translation>
    </message>
    <message>
        <source>The recording was not opened.</source>
        <translation>De opname is niet geopend.</translation>
    </message>
    <message>
        <source>The conditions were not recorded.</source>
        <translation>De voorwaarden zijn niet vastgelegd.</translation>
    </message>
    <message>
        <source>Signing the audit trail</source>
        <translation>Logboek wordt ondertekend</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Een ogenblik</translation>
    </message>
    <message>
        <source>This went wrong</source>
        <translation>Dit ging mis</translation>
    </message>
</context>
<context>
    <name>ControlBar</name>
    <message>
        <source>Recorded about {moment}</source>
        <translation>Opgenomen rond {moment}</translation>
    </message>
    <message>
        <source>Recorded {moment}</source>
        <translation>Opgenomen {moment}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pauze</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Opnieuw</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Afspelen</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>Opnieuw afspelen</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Geluid aan</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Geluid uit</translation>
    </message>
    <message>
        <source>Speed {times}</source>
        <translation>Snelheid {times}</translation>
    </message>
    <message>
        <source>repeats A–B</source>
        <translation>herhaalt A–B</translation>
    </message>
    <message>
        <source>Normal speed, nothing repeated</source>
        <translation>Gewone snelheid, niets herhaald</translation>
    </message>
    <message>
        <source>Place in the recording</source>
        <translation>Plaats in de opname</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Geluidssterkte</translation>
    </message>
    <message>
        <source>5 s</source>
        <translation>5 s</translation>
    </message>
    <message>
        <source>5 seconds back</source>
        <translation>5 seconden terug</translation>
    </message>
    <message>
        <source>5 seconds forward</source>
        <translation>5 seconden vooruit</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markeren</translation>
    </message>
    <message>
        <source>Mark this moment, with a remark</source>
        <translation>Dit moment markeren, met een opmerking</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Meer</translation>
    </message>
    <message>
        <source>More controls and marked moments</source>
        <translation>Meer bediening en gemarkeerde momenten</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Afronden</translation>
    </message>
</context>
<context>
    <name>DoneScreen</name>
    <message>
        <source>The session is closed</source>
        <translation>De sessie is gesloten</translation>
    </message>
    <message>
        <source>Note the session code on the appointment form.</source>
        <translation>Noteer de sessiecode op het afspraakformulier.</translation>
    </message>
    <message>
        <source>The session has ended</source>
        <translation>De sessie is beëindigd</translation>
    </message>
    <message>
        <source>Note the session code and report it to the administrator.</source>
        <translation>Noteer de sessiecode en meld die bij de beheerder.</translation>
    </message>
    <message>
        <source>Session code</source>
        <translation>Sessiecode</translation>
    </message>
    <message>
        <source>State of the audit trail</source>
        <translation>Stand van het logboek</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>niet ondertekend</translation>
    </message>
    <message>
        <source>With this an auditor can prove that nothing was changed or left out later.</source>
        <translation>Hiermee kan een auditor bewijzen dat er later niets is veranderd of weggelaten.</translation>
    </message>
    <message>
        <source>QR code of the receipt</source>
        <translation>QR-code van de ontvangst</translation>
    </message>
    <message>
        <source>Holds the signed state of the audit trail that is shown here in words.</source>
        <translation>Bevat de ondertekende stand van het logboek, die hier ook in woorden staat.</translation>
    </message>
    <message>
        <source>The station closes this session in the audit trail at its next start.</source>
        <translation>Het station sluit deze sessie in het logboek als het opnieuw start.</translation>
    </message>
    <message>
        <source>A letter to the visitor can be made with: {command}</source>
        <translation>Een brief aan de bezoeker maakt u met: {command}</translation>
    </message>
    <message>
        <source>To the next sign-in</source>
        <translation>Naar de volgende aanmelding</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n gebeurtenis</numerusform>
            <numerusform>%n gebeurtenissen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Event</source>
        <translation>Gebeurtenis</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tijd</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Wat er gebeurde</translation>
    </message>
    <message>
        <source>Event {index}: {what}</source>
        <translation>Gebeurtenis {index}: {what}</translation>
    </message>
    <message>
        <source>Code: {action}, outcome: {outcome}</source>
        <translation>Code: {action}, uitkomst: {outcome}</translation>
    </message>
    <message>
        <source>About: {object}</source>
        <translation>Betreft: {object}</translation>
    </message>
</context>
<context>
    <name>FaultScreen</name>
    <message>
        <source>The station cannot start</source>
        <translation>Het station kan niet starten</translation>
    </message>
    <message>
        <source>No recording is open, and nothing was changed.</source>
        <translation>Er is geen opname geopend en er is niets veranderd.</translation>
    </message>
    <message>
        <source>For the administrator: {code}</source>
        <translation>Voor de beheerder: {code}</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Programma sluiten</translation>
    </message>
</context>
<context>
    <name>FilmKeys</name>
    <message>
        <source>Play and pause</source>
        <translation>Afspelen en pauzeren</translation>
    </message>
    <message>
        <source>5 seconds back, forward</source>
        <translation>5 seconden terug, vooruit</translation>
    </message>
    <message>
        <source>30 seconds back, forward</source>
        <translation>30 seconden terug, vooruit</translation>
    </message>
    <message>
        <source>One frame back, forward</source>
        <translation>Eén beeld terug, vooruit</translation>
    </message>
    <message>
        <source>To the start, to the end</source>
        <translation>Naar het begin, naar het eind</translation>
    </message>
    <message>
        <source>Slower, faster</source>
        <translation>Langzamer, sneller</translation>
    </message>
    <message>
        <source>Normal speed</source>
        <translation>Gewone snelheid</translation>
    </message>
    <message>
        <source>Repeat a part: from, to, no more</source>
        <translation>Deel herhalen: vanaf, tot, niet meer</translation>
    </message>
    <message>
        <source>Zoom out, zoom in</source>
        <translation>Uitzoomen, inzoomen</translation>
    </message>
    <message>
        <source>Move the picture, also up and down</source>
        <translation>Beeld verschuiven, ook op en neer</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>Het hele beeld</translation>
    </message>
    <message>
        <source>Turn the picture</source>
        <translation>Beeld draaien</translation>
    </message>
    <message>
        <source>Less, more contrast</source>
        <translation>Minder, meer contrast</translation>
    </message>
    <message>
        <source>Darker, lighter</source>
        <translation>Donkerder, lichter</translation>
    </message>
    <message>
        <source>Softer, louder</source>
        <translation>Zachter, harder</translation>
    </message>
    <message>
        <source>Sound off and on</source>
        <translation>Geluid uit en aan</translation>
    </message>
    <message>
        <source>Next subtitles</source>
        <translation>Volgende ondertiteling</translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation>Dit moment markeren</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>Deze toetsen</translation>
    </message>
    <message>
        <source>Close what was opened</source>
        <translation>Sluiten wat open is</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Nu stoppen</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Afspelen</translation>
    </message>
    <message>
        <source>Picture and sound</source>
        <translation>Beeld en geluid</translation>
    </message>
    <message>
        <source>Marks and help</source>
        <translation>Markeren en hulp</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spatie</translation>
    </message>
</context>
<context>
    <name>FilmPlace</name>
    <message>
        <source>The recording cannot be read just now</source>
        <translation>De opname kan nu even niet worden gelezen</translation>
    </message>
    <message>
        <source>The picture waits and goes on by itself. If it lasts: is the disk or the network still connected? You can always stop.</source>
        <translation>Het beeld wacht en gaat vanzelf verder. Duurt het lang: zijn de schijf en het netwerk nog aangesloten? Stoppen kan altijd.</translation>
    </message>
    <message>
        <source>The recording breaks off here</source>
        <translation>De opname breekt hier af</translation>
    </message>
    <message>
        <source>That is not possible</source>
        <translation>Dat kan niet</translation>
    </message>
</context>
<context>
    <name>FilmTime</name>
    <message>
        <source>1 hour</source>
        <translation>1 uur</translation>
    </message>
    <message>
        <source>{count} hours</source>
        <translation>{count} uur</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 minuut</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count} minuten</translation>
    </message>
    <message>
        <source>1 second</source>
        <translation>1 seconde</translation>
    </message>
    <message>
        <source>{count} seconds</source>
        <translation>{count} seconden</translation>
    </message>
    <message>
        <source>{place} of {length}</source>
        <translation>{place} van {length}</translation>
    </message>
</context>
<context>
    <name>FinishRow</name>
    <message>
        <source>How does the viewing end?</source>
        <translation>Hoe eindigt de inzage?</translation>
    </message>
    <message>
        <source>Recording seen</source>
        <translation>Opname gezien</translation>
    </message>
    <message>
        <source>Visitor wanted to stop</source>
        <translation>Bezoeker wilde stoppen</translation>
    </message>
    <message>
        <source>Condition not kept</source>
        <translation>Voorwaarde niet nageleefd</translation>
    </message>
    <message>
        <source>It did not work</source>
        <translation>Het werkte niet</translation>
    </message>
    <message>
        <source>Back to the recording</source>
        <translation>Terug naar de opname</translation>
    </message>
</context>
<context>
    <name>Framing</name>
    <message>
        <source>The whole picture, as recorded</source>
        <translation>Het hele beeld, zoals opgenomen</translation>
    </message>
    <message>
        <source>a quarter turn to the right</source>
        <translation>een kwartslag naar rechts</translation>
    </message>
    <message>
        <source>upside down</source>
        <translation>ondersteboven</translation>
    </message>
    <message>
        <source>a quarter turn to the left</source>
        <translation>een kwartslag naar links</translation>
    </message>
    <message>
        <source>Enlarged {times}</source>
        <translation>Vergroot {times}</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>Het hele beeld</translation>
    </message>
    <message>
        <source>brightness {percent}</source>
        <translation>helderheid {percent}</translation>
    </message>
    <message>
        <source>contrast {percent}</source>
        <translation>contrast {percent}</translation>
    </message>
</context>
<context>
    <name>GuideCard</name>
    <message>
        <source>Photo: is it the visitor? Look at eyes, nose, mouth and ears.</source>
        <translation>Foto: is dit de bezoeker? Let op ogen, neus, mond en oren.</translation>
    </message>
    <message>
        <source>Name and date of birth: as in the approval?</source>
        <translation>Naam en geboortedatum: zoals in de goedkeuring?</translation>
    </message>
    <message>
        <source>Last day of validity: today or later?</source>
        <translation>Geldig tot: vandaag of later?</translation>
    </message>
    <message>
        <source>Code: three lines on the back.</source>
        <translation>Code: drie regels op de achterkant.</translation>
    </message>
    <message>
        <source>Code: two lines below the photo.</source>
        <translation>Code: twee regels onder de foto.</translation>
    </message>
    <message>
        <source>Name at 1 and 2, date of birth at 3: as in the approval?</source>
        <translation>Naam bij 1 en 2, geboortedatum bij 3: zoals in de goedkeuring?</translation>
    </message>
    <message>
        <source>Last day of validity, at 4b: today or later?</source>
        <translation>Geldig tot, bij 4b: vandaag of later?</translation>
    </message>
    <message>
        <source>Code: one line on the back.</source>
        <translation>Code: één regel op de achterkant.</translation>
    </message>
</context>
<context>
    <name>IdentityScreen</name>
    <message>
        <source>Who is the visitor?</source>
        <translation>Wie is de bezoeker?</translation>
    </message>
    <message>
        <source>Ask for an identity document and compare it with the approval.</source>
        <translation>Vraag om een identiteitsbewijs en vergelijk het met de goedkeuring.</translation>
    </message>
    <message>
        <source>According to the approval</source>
        <translation>Volgens de goedkeuring</translation>
    </message>
    <message>
        <source>Born on</source>
        <translation>Geboren op</translation>
    </message>
    <message>
        <source>Which document do you see?</source>
        <translation>Welk document ziet u?</translation>
    </message>
    <message>
        <source>Does everything match?</source>
        <translation>Klopt alles?</translation>
    </message>
    <message>
        <source>The document is still valid today.</source>
        <translation>Het document is vandaag nog geldig.</translation>
    </message>
    <message>
        <source>The photo is of the person in front of you.</source>
        <translation>De foto is van de persoon die voor u staat.</translation>
    </message>
    <message>
        <source>The name is the same as in the approval.</source>
        <translation>De naam is dezelfde als in de goedkeuring.</translation>
    </message>
    <message>
        <source>The date of birth is the same as in the approval.</source>
        <translation>De geboortedatum is dezelfde als in de goedkeuring.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nee</translation>
    </message>
    <message>
        <source>Write down why you go on.</source>
        <translation>Schrijf op waarom u doorgaat.</translation>
    </message>
    <message>
        <source>Answer every point.</source>
        <translation>Beantwoord alle punten.</translation>
    </message>
    <message>
        <source>Identity confirmed</source>
        <translation>Identiteit klopt</translation>
    </message>
    <message>
        <source>Recorded are the kind of document, your answers and which points differ: no number, copy or photo.</source>
        <translation>Vastgelegd worden het soort document, uw antwoorden en welke punten verschillen: geen nummer, kopie of foto.</translation>
    </message>
    <message>
        <source>End: identity not confirmed</source>
        <translation>Beëindigen: identiteit klopt niet</translation>
    </message>
    <message>
        <source>The visitor did not come</source>
        <translation>De bezoeker kwam niet</translation>
    </message>
    <message>
        <source>Cannot go on</source>
        <translation>Kan niet doorgaan</translation>
    </message>
    <message>
        <source>Then the viewing cannot go on today.</source>
        <translation>Dan kan de inzage vandaag niet doorgaan.</translation>
    </message>
    <message>
        <source>Tell the visitor kindly that the recording may only be shown to the person named in the approval. A new appointment is possible with a document that agrees. Is the answer a mistake? Then change it.</source>
        <translation>Leg de bezoeker vriendelijk uit dat de opname alleen mag worden getoond aan de persoon uit de goedkeuring. Een nieuwe afspraak kan, met een document dat klopt. Is uw antwoord een vergissing? Verander het dan.</translation>
    </message>
</context>
<context>
    <name>KeysOverlay</name>
    <message>
        <source>Keys</source>
        <translation>Toetsen</translation>
    </message>
    <message>
        <source>Any key closes this list.</source>
        <translation>Elke toets sluit deze lijst.</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>Moments that the supervisor marked</source>
        <translation>Momenten die de leidinggevende markeerde</translation>
    </message>
    <message>
        <source>The chosen one stands out in the picture of the film.</source>
        <translation>De gekozen markering valt op in het beeld van de film.</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>In the film</source>
        <translation>In de film</translation>
    </message>
    <message>
        <source>Marked at</source>
        <translation>Gemarkeerd om</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Opmerking</translation>
    </message>
    <message>
        <source>Marker {number}: {remark}</source>
        <translation>Markering {number}: {remark}</translation>
    </message>
    <message>
        <source>remark erased</source>
        <translation>opmerking gewist</translation>
    </message>
    <message>
        <source>no remark</source>
        <translation>geen opmerking</translation>
    </message>
</context>
<context>
    <name>MarksPage</name>
    <message>
        <source>Mark at {moment}</source>
        <translation>Markering op {moment}</translation>
    </message>
    <message>
        <source>Remark at {moment}</source>
        <translation>Opmerking op {moment}</translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation>Dit moment markeren</translation>
    </message>
    <message>
        <source>What is to be seen here? Name nobody. It is kept in the audit trail.</source>
        <translation>Wat is hier te zien? Noem geen namen. Het wordt bewaard in het logboek.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Opslaan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Nothing is marked yet. Press B at a moment you want to find again.</source>
        <translation>Er is nog niets gemarkeerd. Druk op B bij een moment dat u wilt terugvinden.</translation>
    </message>
    <message>
        <source>without a remark</source>
        <translation>zonder opmerking</translation>
    </message>
    <message>
        <source>Go to {moment}: {remark}</source>
        <translation>Ga naar {moment}: {remark}</translation>
    </message>
</context>
<context>
    <name>MorePage</name>
    <message>
        <source>Look closer</source>
        <translation>Beter kijken</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Snelheid</translation>
    </message>
    <message>
        <source>Repeat a part</source>
        <translation>Deel herhalen</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Geluidssterkte</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Beeld</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Ondertiteling</translation>
    </message>
    <message>
        <source>30 seconds back</source>
        <translation>30 seconden terug</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>Eén beeld terug</translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation>Eén beeld vooruit</translation>
    </message>
    <message>
        <source>30 seconds forward</source>
        <translation>30 seconden vooruit</translation>
    </message>
    <message>
        <source>{times} times as fast</source>
        <translation>{times} keer zo snel</translation>
    </message>
    <message>
        <source>A here</source>
        <translation>A hier</translation>
    </message>
    <message>
        <source>The part begins at this moment</source>
        <translation>Het deel begint op dit moment</translation>
    </message>
    <message>
        <source>B here</source>
        <translation>B hier</translation>
    </message>
    <message>
        <source>The part ends at this moment</source>
        <translation>Het deel eindigt op dit moment</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Repeat nothing any more</source>
        <translation>Niets meer herhalen</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Uitzoomen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Inzoomen</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helderheid</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>Donkerder</translation>
    </message>
    <message>
        <source>Lighter</source>
        <translation>Lichter</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contrast</translation>
    </message>
    <message>
        <source>Less contrast</source>
        <translation>Minder contrast</translation>
    </message>
    <message>
        <source>More contrast</source>
        <translation>Meer contrast</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Draaien</translation>
    </message>
    <message>
        <source>A quarter clockwise</source>
        <translation>Een kwartslag naar rechts</translation>
    </message>
    <message>
        <source>As recorded</source>
        <translation>Herstellen</translation>
    </message>
    <message>
        <source>The whole picture as it was recorded</source>
        <translation>Het hele beeld zoals het is opgenomen</translation>
    </message>
    <message>
        <source>Keys (F1)</source>
        <translation>Toetsen (F1)</translation>
    </message>
    <message>
        <source>From {start} to {end}, again and again.</source>
        <translation>Van {start} tot {end}, steeds opnieuw.</translation>
    </message>
    <message>
        <source>From {start}; now choose the end.</source>
        <translation>Vanaf {start}; kies nu het einde.</translation>
    </message>
    <message>
        <source>Choose where the part begins (A) and ends (B).</source>
        <translation>Kies waar het deel begint (A) en eindigt (B).</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Geen</translation>
    </message>
</context>
<context>
    <name>NoShowScreen</name>
    <message>
        <source>Did the visitor not come?</source>
        <translation>Is de bezoeker niet verschenen?</translation>
    </message>
    <message>
        <source>Record it only when you no longer expect the visitor.</source>
        <translation>Leg dit pas vast als u de bezoeker niet meer verwacht.</translation>
    </message>
    <message>
        <source>From {start} to {end}</source>
        <translation>Van {start} tot {end}</translation>
    </message>
    <message>
        <source>After this</source>
        <translation>Daarna</translation>
    </message>
    <message>
        <source>This appointment cannot be opened any more.</source>
        <translation>Deze afspraak kan niet meer worden geopend.</translation>
    </message>
    <message>
        <source>It does not count as a viewing: nothing was shown.</source>
        <translation>Het telt niet als een keer kijken: er is niets getoond.</translation>
    </message>
    <message>
        <source>For a new date the desk has to give a new approval.</source>
        <translation>Voor een nieuwe afspraak moet de behandelaar een nieuwe goedkeuring geven.</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Record: did not come</source>
        <translation>Vastleggen: niet verschenen</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>Stap {step} van {steps}</translation>
    </message>
</context>
<context>
    <name>PresencePanel</name>
    <message>
        <source>Just checking that the supervisor is still there</source>
        <translation>Even controleren of de leidinggevende er nog is</translation>
    </message>
    <message>
        <source>The recording stands still and cannot be seen for a moment. Nothing is wrong: it goes on where it was. After {minutes} minutes without an answer it is closed.</source>
        <translation>De opname staat stil en is even niet te zien. Er is niets mis: straks gaat u verder waar u was. Na {minutes} minuten zonder antwoord wordt de opname gesloten.</translation>
    </message>
    <message>
        <source>Passphrase of {name}</source>
        <translation>Wachtzin van {name}</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Uw wachtzin</translation>
    </message>
    <message>
        <source>I am here</source>
        <translation>Ik ben er nog</translation>
    </message>
    <message>
        <source>Checking the passphrase</source>
        <translation>Wachtzin wordt gecontroleerd</translation>
    </message>
</context>
<context>
    <name>Projection</name>
    <message>
        <source>Not confirmed yet</source>
        <translation>Nog niet bevestigd</translation>
    </message>
</context>
<context>
    <name>ProofCard</name>
    <message>
        <source>Root of the trail</source>
        <translation>Wortel van het logboek</translation>
    </message>
    <message>
        <source>Leaf of the session&apos;s last event</source>
        <translation>Blad van de laatste gebeurtenis van de sessie</translation>
    </message>
    <message>
        <source>Receipt of this session</source>
        <translation>Ontvangstbewijs van deze sessie</translation>
    </message>
    <message>
        <source>Proved to be in the trail</source>
        <translation>Bewezen opgenomen in het logboek</translation>
    </message>
    <message>
        <source>Not proved to be in the trail</source>
        <translation>Niet bewezen opgenomen in het logboek</translation>
    </message>
    <message>
        <source>Event {index} in a trail of {size} events, by {steps} hashes up to the root that the station signed. This says nothing about the answers to the four questions.</source>
        <translation>Gebeurtenis {index} in een logboek van {size} gebeurtenissen, met {steps} hashes tot aan de wortel die het station heeft ondertekend. Dit zegt niets over de antwoorden op de vier vragen.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Text size {percent} %</source>
        <translation>Tekst {percent} %</translation>
    </message>
    <message>
        <source>Makes the text larger, and normal again.</source>
        <translation>Maakt de tekst groter, en daarna weer gewoon.</translation>
    </message>
    <message>
        <source>Swap the screens</source>
        <translation>Schermen wisselen</translation>
    </message>
    <message>
        <source>Changes which screen is yours and which is the visitor&apos;s.</source>
        <translation>Wisselt welk scherm van u is en welk van de bezoeker.</translation>
    </message>
    <message>
        <source>Stop (F12)</source>
        <translation>Stoppen (F12)</translation>
    </message>
    <message>
        <source>Stop the appointment (F12)</source>
        <translation>Afspraak stoppen (F12)</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sessie</translation>
    </message>
    <message>
        <source>Station {station}, version {version}</source>
        <translation>Station {station}, versie {version}</translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message>
        <source>The inbox could not be checked.</source>
        <translation>De nieuwe pakketten konden niet worden gecontroleerd.</translation>
    </message>
    <message>
        <source>The appointments cannot be shown.</source>
        <translation>De afspraken kunnen niet worden getoond.</translation>
    </message>
</context>
<context>
    <name>RefusingScreen</name>
    <message>
        <source>Why can it not go on?</source>
        <translation>Waarom kan het niet doorgaan?</translation>
    </message>
    <message>
        <source>The reason is recorded. Below each you read what you can say to the visitor.</source>
        <translation>De reden wordt vastgelegd. Onder elke reden staat wat u tegen de bezoeker kunt zeggen.</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>End the appointment</source>
        <translation>Afspraak beëindigen</translation>
    </message>
</context>
<context>
    <name>ReviewOverviewScreen</name>
    <message>
        <source>Overview in numbers</source>
        <translation>Overzicht in cijfers</translation>
    </message>
    <message>
        <source>Counted from the trail as it stands; numbers say nothing about its truth.</source>
        <translation>Geteld uit het logboek zoals het er staat; cijfers zeggen niet of het klopt.</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Controle</translation>
    </message>
    <message>
        <source>Sessions a week, by how they ended</source>
        <translation>Sessies per week, naar hoe ze eindigden</translation>
    </message>
    <message>
        <source>How long closed sessions took</source>
        <translation>Hoelang afgesloten sessies duurden</translation>
    </message>
    <message>
        <source>Week from</source>
        <translation>Week vanaf</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Samen</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessies</translation>
    </message>
    <message>
        <source>Show as tables</source>
        <translation>Als tabellen tonen</translation>
    </message>
    <message>
        <source>Back to the sessions</source>
        <translation>Terug naar de sessies</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) in the last {weeks} weeks.</source>
        <translation>
            <numerusform>%n sessie in de laatste {weeks} weken.</numerusform>
            <numerusform>%n sessies in de laatste {weeks} weken.</numerusform>
        </translation>
    </message>
    <message>
        <source>Half of the closed sessions took less than {minutes} minutes.</source>
        <translation>De helft van de afgesloten sessies duurde korter dan {minutes} minuten.</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Sessions and events</source>
        <translation>Sessies en gebeurtenissen</translation>
    </message>
    <message>
        <source>Four questions about the audit trail, each with its own answer.</source>
        <translation>Vier vragen over het logboek, elk met een eigen antwoord.</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Controle</translation>
    </message>
    <message>
        <source>Trail of</source>
        <translation>Logboek van</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sessies</translation>
    </message>
    <message>
        <source>Enter opens the chosen session.</source>
        <translation>Enter opent de gekozen sessie.</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sessie</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Leidinggevende</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Einde</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Waarom</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Sessie openen</translation>
    </message>
    <message>
        <source>Overview in numbers</source>
        <translation>Overzicht in cijfers</translation>
    </message>
    <message>
        <source>Events of the station</source>
        <translation>Gebeurtenissen van het station</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) found, latest first.</source>
        <translation>
            <numerusform>%n sessie gevonden, nieuwste eerst.</numerusform>
            <numerusform>%n sessies gevonden, nieuwste eerst.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s), latest first.</source>
        <translation>
            <numerusform>%n sessie, nieuwste eerst.</numerusform>
            <numerusform>%n sessies, nieuwste eerst.</numerusform>
        </translation>
    </message>
    <message>
        <source>No session fits. Look at what was typed, or show all.</source>
        <translation>Geen sessie past daarbij. Kijk na wat er getypt is, of toon alles.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Afmelden</translation>
    </message>
    <message>
        <source>No sessions yet.</source>
        <translation>Nog geen sessies.</translation>
    </message>
</context>
<context>
    <name>ReviewSessionScreen</name>
    <message>
        <source>Session {code}</source>
        <translation>Sessie {code}</translation>
    </message>
    <message>
        <source>Review, one session</source>
        <translation>Controle, één sessie</translation>
    </message>
    <message>
        <source>What the trail says</source>
        <translation>Wat het logboek zegt</translation>
    </message>
    <message>
        <source>What was shown of the film</source>
        <translation>Wat er van de film is getoond</translation>
    </message>
    <message>
        <source>All events, in order</source>
        <translation>Alle gebeurtenissen, op volgorde</translation>
    </message>
    <message>
        <source>Back to the sessions</source>
        <translation>Terug naar de sessies</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>niet vastgelegd</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Leidinggevende</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Afgesloten</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Einde</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Waarom</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Goedkeuring</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>Zaaknummer</translation>
    </message>
    <message>
        <source>not recorded, or erased</source>
        <translation>niet vastgelegd, of gewist</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>Grond</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>Wet</translation>
    </message>
    <message>
        <source>Identity document</source>
        <translation>Identiteitsbewijs</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>niet gecontroleerd</translation>
    </message>
    <message>
        <source>a second member of staff was there</source>
        <translation>er was een tweede medewerker bij</translation>
    </message>
    <message>
        <source>read {in_language}</source>
        <translation>gelezen {in_language}</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Voorwaarden</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>niet bevestigd</translation>
    </message>
    <message>
        <source>Code in the picture</source>
        <translation>Code in beeld</translation>
    </message>
    <message>
        <source>Keys wiped</source>
        <translation>Sleutels gewist</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Opmerkingen</translation>
    </message>
    <message>
        <source>none, or erased</source>
        <translation>geen, of gewist</translation>
    </message>
    <message>
        <source>{document}; difference accepted: {fields}</source>
        <translation>{document}; verschil aanvaard: {fields}</translation>
    </message>
    <message>
        <source>{document}; does not agree: {fields}</source>
        <translation>{document}; komt niet overeen: {fields}</translation>
    </message>
</context>
<context>
    <name>ReviewStationScreen</name>
    <message>
        <source>Events of the station</source>
        <translation>Gebeurtenissen van het station</translation>
    </message>
    <message>
        <source>What belongs to no session: starts, packages, people, and reading the trail.</source>
        <translation>Wat bij geen sessie hoort: starts, pakketten, mensen, en het lezen van het logboek.</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Controle</translation>
    </message>
    <message>
        <source>Back to the sessions</source>
        <translation>Terug naar de sessies</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>Checking the passphrase</source>
        <translation>Wachtzin wordt gecontroleerd</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>U bent niet aangemeld.</translation>
    </message>
    <message>
        <source>Reading the session</source>
        <translation>De sessie wordt gelezen</translation>
    </message>
    <message>
        <source>Counting the sessions</source>
        <translation>De sessies worden geteld</translation>
    </message>
    <message>
        <source>The trail cannot be read.</source>
        <translation>Het logboek kan niet worden gelezen.</translation>
    </message>
</context>
<context>
    <name>ScreensPanel</name>
    <message>
        <source>A screen was connected</source>
        <translation>Er is een scherm aangesloten</translation>
    </message>
    <message>
        <source>The recording stands still and cannot be seen. Look where the new screen is: can only the visitor see it? Then the recording is shown there too.</source>
        <translation>De opname staat stil en is niet te zien. Kijk waar het nieuwe scherm staat: kan alleen de bezoeker het zien? Dan is de opname ook daar te zien.</translation>
    </message>
    <message>
        <source>The visitor&apos;s screen is gone</source>
        <translation>Het scherm van de bezoeker is weg</translation>
    </message>
    <message>
        <source>The recording stands still and cannot be seen. Connect the screen again, or go on with the recording on this screen only.</source>
        <translation>De opname staat stil en is niet te zien. Sluit het scherm weer aan, of ga verder met de opname alleen op dit scherm.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Verder</translation>
    </message>
</context>
<context>
    <name>SearchCard</name>
    <message>
        <source>Session code</source>
        <translation>Sessiecode</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>Zaaknummer</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Leidinggevende</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Eerste dag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Laatste dag</translation>
    </message>
    <message>
        <source>dd-mm-yyyy</source>
        <translation>dd-mm-jjjj</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Zoeken</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles tonen</translation>
    </message>
    <message>
        <source>Type a day as dd-mm-yyyy, such as {example}.</source>
        <translation>Typ een dag als dd-mm-jjjj, zoals {example}.</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>More controls and marked moments</source>
        <translation>Meer bediening en gemarkeerde momenten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>Bediening</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Markeringen</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Sign in</source>
        <translation>Aanmelden</translation>
    </message>
    <message>
        <source>The supervisor signs in first. Then you choose the appointment.</source>
        <translation>De leidinggevende meldt zich eerst aan. Daarna kiest u de afspraak.</translation>
    </message>
    <message>
        <source>Nobody can sign in here yet. Ask the administrator to add a supervisor.</source>
        <translation>Nog niemand kan zich hier aanmelden. Vraag de beheerder om een leidinggevende toe te voegen.</translation>
    </message>
    <message>
        <source>For the auditor: review the sessions</source>
        <translation>Voor de auditor: sessies controleren</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Uw naam</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Uw wachtzin</translation>
    </message>
    <message>
        <source>You type it again just before the recording opens.</source>
        <translation>U typt deze nog een keer vlak voordat de opname opengaat.</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Sign in</source>
        <translation>Aanmelden</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>Afspraak</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identiteit</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Voorwaarden</translation>
    </message>
    <message>
        <source>Viewing</source>
        <translation>Bekijken</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Afsluiten</translation>
    </message>
    <message>
        <source>Step {step} of {steps}: {name}</source>
        <translation>Stap {step} van {steps}: {name}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>What was shown of the film</source>
        <translation>Wat er van de film is getoond</translation>
    </message>
    <message>
        <source>Nothing of the film was shown.</source>
        <translation>Er is niets van de film getoond.</translation>
    </message>
    <message>
        <source>The picture stood still at {places}.</source>
        <translation>Het beeld stond stil op {places}.</translation>
    </message>
    <message>
        <source>Went to another moment: {jumps}.</source>
        <translation>Naar een ander moment gegaan: {jumps}.</translation>
    </message>
    <message>
        <source>The film: height and figure say how often it was shown</source>
        <translation>De film: hoogte en cijfer zeggen hoe vaak iets is getoond</translation>
    </message>
    <message>
        <source>The session by the clock</source>
        <translation>De sessie op de klok</translation>
    </message>
    <message numerus="yes">
        <source>Shown %n time(s): {parts}.</source>
        <translation>
            <numerusform>%n keer getoond: {parts}.</numerusform>
            <numerusform>%n keer getoond: {parts}.</numerusform>
        </translation>
    </message>
    <message>
        <source>One picture was shown, standing still; the film did not run.</source>
        <translation>Er is één stilstaand beeld getoond; de film heeft niet gelopen.</translation>
    </message>
    <message>
        <source>{start} to {end}: at {percent} % of the speed.</source>
        <translation>{start} tot {end}: op {percent} % van de snelheid.</translation>
    </message>
    <message numerus="yes">
        <source>{start} to {end} was repeated %n time(s).</source>
        <translation>
            <numerusform>{start} tot {end} is %n keer herhaald.</numerusform>
            <numerusform>{start} tot {end} is %n keer herhaald.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waited for the storage at {place}.</source>
        <translation>Wachtte op de opslag bij {place}.</translation>
    </message>
    <message numerus="yes">
        <source>Waited for the storage at {place}: %n second(s).</source>
        <translation>
            <numerusform>Wachtte op de opslag bij {place}: %n seconde.</numerusform>
            <numerusform>Wachtte op de opslag bij {place}: %n seconden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Marked: {places}.</source>
        <translation>Gemarkeerd: {places}.</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>gemarkeerd</translation>
    </message>
    <message>
        <source>stood still</source>
        <translation>stond stil</translation>
    </message>
    <message>
        <source>waited for the storage</source>
        <translation>wachtte op de opslag</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>langzamer</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>sneller</translation>
    </message>
    <message>
        <source>single pictures</source>
        <translation>losse beelden</translation>
    </message>
    <message>
        <source>small pictures</source>
        <translation>kleine beelden</translation>
    </message>
    <message numerus="yes">
        <source>Step by step, %n picture(s): {parts}.</source>
        <translation>
            <numerusform>Stap voor stap, %n beeld: {parts}.</numerusform>
            <numerusform>Stap voor stap, %n beelden: {parts}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dragged through, %n picture(s) at most: {parts}.</source>
        <translation>
            <numerusform>Gesleept, hoogstens %n beeld: {parts}.</numerusform>
            <numerusform>Gesleept, hoogstens %n beelden: {parts}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Small pictures above the timeline, %n at most: {parts}.</source>
        <translation>
            <numerusform>Kleine beelden boven de tijdlijn, hoogstens %n: {parts}.</numerusform>
            <numerusform>Kleine beelden boven de tijdlijn, hoogstens %n: {parts}.</numerusform>
        </translation>
    </message>
    <message>
        <source>After the last of these the trail does not tell which came.</source>
        <translation>Na de laatste daarvan vertelt het logboek niet welke er kwamen.</translation>
    </message>
</context>
<context>
    <name>TongueChoice</name>
    <message>
        <source>The visitor&apos;s language</source>
        <translation>De taal van de bezoeker</translation>
    </message>
</context>
<context>
    <name>Touch</name>
    <message>
        <source>Touch your security key now</source>
        <translation>Raak nu uw beveiligingssleutel aan</translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>Is every event still as it was written?</source>
        <translation>Staat alles er nog zoals het is opgeschreven?</translation>
    </message>
    <message>
        <source>Is every session whole and in order?</source>
        <translation>Is elke sessie heel en in de juiste volgorde?</translation>
    </message>
    <message>
        <source>Is it the same trail that was seen elsewhere?</source>
        <translation>Is dit hetzelfde logboek als elders is gezien?</translation>
    </message>
    <message>
        <source>Can the times be relied on?</source>
        <translation>Zijn de tijden betrouwbaar?</translation>
    </message>
    <message>
        <source>not verified yet</source>
        <translation>nog niet gecontroleerd</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>Verify the trail</source>
        <translation>Logboek controleren</translation>
    </message>
    <message>
        <source>Verify thoroughly</source>
        <translation>Grondig controleren</translation>
    </message>
    <message>
        <source>Checks every signature and every page of the file as well. Takes longer.</source>
        <translation>Controleert ook elke handtekening en elke bladzijde van het bestand. Duurt langer.</translation>
    </message>
    <message>
        <source>Stop verifying</source>
        <translation>Stoppen met controleren</translation>
    </message>
    <message>
        <source>Verifying the whole trail</source>
        <translation>Het hele logboek wordt gecontroleerd</translation>
    </message>
    <message>
        <source>Stopped. Nothing was said about the trail.</source>
        <translation>Gestopt. Er is niets over het logboek gezegd.</translation>
    </message>
    <message>
        <source>Not verified yet since you signed in.</source>
        <translation>Nog niet gecontroleerd sinds u zich aanmeldde.</translation>
    </message>
    <message>
        <source>thoroughly: every signature and every page</source>
        <translation>grondig: elke handtekening en elke bladzijde</translation>
    </message>
    <message>
        <source>by the signatures that cover all events</source>
        <translation>met de handtekeningen die alle gebeurtenissen dekken</translation>
    </message>
    <message>
        <source>Verified on {moment}: {size} events in {sessions} sessions, {how}.</source>
        <translation>Gecontroleerd op {moment}: {size} gebeurtenissen in {sessions} sessies, {how}.</translation>
    </message>
    <message numerus="yes">
        <source>Compared with %n checkpoint(s) kept elsewhere.</source>
        <translation>
            <numerusform>Vergeleken met %n controlepunt dat elders is bewaard.</numerusform>
            <numerusform>Vergeleken met %n controlepunten die elders zijn bewaard.</numerusform>
        </translation>
    </message>
    <message>
        <source>No checkpoint kept elsewhere was there to compare with.</source>
        <translation>Er was geen elders bewaard controlepunt om mee te vergelijken.</translation>
    </message>
</context>
<context>
    <name>ViewingScreen</name>
    <message>
        <source>Stopping</source>
        <translation>Wordt gestopt</translation>
    </message>
    <message>
        <source>Viewing the recording</source>
        <translation>De opname bekijken</translation>
    </message>
    <message>
        <source>The recording</source>
        <translation>De opname</translation>
    </message>
    <message>
        <source>No copy is made. You may stop at any moment.</source>
        <translation>Er wordt geen kopie gemaakt. U mag op elk moment stoppen.</translation>
    </message>
    <message>
        <source>Stop now
(F12)</source>
        <translation>Nu stoppen
(F12)</translation>
    </message>
    <message>
        <source>Stop now (F12)</source>
        <translation>Nu stoppen (F12)</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Passport</source>
        <translation>Paspoort</translation>
    </message>
    <message>
        <source>Identity card</source>
        <translation>Identiteitskaart</translation>
    </message>
    <message>
        <source>Driving licence</source>
        <translation>Rijbewijs</translation>
    </message>
    <message>
        <source>Residence permit</source>
        <translation>Verblijfsdocument</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Afgerond</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Geweigerd</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestopt</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Onderbroken</translation>
    </message>
    <message>
        <source>Not closed</source>
        <translation>Niet afgesloten</translation>
    </message>
    <message>
        <source>Was filmed</source>
        <translation>Is gefilmd</translation>
    </message>
    <message>
        <source>May be filmed as a bystander</source>
        <translation>Mogelijk gefilmd als omstander</translation>
    </message>
    <message>
        <source>GDPR (AVG)</source>
        <translation>AVG</translation>
    </message>
    <message>
        <source>Police Data Act (Wpg)</source>
        <translation>Wet politiegegevens</translation>
    </message>
    <message>
        <source>watches alone</source>
        <translation>kijkt alleen</translation>
    </message>
    <message>
        <source>does not film the screen</source>
        <translation>filmt het scherm niet</translation>
    </message>
    <message>
        <source>gets no copy</source>
        <translation>krijgt geen kopie</translation>
    </message>
    <message>
        <source>supervisor stays</source>
        <translation>leidinggevende blijft</translation>
    </message>
    <message>
        <source>Legal representative</source>
        <translation>Wettelijk vertegenwoordiger</translation>
    </message>
    <message>
        <source>Interpreter</source>
        <translation>Tolk</translation>
    </message>
    <message>
        <source>Parent of a minor</source>
        <translation>Ouder van een minderjarige</translation>
    </message>
    <message>
        <source>Kind of document</source>
        <translation>Soort document</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>Geldigheid</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Surname</source>
        <translation>Achternaam</translation>
    </message>
    <message>
        <source>Given names</source>
        <translation>Voornamen</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Geboortedatum</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Code of the document</source>
        <translation>Code van het document</translation>
    </message>
    <message>
        <source>in Dutch</source>
        <translation>in het Nederlands</translation>
    </message>
    <message>
        <source>in English</source>
        <translation>in het Engels</translation>
    </message>
    <message>
        <source>in German</source>
        <translation>in het Duits</translation>
    </message>
    <message>
        <source>in French</source>
        <translation>in het Frans</translation>
    </message>
    <message>
        <source>in Polish</source>
        <translation>in het Pools</translation>
    </message>
    <message>
        <source>in Turkish</source>
        <translation>in het Turks</translation>
    </message>
    <message>
        <source>in Ukrainian</source>
        <translation>in het Oekraïens</translation>
    </message>
    <message>
        <source>in Arabic</source>
        <translation>in het Arabisch</translation>
    </message>
    <message>
        <source>The visitor has seen the recording.</source>
        <translation>De bezoeker heeft de opname gezien.</translation>
    </message>
    <message>
        <source>The supervisor signed out.</source>
        <translation>De leidinggevende meldde zich af.</translation>
    </message>
    <message>
        <source>The visitor did not come.</source>
        <translation>De bezoeker kwam niet.</translation>
    </message>
    <message>
        <source>The visitor wanted to stop.</source>
        <translation>De bezoeker wilde stoppen.</translation>
    </message>
    <message>
        <source>The supervisor stopped at once.</source>
        <translation>De leidinggevende stopte direct.</translation>
    </message>
    <message>
        <source>A condition was not kept.</source>
        <translation>Een voorwaarde werd niet nageleefd.</translation>
    </message>
    <message>
        <source>The visitor did not agree to the conditions.</source>
        <translation>De bezoeker ging niet akkoord met de voorwaarden.</translation>
    </message>
    <message>
        <source>The identity could not be confirmed.</source>
        <translation>De identiteit kon niet worden vastgesteld.</translation>
    </message>
    <message>
        <source>The visitor had no identity document.</source>
        <translation>De bezoeker had geen identiteitsbewijs bij zich.</translation>
    </message>
    <message>
        <source>The identity document had expired.</source>
        <translation>Het identiteitsbewijs was verlopen.</translation>
    </message>
    <message>
        <source>The visitor is not the person in the approval.</source>
        <translation>De bezoeker is niet de persoon in de goedkeuring.</translation>
    </message>
    <message>
        <source>The visitor came too late.</source>
        <translation>De bezoeker kwam te laat.</translation>
    </message>
    <message>
        <source>A companion did not want to leave.</source>
        <translation>Een begeleider wilde niet weggaan.</translation>
    </message>
    <message>
        <source>The visitor wanted to film the screen.</source>
        <translation>De bezoeker wilde het scherm filmen.</translation>
    </message>
    <message>
        <source>Something did not work.</source>
        <translation>Er werkte iets niet.</translation>
    </message>
    <message>
        <source>The program was ended.</source>
        <translation>Het programma is beëindigd.</translation>
    </message>
    <message>
        <source>You can make a new appointment. Bring a valid identity document with you.</source>
        <translation>U kunt een nieuwe afspraak maken. Neem dan een geldig identiteitsbewijs mee.</translation>
    </message>
    <message>
        <source>We may only show the recording to the person it is about, so we need to see a document. You are welcome to make a new appointment and bring one.</source>
        <translation>We mogen de opname alleen laten zien aan de persoon om wie het gaat. Daarom moeten we een identiteitsbewijs zien. U kunt een nieuwe afspraak maken en er dan een meenemen.</translation>
    </message>
    <message>
        <source>Your document is no longer valid, so we may not use it. You are welcome to make a new appointment and bring a document that is valid.</source>
        <translation>Uw document is niet meer geldig. Daarom mogen we het niet gebruiken. U kunt een nieuwe afspraak maken en dan een geldig document meenemen.</translation>
    </message>
    <message>
        <source>The approval has other details than your document. It may be our mistake. The desk will look at it with you.</source>
        <translation>In de goedkeuring staan andere gegevens dan op uw document. Het kan onze fout zijn. De behandelaar kijkt er samen met u naar.</translation>
    </message>
    <message>
        <source>There is too little time left to watch without haste. You are welcome to make a new appointment.</source>
        <translation>Er is te weinig tijd over om rustig te kijken. U kunt een nieuwe afspraak maken.</translation>
    </message>
    <message>
        <source>You watch alone, because other people may be in the picture too. You are welcome to make a new appointment and come by yourself.</source>
        <translation>U kijkt alleen, omdat ook andere mensen in beeld kunnen zijn. U kunt een nieuwe afspraak maken en dan alleen komen.</translation>
    </message>
    <message>
        <source>Nobody may film or photograph the screen. That protects everybody in the picture, you too. You are welcome to make a new appointment to watch without filming.</source>
        <translation>Niemand mag het scherm filmen of fotograferen. Dat beschermt iedereen die in beeld is, ook u. U kunt een nieuwe afspraak maken om te kijken zonder te filmen.</translation>
    </message>
    <message>
        <source>You can make a new appointment if you want to agree to the conditions.</source>
        <translation>U kunt een nieuwe afspraak maken als u wel akkoord wilt gaan met de voorwaarden.</translation>
    </message>
    <message>
        <source>Signed in, session opened</source>
        <translation>Aangemeld, sessie geopend</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>Aanmelding geweigerd</translation>
    </message>
    <message>
        <source>Appointment chosen</source>
        <translation>Afspraak gekozen</translation>
    </message>
    <message>
        <source>The visitor did not come</source>
        <translation>De bezoeker is niet verschenen</translation>
    </message>
    <message>
        <source>Code of the document compared</source>
        <translation>Code van het document vergeleken</translation>
    </message>
    <message>
        <source>Identity document checked</source>
        <translation>Identiteitsbewijs gecontroleerd</translation>
    </message>
    <message>
        <source>Conditions confirmed</source>
        <translation>Voorwaarden bevestigd</translation>
    </message>
    <message>
        <source>Recording opened</source>
        <translation>Opname geopend</translation>
    </message>
    <message>
        <source>Recording could not be shown</source>
        <translation>Opname kon niet worden getoond</translation>
    </message>
    <message>
        <source>Film played</source>
        <translation>Film afgespeeld</translation>
    </message>
    <message>
        <source>Film paused</source>
        <translation>Film gepauzeerd</translation>
    </message>
    <message>
        <source>Went to another moment of the film</source>
        <translation>Naar een ander moment in de film</translation>
    </message>
    <message>
        <source>Viewing went on</source>
        <translation>Inzage ging door</translation>
    </message>
    <message>
        <source>End of the film reached</source>
        <translation>Einde van de film bereikt</translation>
    </message>
    <message>
        <source>What was shown was added up</source>
        <translation>Opgeteld wat er is getoond</translation>
    </message>
    <message>
        <source>Viewing finished</source>
        <translation>Inzage afgerond</translation>
    </message>
    <message>
        <source>Asked whether the supervisor is there</source>
        <translation>Gevraagd of de leidinggevende er nog is</translation>
    </message>
    <message>
        <source>Supervisor confirmed to be there</source>
        <translation>Leidinggevende bevestigde er te zijn</translation>
    </message>
    <message>
        <source>Recording is damaged or changed</source>
        <translation>Opname is beschadigd of veranderd</translation>
    </message>
    <message>
        <source>Screen protected against copying</source>
        <translation>Scherm beveiligd tegen kopiëren</translation>
    </message>
    <message>
        <source>Screen not protected against copying</source>
        <translation>Scherm niet beveiligd tegen kopiëren</translation>
    </message>
    <message>
        <source>Protection against copying was lost</source>
        <translation>Beveiliging tegen kopiëren viel weg</translation>
    </message>
    <message>
        <source>Keys wiped from memory</source>
        <translation>Sleutels uit het geheugen gewist</translation>
    </message>
    <message>
        <source>Session ended: refused</source>
        <translation>Sessie beëindigd: geweigerd</translation>
    </message>
    <message>
        <source>Session ended: stopped early</source>
        <translation>Sessie beëindigd: eerder gestopt</translation>
    </message>
    <message>
        <source>Session ended: interrupted</source>
        <translation>Sessie beëindigd: onderbroken</translation>
    </message>
    <message>
        <source>Session found cut off at start</source>
        <translation>Afgebroken sessie gevonden bij de start</translation>
    </message>
    <message>
        <source>Session closed and signed</source>
        <translation>Sessie gesloten en ondertekend</translation>
    </message>
    <message>
        <source>Trail begun</source>
        <translation>Logboek begonnen</translation>
    </message>
    <message>
        <source>Trail of the year ended</source>
        <translation>Logboek van het jaar beëindigd</translation>
    </message>
    <message>
        <source>Signing key could not be replaced</source>
        <translation>Ondertekensleutel kon niet worden vervangen</translation>
    </message>
    <message>
        <source>Incident: somebody may have got at the trail</source>
        <translation>Incident: iemand is mogelijk bij het logboek geweest</translation>
    </message>
    <message>
        <source>Trail of an old year removed</source>
        <translation>Logboek van een oud jaar verwijderd</translation>
    </message>
    <message>
        <source>Personal values erased</source>
        <translation>Persoonlijke waarden gewist</translation>
    </message>
    <message>
        <source>Trail exported</source>
        <translation>Logboek geëxporteerd</translation>
    </message>
    <message>
        <source>Signing key replaced</source>
        <translation>Ondertekensleutel vervangen</translation>
    </message>
    <message>
        <source>The clock was moved</source>
        <translation>De klok is verzet</translation>
    </message>
    <message>
        <source>The disk was full</source>
        <translation>De schijf was vol</translation>
    </message>
    <message>
        <source>Station enrolled</source>
        <translation>Station ingericht</translation>
    </message>
    <message>
        <source>Station restored from a backup</source>
        <translation>Station hersteld uit een reservekopie</translation>
    </message>
    <message>
        <source>Backup of the station</source>
        <translation>Reservekopie van het station</translation>
    </message>
    <message>
        <source>Key of a desk trusted</source>
        <translation>Sleutel van een behandelaar vertrouwd</translation>
    </message>
    <message>
        <source>Key of a desk retired</source>
        <translation>Sleutel van een behandelaar ingetrokken</translation>
    </message>
    <message>
        <source>Login kept for a place of packages</source>
        <translation>Toegang tot een plaats met pakketten bewaard</translation>
    </message>
    <message>
        <source>Login removed for a place of packages</source>
        <translation>Toegang tot een plaats met pakketten verwijderd</translation>
    </message>
    <message>
        <source>Program started</source>
        <translation>Programma gestart</translation>
    </message>
    <message>
        <source>Program stopped</source>
        <translation>Programma gestopt</translation>
    </message>
    <message>
        <source>Recording taken in</source>
        <translation>Opname ingenomen</translation>
    </message>
    <message>
        <source>Package refused and set aside</source>
        <translation>Pakket geweigerd en apart gezet</translation>
    </message>
    <message>
        <source>Destruction of a recording begun</source>
        <translation>Vernietiging van een opname begonnen</translation>
    </message>
    <message>
        <source>Destruction of a recording ended</source>
        <translation>Vernietiging van een opname beëindigd</translation>
    </message>
    <message>
        <source>Person enrolled</source>
        <translation>Persoon ingeschreven</translation>
    </message>
    <message>
        <source>Passphrase changed</source>
        <translation>Wachtzin gewijzigd</translation>
    </message>
    <message>
        <source>Security key added</source>
        <translation>Beveiligingssleutel toegevoegd</translation>
    </message>
    <message>
        <source>Security key removed</source>
        <translation>Beveiligingssleutel weggehaald</translation>
    </message>
    <message>
        <source>Person removed</source>
        <translation>Persoon verwijderd</translation>
    </message>
    <message>
        <source>Auditor signed in</source>
        <translation>Auditor aangemeld</translation>
    </message>
    <message>
        <source>Auditor searched for sessions</source>
        <translation>Auditor heeft sessies gezocht</translation>
    </message>
    <message>
        <source>Auditor read a session</source>
        <translation>Auditor heeft een sessie gelezen</translation>
    </message>
    <message>
        <source>Auditor read the station&apos;s events</source>
        <translation>Auditor heeft de gebeurtenissen van het station gelezen</translation>
    </message>
    <message>
        <source>Auditor looked at the overview</source>
        <translation>Auditor heeft het overzicht bekeken</translation>
    </message>
    <message>
        <source>Trail verified</source>
        <translation>Logboek gecontroleerd</translation>
    </message>
    <message>
        <source>Auditor signed out</source>
        <translation>Auditor afgemeld</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>leidinggevende</translation>
    </message>
    <message>
        <source>desk</source>
        <translation>behandelaar</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>auditor</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>beheerder</translation>
    </message>
    <message>
        <source>station</source>
        <translation>station</translation>
    </message>
    <message>
        <source>done</source>
        <translation>gedaan</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>geweigerd</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>mislukt</translation>
    </message>
    <message>
        <source>at</source>
        <translation>op</translation>
    </message>
    <message>
        <source>to</source>
        <translation>naar</translation>
    </message>
    <message>
        <source>length of the film</source>
        <translation>lengte van de film</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>snelheid</translation>
    </message>
    <message>
        <source>seconds waited</source>
        <translation>seconden gewacht</translation>
    </message>
    <message>
        <source>ground</source>
        <translation>grond</translation>
    </message>
    <message>
        <source>law</source>
        <translation>wet</translation>
    </message>
    <message>
        <source>document</source>
        <translation>document</translation>
    </message>
    <message>
        <source>conditions</source>
        <translation>voorwaarden</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelezen</translation>
    </message>
    <message>
        <source>watched along</source>
        <translation>keek mee</translation>
    </message>
    <message>
        <source>second member of staff</source>
        <translation>tweede medewerker erbij</translation>
    </message>
    <message>
        <source>does not agree</source>
        <translation>komt niet overeen</translation>
    </message>
    <message>
        <source>compared</source>
        <translation>vergeleken</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>verschilt</translation>
    </message>
    <message>
        <source>accepted all the same</source>
        <translation>toch aanvaard</translation>
    </message>
    <message>
        <source>why accepted</source>
        <translation>waarom aanvaard</translation>
    </message>
    <message>
        <source>why</source>
        <translation>waarom</translation>
    </message>
    <message>
        <source>due since</source>
        <translation>moest weg vanaf</translation>
    </message>
    <message>
        <source>end</source>
        <translation>einde</translation>
    </message>
    <message>
        <source>code in the picture</source>
        <translation>code in beeld</translation>
    </message>
    <message>
        <source>package</source>
        <translation>pakket</translation>
    </message>
    <message>
        <source>session</source>
        <translation>sessie</translation>
    </message>
    <message>
        <source>case number</source>
        <translation>zaaknummer</translation>
    </message>
    <message>
        <source>remarks</source>
        <translation>opmerkingen</translation>
    </message>
    <message>
        <source>file</source>
        <translation>bestand</translation>
    </message>
    <message>
        <source>events</source>
        <translation>gebeurtenissen</translation>
    </message>
    <message>
        <source>version</source>
        <translation>versie</translation>
    </message>
    <message>
        <source>watches with: {companions}</source>
        <translation>kijkt samen met: {companions}</translation>
    </message>
    <message>
        <source>Went through the film step by step</source>
        <translation>Stap voor stap door de film gegaan</translation>
    </message>
    <message>
        <source>Dragged through the film</source>
        <translation>Door de film gesleept</translation>
    </message>
    <message>
        <source>Single pictures shown</source>
        <translation>Losse beelden getoond</translation>
    </message>
    <message>
        <source>Speed changed</source>
        <translation>Snelheid gewijzigd</translation>
    </message>
    <message>
        <source>Part of the film to be repeated</source>
        <translation>Deel van de film wordt herhaald</translation>
    </message>
    <message>
        <source>No part to be repeated any more</source>
        <translation>Er wordt geen deel meer herhaald</translation>
    </message>
    <message>
        <source>Moment marked</source>
        <translation>Moment gemarkeerd</translation>
    </message>
    <message>
        <source>Film waited for the storage</source>
        <translation>Film wachtte op de opslag</translation>
    </message>
    <message>
        <source>Storage was back</source>
        <translation>De opslag was terug</translation>
    </message>
    <message>
        <source>from</source>
        <translation>van</translation>
    </message>
    <message>
        <source>up to</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>beelden</translation>
    </message>
    <message>
        <source>times repeated</source>
        <translation>keer herhaald</translation>
    </message>
    <message>
        <source>remark</source>
        <translation>opmerking</translation>
    </message>
    <message>
        <source>Pointed at the timeline</source>
        <translation>De tijdlijn aangewezen</translation>
    </message>
    <message>
        <source>Small pictures shown</source>
        <translation>Kleine beelden getoond</translation>
    </message>
</context>
<context>
    <name>ZoneCard</name>
    <message>
        <source>The code was not compared</source>
        <translation>De code is niet vergeleken</translation>
    </message>
    <message>
        <source>Scan or type the code (may be left out)</source>
        <translation>Scan of typ de code (mag u overslaan)</translation>
    </message>
    <message>
        <source>The lines with the signs &lt;. They are compared and wiped; nothing is kept.</source>
        <translation>De regels met de tekens &lt;. Ze worden vergeleken en gewist; er wordt niets van bewaard.</translation>
    </message>
    <message>
        <source>The code of the document</source>
        <translation>De code van het document</translation>
    </message>
    <message>
        <source>Press Enter after each line.</source>
        <translation>Druk na elke regel op Enter.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergelijken</translation>
    </message>
    <message>
        <source>Why do you go on? This is recorded.</source>
        <translation>Waarom gaat u door? Dit wordt vastgelegd.</translation>
    </message>
    <message>
        <source>Write no names and no numbers of documents.</source>
        <translation>Schrijf geen namen en geen nummers van documenten op.</translation>
    </message>
    <message>
        <source>End: another person</source>
        <translation>Beëindigen: een andere persoon</translation>
    </message>
    <message>
        <source>Agrees: {fields}.</source>
        <translation>Komt overeen: {fields}.</translation>
    </message>
    <message>
        <source>This line has no name and no dates. Look at the card.</source>
        <translation>In deze regel staan geen naam en geen datums. Kijk op de kaart.</translation>
    </message>
    <message>
        <source>This may be another person&apos;s document.</source>
        <translation>Dit kan het document van iemand anders zijn.</translation>
    </message>
    <message>
        <source>More than one point differs. Was it read wrongly? Then read it again. Otherwise the viewing cannot go on.</source>
        <translation>Meer dan één punt verschilt. Is de code verkeerd gelezen? Lees hem dan opnieuw. Anders kan de inzage niet doorgaan.</translation>
    </message>
    <message>
        <source>Look at the document yourself.</source>
        <translation>Kijk zelf op het document.</translation>
    </message>
    <message>
        <source>Is there a good explanation, such as a slip in the approval? Then write it down. Otherwise the viewing cannot go on.</source>
        <translation>Is er een goede verklaring, zoals een tikfout in de goedkeuring? Schrijf die dan op. Anders kan de inzage niet doorgaan.</translation>
    </message>
    <message>
        <source>Line {line}: {count} characters</source>
        <translation>Regel {line}: {count} tekens</translation>
    </message>
</context>
<context>
    <name>_Demonstration</name>
    <message>
        <source>DEMONSTRATION · example pictures only, no real recordings on this station</source>
        <translation>DEMONSTRATIE · alleen voorbeeldbeelden, geen echte opnamen op dit station</translation>
    </message>
</context>
</TS>
