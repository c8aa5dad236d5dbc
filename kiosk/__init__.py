"""What visitors, learners and kiosk devices touch, and the records that both halves share."""
