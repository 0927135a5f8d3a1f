"""Lets the official Python client do with an agent what editors do, and prints a line for each check: "ok NAME" or
"FAIL NAME: why".   python client.py ws|http|stdio URL|COMMAND FOLDER FRAMES   (the key is in ACP_KEY)

FRAMES gets what went over the wire, for frames.mjs."""

import asyncio
import contextlib
import json
import os
import sys
from pathlib import Path

import acp
from acp import schema
from acp.connection import StreamDirection
from acp.http import create_http_stream
from acp.ws import create_websocket_stream

TRANSPORT, TARGET, FOLDER, FRAMES = sys.argv[1:]
HEADERS = {"X-Secret-Key": os.environ["ACP_KEY"]}
MOCK = schema.McpServerStdio(
    name="mock", command="node", args=[str(Path(__file__).parents[2] / "tools/mock-mcp.mjs")], env=[]
)
frames, failures = [], []


def record(sender, message):
    if message is not None:
        frames.append({"from": sender, "message": message})


class Tap:
    """Notes messages when they are sent and received: the client's own observers hear of a message after its answer."""

    def __init__(self, inner):
        self.inner = inner

    async def send(self, message):
        record("client", message)
        await self.inner.send(message)

    async def receive(self):
        message = await self.inner.receive()
        record("agent", message)
        return message

    async def close(self):
        await self.inner.close()


class Editor:
    """Answers what the agent asks, as the current check says."""

    def __init__(self):
        self.updates, self.seen, self.replies = [], [], {}
        self.news = asyncio.Condition()

    def answer(self, **replies):
        self.seen, self.replies = [], replies

    async def note(self, name):
        async with self.news:
            self.seen.append(name)
            self.news.notify_all()

    async def asked(self, name):
        await self.note(name)
        reply = self.replies[name]
        return await reply() if callable(reply) else reply

    async def until(self, fits):
        async with self.news:
            await asyncio.wait_for(self.news.wait_for(fits), 60)

    async def session_update(self, session_id, update, **kwargs):
        async with self.news:
            self.updates.append((session_id, update))
            self.news.notify_all()

    async def request_permission(self, session_id, tool_call, options, **kwargs):
        option = await self.asked("permission")
        outcome = schema.AllowedOutcome(outcome="selected", option_id=option) if option else schema.DeniedOutcome(outcome="cancelled")
        return schema.RequestPermissionResponse(outcome=outcome)

    async def read_text_file(self, session_id, path, line=None, limit=None, **kwargs):
        return schema.ReadTextFileResponse(content=await self.asked("read"))

    async def write_text_file(self, session_id, path, content, **kwargs):
        await self.note("write " + content)

    async def create_terminal(self, session_id, command, **kwargs):
        await self.note("create")
        return schema.CreateTerminalResponse(terminal_id="t1")

    async def wait_for_terminal_exit(self, session_id, terminal_id, **kwargs):
        return schema.WaitForTerminalExitResponse(exit_code=await self.asked("wait"))

    async def terminal_output(self, session_id, terminal_id, **kwargs):
        return schema.TerminalOutputResponse(output="listed", truncated=False)

    async def kill_terminal(self, session_id, terminal_id, **kwargs):
        await self.note("kill")

    async def release_terminal(self, session_id, terminal_id, **kwargs):
        await self.note("release")

    async def create_elicitation(self, message, mode, **kwargs):
        return schema.AcceptElicitationResponse(action="accept", content=await self.asked("elicitation"))

    def of(self, session, kind):
        return [u for s, u in self.updates if s == session and u.session_update == kind]

    def text(self, session, kind="agent_message_chunk"):
        return "".join(u.content.text for u in self.of(session, kind))


def equal(got, want):
    if got != want:
        raise AssertionError(f"got {got!r}, want {want!r}")


async def refused(work, code):
    try:
        await work
    except acp.RequestError as error:
        equal(error.code, code)
        return error
    raise AssertionError("it was not refused")


@contextlib.asynccontextmanager
async def connected(editor):
    if TRANSPORT == "stdio":
        observe = lambda event: record("client" if event.direction == StreamDirection.OUTGOING else "agent", event.message)
        async with acp.spawn_agent_process(
            editor, TARGET, "acp", env=dict(os.environ), use_unstable_protocol=True, observers=[observe],
            transport_kwargs={"limit": 50 << 20},
        ) as (agent, process):
            yield agent
        equal(process.returncode, 0)
        return
    url = TARGET if TRANSPORT == "http" else TARGET.replace("http", "ws", 1)
    stream = create_http_stream(url, headers=HEADERS) if TRANSPORT == "http" else await create_websocket_stream(url, headers=HEADERS)
    agent = acp.connect_to_agent(editor, Tap(stream), use_unstable_protocol=True)
    try:
        yield agent
    finally:
        await agent.close()


async def main():
    editor = Editor()
    async with connected(editor) as agent:
        await checks(agent, editor)
    Path(FRAMES).write_text("".join(json.dumps(frame) + "\n" for frame in frames))
    sys.exit(1 if failures else 0)


