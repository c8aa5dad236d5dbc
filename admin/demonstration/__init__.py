"""The demonstration year: records made by rule, whose published figures the summaries compute."""
