"""Sortition: chances first, then a lottery over panels that gives them, with a proof."""
