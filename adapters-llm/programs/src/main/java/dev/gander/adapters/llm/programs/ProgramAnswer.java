package dev.gander.adapters.llm.programs;

import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.log.RequestLog;
import dev.gander.provider.kit.service.ReadySteps;
import java.util.Optional;

/// The answer of a program. Closing it early, cancelling it or a failure ends the program with all
/// its child processes. There is no time limit: an agent may work for hours.
public final class ProgramAnswer implements ProviderStream {
  private final JsonProgram program;
  private final ProgramReading reading;
  private final RequestLog.Entry log;
  private final Runnable whenOver;
  private final ReadySteps ready;
  private volatile boolean over;
  private volatile boolean closed;

  /// @param whenOver what happens to the program after a complete answer
  public ProgramAnswer(
      JsonProgram program, ProgramReading reading, RequestLog.Entry log, Runnable whenOver) {
    this.program = program;
    this.reading = reading;
    this.log = log;
    this.ready = new ReadySteps(log);
    this.whenOver = whenOver;
  }

  /// Waits for the first step, so that a refusal is thrown here rather than to the reader of the
  /// stream.
  ///
  /// @throws ProviderException if the program failed before its first output
  public ProgramAnswer begun() throws InterruptedException {
    boolean hasBegun = false;
    try {
      while (ready.isEmpty() && !over) {
        pull();
      }
      if (ready.isEmpty()) {
        var _ = ready.end();
      }
      hasBegun = true;
      return this;
    } finally {
      if (!hasBegun) {
        // Nobody gets what is to be closed.
        close();
      }
    }
  }

  @Override
  public Optional<Delta> next() throws InterruptedException {
    while (ready.isEmpty()) {
      if (over || closed) {
        return ready.end();
      }
      pull();
    }
    return Optional.of(ready.take());
  }

  @Override
  public void answer(String id, ConfirmationAction answer) {
    reading.answer(id, answer);
  }

  @Override
  public void close() {
    closed = true;
    if (!over) {
      program.close();
    }
    log.close();
  }

  private void pull() throws InterruptedException {
    try {
      Optional<JsonObject> line = program.next();
      if (closed) {
        return;
      }
      if (line.isPresent()) {
        reading.accept(line.get(), ready);
      } else {
        reading.end(program, ready);
      }
      if (line.isEmpty() || reading.isOver()) {
        over = true;
        whenOver.run();
      }
    } catch (ProviderException e) {
      over = true;
      ready.fail(closed ? null : e.inWords(program.shown(e.text())));
      program.close();
    } catch (InterruptedException e) {
      close();
      throw e;
    }
  }
}
