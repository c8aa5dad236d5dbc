"""What coordinators and managers see; it stands on `kiosk`, never the reverse."""
