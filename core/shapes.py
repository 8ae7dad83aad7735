"""The drawings of the interface: icons, shapes of a state, marks of a category. Same on paper.

A state is told by a word, a shape, then a colour; A is a square, B a circle, C a triangle.
"""

ICONS = {
    "arrow-down": '<path d="M10 4v12m-5-5 5 5 5-5"/>',
    "arrow-left": '<path d="M16 10H4m5-5-5 5 5 5"/>',
    "arrow-right": '<path d="M4 10h12m-5-5 5 5-5 5"/>',
    "arrow-up": '<path d="M10 16V4m-5 5 5-5 5 5"/>',
    "calendar": '<path d="M3 5h14v12.500H3zM3 9h14M7 2.500v4M13 2.500v4"/>',
    "check": '<path d="m3 10.500 4.500 4.500L17 5.500"/>',
    "chevron-down": '<path d="m5 7.500 5 5 5-5"/>',
    "clock": '<circle cx="10" cy="10" r="8"/><path d="M10 5.500V10l3 2"/>',
    "close": '<path d="m5 5 10 10M15 5 5 15"/>',
    "compare": '<path d="M6.500 3.500v13m7-13v13M3 6.500 6.500 3 10 6.500m0 7 3.500 3.500 3.500-3.500"/>',
    "copy": '<path d="M7 7h10v10.500H7zM13 7V2.500H3V13h4"/>',
    "download": '<path d="M10 3v11m-4.500-4L10 14.500 14.500 10M4 17.500h12"/>',
    "edit": '<path d="m3.500 16.500.8-3.800L13.500 3.500l3 3-9.200 9.200zM11.500 5.500l3 3"/>',
    "error": '<path d="M6.500 2h7L18 6.500v7L13.500 18h-7L2 13.500v-7z"/><path d="M10 6v5M10 14v.1"/>',
    "external": '<path d="M8 4H4v12h12v-4M11.500 3.500h5v5M16 4l-7 7"/>',
    "eye": '<path d="M1.500 10S4.500 4.500 10 4.500 18.500 10 18.500 10 15.500 15.500 10 15.500 1.500 10 1.500 10z"/>'
    '<circle cx="10" cy="10" r="2.500"/>',
    "file": '<path d="M4.500 2.500h7l4 4v11h-11zM11 2.500V7h4.500"/>',
    "filter": '<path d="M3 4.500h14L12 11v5.500l-4-2V11z"/>',
    "hidden": '<path d="M3 3l14 14M8 4.800A9 9 0 0 1 10 4.500c5.500 0 8.500 5.500 8.500 5.500a15 15 0 0 1-2.200 2.900'
    'M5 6.300A14 14 0 0 0 1.500 10s3 5.500 8.500 5.500a8.600 8.600 0 0 0 3.200-.6"/>',
    "history": '<path d="M3 4v4h4M3.500 8a7.500 7.500 0 1 1-1 3M10 6v4.500l3 2"/>',
    "info": '<circle cx="10" cy="10" r="8"/><path d="M10 9v5M10 6v.1"/>',
    "law": '<path d="M10 3v14M5.500 17h9M4 5.500h12M4 5.500 1.500 11h5zM16 5.500 13.500 11h5z"/>',
    "link": '<path d="M8.500 11.500 11.500 8.500M9 5.500l2-2a3.900 3.900 0 0 1 5.500 5.500l-2 2'
    'M11 14.500l-2 2A3.900 3.900 0 0 1 3.500 11l2-2"/>',
    "list": '<path d="M7 5h10M7 10h10M7 15h10M3 5v.1M3 10v.1M3 15v.1"/>',
    "lock": '<path d="M4 9h12v8.500H4zM6.500 9V6.500a3.500 3.500 0 0 1 7 0V9"/>',
    "mail": '<path d="M2.500 4.500h15v11h-15zM2.500 5 10 11l7.500-6"/>',
    "minus": '<path d="M4 10h12"/>',
    "offline": '<path d="M3 3l14 14M5.500 9.500a7 7 0 0 1 2-1.300M2.500 7a11 11 0 0 1 2.600-1.800'
    'M9 4.100A11 11 0 0 1 17.500 7M12 8.300a7 7 0 0 1 2.500 1.400M10 15.500v.1"/>',
    "pause": '<path d="M7 4.500v11M13 4.500v11"/>',
    "person": '<circle cx="10" cy="6.500" r="3.500"/><path d="M3 18c.6-4 3.400-6 7-6s6.400 2 7 6"/>',
    "people": '<circle cx="7.500" cy="7" r="3"/><path d="M2 16.500c.5-3.300 2.600-5 5.500-5s5 1.700 5.500 5'
    'M13 4.300a3 3 0 0 1 0 5.400M15 12c1.800.7 2.700 2.200 3 4.500"/>',
    "pin": '<path d="M10 18s6-5.500 6-10A6 6 0 0 0 4 8c0 4.500 6 10 6 10z"/><circle cx="10" cy="8" r="2"/>',
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "print": '<path d="M6 7V2.500h8V7M6 14H3V7h14v7h-3M6 11.500h8v6H6z"/>',
    "refresh": '<path d="M16.500 4v4h-4M16 8a6.800 6.800 0 1 0 .8 3.500"/>',
    "search": '<circle cx="9" cy="9" r="6"/><path d="m14 14 5 5"/>',
    "send": '<path d="M2.500 10 17.500 3l-4 14-4-5.500zM9.500 11.500l8-8.500"/>',
    "sign-out": '<path d="M8 3H3.500v14H8M8.500 10h9M14 6l4 4-4 4"/>',
    "table": '<path d="M2.500 4h15v12.500h-15zM2.500 8h15M2.500 12.300h15M8 8v8.500"/>',
    "trash": '<path d="M3.500 5.500h13M8 5.500V3h4v2.500M5 5.500l.8 12h8.400l.8-12M8.500 9v5M11.500 9v5"/>',
    "undo": '<path d="M7 4 3 8l4 4M3.500 8H12a4.500 4.500 0 0 1 0 9H8"/>',
    "upload": '<path d="M10 14.500v-11M5.500 8 10 3.500 14.500 8M4 17.500h12"/>',
    "warn": '<path d="M10 2.500 18.500 17.500h-17z"/><path d="M10 8v4.500M10 15v.1"/>',
}