async def checks(agent, editor):
    async def create(*servers):
        return (await agent.new_session(cwd=FOLDER, mcp_servers=list(servers))).session_id

    async def prompt(session, text):
        return await agent.prompt(session_id=session, prompt=[acp.text_block(text)])

    async def check(name, work):
        try:
            await asyncio.wait_for(work(), 120)
            print("ok", name, flush=True)
        except Exception as error:
            failures.append(name)
            print(f"FAIL {name}: {type(error).__name__} {error} {getattr(error, 'data', '')}", flush=True)

    async def initialize():
        capabilities = schema.ClientCapabilities(
            fs=schema.FileSystemCapabilities(read_text_file=True, write_text_file=True),
            terminal=True,
            elicitation=schema.ElicitationCapabilities(form=schema.ElicitationFormCapabilities()),
        )
        result = await agent.initialize(protocol_version=1, client_capabilities=capabilities)
        equal((result.protocol_version, result.agent_info.name), (1, "goose"))

    async def texts():
        session = await create()
        result = await prompt(session, "!usage 10 5\n!say one two three")
        equal((result.stop_reason, editor.text(session)), ("end_turn", "one two three"))

    async def tools():
        session = await create(MOCK)
        await prompt(session, '!tool mock__echo {"message":"hello"}\n---\n!say end')
        equal([u.status for u in editor.of(session, "tool_call_update")][-1], "completed")

    async def permissions():
        session = await create(MOCK)
        await agent.set_session_mode(session_id=session, mode_id="approve")
        for option, status in [("allow_once", "completed"), ("reject_once", "failed"), (None, "failed")]:
            editor.answer(permission=option)
            await prompt(session, '!tool mock__echo {"message":"x"}\n---\n!say end')
            equal((editor.seen, editor.of(session, "tool_call_update")[-1].status), (["permission"], status))

    async def files():
        session = await create()
        editor.answer(read="alpha\nbeta\n")
        await prompt(session, '!tool edit {"path":"%s/a.txt","before":"alpha","after":"ALPHA"}\n---\n!say end' % FOLDER)
        equal(editor.seen, ["read", "write ALPHA\nbeta\n"])

    async def terminal():
        session = await create()
        editor.answer(wait=0)
        await prompt(session, '!tool shell {"command":"ls"}\n---\n!say end')
        equal((editor.seen[0], editor.seen[-1]), ("create", "release"))

    async def elicitation():
        session = await create(MOCK)
        editor.answer(elicitation={"name": "Ada"})
        await prompt(session, "!tool mock__elicit {}\n---\n!say end")
        equal(editor.seen, ["elicitation"])

    async def cancel():
        session = await create()
        answer = asyncio.create_task(prompt(session, "!rate 20\n!tokens 2000"))
        await editor.until(lambda: editor.text(session))
        await agent.cancel(session_id=session)
        equal((await answer).stop_reason, "cancelled")

    async def cancel_terminal():
        session = await create()
        over = asyncio.Event()

        async def wait():
            await over.wait()
            return 1

        editor.answer(wait=wait)
        answer = asyncio.create_task(prompt(session, '!tool shell {"command":"sleep 100"}\n---\n!say end'))
        await editor.until(lambda: "wait" in editor.seen)
        await agent.cancel(session_id=session)
        equal((await answer).stop_reason, "cancelled")
        await editor.until(lambda: "kill" in editor.seen and "release" in editor.seen)
        over.set()

    async def stored():
        session = await create()
        await prompt(session, "!say first answer")
        editor.updates.clear()
        await agent.load_session(cwd=FOLDER, session_id=session, mcp_servers=[])
        await editor.until(lambda: editor.text(session) == "first answer")
        equal(editor.text(session, "user_message_chunk"), "!say first answer")
        listed = await agent.list_sessions(cwd=FOLDER)
        assert session in [s.session_id for s in listed.sessions], "it is not in the list"
        fork = await agent.fork_session(session_id=session, cwd=FOLDER)
        equal((await prompt(fork.session_id, "!say forked")).stop_reason, "end_turn")
        await agent.close_session(session_id=session)
        await refused(prompt(session, "!say closed"), -32002)
        await agent.load_session(cwd=FOLDER, session_id=session, mcp_servers=[])
        equal((await prompt(session, "!say open")).stop_reason, "end_turn")

    async def options():
        session = await create()
        changed = await agent.set_config_option(config_id="mode", session_id=session, value="chat")
        equal([o.current_value for o in changed.config_options if o.id == "mode"], ["chat"])

    async def mistakes():
        error = await refused(agent.new_session(cwd="relative", mcp_servers=[]), -32602)
        equal(error.data, "cwd must be an absolute path")
        await refused(agent.load_session(cwd=FOLDER, session_id="none", mcp_servers=[]), -32002)
        await refused(prompt("none", "!say x"), -32002)
        await refused(agent.ext_method("no/such", {}), -32601)

    async def ten():
        sessions = await asyncio.gather(*(create() for _ in range(10)))
        await asyncio.gather(*(prompt(s, f"!say session {i} says its words in order") for i, s in enumerate(sessions)))
        for i, session in enumerate(sessions):
            equal(editor.text(session), f"session {i} says its words in order")

    async def long():
        session = await create(MOCK)
        await prompt(session, '!tool mock__big {"chars":3000000}\n---\n!say end')
        await agent.load_session(cwd=FOLDER, session_id=session, mcp_servers=[])

    await check("initialize", initialize)
    await check("a prompt streams text", texts)
    await check("a tool runs", tools)
    await check("the client is asked before a tool runs", permissions)
    await check("files are the client's", files)
    await check("the terminal is the client's", terminal)
    await check("an extension asks the user", elicitation)
    await check("a prompt is cancelled while text streams", cancel)
    await check("a prompt is cancelled while a terminal of the client runs", cancel_terminal)
    await check("a session is loaded, listed, forked and closed", stored)
    await check("options", options)
    await check("mistakes are errors with an explanation", mistakes)
    await check("ten sessions at once", ten)
    await check("long text comes in parts", long)


asyncio.run(main())
