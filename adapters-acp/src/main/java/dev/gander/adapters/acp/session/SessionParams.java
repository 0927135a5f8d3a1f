package dev.gander.adapters.acp.session;

import dev.gander.adapters.acp.extension.GooseExtensionJson;
import dev.gander.adapters.acp.extension.McpServerJson;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Parameters of methods about sessions.
record SessionParams(JsonFields fields) {
  SessionId session() {
    return new SessionId(fields.text("sessionId"));
  }

  String workingDir() {
    return fields.text("cwd");
  }

  /// The client's servers; required.
  List<ExtensionConfig> servers() {
    return fields.required("mcpServers", JsonFields.listOf(McpServerJson::read));
  }

  /// The client's servers; none if it names none.
  List<ExtensionConfig> serversIfAny() {
    return fields.orElse("mcpServers", JsonFields.listOf(McpServerJson::read), List.of());
  }

  JsonObject meta() {
    return Objects.requireNonNullElse(
        fields.optional("_meta", JsonFields::asObject), JsonObject.EMPTY);
  }

  /// A text of goose's own.
  @Nullable String metaText(String name) {
    return switch (meta().get(name)) {
      case null -> null;
      case JsonNull _ -> null;
      case JsonString(String text) -> text;
      case Json _ -> throw RpcError.invalidParams(name + " must be a string");
    };
  }

  /// From which second on messages are left out; null for all.
  @Nullable Long conversationEnd() {
    return switch (meta().get("conversationBefore")) {
      case null -> null;
      case JsonNull _ -> null;
      case JsonNumber number when number.integer().isPresent() -> number.integer().getAsLong();
      case Json _ ->
          throw RpcError.invalidParams("conversationBefore must be an integer timestamp");
    };
  }

  /// Null if the client leaves them to the settings.
  @Nullable List<ExtensionConfig> enabledExtensions() {
    try {
      return new JsonFields(meta())
          .optional("enabledExtensions", JsonFields.listOf(GooseExtensionJson::read));
    } catch (InvalidShape e) {
      throw RpcError.invalidParams(e.text());
    }
  }
}
