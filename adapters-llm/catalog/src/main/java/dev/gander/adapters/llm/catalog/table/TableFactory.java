package dev.gander.adapters.llm.catalog.table;

import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.RequestLog;

/// A kind of provider that has its row in the table.
public abstract class TableFactory implements ProviderFactory {
  private final String name;
  private final ClientEnvironment environment;

  /// @param name of its row
  protected TableFactory(String name, ClientEnvironment environment) {
    this.name = name;
    this.environment = environment;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final ProviderMetadata metadata() {
    return ProviderTable.metadata(name);
  }

  protected final ClientEnvironment environment() {
    return environment;
  }

  protected final RequestLog log(ProviderSettings settings) {
    return new RequestLog(settings, environment.uuids());
  }
}
