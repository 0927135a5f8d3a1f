package dev.gander.testkit.store;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.SkillFolders;
import dev.gander.domain.source.Source;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Skills in memory; a skill's content is its whole text.
public final class InMemorySkillFolders implements SkillFolders {
  private static final Path HOME = Path.of("/home/me");
  private static final String SKILLS = ".agents/skills";

  private final Map<Path, String> texts = new ConcurrentHashMap<>();

  @Override
  public Optional<Source> find(Path folder) {
    return Optional.ofNullable(texts.get(folder)).map(text -> source(folder, text));
  }

  /// Front matter has one line for each member here.
  private static Source source(Path folder, String text) {
    String[] parts = text.split("---\n", 3);
    JsonObject.Builder members = JsonObject.builder();
    parts[1]
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(member -> members.put(member[0].replace("\"", ""), value(member[1])));
    JsonObject properties = members.build();
    return new Source(
        Source.Kind.SKILL,
        properties.text("name").orElse(""),
        properties.text("description").orElse(""),
        parts[2].strip(),
        folder.resolve("SKILL.md"),
        properties);
  }

  private static String value(String written) {
    return written.startsWith("'") || written.startsWith("\"")
        ? written.substring(1, written.length() - 1).replace("''", "'")
        : written;
  }

  @Override
  public boolean isGlobal(Path folder) {
    return folder.startsWith(HOME);
  }

  @Override
  public Path create(@Nullable Path project, String name, String text) {
    Path folder = (project == null ? HOME : project).resolve(SKILLS).resolve(name);
    if (texts.putIfAbsent(folder, text) != null) {
      throw new Conflict("There is a folder " + folder + " already");
    }
    return folder;
  }

  @Override
  public Path change(Path folder, String name, String text) {
    Path target = folder.resolveSibling(name);
    require(folder);
    if (!target.equals(folder) && texts.containsKey(target)) {
      throw new Conflict("There is a folder " + target + " already");
    }
    texts.remove(folder);
    texts.put(target, text);
    return target;
  }

  @Override
  public void delete(Path folder) {
    require(folder);
    texts.remove(folder);
  }

  private void require(Path folder) {
    if (!texts.containsKey(folder)) {
      throw new NotFound("There is no skill in " + folder);
    }
  }
}
