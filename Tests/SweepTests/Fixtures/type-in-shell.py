"""Types into a shell on a terminal, and waits for what it makes of it.

type-in-shell.py SHELL TYPED EXPECTED: exits 0 when the expected text has come after a tab.
`sweep` is the one in PATH; its completions are read first.
"""

import os
import pty
import re
import select
import subprocess
import sys
import time

PATIENCE = 300  # Seconds, which only a hang takes.
START = {
    "bash": (["bash", "--norc", "-i"], "source ./completion"),
    "zsh": (["zsh", "-f", "-i"],
            "autoload -Uz compinit; compinit -u -D; source ./completion"),
    "fish": (["fish", "--no-config", "-i"], "source ./completion"),
}


def plain(data):
    text = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|\x1b\][^\x07]*\x07", b"", data)
    return text.decode(errors="replace").replace("\a", "")


class Terminal:
    def __init__(self, command):
        child, self.file = pty.fork()
        if child == 0:
            os.environ.update(TERM="xterm", COLUMNS="200", LINES="50")
            os.environ.pop("NO_COLOR", None)
            os.execvp(command[0], command)
        self.seen = b""

    def wait(self, words):
        end = time.monotonic() + PATIENCE
        while words not in plain(self.seen):
            if time.monotonic() > end:
                sys.exit(f"waited in vain for {words!r}; the screen:\n{plain(self.seen)}")
            if select.select([self.file], [], [], 0.5)[0]:
                data = os.read(self.file, 65536)
                if b"\x1b[c" in data or b"\x1b[0c" in data:
                    os.write(self.file, b"\x1b[?1;2c")
                self.seen += data

    def type(self, text):
        self.seen = b""
        os.write(self.file, text.encode())


shell, typed, expected = sys.argv[1:]
with open("completion", "w") as file:
    subprocess.run(["sweep", "--generate-completion-script", shell], stdout=file, check=True)
command, begin = START[shell]
terminal = Terminal(command)
# What is waited for is not what is typed, which the terminal shows too.
terminal.type(f"{begin}; echo is-re''ady\r")
terminal.wait("is-ready")
terminal.type(typed + "\t")
terminal.wait(expected)
