package dev.gander.adapters.llm.table;

import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import java.util.OptionalInt;

/// A kind of provider that has its row in the table.
public abstract class TableFactory implements ProviderFactory {
  private final String name;
  private final Surroundings surroundings;

  /// @param name of its row
  protected TableFactory(String name, Surroundings surroundings) {
    this.name = name;
    this.surroundings = surroundings;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final ProviderMetadata metadata() {
    return ProviderTable.metadata(name);
  }

  /// The catalog is renewed more often than the table.
  @Override
  public final OptionalInt declaredLimit(String model) {
    return OptionalInt.empty();
  }

  protected final Surroundings surroundings() {
    return surroundings;
  }

  protected final RequestLog log(ProviderSettings settings) {
    return new RequestLog(settings, surroundings.uuids());
  }
}
