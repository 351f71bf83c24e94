"""Design of an assembly: letters, frames, size, attrition, rotation, and whole designs simulated side by side."""
