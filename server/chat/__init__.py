"""The LangGraph server protocol over the product's threads and turns. Runs no graph itself."""
