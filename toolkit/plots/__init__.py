"""Figures: a table goes in, matplotlib Axes come out; nothing is computed and nothing is saved here."""
