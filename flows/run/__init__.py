"""A run: what changed is found, taken through the stages by processes or a cluster, and its rows are kept."""
