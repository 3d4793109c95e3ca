"""What tests share: documents made to order, files of others, programs at work, and second pairs of eyes."""
