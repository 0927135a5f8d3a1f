package dev.gander.adapters.llm.catalog.table;

import dev.gander.domain.provider.ProviderFactory;
import java.util.OptionalInt;

/// A kind of provider that has a row in the table.
public interface TableRow extends ProviderFactory {
  /// The catalog of models is updated more often than the table.
  @Override
  default OptionalInt declaredLimit(String model) {
    return OptionalInt.empty();
  }
}
