package dev.gander.application.subagent;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/// The settings of sub-agents. Most methods throw [InvalidInput] for a value of the wrong type: the
/// model is told, since nothing else would show it.
record SubAgentSettings(TypedSettings settings) {
  private static final System.Logger LOG = System.getLogger(SubAgentSettings.class.getName());
  private static final long TURNS = 25;
  private static final long AT_ONCE = 10;
  private static final long BACKGROUND_TASKS = 5;
  private static final long KEPT_SECONDS = 600;

  /// `GOOSE_SUBAGENT_MAX_TURNS`: how many model requests a task may take that sets no limit itself.
  long turns() {
    return settings.positive("GOOSE_SUBAGENT_MAX_TURNS").orElse(TURNS);
  }

  /// `GOOSE_SUBAGENT_PROVIDER`: for tasks that name no provider.
  Optional<String> provider() {
    return name("GOOSE_SUBAGENT_PROVIDER");
  }

  /// `GOOSE_SUBAGENT_MODEL`: for tasks that name no model.
  Optional<String> model() {
    return name("GOOSE_SUBAGENT_MODEL");
  }

  private Optional<String> name(String key) {
    return settings.text(key).filter(name -> !name.isBlank());
  }

  /// `GANDER_MAX_SUBAGENTS`: how many sub-agents a session may wait for at once; more begin when
  /// one of these has ended. Read when the agent starts, which an invalid value must not prevent.
  int atOnce() {
    return (int) positive("GANDER_MAX_SUBAGENTS", AT_ONCE);
  }

  /// `GOOSE_MAX_BACKGROUND_TASKS`: how many may run in the background of a session.
  long backgroundTasks() {
    return settings.integer("GOOSE_MAX_BACKGROUND_TASKS").orElse(BACKGROUND_TASKS);
  }

  /// `GOOSE_COMPLETED_TASK_TTL_SECS`: how long the result of a task in the background is kept.
  /// Asked for in each turn, which an invalid value must not end.
  Duration resultsKept() {
    return Duration.ofSeconds(positive("GOOSE_COMPLETED_TASK_TTL_SECS", KEPT_SECONDS));
  }

  private long positive(String key, long otherwise) {
    try {
      return settings.positive(key).orElse(otherwise);
    } catch (InvalidInput | StorageException e) {
      LOG.log(Level.WARNING, e.text());
      return otherwise;
    }
  }
}
