"""What is evidence and what proves it: age files, sealed clips, approvals. No outside world."""
