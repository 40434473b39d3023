"""The pages, served by the command as a person would."""

import signal
import urllib.request

import pytest

from journeys.choir import Choir


@pytest.fixture
def served(choir: Choir) -> object:
    running = choir.begin("serve", "--port", "0")
    assert running.stdout is not None
    yield running.stdout.readline().split("/ ")[0]
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=60)


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode())


def test_the_policy_and_the_state_of_its_promises_are_served(served: str) -> None:
    assert page(f"{served}/health") == "ok\n"
    assert "the list of singers" in page(f"{served}/en/privacy-policy").lower()
    assert "should have been erased already" in page(f"{served}/en/promises")


def test_a_port_that_is_taken_is_told(choir: Choir, served: str) -> None:
    said = choir.lofte("serve", "--port", served.rpartition(":")[2])
    assert said.code == 4
    assert "--port 0" in said.err
