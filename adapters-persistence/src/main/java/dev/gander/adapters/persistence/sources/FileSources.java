package dev.gander.adapters.persistence.sources;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.Skill;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.SourceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// The source files in goose's folders.
public final class FileSources implements SourceFiles {
  private static final System.Logger LOG = System.getLogger(FileSources.class.getName());
  private static final Set<String> RECIPES = Set.of("yaml", "json");

  /// Of all of them, and of the text of those in one folder.
  private static final int MOST_SOURCES = 1_000;

  private static final long MOST_BYTES = 8L << 20;
  private static final String AGENTS = "md";

  /// As many as several projects have; then all are read again.
  private static final int MOST_KEPT = 1_000;

  private static final int MOST_BYTES_KEPT = 64 << 10;

  private final SourceFolders folders;
  private final PluginFolders plugins;
  private final Map<Path, Read> read = new ConcurrentHashMap<>();

  /// @param variables the environment; `GOOSE_RECIPE_PATH` may name more folders
  public FileSources(GoosePaths paths, Map<String, String> variables, PluginFolders plugins) {
    this.folders = new SourceFolders(paths, variables.getOrDefault("GOOSE_RECIPE_PATH", ""));
    this.plugins = plugins;
  }

  @Override
  public List<Source> skills(Path workingDir) {
    return skills(folders.skills(workingDir));
  }

  @Override
  public List<Source> usersSkills() {
    return skills(folders.usersSkills());
  }

  private List<Source> skills(List<Path> roots) {
    Found found = new Found();
    roots.forEach(root -> addSkills(found, root));
    plugins.enabled().forEach(it -> addSkills(found, it.folder().resolve("skills")));
    return found.sources();
  }

  @Override
  public List<String> files(Source skill) {
    return new SkillFile(skill.file()).files();
  }

  private static void addSkills(Found found, Path root) {
    found.addAll(SkillFile.below(root), FileSources::skill);
  }

  @Override
  public Optional<Skill> skill(Path workingDir, String name) {
    return skills(workingDir).stream()
        .filter(skill -> skill.name().equals(name))
        .findFirst()
        .flatMap(FileSources::whole);
  }

  private static Optional<Skill> whole(Source found) {
    try {
      return Optional.of(new SkillFile(found.file()).skill(found));
    } catch (UnreadableSource e) {
      return Optional.empty(); // It was there a moment ago.
    }
  }

  @Override
  public String supportingText(Skill skill, String file) {
    return new SkillFile(skill.source().file()).text(file, skill.files());
  }

  @Override
  public List<Source> tasks(Path workingDir) {
    Found found = new Found();
    folders.projectRecipes(workingDir).forEach(folder -> addRecipes(found, folder));
    folders.projectAgents(workingDir).forEach(folder -> addAgents(found, folder));
    folders.usersRecipes().forEach(folder -> addRecipes(found, folder));
    folders.usersAgents().forEach(folder -> addAgents(found, folder));
    return found.sources();
  }

  @Override
  public Optional<String> refusal(Path workingDir, String name) {
    Stream<Path> recipes =
        Stream.concat(folders.projectRecipes(workingDir).stream(), folders.usersRecipes().stream())
            .flatMap(folder -> RECIPES.stream().sorted().flatMap(end -> named(folder, name, end)));
    Stream<Path> agents =
        Stream.concat(folders.projectAgents(workingDir).stream(), folders.usersAgents().stream())
            .flatMap(folder -> named(folder, name, AGENTS));
    return Stream.concat(
            recipes.flatMap(
                file -> problem(file, FileSources::recipe, "has no title, or nothing to do")),
            agents.flatMap(
                file ->
                    problem(file, FileSources::agent, "has no name in front matter, or no text")))
        .findFirst();
  }

  /// The file itself, even if it is a link to nowhere.
  private static Stream<Path> named(Path folder, String name, String extension) {
    try {
      Path file = folder.resolve(name + "." + extension);
      return folder.equals(file.getParent()) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          ? Stream.of(file)
          : Stream.empty();
    } catch (InvalidPathException _) {
      return Stream.empty();
    }
  }

