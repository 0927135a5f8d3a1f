package dev.gander.testkit.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.hook.Hook;
import dev.gander.domain.hook.HookAnswer;
import dev.gander.domain.hook.HookCommands;
import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.hook.HookMatcher;
import dev.gander.testkit.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The contract of every [HookCommands].
public interface HookCommandsContract {
  HookCommands commands();

  /// A folder that exists.
  Path folder();

  /// How many commands run now.
  long running();

  /// A hook of a plugin in [#folder].
  default Hook hook(String command, Duration limit) {
    return new Hook("plugin", folder(), HookEvent.PRE_TOOL_USE, HookMatcher.ALL, command, limit);
  }

  @Test
  default void aHookReadsItsInputAndIsHeard() throws InterruptedException {
    HookAnswer answer = run("cat");

    assertEquals("{\"event\":\"x\"}", answer.output());
    assertEquals("", answer.errors());
    assertTrue(answer.succeeded());
    assertFalse(answer.objects());
  }

  @Test
  default void theExitCodeAndTheErrorOutputAreTold() throws InterruptedException {
    HookAnswer answer = run("echo not here >&2; exit 2");

    assertTrue(answer.objects());
    assertEquals("not here", answer.errors().strip());
    assertEquals(OptionalInt.of(3), run("exit 3").exitCode());
  }

  @Test
  default void whoDoesNotReadIsNotDisturbed() throws InterruptedException {
    String much = "x".repeat(1_000_000);

    assertTrue(commands().run(hook("exit 0", Hook.USUAL_LIMIT), folder(), much).succeeded());
  }

  @Test
  default void whatTakesTooLongIsEnded() throws InterruptedException {
    HookAnswer answer =
        commands().run(hook("echo begun; sleep 301", Duration.ofMillis(300)), folder(), "");

    assertEquals(OptionalInt.empty(), answer.exitCode());
    Eventually.holds(() -> running() == 0);
  }

  @Test
  default void anInterruptEndsTheHook() throws InterruptedException {
    AtomicReference<Class<?>> ended = new AtomicReference<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    run("sleep 301");
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

  private HookAnswer run(String command) throws InterruptedException {
    return commands().run(hook(command, Hook.USUAL_LIMIT), folder(), "{\"event\":\"x\"}");
  }
}
