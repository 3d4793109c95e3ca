"""Documents to tiers, and tiers to the files of each tool."""
