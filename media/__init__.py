"""Pictures, videos, documents: draws, looks at, converts. Stores nothing, knows no platform."""
