"""What the pages of this room show: plain words and figures, made once for the templates."""
