package dev.gander.adapters.llm.catalog;

import dev.gander.domain.model.ModelCatalog;
import dev.gander.provider.kit.wire.Effort;
import dev.gander.provider.kit.wire.ReasoningName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The model list that comes with the program. A provider's part is read on first use.
public final class BundledModelCatalog implements ModelCatalog {
  /// Providers that run models themselves: limits apply, but nothing is paid.
  private static final Set<String> FREE = Set.of("ollama", "local");

  /// Families whose signatures are valid at every provider that runs them. Sessions store these
  /// names.
  private static final List<String> SIGNERS = List.of("claude", "gemini");

  private final Map<String, CatalogLines> read = new ConcurrentHashMap<>();

  /// The last one: each turn asks several times for the same model, which has many possible names.
  private volatile Found latest = new Found("", "", Optional.empty());

  private record Found(String provider, String model, Optional<Facts> facts) {
    boolean isOf(String otherProvider, String otherModel) {
      return model.equals(otherModel) && provider.equals(otherProvider);
    }
  }

  @Override
  public Optional<Facts> find(String provider, String model) {
    Found last = latest;
    if (last.isOf(provider, model)) {
      return last.facts();
    }
    Optional<Facts> facts = findAnew(provider, model);
    latest = new Found(provider, model, facts);
    return facts;
  }

  private Optional<Facts> findAnew(String provider, String model) {
    return ModelNames.candidates(provider, model)
        .flatMap(entry -> columns(entry).stream())
        .findFirst()
        .map(BundledModelCatalog::facts)
        .map(facts -> FREE.contains(provider) ? facts.withoutPrices() : facts);
  }

  private Optional<String[]> columns(ModelNames.Entry entry) {
    return Optional.ofNullable(read.get(entry.provider()))
        .or(() -> readNow(entry.provider()))
        .flatMap(lines -> lines.find(entry.model()));
  }

  private Optional<CatalogLines> readNow(String provider) {
    Optional<CatalogLines> lines = CatalogLines.models(provider);
    lines.ifPresent(it -> read.put(provider, it));
    return lines;
  }

  @Override
  public Naming naming(String model) {
    Optional<ReasoningName.WithEffort> written = ReasoningName.withEffort(model);
    return new Naming(
        written.map(ReasoningName.WithEffort::model).orElse(model),
        written.flatMap(it -> Effort.parse(it.effort())).map(Effort::word).orElse(null),
        ReasoningName.isOfAnyone(model),
        signer(model.toLowerCase(Locale.ROOT)));
  }

  private static @Nullable String signer(String model) {
    return SIGNERS.stream().filter(model::contains).findFirst().orElse(null);
  }

  private static Facts facts(String[] columns) {
    return new Facts(
        whole(columns[1]),
        whole(columns[2]),
        columns[3].equals("1"),
        price(columns[4]),
        price(columns[5]),
        price(columns[6]),
        price(columns[7]),
        columns[9].contains("i"),
        columns[9].contains("t"),
        columns[8].isEmpty() ? null : columns[8]);
  }

  private static @Nullable Integer whole(String text) {
    return text.isEmpty() ? null : Integer.valueOf(text);
  }

  private static @Nullable Double price(String text) {
    return text.isEmpty() ? null : Double.valueOf(text);
  }
}
