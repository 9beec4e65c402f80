"""Words about how a body feels, and the ways of speaking in which they are about something else."""

from __future__ import annotations

from typing import Final

from bot.core.replies.patterns import Phrases

FEELINGS: Final = Phrases(
    nl="""
        (duizelig|duizelige|draaierig|misselijk|kortademig|benauwd|licht in (het|mijn) hoofd)
        (gevoelloos|onwel|zweverig|buiten adem|zwart voor (mijn|de) ogen|zie sterretjes)
        (voel|voelt|voelde) [me|mij|zich|ik me] [opeens|ineens] [helemaal|echt] niet (goed|lekker)
        (voel|voelt|voelde) [me|mij|zich|ik me] (flauw|ziek|beroerd|ellendig)
        (voelt|voelde) (niet fijn|verkeerd|fout)
        niet (goed|lekker|fijn) (voelt|voelde)
        [me|mij] niet lekker
        (wordt|werd|word) niet goed
        (geblesseerd|gewond|bezeerd|moet overgeven|moest overgeven)
        door (mijn|de) (rug|enkel|knie) [heen] gegaan
        (ben|is) [net|zojuist|hard] gevallen
    """,
    en="""
        (dizzy|lightheaded|light headed|nauseous|nauseated|breathless|woozy|numb|unwell|queasy)
        (short of breath|out of breath|see stars|seeing stars|blurry vision|blurred vision)
        (head|room) is spinning
        (feel|feels|feeling|felt) (faint|sick|ill|weird|wrong|off|terrible|awful)
        (not|dont|doesnt|didnt|isnt) (feel|feeling) [so|very|too] (well|good|right|great)
        (injured|hurt myself|injured myself|fell over|fell down)
        (going|about) to (throw up|vomit|be sick)
    """,
)
"""States: *duizelig*. Among other words they take somebody who is, feels or becomes it."""
COMPLAINTS: Final = Phrases(
    nl="""
        (pijn|pijnen|pijntje|pijntjes|pijnscheut|pijnscheuten|zenuwpijn|spierpijn|gewrichtspijn)
        (hoofdpijn|rugpijn|onderrugpijn|nekpijn|schouderpijn|armpijn|polspijn|elleboogpijn|handpijn)
        (heuppijn|bekkenpijn|bilpijn|kniepijn|beenpijn|voetpijn|enkelpijn|kuitpijn|liespijn)
        (buikpijn|maagpijn|ribpijn|kaakpijn|oogpijn|oorpijn|kiespijn|tandpijn|keelpijn|migraine)
        (tinteling|tintelingen|duizeligheid|duizeling|duizelingen|misselijkheid|benauwdheid)
        (kortademigheid|gevoelloosheid|doof gevoel|dood gevoel|kramp|krampen|spit|blessure)
        (spierscheuring|zweepslag)
    """,
    en="""
        (pain|pains|ache|aches|soreness|cramp|cramps|spasm|spasms|backache|headache|headaches)
        (stomachache|toothache|earache|dizziness|vertigo|nausea|tingling|tingles|numbness)
        (pins and needles|breathlessness|shortness of breath|pinched nerve)
    """,
)
"""Things one has: *pijn*. Among other words they take somebody who has, gets or feels it."""
HURTS: Final = Phrases(
    nl="(tintelt|tintelen|tintelde|tintelden|duizelt|hyperventileer|au|auw|aua)",
    en="(hurts|hurt|hurting|aching|ached|cramping|hyperventilating|ouch|ow|oww|owie)",
)
"""What a body does. Among other words it takes the person who says so; see also *doet … zeer*."""
QUALITIES: Final = Phrases(
    nl="(pijnlijk|pijnlijke|tintelende|stekende|zeurende|kloppende|brandende|zere)",
    en="(painful|sore|achy|stabbing|throbbing)",
)
"""What a part of a body can be, and a meeting too."""
LOCAL: Final = Phrases(
    nl="""
        last (van|met|aan|in)
        (klachten|steekt|steken|steek|brandt|branden|prikt|schiet|geschoten|verrekt|verrekte)
        (verstuikt|verzwikt|gekneusd|gescheurd|gezwollen|dik|opgezet|doof|dove|slap|krachteloos)
        (slaapt|slapende|beurs|gebroken|kapot|ontwricht|speelt op)
    """,
    en="""
        (burns|burning|stings|stinging|swollen|sprained|strained|pulled|twisted|tweaked)
        (dislocated|broke|broken|tore|torn|asleep|killing me|acting up|gave out|threw out|weak)
        (discomfort|trouble with)
    """,
)
"""Words that say something of a body only together with a part of it."""
WEAKNESS: Final = Phrases(
    nl="geen (kracht|gevoel) [meer]",
    en="(loss of|lost|no) (strength|feeling)",
)
"""Like `LOCAL`; in an arm, a leg or the face one calls 112."""
ALARMS: Final = Phrases(
    nl="""
        (borstpijn|hartkloppingen|hartaanval|hartinfarct|beroerte|verlamming|krachtverlies|verlamd)
        (flauwgevallen|flauw gevallen|val flauw|valt flauw|viel flauw|flauw val)
        (flauwvallen|flauwval)
        (bewusteloos|buiten bewustzijn|buiten westen)
        (krijg|krijgt|kreeg) [ik] [bijna|echt|helemaal|ook|opeens|ineens] geen (lucht|adem) [meer]
        geen (lucht|adem) [meer] (krijg|krijgt|kreeg)
        (kan|kon) [ik] [bijna] niet [meer|goed|normaal] (ademen|ademhalen)
        (kan|kon) [ik] (amper|nauwelijks) [nog] (ademen|ademhalen)
        (ik stik|scheve mond|mond hangt [scheef]|mond staat scheef|gezicht hangt|praat onduidelijk)
        hart (bonkt|bonst|gaat tekeer|slaat over)
        (druk|beklemming|strakke band) (op|om|rond) <the> (borst|borstkas|hart)
        (beklemd|beklemmend|drukkend|strak|benauwd) gevoel (op|om|rond) <the> (borst|borstkas)
        (pijn|steken) (op|in|aan|bij|rond|achter) <the> (borst|borstkas|borstbeen|hart)
        borst (trekt|zit|voelt) (dicht|strak|beklemd|samen)
    """,
    en="""
        (fainted|fainting|passed out|passing out|unconscious|heart attack|having a stroke)
        (had a stroke|paralysed|paralyzed|paralysis|slurred speech|drooping face|palpitations)
        (sudden weakness|face is drooping|cant speak)
        (going|about) to (faint|pass out)
        heart is (racing|pounding)
        (cant|cannot|can not|couldnt|hardly|barely) (breathe|catch my breath|get air)
        (struggling|hard|unable|difficult) to breathe
        (pressure|tightness|tight feeling|squeezing) (on|in|around) <the> chest
        (pain|pains) (in|around|behind|on) <the> (chest|heart)
        (chest (pain|pains|tightness|pressure)|tight chest)
        chest (is|feels) [so|very|really] (tight|heavy)
    """,
)
"""What one calls 112 for, whatever part of a body is named."""
SOS: Final = Phrases(
    nl="(bel|bellen) (112|een ambulance|de ambulance)\n112 bellen\nhelp 112",
    en="(call|dial) (112|911|999|an ambulance)",
    both="ambulance",
)
"""Calls for help."""

