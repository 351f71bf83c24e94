"""Sortition: chances first, then a lottery over panels that gives them, with a proof."""

from toolkit.sortition.goldilocks import goldilocks_lottery
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.lottery import Certificate, Lottery
from toolkit.sortition.maximin import maximin_lottery
from toolkit.sortition.nash import nash_lottery
from toolkit.sortition.pool import Pool, Quotas, Selection
from toolkit.sortition.target import target_lottery

__all__ = [
    "Certificate",
    "Lottery",
    "Pool",
    "Quotas",
    "Selection",
    "goldilocks_lottery",
    "leximin_lottery",
    "maximin_lottery",
    "nash_lottery",
    "target_lottery",
]
