"""The demo newsroom: L'Estran, newspaper of the invented town of Port-Tréval."""
