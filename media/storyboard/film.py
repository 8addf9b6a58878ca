"""A script as a row of frames, drawn one after the other; holds two scenes at a time."""

from collections.abc import Callable, Iterator

from domain.look import Ratio, Style
from domain.video import Scene, Transition, VideoScript
from media.frames import FRAMES, Frame
from media.layouts.pieces import Said as Signed
from media.palette import Scheme, light_scheme, lively_scheme, scheme
from media.seed import number
from media.shaping import drawable
from media.storyboard.look import FPS, Look
from media.storyboard.pictures import usable
from media.storyboard.planes import Planes
from media.storyboard.stage import Plate, Stage
from media.storyboard.styles import minimalist, modern, traditional, vibrant
from media.storyboard.styles.pieces import Given
from media.storyboard.transitions import LASTS_S, between, out_of
from media.storyboard.words import Said, Shown, said_in, set_words
from media.wording import CardWords

Pictures = Callable[[int], bytes | None]
"""The bytes of a scene's picture by its number."""
_STYLES: dict[Style, Callable[[Given], Plate]] = {
    Style.MODERN: modern.lay,
    Style.TRADITIONAL: traditional.lay,
    Style.MINIMALIST: minimalist.lay,
    Style.VIBRANT: vibrant.lay,
}
_SCHEMES = {Style.MINIMALIST: light_scheme, Style.VIBRANT: lively_scheme}


class Film:
    """The frames of a script in a brand's look."""

    def __init__(self, script: VideoScript, look: Look, pictures: Pictures, ratio: Ratio) -> None:
        self._script, self._look, self._pictures = script, look, pictures
        self.frame: Frame = FRAMES[ratio]
        self._said, self.left_out = said_in(script)
        self.count = script.duration * FPS

    def frames(self) -> Iterator[Planes]:
        """Each frame, at 30 a second."""
        before: _Shot | None = None
        for scene in self._script.scenes:
            shot = self._shot(scene)
            for at in range(shot.first, shot.end):
                yield self._between(before, shot, at)
            before = shot

    def at(self, second: float) -> Planes:
        """What is seen at that time, without what a transition makes of it."""
        scenes = self._script.scenes
        begun = [one for one in scenes if self._script.start_of(one.scene_number) <= second]
        return self._shot(begun[-1]).at(round(second * FPS))

    def cover(self) -> Planes:
        """The hook with its first words in place."""
        said = self._said.get(1) or [Said("", 0.0, self._script.scenes[0].duration)]
        first = min(said, key=lambda one: one.start_s)
        return self.at((first.start_s + first.end_s) / 2)

    def _between(self, before: "_Shot | None", shot: "_Shot", at: int) -> Planes:
        frame = shot.at(at)
        lasts = min(round(LASTS_S * FPS), (shot.end - shot.first) // 2)
        come = (at - shot.first + 1) / (lasts + 1)
        if before is not None and come < 1 and before.scene.transition is not Transition.CUT:
            old, edge = before.at(at), shot.colours.accents[0]
            frame = between(before.scene.transition, old, frame, come, edge)
        left = (shot.end - at) / (lasts + 1)
        if shot.end == self.count and left < 1 and shot.scene.transition is not Transition.CUT:
            frame = out_of(frame, shot.colours.ground, 1 - left)
        return frame

    def _shot(self, scene: Scene) -> "_Shot":
        given = self._given(scene)
        plate = _STYLES[self._look.style](given)
        said = self._said.get(scene.scene_number, [])
        shown = set_words(said, plate.room, self.frame.scaled(1080) / 1080)
        start_s = self._script.start_of(scene.scene_number)
        return _Shot(scene, given.colours, Stage(plate), shown, start_s)

    def _given(self, scene: Scene) -> Given:
        look, content = self._look, self._pictures(scene.scene_number)
        picture = usable(content) if content else None
        if content and picture is None:
            self.left_out.append(
                f"The picture of scene {scene.scene_number} cannot be read, so the scene has a "
                "drawn setting. Save the picture again and use the new file."
            )
        choose = _SCHEMES.get(look.style, scheme)
        turn = number(self._script.title) + scene.scene_number
        return Given(
            frame=self.frame,
            scene=scene,
            colours=choose(look.palette, brand=look.name, turn=turn),
            said=Signed.of(CardWords("", "", look.name, look.place)),
            contact=drawable(look.contact, "Bold"),
            logo=look.logo,
            seed=(look.name, f"{scene.scene_number} {scene.description}"),
            picture=picture,
        )


class _Shot:
    """One scene, ready to be filmed."""

    def __init__(
        self, scene: Scene, colours: Scheme, stage: Stage, words: list[Shown], start_s: float
    ) -> None:
        self.scene, self.colours = scene, colours
        self._stage, self._words = stage, words
        self.first, self.end = round(start_s * FPS), round((start_s + scene.duration) * FPS)

    def at(self, frame: int) -> Planes:
        """The frame of that number of the film; some time after its end the scene still moves."""
        lasts = self.end - self.first + round(LASTS_S * FPS)
        seen = self._stage.at(min(1.0, max(0.0, (frame - self.first) / lasts)))
        for words in self._words:
            words.onto(seen, frame / FPS)
        return seen
