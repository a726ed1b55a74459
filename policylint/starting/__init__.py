"""Switching policylint on in a repository: what is there, and the files to begin with."""
