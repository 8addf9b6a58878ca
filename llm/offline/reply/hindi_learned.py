"""Hindi and Hinglish: rules of writing. As learned.py."""

from llm.offline.reply.conversation import bullets
from llm.offline.reply.voice import Voice
from llm.tasks.reply import ListedRule, RuleAsked, RulesListed, RulesSettled


def rule_asked(it: RuleAsked, voice: Voice) -> str:
    rule = voice.told(it.words)
    if it.is_doubt:
        return voice.say("rule_doubted", words=rule)
    times = it.times.replace(" of ", "/")
    return voice.say("rule_asked", habit=voice.told(it.habit), times=times, words=rule)


def rules_listed(it: RulesListed, voice: Voice) -> str:
    if not it.rules:
        return voice.say("rules_none")
    followed = [_listed(rule, voice) for rule in it.rules if rule.is_followed]
    proposed = [_listed(rule, voice) for rule in it.rules if not rule.is_followed]
    blocks = [f"{voice.say('rules_followed')}\n{bullets(followed)}"] if followed else []
    blocks += [f"{voice.say('rules_proposed')}\n{bullets(proposed)}"] if proposed else []
    return "\n\n".join([*blocks, voice.say("rules_next", number=it.rules[0].number)])


def rules_settled(it: RulesSettled, voice: Voice) -> str:
    told = voice.say(f"rule_{it.act}", rules="; ".join(voice.told(rule) for rule in it.rules))
    if not it.forget:
        return told
    return f"{told} {voice.say('rule_to_drop', subject=voice.told(it.forget))}"


def _listed(rule: ListedRule, voice: Voice) -> str:
    return f"{rule.number}. {voice.told(rule.words)}"
