package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.config.SecretStore;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [SecretStore]. The store is empty, and its environment contains exactly
/// `FROM_ENV=from-env`.
public interface SecretStoreContract {
  SecretStore secrets();

  @Test
  default void storeBeginsEmpty() {
    assertEquals(Set.of(), secrets().names());
    assertEquals(Optional.empty(), secrets().find("KEY"));
  }

  @Test
  default void secretsComeBackAsTheyWere() {
    Json credentials = JsonObject.of("token", Json.of("t")).with("expires", Json.of(7));
    secrets().put("KEY", Json.of("sk-1: #'\""));
    secrets().put("oauth_creds_x", credentials);
    secrets().put("KEY", Json.of("sk-2"));

    assertEquals(Optional.of(Json.of("sk-2")), secrets().find("KEY"));
    assertEquals(Optional.of(credentials), secrets().find("oauth_creds_x"));
    assertEquals(Set.of("KEY", "oauth_creds_x"), secrets().names());
    assertEquals(Optional.empty(), secrets().find("key"));
  }

  @Test
  default void removedSecretIsGoneAndMayBeRemovedAgain() {
    secrets().put("KEY", Json.of("x"));

    secrets().remove("KEY");
    secrets().remove("KEY");

    assertEquals(Optional.empty(), secrets().find("KEY"));
    assertEquals(Set.of(), secrets().names());
  }

  @Test
  default void environmentWinsAndIsNotListed() {
    assertEquals(Optional.of(Json.of("from-env")), secrets().find("from_env"));
    assertEquals(Set.of(), secrets().names());

    secrets().put("FROM_ENV", Json.of("stored"));

    assertEquals(Optional.of(Json.of("from-env")), secrets().find("FROM_ENV"));
    assertEquals(Set.of("FROM_ENV"), secrets().names());
  }

  @Test
  default void secretsWrittenAtOnceAreAllKept() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String key = "K" + i;
        tasks.add(Executors.callable(() -> secrets().put(key, Json.of(key))));
      }
      for (Future<Object> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    assertEquals(10, secrets().names().size());
  }
}
