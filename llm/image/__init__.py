"""Pictures by image models: the port, what is set about them, requests, calls, faults, prices."""
