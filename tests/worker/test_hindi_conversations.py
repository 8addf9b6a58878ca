"""Whole turns in Hindi and Hinglish: asked, written, changed, answered in that language."""

from domain.approval import ApprovalStatus
from domain.devanagari import has_devanagari


async def test_a_hindi_request_is_planned_written_and_answered_in_hindi(connected):
    reply = await connected.say("मसाला चाय के बारे में LinkedIn के लिए एक पोस्ट लिखो")
    assert "यह रहा प्लान" in reply
    assert "1 ड्राफ़्ट तैयार है" in reply
    (asked,) = await connected.approvals(ApprovalStatus.OPEN)
    content = asked.content
    assert content.language == "hi"
    assert has_devanagari(content.version.text)
    assert content.version.claims


async def test_a_yes_in_hinglish_publishes_nothing_and_is_told_so(connected, sandbox):
    await connected.say("masala chai ke baare mein LinkedIn ke liye ek post likho")
    before = await connected.approvals()
    reply = await connected.say("theek hai, bhej do")
    assert "Kuch publish nahi hua" in reply
    assert await connected.publications() == ()
    after = await connected.approvals()
    assert [(a.id, a.status) for a in after] == [(a.id, a.status) for a in before]
    assert sandbox.calls("create_post") == 0


async def test_a_post_changes_its_language_and_its_new_form_asks_again(connected):
    await connected.say("One LinkedIn post about our masala chai")
    (english,) = await connected.approvals()
    reply = await connected.say("ise Hindi mein likho")
    assert "Hindi mein naye sire se likhi" in reply
    (hindi,) = await connected.approvals(ApprovalStatus.OPEN)
    assert (hindi.content.language, hindi.version) == ("hi", 2)
    assert has_devanagari(hindi.content.version.text)
    assert hindi.content.version.claims
    assert hindi.content_hash != english.content_hash
    back = await connected.say("हिंग्लिश में कर दो")
    assert "हिंग्लिश" in back
    (hinglish,) = await connected.approvals(ApprovalStatus.OPEN)
    assert hinglish.content.language == "hi-Latn"
    assert not has_devanagari(hinglish.content.version.text)


async def test_a_question_about_results_is_answered_in_its_language(connected):
    await connected.say("मसाला चाय के बारे में LinkedIn के लिए एक पोस्ट लिखो")
    reply = await connected.say("पोस्ट कैसी रही?")
    assert "कोई आँकड़ा नहीं" in reply
    assert "ड्राफ़्ट मंज़ूर कीजिए" in reply
    reply = await connected.say("How did my posts do?")
    assert "No data yet" in reply
