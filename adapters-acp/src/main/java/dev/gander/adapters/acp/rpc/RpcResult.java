package dev.gander.adapters.acp.rpc;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;

/// The result of a request, and what is to be done once it has been sent.
public record RpcResult(Json result, Runnable afterwards) {
  private static final RpcResult EMPTY = of(JsonObject.EMPTY);

  public static RpcResult of(Json result) {
    return new RpcResult(result, () -> {});
  }

  /// `{}`
  public static RpcResult empty() {
    return EMPTY;
  }
}
