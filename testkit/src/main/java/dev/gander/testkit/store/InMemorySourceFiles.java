package dev.gander.testkit.store;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.source.Skill;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.SourceFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// Sources that a test adds to a working folder or to the user's folders.
public final class InMemorySourceFiles implements SourceFiles {
  private final List<Source> sources = new CopyOnWriteArrayList<>();
  private final Map<Source, Details> details = new ConcurrentHashMap<>();

  private record Details(List<String> values, SortedMap<String, String> files) {}

  private final Map<String, String> refused = new ConcurrentHashMap<>();

  /// Sources outside `/work` are the user's own.
  public void put(Source source) {
    sources.add(source);
  }

  /// A skill that mentions these values and has these files.
  public void put(Source source, List<String> values, Map<String, String> files) {
    put(source);
    details.put(source, new Details(List.copyOf(values), new TreeMap<>(files)));
  }

  @Override
  public Optional<Skill> skill(Path workingDir, String name) {
    return skills(workingDir).stream()
        .filter(skill -> skill.name().equals(name))
        .findFirst()
        .map(found -> new Skill(found, of(found).values(), files(found)));
  }

  @Override
  public String supportingText(Skill skill, String file) {
    return Optional.ofNullable(of(skill.source()).files().get(file))
        .orElseThrow(() -> new InvalidInput("The skill has no file '" + file + "'"));
  }

  private Details of(Source skill) {
    return details.getOrDefault(skill, new Details(List.of(), new TreeMap<>()));
  }

  @Override
  public List<Source> skills(Path workingDir) {
    return found(workingDir, source -> source.kind() == Source.Kind.SKILL);
  }

  @Override
  public List<Source> usersSkills() {
    return found(Path.of("/nowhere"), source -> source.kind() == Source.Kind.SKILL);
  }

  @Override
  public List<String> files(Source skill) {
    return List.copyOf(of(skill).files().keySet());
  }

  @Override
  public List<Source> tasks(Path workingDir) {
    return found(workingDir, source -> source.kind() != Source.Kind.SKILL);
  }

  /// Makes every file with this name unusable from now on.
  public void refuse(String name, String reason) {
    refused.put(name, reason);
  }

  @Override
  public Optional<String> refusal(Path workingDir, String name) {
    return Optional.ofNullable(refused.get(name));
  }

  private List<Source> found(Path workingDir, Predicate<Source> wanted) {
    Map<String, Source> byName = new LinkedHashMap<>();
    List.<Predicate<Source>>of(
            source -> source.file().startsWith(workingDir),
            source -> !source.file().startsWith("/work"))
        .forEach(
            where ->
                sources.stream()
                    .filter(wanted.and(where))
                    .filter(source -> !refused.containsKey(source.name()))
                    .forEach(source -> byName.putIfAbsent(source.name(), source)));
    return List.copyOf(byName.values());
  }
}
