"""Who may what with mails: the service of the bassin."""

from actors.choices import StaffRole
from core.permissions import grants


@grants("outbox.list_mails")
def serves_somewhere(user, _subject):
    return bool(user.standing.served)


@grants("outbox.view_mail", "outbox.handle_mail")
def serves_its_bassin(user, mail):
    if mail is None:
        return bool(user.standing.served)
    if mail.bassin_id is None:
        standing = user.standing
        return any(standing.serves(pk, StaffRole.ADMIN) for pk in standing.served)
    return user.standing.serves(mail.bassin_id)
