"""Plan sheets as PDFs, from the data of the modules above."""
