"""Reads what is set about models into the options of author and painter. Asks nobody."""

from config.settings import Settings
from llm.image.options import ImageOptions
from llm.model.options import Options
from llm.model.providers import Endpoint
from llm.model.spec import Provider


def model_options(settings: Settings) -> Options:
    """What is set about language models."""
    providers = {provider: _endpoint(settings, provider) for provider in Provider}
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


def image_options(settings: Settings) -> ImageOptions:
    """What is set about image models."""
    return ImageOptions(
        model=settings.image_model,
        prices=settings.image_prices,
        bedrock=_endpoint(settings, Provider.BEDROCK),
        silence_s=settings.model_timeout_s,
    )


def _endpoint(settings: Settings, provider: Provider) -> Endpoint:
    at = settings.providers.of(provider.value)
    return Endpoint(at.base_url, at.api_key, getattr(at, "region", ""))
