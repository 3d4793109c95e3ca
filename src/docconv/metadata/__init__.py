"""What users say of a document: which facts there are, the file that has them, how they go into the model."""
