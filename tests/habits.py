"""One rule of every aspect, with what each needs, for the tests that go through them all."""

from domain.rule import Aspect

PARAMS: dict[Aspect, dict[str, object]] = {
    Aspect.ADD_EMOJI: {"text": "🙏"},
    Aspect.MOST_HASHTAGS: {"most": 1},
    Aspect.NO_HASHTAG: {"text": "#b"},
    Aspect.ADD_HASHTAG: {"text": "#Jaipur"},
    Aspect.REPLACE: {"old": "cheap", "text": "affordable"},
    Aspect.LEAVE_OUT: {"old": "cheap"},
    Aspect.LENGTH: {"most": 120},
    Aspect.OPENING: {"text": "Namaste Jaipur"},
    Aspect.SIGN_OFF: {"text": "Team Gupta"},
    Aspect.CALL_TO_ACTION: {"text": "Call us today."},
}
