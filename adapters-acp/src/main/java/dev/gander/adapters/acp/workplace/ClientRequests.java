package dev.gander.adapters.acp.workplace;

import dev.gander.adapters.acp.rpc.PeerGone;
import dev.gander.adapters.acp.rpc.RpcAsk;
import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.adapters.acp.rpc.RpcRefused;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;

/// Requests to a client about one session. Clients may answer with nothing where they have nothing
/// to say.
record ClientRequests(RpcPeer rpc, SessionId session) {
  JsonObject.Builder params() {
    return JsonObject.builder().put("sessionId", session.value());
  }

  /// @throws Unavailable if the client refuses, or is gone
  JsonObject ask(String method, JsonObject params) throws InterruptedException {
    RpcAsk question = rpc.ask(method, params);
    return answer(question::await);
  }

  interface Answer {
    Json await() throws InterruptedException;
  }

  static JsonObject answer(Answer answer) throws InterruptedException {
    try {
      return answer.await() instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (RpcRefused e) {
      throw new Unavailable(e.text(), e);
    } catch (PeerGone e) {
      throw new Unavailable("the client has gone", e);
    }
  }

  /// Sends a request whose answer does not matter.
  void demand(String method, JsonObject params) {
    rpc.ask(method, params).ignore();
  }
}
