"""The compiled needs equal the oracle, cell by cell, on generated organisations, rows and histories."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import oracle
from differential.declared import declaration_yaml, systems_of
from differential.engine import engine_of, tidy
from oracle import World
from oracle.world import Records
from strategies import Step, histories, organisations

PER_DECLARATION = 4
"""Histories that are run through each compiled declaration."""


def learnt(known: Records, more: Records) -> Records:
    """What is known after a day's news; the newest telling of an event and of a consent counts."""
    told = {(one.event, one.person, one.row): one for one in (*known.recorded, *more.recorded)}
    consents = {(one.person, one.name): one for one in (*known.consents, *more.consents)}
    return replace(
        known,
        consents=tuple(consents.values()),
        objections=known.objections + more.objections,
        restrictions=known.restrictions + more.restrictions,
        holds=known.holds + more.holds,
        recorded=tuple(told.values()),
    )


def on_the_day(world: World, step: Step) -> World:
    """The world on the morning of a step."""
    world = replace(world.on(step.day), records=learnt(world.records, step.records))
    return oracle.release(world, step.erases) if step.erases else world


def carrying(known: Records, own: Records) -> Records:
    """What is known, with what the engine itself has carried."""
    return replace(known, ghosts=own.ghosts, carried_consents=own.carried_consents)


def compare_on(url: str, workspace: Path, organisations_drawn: st.SearchStrategy[World]) -> None:
    """Sweep the same histories with the oracle and with the engine; every cell is compared after every sweep."""

    # Each example compiles a declaration, makes a database and sweeps several histories: a quarter as many will do.
    @settings(
        max_examples=max(12, settings().max_examples // 4),
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    )
    @given(organisations_drawn, st.data())
    def compare(organisation: World, data: st.DataObject) -> None:
        runs = [data.draw(histories(organisation)) for _ in range(PER_DECLARATION)]
        with engine_of(organisation, dict.fromkeys(systems_of(organisation), url), workspace) as engine:
            for history in runs:
                ours = theirs = history.world
                for step in history.steps:
                    ours = on_the_day(ours, step)
                    theirs = replace(ours, rows=theirs.rows, records=carrying(ours.records, theirs.records))
                    before = theirs
                    ours, theirs = oracle.sweep(ours), engine.sweep(theirs)
                    assert tidy(theirs) == tidy(ours), (declaration_yaml(organisation), before)

    run: Callable[[], None] = compare
    run()


BOTH = pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])


@BOTH
def test_the_engine_leaves_what_the_oracle_leaves(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    url = str(request.getfixturevalue(f"{kind}_database"))
    compare_on(url, tmp_path / "workspace", organisations(consents_elsewhere=False))


@BOTH
def test_a_consent_that_another_table_brings_counts(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    url = str(request.getfixturevalue(f"{kind}_database"))
    compare_on(url, tmp_path / "workspace", organisations())
