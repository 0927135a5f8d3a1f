package dev.gander.bootstrap;

import dev.gander.adapters.persistence.backup.DatabaseUse;
import dev.gander.adapters.persistence.settings.YamlSettings;
import dev.gander.application.api.program.Chore.SecretsAction;
import dev.gander.bootstrap.keeping.SecretsChore;
import dev.gander.bootstrap.logs.Logs;
import dev.gander.domain.config.KnownSecrets;
import java.io.PrintStream;
import java.util.List;

/// `goosed secrets ACTION`: moves the secrets into the encrypted file, back, or to a new identity.
record SecretsCommand(
    Environment environment, SecretsAction action, PrintStream out, PrintStream err) {

  /// @throws dev.gander.domain.error.GanderException if it fails; no secret is lost
  void run() {
    KnownSecrets known = KnownSecrets.of(environment.variables());
    Logs.install(environment.logs(), "secrets", err, known::hiddenIn);
    if (action == SecretsAction.DECRYPT) {
      // A server with the identity would take the plain file in again.
      DatabaseUse.requireNone(List.of(environment.paths().sessionDatabase()));
    }
    YamlSettings settings = Stores.settings(environment);
    out.println(new SecretsChore(Stores.secrets(environment, settings).atRest()).run(action));
  }
}
