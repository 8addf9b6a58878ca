"""A person writes a post themselves: with a live preview, with files, and in the form it needs."""

import io
import re
import subprocess

import pytest
from PIL import Image
from playwright.sync_api import expect

from media.ffmpeg import program

pytestmark = pytest.mark.slow
FIRST = "Why our chai takes eleven minutes, and why that is right."
SECOND = "Ginger goes in first, while the water is cold."


def wide_picture() -> bytes:
    """Wider than Instagram takes it; no two are the same."""
    file = io.BytesIO()
    Image.effect_noise((1600, 600), 20).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def test_without_an_account_the_composer_leads_to_one(look):
    meera, shot = look()
    meera.sign_up()
    meera.tab("Posts")
    meera.page.get_by_role("link", name="New post").click()
    expect(meera.page.get_by_role("link", name="Connect an account")).to_be_visible()
    shot("compose-no-account")


def test_a_thread_of_ones_own_goes_out_part_by_part_and_is_deleted_again(look, shop):
    shop.connect("x")
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/compose")
    account = page.get_by_label("Account", exact=True)
    account.select_option(label=account.locator("option", has_text="X ·").inner_text())
    page.get_by_label("Format").select_option("Thread")
    page.get_by_label("First post of the thread").fill(FIRST)
    expect(page.get_by_text("has only its first post")).to_be_visible()
    expect(meera.button("Ask for approval")).to_be_disabled()
    shot("compose-problem", whole=True)
    page.get_by_label("Post 2 of the thread").fill(SECOND)
    expect(page.get_by_text("X will take it.")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Post 2: \d+ of 280"))).to_be_visible()
    shot("compose-thread", whole=True)
    meera.button("Ask for approval").click()
    expect(page).to_have_url(re.compile(r"/approvals/[0-9a-f-]{36}$"))
    expect(page.get_by_text("2 of 2", exact=True)).to_be_visible()
    expect(page.get_by_text(SECOND)).to_be_visible()
    meera.button("Edit").click()
    page.get_by_label("Post 2 of the thread").fill(f"{SECOND} Always.")
    meera.button("Save as version 2").click()
    expect(page.get_by_text(f"{SECOND} Always.")).to_be_visible()
    shot("approval-thread", whole=True)
    meera.button("Approve").click()
    expect(page.get_by_text(re.compile("^1 of 1 part out"))).to_be_visible()
    shot("post-thread-out", whole=True)
    meera.button("Delete it on X").click()
    expect(page.get_by_role("dialog")).to_contain_text("cannot be undone")
    shot("post-delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete it on X").click()
    expect(page.get_by_text("Deleted", exact=True)).to_be_visible()
    expect(meera.button("Delete it on X")).to_have_count(0)
    expect(page.get_by_role("link", name="Open on X")).to_have_count(0)
    meera.button("What happened").click()
    expect(page.get_by_role("listitem").filter(has_text="Deleted by")).to_contain_text("Deleted ·")


def test_a_picture_is_made_to_fit_and_goes_out_at_a_free_time(look, shop):
    (account,) = [a for a in shop.connect("instagram") if a["platform"] == "instagram"]
    path = f"/api/v1/timetables/{account['id']}"
    week = {**shop.get(path), "slots": [{"weekday": day, "at": "19:30"} for day in range(7)]}
    shop.put(path, week)
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/compose")
    choice = page.get_by_label("Account", exact=True)
    choice.select_option(account["id"])
    page.get_by_label("Text", exact=True).fill("Seven in the evening, and the kettle sings.")
    page.get_by_label("Add files").set_input_files(
        {"name": "shop.jpg", "mimeType": "image/jpeg", "buffer": wide_picture()}
    )
    expect(page.get_by_text("Changed so that Instagram takes it:")).to_be_visible()
    page.get_by_label("Describe it for people").fill("Steam over a row of glasses.")
    expect(page.get_by_role("img", name="Steam over a row of glasses.")).to_be_visible()
    page.get_by_label("First comment").fill("Which glass is yours?")
    page.get_by_label("When").select_option(index=1)
    expect(page.get_by_text("Instagram will take it.")).to_be_visible()
    shot("compose-picture", whole=True)
    meera.button("Ask for approval").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("7:30")
    expect(page.get_by_text("Which glass is yours?")).to_be_visible()
    meera.button("Approve").click()
    expect(page.get_by_text("Scheduled", exact=True).first).to_be_visible()


def test_what_is_written_outlives_a_look_at_another_page(visit, shop):
    meera = visit()
    meera.sign_in_as(shop)
    meera.go("/compose")
    text = meera.page.get_by_label("Text", exact=True)
    text.fill("The kettle sings at seven.")
    meera.tab("Posts")
    meera.page.get_by_role("link", name="New post").click()
    expect(text).to_have_value("The kettle sings at seven.")


def test_a_file_that_was_refused_can_only_be_removed(visit, shop):
    kinds = {a["id"]: a["account_kind"] for a in shop.connect("linkedin")}
    meera = visit()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/compose")
    assert kinds[page.get_by_label("Account", exact=True).input_value()] == "organization"
    no_picture = {"name": "menu.png", "mimeType": "image/png", "buffer": b"Two rupees a glass"}
    picture = {"name": "shop.jpg", "mimeType": "image/jpeg", "buffer": wide_picture()}
    page.get_by_label("Add files").set_input_files([picture, no_picture])
    refused = page.get_by_role("listitem").filter(has_text="menu.png")
    expect(refused.get_by_role("alert")).to_be_visible()
    expect(refused.get_by_role("button")).to_have_count(1)
    expect(refused.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_label("Describe it for people")).to_have_count(1)


@pytest.fixture
def film(tmp_path):
    made = tmp_path / "brew.mp4"
    source = ("-f", "lavfi", "-i", "testsrc=size=320x180:rate=25:duration=4")
    coding = ("-c:v", "libx264", "-pix_fmt", "yuv420p")
    subprocess.run([program(), "-v", "error", *source, *coding, str(made)], check=True, timeout=60)
    return made


def test_a_video_has_a_title_and_says_who_sees_it(look, shop, film):
    (account,) = [a for a in shop.connect("youtube") if a["platform"] == "youtube"]
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/compose")
    page.get_by_label("Account", exact=True).select_option(account["id"])
    page.get_by_label("Title", exact=True).fill("Eleven minutes of chai")
    page.get_by_label("Description").fill("From cold water to the glass.")
    page.get_by_label("Who sees it").select_option("Whoever has the link")
    meera.button(re.compile("^More")).click()
    page.get_by_label("Tags", exact=True).fill("chai, slow brew")
    page.get_by_label("Category").select_option("Howto & Style")
    page.get_by_label("Add a video").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no film at all"}
    )
    expect(page.get_by_role("alert").first).to_be_visible()
    shot("compose-refused-file", whole=True)
    meera.button("Remove notes.txt").click()
    page.get_by_label("Add a video").set_input_files(film)
    expect(page.get_by_text("YouTube will take it.")).to_be_visible()
    shot("compose-video", whole=True)
    meera.button("Ask for approval").click()
    expect(page).to_have_url(re.compile(r"/approvals/[0-9a-f-]{36}$"))
    expect(page.get_by_text("Whoever has the link")).to_be_visible()
    expect(page.get_by_text("Eleven minutes of chai").first).to_be_visible()
    expect(page.get_by_text("Howto & Style")).to_be_visible()
    meera.button("Play").click()
    expect(page.locator("video")).to_have_attribute("src", re.compile("^blob:"))
    shot("approval-video", whole=True)


