"""Programme and language → calendars, feeds, data files: text of other kinds than pages."""
