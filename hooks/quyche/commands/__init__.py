"""What is typed: each command, its arguments and its work; `quyche` has them all."""
