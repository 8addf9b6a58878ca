"""Templates: those that ship, those that a workspace keeps. Writes no text by them."""

from datetime import datetime
from functools import cache
from importlib.resources import files

import yaml

from domain.account import Member, Right
from domain.errors import ConflictError, ForbiddenError, InvalidError, LimitError, NotFoundError
from domain.ids import new_id
from domain.studio import ContentType
from domain.template import Template, TemplateBody
from store.unit import Unit
from tools.deriving import derived
from tools.services import Services

MOST = 200
"""Own templates that a workspace may keep."""
FORM_CAMPAIGN = "campaign_of_form"
"""Thread metadata: the id of the campaign that was asked for with the thread's form."""
FORM_TEMPLATE = "template_of_form"
"""Thread metadata: the template that the form's campaign is written after."""


async def find(
    services: Services,
    member: Member,
    *,
    industry: str | None = None,
    occasion: str | None = None,
    content_type: ContentType | None = None,
) -> tuple[Template, ...]:
    """The workspace's own, newest first, then the shipped ones, as far as they fit.

    Args:
        services: The running system.
        member: Whose workspace.
        industry: A word of the kind of shop; templates for any kind fit too.
        occasion: A word of the day.
        content_type: The kind of text.
    """
    async with services.store.reading() as unit:
        own = await unit.contents.templates.list(member.workspace_id)
    return tuple(
        one
        for one in (*own, *shipped().values())
        if (not industry or not one.industry or _meets(industry, one.industry))
        and (not occasion or _meets(occasion, one.occasion or ""))
        and (content_type is None or one.content_type is content_type)
    )


async def one_of(unit: Unit, workspace_id: str, template_id: str) -> Template:
    """The template, shipped or the workspace's own.

    Raises:
        NotFoundError: There is none of that id here.
    """
    found = shipped().get(template_id)
    found = found or await unit.contents.templates.get(workspace_id, template_id)
    if found is None:
        raise NotFoundError(f"There is no template {template_id} in this workspace.")
    return found


async def read(services: Services, workspace_id: str, template_id: str) -> Template:
    """As `one_of`, by itself."""
    async with services.store.reading() as unit:
        return await one_of(unit, workspace_id, template_id)


async def save_from(
    services: Services, member: Member, content_id: str, *, name: str | None, surface: str
) -> Template:
    """Keep the form of a post as a template: its parts in order, the brand's words as gaps.

    Raises:
        ForbiddenError: The member may not write.
        LimitError: `too_many_templates`.
        NotFoundError: No such post in the workspace.
    """
    async with services.store.reading() as unit:
        content = await unit.contents.get(member.workspace_id, content_id)
        brand = await unit.brands.get(member.workspace_id, content.brand_id)
    body = derived(content, brand.profile, name=name)
    return await add(services, member, body, surface=surface)


async def add(services: Services, member: Member, body: TemplateBody, *, surface: str) -> Template:
    """Keep a template.

    Raises:
        ForbiddenError: The member may not write.
        LimitError: `too_many_templates`.
    """
    _require_writer(member)
    now = services.clock()
    template = Template(**dict(body), id=new_id())
    async with services.store.writing() as unit:
        if await unit.contents.templates.count(member.workspace_id) >= MOST:
            raise LimitError(
                f"This workspace has {MOST} templates of its own, which is as many as it may "
                "keep. Delete one, then save this one.",
                code="too_many_templates",
            )
        await unit.contents.templates.add(member.workspace_id, template, now)
        await _audit(unit, member, "template.add", template.id, surface, now)
    return template


async def change(
    services: Services, member: Member, template_id: str, body: TemplateBody, *, surface: str
) -> Template:
    """Write an own template anew.

    Raises:
        ForbiddenError: The member may not write.
        ConflictError: `shipped_template`.
        NotFoundError: The workspace has none of that id.
    """
    _require_own(member, template_id)
    now = services.clock()
    async with services.store.writing() as unit:
        if not await unit.contents.templates.save(member.workspace_id, template_id, body, now):
            raise NotFoundError(f"There is no template {template_id} in this workspace.")
        await _audit(unit, member, "template.change", template_id, surface, now)
    return Template(**dict(body), id=template_id)


async def drop(services: Services, member: Member, template_id: str, *, surface: str) -> None:
    """Forget an own template.

    Raises:
        ForbiddenError: The member may not write.
        ConflictError: `shipped_template`.
        NotFoundError: The workspace has none of that id.
    """
    _require_own(member, template_id)
    now = services.clock()
    async with services.store.writing() as unit:
        if not await unit.contents.templates.drop(member.workspace_id, template_id):
            raise NotFoundError(f"There is no template {template_id} in this workspace.")
        await _audit(unit, member, "template.drop", template_id, surface, now)


async def of_campaign(
    unit: Unit, workspace_id: str, thread_id: str, campaign_id: str
) -> Template | None:
    """The template that a form chose for this campaign; None where it chose none or it is gone."""
    metadata = (await unit.threads.get(workspace_id, thread_id)).metadata
    chosen = metadata.get(FORM_TEMPLATE)
    if metadata.get(FORM_CAMPAIGN) != campaign_id or not isinstance(chosen, str):
        return None
    known = shipped().get(chosen)
    return known or await unit.contents.templates.get(workspace_id, chosen)


def shipped() -> dict[str, Template]:
    """The product's own templates by id."""
    return _shipped()


@cache
def _shipped() -> dict[str, Template]:
    text = files("tools.data").joinpath("templates.yml").read_text(encoding="utf-8")
    found: dict[str, Template] = {}
    for entry in yaml.safe_load(text)["templates"]:
        parts = [
            {"purpose": purpose, "note": note}
            for row in entry.pop("structure")
            for purpose, note in (row.items() if isinstance(row, dict) else [(row, "")])
        ]
        given = {**entry, "structure": parts, "origin": "shipped"}
        found[str(entry["id"])] = Template.model_validate(given)
    return found


def _meets(wanted: str, known: str) -> bool:
    wanted, known = wanted.strip().casefold(), known.casefold()
    return bool(known) and (wanted in known or known in wanted)


def _require_writer(member: Member) -> None:
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver to keep templates.", code="not_an_editor")


def require_usable(body: TemplateBody) -> None:
    """What a person wrote out has a name, a brief, and gaps that can be filled.

    Raises:
        InvalidError: `bad_template`.
    """
    if body.problem:
        raise InvalidError(f"This template cannot be used: {body.problem}.", code="bad_template")


def _require_own(member: Member, template_id: str) -> None:
    _require_writer(member)
    if template_id in shipped():
        raise ConflictError(
            "This template came with the product and stays as it is. Save a copy of your own with "
            "POST /api/v1/templates, and change that.",
            code="shipped_template",
        )


async def _audit(
    unit: Unit, member: Member, action: str, subject: str, surface: str, at: datetime
) -> None:
    await unit.audit.record(
        member.workspace_id,
        at=at,
        user_id=member.user_id,
        surface=surface,
        action=action,
        subject=subject,
        detail={},
    )
