"""Hindi and Hinglish: questions about the brand. As asking.py."""

from llm.offline.reply import asking
from llm.offline.reply.voice import Voice
from llm.offline.tongue import words
from llm.tasks.reply import IntakeConfirm, IntakeQuestion, IntakeSaved, IntakeStopped


def intake_question(it: IntakeQuestion, voice: Voice) -> str:
    return asking.question(it, words(voice.language, "replies"))


def intake_confirm(it: IntakeConfirm, voice: Voice) -> str:
    return asking.confirm(it, words(voice.language, "replies"))


def intake_saved(it: IntakeSaved, voice: Voice) -> str:
    return asking.saved(it, words(voice.language, "replies"))


def intake_stopped(it: IntakeStopped, voice: Voice) -> str:
    return asking.stopped(it, words(voice.language, "replies"))
