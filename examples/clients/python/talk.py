"""Talks to an agent through a client that openapi-python-client has generated.

python talk.py URL KEY FOLDER: twice the same question, once over each of the two streams.
"""

import json
import sys
import time
import uuid
from collections.abc import Iterator
from typing import Any

import httpx

from goosed_client import AuthenticatedClient, models
from goosed_client.api.session_management import get_session
from goosed_client.api.superroutesagent import resume_agent, start_agent
from goosed_client.api.superroutesreply import reply
from goosed_client.api.superroutessession_events import session_events, session_reply
from goosed_client.types import Unset

SCRIPT = "!say Hello from the script"


def question(text: str) -> models.Message:
    return models.Message(
        role=models.Role.USER,
        created=int(time.time()),
        content=[models.MessageContentText(type_=models.MessageContentTextType.TEXT, text=text)],
        metadata=models.MessageMetadata(user_visible=True, agent_visible=True),
    )


def events(stream: httpx.Response) -> Iterator[Any]:
    """The generated client reads whole answers only; this reads a stream, event by event."""
    stream.raise_for_status()
    for line in stream.iter_lines():
        if line.startswith("data: "):
            data = json.loads(line.removeprefix("data: "))
            event_type = getattr(models, "MessageEvent" + data["type"])
            yield event_type.from_dict(data)


def texts(message: models.Message) -> str:
    return "".join(it.text for it in message.content if isinstance(it, models.MessageContentText))


def answer(stream: httpx.Response) -> str:
    """What the assistant says until the turn is over."""
    said = ""
    for event in events(stream):
        match event:
            case models.MessageEventMessage(message=message):
                said += texts(message)
            case models.MessageEventError(error=error):
                raise RuntimeError(error)
            case models.MessageEventFinish():
                return said
    raise RuntimeError("the stream broke off")


def main(url: str, key: str, folder: str) -> None:
    client = AuthenticatedClient(url, token=key, raise_on_unexpected_status=True)
    http = client.get_httpx_client()

    session = start_agent.sync(client=client, body=models.StartAgentRequest(working_dir=folder))
    assert isinstance(session, models.Session), session
    resume_agent.sync(
        client=client,
        body=models.ResumeAgentRequest(session_id=session.id, load_model_and_extensions=True),
    )

    turn = models.ChatRequest(session_id=session.id, user_message=question(SCRIPT))
    with http.stream(**reply._get_kwargs(body=turn)) as stream:
        print("reply:", answer(stream))

    with http.stream(**session_events._get_kwargs(session.id), timeout=None) as stream:
        request = models.SessionReplyRequest(str(uuid.uuid4()), question(SCRIPT))
        session_reply.sync(session.id, client=client, body=request)
        print("events:", answer(stream))

    stored = get_session.sync(session.id, client=client)
    assert isinstance(stored, models.Session) and not isinstance(stored.conversation, Unset), stored
    print("stored:", *[texts(message) for message in stored.conversation or []], sep="\n  ")


if __name__ == "__main__":
    main(*sys.argv[1:])
