package dev.gander.application.lookup;

import dev.gander.application.extension.PlatformTool;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionQuery;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what was said in other sessions, and shows how one of them began and ended.
///
/// @param own the session that asks; not searched
record ChatRecallExtension(
    SessionStore sessions, ConversationStore conversations, SessionSearch search, SessionId own)
    implements Extension {
  static final String KEY = "chatrecall";
  private static final long USUAL_LIMIT = 10;
  private static final long HIGHEST_LIMIT = 50;

  private static final Tool RECALL =
      PlatformTool.repeatable(
          PlatformTool.reading(
              "chatrecall",
              "Recall past conversations",
              "Looks into earlier sessions. With `query` it finds sessions in which one of the words"
                  + " was said, from `after_date` and until `before_date` (RFC 3339). With"
                  + " `session_id` it shows the first and the last messages of that session.",
              PlatformTool.schema("ChatRecallParams", properties(), List.of())
                  .without(Set.of("required"))));

  private static JsonObject properties() {
    JsonObject text = JsonObject.of("type", JsonArray.ofTexts(List.of("string", "null")));
    JsonObject number =
        JsonObject.of("type", JsonArray.ofTexts(List.of("integer", "null")))
            .with("format", Json.of("int64"));
    return JsonObject.of("query", text)
        .with("session_id", text)
        .with("limit", number)
        .with("after_date", text)
        .with("before_date", text);
  }

  @Override
  public List<Tool> tools() {
    return List.of(RECALL);
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress) {
    if (!invocation.tool().equals(RECALL.name())) {
      throw ExtensionException.notFound("Tool '" + invocation.tool() + "' not found");
    }
    try {
      return recall(invocation.arguments());
    } catch (GanderException e) {
      return PlatformTool.failure(e.text());
    }
  }

  private ToolResult recall(JsonObject arguments) {
    Optional<SessionId> wanted =
        arguments.text("session_id").filter(it -> !it.isBlank()).map(SessionId::new);
    Optional<String> query = arguments.text("query").filter(it -> !it.isBlank());
    if (wanted.isPresent()) {
      return sessions
          .find(wanted.get())
          .map(found -> ToolResult.text(RecalledSession.read(found, conversations).overview()))
          .orElseGet(() -> PlatformTool.failure("Session '" + wanted.get() + "' not found"));
    }
    return query.isPresent()
        ? ToolResult.text(find(query.get(), arguments))
        : PlatformTool.failure("Missing required parameter: query or session_id");
  }

  private String find(String text, JsonObject arguments) {
    int limit = limit(arguments);
    SessionQuery query =
        new SessionQuery(
            SessionQuery.wordsOf(text),
            limit + 1,
            date(arguments, "after_date"),
            date(arguments, "before_date"));
    List<String> found =
        search.search(query).stream()
            .filter(session -> !session.id().equals(own))
            .limit(limit)
            .map(session -> RecalledSession.read(session, conversations, query).findings())
            .toList();
    return found.isEmpty()
        ? "No results found for query: '" + text + "'"
        : "Found in " + found.size() + " session(s):\n\n" + String.join("\n\n", found);
  }

  /// A negative number stands for the highest limit, as in goosed.
  private static int limit(JsonObject arguments) {
    long wanted =
        arguments.get("limit") instanceof JsonNumber number
            ? number.integer().orElse(USUAL_LIMIT)
            : USUAL_LIMIT;
    return (int) (wanted < 0 ? HIGHEST_LIMIT : Math.min(wanted, HIGHEST_LIMIT));
  }

  /// A date that cannot be read is no bound, as in goosed.
  private static @Nullable Instant date(JsonObject arguments, String name) {
    try {
      return arguments
          .text(name)
          .map(OffsetDateTime::parse)
          .map(OffsetDateTime::toInstant)
          .orElse(null);
    } catch (DateTimeException _) {
      return null;
    }
  }

  @Override
  public String instructions() {
    return """
        When the user refers to something that was said or done in another session, look it up with \
        chatrecall before you ask: first search, then load the session that fits.
        """;
  }

  @Override
  public void close() {}
}
