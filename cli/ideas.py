"""`ideas`: what could be posted, with what each idea rests on."""

from typing import Any

from cli import output
from cli.api import Api


def show(api: Api, wish: str, count: int, *, as_json: bool) -> None:
    """Have ideas made and say them as the chat does."""
    made: dict[str, Any] = api.post("/api/v1/ideate", {"brief": wish, "n": count})
    if as_json:
        output.value(made)
        return
    for line in lines(made):
        output.say(line)


def lines(made: dict[str, Any]) -> list[str]:
    """The ideas in words: number, title, reasons, what to expect; then what is not known."""
    said = []
    for idea in made["ideas"]:
        said += [f"{idea['number']}. {idea['title']}", f"   {idea['why']}"]
        if expected := idea["expected_ers"]:
            said.append(
                f"   Expected ERS {expected['mean']:.1f} "
                f"({expected['low']:.1f} to {expected['high']:.1f})"
            )
        said.append(f"   {idea['id']}")
    return [*said, *made["notes"]]
