"""The structure that a text gives itself: acts and scenes, sittings and items."""
