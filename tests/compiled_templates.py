"""Templates compiled once a process: hundreds of applications are opened by the tests, all with the same ones."""

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        key = f"{bucket.key}-{bucket.checksum}"
        if key in self._kept:
            bucket.bytecode_from_string(self._kept[key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[f"{bucket.key}-{bucket.checksum}"] = bucket.bytecode_to_string()


COMPILED = CompiledTemplates()
