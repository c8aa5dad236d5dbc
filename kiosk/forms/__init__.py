"""What a person sends, judged: every refusal is a sentence that says what to do next."""
