"""Rules: the lexicon of labels, one YAML file per family, and what loads and checks them.

lexicon: labels → fields · families: what is true of one family · shapes: its tables · patterns: expressions with a
timeout · yaml_lines: YAML with line numbers · lint: checking files · labels: what surrounds a label in print.
"""

from plansheets.rules.families import Family, Heading, load_families, recognise
from plansheets.rules.lexicon import Entry, Lexicon, load_lexicon
from plansheets.rules.patterns import Pattern

__all__ = ["Entry", "Family", "Heading", "Lexicon", "Pattern", "load_families", "load_lexicon", "recognise"]
