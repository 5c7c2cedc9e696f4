"""What a person typed, made into values and entries: for the command line and the UI alike."""
