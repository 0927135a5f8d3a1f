package dev.gander.adapters.persistence.secrets;

import dev.gander.adapters.persistence.keyring.KeyringSecretStore;
import dev.gander.adapters.persistence.settings.EnvironmentValues;
import dev.gander.adapters.persistence.yaml.YamlFile;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.keeping.Seals;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// goose's secrets in an encrypted file beside goose's: `secrets.yaml.age`. Its text is that of
/// `secrets.yaml`, comments included, so that moving there and back changes nothing. A file that
/// the identity does not open is never written.
public final class SecretsAtRest {
  private static final System.Logger LOG = System.getLogger(SecretsAtRest.class.getName());

  private final Seals seals;
  private final IdentityPlace place;
  private final YamlFile plain;
  private final Path file;
  private final @Nullable KeyringSecretStore keyring;

  /// @param plain goose's `secrets.yaml`, which need not exist
  /// @param keyring goose's secrets in the keyring, without an environment; null if there is none
  public SecretsAtRest(
      Seals seals, IdentityPlace place, Path plain, @Nullable KeyringSecretStore keyring) {
    this.seals = seals;
    this.place = place;
    this.plain = YamlFile.secret(plain);
    this.file = fileBeside(plain);
    this.keyring = keyring;
  }

  /// The encrypted file that belongs to goose's.
  public static Path fileBeside(Path plain) {
    return plain.resolveSibling(plain.getFileName() + ".age");
  }

  public Path file() {
    return file;
  }

  /// The store for a server. With the first one, secrets that goose has move into the file; those
  /// in the keyring are copied.
  ///
  /// @param environment overrides what is stored
  /// @throws StorageException if there is no identity, it is broken, or does not open the file
  public SecretStore open(Map<String, String> environment) {
    Seals.Seal seal = place instanceof IdentityInKeyring ? sealMadeIfNew() : seal();
    YamlFile sealed = YamlFile.sealed(file, seal);
    takeIn(sealed);
    return new SealedSecretStore(new EnvironmentValues(environment), sealed, plain);
  }

  /// Moves goose's secrets into the file; makes an identity if nothing was encrypted before.
  ///
  /// @return for whom they are encrypted
  public String encrypt() {
    Seals.Seal seal = sealMadeIfNew();
    takeIn(YamlFile.sealed(file, seal));
    return seal.recipient();
  }

  /// Moves the secrets to where goose has them, and removes the encrypted file.
  ///
  /// @return false if there is no such file
  public boolean decrypt() {
    if (!Files.exists(file)) {
      return false;
    }
    YamlFile sealed = YamlFile.sealed(file, seal());
    sealed.read();
    new SecretsMove(plain, sealed).run();
    if (keyring != null && keyring.holdsEntry()) {
      moveToKeyring(sealed, keyring);
      return true;
    }
    return new SecretsMove(sealed, plain).run();
  }

  /// Encrypts the file for a new identity. The old ones stay behind it in their place, since copies
  /// of the file may need them.
  ///
  /// @return for whom it is encrypted
  public String rotate() {
    String old = identities();
    YamlFile before = YamlFile.sealed(file, with(old));
    before.read();
    String all = seals.newIdentity() + old;
    Seals.Seal seal = with(all);
    place.write(all);
    if (Files.exists(file)) {
      YamlFile after = YamlFile.sealed(file, seal);
      JsonObject secrets = after.read();
      after.rewrite();
      SecretsMove.requireIn(after, secrets);
    }
    return seal.recipient();
  }

  private void takeIn(YamlFile sealed) {
    sealed.read();
    boolean isFirst = !Files.exists(file);
    new SecretsMove(plain, sealed).run();
    if (isFirst && keyring != null && keyring.holdsEntry()) {
      JsonObject all = keyring.storedNow();
      sealed.edit(secrets -> JsonObject.builder().putAll(secrets).putAll(all).build());
      SecretsMove.requireIn(sealed, all);
      LOG.log(
          Level.INFO,
          "goose''s secrets in the keyring were copied to {0}; those in the keyring stay",
          file);
    }
  }

  private void moveToKeyring(YamlFile sealed, KeyringSecretStore to) {
    JsonObject all = sealed.read();
    to.putAll(all);
    if (!to.storedNow().members().entrySet().containsAll(all.members().entrySet())) {
      throw new StorageException("the keyring did not keep all secrets; " + file + " stays", null);
    }
    try {
      SecretsMove.delete(file);
    } catch (IOException e) {
      throw new StorageException(file + " cannot be removed: " + e, e);
    }
  }

  private Seals.Seal sealMadeIfNew() {
    if (place.read().isEmpty() && !Files.exists(file)) {
      place.write(seals.newIdentity());
      LOG.log(Level.INFO, "a new identity for the secrets is in {0}", place.name());
    }
    return seal();
  }

  private Seals.Seal seal() {
    return new CurrentSeal(() -> with(identities()));
  }

  private String identities() {
    return place
        .read()
        .orElseThrow(
            () ->
                new StorageException(
                    "there is no identity for the secrets in "
                        + place.name()
                        + (Files.exists(file)
                            ? ", which is needed to open " + file
                            : "; `goosed secrets encrypt` makes one"),
                    null));
  }

  private Seals.Seal with(String identities) {
    try {
      return seals.with(identities);
    } catch (InvalidInput e) {
      throw new StorageException(
          "the identity for the secrets in " + place.name() + " is broken: " + e.text(), e);
    }
  }
}
