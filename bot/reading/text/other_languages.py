"""The most common function words of other languages in Latin script, a closed class as in English: they tell a text in these languages from an English one."""

from __future__ import annotations

from bot.reading.grammar.function_words import words

FOREIGN = words(
    """
    le les des du et est une dans que qui pour sur avec sont ont été aux ses leur mais plus cette
    el los las una por para con del que más su como pero fue sus entre desde
    il di che della nel dei alla gli degli sono è ha anche delle dal più
    os da em não uma do dos ao pelo foi sobre mais seu sua
    der das und den dem ist nicht mit von ein eine sich auf für im zu wurde auch nach bei hat
    het een van en dat op zijn niet te voor met aan werd ook uit bij heeft
    och att det som av på den med till är ett inte från har
    og til ikke er fra blev mener ble av
    się nie jest na że przez po z oraz od dla w tego tej tym jak który która także przed jego
    se je že na v byl pro jako které jsou ve co tom další při podle jeho aby aniž
    az és egy hogy nem meg volt ez fel
    și nu la cu pe din care pentru fost sunt mai lui
    ve bir bu ile için da olarak olan daha
    yang dan ini itu untuk dengan dari pada dalam akan tidak bahwa
    ya wa na kwa ni katika za la cha kuwa huo
    và của là các trong được cho không một những với
    ng sa ang mga ay at nang ito hindi si
    ja on ei että oli sen hän mutta myös ovat
    i u je na se da za su od koji
    v na ne po chto ot iz dlya ego byl chto kak eto
    """
) - words(
    "a i an at on in do me la se na da u v po el en av van von si ha ei su ve za care pro met co plus op till w des hat con im em "
    "ego pour til ez med sen sang tom ten der den di"
)
"""Without those that also occur in English text (at least twice, in lower case, in 1,500 articles) or in names there."""
PLAINLY_ENGLISH = words(
    """
    the and of that with was were which said from have had his their they this these would could will who what when after before
    about been are is it as not but or than then there if into can also where because while its our your
    """
)
"""English function words that hardly any other language spells the same way."""
