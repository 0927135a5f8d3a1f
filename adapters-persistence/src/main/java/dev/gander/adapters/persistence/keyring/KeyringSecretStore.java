package dev.gander.adapters.persistence.keyring;

import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.adapters.persistence.settings.EnvironmentValues;
import dev.gander.adapters.persistence.yaml.YamlFile;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Secrets in the system's keyring, as one JSON object like goose's. Without an entry there,
/// `secrets.yaml` is read, and the next write moves its secrets to the keyring. When the keyring
/// cannot be used, the file takes its place until the program ends.
public final class KeyringSecretStore implements SecretStore {
  private static final System.Logger LOG = System.getLogger(KeyringSecretStore.class.getName());

  private static final String DISABLED = "GOOSE_DISABLE_KEYRING";
  private static final Set<Json> DISABLING =
      Set.of(Json.of(true), Json.of("true"), Json.of("1"), Json.of(1));

  /// How long a read stays valid: other programs change the keyring without notice.
  private static final long FRESH = Duration.ofSeconds(2).toNanos();

  private final EnvironmentValues environment;
  private final Keyring keyring;
  private final Settings settings;
  private final YamlFile file;

  /// Shared with the file's writers in other programs: a read and the write after it are one step.
  private final LockFile writers;

  /// Held while talking to the keyring: its user gets one question at a time, and no more after one
  /// went unanswered.
  private final ReentrantLock talking = new ReentrantLock();

  private volatile boolean givenUp;
  private volatile @Nullable Known known;

  private record Known(JsonObject secrets, long readAt) {}

  /// @param settings contains whether the user wants the file instead; read each time
  /// @param file `secrets.yaml`; created with its folder when needed
  public KeyringSecretStore(
      Map<String, String> environment, Keyring keyring, Settings settings, Path file) {
    this.environment = new EnvironmentValues(environment);
    this.keyring = keyring;
    this.settings = settings;
    this.file = YamlFile.secret(file);
    this.writers = YamlFile.lockOf(file);
  }

  @Override
  public Optional<Json> find(String key) {
    return environment.find(key).or(() -> Optional.ofNullable(stored().get(key)));
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(stored().members().keySet());
  }

  @Override
  public void put(String key, Json value) {
    change(secrets -> secrets.with(key, value));
  }

  @Override
  public void remove(String key) {
    change(secrets -> secrets.without(Set.of(key)));
  }

  /// Whether goose's secrets are in the keyring, and not in the file.
  public boolean holdsEntry() {
    if (!usesKeyring()) {
      return false;
    }
    talking.lock();
    try {
      return keyring.read().isPresent();
    } catch (KeyringUnavailable e) {
      giveUp(e);
      return false;
    } finally {
      talking.unlock();
    }
  }

  /// Stores several secrets in one step.
  public void putAll(JsonObject added) {
    change(secrets -> JsonObject.builder().putAll(secrets).putAll(added).build());
  }

  /// All secrets, read again.
  public JsonObject storedNow() {
    known = null;
    return stored();
  }

  private boolean usesKeyring() {
    return !givenUp && !isDisabled();
  }

  /// Any value of the variable disables it, as in goose, but not any value in the file.
  private boolean isDisabled() {
    return settings.isFromEnvironment(DISABLED)
        || settings.find(DISABLED).filter(DISABLING::contains).isPresent();
  }

  private JsonObject stored() {
    Optional<JsonObject> recent = usesKeyring() ? recent() : Optional.empty();
    return recent.orElseGet(() -> over(known, file.read()));
  }

  /// Empty if the keyring cannot be used.
  private Optional<JsonObject> recent() {
    talking.lock();
    try {
      return givenUp ? Optional.empty() : Optional.of(fresh());
    } catch (KeyringUnavailable e) {
      giveUp(e);
      return Optional.empty();
    } finally {
      talking.unlock();
    }
  }

  private JsonObject fresh() {
    Known last = known;
    if (last == null || System.nanoTime() - last.readAt() > FRESH) {
      last = new Known(ofKeyring(), System.nanoTime());
      known = last;
    }
    return last.secrets();
  }

  private JsonObject ofKeyring() {
    return keyring.read().map(KeyringSecretStore::parse).orElseGet(file::read);
  }

  private static JsonObject parse(String entry) {
    try {
      if (JsonText.parse(entry) instanceof JsonObject secrets) {
        return secrets;
      }
    } catch (JsonSyntaxException _) {
      // Its text could quote a secret.
    }
    throw new StorageException("The entry of goose in the keyring is broken", null);
  }

  private void change(UnaryOperator<JsonObject> change) {
    if (usesKeyring() && changeKeyring(change)) {
      return;
    }
    Known lost = known;
    file.edit(old -> change.apply(over(lost, old)));
    known = null;
  }

  /// False if the keyring cannot be used.
  private boolean changeKeyring(UnaryOperator<JsonObject> change) {
    talking.lock();
    try {
      return !givenUp && writers.hold(() -> changeKeyringAlone(change));
    } catch (KeyringUnavailable e) {
      giveUp(e);
      return false;
    } catch (IOException e) {
      throw new StorageException("The secrets cannot be locked: " + e.getMessage(), e);
    } finally {
      talking.unlock();
    }
  }

  private boolean changeKeyringAlone(UnaryOperator<JsonObject> change) {
    JsonObject old = ofKeyring();
    JsonObject wanted = change.apply(old);
    if (!wanted.equals(old)) {
      keyring.write(JsonText.write(wanted));
    }
    known = new Known(wanted, System.nanoTime());
    return true;
  }

  private void giveUp(KeyringUnavailable reason) {
    givenUp = true;
    LOG.log(
        System.Logger.Level.WARNING,
        "the keyring cannot be used ({0}); until the next start secrets are in {1}",
        reason.getMessage(),
        file.path());
  }

  /// The keyring's content as last read, overlaid with the file's.
  private static JsonObject over(@Nullable Known lost, JsonObject file) {
    return lost == null ? file : JsonObject.builder().putAll(lost.secrets()).putAll(file).build();
  }
}
