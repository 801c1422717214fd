#!/usr/bin/env python3
"""Runs the installed Postfix on one configuration directory and prints what it says, as JSON lines.

Called by postfix.ts inside fresh network, mount and process namespaces (`unshare -n -m -p -f --mount-proc`): every
port is free, only the loopback exists, and each directory that Postfix writes to is an empty private one. The
configuration is used as it is. When this process ends, every process of the namespace ends with it.

Steps: `index` (the commands asked for, which make or open tables), `postconf` (-n, -M), `check`, `start`, `poke` (a connection to every socket makes master(8) start every program
once), `smtp` (a short dialogue with every inet service), `mail` (one message for a local and a distant user).
"""
import argparse
import grp
import json
import os
import pwd
import re
import select
import shutil
import socket
import subprocess
import sys
import threading
import time

PACKAGE_FILES = (
    "dynamicmaps.cf", "dynamicmaps.cf.d", "postfix-files", "postfix-files.d", "postfix-script", "post-install",
    "makedefs.out", "main.cf.proto", "master.cf.proto",
)
STOCK_MASTER = "/usr/share/postfix/master.cf.dist"
DIALOGUE = (
    "EHLO client.example.org", "VRFY root", "MAIL FROM:<probe@example.org>", "RCPT TO:<stranger@example.net>",
    "RCPT TO:<root@localhost>", "DATA", "Subject: probe\r\n\r\nprobe\r\n.", "QUIT",
)
# A service that died at its start is not asked again: master(8) would wait a minute.
DEAD = "bad command startup -- throttling"


class Run:
    """What has been seen so far; every thread adds to it."""

    def __init__(self, until, by, ignore):
        self.by = by
        self.ignore = set(ignore)
        self.lock = threading.Lock()
        self.seen = set()
        self.until = until
        self.step = "postconf"
        self.last = time.monotonic()
        self.dead = False

    def say(self, program, text, step=None):
        entry = {"step": step or self.step, "program": program, "text": text}
        with self.lock:
            self.last = time.monotonic()
            if DEAD in text:
                self.dead = True
            key = (program, text)
            if key in self.seen:
                return
            self.seen.add(key)
            print(json.dumps(entry), flush=True)
        if self.by and program.rpartition("/")[2] not in self.by:
            return
        if program != "reply" and text not in self.ignore and any(part in text for part in self.until):
            self.end("shown")

    def end(self, how, started=None):
        with self.lock:
            print(json.dumps({"end": how, "started": started}), flush=True)
            os._exit(0)

    def wait_for_quiet(self, quiet, longest):
        deadline = time.monotonic() + longest
        while time.monotonic() < deadline and time.monotonic() - self.last < quiet:
            # On a machine with much else to do, a program that has yet to speak is waiting for its turn.
            if somebody_works():
                self.last = time.monotonic()
            time.sleep(0.05)


def somebody_works():
    """True when a process of this namespace, other than this one, runs or waits for a processor or the disk."""
    for name in os.listdir("/proc"):
        if not name.isdigit() or int(name) == os.getpid():
            continue
        try:
            with open(f"/proc/{name}/stat") as file:
                if file.read().rpartition(")")[2].split()[0] in "RD":
                    return True
        except OSError:
            continue
    return False


def command(*words):
    return subprocess.run(words, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, timeout=40)


def private_devices(scratch):
    """A /dev of our own, so that /dev/log can be ours."""
    dev = os.path.join(scratch, "dev")
    os.mkdir(dev)
    for name, major, minor in (("null", 1, 3), ("zero", 1, 5), ("full", 1, 7), ("random", 1, 8), ("urandom", 1, 9), ("tty", 5, 0)):
        path = os.path.join(dev, name)
        os.mknod(path, 0o020666, os.makedev(major, minor))
        os.chmod(path, 0o666)
    for name, target in (("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")):
        os.symlink("/proc/self/fd" + target, os.path.join(dev, name))
    os.mkdir(os.path.join(dev, "shm"))
    command("mount", "--bind", dev, "/dev")


def listen_to_log(run):
    log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    log.bind("/dev/log")
    os.chmod("/dev/log", 0o666)

    def read():
        while True:
            line = log.recv(65536).decode("utf-8", "replace")
            line = re.sub(r"^<\d+>(\w{3} [ \d]\d \d\d:\d\d:\d\d )?", "", line)
            found = re.match(r"^(?:\S+ )?([\w./-]+)\[\d+\]: (.*)$", line, re.S)
            run.say(found.group(1) if found else "?", (found.group(2) if found else line).strip())

    threading.Thread(target=read, daemon=True).start()


