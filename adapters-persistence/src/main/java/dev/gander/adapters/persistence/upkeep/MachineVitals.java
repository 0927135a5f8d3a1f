package dev.gander.adapters.persistence.upkeep;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.observe.DiskSpace;
import dev.gander.domain.observe.StoreState;
import dev.gander.domain.observe.Vitals;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Both databases, and the disk with the session database.
public final class MachineVitals implements Vitals {
  private final Supplier<StoreState> sessions;
  private final OwnDatabase own;
  private final Path data;

  /// @param sessions looks at the database with the sessions
  /// @param data the folder of data; it need not exist yet
  public MachineVitals(Supplier<StoreState> sessions, OwnDatabase own, Path data) {
    this.sessions = sessions;
    this.own = own;
    this.data = data;
  }

  @Override
  public List<StoreState> stores() {
    return Stream.of(Optional.of(sessions.get()), own.look()).flatMap(Optional::stream).toList();
  }

  @Override
  public DiskSpace disk() {
    try {
      FileStore disk = Files.getFileStore(existing(data.toAbsolutePath()));
      return new DiskSpace(disk.getUsableSpace(), disk.getTotalSpace());
    } catch (IOException e) {
      throw new StorageException("The disk with " + data + " cannot be asked: " + e, e);
    }
  }

  private static Path existing(Path folder) {
    Path found = folder;
    while (!Files.exists(found) && found.getParent() != null) {
      found = found.getParent();
    }
    return found;
  }
}
