"""What the posts of a conversation were asked to be about, so that a message can name one by it."""

from pydantic import TypeAdapter

from domain.campaign import CalendarEntry, Task
from llm.tasks.intent import Intent
from store.unit import Unit
from tools.numbering import Numbered

_ENTRY = TypeAdapter(CalendarEntry)


async def subjects_of(unit: Unit, workspace_id: str, posts: tuple[Numbered, ...]) -> dict[str, str]:
    """The subject of each post by its content; a post that no plan asked for has none."""
    campaigns = {p.content.campaign_id for p in posts if p.content.campaign_id}
    tasks: dict[str, Task] = {}
    for campaign_id in sorted(campaigns):
        tasks |= {t.id: t for t in await unit.campaigns.tasks(workspace_id, campaign_id)}
    return {
        post.content.id: _subject(tasks[post.content.task_id])
        for post in posts
        if post.content.task_id in tasks
    }


def _subject(task: Task) -> str:
    """Topic, occasion, products and offer, each once."""
    if "entry" not in task.payload:
        return ""
    entry = _ENTRY.validate_python(task.payload["entry"])
    intent = Intent.model_validate(task.payload.get("intent", {"kind": "campaign"}))
    offer = f"offer: {intent.offer}" if intent.offer else ""
    parts = [entry.topic, entry.occasion or "", *_products(entry, intent), offer]
    said = [part.strip() for part in parts if part and part.strip()]
    return ", ".join(dict.fromkeys(said))


def _products(entry: CalendarEntry, intent: Intent) -> tuple[str, ...]:
    """The products asked for; where each post has its own topic, that one says which."""
    return intent.products if len(intent.products) == 1 or not entry.topic else ()
