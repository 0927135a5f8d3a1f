package dev.gander.application.api.program;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the program does by itself, without a use case: it serves, or works on files that no server
/// has open.
public sealed interface Chore {

  /// Run the HTTP server for Goose Desktop.
  ///
  /// @param cassette the file in which model calls are recorded; null for none
  record Agent(@Nullable Path cassette) implements Chore {}

  /// Run the HTTP server for a person. What is null stays as the environment says.
  record Serve(@Nullable String host, @Nullable Integer port, @Nullable Boolean tls)
      implements Chore {}

  /// Serve one client on stdin and stdout.
  record Acp() implements Chore {}

  /// Run one bundled MCP server on stdin and stdout.
  record Mcp(BundledServer server) implements Chore {}

  /// Names of bundled servers are matched ignoring case and spaces, as in goosed.
  enum BundledServer {
    AUTOVISUALISER,
    COMPUTERCONTROLLER,
    MEMORY,
    TUTORIAL;

    public static Optional<BundledServer> named(String text) {
      return Arrays.stream(values())
          .filter(server -> server.name().equalsIgnoreCase(text.replace(" ", "")))
          .findFirst();
    }

    /// What users call it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Copy everything that is kept.
  ///
  /// @param target null for a new folder among the server's own backups
  record WriteBackup(@Nullable Path target) implements Chore {}

  /// Put a backup in place of what is there.
  ///
  /// @param source the backup; null to save what can be read of damaged databases
  record Restore(@Nullable Path source) implements Chore {}

  /// Copy what servers share between this machine's files and their database.
  ///
  /// @param isReplacing whether what the destination has otherwise is replaced
  record Migrate(Destination destination, boolean isReplacing) implements Chore {}

  enum Destination {
    DATABASE,
    FILES
  }

  /// Encrypt what goose keeps in plain text, or the other way round.
  record Secrets(SecretsAction action) implements Chore {}

  enum SecretsAction {
    ENCRYPT,
    DECRYPT,
    ROTATE
  }

  /// Make, list, rotate and revoke keys.
  record Keys(KeyOrder order) implements Chore {}

  /// Make, list, rotate and remove webhooks, and send again what was given up.
  record Webhooks(WebhookOrder order) implements Chore {}

  /// Find out whether the audit log was changed.
  ///
  /// @param archive where its oldest files were moved to; null if nowhere
  record VerifyAudit(@Nullable Path archive) implements Chore {}

  /// Check a list of bundled extensions.
  record ValidateExtensions(Path file) implements Chore {}
}
