"""`doctor`: each part in a line, what to do when it is not well, never a secret."""

import socket

from cli.doctor import Finding, exit_code

PARTS = ("settings", "data folder", "owner", "workspace", "database", "embedder", "sandbox", "port")


def _parts(told: dict) -> dict[str, dict]:
    return {check["part"]: check for check in told["checks"]}


def test_a_fresh_installation_is_well_and_nothing_is_made(commands):
    commands.settings["INSTA_SECRET_KEY"] = "a-secret-nobody-may-see"
    done = commands.run("doctor")
    for part in PARTS:
        assert part in done.stdout
    assert "a-secret-nobody-may-see" not in done.stdout + done.stderr
    assert not (commands.folder / "data").exists()


def test_a_wrong_setting_fails_and_is_named(commands):
    commands.settings["INSTA_DATABASE_URL"] = "mysql://root:hush@localhost/app"
    done = commands.run("doctor")
    assert done.returncode == 1
    assert "INSTA_DATABASE_URL" in done.stdout
    assert "hush" not in done.stdout + done.stderr


def test_a_database_that_does_not_answer_fails_without_its_password(commands):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    commands.settings["INSTA_DATABASE_URL"] = f"postgresql+psycopg://me:hush@127.0.0.1:{port}/app"
    done = commands.run("doctor")
    assert done.returncode == 1
    assert "PostgreSQL" in done.stdout
    assert "hush" not in done.stdout + done.stderr


def test_a_folder_that_cannot_be_made_fails(commands):
    (commands.folder / "file").write_text("")
    commands.settings["INSTA_DATA_DIR"] = str(commands.folder / "file" / "data")
    told = commands.run("doctor", "--json")
    assert told.returncode == 1
    assert '"data folder"' in told.stdout
    assert "INSTA_DATA_DIR" in told.stdout


def test_a_folder_that_is_no_model_fails(commands):
    commands.settings["INSTA_EMBEDDER"] = str(commands.folder)
    done = commands.run("doctor")
    assert done.returncode == 1
    assert "INSTA_EMBEDDER" in done.stdout


def test_a_note_stops_nothing():
    assert exit_code([Finding("a", "ok", ""), Finding("b", "note", "")]) == 0
    assert exit_code([Finding("a", "ok", ""), Finding("b", "fails", "")]) == 1
