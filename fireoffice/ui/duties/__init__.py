"""The views of the tab 责任清单 beyond its registers: sources, hand-over, 组织健全."""
