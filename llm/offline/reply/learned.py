"""What is said about rules of writing: a habit that was noticed, the list, what became of one."""

from llm.offline.reply.conversation import bullets, words
from llm.tasks.reply import ListedRule, RuleAsked, RulesListed, RulesSettled


def rule_asked(it: RuleAsked) -> str:
    if it.is_doubt:
        return words()["rule_doubted"].format(words=it.words)
    return words()["rule_asked"].format(habit=it.habit, times=it.times, words=it.words)


def rules_listed(it: RulesListed) -> str:
    if not it.rules:
        return words()["rules_none"]
    followed = [_listed(rule) for rule in it.rules if rule.is_followed]
    proposed = [_listed(rule) for rule in it.rules if not rule.is_followed]
    blocks = [f"{words()['rules_followed']}\n{bullets(followed)}"] if followed else []
    blocks += [f"{words()['rules_proposed']}\n{bullets(proposed)}"] if proposed else []
    return "\n\n".join([*blocks, words()["rules_next"].format(number=it.rules[0].number)])


def rules_settled(it: RulesSettled) -> str:
    told = words()[f"rule_{it.act}"].format(rules="; ".join(it.rules))
    return f"{told} {words()['rule_to_drop'].format(subject=it.forget)}" if it.forget else told


def _listed(rule: ListedRule) -> str:
    return f"{rule.number}. {rule.words}"
