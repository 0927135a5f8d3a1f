package dev.gander.adapters.acp.source;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.source.ListMentions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The menus behind `/` and `@`.
public record MenuMethods(UseCases use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "slash-commands/list", AcpMethod.of(this::commands),
        "agent-mentions/list", AcpMethod.of(this::mentions));
  }

  /// With a folder, the session does not matter.
  private Json commands(JsonFields fields) {
    String cwd = unlessBlank(fields.optionalText("cwd"));
    String session = unlessBlank(fields.optionalText("sessionId"));
    if (cwd == null && session != null) {
      cwd = use.sessions().get().withoutMessages(new SessionId(session)).workingDir();
    }
    return JsonObject.of(
        "availableCommands",
        AvailableCommandsJson.write(use.config().menu().list(cwd == null ? null : path(cwd))));
  }

  static @Nullable String unlessBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw RpcError.invalidParams("not a path: " + e.getReason());
    }
  }

  private Json mentions(JsonFields fields) {
    String session = unlessBlank(fields.optionalText("sessionId"));
    String cwd = unlessBlank(fields.optionalText("cwd"));
    return JsonObject.of(
        "agents",
        JsonArray.of(
            use.sources().mentions().list(session == null ? null : new SessionId(session), cwd),
            MenuMethods::mention));
  }

  private static JsonObject mention(ListMentions.Mention mention) {
    return JsonObject.builder()
        .put("name", mention.name())
        .put("description", mention.description())
        .put(
            "sourceType",
            switch (mention.kind()) {
              case AGENT -> "agent";
              case RECIPE -> "recipe";
              case SUB_RECIPE -> "subrecipe";
            })
        .put("sourcePath", mention.path())
        .put("mention", "@" + mention.name())
        .build();
  }
}
