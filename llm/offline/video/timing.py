"""How long each scene takes: as long as it needs, what is left shared out, the whole exact."""

from collections.abc import Sequence

from domain.video import HOOK_S
from llm.offline.video.beats import Beat, caption_s, silent

SCENES = {15: (5, 4, 5), 30: (7, 6, 8), 60: (12, 11, 12)}
"""Scenes of a video of so many seconds, hook and call among them, for each variation in turn."""
_SILENT = {5: 1, 7: 1, 8: 1, 11: 1, 12: 2}
"""Of so many scenes these do without a word, even where there is more to say."""
_STEP_S = 0.5
MUST = frozenset({"news", "offer", "subject"})
"""What the person asked for; never left out for a scene without words."""


def chosen(told: Sequence[Beat], ends: tuple[Beat, Beat], total: int, place: int) -> list[Beat]:
    """As many beats as the video has room for, in their given order, with silent ones added."""
    first, last = ends
    scenes = SCENES[total][place % 3]
    count, silence = scenes - 2, _SILENT.get(scenes, 0)
    left = total - first.least_s - last.least_s
    kept: list[Beat] = []
    for beat in told:
        most = count if beat.kind in MUST else count - silence
        is_full = len(kept) >= most
        if not is_full and beat.least_s <= left:
            kept.append(beat)
            left -= beat.least_s
    while len(kept) < count and silent().least_s <= left:
        kept.append(silent())
        left -= silent().least_s
    return kept


def lengths(beats: Sequence[Beat], total: int) -> list[float]:
    """Seconds of each scene, the hook first; together they are the video's."""
    found = [beat.least_s for beat in beats]
    found[0] = min(HOOK_S, found[0] + total - sum(found))
    while sum(found) < total:
        # whoever has least beyond what is needed comes next; scenes without words can wait
        spare = [
            (length - beat.least_s + (1.0 if beat.kind == "silent" else 0.0), number)
            for number, (length, beat) in enumerate(zip(found, beats, strict=True))
        ][1:]
        found[min(spare)[1]] += min(_STEP_S, total - sum(found))
    return found


def shown_at(beat: Beat, seconds: float) -> list[tuple[str, float, float | None]]:
    """(words, seconds after the scene begins, seconds they stay; None until its end)."""
    needed = [caption_s(text) for text in beat.shown]
    factor = seconds / sum(needed) if needed else 0.0
    found, begins = [], 0.0
    for number, text in enumerate(beat.shown, 1):
        stays = round(needed[number - 1] * factor, 2)
        is_last = number == len(beat.shown)
        found.append((text, round(begins, 2), None if is_last else stays))
        begins += stays
    return found
