"""Reading the texts of any deck, and proving from the file alone whether each fits its box."""
