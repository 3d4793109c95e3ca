"""read -> resolve -> write, on one screen."""
