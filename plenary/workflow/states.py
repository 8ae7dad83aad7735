"""The transitions of sittings, items and minutes, in one place."""

from plenary.choices import ItemStatus, MinutesStatus, SittingStatus

SITTING_TRANSITIONS = {
    SittingStatus.PREPARING: {
        SittingStatus.CONVENED,
        SittingStatus.HELD,
        SittingStatus.CANCELLED,
    },
    SittingStatus.CONVENED: {SittingStatus.IN_SESSION, SittingStatus.CANCELLED},
    SittingStatus.IN_SESSION: {SittingStatus.HELD},
}
ITEM_TRANSITIONS = {
    ItemStatus.WAITING: {ItemStatus.LISTED, ItemStatus.REMOVED},
    ItemStatus.LISTED: {ItemStatus.WAITING, ItemStatus.RECORDED, ItemStatus.REMOVED},
    ItemStatus.RECORDED: {ItemStatus.RECORDED, ItemStatus.SEALED},
}
MINUTES_TRANSITIONS = {
    MinutesStatus.DRAFT: {MinutesStatus.CIRCULATED},
    MinutesStatus.CIRCULATED: {MinutesStatus.DRAFT, MinutesStatus.APPROVED},
    MinutesStatus.APPROVED: {MinutesStatus.PUBLISHED},
    MinutesStatus.PUBLISHED: {MinutesStatus.APPROVED},
}
