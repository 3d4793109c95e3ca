"""TOML that users write: themes, speaker files, decisions, conventions; where in a file what is wrong is."""
