import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from platforms.linkedin.littletext import as_displayed, to_wire

RESERVED = r"|{}@[]()<>#\*_~"
WRITTEN = st.text(
    st.one_of(
        st.sampled_from(RESERVED + " \n,.:;!?-'\"“”aZ9"),
        st.sampled_from("नमस्तेिा्ंचाय☕🎉₹é中"),
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")),
    ),
    min_size=1,
    max_size=120,
)


@given(WRITTEN)
def test_readers_see_what_was_written(text):
    assert as_displayed(to_wire(text)) == text


@given(WRITTEN, WRITTEN)
def test_nothing_after_a_hashtag_or_a_mention_is_cut(before, after):
    text = f"{before} #chai @[Chai (Pune) Co.](urn:li:organization:105) {after}"
    shown = f"{before} #chai Chai (Pune) Co. {after}"
    assert as_displayed(to_wire(text)) == as_displayed(to_wire(shown))


def test_reserved_characters_are_escaped():
    assert to_wire("(a) [b] {c} <d> x*y_z~ | \\ @home") == (
        r"\(a\) \[b\] \{c\} \<d\> x\*y\_z\~ \| \\ \@home"
    )


def test_a_hashtag_is_left_to_work_in_any_script():
    assert to_wire("#ChaiTime and #दिवाली (#now)") == r"#ChaiTime and #दिवाली \(#now\)"


def test_a_hash_that_begins_no_hashtag_is_escaped():
    assert to_wire("C# is #1, # alone") == r"C\# is \#1, \# alone"


def test_a_mention_is_left_to_work_and_shows_as_its_name():
    text = "with @[Asha K_](urn:li:person:aB-9_x)!"
    assert to_wire(text) == r"with @[Asha K\_](urn:li:person:aB-9_x)!"
    assert as_displayed(to_wire(text)) == "with Asha K_!"


def test_what_only_resembles_a_mention_is_plain_text():
    text = "@[x](http://example.com) @[y](urn:li:group:1) @[](urn:li:person:1)"
    assert as_displayed(to_wire(text)) == text


@pytest.mark.parametrize(
    ("wire", "shown"),
    [
        (r"{hashtag|\#|ChaiTime} now", "#ChaiTime now"),
        (r"a {hashtag|\#|दिनों}{hashtag|\#|v\_2}", "a #दिनों#v_2"),
        ("{hashtag|#|chai}", "#chai"),
        (r"cut {hashtag|\#|two words}", "cut "),
        ("cut {mention}", "cut "),
    ],
)
def test_a_hashtag_as_linkedin_writes_it_itself_is_read(wire, shown):
    assert as_displayed(wire) == shown


def test_a_bare_reserved_character_cuts_the_rest_as_linkedin_does():
    assert as_displayed("Chai (hot) for all") == "Chai "


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WRITTEN.filter(str.strip))
async def test_the_twin_shows_what_was_previewed(signed, sandbox, text):
    post = signed.post(f"{text}\nno. {signed.texts}", "ChaiTime")
    signed.texts += 1
    made = await signed.can.publisher.submit(post, signed.grant.tokens, {}, gate=lambda: True)
    out = {effect["post_id"]: effect["text"] for effect in sandbox.effects()}
    assert out[made.platform_post_id] == post.text
