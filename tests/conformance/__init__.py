"""What every database must do alike, each against a plain evaluation of the same question."""
