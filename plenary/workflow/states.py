"""The transitions of sittings and items, in one place."""

from plenary.choices import ItemStatus, SittingStatus

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
