"""Chooses author and moderator by their settings. Reads no environment."""

from llm.model.options import Chosen, Options, chosen
from llm.model.paying import OpenPurse, Purse
from llm.model.spec import OFFLINE
from llm.moderation import Moderator
from llm.port import Author

__all__ = ["OFFLINE", "build_author", "build_moderator"]


def build_author(options: Options | str, purse: Purse | None = None) -> Author:
    """The author of these options; a bare name stands for options with that model alone.

    Args:
        purse: Keeps the budgets; None: there is none to keep.

    Raises:
        InvalidError: The options do not fit together; says what to set.
    """
    given = Options(options) if isinstance(options, str) else options
    found = chosen(given)
    from llm.offline.author import OfflineAuthor

    offline = OfflineAuthor()
    return offline if found.is_offline else _models(given, found, purse, offline)


def _models(options: Options, found: Chosen, purse: Purse | None, offline: Author) -> Author:
    from llm.model.author import ModelAuthor
    from llm.model.hearing import Caller, LiveCaller
    from llm.model.tape import RecordingCaller, ReplayingCaller

    caller: Caller = LiveCaller(found.providers)
    if options.replay:
        caller = ReplayingCaller.read(options.replay)
    elif options.record:
        caller = RecordingCaller(caller, options.record, found.secrets)
    return ModelAuthor(
        found.lines,
        found.prices,
        caller,
        purse or OpenPurse(),
        offline,
        silence_s=options.silence_s,
    )


def build_moderator(safety: str) -> Moderator | None:
    """Who is asked beside the rules; None where the rules stand alone."""
    if safety != "comprehend":
        return None
    from llm.comprehend import Comprehend

    return Comprehend()
