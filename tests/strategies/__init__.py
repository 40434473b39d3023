"""Generators of whole cases for the oracle and for the engine."""

from strategies.histories import History, Step, histories
from strategies.organisations import organisations

__all__ = ["History", "Step", "histories", "organisations"]
