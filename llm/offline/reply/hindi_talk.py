"""Hindi and Hinglish: greetings, help, questions, what cannot be done. As conversation.py."""

import re

from domain.devanagari import fold
from llm.offline import library
from llm.offline.intent.budget_asked import asks_budget
from llm.offline.reply import conversation
from llm.offline.reply.conversation import bullets
from llm.offline.reply.hindi_work import told_budget, waiting
from llm.offline.reply.voice import Voice
from llm.offline.sentences import closed
from llm.offline.tongue import in_script, typed, words
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


def greeting(it: Greeting, voice: Voice) -> str:
    return _with_example("greeting", it, voice)


def unclear(it: Unclear, voice: Voice) -> str:
    return _with_example("unclear", it, voice)


def _with_example(key: str, it: Greeting | Unclear, voice: Voice) -> str:
    text = voice.say(key, example=voice.told(it.example) if it.example else voice.say("example"))
    return f"{text}\n\n{waiting(it.waiting, voice)}" if it.waiting else text


def help_(it: Help, voice: Voice) -> str:
    """By what is asked, in Hindi words or in the English ones that stand in a Hindi question."""
    if asks_budget(it.question):
        return told_budget(it.budget, voice) if it.budget else voice.say("no_budget")
    asked = fold(typed(it.question))
    for answer in library.read("hi/replies")["answers"]:
        if re.search(answer["about"], asked):
            return _placed(answer["say"], voice)
    for place, answer in enumerate(library.read("en/replies")["answers"]):
        if re.search(answer["about"], it.question, re.IGNORECASE):
            return _placed(library.read("hi/replies")["answers"][place]["say"], voice)
    return voice.say("help", platforms=voice.platforms())


def _placed(said: str, voice: Voice) -> str:
    # the script of the sentence first: names of platforms keep their own
    return in_script(said, voice.language).replace("{platforms}", voice.platforms())


def questions(it: Questions, voice: Voice) -> str:
    asked = [_question(question, voice) for question in it.questions]
    return asked[0] if len(asked) == 1 else f"{voice.say('questions')}\n{bullets(asked)}"


def problems(it: Problems, voice: Voice) -> str:
    said = [voice.told(problem.message) for problem in it.problems]
    return said[0] if len(said) == 1 else bullets(said)


def brand_missing(it: BrandMissing, voice: Voice) -> str:
    ask = words(voice.language, "replies")["missing"]
    return f"{voice.say('brand_missing')}\n{bullets([ask.get(name, name) for name in it.missing])}"


def connect_first(it: ConnectFirst, voice: Voice) -> str:
    names = ", ".join(p.title for p in it.platforms)
    return voice.say("connect_named" if names else "connect_any", platforms=names)


def cannot_do(it: CannotDo, voice: Voice) -> str:
    wish = f"“{voice.told(it.wish)}”: " if it.wish else ""
    then = f" {voice.line(it.instead)}" if it.instead else ""
    return f"{wish}{voice.line(it.why)}{then}"


def notes(it: Notes, voice: Voice) -> str:
    said = [voice.told(line) for line in it.lines]
    return said[0] if len(said) == 1 else bullets(said)


def ideas_ready(it: IdeasReady, voice: Voice) -> str:
    """Titles and reasons are in the person's language already."""
    notes = [voice.line(note) for note in it.notes]
    if not it.ideas:
        return "\n\n".join([voice.say("no_ideas"), *notes])
    head = voice.say("ideas_one" if len(it.ideas) == 1 else "ideas_many", count=len(it.ideas))
    told = "\n".join(_idea(idea, voice) for idea in it.ideas)
    number = it.ideas[min(1, len(it.ideas) - 1)].number
    lines = [head, told, bullets(notes), voice.say("pick", number=number)]
    return "\n\n".join(line for line in lines if line)


def _idea(idea: ToldIdea, voice: Voice) -> str:
    expected = ""
    if idea.expected_ers is not None:
        expected = f" {closed(voice.say('expected', ers=f'{idea.expected_ers:.1f}'))}"
    return f"{idea.number}. **{idea.title}:** {idea.why}{expected}"


def went_wrong(it: WentWrong, voice: Voice) -> str:
    lines = (it.what, it.why, it.safe, it.next_step)
    return " ".join(dict.fromkeys(closed(voice.told(line)) for line in lines if line))


def _question(question: str, voice: Voice) -> str:
    """A question about the brand that the English data holds, in the person's language."""
    english = conversation.missing_questions()
    own = words(voice.language, "replies")["missing"]
    return str(own[english[question]]) if question in english else voice.told(question)
