package dev.gander.domain.provider.declared;

import dev.gander.domain.provider.ProviderMetadata;

/// A row of the provider table that ships with the program.

public sealed interface BundledProvider {
  String name();

  /// A provider with its own code, which may or may not be installed.
  record BuiltIn(ProviderMetadata metadata) implements BundledProvider {
    @Override
    public String name() {
      return metadata.name();
    }
  }

  /// A provider in its own right that is called as its declaration describes.
  record BuiltInService(ProviderMetadata metadata, ProviderDeclaration declaration)
      implements BundledProvider {
    @Override
    public String name() {
      return metadata.name();
    }
  }

  /// A declaration that ships with the program.
  record Declared(ProviderDeclaration declaration) implements BundledProvider {
    @Override
    public String name() {
      return declaration.name();
    }
  }
}
