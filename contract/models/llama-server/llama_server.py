"""llama-server, as far as we start it: a current llama.cpp from PyPI, which has its server but not its program."""

import os
import signal
import sys

BUILD = "11549"

if "--version" in sys.argv:
    print(f"version: {BUILD}", file=sys.stderr)
    sys.exit(0)

import xllamacpp  # noqa: E402: takes its time


def option(name, otherwise=None):
    return os.environ.get("LLAMA_ARG_" + name, otherwise)


params = xllamacpp.CommonParams()
params.model.path = option("MODEL")
params.model_alias = {option("ALIAS")}
params.hostnames = [option("HOST")]
params.port = int(option("PORT"))
params.api_keys = [os.environ["LLAMA_API_KEY"]]
params.n_ctx = int(option("CTX_SIZE"))
params.n_parallel = int(option("N_PARALLEL"))
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = int(option("THREADS"))
params.use_jinja = True

server = xllamacpp.Server(params)
print(f"server is listening on {server.listening_address}", file=sys.stderr, flush=True)
signal.pause()
