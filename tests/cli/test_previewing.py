"""What `import-posts` says of a preview: true of what the import would do."""

import json

from cli import posts

ROW = {
    "line": 2,
    "published_at": "2026-01-05T00:00:00Z",
    "likes": 3,
    "comments": None,
    "shares": None,
    "ers": 4.7,
}


def told(capsys, mapping, *, may_lack_text=False, text="chai", rejected=0):
    posts.show_preview(
        {
            "rows_total": 2,
            "rejected_total": rejected,
            "rejected": [{"line": 3, "reason": "likes: bad"}] * min(rejected, 20),
            "mapping": mapping,
            "unmapped": [],
            "notes": [],
            "sample": [ROW | {"text": text}],
        },
        may_lack_text=may_lack_text,
        as_json=False,
    )
    return " ".join(capsys.readouterr().out.split())


def test_a_file_that_would_be_refused_is_not_said_to_go_in(capsys):
    said = told(capsys, {"likes": "N"})
    assert "no column is known to hold the text" in said
    assert "without --preview" not in said
    assert "would be refused." not in said
    for good in (told(capsys, {"text": "T"}), told(capsys, {}, may_lack_text=True)):
        assert "0 of them would be refused" in good
        assert "without --preview" in good
        assert "no column" not in good


def test_a_text_that_is_cut_says_so(capsys):
    assert "chai…" in told(capsys, {"text": "T"}, text="chai " * 13)
    assert "…" not in told(capsys, {"text": "T"}, text="chai " * 11)


def test_what_is_not_listed_is_counted(capsys):
    said = told(capsys, {"text": "T"}, rejected=1_500)
    assert "and 1,490 more; --json lists the first 20" in said


def test_the_zone_and_the_mapping_go_with_the_file():
    wanted = posts.fields(posts.Platform.X, mapping={"text": None}, timezone="Asia/Kolkata")
    assert wanted == {
        "platform": "x",
        "mapping": json.dumps({"text": None}),
        "timezone": "Asia/Kolkata",
    }
