"""Ways to print a label: functions that look at one line and give a candidate or nothing."""
