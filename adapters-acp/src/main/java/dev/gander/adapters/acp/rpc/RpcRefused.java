package dev.gander.adapters.acp.rpc;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;

/// The other side answered a request of ours with an error.
public final class RpcRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param error the `error` member of its answer
  RpcRefused(Json error) {
    super(text(error));
  }

  /// The explanation in `data`, or else the message.
  private static String text(Json error) {
    if (!(error instanceof JsonObject object)) {
      return "the client refused";
    }
    return object.text("data").or(() -> object.text("message")).orElse("the client refused");
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
