package dev.gander.adapters.acp.rpc;

import dev.gander.domain.json.Json;
import java.util.Optional;

/// Serves the requests and notifications of the other side.
public interface RpcHandler {
  /// Begins a request. Called in the order of arrival, before anything that came later, so it must
  /// not block; the work must not depend on that order.
  ///
  /// @param params `null` if the request has none
  /// @return empty if there is no such method
  /// @throws RpcError the error to answer with
  Optional<RpcWork> begin(String method, Json params);

  /// Takes a notification, in the order of arrival. Ignores what it does not know.
  void notified(String method, Json params);

  /// Translates the failure of a request into the error to answer with, in the words in which it
  /// may leave; logs what only the server's operator can mend.
  ///
  /// @param method empty if nothing of the request could be read
  /// @param failure an [RpcError] if it is explained already
  RpcError explain(String method, Json params, Throwable failure);
}
