"""Settings: defaults that work, values that are checked, names that are not guessed at."""

import os
from pathlib import Path

import pytest

from config.settings import Settings, load_settings, setting_names, unknown_names
from domain.errors import InvalidError
from domain.platform import Platform
from domain.ranking import SEED_WEIGHTS, RankWeights


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch, tmp_path):
    """No INSTA_ name from outside and no `.env` of the developer's."""
    for name in [n for n in os.environ if n.upper().startswith("INSTA_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_everything_has_a_working_default(tmp_path):
    settings = load_settings()
    assert settings.env == "development"
    assert settings.data_dir == tmp_path / "data"
    assert settings.app_database_url == f"sqlite+aiosqlite:///{tmp_path}/data/app.db"
    assert settings.is_sqlite
    assert settings.model == "offline"
    assert settings.all_sandbox


def test_loading_makes_no_folder(tmp_path):
    load_settings()
    assert list(tmp_path.iterdir()) == []


def test_a_home_folder_is_found(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("INSTA_DATA_DIR", "~/shop")
    assert load_settings().data_dir == tmp_path / "shop"


def test_the_command_line_wins_over_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("INSTA_DATA_DIR", str(tmp_path / "env"))
    assert load_settings(data_dir=tmp_path / "given").data_dir == tmp_path / "given"


def test_a_dotenv_file_is_read_and_the_environment_wins_over_it(monkeypatch):
    Path(".env").write_text("INSTA_ENV=production\nINSTA_PUBLIC_URL=https://a.example\n")
    monkeypatch.setenv("INSTA_PUBLIC_URL", "https://b.example")
    settings = load_settings()
    assert settings.env == "production"
    assert settings.public_url == "https://b.example"


def test_a_dotenv_file_may_hold_names_of_others():
    Path(".env").write_text("AWS_REGION=ap-south-1\n")
    assert load_settings().env == "development"


@pytest.mark.parametrize("name", ["INSTA_DATADIR", "INSTA_LLM", "insta_nothing", "INSTA_"])
def test_an_unknown_name_is_refused_by_name(monkeypatch, name):
    monkeypatch.setenv(name, "x")
    with pytest.raises(InvalidError, match=name) as raised:
        load_settings()
    assert raised.value.code == "unknown_setting"
    assert ".env.example" in raised.value.message


def test_all_unknown_names_are_said_at_once():
    environment = {"INSTA_B": "1", "INSTA_A": "1", "INSTA_ENV": "production", "PATH": ""}
    assert unknown_names(environment) == ["INSTA_A", "INSTA_B"]


def test_the_tests_own_switch_is_not_unknown(monkeypatch):
    monkeypatch.setenv("INSTA_TEST_POSTGRES_URL", "postgresql://127.0.0.1/x")
    assert load_settings().is_sqlite


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INSTA_ENV", "staging"),
        ("INSTA_DATABASE_URL", "mysql://root@db/app"),
        ("INSTA_DATABASE_URL", "sqlite:///app.db"),
        ("INSTA_CLOCK", "fast"),
        ("INSTA_ESG__ERS_WEIGHT", "1.2"),
        ("INSTA_ESG__ERS_SCALE", "thousand"),
        ("INSTA_SAFETY", "none"),
        ("INSTA_RATE_LIMITS", "sometimes"),
        ("INSTA_PLATFORMS__INSTAGRAM__LOGIN", "google"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_it_was_given_under(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidError, match=name) as raised:
        load_settings()
    assert raised.value.code == "bad_setting"


def test_a_refused_value_is_not_repeated(monkeypatch):
    monkeypatch.setenv("INSTA_DATABASE_URL", "mysql://root:hunter2@db/app")
    with pytest.raises(InvalidError) as raised:
        load_settings()
    assert "hunter2" not in raised.value.message


def test_posts_are_ranked_by_the_seeds_formula_unless_told_otherwise(monkeypatch):
    assert load_settings().esg.weights == SEED_WEIGHTS
    monkeypatch.setenv("INSTA_ESG__ERS_WEIGHT", "0.3")
    monkeypatch.setenv("INSTA_ESG__ERS_SCALE", "percentile")
    assert load_settings().esg.weights == RankWeights(ers=0.3, scale="percentile")


def test_secrets_do_not_show_in_the_settings(monkeypatch):
    for name in ("SECRET_KEY", "MODEL_API_KEY", "PLATFORMS__LINKEDIN__CLIENT_SECRET"):
        monkeypatch.setenv(f"INSTA_{name}", "hunter2")
    assert "hunter2" not in repr(load_settings())


def test_a_platform_with_an_app_of_its_own_leaves_the_sandbox(monkeypatch):
    monkeypatch.setenv("INSTA_PLATFORMS__LINKEDIN__CLIENT_ID", "86abc")
    monkeypatch.setenv("INSTA_PLATFORMS__LINKEDIN__API_BASE", "https://api.linkedin.example")
    settings = load_settings()
    assert not settings.uses_sandbox(Platform.LINKEDIN)
    assert settings.uses_sandbox(Platform.X)
    assert not settings.all_sandbox
    assert settings.platforms.of(Platform.LINKEDIN).api_base == "https://api.linkedin.example"


def test_the_sandboxs_clock_serves_while_every_platform_is_the_sandbox(monkeypatch):
    monkeypatch.setenv("INSTA_CLOCK", "sandbox")
    assert load_settings().clock == "sandbox"


def test_the_sandboxs_clock_is_refused_beside_a_real_platform(monkeypatch):
    monkeypatch.setenv("INSTA_CLOCK", "sandbox")
    monkeypatch.setenv("INSTA_PLATFORMS__LINKEDIN__CLIENT_ID", "86abc")
    with pytest.raises(
        InvalidError, match="INSTA_CLOCK=sandbox would publish on the real LinkedIn"
    ):
        load_settings()


@pytest.mark.parametrize("platform", Platform)
def test_every_platform_can_be_configured(platform):
    group = f"INSTA_PLATFORMS__{platform.value.upper()}__"
    names = {name.removeprefix(group) for name in setting_names() if name.startswith(group)}
    bases = {"API_BASE", "UPLOAD_BASE", "AUTH_BASE", "TOKEN_BASE"}
    assert bases | {"CLIENT_ID", "CLIENT_SECRET"} <= names


def test_every_name_listed_is_a_name_that_is_read(monkeypatch):
    assert not unknown_names(dict.fromkeys(setting_names(), ""))
    groups = {"platforms", "esg", "models", "providers"}
    assert {name.lower() for name in setting_names() if "__" not in name} == {
        f"insta_{field}" for field in Settings.model_fields if field not in groups
    }


def test_postgresql_is_taken_as_given(monkeypatch):
    monkeypatch.setenv("INSTA_DATABASE_URL", "postgresql+psycopg://app@db/shop")
    settings = load_settings()
    assert settings.app_database_url == "postgresql+psycopg://app@db/shop"
    assert not settings.is_sqlite


def test_an_unknown_name_in_a_dotenv_file_is_refused_too():
    Path(".env").write_text("INSTA_LLM=groq:llama\n")
    with pytest.raises(InvalidError, match="INSTA_LLM"):
        load_settings()


@pytest.mark.parametrize("name", ["DATA_DIR", "ENV", "MODEL", "SANDBOX_URL"])
def test_an_empty_value_means_the_default(monkeypatch, name):
    default = load_settings()
    monkeypatch.setenv(f"INSTA_{name}", "")
    assert load_settings() == default
