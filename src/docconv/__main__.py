"""`python -m docconv`."""

from docconv.cli import main

if __name__ == "__main__":
    main()
