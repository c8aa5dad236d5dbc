"""The set checker: no visit is lost, doubled or invented by any fault of tablet or service."""
