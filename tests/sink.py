"""A real SMTP server that keeps what it accepts: `python -m tests.sink PORT FILE`.

Its answers follow the beginning of the recipient's address: `refuse` 550, `plus-tard` 451,
`coupe` cuts the line after the final dot (the message was taken), `retient` waits before taking.
Each message taken is one line of FILE: {"to": …, "message_id": …}.
"""

import asyncio
import json
import os
import socket
import sys
from email import message_from_bytes

from aiosmtpd.smtp import SMTP

SECONDS_HELD = 1.5


class Handler:
    def __init__(self, path):
        self.path = path

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refuse"):
            return "550 5.1.1 Cette boite n'existe pas"
        if address.startswith("plus-tard"):
            return "451 4.3.0 Revenez plus tard"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        if to.startswith("retient"):
            await asyncio.sleep(SECONDS_HELD)
            if server.transport.is_closing():
                return "421 Trop tard"
        self.keep(to, message_from_bytes(envelope.content)["Message-ID"])
        if to.startswith("coupe"):
            server.transport.abort()
        return "250 OK"

    def keep(self, to, message_id):
        line = json.dumps({"to": to, "message_id": message_id}) + "\n"
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, line.encode())
        os.close(handle)


async def main(port, path):
    handler = Handler(path)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(handler, hostname="sink.example", loop=loop), "127.0.0.1", port
    )
    async with server:
        await server.serve_forever()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
