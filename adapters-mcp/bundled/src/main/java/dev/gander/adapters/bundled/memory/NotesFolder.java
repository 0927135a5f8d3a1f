package dev.gander.adapters.bundled.memory;

import dev.gander.domain.error.ExtensionException;
import dev.gander.files.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A folder with a file for each category. Whoever shares a working folder can put links there, so
/// none is followed below `base`, and nothing but regular files is read or written.
///
/// @param base the folder that is trusted
/// @param folder inside it
record NotesFolder(Path base, Path folder) {
  /// In bytes: more than a model can read.
  private static final long LARGEST = 4 * 1024 * 1024;

  void append(Category category, String block) {
    Path file = checked(category);
    byte[] bytes = block.getBytes(StandardCharsets.UTF_8);
    try {
      Files.createDirectories(folder);
      if (size(file) + bytes.length > LARGEST) {
        throw new IOException("the category would be larger than 4 MiB");
      }
      try (FileChannel channel =
          FileChannel.open(
              file,
              Set.of(
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND,
                  LinkOption.NOFOLLOW_LINKS))) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(false);
      }
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /// Empty if there is no such category.
  Optional<Notes> read(Category category) {
    Path file = checked(category);
    try {
      if (size(file) > LARGEST) {
        throw new IOException("it is larger than 4 MiB");
      }
      byte[] bytes = Files.readAllBytes(file);
      return Optional.of(Notes.parse(new String(bytes, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /// All notes by category.
  Map<String, Notes> readAll() {
    Map<String, Notes> all = new TreeMap<>();
    for (Category category : categories()) {
      read(category).ifPresent(notes -> all.put(category.name(), notes));
    }
    return all;
  }

  List<Category> categories() {
    refuseLinks(folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .flatMap(file -> Category.ofFile(file.getFileName().toString()).stream())
          .sorted(Comparator.comparing(Category::name))
          .toList();
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  void write(Category category, Notes notes) {
    Path file = checked(category);
    try {
      AtomicFile.write(
          file, notes.text().getBytes(StandardCharsets.UTF_8), AtomicFile.Access.USUAL);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  void delete(Category category) {
    Path file = checked(category);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private Path checked(Category category) {
    Path file = folder.resolve(category.fileName());
    refuseLinks(file);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ExtensionException(file + " is not a regular file", null);
    }
    return file;
  }

  private void refuseLinks(Path path) {
    for (Path part = path; part != null && !part.equals(base); part = part.getParent()) {
      if (Files.isSymbolicLink(part)) {
        throw new ExtensionException(part + " is a link, which is not followed", null);
      }
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static ExtensionException unusable(Path path, IOException e) {
    return new ExtensionException(
        path + " cannot be used: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
  }
}
