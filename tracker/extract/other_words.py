"""All other words the extractor knows, each with what it does in a sentence."""

from itertools import product

from tracker.extract.hedged_words import CLAIMING, UNCONFIRMED
from tracker.extract.kinds import Kind
from tracker.extract.wordlists import terms, words


def _all(kind: Kind, texts: str) -> dict[str, Kind]:
    return dict.fromkeys((" ".join(text.split()) for text in texts.split("|")), kind)


SAYING = (
    "said|says|say|told|tells|tell|announced|announces|reported|reports|report|confirmed|confirms"
    "|confirm|added|adds|stated|states|wrote|writes|tweeted|claimed|claims|claim|insisted|insists"
    "|insist|admitted|admits|acknowledged|acknowledges|acknowledging|estimated|estimates|declared"
    "|declares|disclosed|revealed|reveals|warned|warns|noted|notes|recalled|recalls|testified"
    "|conceded|concedes|boasted|boasts|alleged|alleges|maintained|maintains|asserted|asserts"
    "|explained|concluded|concludes|believes|believe|reckons|reckoned|reckon|cautioned|answered"
    "|posted|spoke of|speaks of|speak of|shows|showed|show|found that|finds|calculated"
    "|saying that|has said|have said|had said|maintain|remembered|replied|stressed|briefed"
    "|is saying|are saying|saying|adding|suggests|suggest|suggested|indicated|indicates|informed"
    "|related"
    "|described|mentioned|argued|argues|thought|asserting|has confirmed|have confirmed"
    "|has announced|has reported|have reported|read a statement|commented|remarked|sobbed"
    "|whispered|shouted|would confirm|could confirm|would say|would confirm only|will say"
    "|will confirm only|would concede|reported that|swore|swears|radioed|went on|continued"
    "|has admitted|have admitted|relayed|communicated|shrugged|murmured|muttered|sighed|cried"
    "|recounted|agree|agreed|agrees|stood by|stuck to|sticks to"
    "|stands by|repeated|repeats|reiterated|defended|reaffirmed|conjectured|guessed|ventured"
    "|bragged|brags|crowed|trumpeted|gloated|lamented|volunteered|hazarded|found|contends"
    "|contended|countered|counters"
)
COUNTING = (
    "placed|places|has the names of|has names for|counted|count|counts|tallied|tallies|logged"
    "|recorded|records"
    "|record|registered|gave|give|gives"
    "|listed|lists|names|named|documented|documents|published the names of|verified|verifies"
    "|identified|quoted a toll of|cites|had logged|has counted|have counted|has documented"
    "|has recorded|have recorded|put|puts|is putting|has put|are putting|had counted|now gives"
    "|now give|estimates that|tracks|tracked|now counts|now lists|has verified|have documented"
    "|read out|offered|certified|sets|now puts|now put|issued|has it at"
)
CITING = (
    "citing|quoting|quoted|relaying|relayed|cited|cites|quotes|referring to|relying on|crediting"
    "|attributing to|on the authority of|passing on|attributed to|attributed the figure to"
    "|attributed the number to|sourced to|attributed the toll to|with reference to"
)
ACCORDING = (
    "according to|as reported by|as told by|in the words of|as stated by|as counted by|as per|per"
    "|in the account of|in an account by|by the account of|by the count of|by the reckoning of"
    "|in the reckoning of|if one believes|if you believe|if we believe|going by"
    "|in the estimate of|on the word of|as confirmed by|by the tally of"
)
_MOVES = (
    "rose|risen|rises|rising|rise|increased|increases|increasing|climbed|climbs|climbing|climb"
    "|jumped|jumps|jumping|soared|soars|surged|surges|swelled|swollen|grew|grown|grows|growing"
    "|mounted|mounts|raised|raises|raising|revised|revises|updated|updates|fell|fallen|falls"
    "|falling|dropped|drops|declined|decreased|lowered|lowers|lowering|reduced|reduces|cut|cuts"
    "|went up|gone up|goes up|going up|went|leapt|leaps|ran up|crept|creeps|came|come|comes|coming"
    "|brings|brought|bringing|taking|takes|took|pushed|pushes|pushing|doubled|tripled|edged up"
    "|ticked up|went down|came down|corrected|amended|moved|shot up|inched up|nearly doubled"
    "|downgraded|upgraded|adjusted|sank|shrank|shrunk|brought down|slashed|trimmed|rounded|driving"
    "|driven|drove|lifted|lifting|lifts|spiked|ballooned|crawled|quadrupled"
)
_MOVED = [f"{move}{way}" for move, way in product(_MOVES.split("|"), ("", " up", " down"))]
MOVES = frozenset(_MOVES.split("|"))
"""Verbs that move a toll."""
_AT_NUMBER = (
    "reached|reaches|reaching|hit|hits|hitting|stands at|stood at|standing at|stand at|remains at"
    "|remained at|is at|was at|put at|set at|totalled|totaled|totals|totalling|totaling|numbered"
    "|numbers|runs to|ran to|now runs to|remained|remains|held at|held steady at|steady at"
    "|is put at|was put at|stays at|stayed at|unchanged at|estimated at|settled at|settled on"
    "|amounted to|amounts to|comes to|came to|as given by|equals|equalled|so far is|is now"
    "|so far stands at|stands currently at|currently stands at|now stands at|had reached"
    "|has reached|have reached|has hit|had hit|given as|is given as|was given as"
    "|crossed|has crossed|had crossed|swelled to|ended at|closed at|closes at"
)
THINGS = (
    "home|house|building|apartment|flat|shop|school|church|mosque|bridge|hospital|village|town"
    "|city|car|vehicle|truck|bus|lorry|boat|ship|vessel|tank|drone|missile|rocket|shell|bomb|mine"
    "|round|bullet|weapon|rifle|gun|tent|blanket|bag|drum|tonne|ton|kilo|kilogram|litre|gallon"
    "|ticket"
    "|call|photograph|picture|bed|ambulance|helicopter|plane|aircraft|jet|sortie|strike|raid|attack"
    "|blast|explosion|earthquake|aftershock|tremor|fire|blaze|flood|storm|hectare|acre|metre"
    "|meter|km"
    "|kilometre|kilometer|mile|foot|feet|cm|mm|inch|square|degree|point|percent|per|dollar|euro"
    "|pound"
    "|per cent"
    "|million|sheep|cow|goat|horse|dog|cattle|animal|camel|pig|chicken|bird|fish|livestock|poultry"
    "|buffalo|donkey|mule|cat|hen|duck|seal|whale|dolphin|elephant|pigeon|turkey|lamb|calf|calves"
    "|hour|day|week|month|year|minute|second|decade|century|storey|story|floor|room|window|road"
    "|street|district|province|region|country|state|site|location|shelter|camp|warehouse|factory"
    "|family home|unit|dose|crate|box|container|barrel|vote|seat|goal|game|match|lap|run|wicket"
    "|page|word|line|time|times|step|case|charge|count|order|statement|sample|report|incident"
    "|body bag"
    "|bodyguard unit|train|carriage|wagon|coach|tram|container ship|well|pump|engine|motor|volt"
    "|stretcher|coffin|wreath|candle|flag|stone|brick|position|checkpoint|base|outpost|convoy"
    "|shipment|tractor|motorcycle|bicycle|scooter|phone|computer|camera|document|file|letter|email"
    "|message|post|tweet|barricade|cartridge|grenade|mortar|knot|kph|mph|kmh|gram|watt|megawatt|hp"
    "|dead sheep|fathom|yard|league|square metre|acre of land|pistol|revolver|knife|knives"
    "|round of ammunition|dwelling|property|properties|outbuilding|pylon|mast|turbine|reactor"
    "|beehive|hive|crop|orchard|tree|vine|rig|pipeline|dam|lock|levee|barrage|station|platform"
)
_ANY = (
    _all(
        Kind.AUX,
        "was|were|are|is|be|been|being|has|have|had|having|got|get|gets|getting|did|do|does",
    )
    | _all(
        Kind.ADVERB,
        "also|now|already|all|both|so far|still|then|later|either|too|thus far|to date|in total"
        "|in all|alone|instantly|outright|overall|together|either side|reportedly|confirmed"
        "|officially|apparently|otherwise|subsequently|immediately|themselves|known to have|alike"
        "|said to have|reported to have|confirmed to have|only|just|even|there|at once|currently"
        "|known|since|altogether|eventually|finally|nevertheless|certainly|each|have since"
        "|overnight"
        "|simply|almost instantly|on the spot|at the scene|that|tragically|today|yesterday|tonight"
        "|as well|reported to be|known to be|confirmed to be|here|instead|said to be|lightly",
    )
    | _all(
        Kind.MODAL,
        "could|may|might|would|will|can|shall|likely|expected|expects|expect|feared|fear|fears"
        "|possible|if|unless|potentially|should|believed|thought to be|hopes|anticipate|anticipates"
        "|anticipated|predicted|predicts|predict|forecast|forecasts|chance|risk|threatened"
        "|threatens|threatening|vowed|vows|promised|plans to|planned|planning|plotted|plotting"
        "|attempted|tried to|trying to|projected|projects|project|models|modellers|capable|presumed"
        "|scenario|worst case|wanted to|intended to|swore to|swore|threat|going to|hypothetical"
        "|in the event|assuming|suppose|had the|must|ready to|prepared to|at risk of|enough to"
        "|supposed|potential|expecting|whether|fearing|worst-case|imagine|imagined|probably"
        "|prepare|prepare for|preparing for|brace for|bracing for|braced for"
        "|no evidence that|no confirmation that|no proof that|no indication that|no evidence of"
        "|nearly killed|almost killed|nearly killing|almost killing|nearly died|almost died"
        "|nearly drowned|almost drowned|nearly wounded|nearly injured"
        "|doubt that|doubts that|doubted that|nobody believes|no one believes|few believe"
        "|room for|space for|capacity for|capacity of",
    )
    | dict.fromkeys(UNCONFIRMED, Kind.MODAL)
    | _all(
        Kind.NOT,
        "not|no|never|without|nobody|none|n't|didn't|wasn't|weren't|rather than|instead of|nor"
        "|neither|cannot|hasn't|haven't|don't|doesn't|isn't|aren't",
    )
    | _all(Kind.WORD, "executed for|sent home|allowed home|gone home|went home")
    | dict.fromkeys(CLAIMING, Kind.SAYING)
    | _all(
        Kind.DENIAL,
        "denied|denies|deny|denying|rejected|rejects|rejecting|dismissed|dismisses|dismissing|false"
        "|untrue|baseless|invention|fabricated|fabrication|fabrications|hoax|disputed|disputes"
        "|disputing|refuted|refutes|rumour|rumours|rumor|rumors|unfounded|fake|debunked|lie|lies"
        "|propaganda|bogus|nonsense|denial|disinformation|misinformation|made-up|made up"
        "|exaggerated|exaggeration|overstated|inflated"
        "|not true|no truth|was wrong|were wrong|is wrong|are wrong|was incorrect|were incorrect"
        "|is incorrect|are incorrect|was inaccurate|were inaccurate|was an error|was a mistake",
    )
    | _all(Kind.SAYING, SAYING)
    | _all(Kind.COUNTING, COUNTING)
    | _all(Kind.CITING, CITING)
    | _all(Kind.ACCORDING, ACCORDING)
    | _all(Kind.MOVING, "|".join(_MOVED))
    | _all(Kind.LINK, _AT_NUMBER)
    | _all(
        Kind.FROM,
        "up from|down from|than the|than|( was|( from|( up from|( down from|( earlier"
        "|( previously|compared with|compared to|as against"
        "|instead of|rather than|not|an earlier figure of|an earlier|a previous|the previous"
        "|the earlier|previous|an initial|the initial|earlier figure of|earlier toll of"
        "|exceeding the"
        "|surpassing the|replacing the|an earlier count of|previously|more than double the"
        "|more than double|initial|an original|the original|a provisional|an interim|double the"
        "|twice the|the initial figure of|the original figure of|its earlier figure of"
        "|old figure of",
    )
    | _all(
        Kind.EARLIER,
        "initially|at first|originally|interim|earlier|previously|preliminary figure|first reports"
        "|initial reports|early reports|an earlier count|had reported|had listed|had spoken of"
        "|had put"
        "|had said|had given|had announced|had earlier|had initially|had previously|had claimed"
        "|had estimated|had counted|had been put|was first put|was initially put|first said"
        "|registered twice|counted twice|double-counted|counted double|first put|first reported"
        "|first given|first announced|first set|originally given"
        "|had first|once put|had stood|stood the day before|once",
    )
    | _all(
        Kind.INCLUDING,
        "including|among them|among whom|amongst them|including among them|included|includes"
        "|include"
        "|includes the|among those killed|among these|among these were|among the dead"
        "|comprising|counting",
    )
    | _all(Kind.AMONG, "among|amongst|one of")
    | _all(Kind.LEAVING, "left|leaving|leaves|leave|has left|have left|had left")
    | _all(Kind.WHO, "who|whom|which|that")
    | _all(Kind.OF, "of")
    | _all(
        Kind.PREPOSITION,
        "in|on|with|near|outside|inside|during|after|before|over|under|across|by|into|off|around"
        "|through|for|along|between|between them|behind|beneath|beside|beyond|down|up|onto|out of"
        "|within|against|as"
        "|when|where|since|until|aboard|at|via|amid|about|above|below|toward|towards|to|because of"
        "|from|due to|throughout|upon|besides|following|alongside|because",
    )
    | _all(
        Kind.DETERMINER,
        "the|a|an|his|her|its|their|our|my|your|these|those|this|them|us|him|it|they|we|he|she|i"
        "|you|every|any",
    )
    | _all(Kind.AND, "and|or|&|plus|as well as|along with")
    | _all(
        Kind.BUT,
        "but|while|whereas|although|though|yet|even as|even though|despite|however",
    )
    | _all(
        Kind.MORE,
        "more|further|additional|new|fresh|another|more people|extra|a further|an additional"
        "|on top of",
    )
)
_SIGNS = {
    ",": Kind.COMMA,
    ";": Kind.SEMICOLON,
    ":": Kind.COLON,
    "(": Kind.OPEN,
    ")": Kind.CLOSE,
    "[": Kind.OPEN,
    "]": Kind.CLOSE,
    "—": Kind.DASH,
    "–": Kind.DASH,
    "-": Kind.DASH,
    ".": Kind.STOP,
    "!": Kind.STOP,
    "?": Kind.STOP,
    "…": Kind.STOP,
    "|": Kind.SEMICOLON,
    **dict.fromkeys("\"'“”„«»‘’*_#`>", Kind.QUOTE),
}
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
OF_THE_DAY = words(f"{_DAYS.replace('|', ' ')} today yesterday overnight tonight")
"""What dates a figure to a day of this week, so that it is no sum of months."""
MONTHS = terms(
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
SHORT_MONTHS = terms("jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec")
_TIMES = (
    f"{_DAYS}|night|morning|evening|afternoon|noon|midnight|dawn|dusk|nightfall|sunrise|sunset"
    "|weekend|the weekend|last night|this morning|this week|last week|breakfast|lunchtime|a.m.|p.m."
    "|am|pm|gmt|utc|o'clock|local time|early|late|daybreak"
)

OTHERS: dict[str, Kind] = (
    _all(Kind.THING, "|".join(f"{one}|{one}s" for one in THINGS.split("|")))
    | _all(Kind.TIME, _TIMES)
    | _all(Kind.TIME, "|".join((*(m for m in MONTHS if m != "may"), *SHORT_MONTHS)))
    | _ANY
    | _SIGNS
)
"""Every word or phrase with its kind."""

PRETENDING = words("simulated simulation simulating mock fictional dramatised dramatized rehearsed")
"""Words of a sentence in which nobody dies, wherever they stand."""
FICTIONS = words(
    "drill drills exercise exercises rehearsal film movie novel thriller screenplay sequel musical"
    " opera videogame legend myth"
)
"""In what nobody dies: "in the film 30 people drown". In a film studio people do."""

PASSING = words("tops topped passes passed exceeds exceeded surpasses surpassed nears neared")
"""Verbs that are part of an amount: the toll tops 18,000."""
MONEY = frozenset("$€£¥₹")
NOT_PEOPLE_AFTER = words("% ° °c °f percent per pc pct")
NUMBERED = words(
    "highway route flight room gate building block zone sector unit ward bus no number page"
    " chapter article section phase stage day week magnitude aged age runway platform road terminal"
    " channel pier level category level-"
)
"""Words whose number is a name: Highway 12, magnitude 6."""

TWICE = frozenset(("registered twice", "counted twice", "double-counted", "counted double"))
"""Said of those who are no longer counted."""
SAFE = frozenset(
    (
        *words("alive rescued saved survived freed released discharged found-alive unhurt"),
        *words("unharmed safe evacuated reunited"),
        *terms("sent home|allowed home|gone home|went home"),
    )
)
"""What befell people who are no longer counted, or never were."""
