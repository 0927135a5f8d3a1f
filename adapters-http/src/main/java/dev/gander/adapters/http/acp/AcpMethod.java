package dev.gander.adapters.http.acp;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;

/// Answers one kind of request. Any thread; requests of one client may run side by side.
@FunctionalInterface
interface AcpMethod {
  /// @param params empty if the request has none
  /// @throws RpcError the error to answer with instead of a result
  Json answer(JsonObject params) throws InterruptedException;
}
