package dev.gander.adapters.persistence.settings;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.permission.AdversaryFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The file in the configuration folder. It may be a link, as those who keep their settings in a
/// repository make them, but only to a file of the user: its text goes to a model.
public final class PathAdversaryFile implements AdversaryFile {
  private static final int MOST_BYTES = 256 * 1024;

  private final Path file;
  private final Path home;

  /// @param home of the user; links may point into it, and into the folder of the file
  public PathAdversaryFile(Path file, Path home) {
    this.file = file;
    this.home = home;
  }

  @Override
  public Optional<String> text() {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      Path real = file.toRealPath();
      if (!belongsToTheUser(real)) {
        throw unusable("it is a link out of the home folder", null);
      }
      if (!Files.isRegularFile(real)) {
        // A device has no end, and a pipe no beginning.
        throw unusable("it is not a file", null);
      }
      try (InputStream in = Files.newInputStream(real)) {
        return Optional.of(text(in.readNBytes(MOST_BYTES + 1)));
      }
    } catch (NoSuchFileException e) {
      throw unusable("it is a link to nothing", e);
    } catch (IOException e) {
      throw unusable(e.getClass().getSimpleName(), e);
    }
  }

  private boolean belongsToTheUser(Path real) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    return (folder != null && real.startsWith(folder.toRealPath()))
        || (Files.isDirectory(home) && real.startsWith(home.toRealPath()));
  }

  private String text(byte[] bytes) throws IOException {
    if (bytes.length > MOST_BYTES) {
      throw unusable("it is larger than 256 KiB", null);
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private StorageException unusable(String why, @Nullable Throwable e) {
    return new StorageException(file + " cannot be read: " + why, e);
  }
}
