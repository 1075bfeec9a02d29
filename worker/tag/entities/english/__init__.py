"""English: its forms and attributes for the model, and the entity layer made of what the model finds."""
