"""What reads the published file: questions in SQL, the summary of a run, the list of rejected documents.

Here belongs reading only. How the file is made and swapped belongs to `storage`.
"""
