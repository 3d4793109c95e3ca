"""Profiles of TEI that differ from the edition profile in some elements."""
