"""What each kind of failure on Facebook means for a person, and what to do. Decides nothing."""

from domain.errors import ErrorClass
from platforms.effects import Doubt
from platforms.facebook import codes
from platforms.meta.codes import NO_ROLE

_E = ErrorClass

ADVICE = {
    _E.RATE_LIMIT_EXCEEDED: "Facebook takes no more calls of this Page at the moment. Try again "
    "later.",
    _E.TEMPORARY_UNAVAILABLE: "Facebook is not available right now. Try again in a few minutes.",
    _E.NETWORK_ERROR: "Facebook could not be reached. Check the connection and try again.",
    _E.TIMEOUT: "Facebook did not answer in time. Try again in a few minutes.",
    _E.INVALID_TOKEN: "Facebook no longer accepts this connection. Connect Facebook again.",
    _E.INSUFFICIENT_PERMISSIONS: "Facebook does not allow this to the connected Page. Look whether "
    "you still have a role on the Page, then connect it again with every permission ticked.",
    _E.CONTENT_POLICY_VIOLATION: "Facebook refuses this content under its policies. Change the "
    "post and approve the new version.",
    _E.INVALID_MEDIA_FORMAT: "Facebook does not accept this picture or video. Replace it and "
    "approve the new version.",
    _E.VALIDATION: "Facebook refuses the request as it is written. Change the post and approve "
    "the new version.",
    _E.DUPLICATE: "Facebook already has this post, so it was not posted again.",
    _E.CONFIGURATION: "Facebook does not accept how this installation calls it. Whoever runs it "
    "has to check the app's credentials and the API version.",
}
ADVICE_BY_SUBCODE = {
    codes.PHOTO_UNFIT: "Facebook takes pictures under 4 MB, as JPEG or PNG. Use a smaller one and "
    "approve the new version.",
    codes.TOO_FAST: "This Page has posted too often in a short time for Facebook. Try again later, "
    "and post less often.",
    1404006: "Facebook wants a security check before this Page posts again. Open Facebook, follow "
    "its notices, then try again.",
    codes.PAGE_UNAUTHORISED: "Facebook wants this Page's publishing to be authorised first. Open "
    "the Page on Facebook, follow its notice, then try again.",
    codes.ACCOUNT_LIMITED: "Facebook has limited this account for a while. Open Facebook, look at "
    "its notices, and try again when the limit is over.",
    codes.IDENTITY: "Facebook wants the person behind this Page to confirm their identity. Open "
    "Facebook, do that, then try again.",
    1609005: "Facebook could not read the page behind the link. Check the link and approve the new "
    "version.",
    1609008: "Facebook takes no link card of a page on facebook.com. Use another link or none, and "
    "approve the new version.",
    2061006: "Facebook cannot use the address of the link. Correct it and approve the new version.",
    NO_ROLE: "The person who connected this Page has no role on it any more. Let somebody "
    "who has one connect Facebook again.",
}
DOUBT = Doubt("Facebook", place="the Facebook Page")
