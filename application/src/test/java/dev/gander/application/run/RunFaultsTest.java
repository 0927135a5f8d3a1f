package dev.gander.application.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunStore;
import dev.gander.testkit.Eventually;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Runs while their store cannot be reached.
class RunFaultsTest {
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private final HeldRuns held = new HeldRuns();

  private RunStore faulty(RunStore real) {
    return (RunStore)
        Proxy.newProxyInstance(
            RunStore.class.getClassLoader(),
            new Class<?>[] {RunStore.class},
            (_, method, arguments) -> {
              if (failing.contains(method.getName())) {
                refused.incrementAndGet();
                throw new StorageException("The disk is full", null);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void aRunThatCannotBeStoredIsRefused() {
    try (RunServer server = new RunServer(new RunServer.Shared(), held, this::faulty)) {
      failing.add("create");

      assertThrows(StorageException.class, () -> server.submit("a"));
      failing.clear();
      server.runs.lookAround();
      assertEquals(0, held.begun.size());
    }
  }

  @Test
  void aRunThatCannotBeginNowBeginsLater() throws InterruptedException {
    try (RunServer server = new RunServer(new RunServer.Shared(), held, this::faulty)) {
      failing.add("changeOwn");
      RunId id = server.submit("a");
      held.release("a");

      Eventually.holds(() -> refused.get() > 0);
      failing.clear();

      Eventually.holds(
          () -> {
            server.runs.lookAround();
            return server.state(id) == RunState.SUCCEEDED;
          });
    }
  }

  @Test
  void anEndThatCannotBeStoredNowIsStoredLater() throws InterruptedException {
    try (RunServer server =
        new RunServer(new RunServer.Shared(), held, this::faulty).withPlaces(1)) {
      RunId id = server.submit("a");
      Eventually.holds(() -> held.begun.size() == 1);
      failing.add("changeOwn");
      held.release("a");
      Eventually.holds(() -> refused.get() > 0);
      failing.remove("changeOwn");
      RunId next = server.submit("b");
      held.release("b");

      Eventually.holds(
          () -> {
            server.runs.lookAround();
            return server.state(next) == RunState.SUCCEEDED
                && server.state(id) == RunState.SUCCEEDED;
          });
      Eventually.holds(() -> server.ended.size() == 2);
    }
  }
}