def test_a_reel_has_a_cover_a_place_and_people(look, shop, film):
    (account,) = [a for a in shop.connect("instagram") if a["platform"] == "instagram"]
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/compose")
    page.get_by_label("Account", exact=True).select_option(account["id"])
    page.get_by_label("Format").select_option("Reel")
    page.get_by_label("Text", exact=True).fill("Four seconds of ginger.")
    page.get_by_label("Add a video").set_input_files(film)
    meera.button(re.compile("^Cover")).click()
    page.get_by_role("slider").fill("1500")
    meera.button(re.compile("^More")).click()
    page.get_by_label("Number of the place").fill("somewhere")
    expect(page.get_by_text("The location is none that Instagram knows")).to_be_visible()
    page.get_by_label("Number of the place").fill("110774245616525")
    page.get_by_label("Name of the place").fill("Jaipur")
    page.get_by_label("People by user name").fill("@asha")
    expect(page.get_by_text("Instagram will take it.")).to_be_visible()
    shot("compose-reel", whole=True)
    meera.button("Ask for approval").click()
    expect(page).to_have_url(re.compile(r"/approvals/[0-9a-f-]{36}$"))
    for told in ("at 1.5 s", "Jaipur", "@asha"):
        expect(page.get_by_text(told, exact=True)).to_be_visible()
    (asked,) = shop.get("/api/v1/approvals", status="open")["items"]
    assert asked["content"]["form"]["video"]["cover_ms"] == 1500
    assert asked["content"]["form"]["place"] == {"id": "110774245616525", "name": "Jaipur"}


