"""`chat`: a conversation in the terminal, with a person or for a script. Decides nothing itself."""

from typing import Any

import typer

from cli import output
from cli.api import Api
from cli.conversation import Activity, Conversation, ReportCard, text_of
from cli.outcomes import follow
from cli.review import Review, SaidInsteadError
from cli.terminal import draw_card, hear, read_line
from domain.errors import InstaMediaError

_HELLO = (
    "Say what you want, for example: Write 2 LinkedIn posts about our chai, to go out now.\n"
    "An empty line looks for news, /review asks about waiting posts again, /quit ends."
)
_QUIT = ("/quit", "/exit", "/bye")
_REVIEW = "/review"


def run(
    api: Api, *, thread_id: str | None, brand: str | None, message: str | None, as_json: bool
) -> None:
    """Talk until the person ends it, or say one message and print the answer."""
    if message is None and as_json:
        raise typer.BadParameter("goes with --message only", param_hint="--json")
    conversation = (
        Conversation(api, thread_id, brand) if thread_id else Conversation.begin(api, brand=brand)
    )
    known = conversation.catch_up() if thread_id else []
    if message is not None:
        _say_once(conversation, message, as_json=as_json)
    else:
        Talk(conversation).run(known)


def _say_once(conversation: Conversation, message: str, *, as_json: bool) -> None:
    words: list[str] = []
    cards: list[ReportCard] = []
    for event in conversation.send(message):
        if isinstance(event, Activity):
            output.note(event.text)
        elif isinstance(event, ReportCard):
            cards.append(event)
        else:
            words.append(f"\n\n{event.text}" if event.begins and words else event.text)
    question = conversation.question()
    reply = "".join(words)
    if as_json:
        heard = {"thread_id": conversation.thread_id, "reply": reply, "interrupt": question}
        heard["report"] = cards[-1].card if cards else None
        output.value(heard | {"approvals": question["approvals"] if question else []})
        return
    output.say(reply)
    for card in cards:
        draw_card(card)
    if question:
        waiting = len(question["approvals"])
        wait = "1 post waits" if waiting == 1 else f"{waiting} posts wait"
        output.note(f"{wait} for your decision.")
    output.note(f"Go on with: insta-media chat --thread {conversation.thread_id}")


class Talk:
    """One session at the prompt."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._review = Review(conversation)

    def run(self, known: list[dict[str, Any]]) -> None:
        output.note(_HELLO)
        if known:
            output.speak(f"\n{text_of(known[-1])}\n")
        while self._round():
            pass
        output.note(
            f"Go on any time with: insta-media chat --thread {self._conversation.thread_id}"
        )

    def _round(self) -> bool:
        """Ask what is open, or else take a line; False when the person is done."""
        try:
            line = self._decide()
            if line is None:
                return True
            return self._answer(line or read_line("\nYou › "))
        except InstaMediaError as error:
            output.failure(error.message)
        except KeyboardInterrupt:
            output.note("\nStopped listening. /quit ends the chat, an empty line looks for news.")
        return True

    def _decide(self) -> str | None:
        """Put open approvals to the person.

        Returns:
            None when they decided, what they said instead, or nothing when nothing was asked.
        """
        try:
            approved = self._review.run()
        except SaidInsteadError as said:
            return said.message
        except InstaMediaError as error:
            output.failure(error.message)
            return ""
        if approved:
            follow(self._conversation, approved)
            self._tell_news()
        return "" if approved is None else None

    def _answer(self, line: str | None) -> bool:
        if line is None or line.lower() in _QUIT:
            return False
        if line == _REVIEW:
            self._review.ask_again()
        elif line:
            hear(self._conversation.send(line))
            self._remind()
        else:
            self._tell_news()
        return True

    def _remind(self) -> None:
        """Words decide nothing: where decisions are made is said as long as one is open."""
        left = self._review.left()
        if left:
            waits = "1 draft waits" if left == 1 else f"{left} drafts wait"
            output.note(f"{waits}: type /review to decide.")

    def _tell_news(self) -> None:
        for told in self._conversation.news():
            if isinstance(told, ReportCard):
                draw_card(told)
            else:
                output.speak(f"\n{told}\n")
