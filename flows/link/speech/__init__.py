"""The same quotation across the reports of a story."""
