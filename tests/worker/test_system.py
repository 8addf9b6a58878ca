"""The assembly refuses what it would silently ignore, before anything is opened."""

import pytest

from config.settings import Settings
from domain.errors import InvalidError
from domain.platform import Platform
from worker.system import open_system


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("redis_url", "redis://127.0.0.1"),
        ("model_base_url", "http://127.0.0.1:1234"),
        ("model_api_key", "a-very-secret-key"),
        ("model", "bedrock:claude"),
        ("image_model", "dall-e"),
        ("image_model", "bedrock:amazon.nova-canvas-v9:0"),
    ],
)
async def test_a_setting_without_effect_is_refused_by_name_and_without_its_value(
    tmp_path, name, value
):
    settings = Settings(_env_file=None, data_dir=tmp_path, **{name: value})
    with pytest.raises(InvalidError) as refused:
        async with open_system(settings):
            pass
    assert "INSTA_" in refused.value.message or "offline" in refused.value.message
    assert "a-very-secret-key" not in refused.value.message


@pytest.mark.parametrize(
    ("setting", "label"),
    [
        ("cards", None),
        (
            "bedrock:amazon.titan-image-generator-v2:0, cards",
            "Amazon Bedrock amazon.titan-image-generator-v2:0",
        ),
    ],
)
async def test_pictures_are_painted_by_what_is_set(tmp_path, fills_file, setting, label):
    fills_file(tmp_path / "app.db")
    settings = Settings(_env_file=None, data_dir=tmp_path, image_model=setting)
    async with open_system(settings, jobs=False) as system:
        painter = system.services.painter
        assert (painter.label if painter else None) == label


@pytest.mark.parametrize(
    ("login", "dialog"),
    [("instagram", "/oauth/authorize?"), ("facebook", "/facebook-login/v26.0/dialog/oauth?")],
)
async def test_people_sign_in_with_instagram_in_the_way_that_is_set(
    tmp_path, fills_file, login, dialog
):
    fills_file(tmp_path / "app.db")
    settings = Settings(
        _env_file=None, data_dir=tmp_path, platforms={"instagram": {"login": login}}
    )
    async with open_system(settings, jobs=False) as system:
        connector = system.services.platforms.get(Platform.INSTAGRAM).connector
        url = connector.authorize_url("s", "http://127.0.0.1/back")
    assert url.startswith(settings.sandbox_url + dialog)
