/** What a past post is made of, wherever it is named: in a form, in a reason, beside a number. */

export const fields = {
  text: "Text",
  published_at: "Date and time",
  likes: "Likes",
  comments: "Comments",
  shares: "Shares or reposts",
  saves: "Saves",
  impressions: "Views",
  reach: "People reached",
  hashtags: "Hashtags",
  platform_post_id: "Post id or link",
};

/** The server's name of a field, where a reason begins. */
export const FIELD = new RegExp(`(^|; |: )(${Object.keys(fields).join("|")}):`, "g");
