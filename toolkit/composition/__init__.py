"""Does the assembly still meet the criteria it set itself?"""
