"""Yardstick: what a straightforward Python 3 script does. Standard library, eight threads, a connection for each.

usage: yardstick.py CSV URL; posts the file's subjects in batches of 100, and ends when all are answered.
"""

import csv
import http.client
import itertools
import json
import sys
import threading
import urllib.parse

BATCH = 100
THREADS = 8


def main(path: str, url: str) -> None:
    address = urllib.parse.urlsplit(url)
    target = f"{address.path}?{address.query}"
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        lock = threading.Lock()
        failures: list[str] = []

        def work() -> None:
            connection = http.client.HTTPConnection(address.hostname, address.port)
            try:
                while True:
                    with lock:
                        batch = [row["subject"] for row in itertools.islice(rows, BATCH)]
                    if not batch:
                        return
                    body = json.dumps({"DeleteItem": [{"UserID": subject} for subject in batch]})
                    connection.request("POST", target, body, {"Content-Type": "application/json"})
                    reply = json.loads(connection.getresponse().read())
                    if reply["ErrorCode"] != 0:
                        raise RuntimeError(f"the vendor said {reply['ErrorCode']}")
            except Exception as problem:
                failures.append(repr(problem))
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            sys.exit(failures[0])


main(sys.argv[1], sys.argv[2])
