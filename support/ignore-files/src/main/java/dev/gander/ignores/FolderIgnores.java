package dev.gander.ignores;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All rules that apply in one folder. `.ignore` takes precedence over `.gitignore`, whether or not
/// there is a repository, that over the repository's own `info/exclude`, and the user's own file
/// comes last; of files with the same name the nearer one takes precedence.
public record FolderIgnores(
    List<IgnoreFile> ignore, List<IgnoreFile> gitignore, List<IgnoreFile> elsewhere) {

  /// The rules of a folder, with those of its parent folders up to the root of its repository.
  public static FolderIgnores around(Path folder, IgnoreFile global) {
    Path parent = folder.getParent();
    if (Files.exists(folder.resolve(".git")) || parent == null) {
      Path exclude = folder.resolve(".git/info/exclude");
      IgnoreFile own = IgnoreFile.read(folder, exclude);
      IgnoreFile users = new IgnoreFile(folder, global.rules());
      return new FolderIgnores(List.of(), List.of(), List.of(own, users)).within(folder);
    }
    return around(parent, global).within(folder);
  }

  /// These rules and those of a subfolder.
  public FolderIgnores within(Path folder) {
    return new FolderIgnores(
        nearer(folder, ".ignore", ignore), nearer(folder, ".gitignore", gitignore), elsewhere);
  }

  private static List<IgnoreFile> nearer(Path folder, String name, List<IgnoreFile> farther) {
    IgnoreFile file = IgnoreFile.read(folder, folder.resolve(name));
    return file.rules().isEmpty()
        ? farther
        : Stream.concat(Stream.of(file), farther.stream()).toList();
  }

  public boolean exclude(Path entry, boolean isFolder) {
    return Stream.of(ignore, gitignore, elsewhere)
        .flatMap(List::stream)
        .map(file -> file.verdict(entry, isFolder))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(false);
  }
}
