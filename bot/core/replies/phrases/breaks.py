"""Ways to stop prompts until a day, and to have them again."""

from __future__ import annotations

from typing import Final

from bot.core.replies.patterns import Phrases

UNTIL: Final = Phrases(
    nl="""
        tot {day}
        (<pause>|<away>) tot {day}
        tot {day} (<away>|<pause>|pauzeren|uit) [meer]
        tot {day} ben ik [er] <away>
        [pas|vanaf] {day} ben ik [er] (weer|terug|weer terug|er weer)
        ben [er] (tot {day} <away>|<away> tot {day}|niet tot {day}|tot {day} niet)
        heb (vakantie|vrij|verlof) tot {day}
        heb tot {day} (vakantie|vrij|verlof)
        (pauzeer|stop|zet) (alles|[mijn] <messages>) [uit|stil] tot {day}
        stop met <messages> [sturen] tot {day}
        (stuur|geef) (niets|niks|geen <messages>) [meer] tot {day}
        (stuur|geef) tot {day} (niets|niks|geen <messages>) [meer]
        stoor niet tot {day}
        <pause> {span}
        [<pause>] (voor|tot over|komende|de komende) {span}
        over {span} [weer|pas weer]
        pas [weer] over {span} [weer]
        [voor|komende] {span} (<away>|<pause>) [meer]
        ben [komende] {span} <away>
        [ben] rest van {span} (<away>|<pause>)
        rest van {span}
        ben [er] {day} (weer|terug|weer terug|er weer|pas weer|weer hier)
        ben [er] (pas|weer|vanaf|pas weer|weer vanaf|pas vanaf) {day} [weer|terug|weer terug]
        (weer|pas|vanaf|pas vanaf|pas weer|weer vanaf) {day} [weer|terug|verder]
        {day} (weer|verder|terug|weer verder|pas weer|weer terug)
    """,
    en="""
        (until|till|til|untill) {day}
        (<stop_en>|<away_en>) (until|till|til|untill) {day}
        (until|till|til) {day} (<away_en>|<stop_en>)
        [im|am|ill be|will be] <away_en> (until|till|til|untill) {day}
        (pause|stop|mute|snooze) (everything|it|[my] <prompts>) (until|till|til) {day}
        (dont|do not) (disturb|message|prompt) (until|till|til|before) {day}
        no more <prompts> (until|till|til|before) {day}
        (<stop_en>|<away_en>) [for] [next|coming] {span}
        (im|am|ill be|will be) <away_en> [for] [next|coming] {span}
        (for|in|again in) {span}
        [for] rest of {span}
        not {span}
        {span} (off|away|vacation|holiday|break)
        [im|am|ill be|will be] (back|available|again) [again] [on|from] {day}
        {day} again
    """,
)
THROUGH: Final = Phrases(
    nl="""
        [<pause>|<away>] <through> {day}
        <through> {day} (<away>|<pause>) [meer]
        ben [er] <through> {day} <away>
        ben <away> <through> {day}
        heb (vakantie|vrij|verlof) <through> {day}
        [ben] vandaag en {day} (<away>|geen <messages>) [meer]
    """,
    en="""
        [<stop_en>|<away_en>] <through_en> {day}
        [im|am|ill be|will be] <away_en> <through_en> {day}
        [im|not|am] <away_en> today and {day}
        not today (or|and) {day}
    """,
)
UNTIL_IF_YES: Final = Phrases(
    nl="""
        [<away>|<pause>] van {day} tot {day}
        van {day} tot {day} (<away>|<pause>)
        ben van {day} tot {day} <away>
        ben <away> van {day} tot {day}
        [<pause>] {day} tot {day}
        [op|vanaf] {day}
        {span}
    """,
    en="""
        [<away_en>|<stop_en>] [from] {day} (to|until|till) {day}
        (im|am|ill be) <away_en> [from] {day} (to|until|till) {day}
        [on] {day}
    """,
)
THROUGH_IF_YES: Final = Phrases(
    nl="""
        [<away>|<pause>] [van] {day} <through> {day}
        van {day} <through> {day} (<away>|<pause>)
        ben van {day} <through> {day} <away>
        ben <away> van {day} <through> {day}
        [op] {day} (<away>|geen <messages>)
        [ben] [er] [op] {day} (<away>|niet)
        {day} ben ik [er] <away>
    """,
    en="""
        [<away_en>|<stop_en>] [from] {day} <through_en> {day}
        (im|am|ill be) <away_en> [from] {day} <through_en> {day}
        (not|off|away|no <prompts>|im off|im away|im out) [on] {day}
        {day} (off|not|away)
    """,
)
WHICH_DAY: Final = Phrases(
    nl="""
        [ben|ga] [een tijdje] (op vakantie|met vakantie|met verlof|afwezig)
        [heb] (vakantie|verlof)
        (pauzeer|pauzeren|onderbreek)
        [ben] een tijdje (weg|vrij|stil|niet)
        (pauzeer|onderbreek|zet) [mijn] <messages> [stil|op pauze]
        (voorlopig|tijdelijk) (niet|geen <messages>)
        tot [wanneer]
        tot nader order
    """,
    en="""
        [im|am|going] (on|on parental|on maternity) (vacation|holiday|holidays|leave)
        (vacation|holiday|holidays|ooo|out of office|away|im away|im ooo|im out of office)
        pause [my] (<prompts>|everything)
        (pause|pause for now|for a while|pause for a while|put on pause)
        (until|till|until further notice)
    """,
)
RESUME: Final = Phrases(
    nl="""
        [ben] [er] [weer] terug [van (vakantie|verlof)]
        [ben] er weer
        ben [er] weer (hier|er|beter|bereikbaar|aanwezig|aan het werk)
        [zet] [het|alles|[mijn] <messages>] weer aan
        zet (het|alles) aan
        weer (aanzetten|beginnen|verder|meedoen|starten)
        (hervat|hervatten|heractiveer) [mijn] [<messages>]
        ga [weer] (door|verder)
        [stuur] weer <messages> [sturen|ontvangen|krijgen]
        start weer
        doe weer mee
        (stop|beeindig|einde) (pauze|vakantie)
        (aan|aanzetten)
    """,
    en="""
        (resume|unpause|continue|restart|unmute) [my] [<prompts>|everything|it]
        [im|am] back [again|from holiday|from vacation|from leave|at work]
        [turn|switch] [it|<prompts>|everything] back on
        (turn|switch) (it|everything|<prompts>) on
        (turn|switch) on <prompts>
        start again
        end (pause|vacation|holiday)
        (on|enable)
    """,
)
