"""The tab 公文: the register of papers, the editor, and the paper as it will print."""
