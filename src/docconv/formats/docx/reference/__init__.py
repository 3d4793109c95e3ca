"""Reference documents of users: their styles and parts, carried over into what is written."""
