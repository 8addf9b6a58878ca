"""Who follows an account and who took an interest: invented shares, always the same ones.

https://developers.facebook.com/documentation/instagram-platform/api-reference/instagram-user/insights
"""

from starlette.responses import Response

from sandbox import audience
from sandbox.chance import draw
from sandbox.instagram.access import Visit
from sandbox.meta import errors
from sandbox.world import World

FEWEST_FOLLOWERS = 100
"""Of an account with fewer, nothing is told."""
MOST_GROUPS = 45
_GROUPS = {
    "age": ("13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+"),
    "gender": ("F", "M", "U"),
    "country": ("IN", "AE", "US", "GB", "SG"),
    "city": (
        "Pune, Maharashtra",
        "Mumbai, Maharashtra",
        "Nashik, Maharashtra",
        "Bengaluru, Karnataka",
        "Dubai, Dubai",
    ),
}
_METRICS = {"follower_demographics": 1.0, "engaged_audience_demographics": 0.2}
"""Each with the share of the followers that it counts."""
_TIMEFRAMES = ("this_week", "this_month")


def show(world: World, visit: Visit) -> Response:
    """GET /{v}/{ig}/insights?period=lifetime."""
    params = visit.params
    params.text("period")
    names = params.names("metric")
    for name in names:
        if name not in _METRICS:
            raise errors.invalid(f"({name[:60]}) cannot be asked for with period lifetime")
    if not names or params.required("metric_type") != "total_value":
        raise errors.invalid("metric and metric_type=total_value are required")
    dimension = params.required("breakdown")
    if dimension not in _GROUPS:
        raise errors.invalid(f"breakdown must be one of {', '.join(_GROUPS)}")
    if params.required("timeframe") not in _TIMEFRAMES:
        raise errors.invalid(f"timeframe must be one of {', '.join(_TIMEFRAMES)}")
    params.done()
    account = visit.grant.account
    followers = audience.followers(audience.seed_of(world.state, account), account)
    if followers < FEWEST_FOLLOWERS:
        return errors.reply({"data": []})
    return errors.reply(
        {
            "data": [
                {
                    "name": name,
                    "period": "lifetime",
                    "title": name.replace("_", " ").capitalize(),
                    "description": "The people of this account.",
                    "total_value": {
                        "breakdowns": [_breakdown(account, dimension, followers, name)]
                    },
                    "id": f"{account}/insights/{name}/lifetime",
                }
                for name in names
            ]
        }
    )


def _breakdown(account: str, dimension: str, followers: int, name: str) -> dict[str, object]:
    chance = draw("demographics", account, dimension, name)
    weights = {group: chance.uniform(0.2, 2.0) for group in _GROUPS[dimension][:MOST_GROUPS]}
    people = followers * _METRICS[name] / sum(weights.values())
    results = [
        {"dimension_values": [group], "value": int(people * weight)}
        for group, weight in weights.items()
    ]
    return {"dimension_keys": [dimension], "results": results}
