"""Tools to judge permanent citizens' assemblies: sortition, composition, design, impact."""
