"""Löfte: privacy promises that keep themselves.

An organisation writes down once what it promises people about their data. From that one declaration the
policy page, the retention sweeps, the answers to people and the proof that the promises were kept all follow.
"""
