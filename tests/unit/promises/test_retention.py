"""The plan of a sweep: which steps, in which order, because of which lines."""

from datetime import date

from lofte.catalog import Catalog, ColumnInfo, ColumnKind, TableInfo
from lofte.graph import BoundSystem, bind_system
from lofte.model import Model
from lofte.plan import Action
from lofte.predicate import facts_named, show, simplified
from lofte.promises.retention import plan_sweep
from unit.promises.choir import choir

TEXT, DATE, INSTANT = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.INSTANT


def table(name: str, **columns: ColumnKind) -> TableInfo:
    every = {"id": ColumnInfo("id", ColumnKind.INTEGER, nullable=False)}
    every |= {column: ColumnInfo(column, kind, nullable=True) for column, kind in columns.items()}
    return TableInfo(name, every, ("id",))


REGISTER = Catalog(
    "postgresql",
    {
        "singers": table("singers", full_name=TEXT, email=TEXT, left_on=DATE, booked_on=DATE),
        "readers": table("readers", email=TEXT, said_yes_at=INSTANT),
    },
)


def bound(model: Model) -> BoundSystem:
    system, faults = bind_system(model, "register", REGISTER)
    assert system is not None, faults
    return system


def test_a_row_goes_when_all_of_its_needs_have_ended_and_the_index_can_serve() -> None:
    model = choir()
    plan = plan_sweep(model, [bound(model)], date(2026, 11, 22), "digest")
    delete = next(step for step in plan.steps if step.id == "register.singers:delete")
    nothing_known = simplified(delete.where, lambda _: True)
    assert show(nothing_known) == "(booked_on < 2019-01-01 and left_on < 2026-08-22)"
    assert not facts_named(nothing_known)


def test_the_steps_name_the_activities_that_could_have_kept_the_row_with_their_lines() -> None:
    model = choir()
    plan = plan_sweep(model, [bound(model)], date(2026, 11, 22), "digest")
    delete = next(step for step in plan.steps if step.id == "register.singers:delete")
    assert [reason.activity for reason in delete.because] == ["membership", "books"]
    assert all(reason.span is not None and reason.span.file == "choir.yaml" for reason in delete.because)
    assert delete.action is Action.DELETE


def test_a_comment_above_changes_no_plan_and_a_longer_period_does() -> None:
    day = date(2026, 11, 22)

    def digest(model: Model) -> str:
        return plan_sweep(model, [bound(model)], day, "digest").digest

    assert digest(choir(("\nlofte: 1\n", "\n# a comment\nlofte: 1\n"))) == digest(choir())
    assert digest(choir(("plus: 3 months", "plus: 4 months"))) != digest(choir())
