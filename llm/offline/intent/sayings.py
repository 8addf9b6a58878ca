"""How people say what they want, as patterns over short English. Decides nothing."""

from llm.offline.intent import asks

WAITING = (
    r"\b(?:what(?:'s| is| are)?|anything|which|show|list|any|see)\b[^.!]{0,40}\b(?:waiting|pending"
    r"|to approve|need(?:s|ing)? (?:me|my)|open approvals?|left to (?:approve|do)"
    r"|in the queue|drafts?)\b"
    r"|^(?:waiting|pending|approvals?|drafts?)\W*$"
)
REPORT = (
    r"\bhow (?:did|is|are|was|were|has|have)\b[^.!]{0,60}\b"
    r"(?:do|did|doing|done|perform(?:ed|ing)?|go|going|work(?:ed|ing)?)\b"
    r"|\b(?:performance|results?|analytics|insights|stats|statistics|metrics|report)\b"
    r"|\bhow (?:did|are|is|was|were|have|has) (?:my|our|the|it|they|that|those|these)\b[^.!]{0,40}"
    r"\b(?:posts?|campaigns?|do(?:ing)?|go(?:ing)?)\b"
    r"|\bhow many (?:likes|comments|shares|views|people)\b"
    r"|\b(?:which|what)\b[^.!?]{0,40}\b(?:did|does|do|has|have|worked|works|performed|performs|got"
    r"|gets|was|were)\b[^.!?]{0,20}\b(?:best|better|worst|most|least|well|badly)\b"
    r"|\bwhat (?:has |have |is |was )?(?:work(?:s|ed|ing)|performed)\b"
    r"|\b(?:best|worst|top|most (?:liked|shared)) (?:performing )?posts?\b[^.!]{0,20}\?\s*$"
)
BACK = (
    r"^(?:(?:and|so|but|ok|okay|hey|hi|please tell me|tell me),? )*how (?:did|have|has|were|was) "
)
"""How a question about what is out begins, whatever it says of posts after that."""
HISTORY = (
    r"\bwhat(?:'s|s| has| is| had)? (?:ever )?(?:happened|become|became|going on|up)"
    r"(?: (?:to|with|of)\b|\W*$)"
    r"|\b(?:status|timeline|history|whereabouts) of\b[^.!?]{0,25}\b(?:posts?|it|them|draft)\b"
    r"|\bwhere (?:is|are) (?:my |the |our )?(?:\w+ )?posts?\b"
    r"|^(?:did|has|have|is|are|was|were|when (?:does|do|will|did|is|are))\b[^.!?]{0,30}"
    r"\b(?:posts?|drafts?|it|they|one)\b[^.!?]{0,20}"
    r"\b(?:(?:go|goes|gone|going|went|be|been) )?(?:out|published|sent|live|posted|publish)\W*$"
    r"|\b(?:who|when|why)(?: (?:was|were|did|has|have|had)(?: (?:i|we|you|they|it))?)?(?: \w+)? "
    r"(?:approved?|rejected?|published?|posted|scheduled?|cancelled|called off)\b"
    r"[^.!]{0,40}\b(?:posts?|drafts?|it|that|this)\b"
    r"|\b(?:who|when|why) (?:was|were) (?:post|draft) #?\d+ \w+"
)
APPROVE = (
    r"\b(?:looks? (?:great|good|fine|perfect|nice|ok|okay)|go ahead|approved?|ship it|lgtm|do it"
    r"|publish(?: it| them| this| that| all| now| everything)?|love it|perfect|all good|go live"
    r"|post (?:it|them|this|that|all|both|everything|now)|send it(?: out)?|make it live"
    r"|put it (?:up|out))\b"
    r"|^(?:yes|yep|yeah|ok|okay|sure|haan|ji|done|👍|great|good|nice)\W*$"
)
AGREED = (
    r"^(?:yes|yep|yeah|ok|okay|sure|fine|haan?(?: ?ji)?|ji(?: haan?)?|ha|हाँ|हां|जी|do it|post it)\b"
    r"|^(?:हाँ|हां|जी)|\b(?:go ahead|all the same|anyway|looks good)\b|(?:phir|fir) bhi|फिर भी"
)
SETUP = (
    r"^(?:(?:please|pls|hi|hello|hey|ok),? )*(?:let'?s |let me |can (?:you|we) |i want to "
    r"|i'd like to |help me )?"
    r"(?:(?:set ?up|fill(?: in| out)?|complete|add|enter) (?:the |my |our )?"
    r"(?:brand|business|shop|company)(?:'s)?(?: profile| details| dna| info)?"
    r"|(?:tell you|ask me) (?:some(?:thing)? |more )?(?:questions )?about (?:my|our) "
    r"(?:brand|business|shop|company))(?: (?:now|please))?\W*$"
    r"|^(?:mera|meri|hamara|hamari|apna|apni|humara|humari) (?:brand|braand|dukan|dukaan"
    r"|business|shop)"
    r"(?: ki| ka)? (?:set ?ap|setup|set up|jankari|jaankari|details)(?: (?:karo|kar do"
    r"|karna hai|karna"
    r"|bharo|bharni hai|bhar lo|le lo|lo|bhar do|hai))+\W*$"
    r"|^(?:brand|business|shop) set ?up(?: (?:karo|kar do|please|karna hai))?\W*$"
)
"""Wants to tell of the business, or to be asked about it."""
NEW = (
    r"\b(?:need|wants?|write|create|draft|plan|prepare|generate|give (?:me|us)"
    r"|compose|design|make|do"
    r"|get|schedule|suggest|can (?:you|we|i) (?:have|get)|let'?s (?:do|have|make))\b"
    r"(?! (?:it|them|this|that|the (?:first|second|third|last|\w+ one))\b)"
    rf"[^.;!?]{{0,60}}?\b(?:{asks.POST_NOUN}|campaign|something)\b"
)
NEW_PLAIN = (
    r"\b(?:another|new|more|next) (?:\w+ ){0,2}(?:posts?|campaign|captions?|drafts?)\b"
    r"|\b(?:campaign|posts?|caption|content|announcement) (?:about|for|on|to|announcing)\b"
    r"|\b(?:announce|promote|advertise|market|launch|introduce|publicise|celebrate)\b"
    r"|\bpost (?:about|something|on|to|for|our|my|the|this|a)\b"
    r"|\bpost (?:chahiye|banao|bana do|likho)\b|^(?:posts?|tweet|caption|campaign)\b"
    r"|\ba week of (?:\w+ )?(?:posts?|content)\b"
)
EDITING = (
    r"\b(?:the|this|that|these|those|it|its|them|both|each|all|first|second|third|draft|posts? \d+"
    r"|#\d)\b"
)
CHANGE = (
    r"\b(?:shorter|shorten|longer|change|replace|remove|edit|move|reschedule|add|translate|rewrite"
    r"|trim|mention|tone|instead|start|without|postpone|prepone|delay)\b"
)
GREETING = (
    r"^(?:hi|hii+|hello|hey|namaste|namaskar|good (?:morning|afternoon|evening|day)|salaam|vanakkam"
    r"|thanks?(?: you)?|thank you|dhanyavad|shukriya|yo|hola)\b"
)
QUESTION = (
    r"\?\s*$|^(?:what|how|why|who|when|where|which|can|could|do|does|is|are|will"
    r"|would|should|help)\b"
    r"|\btell me (?:what|how|why|about you)\b"
)
ABILITY = r"^(?:can|could|do|will|are) (?:you|it|this)\b(?: able to)?[^,.]{0,40}\?$"


