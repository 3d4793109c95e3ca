"""What files of word processors other than Word print."""
