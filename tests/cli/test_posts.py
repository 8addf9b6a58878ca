"""`import-posts` and `esg` as processes, on a served data folder and on one of their own."""

import json

import pytest

pytestmark = pytest.mark.slow
CAPTIONS = (
    "Caption,Likes,Comments,Shares,Date\n"
    "Thank you for every cup this year,120,30,12,2026-01-05\n"
    "Our chai is boiled twice,40,2,1,2026-02-05\n"
)


def test_a_history_is_imported_once_and_searched(commands, some_posts):
    """No server runs: each command serves the folder for itself."""
    file = str(some_posts)
    first = commands.json("import-posts", file, "--platform", "instagram")
    assert first["imported"] == 60
    assert first["rejected"] == []
    assert first["mapping"]["text"] == "Caption"
    again = commands.json("import-posts", file, "--platform", "instagram")
    assert (again["imported"], again["unchanged"]) == (0, first["imported"])
    found = commands.json("esg", "search", "data science projects", "-k", "3")
    assert [one["rank"] for one in found["references"]] == [1, 2, 3]
    best = found["references"][0]
    assert best["combined"] == pytest.approx(0.4 * best["similarity"] + 0.6 * best["ers"] / 100)
    assert not (commands.folder / "data" / "owner.lock").read_text()


def test_an_empty_folder_is_not_taken_for_the_one_that_was_meant(commands):
    done = commands.run("esg", "search", "chai", "--workspace", "w")
    assert done.returncode == 1
    assert f"There is no data in {commands.folder / 'data'} yet" in done.stderr
    assert "INSTA_DATA_DIR" in done.stderr
    assert not (commands.folder / "data" / "app.db").exists()


@pytest.mark.parametrize("command", ["search", "align", "explain"])
def test_words_in_another_encoding_are_refused_before_anything_is_served(commands, command):
    done = commands.run("esg", command, "chai\udce9")
    assert done.returncode == 2
    assert "its character 5 is not UTF-8" in " ".join(done.stderr.split())
    assert not (commands.folder / "data").exists()


def test_a_long_file_is_seen_through_by_the_commands_own_server(commands, write):
    lines = (f"2025-01-01 {n // 60:02}:{n % 60:02}:00,Chai {n % 7},{n}\n" for n in range(1_100))
    file = write("long.csv", "Date,Caption,Likes\n" + "".join(lines))
    done = commands.run("import-posts", str(file), "--platform", "x")
    assert done.returncode == 0, done.stderr
    assert "Imported   1,100" in done.stdout


def test_commands_act_through_the_server_that_owns_the_folder(served, write):
    file = str(write("posts.csv", CAPTIONS))
    done = served.run("import-posts", file, "--platform", "instagram")
    assert done.returncode == 0, done.stderr
    assert "Imported   2" in done.stdout
    assert "serving it for this command" not in done.stderr
    search = served.run("esg", "search", "thank you")
    assert search.returncode == 0
    assert "Thank you for every cup" in search.stdout
    assert "\x1b[" not in search.stdout
    aligned = served.run("esg", "align", "We have chai.", "--platform", "instagram")
    assert aligned.returncode == 0, aligned.stderr
    assert "misaligned" in aligned.stdout
    explained = json.loads(served.run("esg", "explain", "thank you", "--json").stdout)
    assert explained["registers"][0]["register"] == "gratitude"
    empty = served.run("esg", "align", "")
    assert empty.returncode == 1
    assert "The draft is empty" in empty.stderr
    refused = served.run("esg", "search", "chai", "--workspace", "nobodys")
    assert refused.returncode == 1
    folder = served.folder / "data"
    assert f"There is no workspace nobodys in {folder}. Name one" in " ".join(
        refused.stderr.split()
    )
    assert "--workspace" in refused.stderr
    assert "X-Workspace-Id" not in refused.stderr
    elsewhere = served.run("esg", "search", "thank you", "--platform", "linkedin")
    assert "No post of this brand" in elsewhere.stderr
    owner = json.loads((served.folder / "data" / "owner.lock").read_text())
    assert owner["token"] not in refused.stderr + search.stdout + search.stderr

    told = served.run("doctor", "--json")
    checks = {check["part"]: check for check in json.loads(told.stdout)["checks"]}
    assert checks["owner"]["words"].endswith(f"serves it at {owner['url']}")
    assert checks["sandbox"]["state"] == "ok"
    assert owner["token"] not in told.stdout


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.csv", b"", "empty"),
        ("broken.csv", b"\x00\x01\x02\xff\xfe\x00" * 50, ""),
        ("random.csv", bytes(n * n * 31 % 251 + 1 for n in range(5_000)), "not a CSV"),
        ("other.csv", b"a,b\n1,2\n", "mapping"),
        ("lines.csv", b"Caption,Likes\nChai,many\n,\n", ""),
    ],
)
def test_a_file_that_is_no_history_is_refused_in_words(commands, tmp_path, name, content, reason):
    file = tmp_path / name
    file.write_bytes(content)
    done = commands.run("import-posts", str(file), "--platform", "instagram")
    assert done.returncode == 1
    assert "Failed" in done.stderr
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_the_index_is_proved_by_a_command(commands, some_posts):
    commands.json("import-posts", str(some_posts), "--platform", "instagram")
    first = commands.json("reindex", "--sample", "10")
    assert first["equal"]
    (brand,) = first["brands"]
    assert (brand["missing"], brand["extra"], brand["differing"]) == (brand["posts"], 0, 0)
    done = commands.run("reindex", "--sample", "10")
    assert done.returncode == 0, done.stderr
    assert "Recall@20" in done.stdout
    assert "equal" in done.stdout
