package dev.gander.domain.turn;

import dev.gander.domain.extension.ToolProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files and the terminal of the client that prompts, which a turn uses in place of those of
/// this machine. An editor knows what is not saved yet, and shows its user what runs. Thread-safe.
/// Each method waits for the client, without limit; an interrupt ends what the call has begun
/// there. What goes wrong at the client is [dev.gander.domain.error.Unavailable], with a text for
/// the model.
public interface Workplace {
  /// What a client may offer.
  enum Ability {
    READ,
    WRITE,
    RUN
  }

  /// A tool call that works there.
  ///
  /// @param id of the call, from the model
  /// @param progress tells of the work; the client has been told that it began before it is asked
  ///   for anything
  record Work(String id, ToolProgress progress) {}

  /// What the client offers; constant.
  Set<Ability> abilities();

  /// The text of a file, as the user sees it.
  ///
  /// @param line of the first line, from 1; null for all
  /// @param limit how many lines; null for all
  String read(Work work, Path file, @Nullable Long line, @Nullable Long limit)
      throws InterruptedException;

  /// Creates a file, or replaces all of it.
  void write(Work work, Path file, String text) throws InterruptedException;

  /// Runs a command line to its end, at most for `limit`: then it is ended. Whatever happens,
  /// nothing of it goes on.
  ///
  /// @param limit null for none
  Ran run(Work work, String command, Path folder, @Nullable Duration limit)
      throws InterruptedException;

  /// How a command ended.
  ///
  /// @param output in order, perhaps only its end
  /// @param exitCode null if it did not exit by itself
  /// @param signal that ended it; null if none did
  /// @param isCut whether a part of the output is missing
  /// @param inTime whether it ended by itself
  record Ran(
      String output,
      @Nullable Integer exitCode,
      @Nullable String signal,
      boolean isCut,
      boolean inTime) {}
}
