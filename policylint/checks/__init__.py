"""The verbs of rules, one file each, and checks that do not fit a verb."""
