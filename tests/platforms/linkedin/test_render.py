import pytest

from platforms.linkedin.render import COMMENTARY_LIMIT, LinkedInRenderer

PAGE = "urn:li:organization:105432001"


@pytest.fixture
def render(make_version):
    def rendered(text, *tags, account_id=PAGE, **fields):
        version = make_version(text, *tags, **fields)
        return LinkedInRenderer().render(version, account_id=account_id)

    return rendered


def test_hashtags_go_on_a_line_of_their_own(render):
    post = render("Fresh chai", "ChaiTime", "#Pune")
    assert post.text == "Fresh chai\n\n#ChaiTime #Pune"
    assert post.hashtags == ("ChaiTime", "Pune")
    assert post.problems == ()


def test_a_hashtag_that_the_text_has_is_not_repeated(render):
    assert render("Fresh #chaitime!", "ChaiTime").text == "Fresh #chaitime!"
    assert render("Fresh #chaitimes!", "ChaiTime").text == "Fresh #chaitimes!\n\n#ChaiTime"


def test_a_hashtag_counts_once_whatever_its_case_and_spaces(render):
    assert render("x", "Chai Time", "#chaitime", "  ", "#").hashtags == ("ChaiTime",)


def test_the_limit_is_counted_on_the_wire(render):
    fits = render("(" * (COMMENTARY_LIMIT // 2))
    assert (fits.character_count, fits.problems) == (COMMENTARY_LIMIT, ())
    over = render("(" * (COMMENTARY_LIMIT // 2) + "ab")
    assert over.character_count == COMMENTARY_LIMIT + 2
    assert "2 characters too long" in over.problems[0]


def test_line_ends_are_made_alike_and_the_edges_trimmed(render):
    assert render("  a\r\nb\rc \n").text == "a\nb\nc"


def test_links_are_named_without_their_punctuation(render):
    text = "See https://chai.example/menu_(new), or (http://x.example/?a=b)."
    assert render(text).links[1] == "http://x.example/?a=b"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "  "}, "no text"),
        ({"text": "x", "media": ("0" * 64,)}, "Not every picture"),
        ({"text": "x", "first_comment": "x" * 1251}, "first comment is 1 characters too long"),
        ({"text": "x", "account_id": "12345"}, "Connect it again"),
    ],
)
def test_what_cannot_go_as_it_is_says_why(render, fields, words):
    text = fields.pop("text")
    assert words in " ".join(render(text, **fields).problems)
