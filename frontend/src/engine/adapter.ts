/** The Python that stands between the worker's messages and `greenroom/api.py`. */

/** What every Python needs before it can answer; leaves `_make`, which takes the worker's bridge. */
export const PREPARE = `
import json
import signal
from greenroom import api
from greenroom.judging import limits, memo, sleeping, threads, wear

def _make(bridge):
    dumps, loads, found = json.dumps, json.loads, wear.found
    class WorkerLimit:
        def start(self, seconds):
            signal.signal(signal.SIGINT, limits.raise_time_limit)
            bridge.arm(seconds)
        def stop(self):
            bridge.disarm()
    def emit(event, data):
        bridge.emit(event, dumps(data))
    def handle(request):
        bridge.protectStack()
        answer = api.handle(loads(request), emit=emit, limit=WorkerLimit())
        if found():
            answer["worn"] = True
        return dumps(answer)
    return handle

memo.install()
sleeping.install()
threads.install()
wear.look()
`;

/** What a Python that is put away has done already: everything imported, the judge used once. */
export const FILL = `
import gc
import importlib
for _target in api.METHODS.values():
    importlib.import_module("greenroom." + _target.partition(":")[0])
importlib.import_module("greenroom.judging.testing").warm_up()
del _target
gc.collect()
`;

/**
 * What a Python that was put away must do anew: chance. The seed of str's hash stays that of the snapshot, so sets of texts
 * keep their order on this device until the next snapshot is made.
 */
export const WAKE = `
import random
import tempfile
random.seed()
tempfile._name_sequence = None
`;
