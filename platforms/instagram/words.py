"""What each kind of failure on Instagram means for a person, and what to do. Decides nothing."""

from domain.errors import ErrorClass
from platforms.effects import Doubt
from platforms.instagram import codes

_E = ErrorClass

ADVICE = {
    _E.RATE_LIMIT_EXCEEDED: "Instagram allows no more calls for now. Try again later.",
    _E.TEMPORARY_UNAVAILABLE: "Instagram is not available right now. Try again in a few minutes.",
    _E.NETWORK_ERROR: "Instagram could not be reached. Check the connection and try again.",
    _E.TIMEOUT: "Instagram did not answer in time. Try again in a few minutes.",
    _E.INVALID_TOKEN: "Instagram no longer accepts this connection. Connect Instagram again.",
    _E.INSUFFICIENT_PERMISSIONS: "Instagram does not allow this to the connected account. Look "
    "for notices in the Instagram app, then connect it again with every permission ticked.",
    _E.CONTENT_POLICY_VIOLATION: "Instagram refuses this content under its policies. Change the "
    "post and approve the new version.",
    _E.INVALID_MEDIA_FORMAT: "Instagram does not accept this picture or video. Replace it and "
    "approve the new version.",
    _E.VALIDATION: "Instagram refuses the request as it is written. Change the post and approve "
    "the new version.",
    _E.DUPLICATE: "Instagram already has this post, so it was not posted again.",
    _E.CONFIGURATION: "Instagram does not accept how this installation calls it. Whoever runs it "
    "has to check the app's credentials and the API version.",
}
ADVICE_BY_SUBCODE = {
    2207003: "Instagram could not fetch the picture or video in time. Try again; if it keeps "
    "happening, whoever runs this installation has to check its public address.",
    2207004: "Instagram takes pictures up to 8 MB. Use a smaller one and approve the new version.",
    2207005: "Instagram takes JPEG pictures only. Replace the picture and approve the new version.",
    2207008: "Instagram no longer has what was prepared for this post. Try again: it is prepared "
    "anew.",
    2207009: "Instagram takes pictures from 4:5 to 1.91:1. Crop the picture and approve the new "
    "version.",
    2207010: "The caption is too long for Instagram, or has too many hashtags. Shorten it and "
    "approve the new version.",
    2207020: "Instagram no longer has the media of this post. Try again: they are prepared anew.",
    2207023: "Instagram does not know this kind of media. Whoever runs this installation has to "
    "check the API version.",
    2207026: "Instagram takes MP4 and MOV videos of 3 seconds to 15 minutes, up to 300 MB, coded "
    "as H.264 or HEVC with AAC sound. Convert the video and approve the new version.",
    2207028: "A carousel on Instagram has 2 to 10 items. Add or remove some and approve the new "
    "version.",
    2207040: "Instagram takes 20 tagged people at most. Remove some and approve the new version.",
    2207027: "Instagram is not ready with the media of this post. Try again in a few minutes.",
    2207042: "This account has posted as often as Instagram allows within 24 hours. Try again "
    "tomorrow.",
    2207050: "Instagram has restricted this account. Open the Instagram app, follow its notices, "
    "then try again.",
    2207051: "Instagram takes this for spam and lets the account rest for some hours. Try again "
    "later, and post less often.",
    2207057: "Instagram finds the cover's moment outside the video. Choose another and approve the "
    "new version.",
    2207077: "Instagram could not fetch the video. Try again; if it keeps happening, whoever runs "
    "this installation has to check its public address (INSTA_PUBLIC_URL).",
    2207081: "Instagram does not let this account post trial Reels.",
    2207082: "The upload of the video to Instagram failed. Try again: it goes on where it stopped.",
    codes.NOT_FETCHED: "Instagram could not fetch the picture or video from this server. If it "
    "stays so, whoever runs this installation has to check that its public address "
    "(INSTA_PUBLIC_URL) can be reached from the internet.",
}
DOUBT = Doubt("Instagram", place="the Instagram profile")
