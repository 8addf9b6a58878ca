"""Every evaluated task by name, and which prompt each covers."""

from domain.errors import InvalidError
from evals.task import AnyTask
from evals.tasks.align import ALIGNMENTS
from evals.tasks.brands import BRAND_DRAFTS
from evals.tasks.edits import EDITS
from evals.tasks.findings import MARKET
from evals.tasks.ideate import IDEAS
from evals.tasks.intake import INTAKES
from evals.tasks.pictures import PICTURES
from evals.tasks.posts import POSTS
from evals.tasks.reply import REPLIES
from evals.tasks.report import REPORTS
from evals.tasks.routing import ROUTING
from evals.tasks.safety import SAFETY
from evals.tasks.scripts import SCRIPTS
from evals.tasks.strategy import STRATEGIES
from evals.tasks.texts import ADS, DESCRIPTIONS, EMAILS, OUTLINES, TEMPLATED

TASKS: tuple[AnyTask, ...] = (
    ROUTING,
    POSTS,
    EDITS,
    STRATEGIES,
    REPLIES,
    REPORTS,
    MARKET,
    ALIGNMENTS,
    IDEAS,
    SAFETY,
    ADS,
    OUTLINES,
    EMAILS,
    DESCRIPTIONS,
    TEMPLATED,
    SCRIPTS,
    INTAKES,
    BRAND_DRAFTS,
    PICTURES,
)


def chosen(names: tuple[str, ...]) -> tuple[AnyTask, ...]:
    """The tasks of these names; all without any.

    Raises:
        InvalidError: `unknown_task`.
    """
    known = {task.name: task for task in TASKS}
    strange = [name for name in names if name not in known]
    if strange:
        raise InvalidError(
            f"There is no eval called “{strange[0]}”. Known: {', '.join(known)}.",
            code="unknown_task",
        )
    return tuple(known[name] for name in dict.fromkeys(names)) or TASKS


def covered() -> frozenset[str]:
    """Prompts that have cases."""
    return frozenset(prompt for task in TASKS for prompt in task.prompts)
