"""The report as a document: what it says, and the files it is made into."""
