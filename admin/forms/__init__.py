"""What staff type, judged: one module for each room or thing."""
