"""Tests all clauses of a sentence, each with its verb group, arguments and position, and its noun phrases."""

from __future__ import annotations

import pytest

from bot.model.article import Article

CLAUSES = [
    # verb groups: auxiliaries, adverbs and "not" within, "to" before
    (
        "Russia attacked Ukraine.",
        ["attacked = attack finite past; by Russia; to Ukraine; until ."],
        ["Russia/Russia", "Ukraine/Ukraine"],
    ),
    (
        "Russia has not yet attacked Ukraine.",
        ["has not yet attacked = attack finite negated; by Russia; to Ukraine; until ."],
        ["Russia/Russia", "Ukraine/Ukraine"],
    ),
    (
        "Russia did not only attack Ukraine.",
        ["did not only attack = attack finite past; by Russia; to Ukraine; until ."],
        ["Russia/Russia", "Ukraine/Ukraine"],
    ),
    (
        "Russia will soon attack Ukraine.",
        ["will soon attack = attack finite future; by Russia; to Ukraine; until ."],
        ["Russia/Russia", "Ukraine/Ukraine"],
    ),
    (
        "Russia would never have been attacked by Ukraine.",
        ["would never have been attacked = attack finite negated passive; by Russia; by Ukraine; until ."],
        ["Russia/Russia", "Ukraine/Ukraine"],
    ),
    (
        "Russia has loudly and publicly criticised Ukraine.",
        ["has loudly and publicly criticised = criticise finite; by Russia; to Ukraine; until ."],
        ["Russia/Russia", "Ukraine/Ukraine"],
    ),
    (
        "Russia is attacking Ukraine.",
        ["is attacking = attack finite; by Russia; to Ukraine; until ."],
        ["Russia/Russia", "Ukraine/Ukraine"],
    ),
    (
        "Russia wants not to attack Ukraine.",
        [
            "wants = want finite; by Russia; until not",
            "to attack = attack infinitive negated; by Russia; to Ukraine; infinitive of wants; until .",
        ],
        ["Russia/Russia", "Ukraine/Ukraine"],
    ),
    ("Russia is an ally.", ["is = be finite; by Russia; to an ally; until ."], ["Russia/Russia", "an ally/ally"]),
    (
        "Had Russia attacked Ukraine, Iran would have left.",
        [
            "attacked = attack finite past; by Russia; to Ukraine; until ,",
            "would have left = leave finite; by Iran; until .",
        ],
        ["Russia/Russia", "Ukraine/Ukraine", "Iran/Iran"],
    ),
    # subjects: lists, appositions, in brackets, after adverbs and times, of relative clauses
    (
        "Iran and Russia attacked Ukraine.",
        ["attacked = attack finite past; by Iran, Russia; to Ukraine; until ."],
        ["Iran/Iran", "Russia/Russia", "Ukraine/Ukraine"],
    ),
    (
        "Putin, the president of Russia, left.",
        ["left = leave finite past; by Putin; until ."],
        ["Putin/Putin", "the president/president", "Russia/Russia"],
    ),
    (
        "Putin (of Russia) left Paris.",
        ["left = leave finite past; by Putin; to Paris; until ."],
        ["Putin/Putin", "Russia/Russia", "Paris/Paris"],
    ),
    (
        "Putin on Monday quickly left Paris.",
        ["left = leave finite past; by Putin; to Paris; until ."],
        ["Putin/Putin", "Paris/Paris"],
    ),
    (
        "A man from Japan who met Putin left.",
        [
            "met = meet finite past; by A man; to Putin; relative; after who; until left",
            "left = leave finite past; by A man; until .",
        ],
        ["A man/man", "Japan/Japan", "Putin/Putin"],
    ),
    (
        "The ministry, which met Putin, left.",
        [
            "met = meet finite past; by The ministry; to Putin; relative; after which; until ,",
            "left = leave finite past; by The ministry; until .",
        ],
        ["The ministry/ministry", "Putin/Putin"],
    ),
    (
        "An official who asked to discuss strategy said Iran won.",
        [
            "asked = ask finite past; by An official; relative; after who; until to",
            "to discuss = discuss infinitive; by An official; to strategy; infinitive of asked; until said",
            "said = say finite past; by An official; until Iran",
            "won = win finite past; by Iran; complement of said; until .",
        ],
        ["An official/official", "strategy/strategy", "Iran/Iran"],
    ),
    (
        "The talks that Putin left went on.",
        ["left = leave finite past; by Putin; until went", "went = go finite past; by The talks; until on"],
        ["The talks/talks", "Putin/Putin"],
    ),
    (
        "Detained sailors were freed.",
        ["were freed = free finite past passive; by Detained sailors; until ."],
        ["Detained sailors/sailors"],
    ),
    # two verbs with one subject, and with two
    (
        "Putin met Macron and left Paris.",
        [
            "met = meet finite past; by Putin; to Macron; until and",
            "left = leave finite past; by Putin; to Paris; coordinate of met; until .",
        ],
        ["Putin/Putin", "Macron/Macron", "Paris/Paris"],
    ),
    (
        "Putin met Macron, then left Paris.",
        [
            "met = meet finite past; by Putin; to Macron; until ,",
            "left = leave finite past; by Putin; to Paris; coordinate of met; until .",
        ],
        ["Putin/Putin", "Macron/Macron", "Paris/Paris"],
    ),
    (
        "Putin met Macron before he left Paris.",
        [
            "met = meet finite past; by Putin; to Macron; until before",
            "left = leave finite past; by he; to Paris; after before; until .",
        ],
        ["Putin/Putin", "Macron/Macron", "he/he", "Paris/Paris"],
    ),
    (
        "Until it strikes Iran, Israel waits.",
        ["strikes = strike finite; by it; to Iran; after until; until ,", "waits = wait finite; by Israel; until ."],
        ["it/it", "Iran/Iran", "Israel/Israel"],
    ),
    (
        "If Putin leaves, Macron stays.",
        ["leaves = leave finite; by Putin; after if; until ,", "stays = stay finite; by Macron; until ."],
        ["Putin/Putin", "Macron/Macron"],
    ),
    # verbs of saying, inverted and inserted
    (
        "“We go,” said Putin.",
        ["go = go finite; by We; until ,", "said = say finite past inverted; by Putin; until ."],
        ["We/We", "Putin/Putin"],
    ),
    (
        "Russia, Putin said, will not go.",
        ["said = say finite past; by Putin; until ,", "will not go = go finite future negated; by Russia; until ."],
        ["Russia/Russia", "Putin/Putin"],
    ),
    (
        "Putin said that Russia will not go and added that Iran won.",
        [
            "said = say finite past; by Putin; until that",
            "will not go = go finite future negated; by Russia; complement of said; after that; until and",
            "added = add finite past; by Putin; coordinate of said; until that",
            "won = win finite past; by Iran; complement of added; after that; until .",
        ],
        ["Putin/Putin", "Russia/Russia", "Iran/Iran"],
    ),
    (
        "What Putin said angered Macron.",
        ["said = say finite past; by Putin; until angered", "angered = anger finite past; to Macron; until ."],
        ["Putin/Putin", "Macron/Macron"],
    ),
    # infinitives, gerunds, participles
    (
        "Putin asked Macron to help Iran.",
        [
            "asked = ask finite past; by Putin; to Macron; until to",
            "to help = help infinitive; by Macron; to Iran; infinitive of asked; until .",
        ],
        ["Putin/Putin", "Macron/Macron", "Iran/Iran"],
    ),
    (
        "Putin plans to visit Paris.",
        [
            "plans = plan finite; by Putin; until to",
            "to visit = visit infinitive; by Putin; to Paris; infinitive of plans; until .",
        ],
        ["Putin/Putin", "Paris/Paris"],
    ),
    (
        "Trump plans to visit Paris on Monday.",
        [
            "plans = plan finite; by Trump; until to",
            "to visit = visit infinitive; by Trump; to Paris; infinitive of plans; until on",
        ],
        ["Trump/Trump", "Paris/Paris"],
    ),
    ("The talks resume on Friday.", ["resume = resume finite; by The talks; until on"], ["The talks/talks"]),
    (
        "Putin is accused of attacking Ukraine.",
        [
            "is accused = accuse finite passive; by Putin; until of",
            "attacking = attack gerund; by Putin; to Ukraine; adjunct of accused; until .",
        ],
        ["Putin/Putin", "Ukraine/Ukraine"],
    ),
    (
        "Macron lifted the sanctions imposed on Iran.",
        [
            "lifted = lift finite past; by Macron; to the sanctions; until imposed",
            "imposed = impose participle passive; by the sanctions; on Iran; relative of lifted; until .",
        ],
        ["Macron/Macron", "the sanctions/sanctions", "Iran/Iran"],
    ),
    (
        "Putin left, attacking Ukraine.",
        [
            "left = leave finite past; by Putin; until ,",
            "attacking = attack gerund; by Putin; to Ukraine; adjunct of left; until .",
        ],
        ["Putin/Putin", "Ukraine/Ukraine"],
    ),
    (
        "Iran hit sites in Fordow, Natanz, and Isfahan using bombs.",
        [
            "hit = hit finite past; by Iran; to sites; in Fordow; in Natanz; in Isfahan; until using",
            "using = use gerund; by Iran; to bombs; adjunct of hit; until .",
        ],
        ["Iran/Iran", "sites/sites", "Fordow/Fordow", "Natanz/Natanz", "Isfahan/Isfahan", "bombs/bombs"],
    ),
    # objects: two, with prepositions, in a list
    (
        "Iran gave drones to Russia and Israel in Paris.",
        ["gave = give finite past; by Iran; to drones; to Russia; to Israel; in Paris; until ."],
        ["Iran/Iran", "drones/drones", "Russia/Russia", "Israel/Israel", "Paris/Paris"],
    ),
    (
        "Putin called it a crime.",
        ["called = call finite past; by Putin; to it; until a"],
        ["Putin/Putin", "it/it", "a crime/crime"],
    ),
    (
        "Putin called on Iran to stop.",
        [
            "called = call finite past; by Putin; on Iran; until to",
            "to stop = stop infinitive; by Iran; infinitive of called; until .",
        ],
        ["Putin/Putin", "Iran/Iran"],
    ),
    # noun phrases: adjectives in a row, none, numbers
    (
        "Arab and Islamic nations met.",
        ["met = meet finite past; by Arab and Islamic nations; until ."],
        ["Arab and Islamic nations/nations"],
    ),
    ("This angered Putin.", ["angered = anger finite past; by This; to Putin; until ."], ["This/This", "Putin/Putin"]),
    (
        "Some 300 men of the 5th army left.",
        ["left = leave finite past; by Some 300 men; until ."],
        ["Some 300 men/men", "the 5th army/army"],
    ),
    (
        "The newly elected president met the US-backed rebels.",
        ["met = meet finite past; by The newly elected president; to the US-backed rebels; until ."],
        ["The newly elected president/president", "the US-backed rebels/rebels"],
    ),
    (
        "Two of the three ministers left last week.",
        ["left = leave finite past; by Two; until last"],
        ["Two/Two", "the three ministers/ministers"],
    ),
    # questions, and what stands before the subject
    ("Who attacked Ukraine?", ["attacked = attack finite past; to Ukraine; until ?"], ["Ukraine/Ukraine"]),
    (
        "Yesterday Russia attacked Ukraine in Kyiv.",
        ["attacked = attack finite past; by Russia; to Ukraine; in Kyiv; until ."],
        ["Russia/Russia", "Ukraine/Ukraine", "Kyiv/Kyiv"],
    ),
    (
        "On Monday, Putin met Macron in Paris.",
        ["met = meet finite past; by Putin; to Macron; in Paris; until ."],
        ["Putin/Putin", "Macron/Macron", "Paris/Paris"],
    ),
    (
        "In Paris, Putin met Macron.",
        ["met = meet finite past; by Putin; to Macron; until ."],
        ["Paris/Paris", "Putin/Putin", "Macron/Macron"],
    ),
    (
        "Despite the attack, Putin met Macron.",
        ["met = meet finite past; by Putin; to Macron; until ."],
        ["the attack/attack", "Putin/Putin", "Macron/Macron"],
    ),
    # parentheses between commas, brackets and dashes before the verb
    (
        "Putin, however, left Paris.",
        ["left = leave finite past; by Putin; to Paris; until ."],
        ["Putin/Putin", "Paris/Paris"],
    ),
    (
        "Putin — who met Macron — left Paris.",
        [
            "met = meet finite past; by Putin; to Macron; relative; after who; until —",
            "left = leave finite past; by Putin; to Paris; until .",
        ],
        ["Putin/Putin", "Macron/Macron", "Paris/Paris"],
    ),
    (
        "The minister of defence of Russia left.",
        ["left = leave finite past; by The minister; until ."],
        ["The minister/minister", "defence/defence", "Russia/Russia"],
    ),
    (
        "The minister, after a long night, left.",
        ["left = leave finite past; by The minister; until ."],
        ["The minister/minister", "a long night/night"],
    ),
    # who is said to, and who says
    (
        "“We will not go,” the minister told reporters.",
        [
            "will not go = go finite future negated; by We; until ,",
            "told = tell finite past; by the minister; to reporters; until .",
        ],
        ["We/We", "the minister/minister", "reporters/reporters"],
    ),
    (
        "Officials said on Monday that Putin had left.",
        [
            "said = say finite past; by Officials; until on",
            "had left = leave finite past; by Putin; complement of said; until .",
        ],
        ["Officials/Officials", "Putin/Putin"],
    ),
    (
        "Putin, officials said, had left.",
        ["said = say finite past; by officials; until ,", "had left = leave finite past; by Putin; until ."],
        ["Putin/Putin", "officials/officials"],
    ),
    (
        "Putin told Macron to leave.",
        [
            "told = tell finite past; by Putin; to Macron; until to",
            "to leave = leave infinitive; by Macron; infinitive of told; until .",
        ],
        ["Putin/Putin", "Macron/Macron"],
    ),
    (
        "Putin told Macron that he would leave.",
        [
            "told = tell finite past; by Putin; to Macron; until that",
            "would leave = leave finite; by he; complement of told; after that; until .",
        ],
        ["Putin/Putin", "Macron/Macron", "he/he"],
    ),
    # joined verbs, gerunds, participles behind nouns
    (
        "Putin met Macron, praised Iran and left.",
        [
            "met = meet finite past; by Putin; to Macron; until ,",
            "praised = praise finite past; by Putin; to Iran; coordinate of met; until and",
            "left = leave finite past; by Putin; coordinate of praised; until .",
        ],
        ["Putin/Putin", "Macron/Macron", "Iran/Iran"],
    ),
    (
        "Putin, praised by Macron, left.",
        [
            "praised = praise participle passive; by Putin; by Macron; relative of left; until ,",
            "left = leave finite past; by Putin; until .",
        ],
        ["Putin/Putin", "Macron/Macron"],
    ),
    (
        "Putin began attacking Ukraine.",
        [
            "began = begin finite past; by Putin; until attacking",
            "attacking = attack gerund; by Putin; to Ukraine; adjunct of began; until .",
        ],
        ["Putin/Putin", "Ukraine/Ukraine"],
    ),
    (
        "Putin was seen attacking Ukraine.",
        [
            "was seen = see finite past passive; by Putin; until attacking",
            "attacking = attack gerund; by Putin; to Ukraine; adjunct of seen; until .",
        ],
        ["Putin/Putin", "Ukraine/Ukraine"],
    ),
    (
        "Troops sent to Ukraine left Kyiv.",
        [
            "sent = send participle passive; by Troops; to Ukraine; relative of left; until left",
            "left = leave finite past; by Troops; to Kyiv; until .",
        ],
        ["Troops/Troops", "Ukraine/Ukraine", "Kyiv/Kyiv"],
    ),
    (
        "Having met Macron, Putin left.",
        ["Having met = meet gerund; to Macron; until ,", "left = leave finite past; by Putin; until ."],
        ["Macron/Macron", "Putin/Putin"],
    ),
    (
        "Putin left to meet Macron.",
        [
            "left = leave finite past; by Putin; until to",
            "to meet = meet infinitive; by Putin; to Macron; infinitive of left; until .",
        ],
        ["Putin/Putin", "Macron/Macron"],
    ),
    (
        "Putin left without meeting Macron.",
        [
            "left = leave finite past; by Putin; until without",
            "meeting = meet gerund; by Putin; to Macron; adjunct of left; until .",
        ],
        ["Putin/Putin", "Macron/Macron"],
    ),
    # modals, and short forms
    (
        "Putin couldn’t leave Paris.",
        ["could n’t leave = leave finite negated; by Putin; to Paris; until ."],
        ["Putin/Putin", "Paris/Paris"],
    ),
    (
        "Putin won’t leave Paris.",
        ["wo n’t leave = leave finite future negated; by Putin; to Paris; until ."],
        ["Putin/Putin", "Paris/Paris"],
    ),
    (
        "Putin doesn’t want to leave.",
        [
            "does n’t want = want finite negated; by Putin; until to",
            "to leave = leave infinitive; by Putin; infinitive of want; until .",
        ],
        ["Putin/Putin"],
    ),
    ("Putin should have left.", ["should have left = leave finite; by Putin; until ."], ["Putin/Putin"]),
    (
        "Putin has been leaving Paris.",
        ["has been leaving = leave finite; by Putin; to Paris; until ."],
        ["Putin/Putin", "Paris/Paris"],
    ),
    # numbers, owners and names in phrases
    (
        "The two US senators met 30 of their friends.",
        ["met = meet finite past; by The two US senators; to 30; of their friends; until ."],
        ["The two US senators/senators", "30/30", "their friends/friends"],
    ),
    (
        "Israel’s prime minister met his foreign minister.",
        ["met = meet finite past; by Israel ’s prime minister; to his foreign minister; until ."],
        ["Israel ’s prime minister/minister", "his foreign minister/minister"],
    ),
    (
        "Mr. Putin’s old friend left.",
        ["left = leave finite past; by Mr. Putin ’s old friend; until ."],
        ["Mr. Putin ’s old friend/friend"],
    ),
    (
        "The Paris-based firm sold 5,000 cars.",
        ["sold = sell finite past; by The Paris-based firm; to 5,000 cars; until ."],
        ["The Paris-based firm/firm", "5,000 cars/cars"],
    ),
    (
        "Large, heavy bombs hit Iran.",
        ["hit = hit finite past; by Large , heavy bombs; to Iran; until ."],
        ["Large , heavy bombs/bombs", "Iran/Iran"],
    ),
]


