package dev.gander.application.turn;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.turn.EventJournal;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/// Whether events are kept beyond the process (`GANDER_JOURNAL`), how long after the end of a turn
/// (`GANDER_JOURNAL_MINUTES`), and how much room there is (`GANDER_JOURNAL_MEGABYTES`). Read at the
/// start; settings that cannot be read must not keep the server from starting.
public record JournalSettings(TypedSettings settings) {
  private static final System.Logger LOG = System.getLogger(JournalSettings.class.getName());
  private static final long USUAL_MINUTES = 60;
  private static final long USUAL_MEGABYTES = 256;
  private static final long MOST = 1_000_000;

  public boolean isWanted() {
    return read(() -> settings.truth("GANDER_JOURNAL").orElse(false), false);
  }

  public EventJournal.Limits limits() {
    return new EventJournal.Limits(
        Duration.ofMinutes(number("GANDER_JOURNAL_MINUTES", USUAL_MINUTES)),
        number("GANDER_JOURNAL_MEGABYTES", USUAL_MEGABYTES) * 1_000_000);
  }

  private long number(String key, long usual) {
    return Math.min(MOST, read(() -> settings.positive(key).orElse(usual), usual));
  }

  private static <T> T read(Supplier<T> setting, T otherwise) {
    try {
      return setting.get();
    } catch (InvalidInput | StorageException e) {
      LOG.log(Level.WARNING, "{0}; starting with {1}", e.text(), otherwise);
      return otherwise;
    }
  }
}
