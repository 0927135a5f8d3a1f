package dev.gander.bootstrap.keeping;

import dev.gander.adapters.persistence.secrets.SecretsAtRest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What `goosed secrets` can do.
public enum SecretsAction {
  ENCRYPT {
    @Override
    public String run(SecretsAtRest secrets) {
      return "The secrets are in " + secrets.file() + ", encrypted for " + secrets.encrypt();
    }
  },
  DECRYPT {
    @Override
    public String run(SecretsAtRest secrets) {
      return secrets.decrypt()
          ? "The secrets are where goose keeps them. Start without GANDER_SECRETS_IDENTITY now"
          : "There is no " + secrets.file();
    }
  },
  ROTATE {
    @Override
    public String run(SecretsAtRest secrets) {
      return "The secrets are in "
          + secrets.file()
          + ", encrypted for the new "
          + secrets.rotate()
          + ". The old identity stays behind it, for older copies of the file";
    }
  };

  /// The action with that name.
  public static Optional<SecretsAction> named(String text) {
    return Arrays.stream(values())
        .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  /// @return what to tell the user
  public abstract String run(SecretsAtRest secrets);
}
