"""Domains of e-mail addresses and sites: which belong together, and which nobody owns."""

from __future__ import annotations

from policylint.patterns import word_set

FREE_MAIL = word_set(
    "gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.co.in yahoo.fr yahoo.de ymail.com "
    "rocketmail.com hotmail.com hotmail.co.uk "
    "hotmail.fr outlook.com live.com live.co.uk msn.com icloud.com me.com mac.com aol.com aim.com "
    "gmx.de gmx.net gmx.com gmx.ch gmx.at "
    "web.de t-online.de freenet.de mail.ru yandex.ru yandex.com list.ru bk.ru inbox.ru rambler.ru "
    "qq.com 163.com 126.com sina.com "
    "foxmail.com naver.com daum.net hanmail.net protonmail.com proton.me pm.me tutanota.com tuta.io "
    "zoho.com zohomail.com mail.com "
    "fastmail.com hey.com orange.fr free.fr wanadoo.fr laposte.net sfr.fr libero.it virgilio.it "
    "alice.it tiscali.it hotmail.it "
    "bluewin.ch seznam.cz centrum.cz wp.pl o2.pl onet.pl interia.pl uol.com.br bol.com.br "
    "terra.com.br rediffmail.com ukr.net abv.bg "
    "comcast.net verizon.net att.net sbcglobal.net btinternet.com bigpond.com rogers.com shaw.ca "
    "mailinator.com duck.com"
)
"""Providers that give an address to anybody: such a domain tells nothing of who writes."""
_SECOND = word_set("co com org net gov ac edu ne or go gob gouv ltd plc nhs govt asn id")


def registrable(host: str) -> str:
    """The part of a host name that is registered: two labels, or three under a shared second level (acme.co.uk).

    A guess that needs no list of public suffixes; it is right for the endings that companies use.
    """
    labels = [label for label in host.casefold().strip(".").split(".") if label]
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def brand(host: str) -> str:
    """The registered label without its ending: 'acme' of www.acme.co.uk."""
    return registrable(host).partition(".")[0]


def of_email(address: str) -> str:
    """The registrable domain of an e-mail address."""
    return registrable(address.rpartition("@")[2])


def is_free(address: str) -> bool:
    """Whether an address is with a provider that gives them to anybody."""
    host = address.rpartition("@")[2].casefold()
    return host in FREE_MAIL or registrable(host) in FREE_MAIL


def slipped(host: str, right: str) -> bool:
    """Whether a domain looks like `right` mistyped: a doubled ending, a letter too many, too few, wrong, or two exchanged.

    Short names are left alone: among them neighbours are common.
    """
    one, two = host.casefold(), right.casefold()
    if one == two:
        return False
    ending = two.rpartition(".")[2]
    if one == f"{two}.{ending}" or one == f"{two}.{two.partition('.')[2]}":
        return True
    one, two = registrable(one), registrable(two)
    head = two.partition(".")[0]
    if len(head) < 7 or one == two or abs(len(one) - len(two)) > 1 or one.partition(".")[0] == head:
        return False
    return _near(one, two)


def _near(one: str, two: str) -> bool:
    if len(one) == len(two):
        wrong = [at for at in range(len(one)) if one[at] != two[at]]
        if len(wrong) == 1:
            return one[wrong[0]].isalpha() and two[wrong[0]].isalpha()
        return (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and one[wrong[0]] == two[wrong[1]]
            and one[wrong[1]] == two[wrong[0]]
        )
    short, long = sorted((one, two), key=len)
    return any(long[:at] + long[at + 1 :] == short and long[at].isalpha() for at in range(len(long)))
