"""Opens threads: of one workspace and one brand, under an id that nobody else uses."""

from domain.errors import ConflictError, InvalidError
from domain.run import Thread
from server.auth.access import Caller
from server.chat.assistants import with_ids
from server.chat.bodies import ThreadBody
from server.running import Running


async def open_thread(
    running: Running,
    caller: Caller,
    *,
    thread_id: str,
    metadata: dict[str, object],
    may_exist: bool = False,
) -> Thread:
    """The new thread, or the caller's own of that id when it may exist.

    Raises:
        ConflictError: `thread_exists`.
    """
    now = running.system.services.real_clock()
    async with running.system.store.writing() as unit:
        if not await unit.threads.exists(thread_id):
            brand = await unit.brands.default(caller.workspace_id)
            thread = Thread(
                id=thread_id,
                workspace_id=caller.workspace_id,
                brand_id=brand.id,
                metadata=with_ids(metadata),
                created_at=now,
                updated_at=now,
            )
            await unit.threads.add(thread)
            return thread
        if may_exist:
            # another workspace's thread of that id is not found, like everywhere
            return await unit.threads.get(caller.workspace_id, thread_id)
    raise ConflictError(
        f"The thread id {thread_id} is taken. Leave it out to get a new one, or send "
        "if_exists “do_nothing” to go on with yours.",
        code="thread_exists",
    )


def require_plain(body: ThreadBody) -> None:
    """Refuse what would otherwise be silently ignored.

    Raises:
        InvalidError: `not_offered`.
    """
    asked = [name for name in ("supersteps", "ttl") if getattr(body, name)]
    if asked:
        raise InvalidError(
            f"{', '.join(asked)} is not offered here. Leave it out.", code="not_offered"
        )
