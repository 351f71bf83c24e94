"""The findings of a design report: each a table with the sentence that says what it shows."""

from toolkit.design.findings_frames import coverage_by_value, design_in_short, frame_coverage, quotas_of
from toolkit.design.findings_letters import chance_of_enough, letters_needed, mailing_options, published_responses
from toolkit.design.findings_mandates import (
    exclusions,
    lifetime_chances,
    monitoring_power,
    overlap,
    published_departures,
    replacement_policies,
    rotations,
    sequence_distance,
    table_mixing,
)
from toolkit.design.findings_outlook import budget, recommendation, side_by_side, what_matters
from toolkit.design.findings_size import (
    absent_groups,
    criteria_cells,
    criteria_frontier,
    distance_curves,
    ways_of_drawing,
)
from toolkit.shown import Finding

__all__ = [
    "Finding",
    "absent_groups",
    "budget",
    "chance_of_enough",
    "coverage_by_value",
    "criteria_cells",
    "criteria_frontier",
    "design_in_short",
    "distance_curves",
    "exclusions",
    "frame_coverage",
    "letters_needed",
    "lifetime_chances",
    "mailing_options",
    "monitoring_power",
    "overlap",
    "published_departures",
    "published_responses",
    "quotas_of",
    "recommendation",
    "replacement_policies",
    "rotations",
    "sequence_distance",
    "side_by_side",
    "table_mixing",
    "ways_of_drawing",
    "what_matters",
]
