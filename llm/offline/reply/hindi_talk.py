"""Hindi and Hinglish: greetings, help, questions, what cannot be done. As conversation.py."""

import re

from domain.devanagari import fold
from llm.offline import library
from llm.offline.reply import conversation
from llm.offline.reply.conversation import bullets
from llm.offline.reply.hindi_work import waiting
from llm.offline.reply.voice import Voice
from llm.offline.sentences import closed
from llm.offline.tongue import in_script, typed, words
from llm.tasks.reply import (
    BrandMissing,
    CannotDo,
    ConnectFirst,
    Greeting,
    Help,
    Notes,
    Problems,
    Questions,
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
    asked = fold(typed(it.question))
    for answer in library.read("hi/replies")["answers"]:
        if re.search(answer["about"], asked):
            return in_script(answer["say"], voice.language)
    for place, answer in enumerate(library.read("en/replies")["answers"]):
        if re.search(answer["about"], it.question, re.IGNORECASE):
            return in_script(library.read("hi/replies")["answers"][place]["say"], voice.language)
    return voice.say("help")


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


def went_wrong(it: WentWrong, voice: Voice) -> str:
    lines = (it.what, it.why, it.safe, it.next_step)
    return " ".join(dict.fromkeys(closed(voice.told(line)) for line in lines if line))


def _question(question: str, voice: Voice) -> str:
    """A question about the brand that the English data holds, in the person's language."""
    english = conversation.missing_questions()
    own = words(voice.language, "replies")["missing"]
    return str(own[english[question]]) if question in english else voice.told(question)
