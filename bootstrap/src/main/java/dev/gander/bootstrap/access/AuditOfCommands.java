package dev.gander.bootstrap.access;

import dev.gander.adapters.persistence.access.FileAuditLog;
import dev.gander.application.api.access.RecordRequest;
import dev.gander.domain.access.AccessKeys;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Records what is done on the command line among the requests to the server.
///
/// @param folder of the audit log
/// @param setting `GANDER_AUDIT`; null if it is not set
public record AuditOfCommands(Path folder, @Nullable String setting, Clock clock) {

  /// @param about what it was done to
  void note(AccessKeys keys, String command, String about) {
    new RecordRequest(
            RecordRequest.When.of(setting), keys, new FileAuditLog(folder), clock, System::nanoTime)
        .add(new RecordRequest.Request("command-line", null, command, about, "done"));
  }
}
