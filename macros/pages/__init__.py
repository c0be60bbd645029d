"""Programme and language → the fragments that pages ask for. Nothing here reads a file or a clock."""
