"""Lets `python -m sandbox` start the stand-ins; the work is in `sandbox.run`."""

from sandbox.run import command

if __name__ == "__main__":
    command()
