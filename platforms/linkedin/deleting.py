"""Taking a post off LinkedIn again. Decides nothing about who may wish it.

https://learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api
"""

from domain.connection import AccountKind, Connection, Tokens
from platforms.http import UnansweredError
from platforms.linkedin import errors
from platforms.linkedin.rest import Rest, encoded


class LinkedInDeleter:
    def __init__(self, rest: Rest) -> None:
        self._rest = rest

    def refusal(self, connection: Connection) -> str | None:
        is_page = connection.account_kind is AccountKind.ORGANIZATION
        needed = "w_organization_social" if is_page else "w_member_social"
        if needed in connection.scopes:
            return None
        return (
            f"LinkedIn was not allowed to change the posts of {connection.account_name}. Connect "
            "LinkedIn again with every permission ticked, or delete the post on LinkedIn itself."
        )

    async def delete(self, platform_post_id: str, tokens: Tokens, *, account_id: str) -> None:  # noqa: ARG002 - the URN says whose it is
        """Take it off; LinkedIn answers 204 for one that is gone already, too.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        try:
            answer = await self._rest.delete(f"/rest/posts/{encoded(platform_post_id)}", tokens)
        except UnansweredError as error:
            raise errors.unanswered(error, effect="deletion") from None
        if answer.status not in (200, 204, 404):
            raise self._rest.refusal(answer, tokens, effect="deletion")
