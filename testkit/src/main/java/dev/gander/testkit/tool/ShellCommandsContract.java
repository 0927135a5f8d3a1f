package dev.gander.testkit.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.recipe.ShellCommands;
import dev.gander.testkit.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The contract of every [ShellCommands].
public interface ShellCommandsContract {
  Duration LONG = Duration.ofMinutes(5);

  ShellCommands shell();

  Path folder();

  /// How many commands run now.
  long running();

  @Test
  default void theExitCodeIsTold() throws InterruptedException {
    assertEquals(OptionalInt.of(0), shell().run("exit 0", folder(), LONG));
    assertEquals(OptionalInt.of(3), shell().run("exit 3", folder(), LONG));
    Duration ages = Duration.ofSeconds(10_000_000_000L);
    assertEquals(OptionalInt.of(0), shell().run("exit 0", folder(), ages));
  }

  @Test
  default void whatTakesTooLongIsEnded() throws InterruptedException {
    assertEquals(OptionalInt.empty(), shell().run("sleep 300", folder(), Duration.ofMillis(50)));
    Eventually.holds(() -> running() == 0);
  }

  @Test
  default void anInterruptEndsTheCommand() throws InterruptedException {
    AtomicReference<Class<?>> ended = new AtomicReference<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    shell().run("sleep 300", folder(), LONG);
                  } catch (InterruptedException e) {
                    ended.set(e.getClass());
                  }
                });
    Eventually.holds(() -> running() == 1);

    caller.interrupt();
    caller.join();

    assertEquals(InterruptedException.class, ended.get());
    Eventually.holds(() -> running() == 0);
  }

  @Test
  default void aFolderHasToExist() {
    String problem =
        assertThrows(Unavailable.class, () -> shell().run("exit 0", folder().resolve("gone"), LONG))
            .text();
    assertTrue(problem.contains("gone"), problem);
  }
}
