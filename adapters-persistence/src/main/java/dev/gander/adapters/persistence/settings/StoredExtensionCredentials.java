package dev.gander.adapters.persistence.settings;

import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionCredentials;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Credentials among the secrets, as `oauth_creds_NAME`, which is all that goose stores. What they
/// are for and who issued them is noted in a file of ours, with a hash of the credentials that it
/// applies to: others may replace them. For those without a note, the settings tell the address.
/// Clients of the user's own are the secrets `oauth_client_NAME`.
public final class StoredExtensionCredentials implements ExtensionCredentials {
  /// Longer than another program waits for its user.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final String ISSUER = "issuer";

  private final SecretStore secrets;
  private final Settings settings;
  private final Path notes;
  private final Map<String, ReentrantLock> threads = new ConcurrentHashMap<>();

  /// @param notes the folder for files of ours; created when needed
  public StoredExtensionCredentials(SecretStore secrets, Settings settings, Path notes) {
    this.secrets = secrets;
    this.settings = settings;
    this.notes = notes;
  }

  @Override
  public Optional<JsonObject> find(Owner owner) {
    return object(key(owner)).flatMap(stored -> told(stored, owner));
  }

  /// The credentials with what is noted about them; empty if they are another's. Those that do not
  /// fit the note are another program's.
  private Optional<JsonObject> told(JsonObject stored, Owner owner) {
    JsonObject note = note(owner);
    boolean fits = note.text("credentials").equals(Optional.of(fingerprint(stored)));
    if (!fits) {
      return isConfigured(owner) ? Optional.of(stored) : Optional.empty();
    }
    Json issuer = note.get(ISSUER);
    return note.text("resource").equals(Optional.of(owner.resource()))
        ? Optional.of(issuer == null ? stored : stored.with(ISSUER, issuer))
        : Optional.empty();
  }

  private boolean isConfigured(Owner owner) {
    return ConfiguredExtensions.in(settings).entries().stream()
        .map(ConfiguredExtensions.Entry::config)
        .anyMatch(
            config ->
                config instanceof ExtensionConfig.StreamableHttp http
                    && http.name().equals(owner.extension())
                    && http.uri().equals(owner.resource()));
  }

  @Override
  public JsonObject change(Owner owner, Change change) throws InterruptedException {
    ReentrantLock lock = threads.computeIfAbsent(owner.extension(), _ -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      return new LockFile(file(owner, ".lock"), PATIENCE).hold(() -> changed(owner, change));
    } catch (Interrupted e) {
      throw e.cause;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw interrupted(e);
      }
      throw new StorageException(
          "The login of the extension %s cannot be stored: %s"
              .formatted(owner.extension(), e.getMessage()),
          e);
    } finally {
      lock.unlock();
    }
  }

  private static InterruptedException interrupted(IOException e) {
    InterruptedException interrupted =
        new InterruptedException("while another program held the lock");
    interrupted.initCause(e);
    return interrupted;
  }

  private JsonObject changed(Owner owner, Change change) throws IOException {
    JsonObject kept = find(owner).orElse(JsonObject.EMPTY);
    JsonObject changed;
    try {
      changed = change.from(kept);
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
    if (!changed.equals(kept)) {
      store(owner, changed);
    }
    return changed;
  }

  /// The note comes before the credentials that it is about, and after those of another owner, so
  /// that nobody finds another's, also after a crash.
  private void store(Owner owner, JsonObject credentials) throws IOException {
    if (credentials.isEmpty()) {
      secrets.remove(key(owner));
      return;
    }
    JsonObject stored = credentials.without(Set.of(ISSUER));
    Optional<JsonObject> old = object(key(owner));
    // In goose's order: a file is edited in place.
    if (old.isPresent()
        && (told(old.get(), owner).isEmpty() || !names(old.get()).equals(names(stored)))) {
      secrets.remove(key(owner));
    }
    JsonObject note =
        JsonObject.builder()
            .put("extension", owner.extension())
            .put("resource", owner.resource())
            .putIfPresent(ISSUER, credentials.get(ISSUER))
            .put("credentials", fingerprint(stored))
            .build();
    PrivateFiles.createFolders(notes);
    AtomicFile.write(
        file(owner, ".json"),
        JsonText.write(note).getBytes(StandardCharsets.UTF_8),
        AtomicFile.Access.OWNER);
    secrets.put(key(owner), stored);
  }

  /// All names in it.
  private static List<String> names(JsonObject json) {
    return json.members().entrySet().stream()
        .flatMap(
            it ->
                it.getValue() instanceof JsonObject object
                    ? Stream.concat(Stream.of(it.getKey()), names(object).stream())
                    : Stream.of(it.getKey()))
        .toList();
  }

  private JsonObject note(Owner owner) {
    Path file = file(owner, ".json");
    try {
      return Files.exists(file) && JsonText.parse(Files.readAllBytes(file)) instanceof JsonObject it
          ? it
          : JsonObject.EMPTY;
    } catch (IOException | JsonSyntaxException e) {
      throw new StorageException(file + " cannot be read", e);
    }
  }

  @Override
  public Optional<JsonObject> client(String extension) {
    return object("oauth_client_" + extension);
  }

  private Optional<JsonObject> object(String key) {
    return secrets.find(key).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }

  private static String key(Owner owner) {
    return "oauth_creds_" + owner.extension();
  }

  /// The name of an extension may contain anything.
  private Path file(Owner owner, String ending) {
    return notes.resolve(hash(owner.extension()).substring(0, 32) + ending);
  }

  /// The same in any order: goose's keyring sorts.
  private static String fingerprint(JsonObject credentials) {
    return hash(JsonText.write(sorted(credentials)));
  }

  private static Json sorted(Json json) {
    if (!(json instanceof JsonObject object)) {
      return json;
    }
    JsonObject.Builder sorted = JsonObject.builder();
    new TreeMap<>(object.members()).forEach((name, value) -> sorted.put(name, sorted(value)));
    return sorted.build();
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Carries an interrupt out of the locked work.
  private static final class Interrupted extends IOException {
    private static final long serialVersionUID = 1;
    private final InterruptedException cause;

    Interrupted(InterruptedException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
