package dev.gander.adapters.llm.programs;

import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import java.util.function.Consumer;

/// Interprets what a program prints while it answers. One answer, one thread.
public interface ProgramReading {
  /// Takes a line and passes its meaning to `out`.
  ///
  /// @throws dev.gander.domain.error.ProviderException if the line reports a failure
  void accept(JsonObject line, Consumer<Delta> out);

  /// Whether the answer has ended; the program may still be running.
  boolean isOver();

  /// Called when the program's output has ended.
  ///
  /// @throws dev.gander.domain.error.ProviderException if it did not end properly
  void end(JsonProgram program, Consumer<Delta> out) throws InterruptedException;

  /// Passes on the user's answer.
  ///
  /// @throws IllegalStateException if the program has not asked this question
  default void answer(String question, ConfirmationAction answer) {
    throw new IllegalStateException("nobody asked " + question);
  }
}
