"""Sites: their particulars, hours, closed days and own words."""
