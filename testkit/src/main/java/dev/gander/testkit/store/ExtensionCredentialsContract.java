package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.ExtensionCredentials;
import dev.gander.domain.extension.ExtensionCredentials.Owner;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.Eventually;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [ExtensionCredentials].
public interface ExtensionCredentialsContract {
  Owner CRM = new Owner("crm", "https://crm.example/mcp");
  JsonObject FIRST = JsonObject.of("client_id", Json.of("first"));
  JsonObject SECOND = JsonObject.of("client_id", Json.of("second"));

  /// The credentials under test, empty; the same ones on each call within a test.
  ExtensionCredentials credentials();

  /// Stores credentials as another program does.
  void keep(String extension, JsonObject stored);

  /// Puts such an extension into the user's settings.
  void configure(Owner owner);

  /// Stores a client that the user has registered.
  void keepClient(String extension, JsonObject client);

  @Test
  default void whatAChangeGivesIsKeptUntilAChangeRemovesIt() throws Exception {
    assertEquals(Optional.empty(), credentials().find(CRM));
    assertEquals(FIRST, credentials().change(CRM, _ -> FIRST));
    assertEquals(Optional.of(FIRST), credentials().find(CRM));

    assertEquals(SECOND, credentials().change(CRM, kept -> kept.equals(FIRST) ? SECOND : kept));
    assertEquals(Optional.of(SECOND), credentials().find(CRM));

    assertEquals(JsonObject.EMPTY, credentials().change(CRM, _ -> JsonObject.EMPTY));
    assertEquals(Optional.empty(), credentials().find(CRM));
  }

  @Test
  default void anotherServerUnderTheSameNameDoesNotGetThem() throws Exception {
    Owner imitation = new Owner("crm", "https://imitation.example/mcp");
    credentials().change(CRM, _ -> FIRST);

    assertEquals(Optional.empty(), credentials().find(imitation));
    assertEquals(
        SECOND, credentials().change(imitation, kept -> kept.equals(FIRST) ? kept : SECOND));
    assertEquals(Optional.empty(), credentials().find(CRM));
  }

  @Test
  default void extensionsAreKeptApart() throws Exception {
    Owner other = new Owner("CRM", CRM.resource());
    credentials().change(CRM, _ -> FIRST);
    credentials().change(other, _ -> SECOND);

    assertEquals(Optional.of(FIRST), credentials().find(CRM));
    assertEquals(Optional.of(SECOND), credentials().find(other));
  }

  @Test
  default void whatAnotherProgramHasStoredIsForTheAddressInTheSettingsOnly() throws Exception {
    Owner imitation = new Owner("crm", "https://imitation.example/mcp");
    keep("crm", FIRST);
    assertEquals(Optional.empty(), credentials().find(CRM));

    configure(new Owner("other", imitation.resource()));
    configure(CRM);
    assertEquals(Optional.of(FIRST), credentials().find(CRM));
    assertEquals(Optional.empty(), credentials().find(imitation));
  }

  @Test
  default void whatAnotherProgramHasReplacedIsNoLongerKnownByItsAddress() throws Exception {
    Owner elsewhere = new Owner("crm", "https://elsewhere.example/mcp");
    credentials().change(elsewhere, _ -> FIRST);
    assertEquals(Optional.of(FIRST), credentials().find(elsewhere));

    configure(CRM);
    keep("crm", SECOND);
    assertEquals(Optional.empty(), credentials().find(elsewhere));
    assertEquals(Optional.of(SECOND), credentials().find(CRM));
  }

  @Test
  default void aChangeThatFailsChangesNothing() throws Exception {
    credentials().change(CRM, _ -> FIRST);

    assertThrows(
        InvalidInput.class,
        () ->
            credentials()
                .change(
                    CRM,
                    _ -> {
                      throw new InvalidInput("no");
                    }));
    assertThrows(
        InterruptedException.class,
        () ->
            credentials()
                .change(
                    CRM,
                    _ -> {
                      throw new InterruptedException();
                    }));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> credentials().change(CRM, _ -> SECOND));

    assertEquals(Optional.of(FIRST), credentials().find(CRM));
  }

  @Test
  default void changesRunOneAfterTheOther() throws Exception {
    Callable<JsonObject> more =
        () ->
            credentials()
                .change(CRM, kept -> kept.with("n" + kept.members().size(), Json.of(true)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<JsonObject> change : threads.invokeAll(Collections.nCopies(8, more))) {
        change.get();
      }
    }
    assertEquals(8, credentials().find(CRM).orElseThrow().members().size());
  }

  @Test
  default void whoWaitsForAnotherChangeCanBeInterrupted() throws Exception {
    var end = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var started = new CountDownLatch(1);
      Future<?> held =
          threads.submit(
              () ->
                  credentials()
                      .change(
                          CRM,
                          kept -> {
                            started.countDown();
                            end.await();
                            return kept;
                          }));
      started.await();
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      credentials().change(CRM, _ -> SECOND);
                    } catch (InterruptedException _) {
                      interrupted.countDown();
                    }
                  });
      Eventually.holds(() -> waiting.getState() == Thread.State.WAITING);
      waiting.interrupt();
      waiting.join();
      end.countDown();
      held.get();
    }
    assertEquals(0, interrupted.getCount());
    assertEquals(Optional.empty(), credentials().find(CRM));
  }

  @Test
  default void theUsersOwnClientIsFound() {
    assertEquals(Optional.empty(), credentials().client("crm"));
    keepClient("crm", FIRST);
    assertEquals(Optional.of(FIRST), credentials().client("crm"));
  }
}
