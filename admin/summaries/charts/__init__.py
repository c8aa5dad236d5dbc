"""The charts of the overview, laid out: templates only draw what stands here."""
