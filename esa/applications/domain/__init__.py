"""The pure part of applications: words, facts with evidence, likeness of names."""
