"""Pictures: draws cards, looks at what a picture is. Stores nothing, knows no platform."""
