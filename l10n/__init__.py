"""The translator's workbench: which English changed since a translation was made, and what is left to do."""
