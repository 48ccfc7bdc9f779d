"""Who said what: quotations with their content, cue and speaker."""
