package dev.gander.adapters.http.acp;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.util.OptionalLong;

/// The first request of a client. Any version of the protocol is accepted and echoed. Only what
/// works is announced.
record Initialize(String version) implements AcpMethod {
  private static final int LARGEST_VERSION = 65_535;

  @Override
  public Json answer(JsonObject params) {
    return JsonObject.builder()
        .put("protocolVersion", protocolVersion(params))
        .put("agentCapabilities", capabilities())
        .put("authMethods", JsonArray.EMPTY)
        .put("agentInfo", JsonObject.builder().put("name", "goose").put("version", version).build())
        .build();
  }

  private static long protocolVersion(JsonObject params) {
    Json version = params.get("protocolVersion");
    if (version == null) {
      throw RpcError.invalidParams(params, "missing field `protocolVersion`");
    }
    OptionalLong number =
        version instanceof JsonNumber written ? written.integer() : OptionalLong.empty();
    if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > LARGEST_VERSION) {
      throw RpcError.invalidParams(params, "protocolVersion: expected a number from 0 to 65535");
    }
    return number.getAsLong();
  }

  /// Sessions, prompts and authentication will be announced with their methods.
  private static JsonObject capabilities() {
    return JsonObject.builder()
        .put("loadSession", false)
        .put(
            "promptCapabilities",
            JsonObject.builder()
                .put("image", false)
                .put("audio", false)
                .put("embeddedContext", false)
                .build())
        .put("mcpCapabilities", JsonObject.builder().put("http", false).put("sse", false).build())
        .put("sessionCapabilities", JsonObject.EMPTY)
        .put("auth", JsonObject.EMPTY)
        .build();
  }
}
