"""The findings of a design report: each a table with the sentence that says what it shows."""

from toolkit.design.findings.choices import coverage_by_value, design_in_short, frame_coverage, quotas_of
from toolkit.design.findings.letters import (
    chance_of_enough,
    letters_needed,
    mailing_options,
    published_responses,
    ways_of_mailing,
)
from toolkit.design.findings.membership import (
    encounters,
    monitoring_plan,
    monitoring_power,
    published_departures,
    replacement_policies,
    workshops,
)
from toolkit.design.findings.outlook import (
    budget,
    decisions,
    headlines_in_doubt,
    recommendation,
    side_by_side,
    what_matters,
)
from toolkit.design.findings.renewal import (
    exclusions,
    lifetime_chances,
    overlap,
    rotations,
    sequence_distance,
)
from toolkit.design.findings.size import (
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
    "decisions",
    "design_in_short",
    "distance_curves",
    "encounters",
    "exclusions",
    "frame_coverage",
    "headlines_in_doubt",
    "letters_needed",
    "lifetime_chances",
    "mailing_options",
    "monitoring_plan",
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
    "ways_of_drawing",
    "ways_of_mailing",
    "what_matters",
    "workshops",
]
