"""`policylint diff`: two versions of a policy to an edit report."""
