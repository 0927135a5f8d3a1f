package dev.gander.adapters.llm.programs;

import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import java.util.function.Consumer;

/// Understands what a program prints while it answers. One answer, one thread.
public interface ProgramReading {
  /// Takes a line and gives what it means.
  ///
  /// @throws dev.gander.domain.error.ProviderException if it tells of a failure
  void accept(JsonObject line, Consumer<Delta> out);

  /// Whether the answer has ended, though the program may run on.
  boolean isOver();

  /// The program's output has ended.
  ///
  /// @throws dev.gander.domain.error.ProviderException if that was no proper end
  void end(JsonProgram program, Consumer<Delta> out) throws InterruptedException;

  /// Passes the user's answer on.
  ///
  /// @throws IllegalStateException if the program has not asked that
  default void answer(String question, ConfirmationAction answer) {
    throw new IllegalStateException("nobody asked " + question);
  }
}