RIGHT_AWAY = (
    r"\b(?:right (?:away|now)|immediately|asap|straight ?away|at once|instantly)\b"
    r"|\bas soon as (?:i|we|it|they)\b|\b(?:go(?:es|ing)?|send|post|publish|put)\b"
    r"(?: \w+){0,3} now\b"
    rf"|{asks.NOW}"
)

UNWANTED = (
    r"^(?:please )?(?:remove|delete|drop|discard|cancel|reject|scrap) (?:the )?"
    r"(?:(?:post|draft) #?\d{1,3}|(?:first|second|third|last) (?:one|post|draft))\W*$"
    r"|^(?:please )?(?:reject|cancel|discard|scrap) (?:it|this|that|them|both|all)\W*$"
)
_NOT = r"(?:don'?t|do not|never|no need to|please do not)"
DROP = (
    r"^(?:(?:please|pls|plz|kindly|ok|okay|no|so|just|hey|hi|and|can you|could you|will you"
    r"|i want to|we should|let's),? )*(?:"
    r"(?:cancel|delete|drop|discard|reject|scrap|remove|stop|hold|halt|skip|kill|bin|trash|withdraw"
    r"|retract|abort|unpublish|unschedule"
    r"|call off|take down|hold back|pull|get rid of|throw away) it"
    r"|(?:take|call|throw|hold|pull) it (?:down|off|away|back)"
    rf"|{_NOT} (?:post|publish|send|share|upload|run|schedule|make|do|write|use|want|need"
    r"|(?:put|send) (?:up|out)) it"
    r"|(?:i|we) (?:do not|don'?t|no longer) (?:want|need) it"
    r"|it (?:should|must|shall|can|need)(?: ?not|n't) (?:be )?(?:go|published|posted|sent|shared))"
    r"(?:,? (?:please|pls|now|today|anymore|any more|at all|yet|up|out|then|thanks|ok"
    r"|from (?:the )?(?:queue|schedule|calendar|list)))*\W*$"
)
"""The whole message, a post being “it”."""
NOT_OUT = (
    rf"^(?:(?:please|pls|no|ok),? )*{_NOT} (?:post|publish|send|share) (?:it|this|that|them|any)"
    r"(?:,? (?:please|pls|now|today|anymore|at all|yet|out))*\W*$"
)
