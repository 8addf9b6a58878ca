"""What each permission is called by the two ways of signing in. Asks nothing.

https://developers.facebook.com/docs/instagram-platform/overview
"""

from domain.connection import Connection

FACEBOOK = "facebook"
"""`PlatformSettings.login` for accounts that are linked to a Facebook Page."""
BY_INSTAGRAM = (
    "instagram_business_basic",
    "instagram_business_content_publish",
    "instagram_business_manage_comments",
    "instagram_business_manage_insights",
)
BY_FACEBOOK = (
    "instagram_basic",
    "instagram_content_publish",
    "instagram_manage_comments",
    "instagram_manage_insights",
    "instagram_manage_contents",
    "pages_show_list",
    "pages_read_engagement",
    # Pages that a business holds are listed to its people only with this one
    "business_management",
)
READ = ("instagram_business_basic", "instagram_basic")
INSIGHTS = ("instagram_business_manage_insights", "instagram_manage_insights")
DELETE = "instagram_manage_contents"


def has(connection: Connection, *wanted: tuple[str, str]) -> bool:
    """Whether all of these were granted, by either name."""
    return all(set(names) & set(connection.scopes) for names in wanted)


def is_by_facebook(connection: Connection) -> bool:
    """Whether the account was connected by Facebook Login."""
    return READ[1] in connection.scopes
