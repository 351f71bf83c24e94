"""The numbers of council acts and of their agendas: found in any text, brought to one canonical form.

Two kinds of number exist. An *act number* is unique: year, department, number (`2025 DVD 62`), with an optional part
(`2014 DF 1005-2`) and a final ` G` where the council sat as a departmental council (`2015 DDCT 10 G`). An *agenda
number* (`vœu n° 17 bis`) is used again at every session and means nothing without it: `2023-03 vœu 17 bis`.

The grammar follows what the pages of the Conseil de Paris show from 1995 on; the variants are listed in
`data/raw/paris/record/SOURCES.md`.
"""

from toolkit.act_numbers.acts import MONTHS, ActNumber, Mention, canonical_acts, find_acts
from toolkit.act_numbers.agenda import SESSION, AgendaNumber, find_agenda_numbers
from toolkit.act_numbers.departments import DEPARTMENTS, GROUPS

__all__ = [
    "DEPARTMENTS",
    "GROUPS",
    "MONTHS",
    "SESSION",
    "ActNumber",
    "AgendaNumber",
    "Mention",
    "canonical_acts",
    "find_acts",
    "find_agenda_numbers",
]
