package dev.gander.adapters.persistence.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.source.SkillFolders;
import dev.gander.domain.source.Source;
import dev.gander.files.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Skills in goose's folders.
public final class FileSkills implements SkillFolders {
  private final SourceFolders folders;

  public FileSkills(GoosePaths paths) {
    this.folders = new SourceFolders(paths, "");
  }

  @Override
  public Optional<Source> find(Path folder) {
    return real(folder)
        .flatMap(
            own -> {
              try {
                return FileSources.skill(own.resolve(SkillFile.NAME));
              } catch (UnreadableSource _) {
                return Optional.empty();
              }
            });
  }

  /// The folder, if a skill in it may be changed.
  private Optional<Path> real(Path folder) {
    if (!folder.isAbsolute()
        || Files.isSymbolicLink(folder)
        || !Files.isRegularFile(folder.resolve(SkillFile.NAME), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      Path real = folder.toRealPath();
      return isBelowRoot(real) ? Optional.of(real) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private boolean isBelowRoot(Path folder) {
    for (Path above = folder.getParent(); above != null; above = above.getParent()) {
      if (isUsersRoot(above) || SourceFolders.PROJECT_SKILLS.stream().anyMatch(above::endsWith)) {
        return true;
      }
    }
    return false;
  }

  private boolean isUsersRoot(Path folder) {
    return usersRoots().contains(folder);
  }

  /// Links above them are followed, as for the folders that are compared with them.
  private List<Path> usersRoots() {
    return folders.usersSkills().stream().map(FileSkills::followed).toList();
  }

  private static Path followed(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException _) {
      return folder;
    }
  }

  @Override
  public boolean isGlobal(Path folder) {
    return usersRoots().stream().anyMatch(followed(folder)::startsWith);
  }

  @Override
  public Path create(@Nullable Path project, String name, String text) {
    Path root =
        project == null
            ? folders.usersSkills().getFirst()
            : project.resolve(SourceFolders.PROJECT_SKILLS.getFirst());
    Path folder = root.resolve(name);
    try {
      Files.createDirectories(root);
      Files.createDirectory(folder);
      AtomicFile.create(folder.resolve(SkillFile.NAME), text.getBytes(UTF_8));
      return folder;
    } catch (FileAlreadyExistsException _) {
      throw taken(folder);
    } catch (IOException e) {
      throw failed("written", folder, e);
    }
  }

  @Override
  public Path change(Path folder, String name, String text) {
    Path own = real(folder).orElseThrow(() -> missing(folder));
    Path target = own.getFileName().toString().equals(name) ? own : own.resolveSibling(name);
    try {
      AtomicFile.rewrite(own.resolve(SkillFile.NAME), text.getBytes(UTF_8));
      return target.equals(own) ? folder : moved(own, target);
    } catch (IOException e) {
      throw failed("written", folder, e);
    }
  }

  private static Path moved(Path own, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw taken(target);
    }
    try {
      return Files.move(own, target);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
      throw taken(target);
    }
  }

  @Override
  public void delete(Path folder) {
    Path own = real(folder).orElseThrow(() -> missing(folder));
    try {
      // The skill is gone at once, even if the rest cannot be deleted.
      Files.delete(own.resolve(SkillFile.NAME));
      Files.walkFileTree(own, new Deletion());
    } catch (IOException e) {
      throw failed("deleted", folder, e);
    }
  }

  /// Links are deleted, not followed.
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  private static Conflict taken(Path folder) {
    return new Conflict("There is a folder " + folder + " already");
  }

  private static NotFound missing(Path folder) {
    return new NotFound("There is no skill in " + folder);
  }

  private static StorageException failed(String what, Path folder, IOException cause) {
    return new StorageException("The skill in " + folder + " cannot be " + what, cause);
  }
}
