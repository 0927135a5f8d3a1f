package dev.gander.adapters.persistence.backup;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.OwnState;
import dev.gander.domain.error.InvalidInput;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Which files belong to a backup, and their names in it: `config/config.yaml`. The databases are
/// apart, since a file that is written to cannot be copied as it is.
///
/// @param excluded folders and files that do not belong, such as the backups themselves
record KeptFiles(GoosePaths paths, Set<Path> excluded) {
  static final String SESSIONS = "sessions.db";
  static final String OWN = "gander.db";

  /// Caches, and models that can be downloaded again; sessions are in the database.
  private static final Set<String> NOT_OF_CONFIG = Set.of("mcp-apps-cache");

  private static final Set<String> NOT_OF_DATA = Set.of("sessions", "models");

  private static final Pattern AUDIT = Pattern.compile("audit(-\\d+)?\\.jsonl");

  KeptFiles {
    Set<Path> all = new HashSet<>(excluded);
    all.add(Restoration.replacedFolder(paths));
    all.addAll(stateInData(paths));
    excluded = Set.copyOf(all);
  }

  /// On Windows the state is among the data.
  private static Set<Path> stateInData(GoosePaths paths) {
    Set<Path> all = new HashSet<>(Set.of(paths.logs()));
    for (OwnState own : OwnState.values()) {
      all.add(own.in(paths.state()));
    }
    return all;
  }

  /// The databases, in the order in which they are copied: a row of ours may point to a session,
  /// and never the other way round.
  Map<String, Path> databases() {
    Map<String, Path> all = new TreeMap<>();
    all.put(OWN, paths.ownDatabase());
    all.put(SESSIONS, paths.sessionDatabase());
    return all;
  }

  /// The other files that exist now, by name.
  Map<String, Path> files() throws IOException {
    Map<String, Path> found = new TreeMap<>();
    collect(paths.config(), "config", NOT_OF_CONFIG, found);
    collect(paths.data(), "data", NOT_OF_DATA, found);
    for (OwnState own : OwnState.values()) {
      Path file = own.in(paths.state());
      if (own.isBackedUp() && Files.isRegularFile(file)) {
        found.put("state/" + file.getFileName(), file);
      }
    }
    return found;
  }

  /// Where a file of a backup belongs.
  ///
  /// @throws InvalidInput if it would be elsewhere: somebody wrote the list by hand
  Path place(String name) {
    Path database = databases().get(name);
    if (database != null) {
      return database;
    }
    int slash = name.indexOf('/');
    Path root = root(name.substring(0, Math.max(slash, 0)));
    Path place = root.resolve(name.substring(slash + 1)).normalize();
    if (!place.startsWith(root) || place.equals(root)) {
      throw new InvalidInput(name + " does not belong into a backup");
    }
    return place;
  }

  private Path root(String name) {
    return switch (name) {
      case "config" -> paths.config();
      case "data" -> paths.data();
      case "state" -> OwnState.folder(paths.state());
      default -> throw new InvalidInput(name + " is not one of the folders of a backup");
    };
  }

  private void collect(Path root, String name, Set<String> without, Map<String, Path> found)
      throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean left =
                excluded.contains(folder)
                    || (root.equals(folder.getParent())
                        && without.contains(folder.getFileName().toString()));
            return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !excluded.contains(file) && !isLeftOut(file)) {
              found.put(name + "/" + root.relativize(file).toString().replace('\\', '/'), file);
            }
            return FileVisitResult.CONTINUE;
          }

          // Gone meanwhile, or a link in a loop.
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// What passes by itself, and the audit log: a restore must not undo what it says.
  private static boolean isLeftOut(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".lock")
        || name.contains(".tmp.")
        || name.endsWith(Restoration.STAGED)
        || AUDIT.matcher(name).matches();
  }
}
