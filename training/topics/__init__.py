"""Topics of articles: labels made by hand, and what weighs the words of `data/topics.toml` by them.

`labels.txt` has an article a line, by its address or the name of its file in `training/gold/texts/`, and its topic, judged by title and first
sentences. It holds no text: the articles are those of the corpora beside the checkout (Wikinews, CC BY 2.5; Tehran Times, CC BY 4.0; releases
of the U.S. Department of State and the White House, public domain; of the Prime Minister of Australia, CC BY 3.0 AU) and our own. No article of
an outlet in the gold's test part is among them.
"""
