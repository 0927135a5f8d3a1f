package dev.gander.adapters.persistence.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.Source.Kind;
import dev.gander.domain.source.SourceDocuments;
import dev.gander.domain.source.WrittenSource;
import dev.gander.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Agents and projects in goose's folders.
public final class FileDocuments implements SourceDocuments {
  private static final System.Logger LOG = System.getLogger(FileDocuments.class.getName());
  private static final String END = ".md";

  /// In one folder.
  private static final int MOST_FILES = 1_000;

  private final SourceFolders folders;
  private final Path projects;

  public FileDocuments(GoosePaths paths) {
    this.folders = new SourceFolders(paths, "");
    this.projects = paths.data().resolve("projects");
  }

  @Override
  public List<Source> list(Kind kind, @Nullable Path project) {
    Map<String, Source> byName = new LinkedHashMap<>();
    Stream.concat(ofProject(kind, project).stream(), global(kind).stream())
        .flatMap(root -> filesIn(root).stream())
        .flatMap(file -> read(kind, file).stream())
        .forEach(source -> byName.putIfAbsent(source.name().toLowerCase(Locale.ROOT), source));
    return List.copyOf(byName.values());
  }

  private List<Path> ofProject(Kind kind, @Nullable Path project) {
    return kind == Kind.AGENT && project != null ? folders.projectAgents(project) : List.of();
  }

  private List<Path> global(Kind kind) {
    return switch (kind) {
      case AGENT -> folders.usersAgents();
      case PROJECT -> List.of(projects);
      case SKILL, RECIPE -> throw new IllegalArgumentException("of another form: " + kind);
    };
  }

  private static List<Path> filesIn(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(file -> file.toString().endsWith(END) && Files.isRegularFile(file))
          .limit(MOST_FILES)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "the folder {0} cannot be read: {1}", root, e);
      return List.of();
    }
  }

  private static Optional<Source> read(Kind kind, Path file) {
    try {
      String text = SourceText.read(file);
      Optional<FrontMatter> matter = FrontMatter.of(text);
      return kind == Kind.PROJECT
          ? Optional.of(project(file, matter.orElse(new FrontMatter(JsonObject.EMPTY, text))))
          : matter.flatMap(it -> agent(file, it));
    } catch (UnreadableSource e) {
      LOG.log(Level.DEBUG, e.getMessage());
      return Optional.empty();
    }
  }

  private static Source project(Path file, FrontMatter matter) {
    String name = file.getFileName().toString();
    return source(Kind.PROJECT, name.substring(0, name.length() - END.length()), file, matter);
  }

  private static Optional<Source> agent(Path file, FrontMatter matter) {
    return matter
        .text("name")
        .filter(name -> !name.isBlank())
        .map(name -> source(Kind.AGENT, name, file, matter));
  }

  private static Source source(Kind kind, String name, Path file, FrontMatter matter) {
    String description = matter.text("description").orElse("");
    return new Source(kind, name, description, matter.body().strip(), file, matter.members());
  }

  @Override
  public Optional<Source> find(Kind kind, Path file) {
    return isOurs(kind, file) ? read(kind, file) : Optional.empty();
  }

  /// Whether it may be changed.
  private boolean isOurs(Kind kind, Path file) {
    Path folder = file.getParent();
    return file.isAbsolute()
        && folder != null
        && file.toString().endsWith(END)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && (isGlobal(kind, file) || (kind == Kind.AGENT && isOfProject(followed(folder))));
  }

  private static boolean isOfProject(Path folder) {
    return SourceFolders.PROJECT_AGENTS.stream().anyMatch(folder::endsWith);
  }

  @Override
  public boolean isGlobal(Kind kind, Path file) {
    Path folder = file.getParent();
    return folder != null
        && global(kind).stream().map(FileDocuments::followed).anyMatch(followed(folder)::equals);
  }

  /// Links above a folder are followed.
  private static Path followed(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException _) {
      return folder;
    }
  }

  @Override
  public Path create(Kind kind, @Nullable Path project, String stem, WrittenSource text) {
    Path root =
        switch (kind) {
          case AGENT ->
              project == null
                  ? folders.newAgents()
                  : project.resolve(SourceFolders.PROJECT_AGENTS.getLast());
          case PROJECT, SKILL, RECIPE -> global(kind).getFirst();
        };
    Path file = root.resolve(stem + END);
    try {
      Files.createDirectories(root);
      AtomicFile.create(file, text.document().getBytes(UTF_8));
      return file;
    } catch (FileAlreadyExistsException _) {
      throw new Conflict("There is a file " + file + " already");
    } catch (IOException e) {
      throw failed("written", file, e);
    }
  }

  @Override
  public void change(Kind kind, Path file, WrittenSource text) {
    require(kind, file);
    try {
      AtomicFile.rewrite(file, text.document().getBytes(UTF_8));
    } catch (IOException e) {
      throw failed("written", file, e);
    }
  }

  @Override
  public void delete(Kind kind, Path file) {
    require(kind, file);
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw failed("deleted", file, e);
    }
  }

  private void require(Kind kind, Path file) {
    if (!isOurs(kind, file)) {
      throw new NotFound("There is no such file: " + file);
    }
  }

  private static StorageException failed(String what, Path file, IOException cause) {
    return new StorageException("The file " + file + " cannot be " + what, cause);
  }
}