  private static Stream<String> problem(
      Path file, Function<Path, Optional<Source>> reader, String unsuitable) {
    try {
      return reader.apply(file).isPresent() ? Stream.empty() : Stream.of(file + " " + unsuitable);
    } catch (UnreadableSource e) {
      return Stream.of(String.valueOf(e.getMessage()));
    }
  }

  private static void addRecipes(Found found, Path folder) {
    found.addAll(filesIn(folder, RECIPES), FileSources::recipe);
  }

  private static void addAgents(Found found, Path folder) {
    found.addAll(filesIn(folder, Set.of(AGENTS)), FileSources::agent);
  }

  static Optional<Source> skill(Path file) {
    return described(Source.Kind.SKILL, file).filter(skill -> SkillFile.canBeName(skill.name()));
  }

  private static Optional<Source> agent(Path file) {
    return described(Source.Kind.AGENT, file).filter(agent -> !agent.content().isBlank());
  }

  private static Optional<Source> described(Source.Kind kind, Path file) {
    return FrontMatter.of(SourceText.read(file))
        .filter(read -> !read.text("name").orElse("").isEmpty())
        .map(
            read ->
                new Source(
                    kind,
                    read.text("name").orElseThrow(),
                    read.text("description").orElse(""),
                    read.body(),
                    file,
                    read.members()));
  }

  private static Optional<Source> recipe(Path file) {
    JsonObject recipe = SourceText.yaml(SourceText.read(file));
    String instructions = recipe.text("instructions").orElse("");
    boolean hasTask = !(instructions + recipe.text("prompt").orElse("")).isBlank();
    return hasTask && recipe.text("title").isPresent()
        ? Optional.of(
            new Source(
                Source.Kind.RECIPE,
                stem(file),
                recipe.text("description").orElse(""),
                instructions,
                file))
        : Optional.empty();
  }

  private static List<Path> filesIn(Path folder, Set<String> extensions) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> extensions.contains(extension(file)) && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return unreadable(folder, e);
    }
  }

  private static List<Path> unreadable(Path folder, Exception e) {
    LOG.log(System.Logger.Level.WARNING, "the folder {0} cannot be read: {1}", folder, e);
    return List.of();
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  /// The sources found, by name.
  private final class Found {
    private final Map<String, Source> byName = new LinkedHashMap<>();

    void addAll(List<Path> files, Function<Path, Optional<Source>> reader) {
      long left = MOST_BYTES;
      for (Path file : files) {
        left -= size(file);
        if (left < 0 || byName.size() >= MOST_SOURCES) {
          LOG.log(System.Logger.Level.WARNING, "too much to read: not used from {0} on", file);
          return;
        }
        try {
          known(file, reader).ifPresent(source -> byName.putIfAbsent(source.name(), source));
        } catch (IOException | UnreadableSource e) {
          LOG.log(System.Logger.Level.DEBUG, e.getMessage());
        }
      }
    }

    private static long size(Path file) {
      try {
        return Math.min(Files.size(file), SourceText.MOST_BYTES);
      } catch (IOException e) {
        return 0;
      }
    }

    List<Source> sources() {
      return new ArrayList<>(byName.values());
    }
  }

  /// What a file was when it was last read.
  private record Read(FileTime modified, long bytes, Optional<Source> source) {}

  /// Reads a file again when it has changed. What could not be read is tried again: it need not
  /// change for that.
  private Optional<Source> known(Path file, Function<Path, Optional<Source>> reader)
      throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    Read last = read.get(file);
    if (last != null
        && last.modified().equals(now.lastModifiedTime())
        && last.bytes() == now.size()) {
      return last.source();
    }
    Optional<Source> source = reader.apply(file);
    if (read.size() >= MOST_KEPT) {
      read.clear();
    }
    if (source.isEmpty() || now.size() <= MOST_BYTES_KEPT) {
      read.put(file, new Read(now.lastModifiedTime(), now.size(), source));
    }
    return source;
  }
}
