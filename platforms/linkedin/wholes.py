"""Pictures and documents on LinkedIn: each goes to one address in one request, with the token.

https://learn.microsoft.com/linkedin/marketing/community-management/shares/images-api
https://learn.microsoft.com/linkedin/marketing/community-management/shares/documents-api
"""

from collections.abc import AsyncIterator

from domain.platform import Platform
from platforms.http import Http, UnansweredError
from platforms.linkedin import errors
from platforms.linkedin.uploads import IMAGE, Sending, Uploads
from platforms.pieces import missing_file, pieces, whole


class LinkedInWholes:
    def __init__(self, http: Http, uploads: Uploads) -> None:
        self._http = http
        self._uploads = uploads

    async def send(self, one: Sending) -> None:
        """Have it at LinkedIn under a new URN: half of such an upload cannot be gone on with.

        Raises:
            PlatformError: Refused, not answered, or its file is missing here.
            NotFoundError: Likewise.
        """
        content = await _content(one)
        urn, value = await self._uploads.begin(one.asset, {"owner": one.owner}, one.tokens)
        url = str(value.get("uploadUrl", ""))
        self._uploads.hosts.must_take(url, one.asset.word)
        await one.begun(urn)
        await self._put(url, content, one)
        await one.sent()

    async def _put(self, url: str, content: bytes | AsyncIterator[bytes], one: Sending) -> None:
        headers = {
            # unlike a video's parts, these want the token
            "authorization": f"Bearer {one.tokens.access_token}",
            "content-type": one.item.content_type,
        }
        if not isinstance(content, bytes):
            headers["content-length"] = str(one.item.size)
        try:
            answer = await self._http.send("PUT", url, headers=headers, content=content)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        if answer.status not in (200, 201):
            raise self._uploads.refusal(answer, one.tokens)


async def _content(one: Sending) -> bytes | AsyncIterator[bytes]:
    """A picture at once, a document in pieces; either way the file is here."""
    if one.asset is IMAGE:
        return await whole(one.item, one.media.files, platform=Platform.LINKEDIN)
    if not await one.media.files.part(one.item.sha256, 0, 1):
        raise missing_file(one.item, Platform.LINKEDIN)
    return pieces(one.item, one.media.files, 0, platform=Platform.LINKEDIN)
