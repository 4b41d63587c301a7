"""Tables as files for Excel and WPS: plain data in, plain data out."""
