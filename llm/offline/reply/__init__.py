"""The messages of the chat, one small function per situation."""
