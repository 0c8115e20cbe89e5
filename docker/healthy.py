"""Is the web server of this container alive? Ends with 1 if not; asks as an allowed host would."""

import http.client
import os
import sys

connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=4)
connection.request(
    "GET", "/health/live", headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0].lstrip(".")}
)
sys.exit(connection.getresponse().status != 200)
