"""Why something is there, with the line of the declaration behind each reason; a plan also as SQL."""

import ast
import re

import sqlalchemy as sa

from journeys.choir import REHEARSALS, SINGERS, Choir
from lofte.systems.sql.dialect import add_functions


def test_a_table_is_explained_with_the_line_of_each_reason(choir: Choir) -> None:
    said = choir.lofte("explain", "table", "register.singers")
    assert said.code == 0
    for words in ("whose: email in `email`", "lofte.yaml:31:11]", "write gone", "left_on"):
        assert words in said.out
    columns = choir.lofte("explain", "table", "register.singers", "--format", "json").json["columns"]
    assert columns[0]["needed_by"] == ["membership", "voices"]
    told = choir.lofte("explain", "table", "register.rehearsals", "--format", "json").json
    assert told["persons"] == ["the person that `singer_id` leads to"]
    assert choir.lofte("explain", "table", "register.singer").code == 2


def test_every_step_of_the_plan_has_a_reason_with_a_place(choir: Choir) -> None:
    told = choir.lofte("explain", "plan", "--format", "json").json
    assert [step["id"] for step in told["steps"]][-1].startswith("register.singers")
    for step in told["steps"]:
        assert step["because"]
        assert all(reason["keep_at"] is not None for reason in step["because"] if reason["keep"])


def test_explaining_touches_nothing(any_choir: Choir) -> None:
    any_choir.trust("automatic")
    for command in (("explain", "plan"), ("explain", "plan", "--sql"), ("sweep", "--explain"), ("inspect",)):
        assert any_choir.lofte(*command).code == 0
    assert any_choir.ids(SINGERS) == [1, 2, 3, 4]


def test_the_sql_has_names_for_values(any_choir: Choir) -> None:
    any_choir.lofte("consent", "withdraw", "newsletter", "-i", "email:reader1@example.org")
    said = any_choir.lofte("explain", "plan", "--sql")
    assert said.code == 0
    assert "DELETE FROM singers WHERE" in said.out
    assert "reader1" not in said.out
    statements = "\n".join(line for line in said.out.splitlines() if not line.startswith("--"))
    assert not re.search(r"'[^']*'|\d{4}-\d{2}", statements)


def test_the_sql_run_by_hand_takes_what_the_sweep_would(choir: Choir) -> None:
    told = choir.lofte("explain", "plan", "--sql", "--format", "json").json
    engine = sa.create_engine(choir.urls["REGISTER_URL"], poolclass=sa.NullPool)
    add_functions(engine)
    with engine.begin() as connection:
        for one in (one for one in told if one["step"].startswith("register.")):
            values = {name: ast.literal_eval(value) for name, value in one["names"].items()}
            connection.execute(sa.text(one["sql"]), values)
    assert choir.ids(SINGERS) == choir.ids(REHEARSALS) == [3, 4]


def test_the_sql_leaves_what_only_our_records_can_tell(choir: Choir) -> None:
    choir.lofte("hold", "place", "claim", "--row", "register.singers:2")
    told = choir.lofte("explain", "plan", "--sql", "--format", "json").json
    hidden = [name for one in told for name, value in one["names"].items() if "not printed" in value]
    assert hidden
    assert "singers:2" not in str(told)