def private_directories(directory, scratch):
    conf = os.path.join(scratch, "conf")
    shutil.copytree(directory, conf)
    for name in PACKAGE_FILES:
        source, target = os.path.join("/etc/postfix", name), os.path.join(conf, name)
        if os.path.isdir(source) and not os.path.exists(target):
            shutil.copytree(source, target)
        elif os.path.exists(source) and not os.path.exists(target):
            shutil.copy(source, target)
    if not os.path.exists(os.path.join(conf, "master.cf")):
        shutil.copy(STOCK_MASTER, os.path.join(conf, "master.cf"))
    if not os.path.exists(os.path.join(conf, "main.cf")):
        open(os.path.join(conf, "main.cf"), "w").close()
    command("chown", "-R", "root:root", conf)
    os.chmod(conf, 0o755)
    command("mount", "--bind", conf, "/etc/postfix")
    for path, mode in (("/var/spool/postfix", "755"), ("/var/lib/postfix", "755"), ("/var/mail", "1777"), ("/var/log", "755")):
        os.makedirs(path, exist_ok=True)
        command("mount", "-t", "tmpfs", "-o", "mode=" + mode, "tmpfs", path)
    command("chown", "postfix:postfix", "/var/lib/postfix")


# Folders that are private anyhow, or hold what the kernel shows.
OWN_FOLDERS = ("dev", "proc", "sys", "tmp")


def private_copies(paths, scratch):
    """Lays a writable layer over each folder of the file system that the facts are about."""
    for top in sorted({path.split("/")[1] for path in paths} - set(OWN_FOLDERS)):
        os.makedirs("/" + top, exist_ok=True)
        upper, work = (os.path.join(scratch, kind, top) for kind in ("upper", "work"))
        os.makedirs(upper)
        os.makedirs(work)
        layers = f"lowerdir=/{top},upperdir={upper},workdir={work}"
        laid = command("mount", "-t", "overlay", "overlay", "-o", layers, "/" + top)
        if laid.returncode != 0:
            raise SystemExit(f"no private copy of /{top}: {laid.stderr}")


def number_of(account, find):
    """Number of an account of this machine, which is given by its name, or by a number that has none."""
    return account if isinstance(account, int) else find(account)


def remove(path):
    # Files of an overlay seem to be mounts, and are none.
    while os.path.isdir(path) and os.path.ismount(path):
        if command("umount", "-l", path).returncode != 0:
            raise SystemExit(f"cannot take {path} away")
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)


def put_facts(facts):
    """Makes the file system as an example says that it is."""
    for path, fact in sorted(facts.items()):
        if fact is None:
            remove(path)
            continue
        kind = fact["kind"]
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if kind == "directory" and os.path.isdir(path):
            pass
        elif kind == "file" and "text" not in fact and "link" not in fact and os.path.isfile(path):
            pass
        else:
            remove(path)
            if "link" in fact:
                os.symlink(fact["link"], path)
                continue
            if kind == "directory":
                os.mkdir(path)
            elif kind == "socket":
                with socket.socket(socket.AF_UNIX) as s:
                    s.bind(path)
            elif kind == "fifo":
                os.mkfifo(path)
            elif kind == "other":
                os.mknod(path, 0o020666, os.makedev(1, 3))
            else:
                with open(path, "wb") as file:
                    file.write(fact.get("text", "").encode("latin-1" if fact.get("bytes") else "utf-8"))
        for name in fact.get("entries", ()):
            entry = os.path.join(path, name)
            if not os.path.lexists(entry):
                open(entry, "w").close()
        os.chown(
            path,
            number_of(fact["user"], lambda name: pwd.getpwnam(name).pw_uid),
            number_of(fact["group"], lambda name: grp.getgrnam(name).gr_gid),
        )
        os.chmod(path, fact["mode"])
    # Last, so that nothing above changes them again.
    for path, fact in facts.items():
        if fact is not None and "modified" in fact and "link" not in fact:
            os.utime(path, (fact["modified"], fact["modified"]))


def lines_of(run, program, result):
    for line in (result.stdout + result.stderr).splitlines():
        text = re.sub(r"^(?:\S*/)?(postconf|postfix|sendmail|postmap|postalias): ", "", line)
        # A daemon that a command calls speaks for itself.
        found = re.match(r"^(postfix/[\w-]+): (.*)$", text)
        if found:
            run.say(found.group(1), found.group(2))
        elif text.strip() and (program == "postconf" or "postconf: warning" not in line):
            run.say(program, text)


