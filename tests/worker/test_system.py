"""The assembly refuses what it would silently ignore, before anything is opened."""

import pytest

from config.settings import Settings
from domain.errors import InvalidError
from worker.system import open_system


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("redis_url", "redis://127.0.0.1"),
        ("assets_url", "s3://bucket/prefix"),
        ("safety", "comprehend"),
        ("model_base_url", "http://127.0.0.1:1234"),
        ("model_api_key", "a-very-secret-key"),
        ("model", "bedrock:claude"),
        ("platforms", {"instagram": {"login": "facebook"}}),
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
