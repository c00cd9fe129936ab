"""`python -m summitdeck`."""

from summitdeck.cli import main

if __name__ == "__main__":
    main()
