"""/api/v1/templates: forms to write after, shipped ones and the workspace's own."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.studio import parse_content_type
from domain.template import Template, TemplateBody
from server.auth.access import Reader, Writer
from server.paging import Cursor, Limit, Page, page
from server.plain_text import PlainText, require_plain
from server.running import RunningDep
from tools import templates

router = APIRouter(prefix="/templates", tags=["studio"])
Word = Annotated[str | None, Query(max_length=60)]


class NewTemplate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    content_id: str | None = Field(default=None, max_length=36)
    """A post whose form is to be kept; or"""
    template: TemplateBody | None = None
    """one that is written out."""
    name: PlainText | None = Field(default=None, min_length=1, max_length=120)
    """Of a template that is read out of a post."""

    @model_validator(mode="after")
    def _is_one_of_both(self) -> "NewTemplate":
        if (self.content_id is None) == (self.template is None):
            raise ValueError("give either content_id or template")
        return self


@router.get("")
async def list_templates(
    caller: Reader,
    running: RunningDep,
    industry: Word = None,
    occasion: Word = None,
    content_type: Word = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Template]:
    """The workspace's own first, then those that came with the product."""
    found = await templates.find(
        running.system.services,
        caller.member,
        industry=industry,
        occasion=occasion,
        content_type=parse_content_type(content_type) if content_type else None,
    )
    return page(found, lambda one: one, key=lambda one: one.id, limit=limit, cursor=cursor)


@router.post("", status_code=201)
async def save_template(body: NewTemplate, caller: Writer, running: RunningDep) -> Template:
    """Keep a template: one that is written out, or the form of a post with its words as gaps."""
    require_plain(body.model_dump(mode="json"))
    services, member = running.system.services, caller.member
    if body.template is not None:
        templates.require_usable(body.template)
        return await templates.add(services, member, body.template, surface=caller.surface)
    return await templates.save_from(
        services, member, body.content_id or "", name=body.name, surface=caller.surface
    )


@router.get("/{template_id}")
async def read_template(template_id: str, caller: Reader, running: RunningDep) -> Template:
    """One template, shipped or the workspace's own."""
    return await templates.read(running.system.services, caller.workspace_id, template_id)


@router.put("/{template_id}")
async def change_template(
    template_id: str, body: TemplateBody, caller: Writer, running: RunningDep
) -> Template:
    """Write an own template anew; shipped ones stay as they are."""
    require_plain(body.model_dump(mode="json"))
    templates.require_usable(body)
    return await templates.change(
        running.system.services, caller.member, template_id, body, surface=caller.surface
    )


@router.delete("/{template_id}", status_code=204)
async def delete_template(template_id: str, caller: Writer, running: RunningDep) -> None:
    """Forget an own template; texts that were written after it stay."""
    await templates.drop(
        running.system.services, caller.member, template_id, surface=caller.surface
    )
