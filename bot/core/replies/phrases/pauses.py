"""Ways to say *now*, *later* and *not today*."""

from __future__ import annotations

from typing import Final

from bot.core.replies.patterns import Phrases

NOW: Final = Phrases(
    nl="""
        nu [meteen|meedoen|beginnen|starten|bewegen|pauze|een oefening|mijn pauze|rekken]
        meteen [beginnen|meedoen]
        direct
        doe [nu] [ook] mee
        [nog|ook] meedoen [nu]
        (begin|beginnen) [nu|met (bewegen|oefening|pauze)]
        bewegen [nu]
        start (nu|oefening|beweegpauze|mijn pauze)
        [korte|mijn] (pauze|oefening|oefeningen|beweegpauze) [nu|doen|starten|nemen|houden]
        [korte] (pauze|beweegpauze) nu (nemen|houden|doen)
        (geef|doe|neem|stuur) [nu] (pauze|oefening|beweegpauze)
        tijd voor [mijn] (pauze|oefening)
        rekken [en strekken]
    """,
    en="""
        now
        (right|do it|join|start|begin|go|move|stretch|exercise|break) now
        (lets|let us) (go|move|stretch|start)
        go
        [take|start|have|give|do|send] [my|one] (break|exercise|stretch) [now]
        (take one|one) now
        (exercises|stretching)
        (joining|im in|join|count me in|ready)
        time for [my] (break|exercise)
    """,
    both="start (pauze|break|exercise)",
)
LATER: Final = Phrases(
    nl="""
        [nu niet|niet nu] (straks|strakjes|dadelijk|zo|zometeen|zo meteen|zo dadelijk|zo direct)
        (iets|wat|misschien|liever|beter|nu niet|niet nu|een beetje) later
        (herinner|vraag|waarschuw) [het] [er] (later|straks) [aan|opnieuw|weer] [een keer]
        [later|straks] (uitstellen|herinneren)
        (doe|doen) [het|dit] (later|straks)
        [dit|het] [pauze] later [doen]
        stel (het|hem|de pauze) uit
        wacht [nog]
    """,
    en="""
        (a bit|a little|maybe|not now|rather|some time) later
        in a (bit|moment|minute|while)
        (remind|ask|ping|tell) [again] later
        (postpone|delay|snooze|wait) [it|a bit|a moment]
        (soon|hold on|hang on|wait|postpone|delay)
        give me a (minute|moment|sec|second)
        [we] do [it|this] later
    """,
    both="""
        later
        snooze
    """,
)
LATER_IN: Final = Phrases(
    nl="""
        [nu niet|niet nu] [later|straks|pas|liever] (over|in|na|met) {minutes} [weer|pas]
        (doe|ook|pauze|uitstellen) over {minutes}
        {minutes} (uitstel|uitstellen|wachten|geduld|pauzeren)
        nog {minutes} [wachten|geduld]
        (wacht|snooze|pauzeer) [nog] [voor] {minutes}
        (wacht|pauzeer|straks|over) {number}
        [later|straks] over {number}
        stel (het|de pauze|hem) [nog] {minutes} uit
        stel (het|de pauze|hem) uit (met|voor) {minutes}
        tot over {minutes}
        (herinner|waarschuw) [er] [weer] over {minutes} [weer|opnieuw] [aan]
        (vraag|stuur) [het] over {minutes} [weer|opnieuw|nog een keer|nog eens|een bericht]
        vraag het [nog een keer|nog eens|opnieuw] over {minutes}
        geef [nog] {minutes}
        [weer|nog een keer] over {minutes} [weer] (herinneren|vragen|waarschuwen|sturen|proberen)
        ben over {minutes} (klaar|terug|er weer|weer terug)
    """,
    en="""
        [not now] [later|wait|again] (in|after|for) {minutes} [again]
        {minutes} (delay|more|from now)
        [later] in {number}
        (wait|snooze|postpone|delay|pause) [it] [for|by] {minutes}
        (wait|snooze|postpone|delay|pause) [for|by] {number}
        (remind|ask|ping|tell|prompt|message) [again] in ({minutes}|{number})
        (give|another) {minutes}
        (be back|back|ready) in {minutes}
    """,
    both="""
        [later] {minutes}
        {minutes} later
        later {number}
        {number} later
    """,
)
LATER_IF_YES: Final = Phrases(
    nl="""
        nu niet
        niet nu
        nog niet
        (geen|heb geen|nu geen|heb nu geen|even geen|weinig) tijd [nu]
        [ben] [te] druk [nu]
        (ben|zit) [nu] [nog] in (vergadering|overleg|gesprek|meeting|call)
        in (vergadering|overleg|gesprek)
    """,
    en="""
        not (now|yet)
        (no|not enough|have no|dont have) time [now|right now]
        [too|very|im] busy [now|right now]
        in (meeting|call)
        im in (meeting|call)
    """,
    both="{number}",
)
A_MOMENT: Final = Phrases(
    nl="""
        [later|straks|pas] (om|rond|tegen|tot|vanaf) ({clock}|{minutes}|{number})
        [later|straks] (vanmiddag|vanavond|vanochtend|vandaag)
        [pas] na [het|mijn|dit] (lunch|middag|vergadering|overleg|gesprek|werk|eten|meeting|call)
        [later|straks] in (middag|avond|ochtend)
    """,
    en="""
        [later] (at|around|until|till|til|by|from) ({clock}|{minutes}|{number})
        [later] (this (afternoon|morning|evening)|tonight|today)
        [later] after [my|this] (lunch|meeting|call|work|dinner)
        later in day
    """,
    both="[later] {clock}",
)
NOT_TODAY: Final = Phrases(
    nl="""
        [liever] vandaag [liever|verder] niet [meer] [meedoen|storen]
        [liever|doe] niet [meer] vandaag [meer]
        vandaag [liever] geen (<messages>|pauze|bericht|oefeningen|tijd|zin) [meer]
        geen (<messages>|pauze|bericht|oefeningen|tijd|zin) [meer] vandaag
        heb vandaag geen (tijd|zin)
        heb geen (tijd|zin) vandaag
        doe vandaag niet [meer] mee
        werk vandaag niet
        vandaag werk ik niet
        rest van dag (niet|vrij|geen <messages>) [meer]
        rest van dag
        (sla|skip) vandaag [over]
        vandaag overslaan
        [ben] vandaag (vrij|ziek|weg|afwezig|er niet)
        ben er vandaag niet
        vandaag ben ik [er] (vrij|ziek|weg|afwezig|niet)
        stop [er] [voor] vandaag [mee]
        [pas|tot] morgen weer
        stoor vandaag niet [meer]
    """,
    en="""
        not [any more|anymore] today
        no more <prompts> [for] today
        today not
        (skip|nothing|no (<prompts>|break|more|time)) [for] today
        (off|out|away|sick|im off|im out|im away|im sick) today
        (stop|pause|enough|im done) for today
        [not] [for] rest of day
        (again tomorrow|tomorrow again)
        (dont|do not) disturb today
    """,
    both="skip (vandaag|today)",
)
NOT_TODAY_IF_YES: Final = Phrases(
    nl="""
        overslaan
        sla (deze|dit|hem|deze pauze) over
        [ben] ziek
        [heb] geen zin
        (genoeg [voor]|klaar voor) vandaag
        niet storen
        stoor niet
    """,
    en="""
        skip [this|it|this one|break]
        [im] ill
        im sick
        (dont|do not) disturb
    """,
)
