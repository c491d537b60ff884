"""A second way to every number: the measure definitions followed sentence by sentence, row by row.

Nothing here is shared with the program. Slow and plain on purpose: where the two differ, one of
them has misread the definitions.
"""
