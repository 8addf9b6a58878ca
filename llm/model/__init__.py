"""The author that asks language models: providers, calls, answers, prices. Loads them late."""
