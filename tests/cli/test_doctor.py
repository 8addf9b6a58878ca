"""`doctor`: each part in a line, what to do when it is not well, never a secret."""

import json
import socket

import pytest

from cli.doctor import Finding, exit_code
from tests.llm.model.modelserver import Say, serving

PARTS = (
    "settings", "data folder", "files", "owner", "workspace", "database", "embedder", "sandbox",
    "port",
)  # fmt: skip


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


def test_a_bucket_is_asked_and_one_that_does_not_exist_fails(commands, bucket):
    commands.settings["AWS_ENDPOINT_URL"] = bucket.endpoint
    commands.settings |= {"AWS_ACCESS_KEY_ID": "AKIAMADEUP", "AWS_SECRET_ACCESS_KEY": "hush"}
    for name, state in ((bucket.name, "ok"), ("another-bucket", "fails")):
        commands.settings["INSTA_ASSETS_URL"] = f"s3://{name}/shop"
        done = commands.run("doctor", "--json")
        assert _parts(json.loads(done.stdout))["files"]["state"] == state
        assert "hush" not in done.stdout + done.stderr
    assert "does not exist" in done.stdout


def test_a_folder_that_is_no_model_fails(commands):
    commands.settings["INSTA_EMBEDDER"] = str(commands.folder)
    done = commands.run("doctor")
    assert done.returncode == 1
    assert "INSTA_EMBEDDER" in done.stdout


def test_a_note_stops_nothing():
    assert exit_code([Finding("a", "ok", ""), Finding("b", "note", "")]) == 0
    assert exit_code([Finding("a", "ok", ""), Finding("b", "fails", "")]) == 1


@pytest.fixture
def models(commands):
    """A server of language models that the installation is set to ask."""
    with serving() as models:
        commands.settings |= {
            "INSTA_MODEL": "openai:small,openai:other",
            "INSTA_MODEL_BASE_URL": f"{models.url}/v1",
            "INSTA_MODEL_API_KEY": "sk-nobody-may-see",
            "INSTA_MODEL_PRICES": json.dumps({"openai:small": [1, 2], "openai:other": [0, 0]}),
        }
        yield models


def test_each_model_is_asked_a_tiny_question(commands, models):
    models.will(Say("Ready.", usage=(12, 2)), Say("ready", usage=(12, 1)))
    done = commands.run("doctor", "--model", "--json")
    told = [check for check in json.loads(done.stdout)["checks"] if check["part"] == "model"]
    assert [check["state"] for check in told] == ["ok", "ok"]
    assert "OpenAI-compatible small says “Ready.” (12 + 2 tokens, USD 0.000016" in told[0]["words"]
    assert [asked.body["max_tokens"] for asked in models.asked] == [16, 16]


def test_a_model_that_does_not_answer_fails_with_the_reason_and_not_the_key(commands, models):
    models.will(Say(status=401, error="bad key sk-nobody-may-see"), Say("ready"))
    done = commands.run("doctor", "--model")
    assert done.returncode == 1
    assert "does not accept our key" in " ".join(done.stdout.split())
    assert "sk-nobody-may-see" not in done.stdout + done.stderr


def test_without_the_option_no_model_is_asked(commands, models):
    assert commands.run("doctor").returncode == 0
    assert models.asked == []


def test_the_offline_author_needs_no_question(commands):
    done = commands.run("doctor", "--model")
    assert "there is no model to ask" in " ".join(done.stdout.split())


TITAN = "bedrock:amazon.titan-image-generator-v2:0"


def pictures(commands):
    done = commands.run("doctor", "--model", "--json")
    checks = json.loads(done.stdout)["checks"]
    return next(check for check in checks if check["part"] == "pictures")


@pytest.mark.parametrize(
    ("given", "state", "says"),
    [
        ({}, "ok", "cards, drawn here"),
        ({"INSTA_IMAGE_MODEL": "dall-e"}, "fails", "titan-image-generator-v2"),
        ({"INSTA_IMAGE_MODEL": TITAN}, "fails", "no region is set"),
        (
            {"INSTA_IMAGE_MODEL": TITAN, "AWS_DEFAULT_REGION": "us-east-1"},
            "fails",
            "no keys were found",
        ),
        (
            {
                "INSTA_IMAGE_MODEL": TITAN,
                "INSTA_PROVIDERS__BEDROCK__REGION": "us-west-2",
                "INSTA_PROVIDERS__BEDROCK__API_KEY": "sk-nobody-may-see",
            },
            "ok",
            "in us-west-2, with keys; not asked, since a picture costs USD 0.01",
        ),
    ],
)
def test_what_image_models_need_is_looked_for_and_none_is_asked(
    commands, tmp_path, given, state, says
):
    nowhere = {
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": str(tmp_path / "none"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none"),
    }
    commands.settings |= {**nowhere, **given}
    told = pictures(commands)
    assert told["state"] == state
    assert says in told["words"]
    assert "sk-nobody-may-see" not in told["words"]
