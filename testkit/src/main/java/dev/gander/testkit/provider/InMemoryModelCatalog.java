package dev.gander.testkit.provider;

import dev.gander.domain.model.ModelCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A catalog of the models that a test adds. Ignores dates at the end of a name and a host's prefix
/// up to the last slash. Thread-safe.
public final class InMemoryModelCatalog implements ModelCatalog {
  private static final Pattern EFFORT = Pattern.compile("(.+)-(off|low|medium|high|max)");

  private final List<String> signers = new CopyOnWriteArrayList<>();
  private final List<String> thinkers = new CopyOnWriteArrayList<>();
  private final Map<String, Facts> models = new ConcurrentHashMap<>();

  /// Adds a model with these limits, without prices.
  public InMemoryModelCatalog know(String model, int contextLimit, int maxOutputTokens) {
    return know(model, new Facts(contextLimit, maxOutputTokens, false, null, null, null, null));
  }

  public InMemoryModelCatalog know(String model, Facts facts) {
    models.put(model, facts);
    return this;
  }

  /// From now on, models with this in their names sign as one family.
  public InMemoryModelCatalog knowSigner(String family) {
    signers.add(family);
    return this;
  }

  /// From now on, models with this in their names reason, and an effort may be appended to them.
  public InMemoryModelCatalog knowThinker(String family) {
    thinkers.add(family);
    return this;
  }

  @Override
  public Naming naming(String model) {
    boolean reasons = thinkers.stream().anyMatch(model::contains);
    Matcher written = EFFORT.matcher(model);
    boolean effort = reasons && written.matches();
    return new Naming(
        effort ? written.group(1) : model,
        effort ? written.group(2) : null,
        reasons,
        signers.stream().filter(model::contains).findFirst().orElse(null));
  }

  @Override
  public Optional<Facts> find(String provider, String model) {
    String bare = model.substring(model.lastIndexOf('/') + 1);
    String undated = bare.replaceFirst("-(\\d{8}|\\d{4}-\\d{2}-\\d{2}|latest)$", "");
    return Optional.ofNullable(models.getOrDefault(bare, models.get(undated)));
  }
}
