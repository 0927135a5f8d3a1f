package dev.gander.application.hook;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.hook.Hook;
import dev.gander.domain.hook.HookAnswer;
import dev.gander.domain.hook.HookCommands;
import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.hook.HookFiles;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Runs hooks, one after the other, and waits for them. A hook that fails, takes too long or cannot
/// be started changes nothing; only the log says so. Interrupting the caller ends the running hook.
///
/// @param writer writes a value as text on one line
public record Hooks(
    HookFiles files, HookCommands commands, JsonReader reader, Function<Json, String> writer) {
  private static final System.Logger LOG = System.getLogger(Hooks.class.getName());
  private static final int LONGEST_REASON = 4_000;
  private static final int LONGEST_IN_LOG = 300;

  /// What hooks are told about.
  ///
  /// @param subject what their matchers look at; empty for an event that has no such text
  /// @param details further members of what they read
  record Occasion(
      HookEvent event,
      SessionId session,
      Path folder,
      Optional<String> subject,
      JsonObject details) {

    private JsonObject json() {
      JsonObject.Builder json =
          JsonObject.builder().put("event", event.wire()).put("session_id", session.value());
      subject.ifPresent(text -> json.put("matcher_context", text));
      return json.putAll(details).put("working_dir", folder.toString()).build();
    }

    private boolean concerns(Hook hook) {
      return hook.event() == event && subject.map(hook.matcher()::matches).orElse(true);
    }
  }

  /// Runs the hooks that wait for this, and does not heed what they say.
  void tell(Occasion occasion) throws InterruptedException {
    for (Hook hook : concerned(occasion)) {
      var _ = run(hook, occasion);
    }
  }

  /// Runs the hooks that wait for this until one objects.
  Optional<Objection> ask(Occasion occasion) throws InterruptedException {
    for (Hook hook : concerned(occasion)) {
      Optional<Objection> objection =
          run(hook, occasion).flatMap(this::reason).map(it -> new Objection(hook.plugin(), it));
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  private List<Hook> concerned(Occasion occasion) {
    return files.hooks().stream().filter(occasion::concerns).toList();
  }

  private Optional<HookAnswer> run(Hook hook, Occasion occasion) throws InterruptedException {
    try {
      String input = writer.apply(occasion.json());
      HookAnswer answer = commands.run(hook, occasion.folder(), input);
      if (!answer.succeeded() && !answer.objects()) {
        log(hook, failure(answer));
      }
      return Optional.of(answer);
    } catch (Unavailable e) {
      log(hook, e.text());
      return Optional.empty();
    }
  }

  private static String failure(HookAnswer answer) {
    if (answer.exitCode().isEmpty()) {
      return "took too long";
    }
    return "exit code "
        + answer.exitCode().getAsInt()
        + ": "
        + cut(answer.errors(), LONGEST_IN_LOG);
  }

  private static void log(Hook hook, String problem) {
    LOG.log(
        Level.WARNING,
        "hook of plugin {0} for {1} failed: {2}",
        hook.plugin(),
        hook.event().wire(),
        problem);
  }

  /// Why a hook objects, if it does: by its exit code, or by `{"decision": "block", "reason": …}`.
  private Optional<String> reason(HookAnswer answer) {
    if (answer.objects()) {
      return Optional.of(cut(answer.errors(), LONGEST_REASON));
    }
    return json(answer.output().strip())
        .filter(it -> it.text("decision").equals(Optional.of("block")))
        .map(it -> cut(it.text("reason").orElse(""), LONGEST_REASON));
  }

  private Optional<JsonObject> json(String output) {
    if (!output.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return reader.parse(output) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (InvalidInput _) {
      return Optional.empty(); // Most hooks print something for people.
    }
  }

  private static String cut(String text, int longest) {
    String plain = text.strip();
    return plain.codePointCount(0, plain.length()) <= longest
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, longest)) + "…";
  }
}
