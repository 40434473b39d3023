"""Mitt Liv's demonstration: its databases, its people, and what must become of each planted row."""

from lofte.demo.mittliv.build import build

__all__ = ["build"]
