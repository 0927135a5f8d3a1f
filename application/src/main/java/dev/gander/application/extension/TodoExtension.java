package dev.gander.application.extension;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A to-do list, stored with the session under `todo.v0` and shown to the model in every turn.
/// `GOOSE_TODO_MAX_CHARS` limits it (50 000 code points; 0 means no limit).
record TodoExtension(SessionStore sessions, TypedSettings settings, SessionId sessionId)
    implements Extension {
  static final String KEY = "todo";
  private static final String STATE = "todo.v0";
  private static final long MOST_CHARS = 50_000;

  private static final Tool WRITE =
      PlatformTool.changing(
          "todo_write",
          "Write TODO",
          "Replaces the whole list of tasks and notes of this session. Write down every task that"
              + " is open or done, since what you leave out is gone.",
          PlatformTool.schema(
              "TodoWriteParams", JsonObject.of("content", PlatformTool.TEXT), List.of("content")),
          true);

  @Override
  public List<Tool> tools() {
    return List.of(WRITE);
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress) {
    if (!invocation.tool().equals(WRITE.name())) {
      throw ExtensionException.notFound("Tool '" + invocation.tool() + "' not found");
    }
    return invocation
        .arguments()
        .text("content")
        .map(this::write)
        .orElseGet(() -> PlatformTool.failure("Missing required parameter: content"));
  }

  @Override
  public String instructions() {
    return """
        Use the list for work of more than a step or two: write it before you begin, tick off what \
        is done, keep notes that you will need later. You see its present state in every turn.
        """;
  }

  @Override
  public @Nullable String turnContext() {
    String content = content();
    return content.isBlank()
        ? "Current tasks and notes: none yet. Write a list with todo_write when the work has"
            + " several steps."
        : "Current tasks and notes:\n" + content;
  }

  @Override
  public void close() {}

  private ToolResult write(String content) {
    try {
      return writeChecked(content);
    } catch (GanderException e) {
      return PlatformTool.failure(e.text());
    }
  }

  private ToolResult writeChecked(String content) {
    int length = content.codePointCount(0, content.length());
    long most = settings.integer("GOOSE_TODO_MAX_CHARS").orElse(MOST_CHARS);
    if (most > 0 && length > most) {
      return PlatformTool.failure("Todo list too large: " + length + " chars (max: " + most + ")");
    }
    sessions.update(sessionId, details -> with(details, content));
    return ToolResult.text("Updated (" + length + " chars)");
  }

  private static SessionDetails with(SessionDetails details, String content) {
    JsonObject state = JsonObject.of("content", Json.of(content));
    return details.withExtensionData(details.extensionData().with(STATE, state));
  }

  private String content() {
    Optional<JsonObject> data = sessions.find(sessionId).map(Session::extensionData);
    return data.flatMap(all -> all.object(STATE))
        .flatMap(state -> state.text("content"))
        .orElse("");
  }
}
