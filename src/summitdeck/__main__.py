"""`python -m summitdeck`."""

from summitdeck.plain import main

if __name__ == "__main__":
    main()
