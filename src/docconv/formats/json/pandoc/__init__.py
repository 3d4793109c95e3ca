"""The document tree of pandoc (https://hackage.haskell.org/package/pandoc-types) as JSON."""
