"""Impact: how far each recommendation carried, who says so, and whether it would have happened anyway."""
