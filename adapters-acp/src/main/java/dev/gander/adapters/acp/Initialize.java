package dev.gander.adapters.acp;

import dev.gander.adapters.acp.client.ClientCapabilities;
import dev.gander.adapters.acp.connection.Connection;
import dev.gander.adapters.acp.rpc.RpcResult;
import dev.gander.adapters.acp.rpc.RpcWork;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;

/// The first request of a client. Any version of the protocol is accepted and echoed.
///
/// @param version of the goose that is reported
record Initialize(String version) {
  private static final int LARGEST_VERSION = 65_535;

  RpcWork begin(Connection client, JsonObject params) {
    JsonFields fields = new JsonFields(params);
    long protocol = fields.required("protocolVersion", Initialize::protocolVersion);
    client.announce(ClientCapabilities.read(fields));
    return () -> RpcResult.of(answer(protocol));
  }

  /// A text counts as 0, as it did when versions were texts.
  private static long protocolVersion(Json version) {
    long number = version instanceof JsonString ? 0 : JsonFields.asUnsigned(version);
    if (number > LARGEST_VERSION) {
      throw new InvalidShape("invalid value: integer `" + number + "`, expected u16");
    }
    return number;
  }

  private JsonObject answer(long protocol) {
    return JsonObject.builder()
        .put("protocolVersion", protocol)
        .put("agentCapabilities", capabilities())
        .put("authMethods", JsonArray.of(java.util.List.of(setUp()), it -> it))
        .put("agentInfo", JsonObject.builder().put("name", "goose").put("version", version).build())
        .build();
  }

  private static JsonObject capabilities() {
    return JsonObject.builder()
        .put("loadSession", true)
        .put(
            "promptCapabilities",
            JsonObject.builder()
                .put("image", true)
                .put("audio", false)
                .put("embeddedContext", true)
                .build())
        .put("mcpCapabilities", JsonObject.builder().put("http", true).put("sse", false).build())
        .put(
            "sessionCapabilities",
            JsonObject.builder()
                .put("list", JsonObject.EMPTY)
                .put("close", JsonObject.EMPTY)
                .put("delete", JsonObject.EMPTY)
                .put("resume", JsonObject.EMPTY)
                .build())
        .put("auth", JsonObject.EMPTY)
        .build();
  }

  /// The only way in for users without a model; `authenticate` has nothing to do.
  private static JsonObject setUp() {
    return JsonObject.builder()
        .put("id", "goose-provider")
        .put("name", "Configure Provider")
        .put("description", "Choose a provider and enter its key in the settings of goose")
        .build();
  }
}
