"""What machines ask that watch this one: does it live, is it ready, how is it doing."""
