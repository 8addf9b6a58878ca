"""Publishing on a Facebook Page: prepare what a post shows, publish it once. Knows no attempts.

https://developers.facebook.com/docs/pages-api/posts
https://developers.facebook.com/docs/video-api/guides/publishing
"""

import json

from domain.connection import Tokens
from platforms import saying
from platforms.bringing import Bringing
from platforms.facebook.clips import FacebookClips
from platforms.facebook.errors import FACEBOOK
from platforms.facebook.graph import Graph
from platforms.facebook.kinds import Kind, kind_of
from platforms.facebook.photos import FacebookPhotos, photos_of
from platforms.facebook.seen import post_id_of, submitted_post
from platforms.facebook.stories import FacebookStories
from platforms.facebook.uploads import FacebookUploads, handle_of
from platforms.meta.answers import id_of
from platforms.ports import Files, Gate, Keep, RenderedPost, Submitted
from platforms.sendable import must_be_sendable


class FacebookPosts:
    def __init__(
        self,
        graph: Graph,
        *,
        photos: FacebookPhotos,
        uploads: FacebookUploads,
        clips: FacebookClips,
        stories: FacebookStories,
    ) -> None:
        self._graph = graph
        self._photos = photos
        self._uploads = uploads
        self._clips = clips
        self._stories = stories

    async def prepare(
        self,
        post: RenderedPost,
        tokens: Tokens,
        prepared: dict[str, str],
        *,
        files: Files,
        keep: Keep,
        in_doubt: bool = False,
    ) -> dict[str, str]:
        """Have the post's media at Facebook, unseen; a text needs nothing beforehand.

        Raises:
            PlatformError: The post cannot go as it is, or a medium did not arrive.
        """
        must_be_sendable(post, tokens)
        media = Bringing(post, tokens, dict(prepared), files, keep)
        match kind_of(post):
            case Kind.REEL | Kind.VIDEO_STORY:
                return await self._clips.prepare(media, in_doubt=in_doubt)
            case Kind.VIDEO:
                return await self._uploads.prepare(media)
        return await self._photos.prepare(media)

    async def submit(
        self, post: RenderedPost, tokens: Tokens, prepared: dict[str, str], *, gate: Gate
    ) -> Submitted:
        """Publish. Call it once per attempt: Facebook has no idempotency key.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        must_be_sendable(post, tokens)
        match kind_of(post):
            case Kind.REEL | Kind.VIDEO_STORY:
                return await self._clips.finish(post, tokens, prepared, gate=gate)
            case Kind.VIDEO:
                return await self._video(post, tokens, prepared, gate)
            case Kind.PHOTO_STORY:
                return await self._photo_story(post, tokens, prepared, gate)
        return await self._feed(post, tokens, prepared, gate)

    async def _feed(
        self, post: RenderedPost, tokens: Tokens, prepared: dict[str, str], gate: Gate
    ) -> Submitted:
        shown = [{"media_fbid": photo} for photo in photos_of(post, prepared)]
        given = {
            "message": post.wire,
            "link": post.form.link.url if post.form.link else "",
            "place": post.form.place.id if post.form.place else "",
            "attached_media": json.dumps(shown) if shown else "",
        }
        fields = {name: value for name, value in given.items() if value}
        # what the answer tells beside the id needs no second call that could be lost
        url = self._graph.address(
            f"{post.account_id}/feed", {"fields": "id,permalink_url,created_time"}
        )
        body = await self._graph.act(url, tokens, fields, effect="post", gate=gate)
        if not id_of(body.get("id")):
            raise FACEBOOK.without_content("the post's id", effect="post")
        return submitted_post(body, www_base=self._graph.www_base)

    async def _video(
        self, post: RenderedPost, tokens: Tokens, prepared: dict[str, str], gate: Gate
    ) -> Submitted:
        given = {
            "fbuploader_video_file_chunk": handle_of(prepared),
            "description": post.wire,
            "title": post.form.title or "",
        }
        fields = {name: value for name, value in given.items() if value}
        url = self._graph.video_address(f"{post.account_id}/videos")
        body = await self._graph.act(url, tokens, fields, effect="post", gate=gate)
        video = id_of(body.get("id"))
        if not video:
            raise FACEBOOK.without_content("the video's id", effect="post")
        return await self._clips.as_seen(video, tokens, post=post)

    async def _photo_story(
        self, post: RenderedPost, tokens: Tokens, prepared: dict[str, str], gate: Gate
    ) -> Submitted:
        (photo,) = photos_of(post, prepared)
        url = self._graph.address(f"{post.account_id}/photo_stories")
        body = await self._graph.act(url, tokens, {"photo_id": photo}, effect="post", gate=gate)
        made = post_id_of(body, post.account_id)
        if body.get("success") is not True or not made:
            raise FACEBOOK.without_content("the Story's id", effect="post")
        seen = await self._stories.seen(post.account_id, tokens, medium=photo)
        permalink = saying.address(seen.permalink) if seen else ""
        return Submitted(
            platform_post_id=made,
            permalink=permalink,
            published_at=seen.published_at if seen else None,
        )
