"""What a policy states: typed facts, one finder a kind."""
