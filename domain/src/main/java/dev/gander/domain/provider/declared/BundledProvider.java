package dev.gander.domain.provider.declared;

import dev.gander.domain.provider.ProviderMetadata;

/// A row of the table of providers that comes with the program.

public sealed interface BundledProvider {
  String name();

  /// A provider with code of its own, which may be installed or not.
  record BuiltIn(ProviderMetadata metadata) implements BundledProvider {
    @Override
    public String name() {
      return metadata.name();
    }
  }

  /// A provider of its own that is called as its declaration describes.
  record BuiltInService(ProviderMetadata metadata, ProviderDeclaration declaration)
      implements BundledProvider {
    @Override
    public String name() {
      return metadata.name();
    }
  }

  /// A declaration that comes with the program.
  record Declared(ProviderDeclaration declaration) implements BundledProvider {
    @Override
    public String name() {
      return declaration.name();
    }
  }
}
