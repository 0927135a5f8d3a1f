package dev.gander.bootstrap.keeping;

import dev.gander.adapters.persistence.secrets.SecretsAtRest;
import dev.gander.application.api.program.Chore.SecretsAction;

/// What `goosed secrets` does.
public record SecretsChore(SecretsAtRest secrets) {

  /// @return what to tell the user
  public String run(SecretsAction action) {
    return switch (action) {
      case ENCRYPT ->
          "The secrets are in " + secrets.file() + ", encrypted for " + secrets.encrypt();
      case DECRYPT ->
          secrets.decrypt()
              ? "The secrets are where goose keeps them. Start without GANDER_SECRETS_IDENTITY now"
              : "There is no " + secrets.file();
      case ROTATE ->
          "The secrets are in "
              + secrets.file()
              + ", encrypted for the new "
              + secrets.rotate()
              + ". The old identity stays behind it, for older copies of the file";
    };
  }
}
