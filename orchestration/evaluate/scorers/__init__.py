"""One scorer for each kind of gold file: which cases there are, which of them hit, and what went wrong in each document.

Here belong the definitions of docs/evaluation.md. The arithmetic belongs to `measure`, reading tables to `published`.
"""
