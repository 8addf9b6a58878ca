"""`rotate-keys`: has every stored secret sealed with the first key, and says what could not be."""

from typing import Any

from cli import output


def run(workspace: str | None, *, as_json: bool) -> bool:
    """Whether every secret can be read by the first key now.

    Args:
        workspace: Any of the data, where it has no demo; all of them are gone through.
        as_json: Print the counts as JSON.
    """
    from config.secrets import fingerprint, secret_keys
    from config.settings import load_settings

    settings = load_settings()
    keys = secret_keys(settings)
    done = (
        _through_owner(workspace, fingerprint(keys))
        if settings.is_sqlite
        else _here(settings, keys)
    )
    if as_json:
        output.value(done)
    else:
        output.facts({"rotated": done["rotated"], "unreadable": len(done["unreadable"])})
        for one in done["unreadable"]:
            output.note(
                f"No key opens the access to {one['account_name']} ({one['platform']}, workspace "
                f"{one['workspace_id']}): connect it again."
            )
    return not done["unreadable"]


def _through_owner(workspace: str | None, fingerprint: str) -> dict[str, Any]:
    from cli.owner import acting

    with acting(workspace) as api:
        done: dict[str, Any] = api.long("/api/v1/keys/rotate", {"fingerprint": fingerprint})
    return done


def _here(settings: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    """On PostgreSQL nobody owns the data: each write holds only for what was read."""
    import asyncio

    from store.unit import Store
    from tools.rotating import rotate

    async def rotated() -> dict[str, Any]:
        store = Store(settings.app_database_url, secret_keys=keys)
        try:
            done = await rotate(store)
        finally:
            await store.close()
        unreadable = [one.model_dump(mode="json") for one in done["unreadable"]]
        return {"rotated": done["rotated"], "unreadable": unreadable}

    return asyncio.run(rotated())
