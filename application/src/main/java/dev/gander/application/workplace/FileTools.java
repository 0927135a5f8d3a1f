package dev.gander.application.workplace;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.text.Lines;
import dev.gander.domain.text.Replacement;
import dev.gander.domain.tool.ShownWork;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.Workplace;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// `read`, `write` and `edit` on the files of a client.
final class FileTools {
  static final Tool READ =
      new Tool(
          "read",
          "Reads a text file as the user sees it, with changes that are not saved yet. `line`, from"
              + " 1, and `limit`, in lines, choose a part of a long one.",
          JsonObject.builder()
              .put("type", "object")
              .put(
                  "properties",
                  JsonObject.builder()
                      .put("path", JsonObject.of("type", Json.of("string")))
                      .put("line", number())
                      .put("limit", number())
                      .build())
              .put("required", JsonArray.ofTexts(List.of("path")))
              .build(),
          JsonObject.of(
              "annotations",
              JsonObject.builder()
                  .put("title", "Read")
                  .put("readOnlyHint", true)
                  .put("openWorldHint", false)
                  .build()));

  private static JsonObject number() {
    return JsonObject.builder()
        .put("type", JsonArray.ofTexts(List.of("integer", "null")))
        .put("minimum", 1)
        .build();
  }

  private final Workplace workplace;

  /// One change at a time, so that two edits of one round don't undo each other.
  private final ReentrantLock changes = new ReentrantLock();

  FileTools(Workplace workplace) {
    this.workplace = workplace;
  }

  ToolResult read(JsonFields arguments, Path folder, Workplace.Work work)
      throws InterruptedException {
    String given = arguments.text("path");
    Long line = arguments.optional("line", JsonFields::asUnsigned);
    Long limit = arguments.optional("limit", JsonFields::asUnsigned);
    Path file = resolved(folder, given);
    if (file == null) {
      return ToolResult.error("Failed to read " + given + ": not a path");
    }
    work.progress().work(new ShownWork.Begun(ShownWork.Kind.READ, file.toString(), line));
    try {
      return ToolResult.text(workplace.read(work, file, line, limit));
    } catch (Unavailable e) {
      return failedToRead(given, e);
    }
  }

  private static ToolResult failedToRead(String given, Unavailable why) {
    return ToolResult.error("Failed to read " + given + ": " + why.text());
  }

  ToolResult write(JsonFields arguments, Path folder, Workplace.Work work)
      throws InterruptedException {
    String given = arguments.text("path");
    String text = arguments.text("content");
    Path file = resolved(folder, given);
    if (file == null) {
      return ToolResult.error("Failed to write " + given + ": not a path");
    }
    work.progress().work(new ShownWork.Begun(ShownWork.Kind.EDIT, file.toString(), null));
    changes.lockInterruptibly();
    try {
      return write(given, file, null, text, work, "Wrote " + given + lines(text));
    } finally {
      changes.unlock();
    }
  }

  private static String lines(String text) {
    return " (" + Lines.count(text) + " lines)";
  }

  private ToolResult write(
      String given,
      Path file,
      @Nullable String before,
      String text,
      Workplace.Work work,
      String done)
      throws InterruptedException {
    try {
      workplace.write(work, file, text);
    } catch (Unavailable e) {
      return ToolResult.error("Failed to write " + given + ": " + e.text());
    }
    work.progress().work(new ShownWork.Changed(file.toString(), before, text));
    return ToolResult.text(done);
  }

  ToolResult edit(JsonFields arguments, Path folder, Workplace.Work work)
      throws InterruptedException {
    String given = arguments.text("path");
    Replacement wanted = new Replacement(arguments.text("before"), arguments.text("after"));
    Path file = resolved(folder, given);
    if (file == null) {
      return ToolResult.error("Failed to read " + given + ": not a path");
    }
    work.progress().work(new ShownWork.Begun(ShownWork.Kind.EDIT, file.toString(), null));
    changes.lockInterruptibly();
    try {
      String before = workplace.read(work, file, null, null);
      return switch (wanted.in(before)) {
        case Replacement.Edit.NoPlace(String hint) -> ToolResult.error(hint);
        case Replacement.Edit.Done(String text, String summary) ->
            write(given, file, before, text, work, "Edited " + given + " " + summary);
      };
    } catch (Unavailable e) {
      return failedToRead(given, e);
    } finally {
      changes.unlock();
    }
  }

  /// Null if it cannot be a path.
  private static @Nullable Path resolved(Path folder, String given) {
    try {
      return folder.resolve(given);
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
