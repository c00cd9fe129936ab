"""Equal decks through summitdeck and its peers, and a ledger of what each import and stage costs."""