def poke(run):
    """Connects to every socket of the queue directory: each program reads its parameters when it is started."""
    sockets = []
    for folder in ("public", "private"):
        path = os.path.join("/var/spool/postfix", folder)
        for name in sorted(os.listdir(path)) if os.path.isdir(path) else []:
            s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            s.settimeout(1)
            try:
                s.connect(os.path.join(path, name))
                sockets.append(s)
            except OSError:
                s.close()
    deadline = time.monotonic() + 10
    while sockets and time.monotonic() < deadline:
        ready, _, _ = select.select(sockets, [], [], 0.1)
        if somebody_works():
            run.last = time.monotonic()
        if not ready and time.monotonic() - run.last > 0.5:
            break
        for s in ready:
            sockets.remove(s)
            s.close()
    for s in sockets:
        s.close()


def talk(run, port):
    def reply(file):
        while True:
            line = file.readline().decode("utf-8", "replace").rstrip()
            if not line:
                return None
            if len(line) < 4 or line[3] != "-":
                return line

    try:
        with socket.create_connection(("127.0.0.1", port), 3) as s:
            s.settimeout(1)
            waited = 0
            while not select.select([s], [], [], 0.2)[0]:
                waited += 0.2
                if waited > 15 or (run.dead and waited > 0.8 and not somebody_works()):
                    return
            s.settimeout(15)
            file = s.makefile("rb")
            run.say("reply", f"{port} connect -> {reply(file)}")
            for line in DIALOGUE:
                s.sendall((line + "\r\n").encode())
                answer = reply(file)
                run.say("reply", f"{port} {line.splitlines()[0]} -> {answer}")
                if answer is None:
                    return
    except OSError as error:
        run.say("reply", f"{port} -> {error}")


def listening_ports():
    ports = set()
    for line in command("ss", "-ltnH").stdout.splitlines():
        port = line.split()[3].rsplit(":", 1)[1]
        if port.isdigit():
            ports.add(int(port))
    return sorted(ports)[:8]


def read_log_files(run):
    """`maillog_file` leads the log past /dev/log."""
    for folder, _, names in os.walk("/var/log"):
        for name in names:
            with open(os.path.join(folder, name), errors="replace") as file:
                for line in file:
                    found = re.match(r"^\w{3} [ \d]\d \S+ \S+ ([\w./-]+)\[\d+\]: (.*)$", line)
                    if found:
                        run.say(found.group(1), found.group(2))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("directory")
    options.add_argument("scratch", help="an empty directory, used as a mount point")
    options.add_argument("--until", action="append", default=[], help="stop as soon as a message holds this")
    options.add_argument("--by", action="append", default=[], help="... said by this program")
    options.add_argument("--ignore", action="append", default=[], help="... and is not this")
    options.add_argument("--address", action="append", default=[], help="an address that the loopback is to have")
    options.add_argument("--facts", help="a JSON file: path to what is to be there, null for nothing")
    options.add_argument("--command", action="append", default=[], help="run this first: a JSON list of words")
    options.add_argument("--check-only", action="store_true")
    given = options.parse_args()
    run = Run(given.until, given.by, given.ignore)
    command("ip", "link", "set", "lo", "up")
    for address in given.address:
        command("ip", "address", "add", address, "dev", "lo")
    command("mount", "-t", "tmpfs", "tmpfs", given.scratch)
    private_devices(given.scratch)
    facts = {}
    if given.facts:
        with open(given.facts) as file:
            facts = json.load(file)
    private_copies(facts, given.scratch)
    private_directories(given.directory, given.scratch)
    listen_to_log(run)
    run.step = "index"
    for text in given.command:
        words = json.loads(text)
        result = command(*words)
        result.stdout = ""
        lines_of(run, words[0], result)
    # Behind the commands: what they made can have another owner or time.
    put_facts(facts)
    run.step = "postconf"
    for words in (("-n",), ("-M",)):
        result = command("postconf", *words)
        result.stdout = ""
        lines_of(run, "postconf", result)
    run.step = "check"
    checked = command("postfix", "check")
    lines_of(run, "postfix", checked)
    run.wait_for_quiet(0.1, 5)
    if given.check_only:
        run.end("checked", checked.returncode == 0)
    run.step = "start"
    started = command("postfix", "start")
    lines_of(run, "postfix", started)
    run.wait_for_quiet(0.3, 10)
    if started.returncode != 0:
        run.end("finished", False)
    run.step = "poke"
    poke(run)
    run.step = "smtp"
    threads = [threading.Thread(target=talk, args=(run, port), daemon=True) for port in listening_ports()]
    for thread in threads:
        thread.start()
    run.step = "mail"
    message = "Subject: probe\n\nprobe\n"
    sent = subprocess.run(
        ["/usr/sbin/sendmail", "-f", "probe@example.org", "root", "stranger@example.net"],
        input=message, capture_output=True, text=True, errors="replace", timeout=40,
    )
    lines_of(run, "sendmail", sent)
    for thread in threads:
        thread.join(30)
    run.wait_for_quiet(0.8, 20)
    read_log_files(run)
    run.end("finished", True)


main()
