package dev.gander.adapters.acp.connection;

import dev.gander.adapters.acp.rpc.RpcResult;
import dev.gander.adapters.acp.rpc.RpcWork;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;

/// Serves one kind of request, of any client.
@FunctionalInterface
public interface AcpMethod {
  /// Called in the order of arrival, so it must not block; the work runs on a thread of its own.
  ///
  /// @param params empty if the request has none
  /// @throws dev.gander.adapters.acp.rpc.RpcError the error to answer with
  /// @throws dev.gander.domain.json.InvalidShape if the parameters are malformed
  RpcWork begin(Connection client, JsonObject params);

  /// A method for which only the parameters matter.
  static AcpMethod of(Plain method) {
    return (_, params) -> () -> RpcResult.of(method.answer(new JsonFields(params)));
  }

  /// A method that depends on who asks.
  static AcpMethod by(Personal method) {
    return (client, params) -> () -> method.answer(client, new JsonFields(params));
  }

  /// Answers from the parameters alone.
  @FunctionalInterface
  interface Plain {
    Json answer(JsonFields params) throws InterruptedException;
  }

  /// Answers one client.
  @FunctionalInterface
  interface Personal {
    RpcResult answer(Connection client, JsonFields params) throws InterruptedException;
  }
}
