"""One pull for many: an office's boards, its members' workspaces, and what it may see of them. docs/office.md."""
