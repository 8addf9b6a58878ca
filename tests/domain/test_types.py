"""What holds for every domain type: immutable, strict on unknown fields, silent about secrets."""

import importlib
import pkgutil

import pytest
from pydantic import ValidationError

import domain
from domain.approval import ALLOWED_DECISIONS, Decision
from domain.brand import BrandProfile, Competitor, Fact, Product
from domain.connection import Tokens
from domain.frozen import Frozen
from domain.register import Register
from domain.run import FINISHED, RunStatus

MODULES = [
    importlib.import_module(f"domain.{m.name}") for m in pkgutil.iter_modules(domain.__path__)
]
TYPES = sorted(
    {
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Frozen) and value is not Frozen
    },
    key=lambda t: t.__name__,
)


@pytest.mark.parametrize("cls", TYPES, ids=lambda t: t.__name__)
def test_every_type_is_frozen_and_refuses_unknown_fields(cls):
    assert cls.model_config["frozen"] is True
    assert cls.model_config["extra"] == "forbid"


@pytest.mark.parametrize("cls", TYPES, ids=lambda t: t.__name__)
def test_a_field_called_register_has_no_method_for_a_default(cls):
    field = cls.model_fields.get("register")
    assert field is None or field.is_required() or not callable(field.default)


def test_a_typing_slip_in_a_profile_is_an_error():
    with pytest.raises(ValidationError, match="shop_name"):
        BrandProfile.model_validate({"shop_name": "Chai Ghar"})


def test_tokens_never_show_themselves():
    tokens = Tokens(access_token="AQX-secret-1", refresh_token="AQX-secret-2")
    for shown in (repr(tokens), str(tokens), f"{tokens}", f"{[tokens]}", f"{ {'t': tokens} }"):
        assert "secret" not in shown


def test_a_profile_says_what_a_post_cannot_do_without():
    assert BrandProfile().missing() == ("business_name", "products")
    assert BrandProfile(business_name="  ").missing() == ("business_name", "products")
    named = BrandProfile(business_name="Chai Ghar", products=(Product(name="Masala chai"),))
    assert named.missing() == ()
    assert BrandProfile(business_name="A", facts=(Fact(text="Since 1987"),)).missing() == ()


@pytest.mark.parametrize(
    ("cls", "values"),
    [
        (Product, {"name": ""}),
        (Product, {"name": "x" * 201}),
        (Fact, {"text": ""}),
        (Competitor, {"name": ""}),
    ],
)
def test_brand_facts_are_bounded(cls, values):
    with pytest.raises(ValidationError):
        cls(**values)


def test_all_four_decisions_are_offered():
    assert set(ALLOWED_DECISIONS) == set(Decision)
    assert [d.value for d in Decision] == ["approve", "edit", "reject", "respond"]


def test_a_run_is_either_finished_or_going_on():
    assert set(RunStatus) - FINISHED == {RunStatus.PENDING, RunStatus.RUNNING}


def test_there_are_eight_registers():
    assert [r.value for r in Register] == [
        "vulnerability",
        "pride",
        "humour",
        "belonging",
        "aspiration",
        "nostalgia",
        "urgency",
        "gratitude",
    ]