FIGURES: Final = Phrases(
    nl="""
        (je|jouw|jullie|uw|hun) pijn
        pijn (van de klant|van het project|van de reorganisatie|van anderen|punt|punten|dossier)
        pijn [me|mij] om te (zien|horen|lezen|zeggen)
        (me|mij|ons) pijn dat
        pijn in (mijn|de|je|onze) portemonnee
        pijn in (de|je) (kont|reet)
        met pijn in (mijn|het|ons) hart
        (stik|stikken) (van|in) (het|de) (lachen|lach|werk)
        (gebroken hart|hart gebroken|hart brandt|hoofd gebroken over|schiet door mijn hoofd)
        (steek|steekt|steken) [een|je|de|mijn] (hand|handen|vinger|hoofd) (op|uit|in)
        (pijnlijk|pijnlijke) (om te zien|om te horen|om te lezen|punt|punten|duidelijk|traag)
        het is [hier|nu|buiten] [zo|erg|best|wel|heel|nogal|een beetje] benauwd
        voel me niet (goed|lekker) bij
        niet fijn dat
    """,
    en="""
        pain (au|point|points|killer|killers|relief|free|management|threshold|perdu)
        (your|their|customer|customers|user|users) pain
        (growing|great) pains
        (take|takes|took|taking) pains
        (hurts|hurt|painful) to (see|hear|say|read|admit|watch|ask|try|know)
        (hurt|hurts|hurting) (your|their|our|his|her|the|my) (feelings|business|sales|brand)
        (feel|feels|feeling|felt) (wrong|weird|off|bad|good|well|right|great) about
        (not|dont|doesnt|didnt|isnt) (feel|feeling) (good|right|great) about
        (want|wants|wanted|mean|meant|trying) to hurt
        (hurt|hurts) (you|him|them|anyone|anybody|someone|us|people|me that|me to)
        (broke|broken|breaks) (my|his|her|your) heart
        (gave|give|giving) me [almost|nearly] a heart attack
        (passed out (the|flyers|copies)|unconscious bias)
        back to back
        au (pair|gratin|bain|revoir)
        (sore|tender) (loser|losers|point|spot)
    """,
)
"""Ways of speaking in which these words are about something else."""
NUISANCES: Final = Phrases(
    nl="(is|was|wordt) een [echte|grote|enorme] hoofdpijn",
    en="""
        <nuisance> (pain|headache) [in the (neck|ass|arse|butt|backside)]
    """,
)
"""The same, unless somebody's own body is named with it: *a pain in my left knee*."""
