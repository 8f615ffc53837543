"""What the project measures about itself: quality against gold figures, and speed."""
