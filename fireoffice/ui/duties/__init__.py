"""What the tab 责任清单 has beyond its registers: sources, hand-over, 组织健全."""
