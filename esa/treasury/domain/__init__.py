"""The pure part of the annual posting: what is counted, what may be shown, how the files read."""
