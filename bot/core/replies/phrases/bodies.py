"""Parts of a body, and the plain words that may stand around a symptom without changing it."""

from __future__ import annotations

from typing import Final

BODY: Final = frozenset(
    """
    rug onderrug bovenrug rugje nek schouder schouders schouderblad schouderbladen arm armen
    linkerarm rechterarm bovenarm onderarm elleboog ellebogen pols polsen hand handen vinger
    vingers duim duimen heup heupen bekken bil billen lies been benen linkerbeen rechterbeen
    bovenbeen bovenbenen onderbeen dij dijen knie knieen kuit kuiten scheen enkel enkels voet
    voeten teen tenen hiel hielen hak hoofd gezicht kaak oog ogen oor oren keel kies tand tanden
    mond buik maag rib ribben ribbenkast lijf lichaam spier spieren gewricht gewrichten pees
    wervel wervels ruggengraat stuitje borst borstkas hart borstbeen long longen hamstring
    hamstrings achillespees zij hartstreek back spine neck shoulder shoulders arms elbow elbows
    wrist wrists hands finger fingers thumb thumbs hip hips pelvis groin glute glutes buttock
    leg legs thigh thighs knee knees calf calves shin ankle ankles foot feet toe toes heel heels
    head face jaw eye eyes ear ears throat tooth teeth mouth belly stomach abdomen ribs ribcage
    body muscle muscles joint joints tendon tailbone chest heart breastbone lung lungs
    """.split()
)
CHEST: Final = frozenset("borst borstkas borstbeen hart hartstreek chest heart breastbone".split())
LIMBS: Final = frozenset(
    """
    arm armen linkerarm rechterarm hand handen been benen linkerbeen rechterbeen vingers voet
    voeten gezicht mond arms hands leg legs fingers foot feet face mouth
    """.split()
)
SIDES: Final = frozenset(
    """
    linker rechter linkse rechtse onder boven onderste bovenste hele lage stijve slechte ene
    andere beide left right lower upper whole entire both bad stiff other poor
    """.split()
)
"""Words between *my* and a part of a body."""

SPEAKER: Final = frozenset(
    """
    ik k kheb mij me mezelf mijzelf heb ben word voel krijg i im ive myself
    """.split()
)
"""Words by which somebody speaks of themselves; verbs too, for who leaves *ik* out."""
SPEAKER_FIRST: Final = frozenset(
    "werd kreeg voelde had zit loop sta lig feel feeling felt getting got have having".split()
)
"""The same, where a clause begins with it."""
OTHERS: Final = frozenset(
    """
    hij zij haar hem iemand collega mijn mn he she him her his my someone somebody colleague
    coworker
    """.split()
)
OWN: Final = frozenset("mijn mn me m my zijn haar his her".split())

HAVING: Final = frozenset(
    """
    heb heeft hebben had krijg krijgt kreeg kregen voel voelt voelde ervaar merk doet doen deed
    houd have has having get gets got getting feel feels felt feeling experience experiencing
    suffer suffering ive
    """.split()
)
BEING: Final = frozenset(
    """
    maakt maakte maken ben is was word wordt werd geworden voel voelt voelde raak raakt raakte
    makes made am im are became become becoming get gets got getting feel feels felt feeling
    went hes shes
    """.split()
)

PLAIN: Final = frozenset(
    """
    een de het dit dat deze die er hier daar nu net zojuist straks vandaag gisteren vanochtend
    vanmorgen vanmiddag vannacht opeens ineens plotseling plots steeds nog al weer ook even
    eventjes veel erg heel best wel zo beetje behoorlijk enorm flink vreselijk verschrikkelijk
    hevig hevige scherpe scherp erge lichte zware vage felle plotselinge toenemende groeiende
    nieuwe echt super heftig heftige meer erger heftiger sterker sinds na van door bij in op aan
    onder boven onderin bovenin midden tussen rond om tot en of maar want dus als wanneer toen
    terwijl tijdens met naar uit links rechts linker rechter linkerkant rechterkant zijkant kant
    beide help hulp stop stoppen gestopt au ik je jij wij we hij zij ze me mij mezelf mijn mn
    zich haar hem heb hebt heeft hebben had ben is was zijn word wordt werd worden geworden
    krijg krijgt kreeg krijgen gekregen voel voelt voelde gevoel doe doet doen deed zit zitten
    staat staan sta lig gaat ga lopen loop bukken buk tillen bewegen beweeg beweging draaien
    strekken rekken ademen oefening oefeningen rek rekoefening bekkenrek stretch pauze walk
    maakt maakte wandelen traplopen rechtop niet geen zonder te kan kon moet hoort mag dan hoor
    sorry hallo hoi bot pauzebot graag ja nee oke uitstralend uitstralende straalt uitstraling
    laag hoog hele dag week uur minuten lang weken dagen uren paar laatste keer iemand collega
    wat waarom hoe normaal moment weg over voorbij a an the this that these those it its there
    here now just today yesterday morning evening suddenly still again also so very really quite
    bit little some lot lots much bad badly sharp severe sudden shooting strong mild slight
    terrible awful horrible intense growing worse more on at to from with after since when while
    during if and or but because my i im ive id am are were be been has have having get gets
    getting got feel feels feeling felt he she his her him they our you not no without left
    right lower upper side both middle all stopped please ok okay hi hello yes exercise
    exercises stretching move moving movement bend bending walking sit sitting stand standing
    breathe breathing doing did do does make makes made giving gives started starts starting
    down into up through what why how normal gone away can cannot cant too quickly someone
    colleague days hours weeks minutes long
    """.split()
)
