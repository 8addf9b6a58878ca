"""/docs and /openapi.json without the internet: Swagger UI from an installed package."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from swagger_ui_bundle import swagger_ui_path

from server.problems import Problem

router = APIRouter(include_in_schema=False)

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Insta Media AI: the API</title>
<link rel="stylesheet" href="docs/files/swagger-ui.css">
<link rel="icon" href="docs/files/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/files/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
_START = """SwaggerUIBundle({
  url: "docs/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null,
  persistAuthorization: true
});
"""
_POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"
    )
}


@router.get("/")
async def home() -> Response:
    return RedirectResponse("/docs")


@router.get("/favicon.ico")
async def icon() -> Response:
    return FileResponse(f"{swagger_ui_path}/favicon-32x32.png")


@router.get("/docs")
async def docs() -> Response:
    return HTMLResponse(_PAGE, headers=_POLICY)


@router.get("/docs/start.js")
async def start_script() -> Response:
    return Response(_START, media_type="text/javascript")


@router.get("/docs/openapi.json")
async def older_schema(request: Request) -> dict[str, Any]:
    """The schema in the dialect that the bundled Swagger UI reads (it knows no OpenAPI 3.1)."""
    older: dict[str, Any] = _as_3_0(request.app.openapi())
    return {**older, "openapi": "3.0.3"}


def install(app: FastAPI) -> None:
    """Mount the pages, and complete the schema with what every error looks like."""
    app.include_router(router)
    app.mount("/docs/files", StaticFiles(directory=str(swagger_ui_path)), name="docs-files")
    generated = app.openapi

    def completed() -> dict[str, Any]:
        schema = generated()
        schemas = schema.setdefault("components", {}).setdefault("schemas", {})
        if "Problem" not in schemas:
            own = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(own.pop("$defs", {}))
            schemas["Problem"] = own
        return schema

    app.openapi = completed  # type: ignore[method-assign]  # FastAPI's documented way to extend it


def _as_3_0(node: Any) -> Any:
    """Rewrite what OpenAPI 3.0 says in other words: `null` types, constants, exclusive bounds."""
    if isinstance(node, list):
        return [_as_3_0(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _as_3_0(value) for key, value in node.items()}
    choices = made.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        left = [choice for choice in choices if choice != {"type": "null"}]
        made = {**made, "anyOf": left, "nullable": True}
    if isinstance(made.get("type"), list):
        kinds = [kind for kind in made["type"] if kind != "null"]
        made = {**made, "type": kinds[0] if kinds else "object", "nullable": True}
    if "const" in made:
        made["enum"] = [made.pop("const")]
    return made
