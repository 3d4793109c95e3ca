"""The container: objects, streams and the structure tree of ISO 32000."""
