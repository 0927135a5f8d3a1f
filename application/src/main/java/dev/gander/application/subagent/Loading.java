package dev.gander.application.subagent;

import dev.gander.application.extension.PlatformTool;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `load` answers: the sources, one of them, or how a task in the background ended.
///
/// @param delegation ends tasks
/// @param patience how long a call waits for a task
/// @param grace how long a task that is stopped may take to end
record Loading(
    TaskSources sources,
    BackgroundTasks tasks,
    Delegation delegation,
    Clock clock,
    Duration patience,
    Duration grace) {
  private static final Pattern TASK = Pattern.compile("\\d{8}_[^_]+");

  /// @throws InvalidInput for an unknown source or task
  ToolResult load(JsonObject arguments, ToolProgress progress) throws InterruptedException {
    JsonFields fields = JsonFields.of(arguments);
    String name = Objects.requireNonNullElse(fields.optionalText("source"), "").strip();
    boolean cancel = flag(fields, "cancel");
    boolean peek = flag(fields, "peek");
    if (name.isEmpty()) {
      return ToolResult.text(listing(sources.fresh()));
    }
    if (!TASK.matcher(name).matches()) {
      return ToolResult.text(text(name));
    }
    BackgroundTask task = tasks.find(name).orElseThrow(() -> unknown(name));
    if (cancel) {
      return cancelled(task);
    }
    return peek ? standing(task) : awaited(task, progress);
  }

  private static boolean flag(JsonFields fields, String name) {
    return Boolean.TRUE.equals(fields.optional(name, JsonFields::asBool));
  }

  private static InvalidInput unknown(String id) {
    return new InvalidInput("Task '" + id + "' not found.");
  }

  private String text(String name) {
    TaskSource source;
    try {
      source = sources.get(name);
    } catch (InvalidInput e) {
      throw new InvalidInput(e.text() + suggestions(name));
    }
    String description = source.description().isBlank() ? "" : source.description() + "\n\n";
    return "# %s (%s)\n\n%s%s"
        .formatted(source.name(), source.kind().word(), description, sources.text(source));
  }

  private String suggestions(String name) {
    List<String> similar = sources.similar(name);
    return similar.isEmpty()
        ? ". load without arguments lists what there is."
        : ". Did you mean: " + String.join(", ", similar) + "?";
  }

  private String listing(List<TaskSource> all) {
    Stream<String> named = Arrays.stream(TaskSource.Kind.values()).map(kind -> listing(kind, all));
    List<String> parts =
        Stream.concat(named, Stream.of(tasksListing())).filter(part -> !part.isEmpty()).toList();
    return parts.isEmpty()
        ? "There are no recipes or agents to load or delegate to."
        : String.join("\n\n", parts);
  }

  private static String listing(TaskSource.Kind kind, List<TaskSource> all) {
    String lines =
        all.stream()
            .filter(source -> source.kind() == kind)
            .map(source -> line(source.name(), source.description()))
            .collect(Collectors.joining("\n"));
    return lines.isEmpty() ? "" : kind.heading() + ":\n" + lines;
  }

  private String tasksListing() {
    String lines =
        tasks.all().stream()
            .map(task -> line(task.child().id().value(), describe(task)))
            .collect(Collectors.joining("\n"));
    return lines.isEmpty() ? "" : "Background tasks:\n" + lines;
  }

  private static String line(String name, String description) {
    return description.isBlank() ? "• " + name : "• " + name + " - " + description;
  }

  /// One line about a task.
  String describe(BackgroundTask task) {
    return "%s (%s, %d s, %d tool calls)"
        .formatted(task.description(), status(task.end()), seconds(task), task.toolCalls());
  }

  private static String status(Optional<ChildEnd> end) {
    return end.map(it -> it.outcome().word()).orElse("running");
  }

  private long seconds(BackgroundTask task) {
    return task.lasting(clock.instant()).toSeconds();
  }

  private ToolResult standing(BackgroundTask task) {
    return Delegation.withMeta(ToolResult.text(describe(task)), meta(task, null));
  }

  private ToolResult awaited(BackgroundTask task, ToolProgress progress)
      throws InterruptedException {
    return task.await(patience, call -> progress.notification("notifications/message", call))
        .map(end -> delivered(task, end))
        .orElseGet(() -> stillRunning(task));
  }

  private ToolResult stillRunning(BackgroundTask task) {
    String id = task.child().id().value();
    return Delegation.withMeta(
        PlatformTool.failure(
            "Task '"
                + id
                + "' is still running: "
                + describe(task)
                + ". Load it again to wait on, or with cancel: true to stop it."),
        meta(task, null));
  }

  /// The result, to the first who asks.
  private ToolResult delivered(BackgroundTask task, ChildEnd end) {
    String id = task.child().id().value();
    if (!tasks.take(task)) {
      throw unknown(id);
    }
    ToolResult result =
        end.isCompleted()
            ? ToolResult.text(end.text())
            : PlatformTool.failure("Task '" + id + "' " + end.outcome().word() + ": " + end.text());
    return Delegation.withMeta(result, meta(task, end));
  }

  private ToolResult cancelled(BackgroundTask task) throws InterruptedException {
    task.child().stop();
    Optional<ChildEnd> end = task.await(grace, _ -> {});
    if (end.filter(ChildEnd::isCompleted).isPresent()) {
      return delivered(task, end.get());
    }
    delegation.stop(task.child());
    String id = task.child().id().value();
    if (!tasks.take(task)) {
      throw unknown(id);
    }
    String words = end.map(ChildEnd::text).map(text -> "\n\n" + text).orElse("");
    return Delegation.withMeta(
        ToolResult.text("Task '" + id + "' was cancelled." + words), meta(task, end.orElse(null)));
  }

  private JsonObject meta(BackgroundTask task, @Nullable ChildEnd end) {
    String status = end == null ? status(task.end()) : end.outcome().word();
    JsonObject.Builder meta =
        JsonObject.builder()
            .putAll(Delegation.meta(task.child()))
            .put("task_status", status)
            .put("duration_secs", seconds(task));
    return end == null ? meta.build() : meta.put("turns_taken", Json.of(end.answers())).build();
  }
}
