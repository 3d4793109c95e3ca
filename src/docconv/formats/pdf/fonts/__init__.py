"""Fonts: which face draws which character, shaping, subsets."""
