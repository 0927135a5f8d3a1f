package dev.gander.application.extension;

import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether and how an extension runs.
///
/// @param version that the other side gives itself
/// @param error the last lines of what went wrong, without secrets; null if nothing did
public record ExtensionStatus(
    ExtensionConfig config, Stage stage, @Nullable String version, @Nullable String error) {
  private static final int LINES = 20;
  private static final int LONGEST = 4_000;

  /// Where an extension stands.
  public enum Stage {
    STARTING,
    READY,
    NEEDS_LOGIN,
    FAILED,
    /// Its agent is not in memory: it starts with the next use of the session.
    STOPPED
  }

  /// The extension of an agent that is not in memory.
  public static ExtensionStatus stopped(ExtensionConfig config) {
    return new ExtensionStatus(config, Stage.STOPPED, null, null);
  }

  static List<ExtensionStatus> of(Roster roster, List<StartAttempts.Attempt> attempts)
      throws InterruptedException {
    Map<ExtensionKey, ExtensionStatus> all = new LinkedHashMap<>();
    for (Roster.Member member : roster.members().values()) {
      all.put(member.config().key(), of(member));
    }
    for (StartAttempts.Attempt attempt : attempts) {
      ExtensionStatus running = all.get(attempt.config().key());
      // An addition that has failed leaves the extension that runs under this name alone.
      if (running == null || running.stage() != Stage.READY || attempt.failure() == null) {
        all.put(attempt.config().key(), of(attempt));
      }
    }
    return List.copyOf(all.values());
  }

  private static ExtensionStatus of(Roster.Member member) throws InterruptedException {
    return switch (member) {
      case Roster.InFrontend(var config) -> new ExtensionStatus(config, Stage.READY, null, null);
      case Roster.Running(var config, _, Extension extension) when extension.isAlive() ->
          new ExtensionStatus(config, Stage.READY, extension.version(), null);
      case Roster.Running(var config, _, Extension extension) ->
          new ExtensionStatus(
              config,
              Stage.FAILED,
              extension.version(),
              lastLines("it has ended\n" + extension.errorOutput()));
    };
  }

  private static ExtensionStatus of(StartAttempts.Attempt attempt) {
    var failure = attempt.failure();
    if (failure == null) {
      return new ExtensionStatus(attempt.config(), Stage.STARTING, null, null);
    }
    Stage stage = failure.wantsLogin() ? Stage.NEEDS_LOGIN : Stage.FAILED;
    return new ExtensionStatus(attempt.config(), stage, null, lastLines(failure.text()));
  }

  private static String lastLines(String text) {
    String end = text.length() <= LONGEST ? text : text.substring(text.length() - LONGEST);
    List<String> lines = end.lines().toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LINES))
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
