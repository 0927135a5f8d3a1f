package dev.gander.adapters.acp.session;

import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.session.BrowseSessions;
import dev.gander.application.api.session.BrowseSessions.Filter;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `session/list`.
record SessionListing(BrowseSessions use) {
  private static final Set<SessionType> LISTED =
      Set.of(SessionType.USER, SessionType.SCHEDULED, SessionType.ACP);

  JsonObject list(JsonFields fields) {
    SessionParams params = new SessionParams(fields);
    String cursor = fields.optionalText("cursor");
    boolean withSnippets = wantsSnippets(params.meta());
    Filter filter =
        new Filter(types(params.meta()), folder(fields.optionalText("cwd")), text(params));
    BrowseSessions.Page page =
        use.page(
            filter, cursor == null ? null : ListCursor.read(cursor, filter), BrowseSessions.PAGE);
    JsonObject.Builder answer =
        JsonObject.builder()
            .put("sessions", JsonArray.of(page.sessions(), it -> write(it, withSnippets)));
    if (page.last() != null) {
      answer.put("nextCursor", ListCursor.write(page.last(), filter));
    }
    return answer.build();
  }

  private JsonObject write(Session session, boolean withSnippet) {
    JsonObject info = SessionInfoJson.write(session);
    return withSnippet
        ? use.snippet(session.id())
            .map(
                text ->
                    info.with(
                        "_meta",
                        SessionInfoJson.meta(session).with("lastMessageSnippet", Json.of(text))))
            .orElse(info)
        : info;
  }

  private static @Nullable String folder(@Nullable String path) {
    if (path == null || isAbsolute(path)) {
      return path;
    }
    throw RpcError.invalidParams("cwd must be an absolute path");
  }

  private static boolean isAbsolute(String path) {
    try {
      return Path.of(path).isAbsolute();
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private static String text(SessionParams params) {
    return Objects.requireNonNullElse(params.metaText("query"), "").strip();
  }

  private static Set<SessionType> types(JsonObject meta) {
    Json given = meta.get("types");
    if (given == null || given == JsonNull.NULL) {
      return LISTED;
    }
    if (!(given instanceof JsonArray words)) {
      throw noTypes();
    }
    Set<SessionType> types = EnumSet.noneOf(SessionType.class);
    words.items().forEach(word -> types.add(type(word)));
    if (!LISTED.containsAll(types)) {
      throw RpcError.invalidParams("types may only include user, scheduled, or acp");
    }
    return types.isEmpty() ? LISTED : types;
  }

  private static SessionType type(Json word) {
    String text = word instanceof JsonString(String type) ? type : "";
    return SessionType.parse(text).orElseThrow(SessionListing::noTypes);
  }

  private static RpcError noTypes() {
    return RpcError.invalidParams("types must be an array of session type strings");
  }

  private static boolean wantsSnippets(JsonObject meta) {
    return switch (meta.get("goose")) {
      case null -> false;
      case JsonNull _ -> false;
      case JsonObject goose -> isTrue(goose.get("includeLastMessageSnippet"));
      case Json _ -> throw RpcError.invalidParams("goose must be an object");
    };
  }

  private static boolean isTrue(@Nullable Json flag) {
    return switch (flag) {
      case null -> false;
      case JsonNull _ -> false;
      case JsonBool bool -> bool.value();
      case Json _ ->
          throw RpcError.invalidParams("goose.includeLastMessageSnippet must be a boolean");
    };
  }
}
