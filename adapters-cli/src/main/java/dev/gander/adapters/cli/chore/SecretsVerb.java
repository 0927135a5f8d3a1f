package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Chore.SecretsAction;
import dev.gander.application.api.program.Program;
import picocli.CommandLine.Command;

/// `goosed secrets`.
@Command(
    name = "secrets",
    description = {
      "Encrypt the stored secrets, or decrypt them.",
      "GANDER_SECRETS_IDENTITY names the file with the age identity, or is keyring. With it goosed"
          + " agent reads and writes the encrypted file."
    })
public final class SecretsVerb {
  private final Program program;

  SecretsVerb(Program program) {
    this.program = program;
  }

  @Command(
      description =
          "Move secrets from secrets.yaml or the keyring to secrets.yaml.age. Without an identity,"
              + " one is made.")
  int encrypt() {
    return program.run(new Chore.Secrets(SecretsAction.ENCRYPT));
  }

  @Command(description = "Move secrets back to where goose keeps them. The encrypted file goes.")
  int decrypt() {
    return program.run(new Chore.Secrets(SecretsAction.DECRYPT));
  }

  @Command(description = "Encrypt secrets for a new identity. It is put before the old one.")
  int rotate() {
    return program.run(new Chore.Secrets(SecretsAction.ROTATE));
  }
}
