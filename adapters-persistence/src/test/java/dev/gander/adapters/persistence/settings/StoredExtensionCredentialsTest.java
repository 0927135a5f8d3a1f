package dev.gander.adapters.persistence.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.domain.extension.ExtensionCredentials;
import dev.gander.domain.extension.ExtensionCredentials.Owner;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.store.ExtensionCredentialsContract;
import dev.gander.testkit.store.InMemorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredExtensionCredentialsTest implements ExtensionCredentialsContract {
  @TempDir Path folder;
  private final InMemorySettings settings = new InMemorySettings();
  private FileSecretStore secrets;
  private StoredExtensionCredentials credentials;

  @BeforeEach
  void open() {
    secrets = new FileSecretStore(Map.of(), folder.resolve("secrets.yaml"));
    credentials = new StoredExtensionCredentials(secrets, settings, folder.resolve("logins"));
  }

  @Override
  public ExtensionCredentials credentials() {
    return credentials;
  }

  @Override
  public void keep(String extension, JsonObject stored) {
    secrets.put("oauth_creds_" + extension, stored);
  }

  @Override
  public void configure(Owner owner) {
    JsonObject entry =
        JsonObject.builder()
            .put("enabled", false)
            .put("type", "streamable_http")
            .put("name", owner.extension())
            .put("uri", owner.resource())
            .build();
    settings.update(
        "extensions",
        all ->
            all instanceof JsonObject before
                ? before.with(owner.extension(), entry)
                : JsonObject.of(owner.extension(), entry));
  }

  @Override
  public void keepClient(String extension, JsonObject client) {
    secrets.put("oauth_client_" + extension, client);
  }

  @Test
  void credentialsAreStoredAsGooseStoresThem() throws Exception {
    JsonObject whole = FIRST.with("issuer", Json.of("https://login.example"));
    credentials.change(CRM, _ -> whole);
    assertEquals(Optional.of(whole), credentials.find(CRM));

    assertEquals(
        "oauth_creds_crm:\n  client_id: first\n", Files.readString(folder.resolve("secrets.yaml")));
  }

  @Test
  void theOrderInWhichAnotherProgramWritesThemDoesNotMatter() throws Exception {
    JsonObject written = FIRST.with("a", JsonObject.of("y", Json.of(1)).with("x", Json.of(2)));
    credentials.change(CRM, _ -> written);
    keep(
        "crm",
        JsonObject.of("a", JsonObject.of("x", Json.of(2)).with("y", Json.of(1)))
            .with("client_id", Json.of("first")));

    assertEquals(Optional.of(written), credentials.find(CRM));
    assertEquals(Optional.empty(), credentials.find(new Owner("crm", "https://b.example")));
  }

  @Test
  void notesAreForTheirOwnerOnlyAndHoldNoSecret() throws Exception {
    Owner wild = new Owner("../../etc/passwd\0", CRM.resource());
    credentials.change(wild, _ -> JsonObject.of("access_token", Json.of("s3cret")));

    List<Path> files = files(folder.resolve("logins"));
    assertEquals(2, files.size(), files::toString);
    for (Path file : files) {
      assertFalse(Files.readString(file).contains("s3cret"));
    }
    Path note =
        files.stream().filter(it -> it.toString().endsWith(".json")).findAny().orElseThrow();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(note)));
  }

  @Test
  void anotherProgramWaitsForALogin() throws Exception {
    var other =
        new StoredExtensionCredentials(
            new FileSecretStore(Map.of(), folder.resolve("secrets.yaml")),
            settings,
            folder.resolve("logins"));
    var started = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var waiting = new AtomicReference<Thread>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          threads.submit(
              () ->
                  credentials.change(
                      CRM,
                      _ -> {
                        started.countDown();
                        end.await();
                        return FIRST;
                      }));
      started.await();
      Future<?> second =
          threads.submit(
              () -> {
                waiting.set(Thread.currentThread());
                return other.change(CRM, kept -> kept.equals(FIRST) ? SECOND : kept);
              });
      Eventually.holds(
          () -> waiting.get() != null && waiting.get().getState() == Thread.State.TIMED_WAITING);
      end.countDown();
      first.get();
      second.get();
    }
    assertEquals(Optional.of(SECOND), credentials.find(CRM));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
