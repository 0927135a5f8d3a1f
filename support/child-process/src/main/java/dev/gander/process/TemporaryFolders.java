package dev.gander.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Temporary folders with nothing but files in them. Their names say whose they are, so that the
/// next process that makes one removes those of killed processes: nothing else would.
public final class TemporaryFolders {
  private static final System.Logger LOG = System.getLogger(TemporaryFolders.class.getName());

  private TemporaryFolders() {}

  /// Creates a folder that only the user can read, in the system's temporary folder.
  public static Path create(String prefix) throws IOException {
    return withoutLeftOnes(Files.createTempDirectory(named(prefix)), prefix);
  }

  /// Creates a folder that only the user can read.
  public static Path create(Path parent, String prefix) throws IOException {
    return withoutLeftOnes(Files.createTempDirectory(parent, named(prefix)), prefix);
  }

  private static String named(String prefix) {
    return prefix + ProcessIdentity.current().text() + "-";
  }

  private static Path withoutLeftOnes(Path made, String prefix) throws IOException {
    Pattern name = Pattern.compile(Pattern.quote(prefix) + "(p[^-]+)-\\d+");
    UserPrincipal user = Files.getOwner(made);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(made.resolveSibling(""))) {
      for (Path folder : all) {
        if (isOfADeadProcess(folder, name)) {
          delete(folder, user);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.log(Level.WARNING, "Folders of ended processes stay beside " + made, e);
    }
    return made;
  }

  private static boolean isOfADeadProcess(Path folder, Pattern name) {
    Matcher parts = name.matcher(folder.getFileName().toString());
    Optional<ProcessIdentity> owner =
        parts.matches() ? ProcessIdentity.parse(parts.group(1)) : Optional.empty();
    return owner.isPresent() && !owner.get().isRunning();
  }

  private static void delete(Path folder, UserPrincipal user) {
    try {
      if (isOf(user, folder)) {
        deleteWithFiles(folder);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The folder " + folder + " of an ended process stays", e);
    }
  }

  /// Another user's folder could become a link to ours while we look at it.
  private static boolean isOf(UserPrincipal user, Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user);
  }

  /// Deletes a folder that has nothing but files in it.
  public static void deleteWithFiles(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