SHAPES = {
    "arrow": '<path d="M2.500 1.500v9L11 6z" stroke-linejoin="round"/>',
    "check": '<path d="m1 6.500 3.500 3.500L11 2.500"/>',
    "dash": '<path d="M1 6h10"/>',
    "diamond": '<path class="solid" d="M6 0 12 6 6 12 0 6z"/>',
    "dotted-circle": '<circle cx="6" cy="6" r="5" stroke-dasharray="2.600 2.600"/>',
    "empty-circle": '<circle cx="6" cy="6" r="5"/>',
    "full-circle": '<circle class="solid" cx="6" cy="6" r="6"/>',
    "half-circle": '<circle cx="6" cy="6" r="5"/><path class="solid" d="M6 1a5 5 0 0 1 0 10z"/>',
    "hourglass": '<path d="M1.500 1h9L1.500 11h9z" stroke-linejoin="round"/>',
    "octagon": '<path class="solid" d="M3.600.3h4.800l3.300 3.300v4.800l-3.300 3.300H3.600L.3 8.400V3.600z"/>',
    "square": '<path class="solid" d="M.5.5h11v11H.5z"/>',
    "triangle": '<path d="M6 1 11.500 11H.5z" stroke-linejoin="round"/>',
}

CATEGORIES = {
    "A": '<path d="M2 2h12v12H2z"/>',
    "B": '<circle cx="8" cy="8" r="6.600"/>',
    "C": '<path d="M8 1.200 15.300 14.500H.7z"/>',
    "other": '<path d="M8 1.500 14.500 8 8 14.500 1.500 8z"/>',
}

SIGNS = {
    "ok": '<path d="M2 12.500 8.500 19 22 4.500"/>',
    "ko": '<path class="solid" d="M7.500 1h9L23 7.500v9L16.500 23h-9L1 16.500v-9z"/>'
    '<path class="cut" d="M7 12h10"/>',
    "warn": '<path d="M12 2 23 21.500H1z"/><path d="M12 9v5.500M12 18v.1"/>',
}
