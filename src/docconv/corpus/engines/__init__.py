"""Who does the work: `work` is what an engine is given and gives back, `processes` are of this machine, and
`cluster` is Dask.
"""
