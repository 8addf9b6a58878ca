"""Reads what is set about language models into the options of an author. Asks nobody."""

from config.settings import Settings
from llm.model.options import Options
from llm.model.providers import Endpoint
from llm.model.spec import Provider


def model_options(settings: Settings) -> Options:
    """What is set about language models."""
    providers = {
        provider: Endpoint(at.base_url, at.api_key, getattr(at, "region", ""))
        for provider in Provider
        for at in (settings.providers.of(provider.value),)
    }
    return Options(
        model=settings.model,
        roles=settings.models.model_dump(),
        endpoints=providers,
        base_url=settings.model_base_url,
        api_key=settings.model_api_key,
        prices=settings.model_prices,
        silence_s=settings.model_timeout_s,
        record=settings.model_record,
        replay=settings.model_replay,
    )