def shown(clause, scene):
    """Returns a clause as text: the words of its verb = base form, form and flags; its parties; its link; its end."""

    def words(phrase):
        return " ".join(scene.texts[phrase.first : phrase.last])

    flags = [flag for flag in ("future", "past", "negated", "passive", "inverted") if getattr(clause, flag)]
    over = "" if clause.parent is None else f" of {scene.texts[scene.syntax.clauses[clause.parent].verb]}"
    parts = [
        f"{words(clause)} = {' '.join([clause.lemma, clause.form, *flags])}",
        f"by {', '.join(map(words, clause.subjects))}" if clause.subjects else "",
        f"to {', '.join(map(words, clause.objects))}" if clause.objects else "",
        *(f"{word} {words(phrase)}" for word, phrase in clause.prepositions),
        f"{clause.link}{over}" if clause.link else "",
        f"after {clause.marker}" if clause.marker else "",
        f"until {scene.texts[clause.end]}" if clause.end < len(scene.texts) else "to the end",
    ]
    return "; ".join(filter(None, parts))


@pytest.mark.parametrize(("text", "clauses", "phrases"), CLAUSES)
def test_clauses_and_phrases_in_full(text, clauses, phrases, reader):
    [scene] = reader.proposals(Article("test", text)).scenes
    assert [shown(clause, scene) for clause in scene.syntax.clauses] == clauses
    assert [
        f"{' '.join(scene.texts[phrase.first : phrase.last])}/{scene.texts[phrase.head]}"
        for phrase in scene.syntax.phrases
    ] == phrases
