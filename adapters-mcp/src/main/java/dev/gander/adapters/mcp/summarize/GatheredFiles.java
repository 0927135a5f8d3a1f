package dev.gander.adapters.mcp.summarize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.gander.domain.files.IgnoreRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The texts of files below a folder. Skips links, what the folder's own `.gitignore` names, files
/// of more than 100 KiB and those that are no text.
final class GatheredFiles {
  private static final int LONGEST_FILE = 100 * 1024;
  private static final int LONGEST_IN_ALL = 1 << 20;
  private static final int MOST_ENTRIES = 100_000;

  private final Path root;
  private final IgnoreRules ignored;
  private final List<String> endings;
  private final StringBuilder text = new StringBuilder();
  private int bytes;
  private int entries;
  private int count;
  private long lines;

  private GatheredFiles(Path root, List<String> endings) throws IOException {
    this.root = root;
    this.endings = endings.stream().map(it -> it.startsWith(".") ? it : "." + it).toList();
    Path rules = root.resolve(".gitignore");
    Optional<String> own =
        Files.isRegularFile(rules, NOFOLLOW_LINKS) ? read(rules) : Optional.empty();
    this.ignored = IgnoreRules.NONE.with("", own.orElse("") + "\n.git/");
  }

  /// @param paths relative to `folder`, and inside of it once links are followed
  /// @param endings of the names to keep, with or without a dot; none for all
  /// @throws IOException with a sentence for the model if a path is not allowed, or the files are
  ///   too large together, or there are none
  static GatheredFiles of(Path folder, List<String> paths, List<String> endings)
      throws IOException, InterruptedException {
    Path root = folder.toRealPath();
    GatheredFiles files = new GatheredFiles(root, endings);
    for (String path : paths) {
      files.add(inside(root, path), true);
    }
    if (files.count == 0) {
      throw new IOException("No files to read in: " + String.join(", ", paths));
    }
    return files;
  }

  String text() {
    return text.toString();
  }

  int count() {
    return count;
  }

  long lines() {
    return lines;
  }

  private static Path inside(Path root, String path) throws IOException {
    try {
      Path given = Path.of(path);
      Path real = given.isAbsolute() ? given : root.resolve(given).toRealPath();
      if (!given.isAbsolute() && real.startsWith(root)) {
        return real;
      }
    } catch (InvalidPathException e) {
      throw new IOException("Not a path: " + path, e);
    } catch (IOException e) {
      throw new IOException("Path not found: " + path, e);
    }
    throw new IOException("Only paths inside the working folder can be read: " + path);
  }

  /// @param isNamed by the caller: then ignore rules do not count
  private void add(Path path, boolean isNamed) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (++entries > MOST_ENTRIES) {
      throw new IOException("There are too many files. Name fewer folders.");
    }
    boolean isFolder = Files.isDirectory(path, NOFOLLOW_LINKS);
    if (!isNamed && isIgnored(path, isFolder)) {
      return;
    }
    if (isFolder) {
      for (Path entry : entries(path)) {
        add(entry, false);
      }
    } else if (Files.isRegularFile(path, NOFOLLOW_LINKS) && isWanted(path)) {
      Optional<String> read = read(path);
      if (read.isPresent()) {
        append(path, read.get());
      }
    }
  }

  private boolean isIgnored(Path path, boolean isFolder) {
    return ignored.ignores(name(path), isFolder);
  }

  private String name(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  private boolean isWanted(Path path) {
    String name = name(path);
    return endings.isEmpty() || endings.stream().anyMatch(name::endsWith);
  }

  /// A folder that cannot be read has none.
  private static List<Path> entries(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path entry : all) {
        found.add(entry);
        if (found.size() > MOST_ENTRIES) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      System.getLogger(GatheredFiles.class.getName())
          .log(System.Logger.Level.DEBUG, "not read: " + folder, e);
    }
    return found.stream().sorted().toList();
  }

  /// Empty for a file that is too long, is no text, or cannot be read.
  private static Optional<String> read(Path file) {
    try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
      return bytes.length > LONGEST_FILE
          ? Optional.empty()
          : Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    } catch (IOException e) {
      System.getLogger(GatheredFiles.class.getName())
          .log(System.Logger.Level.DEBUG, "not read: " + file, e);
      return Optional.empty();
    }
  }

  private void append(Path file, String content) throws IOException {
    bytes += content.getBytes(UTF_8).length;
    if (bytes > LONGEST_IN_ALL) {
      throw new IOException(
          "The files have more than 1 MiB together. Name fewer, or give their extensions.");
    }
    count++;
    lines += content.lines().count();
    text.append("# File: ").append(name(file)).append("\n\n").append(content).append("\n\n");
  }
}
