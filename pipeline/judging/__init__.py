"""What people decide about what is doubtful: the ledger, the doubts that are asked, and the conversation about them."""
