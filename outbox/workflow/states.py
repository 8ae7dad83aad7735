"""The transitions of mails and reminders, in one place."""

from outbox.choices import MailStatus, ReminderStatus

TRANSITIONS = {
    MailStatus.WAITING: {MailStatus.READY, MailStatus.HELD, MailStatus.DISCARDED},
    MailStatus.HELD: {MailStatus.READY, MailStatus.DISCARDED},
    MailStatus.READY: {MailStatus.SENDING, MailStatus.HELD},
    MailStatus.SENDING: {
        MailStatus.SENT,
        MailStatus.READY,
        MailStatus.REFUSED,
        MailStatus.UNCERTAIN,
    },
    MailStatus.UNCERTAIN: {MailStatus.READY, MailStatus.SENT, MailStatus.DISCARDED},
    MailStatus.REFUSED: {MailStatus.READY, MailStatus.DISCARDED},
}
REMINDER_TRANSITIONS = {
    ReminderStatus.PLANNED: {
        ReminderStatus.SENT,
        ReminderStatus.CANCELLED,
        ReminderStatus.MISSED,
    },
    ReminderStatus.CANCELLED: {ReminderStatus.PLANNED},
    ReminderStatus.MISSED: {ReminderStatus.PLANNED},
}
