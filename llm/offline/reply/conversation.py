"""What is said around the work: greetings, help, questions, what cannot be done and what broke."""

import re

from domain.budget import Budget
from domain.platform import Platform
from domain.sums import rupees
from llm.offline import library
from llm.offline.intent.budget_asked import asks_budget
from llm.offline.sentences import closed, listed, opened
from llm.tasks.reply import (
    BrandMissing,
    CannotDo,
    ConnectFirst,
    Greeting,
    Help,
    IdeasReady,
    Notes,
    Problems,
    Questions,
    ToldIdea,
    Unclear,
    WentWrong,
)


def words() -> dict[str, str]:
    found: dict[str, str] = library.read("en/replies")
    return found


def bullets(lines: tuple[str, ...] | list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def drafts(count: int) -> str:
    return "1 draft" if count == 1 else f"{count} drafts"


def greeting(it: Greeting) -> str:
    text = words()["greeting"].format(example=it.example or words()["example"])
    return f"{text}\n\n{_waiting(it.waiting)}" if it.waiting else text


def help_(it: Help) -> str:
    """An answer by what the question is about; else what the product does."""
    if asks_budget(it.question):
        return told_budget(it.budget) if it.budget else words()["no_budget"]
    answers = library.read("en/replies")["answers"]
    for answer in answers:
        if re.search(answer["about"], it.question, re.IGNORECASE):
            return _placed(str(answer["say"]))
    return _placed(words()["help"])


def _placed(text: str) -> str:
    """With every platform that there is."""
    return text.replace("{platforms}", listed([platform.title for platform in Platform]))


def told_budget(budget: Budget) -> str:
    """The sum by platform, and who spends it."""
    shares = ", ".join(f"{b.platform.title} {rupees(b.amount)}" for b in budget.lines)
    told = f"The budget is {rupees(budget.amount)}{f': {shares}' if shares else ''}."
    return f"{told} {words()['spends_nothing']}"


def unclear(it: Unclear) -> str:
    text = words()["unclear"].format(example=it.example or words()["example"])
    return f"{text}\n\n{_waiting(it.waiting)}" if it.waiting else text


def questions(it: Questions) -> str:
    if len(it.questions) == 1:
        return it.questions[0]
    return f"{words()['questions']}\n{bullets(it.questions)}"


def problems(it: Problems) -> str:
    said = [problem.message for problem in it.problems]
    return said[0] if len(said) == 1 else bullets(said)


def brand_missing(it: BrandMissing) -> str:
    ask = library.read("en/replies")["missing"]
    asked = [ask.get(name, name) for name in it.missing]
    return f"{words()['brand_missing']}\n{bullets(asked)}"


def missing_questions() -> dict[str, str]:
    """The questions of `brand_missing`, each with the name of what it asks for."""
    return {str(text): name for name, text in library.read("en/replies")["missing"].items()}


def connect_first(it: ConnectFirst) -> str:
    names = listed([p.title for p in it.platforms])
    return words()["connect_named" if names else "connect_any"].format(platforms=names)


def cannot_do(it: CannotDo) -> str:
    wish = f"“{it.wish}”: " if it.wish else ""
    then = f" {closed(opened(it.instead))}" if it.instead else ""
    return f"{wish}{closed(it.why if wish else opened(it.why))}{then}"


def notes(it: Notes) -> str:
    return it.lines[0] if len(it.lines) == 1 else bullets(it.lines)


def ideas_ready(it: IdeasReady) -> str:
    if not it.ideas:
        return "\n\n".join([words()["no_ideas"], *it.notes])
    head = "Here is an idea:" if len(it.ideas) == 1 else f"Here are {len(it.ideas)} ideas:"
    told = "\n".join(_idea(idea) for idea in it.ideas)
    notes = [bullets(it.notes)] if it.notes else []
    number = it.ideas[min(1, len(it.ideas) - 1)].number
    return "\n\n".join([head, told, *notes, words()["pick"].format(number=number)])


def _idea(idea: ToldIdea) -> str:
    expected = "" if idea.expected_ers is None else f" Expected ERS {idea.expected_ers:.1f}."
    return f"{idea.number}. **{idea.title}.** {idea.why}{expected}"


def went_wrong(it: WentWrong) -> str:
    lines = (it.what, it.why, it.safe, it.next_step)
    return " ".join(dict.fromkeys(closed(opened(line)) for line in lines if line))


def _waiting(count: int) -> str:
    verb = "waits" if count == 1 else "wait"
    return f"{drafts(count).capitalize()} {verb} for your decision."
