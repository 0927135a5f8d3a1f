package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.provider.ProviderSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

/// The name of this installation, in goose's file `instance_id` beside the log folder; created on
/// first use.
final class InstanceId {
  private static final System.Logger LOG = System.getLogger(InstanceId.class.getName());

  private InstanceId() {}

  /// Empty when there is nowhere to store it.
  static Optional<String> of(ProviderSettings settings, Supplier<String> uuids) {
    return settings
        .requestLogs()
        .flatMap(logs -> Optional.ofNullable(logs.toAbsolutePath().getParent()))
        .flatMap(state -> read(state.resolve("instance_id"), uuids));
  }

  private static Optional<String> read(Path file, Supplier<String> uuids) {
    try {
      if (Files.notExists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        write(file, uuids.get());
      }
      return Optional.of(Files.readString(file).strip()).filter(id -> !id.isEmpty());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "requests carry no id of this installation", e);
      return Optional.empty();
    }
  }

  private static void write(Path file, String id) throws IOException {
    try {
      Files.writeString(file, id, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException _) {
      // Another program was faster: its id is used.
    }
  }
}
