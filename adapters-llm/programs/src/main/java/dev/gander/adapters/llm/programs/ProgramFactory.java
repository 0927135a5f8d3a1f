package dev.gander.adapters.llm.programs;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;

/// Creates providers of one kind that run a program on this machine.
public abstract class ProgramFactory implements TableRow {
  private final String name;

  /// @param name of its row in the table of providers
  protected ProgramFactory(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final ProviderMetadata metadata() {
    return ProviderTable.metadata(name);
  }

  @Override
  public final Provider create(ProviderSettings settings) {
    return create(settings, ClientEnvironment.real());
  }

  /// Creates a provider that takes time and ids from `environment`; tests pass their own.
  ///
  /// @throws dev.gander.domain.error.ProviderException if the program is not installed
  public abstract Provider create(ProviderSettings settings, ClientEnvironment environment);
}
