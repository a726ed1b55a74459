"""Two versions of a policy compared: what an edit does to what the policy states."""
