"""Half a letter, which no database keeps and no answer can spell, is refused by every body."""

import pytest

V1 = "/api/v1"
HALF = rb'"half \ud800 a letter"'
CAMPAIGN = rb'"name": "Rain", "brief": "Two posts about chai", '


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("PUT", "campaigns/none", b'{"name": ' + HALF + b"}", "name"),
        ("PUT", "templates/none", b'{"name": ' + HALF + b"}", "name"),
        ("POST", "campaigns", b"{" + CAMPAIGN + b'"objectives": [' + HALF + b"]}", "objectives.0"),
        (
            "POST",
            "campaigns",
            b"{" + CAMPAIGN + b'"target_platforms": [' + HALF + b"]}",
            "target_platforms.0",
        ),
        (
            "POST",
            "campaigns",
            b"{" + CAMPAIGN + b'"target_languages": [' + HALF + b"]}",
            "target_languages.0",
        ),
        (
            "POST",
            "ideas/none/pick",
            b'{"target_languages": [' + HALF + b"]}",
            "target_languages.0",
        ),
        ("POST", "studio/generate", b'{"brief": "Chai", "style": ' + HALF + b"}", "style"),
        ("POST", "studio/generate", b'{"slots": {"shop": ' + HALF + b"}}", "slots.shop"),
    ],
)
def test_half_a_letter_is_refused_by_its_place(person, method, path, body, field):
    json = {"content-type": "application/json"}
    answer = person.http.request(method, f"{V1}/{path}", content=body, headers=json)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field), answer.text
