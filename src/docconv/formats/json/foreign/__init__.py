"""What programs that recognise speech write as JSON: each known by its shape, whatever the file is called."""
