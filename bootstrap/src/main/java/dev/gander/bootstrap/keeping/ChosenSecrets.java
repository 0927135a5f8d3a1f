package dev.gander.bootstrap.keeping;

import dev.gander.adapters.persistence.keyring.Keyring;
import dev.gander.adapters.persistence.keyring.KeyringSecretStore;
import dev.gander.adapters.persistence.keyring.SecretServiceKeyring;
import dev.gander.adapters.persistence.secrets.IdentityInFile;
import dev.gander.adapters.persistence.secrets.IdentityInKeyring;
import dev.gander.adapters.persistence.secrets.IdentityPlace;
import dev.gander.adapters.persistence.secrets.SecretsAtRest;
import dev.gander.adapters.persistence.settings.FileSecretStore;
import dev.gander.bootstrap.ondemand.OnDemandSeals;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where secrets are: in goose's file or keyring, or, with `GANDER_SECRETS_IDENTITY`, in an
/// encrypted file. Only the environment decides: settings belong to whoever may change them by
/// HTTP.
///
/// @param variables the environment variables
/// @param settings contains whether the user wants goose's file and not its keyring
/// @param workingDir for a relative path to an identity
public record ChosenSecrets(
    Map<String, String> variables, Settings settings, GoosePaths paths, Path workingDir) {
  private static final System.Logger LOG = System.getLogger(ChosenSecrets.class.getName());
  static final String IDENTITY = "GANDER_SECRETS_IDENTITY";
  private static final String IN_KEYRING = "keyring";

  /// The store for this program.
  ///
  /// @throws StorageException if secrets are to be encrypted, and cannot be
  public SecretStore store() {
    return store(variables);
  }

  /// The same for moving what is stored: nothing hides it.
  public SecretStore unhidden() {
    return store(Map.of());
  }

  /// @param hiding variables that win over what is stored
  private SecretStore store(Map<String, String> hiding) {
    if (isEncrypted()) {
      return atRest().open(hiding);
    }
    warnOfUnread();
    return SecretServiceKeyring.find(variables)
        .<SecretStore>map(keyring -> gooses(keyring, hiding))
        .orElseGet(() -> new FileSecretStore(hiding, paths.secretsFile()));
  }

  private boolean isEncrypted() {
    return !variables.getOrDefault(IDENTITY, "").isBlank();
  }

  private void warnOfUnread() {
    Path sealed = SecretsAtRest.fileBeside(paths.secretsFile());
    if (Files.exists(sealed)) {
      LOG.log(
          Level.WARNING,
          "{0} is not read, since {1} is not set: `goosed secrets decrypt` makes it plain again",
          sealed,
          IDENTITY);
    }
  }

  /// The encrypted file.
  ///
  /// @throws InvalidInput if no identity is named, or no file can have the name
  public SecretsAtRest atRest() {
    if (!isEncrypted()) {
      throw new InvalidInput(
          IDENTITY + " must name a file with an age identity, or be `" + IN_KEYRING + "`");
    }
    Optional<SecretServiceKeyring> keyring = SecretServiceKeyring.find(variables);
    return new SecretsAtRest(
        new OnDemandSeals(),
        place(keyring),
        paths.secretsFile(),
        keyring.map(found -> gooses(found, Map.of())).orElse(null));
  }

  private IdentityPlace place(Optional<SecretServiceKeyring> keyring) {
    String named = variables.getOrDefault(IDENTITY, "").strip();
    if (named.equals(IN_KEYRING)) {
      return keyring
          .map(found -> new IdentityInKeyring(found.ofIdentity()))
          .orElseThrow(
              () -> new InvalidInput(IDENTITY + " is `keyring`, but there is no keyring here"));
    }
    try {
      return new IdentityInFile(workingDir.resolve(named));
    } catch (InvalidPathException e) {
      throw new InvalidInput(IDENTITY + " is not a path: " + e.getReason());
    }
  }

  private KeyringSecretStore gooses(Keyring keyring, Map<String, String> environment) {
    return new KeyringSecretStore(environment, keyring, settings, paths.secretsFile());
  }
}