def test_where_a_post_cannot_be_deleted_from_here_its_card_says_where(look, shop):
    (account,) = [a for a in shop.connect("instagram") if a["platform"] == "instagram"]
    file = {"file": ("shop.jpg", wide_picture(), "image/jpeg")}
    kept = shop.http.post("/api/v1/media", files=file).json()
    wish = {"platform": "instagram", "format": "post"}
    fitted = shop.post(f"/api/v1/media/{kept['sha256']}/fit", wish)["medium"]
    body = {"platform": "instagram", "connection_id": account["id"], "text": "Steam at seven."}
    media = [fitted["sha256"]]
    asked = shop.post("/api/v1/content", {**body, "media": media})["approval"]
    approve = {"decision": "approve", "version": 1}
    shop.post(f"/api/v1/approvals/{asked['id']}/decision", approve)
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/posts")
    meera.button("How to delete it").click()
    expect(page.get_by_text("Delete the post in the Instagram app.")).to_be_visible()
    expect(meera.button("Delete it on Instagram")).to_have_count(0)
    shot("posts-delete-elsewhere", whole=True)


def test_a_part_of_unknown_outcome_is_settled_by_a_person(look, shop, control):
    (account,) = [a for a in shop.connect("x") if a["platform"] == "x"]
    body = {"platform": "x", "connection_id": account["id"], "text": f"{FIRST} Twice."}
    form = {"format": "thread", "thread": [f"{SECOND} Twice."]}
    asked = shop.post("/api/v1/content", {**body, "form": form})["approval"]
    # the post itself is only slow; of what follows it the answer is lost, and looking does not help
    for fault in (
        {"operation": "create_post", "mode": "slow", "seconds": 0.1},
        {"operation": "create_post", "mode": "lost_response_after_effect"},
        {"operation": "find_posts", "mode": "http_500_before_effect", "count": 50},
    ):
        control.post("faults", json={"platform": "x", **fault}).raise_for_status()
    approve = {"decision": "approve", "version": 1}
    shop.post(f"/api/v1/approvals/{asked['id']}/decision", approve)
    meera, shot = look()
    meera.sign_in_as(shop)
    meera.go("/posts")
    page = meera.page
    expect(page.get_by_text("Is it there? Look before you say so")).to_be_visible()
    shot("posts-part-unknown", whole=True)
    meera.button("Yes, it is there").click()
    expect(page.get_by_text(re.compile("^1 of 1 part out"))).to_be_visible()
