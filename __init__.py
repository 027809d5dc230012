"""gongwen (公文): Chinese official documents, read by rule into a knowledge graph that can be trusted.

Guarantee: every fact carries the place in the text that states it, and the same text gives the same facts, every time.
"""

from __future__ import annotations

__version__ = "0.1.0"
