package dev.gander.application.run;

import dev.gander.domain.error.GanderException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// A problem that each look meets again, and that is told once. Thread-safe.
public final class RecurringProblem {
  private @Nullable String told;

  /// Looks once. A look that breaks down must not be the last, so nothing is thrown.
  ///
  /// @param log gets each problem once, until a look meets none or another
  /// @param consequence what follows as long as it lasts
  public void attempt(Logger log, String consequence, Runnable look) {
    try {
      look.run();
      isOver();
    } catch (GanderException e) {
      if (isNew(e.text())) {
        log.log(Level.WARNING, "{0}; {1}", e.text(), consequence);
      }
    } catch (RuntimeException e) {
      if (isNew(e.toString())) {
        log.log(Level.ERROR, "a look broke down; " + consequence, e);
      }
    }
  }

  /// Whether to tell it: it is another one than before.
  public synchronized boolean isNew(String problem) {
    boolean isNew = !problem.equals(told);
    told = problem;
    return isNew;
  }

  public synchronized void isOver() {
    told = null;
  }
}
